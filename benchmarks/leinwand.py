"""The Leinwand in a real Chromium, for room.py.

The first picture: from the start of the navigation, of a browser that has nothing yet and a workshop that nobody has
drawn yet, until the scene is painted with its fonts. The next slide: from the event by which the Leinwand hears of a
move until the frame with the new picture is painted, which waits up to 17 ms for its turn; the animation begins then.
From the key press the move and its COMMIT are in it too, so that it has no budget here.
"""

import asyncio
import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta

from playwright.async_api import Browser, Page, async_playwright

from benchmarks.phones import Report
from commands.rehearsing.connection import Connection
from commands.rehearsing.figures import p95
from commands.rehearsing.room import Desk, signed_in
from commands.rehearsing.server import Rehearsal
from content.show import default_show, reveals, shows_results, whole
from data.evening import evening
from data.store.access import Role, issue_key
from data.store.stages import move, stage
from data.store.workshops import Workshop
from tests.conftest import CHROMIUM, QUIET
from tests.e2e.stages import demo_workshop

STARTS = 5
LOOKED_AT = 0.5
"""Seconds between two moves."""

PATIENCE = 20
"""Seconds after which a first picture is given up."""

WATCH = """
const painted = done => requestAnimationFrame(() => {
    const frame = new MessageChannel();
    frame.port1.onmessage = () => done(performance.now());
    frame.port2.postMessage(null);
});
window.times = { heard: [], pressed: [], drawn: [] };
window.first = new Promise(done => addEventListener("load", () => document.fonts.ready.then(() => {
    if (document.querySelector("#picture > .scene")) painted(done);
})));
const listen = EventSource.prototype.addEventListener;
EventSource.prototype.addEventListener = function (name, hear) {
    listen.call(this, name, event => {
        if (name === "stand") times.heard.push(performance.now());
        hear(event);
    });
};
addEventListener("keydown", event => times.pressed.push(event.timeStamp), true);
addEventListener("DOMContentLoaded", () => new MutationObserver(
    () => painted(when => times.drawn.push(when))
).observe(document.getElementById("picture"), { childList: true }));
"""


async def in_a_browser(at: Rehearsal, report: Report) -> None:
    """First pictures and next slides, in a Chromium started for it."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        await _first_pictures(at, browser, report)
        await _next_slides(at, browser, report)
        await browser.close()


async def signed_in_as(at: Rehearsal, role: Role, of: Workshop) -> Connection:
    """Signed in with this role."""
    workshop_id = None if role == "moderator" else of.id
    return await signed_in(at.port, issue_key(at.store, role, workshop_id, valid=timedelta(minutes=5)))


async def _first_pictures(at: Rehearsal, browser: Browser, report: Report) -> None:
    times = []
    for number in range(STARTS):
        of = demo_workshop(at.store)
        _put_a_slide_on(at, of, number)
        async with _wall(at, browser, of, "screen") as page:
            times.append(float(await asyncio.wait_for(page.evaluate("first"), PATIENCE)))
    report.line("Leinwand, first picture, cold, median", statistics.median(times), 500, "ms")
    report.line(f"Leinwand, first picture, cold, worst of {STARTS}", max(times), 500, "ms")


def _put_a_slide_on(at: Rehearsal, of: Workshop, number: int) -> None:
    """One of the slides of the show that say something of the results, the first for 0."""
    now = evening(at.store, of.id)
    assert now is not None and now.results is not None
    places = [whole(place, now.results) for place in default_show(now.results)]
    slides = [place for place in places if shows_results(place)]
    place = slides[number * len(slides) // STARTS]
    move(at.store, of.id, replace(stage(at.store, of.id), place=place), reveals=reveals(place))


async def _next_slides(at: Rehearsal, browser: Browser, report: Report) -> None:
    of = demo_workshop(at.store)
    desk = Desk(await signed_in_as(at, "moderator", of), of.code)
    async with _wall(at, browser, of, "screen") as page:
        await asyncio.sleep(LOOKED_AT)  # until it has heard what stands
        while await desk.go_on():
            await asyncio.sleep(LOOKED_AT)
        heard = await _until_drawn(page, "heard.slice(1)")
    desk.hang_up()
    of = demo_workshop(at.store)
    async with _wall(at, browser, of, "moderator") as page:
        for _move in heard:
            await page.keyboard.press("ArrowRight")
            await asyncio.sleep(LOOKED_AT)
        pressed = await _until_drawn(page, "pressed")
    print(f"  key press → next slide: median {statistics.median(pressed):.1f} ms, p95 {p95(pressed):.1f} ms")
    report.line(f"event → next slide, median of {len(heard)}", statistics.median(heard), 60, "ms")
    report.line("event → next slide, p95", p95(heard), 60, "ms")


async def _until_drawn(page: Page, began: str) -> list[float]:
    """Milliseconds from each of these moments until the next picture was painted."""
    starts, drawn = await page.evaluate(f"[times.{began}, times.drawn]")
    return [min((when for when in drawn if when >= start), default=float("inf")) - start for start in starts]


@asynccontextmanager
async def _wall(at: Rehearsal, browser: Browser, of: Workshop, role: Role) -> AsyncIterator[Page]:
    """A Leinwand in a browser that has seen nothing yet."""
    device = await signed_in_as(at, role, of)
    device.hang_up()
    base = f"http://127.0.0.1:{at.port}"
    context = await browser.new_context(viewport={"width": 1920, "height": 1080}, locale="de-DE")
    name, _, value = device.cookie.partition("=")
    await context.add_cookies([{"name": name, "value": value, "url": base}])
    page = await context.new_page()
    await page.add_init_script(WATCH)
    await page.goto(f"{base}/leinwand/{of.code}")
    yield page
    await context.close()
