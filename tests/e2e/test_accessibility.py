"""Every page, with axe and with checks of our own. What is Streamlit's own fault stands in axe_baseline.json."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize, expect

from data.store.workshops import Workshop
from tests.e2e.spoken import foreign
from tests.e2e.stages import DESK, HEIGHT, WIDTH, Stages, sign_in, visit
from tests.running import RunningServer

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
BASELINE: dict[str, dict[str, int]] = json.loads(Path(__file__).with_name("axe_baseline.json").read_text("utf-8"))
"""Page -> rule -> nodes. It may only shrink: an entry that no longer occurs fails, too."""

PRODUCT = "Selbstcheck Weltoffene Kommune"
WORKSHOP = "Selbstcheck-Workshop"
EXAMPLE = "Selbstcheck-Workshop (erfundenes Beispiel)"
ENLARGED: ViewportSize = {"width": 683, "height": 384}
"""A laptop of 1366 × 768 at 200 % zoom."""

SIZES = {"390": (390, 844), "320": (320, 640)}
ZOOMED = (195, 422)
"""A phone of 390 × 844 at 200 % zoom."""

THUMB = 44
"""Smallest side of what is tapped, in CSS pixels."""

TAPPED = ".answers label:visible, .option:visible, button:visible:not(.default), a.button:visible"


@dataclass(frozen=True)
class PhonePage:
    """A light page: its place at a workshop of a stage, or its whole address; ``joined``: seen with a sheet."""

    place: str
    title: str
    stage: str | None = None
    joined: bool = False


PHONE = {
    "Eingang": PhonePage("/", PRODUCT),
    "falscher Code": PhonePage("/t/ZZZZZZ", PRODUCT),
    "Anmeldung": PhonePage("/anmelden/falsch", "Dieser Schlüssel gilt nicht mehr."),
    "nirgends": PhonePage("/t/ZZZZZZ/nirgends", "Diese Seite gibt es nicht."),
    "Datenschutz": PhonePage("/datenschutz", f"Datenschutz – {PRODUCT}"),
    "Impressum": PhonePage("/impressum", f"Impressum – {PRODUCT}"),
    "Barrierefreiheit": PhonePage("/barrierefreiheit", f"Barrierefreiheit – {PRODUCT}"),
    "Beitritt": PhonePage("", WORKSHOP, "open"),
    "Warten": PhonePage("", f"Die Umfrage ist noch nicht geöffnet. – {WORKSHOP}", "prepared"),
    "geschlossen": PhonePage("", f"Die Umfrage ist geschlossen. Vielen Dank! – {EXAMPLE}", "closed"),
    "Druck": PhonePage("/druck", f"Fragebogen – {WORKSHOP}", "open"),
    "Fragen": PhonePage("/fragen?schritt=1", f"Fragebogen – {WORKSHOP}", "open", joined=True),
    "Ende": PhonePage("/fragen?schritt=ende", f"Fragebogen – {WORKSHOP}", "open", joined=True),
    "Perspektive": PhonePage("/perspektive", f"Perspektive ändern – {WORKSHOP}", "open", joined=True),
    "Löschen": PhonePage("/loeschen", f"Meine Antworten löschen? – {WORKSHOP}", "open", joined=True),
    "Danke": PhonePage("/danke", f"Vielen Dank! – {WORKSHOP}", "open", joined=True),
    "Tablet": PhonePage("/danke?tablet=1", f"Fertig. – {WORKSHOP}", "open"),
}
FOR_PAPER = "Druck"


@pytest.fixture(scope="module")
def desk(browser: Browser, server: RunningServer) -> Iterator[Page]:
    """The moderator's window; without the strict policy, which would keep axe out."""
    viewport = {"width": WIDTH, "height": HEIGHT}
    context = browser.new_context(viewport=viewport, locale="de-DE", bypass_csp=True)
    yield sign_in(context, server.base, server.key)
    context.close()


@pytest.fixture(scope="module")
def guest(browser: Browser) -> Iterator[Page]:
    """A phone without a sheet."""
    context = browser.new_context(locale="de-DE", bypass_csp=True)
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def member(browser: Browser, server: RunningServer, stages: Stages) -> Iterator[Page]:
    """A phone that has joined the open workshop."""
    context = browser.new_context(locale="de-DE", bypass_csp=True)
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.goto(f"{server.base}/t/{stages.open.code}")
    page.get_by_text("Kommunalpolitik", exact=True).click()
    page.get_by_role("button", name="Los geht’s").click()
    expect(page.get_by_role("button", name="Weiter")).to_be_visible()
    yield page
    context.close()


@pytest.fixture
def opened(request: pytest.FixtureRequest, server: RunningServer, stages: Stages) -> Page:
    """The phone's page that the test asks for, by ``indirect``."""
    what = PHONE[request.param]
    page: Page = request.getfixturevalue("member" if what.joined else "guest")
    page.set_viewport_size({"width": 390, "height": 844})
    address = what.place
    if what.stage is not None:
        workshop: Workshop = getattr(stages, what.stage)
        address = f"/t/{workshop.code}{what.place}"
    page.goto(server.base + address)
    return page


def violations(page: Page) -> dict[str, int]:
    """Rules that axe sees broken, with the number of places."""
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return {rule["id"]: len(rule["nodes"]) for rule in found}


@pytest.mark.parametrize("name", DESK)
def test_desk_page_is_accessible_and_german(desk: Page, server: RunningServer, stages: Stages, name: str) -> None:
    visit(desk, server.base, DESK[name], stages)

    assert violations(desk) == BASELINE.get(name, {})
    assert foreign(desk) == []
    assert desk.locator("html").get_attribute("lang") == "de"
    assert desk.locator("h1").count() == 1
    section, separator, product = desk.title().partition(" · ")
    assert (bool(section), separator, product) == (True, " · ", PRODUCT)
    desk.set_viewport_size(ENLARGED)
    for _attempt in range(50):  # until everything has moved into its place
        wide = desk.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
        if wide <= ENLARGED["width"]:
            break
        desk.wait_for_timeout(100)
    assert wide <= ENLARGED["width"]
    desk.set_viewport_size({"width": WIDTH, "height": HEIGHT})


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("opened", "name"), [(name, name) for name in PHONE], indirect=["opened"], ids=PHONE)
def test_phone_page_is_accessible(opened: Page, name: str, size: str) -> None:
    width, height = SIZES[size]
    opened.set_viewport_size({"width": width, "height": height})

    assert violations(opened) == BASELINE.get(name, {})
    assert opened.locator("html").get_attribute("lang") == "de"
    assert opened.locator("h1:visible").count() == 1
    assert opened.title() == PHONE[name].title


@pytest.mark.parametrize("opened", [name for name in PHONE if name != FOR_PAPER], indirect=True)
def test_phone_page_never_scrolls_sideways(opened: Page) -> None:
    for width, height in (*SIZES.values(), ZOOMED):
        opened.set_viewport_size({"width": width, "height": height})
        too_wide = opened.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (width, too_wide) == (width, 0)


@pytest.mark.parametrize("opened", ["Beitritt", "Fragen", "Ende", "Perspektive", "Löschen", "Danke"], indirect=True)
def test_what_is_tapped_is_large_enough_for_a_thumb(opened: Page) -> None:
    for width, height in SIZES.values():
        opened.set_viewport_size({"width": width, "height": height})
        sides = opened.locator(
            ".answers label:visible, .option:visible, button:visible:not(.default), a.button:visible"
        )
        smallest = sides.evaluate_all(
            "found => Math.min(...found.map(one => one.getBoundingClientRect())"
            ".flatMap(box => [box.width, box.height]))"
        )
        assert smallest >= THUMB


@pytest.mark.parametrize("opened", ["Eingang", "Beitritt", "Fragen", "Danke"], indirect=True)
def test_focus_is_visible_on_phones(opened: Page) -> None:
    assert stops_without_a_mark(opened, stops=8) == []


@pytest.mark.parametrize("name", ["boegen Papier", "ueberblick radar"])
def test_focus_is_visible_on_the_desk(desk: Page, server: RunningServer, stages: Stages, name: str) -> None:
    visit(desk, server.base, DESK[name], stages)

    assert stops_without_a_mark(desk, stops=14) == []


def stops_without_a_mark(page: Page, *, stops: int) -> list[str]:
    """What looks the same with the focus as without it, among the first places that the tabulator key reaches."""
    unmarked = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        focused = page.evaluate(
            "() => { const one = document.activeElement; one.scrollIntoView({block: 'center'});"
            " return one === document.body ? '' : one.outerHTML.slice(0, 150); }"
        )
        if not focused:
            break
        with_focus = page.screenshot(animations="disabled")
        page.evaluate("document.activeElement.blur()")
        if page.screenshot(animations="disabled") == with_focus:
            unmarked.append(focused)
    return unmarked


def test_baseline_names_only_pages_that_are_checked() -> None:
    assert set(BASELINE) <= {*DESK, *PHONE}
