"""The memory of a server over a workshop of four hours, run at four times the pace in one.

    .venv/bin/python -m benchmarks.workshop [MINUTES]

Three hundred phones join, answer and look every few seconds; a moderator and a Leinwand, both real browsers, change
pages as in a day: sheets arrive, files are taken over and undone, the room closes, views are shown, reports are made.
Prints the resident memory every ten minutes of the workshop, and what it grew by since the room was full.
"""

import asyncio
import random
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop
from playwright.sync_api import Page, sync_playwright

from analysis.grouping import form_groups
from benchmarks.phones import PERSPECTIVES, Phone, Report, prepared
from benchmarks.server import PHONES, resident
from content.views import ORDERS, VIEWS
from data.store.batches import batches, undo_batch
from data.store.engine import Store
from data.store.releases import reveal
from data.store.steps import close_workshop
from data.store.workshops import Workshop, questionnaire, workshop_by_code
from tests.conftest import CHROMIUM, QUIET
from tests.e2e.stages import RESULT_PAGES, store_of
from tests.exports import msforms
from tests.exports.sample import PEOPLE, SHORT
from tests.running import RunningServer

WORKSHOP_MINUTES = 240
CLOSES_AFTER = 60
"""Minutes of the workshop in which people answer; then results are shown."""
LOOKS_EVERY = 60
"""Seconds of the workshop between two looks of a waiting phone."""
PAGES_EVERY = 90
"""Seconds of the workshop for which a page is shown."""
EVERY = 10
"""Minutes of the workshop between two measurements."""
FULL = 30
"""Minute of the workshop in which everybody is there and every page was opened once."""

ANSWERING = ("cockpit", "boegen", "hochladen", "workshops", "cockpit", "hilfe")
TALKING = (
    *(f"ueberblick?sicht={view}" for view in VIEWS["ueberblick"]),
    *(f"unterschiede?ordnung={order}" for order in ORDERS),
    "bericht",
)
ON_THE_SCREEN = ("ueberblick", "unterschiede")


class Clock:
    """Time of the workshop, which passes faster than ours."""

    def __init__(self, minutes: float) -> None:
        self.pace = WORKSHOP_MINUTES / minutes
        self._start = time.monotonic()

    @property
    def minute(self) -> float:
        return (time.monotonic() - self._start) / 60 * self.pace

    @property
    def is_over(self) -> bool:
        return self.minute >= WORKSHOP_MINUTES

    def real(self, seconds: float) -> float:
        return seconds / self.pace


async def people(port: int, code: str, room: Sequence[str], clock: Clock) -> None:
    """Join within ten minutes, answer until closing, look at the state until the end."""
    await asyncio.gather(*(_person(Phone(port, code), number, room, clock) for number in range(PHONES)))


async def _person(phone: Phone, number: int, room: Sequence[str], clock: Clock) -> None:
    chance = random.Random(number)
    await asyncio.sleep(clock.real(chance.uniform(0, 600)))
    await phone.join(PERSPECTIVES[number % len(PERSPECTIVES)])
    for statement in (*room, *chance.sample(list(room), 5)):
        await asyncio.sleep(clock.real(chance.uniform(20, 120)))
        if clock.minute > CLOSES_AFTER - 2:
            break
        await phone.save({statement: chance.choice("ABCDE")})
    while not clock.is_over:
        await asyncio.sleep(clock.real(chance.uniform(0.5, 1.5) * LOOKS_EVERY))
        phone.hang_up() if chance.random() < 0.1 else None
        assert (await phone.ask("GET", f"/api/t/{phone.code}/state")).status == 200
    phone.hang_up()


def show(page: Page, base: str, address: str) -> None:
    """Open a page as a new session does, and wait until it stands."""
    page.goto(f"{base}/{address}")
    page.locator("h1").first.wait_for(state="attached")
    page.wait_for_timeout(500)


def bring_a_file(page: Page, store: Store, workshop: Workshop) -> None:
    """Drop an export on the page Datei hochladen, take it over and undo it."""
    name = "forms.xlsx"
    content = msforms.xlsx(msforms.rows(PEOPLE, SHORT))
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "", "buffer": content})
    page.get_by_role("button", name="Übernehmen", exact=True).click()
    page.get_by_role("heading", name="Übernommene Dateien").wait_for()
    undo_batch(store, batches(store, workshop.id)[0].id)


def close(store: Store, workshop: Workshop) -> None:
    """Close the room and show its results."""
    asked = questionnaire(store, workshop)
    close_workshop(store, workshop.id, lambda sizes: form_groups(sizes, asked, threshold=workshop.threshold))
    for page in RESULT_PAGES:
        reveal(store, workshop.id, page)


def moderate(server: RunningServer, workshop: Workshop, store: Store, clock: Clock) -> list[float]:
    """Run the day in two windows; gives the megabytes of every ten minutes."""
    curve: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="de-DE")
        desk, screen = context.new_page(), context.new_page()
        desk.goto(f"{server.base}/anmelden/{server.key}")
        screen.goto(f"{server.base}/leinwand/{workshop.code}")
        is_closed, shown = False, 0
        while not clock.is_over:
            if clock.minute >= EVERY * len(curve):
                curve.append(resident(server))
                print(f"  minute {EVERY * (len(curve) - 1):>3}: {curve[-1]:.0f} MB", flush=True)
            if clock.minute >= CLOSES_AFTER and not is_closed:
                close(store, workshop)
                is_closed = True
            pages = TALKING if is_closed else ANSWERING
            address = pages[shown % len(pages)]
            show(desk, server.base, address)
            if address.split("?")[0] in ON_THE_SCREEN:
                desk.get_by_role("button", name="Auf die Leinwand").first.click()
                desk.get_by_text("Steht jetzt auf der Leinwand.").wait_for()
            if address == "hochladen":
                bring_a_file(desk, store, workshop)
            shown += 1
            time.sleep(clock.real(PAGES_EVERY))
        curve.append(resident(server))
        browser.close()
    return curve


def main(minutes: float) -> int:
    """Run the day; ends with 1 if a budget is missed."""
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, room = prepared(folder)
        server = RunningServer(folder, settings={"PUBLIC_URL": ""})
        store = store_of(folder)
        try:
            clock = Clock(minutes)
            workshop = workshop_by_code(store, code)
            assert workshop is not None
            crowd = threading.Thread(target=lambda: uvloop.run(people(server.port, code, room, clock)))
            crowd.start()
            curve = moderate(server, workshop, store, clock)
            crowd.join()
        finally:
            store.close()
            server.stop()
    full = curve[FULL // EVERY]
    report.line(f"memory with {PHONES} phones, most of the day", max(curve), 350, "MB")
    report.line(f"grown from minute {FULL} to {WORKSHOP_MINUTES}", curve[-1] - full, 50, "MB")
    return 0 if report.is_met else 1


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if sys.argv[1:] else 60))
