"""The page in a real browser: two taps, saved at once, offline and back, narrow screens, axe."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.store.engine import Store
from data.store.sheets import tally
from data.store.workshops import Workshop, open_workshop
from tests.running import RunningServer

from .conftest import ROOM, close, option, skip_to_the_end, tap


def test_first_visit_is_small_and_stays_at_home(browser: Browser, server: RunningServer, workshop: Workshop) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on(
        "requestfinished", lambda request: sizes.append(sum(request.sizes()[part] for part in ("responseBodySize",)))
    )
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))

    page.goto(f"{server.base}/t/{workshop.code}", wait_until="networkidle")

    assert len(requested) == 3
    assert all(address.startswith(server.base) for address in requested)
    assert sum(sizes) <= 10_000
    assert context.cookies() == []
    context.close()


def test_two_taps_lead_to_the_first_statement(page: Page, store: Store, workshop: Workshop) -> None:
    page.get_by_text("Kommunalpolitik").click()
    page.get_by_role("button", name="Los geht’s").click()

    expect(page.locator(f'[data-id="{ROOM[0]}"]')).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert tally(store, workshop.id).without_answers == 1


def test_tap_is_saved_at_once_and_said_so(joined: Page, store: Store, workshop: Workshop) -> None:
    tap(joined, ROOM[0], "B Trifft eher zu")

    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")
    assert tally(store, workshop.id).people == {"kommunalpolitik": 1}


def test_answer_can_be_cleared(joined: Page, store: Store, workshop: Workshop) -> None:
    tap(joined, ROOM[0], "B Trifft eher zu")
    joined.locator(f'[data-id="{ROOM[0]}"]').get_by_text("Antwort löschen").click()

    expect(joined.locator(f'[data-id="{ROOM[0]}"] .mark')).to_have_text("Antwort gelöscht")
    expect(joined.get_by_role("radio", checked=True)).to_have_count(0)
    assert tally(store, workshop.id).people == {}


def test_phone_without_network_goes_on_and_delivers_later(
    joined: Page, context: BrowserContext, store: Store, workshop: Workshop
) -> None:
    context.set_offline(True)
    tap(joined, ROOM[0], "D Trifft nicht zu")
    expect(joined.get_by_role("status")).to_have_text("1 Antwort noch nicht gesendet")
    for _ in range(2):
        joined.get_by_role("button", name="Überspringen").click()
    tap(joined, ROOM[3], "E Keine Einschätzung möglich")
    expect(joined.get_by_role("status")).to_have_text("2 Antworten noch nicht gesendet")
    assert tally(store, workshop.id).people == {}

    context.set_offline(False)

    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")
    joined.reload()
    expect(joined.locator('.step[data-step="2"]')).to_be_visible()
    assert joined.get_by_role("radio", checked=True).evaluate_all("found => found.map(one => one.value)") == ["E"]
    assert tally(store, workshop.id).people == {"kommunalpolitik": 1}


def test_waiting_answers_survive_a_reload(joined: Page, context: BrowserContext, server: RunningServer) -> None:
    context.route("**/api/t/*/answers", lambda route: route.abort())
    tap(joined, ROOM[0], "C Trifft eher nicht zu")
    expect(joined.get_by_role("status")).to_contain_text("noch nicht gesendet")

    joined.on("dialog", lambda dialog: dialog.accept())
    context.unroute("**/api/t/*/answers")
    joined.reload()

    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")


def test_handing_in_clears_what_the_device_kept(joined: Page) -> None:
    tap(joined, ROOM[0], "A Trifft zu")
    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")
    skip_to_the_end(joined)
    expect(joined.get_by_role("heading", name="20 Aussagen sind offen")).to_be_visible()

    joined.get_by_role("button", name="So abgeben").click()

    expect(joined.get_by_role("heading", name="Vielen Dank!")).to_be_visible()
    assert joined.evaluate("Object.keys(localStorage)") == []


def test_have_a_look_leads_to_the_first_open_statement(joined: Page) -> None:
    tap(joined, ROOM[0], "A Trifft zu")
    skip_to_the_end(joined)

    joined.get_by_role("link", name="Ansehen").click()

    assert joined.evaluate("document.activeElement.name") == f"a.{ROOM[1]}"


def test_closing_leads_to_thanks(joined: Page, store: Store, workshop: Workshop) -> None:
    close(store, workshop)
    option(joined, ROOM[0], "A Trifft zu").click()  # the page leaves before it could be seen ticked

    expect(joined.get_by_role("heading", name="Die Umfrage ist geschlossen. Vielen Dank!")).to_be_visible()
    expect(joined.get_by_role("status")).to_have_text("Antworten, die nicht mehr angekommen sind: 1")


def test_targets_are_large_enough_for_thumbs(joined: Page) -> None:
    boxes = joined.locator(".step:visible .answers label, .step:visible button.primary").evaluate_all(
        "found => found.map(one => Math.min(one.getBoundingClientRect().width, one.getBoundingClientRect().height))"
    )

    assert min(boxes) >= 44


PAGES = ["", "/fragen?schritt=1", "/fragen?schritt=ende", "/perspektive", "/loeschen", "/danke", "/druck"]


@pytest.mark.parametrize("place", PAGES)
def test_page_is_accessible_and_never_scrolls_sideways(
    page: Page, server: RunningServer, workshop: Workshop, place: str
) -> None:
    if place not in ("", "/druck"):
        page.get_by_text("Kommunalpolitik").click()
        page.get_by_role("button", name="Los geht’s").click()
        page.wait_for_url("**/fragen**")
        page.goto(f"{server.base}/t/{workshop.code}{place}")

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})

    assert found.response["violations"] == []
    if place == "/druck":
        page.goto(f"{server.base}/t/{workshop.code}{place}")
        return
    for width, height in ((320, 640), (160, 320)):  # the second is the first at 200 % zoom
        page.set_viewport_size({"width": width, "height": height})
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (width, too_wide) == (width, 0)


def test_entrance_is_accessible(context: BrowserContext, server: RunningServer) -> None:
    page = context.new_page()
    for place in ("/", "/t/ZZZZZZ", "/anmelden/falsch"):
        page.goto(server.base + place)
        assert Axe().run(page).response["violations"] == []


def test_waiting_phone_starts_by_itself(
    context: BrowserContext, server: RunningServer, store: Store, prepared: Workshop
) -> None:
    page = context.new_page()
    page.goto(f"{server.base}/t/{prepared.code}")
    expect(page.get_by_role("heading", name="Die Umfrage ist noch nicht geöffnet.")).to_be_visible()

    open_workshop(store, prepared.id)

    expect(page.get_by_role("button", name="Los geht’s")).to_be_visible(timeout=20_000)
