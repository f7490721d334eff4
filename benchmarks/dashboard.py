"""The moderator's clicks into the results, and 300 phones meanwhile: python -m benchmarks.dashboard

From the click until the browser shows the other detail, in the cockpit's charts and in the list of Unterschiede.
Saving: from sending an answer until it is acknowledged, without and with somebody who clicks in the same server. The
browser runs on the same cores. Prints every figure with its budget; ends with 1 if one is missed.
"""

import asyncio
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import uvloop
from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.phones import PERSPECTIVES, Phone, Report, prepared
from benchmarks.room import ANSWERING, answering
from commands.rehearsing.figures import p95
from data.store.access import issue_key
from data.store.engine import Store
from data.store.workshops import Workshop
from tests.conftest import CHROMIUM, QUIET
from tests.e2e.stages import RESULT_PAGES, demo_workshop, sign_in, store_of, until_it_stands
from tests.running import RunningServer

PHONES = 300
PAIRS = 4
CLICKS = 40
AT_ONCE = 100
"""Milliseconds in which an answer is felt to be saved at once."""
PAUSE = 700
"""Milliseconds between what a click showed and the next one."""
ROWS = 19
"""Rows of the list that are clicked in turn."""
DETAIL = ".st-key-panel-chosen h2.finding"
IS_ANOTHER = f"before => document.querySelector('{DETAIL}')?.innerText !== before"


def main() -> int:
    """Everything on one server."""
    expect.set_options(timeout=20_000)
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, _room = prepared(folder)
        server = RunningServer(folder, settings={"PUBLIC_URL": ""})
        store = store_of(folder)
        try:
            of = demo_workshop(store, shown=RESULT_PAGES)
            with window(server.base, server.key) as page:
                report.line("click → detail in the cockpit, p95", p95(clicks(page, server, of, "cockpit")), 500, "ms")
                report.line("click → detail in the list, p95", p95(clicks(page, server, of, "list")), 500, "ms")
            report.line("saving beside clicks, p95", uvloop.run(_saving(server, store, code, of)), AT_ONCE, "ms")
        finally:
            store.close()
            server.stop()
    return 0 if report.is_met else 1


@contextmanager
def window(base: str, key: str) -> Iterator[Page]:
    """A moderator's window on a laptop, signed in."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
        yield sign_in(context, base, key)
        browser.close()


def clicks(page: Page, server: RunningServer, of: Workshop, where: str) -> list[float]:
    """Milliseconds from each click until the detail is another."""
    page.goto(f"{server.base}/{'cockpit' if where == 'cockpit' else 'unterschiede'}?w={of.id}")
    until_it_stands(page, has_chart=True)
    page.wait_for_timeout(2000)
    click = _bar if where == "cockpit" else _row
    click(page, 1)
    page.wait_for_timeout(2000)
    return [_timed(page, click, place) for place in range(2, CLICKS + 2)]


def _timed(page: Page, click: Callable[[Page, int], None], place: int) -> float:
    before = page.locator(DETAIL).first.inner_text()
    start = time.perf_counter()
    click(page, place)
    page.wait_for_function(IS_ANOTHER, arg=before, polling=10)
    took = (time.perf_counter() - start) * 1000
    page.wait_for_timeout(PAUSE)
    return took


def _bar(page: Page, place: int) -> None:
    """Click into the rows of the most divided statements in turn."""
    box = page.locator(".st-key-panel-statements .js-plotly-plot").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 60, box["y"] + 36 + place % 5 * 35)


def _row(page: Page, place: int) -> None:
    """Click into the rows of the list in turn."""
    box = page.get_by_test_id("stDataFrame").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 60, box["y"] + 50 + place % ROWS * 24)


async def _saving(server: RunningServer, store: Store, code: str, of: Workshop) -> float:
    """Milliseconds beside clicks, p95; the median of several rounds."""
    phones = [Phone(server.port, code) for _ in range(PHONES)]
    for start in range(0, PHONES, 50):
        part = phones[start : start + 50]
        await asyncio.gather(*(one.join(PERSPECTIVES[n % len(PERSPECTIVES)]) for n, one in enumerate(part)))
    for phone in phones[ANSWERING:]:
        phone.hang_up()
    beside = []
    await answering(phones[:ANSWERING], of.room)  # warm
    for _pair in range(PAIRS):
        calm = p95(await answering(phones[:ANSWERING], of.room))
        stands, is_over = threading.Event(), threading.Event()
        key = issue_key(store, "moderator", valid=timedelta(minutes=5))
        moderator = threading.Thread(target=_click_on, args=(server.base, key, of, stands, is_over))
        moderator.start()
        await asyncio.to_thread(stands.wait)
        busy = p95(await answering(phones[:ANSWERING], of.room))
        is_over.set()
        await asyncio.to_thread(moderator.join)
        beside.append(busy)
        print(f"  saving, p95 without {calm:.1f} ms, beside {busy:.1f} ms")
    for phone in phones[:ANSWERING]:
        phone.hang_up()
    return statistics.median(beside)


def _click_on(base: str, key: str, of: Workshop, stands: threading.Event, is_over: threading.Event) -> None:
    """Look into the results until it is over."""
    with window(base, key) as page:
        page.goto(f"{base}/unterschiede?w={of.id}")
        until_it_stands(page, has_chart=True)
        place = 0
        stands.set()
        while not is_over.is_set():
            _row(page, place := place + 1)
            page.wait_for_timeout(PAUSE)


if __name__ == "__main__":
    sys.exit(main())
