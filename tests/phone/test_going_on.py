"""Nobody skips a statement unseen: one step at a time, what is open comes first; in a real browser."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from data.store.engine import Store
from data.store.sheets import tally
from data.store.workshops import Workshop
from tests.running import RunningServer
from web.light import SPOKEN

from .conftest import ROOM, close, skip_to_the_end, tap


def weiter(page: Page) -> Locator:
    return page.get_by_role("button", name="Weiter")


def skip(page: Page) -> Locator:
    return page.get_by_role("button", name="Überspringen")


def press(button: Locator) -> None:
    """A tap that leaves the page where it is; a click would scroll it first."""
    expect(button).to_be_enabled()
    box = button.bounding_box()
    assert box is not None
    button.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def answer_step(page: Page, *statements: str) -> None:
    for statement in statements:
        tap(page, statement, "B Trifft eher zu")


def test_every_statement_says_which_it_is(joined: Page) -> None:
    counted = joined.locator(".statement small").all_inner_texts()

    assert joined.locator(".statement small").all_text_contents() == [f"Aussage {n} von 21" for n in range(1, 22)]
    assert counted[:1] == ["Aussage 1 von 21"]


def test_next_never_leaves_a_screen_with_something_open(joined: Page) -> None:
    tap(joined, ROOM[0], "B Trifft eher zu")

    for _ in range(3):
        weiter(joined).click()

    expect(joined.locator('.step[data-step="1"]')).to_be_visible()
    expect(joined.get_by_role("status")).to_have_text("Noch offen: Aussage 2")
    assert joined.evaluate("document.activeElement.name") == f"a.{ROOM[1]}"


def test_next_is_quiet_until_all_on_the_screen_is_answered(joined: Page) -> None:
    expect(weiter(joined)).not_to_have_class("next primary")
    expect(skip(joined)).to_be_visible()

    answer_step(joined, *ROOM[:3])

    expect(weiter(joined)).to_have_class("next primary")
    expect(skip(joined)).to_have_count(0)
    weiter(joined).click()
    expect(joined.locator('.step[data-step="2"]')).to_be_visible()
    expect(skip(joined)).to_be_visible()


def test_skipping_goes_one_statement_on(joined: Page) -> None:
    press(skip(joined))
    expect(joined.get_by_role("status")).to_have_text("Noch offen: Aussage 2")
    press(skip(joined))
    expect(joined.get_by_role("status")).to_have_text("Noch offen: Aussage 3")
    press(skip(joined))

    expect(joined.locator('.step[data-step="2"]')).to_be_visible()


def test_what_was_not_in_sight_is_shown_before_it_is_skipped(joined: Page) -> None:
    joined.evaluate("document.getElementsByClassName('statement')[2].scrollIntoView()")

    press(skip(joined))

    expect(joined.get_by_role("status")).to_have_text("Noch offen: Aussage 1")
    expect(joined.locator(f'[data-id="{ROOM[0]}"]')).to_be_in_viewport()


def test_double_tap_goes_one_step(joined: Page) -> None:
    answer_step(joined, *ROOM[:3])

    weiter(joined).dblclick()

    expect(joined.locator('.step[data-step="2"]')).to_be_visible()
    expect(joined.get_by_role("status")).not_to_have_text("Noch offen: Aussage 4")


def test_double_tap_skips_one_statement(joined: Page) -> None:
    expect(skip(joined)).to_be_enabled()
    box = skip(joined).bounding_box()
    assert box is not None
    joined.mouse.dblclick(box["x"] + 20, box["y"] + 20)

    expect(joined.get_by_role("status")).to_have_text("Noch offen: Aussage 2")


def test_double_tap_at_the_end_hands_nothing_in(joined: Page, store: Store, workshop: Workshop) -> None:
    answer_step(joined, *ROOM[:3])
    for first in range(3, 21, 3):
        weiter(joined).click()
        answer_step(joined, *ROOM[first : first + 3])

    weiter(joined).dblclick()

    expect(joined.get_by_role("heading", name="Alle Aussagen sind beantwortet.")).to_be_visible()
    expect(joined.get_by_role("button", name="Fertig")).to_have_class("primary")
    assert joined.url.endswith("?schritt=ende")


def test_end_puts_what_is_open_first_and_leads_through_it_alone(joined: Page) -> None:
    tap(joined, ROOM[0], "B Trifft eher zu")
    tap(joined, ROOM[1], "B Trifft eher zu")
    skip_to_the_end(joined)
    expect(joined.locator("#list li")).to_have_count(19)
    expect(joined.get_by_role("link", name="Ansehen")).to_have_class("button primary")
    expect(joined.get_by_role("button", name="So abgeben")).not_to_have_class("primary")

    joined.locator("#list li a").nth(18).click()
    assert joined.evaluate("document.activeElement.name") == f"a.{ROOM[20]}"
    joined.go_back()
    expect(joined.get_by_role("heading", name="19 Aussagen sind offen")).to_be_visible()
    joined.get_by_role("link", name="Ansehen").click()
    tap(joined, ROOM[2], "B Trifft eher zu")
    weiter(joined).click()

    expect(joined.locator('.step[data-step="2"]')).to_be_visible()


def test_handed_in_phone_learns_that_the_survey_closed(joined: Page, store: Store, workshop: Workshop) -> None:
    tap(joined, ROOM[0], "B Trifft eher zu")
    skip_to_the_end(joined)
    joined.get_by_role("button", name="So abgeben").click()
    expect(joined.get_by_role("heading", name="Vielen Dank!")).to_be_visible()

    close(store, workshop)

    expect(joined.get_by_role("heading", name="Die Umfrage ist geschlossen. Vielen Dank!")).to_be_visible()
    assert tally(store, workshop.id).finished == 1


def test_phone_in_the_questions_learns_that_the_survey_closed(joined: Page, store: Store, workshop: Workshop) -> None:
    close(store, workshop)

    expect(joined.get_by_role("heading", name="Die Umfrage ist geschlossen. Vielen Dank!")).to_be_visible(
        timeout=60_000
    )


# ---- narrow screens ----

SMALL_TARGETS = """() => [...document.querySelectorAll("a, button, summary, .answers label, .option")].filter(one => {
  const box = one.getBoundingClientRect();
  return one.checkVisibility() && !one.classList.contains("default") && (box.height < 43.9 || box.width < 43.9);
}).map(one => one.textContent.trim() + " " + one.getBoundingClientRect().width)"""


@pytest.fixture
def narrow(browser: Browser) -> Iterator[BrowserContext]:
    # The strict policy would keep axe out, too.
    opened = browser.new_context(viewport={"width": 320, "height": 640}, locale="de-DE", bypass_csp=True)
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.mark.parametrize("language", SPOKEN)
def test_first_choice_stands_on_the_first_screen(
    narrow: BrowserContext, server: RunningServer, workshop: Workshop, language: str
) -> None:
    page = narrow.new_page()
    page.goto(f"{server.base}/t/{workshop.code}?lang={language}")

    choice, bar = page.locator(".option").first.bounding_box(), page.locator(".bar").bounding_box()

    assert choice is not None
    assert bar is not None
    assert choice["y"] + choice["height"] <= bar["y"]
    expect(page.locator("details p").first).to_be_hidden()
    page.locator("summary").click()
    expect(page.locator("details p").first).to_be_visible()


PLACES = ["", "/fragen?schritt=1", "/fragen?schritt=ende", "/perspektive", "/loeschen", "/weitergeben"]


def test_pages_of_a_tablet_are_accessible_and_fit_a_narrow_screen(
    narrow: BrowserContext, server: RunningServer, workshop: Workshop
) -> None:
    page = narrow.new_page()
    found = {}
    for place in PLACES:
        page.goto(f"{server.base}/t/{workshop.code}{place}{'&' if '?' in place else '?'}tablet=1")
        found[place] = [one["id"] for one in Axe().run(page).response["violations"]] + page.evaluate(SMALL_TARGETS)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found[place].append("sideways")
        if not place:
            page.locator("label.option").first.click()
            page.locator("button.primary").click()
            page.wait_for_url("**/fragen**")
    page.goto(f"{server.base}/t/{workshop.code}/fragen")
    page.evaluate("document.getElementById('still').hidden = false; document.querySelector('main').hidden = true")
    found["still"] = [one["id"] for one in Axe().run(page).response["violations"]]

    assert found == {place: [] for place in [*PLACES, "still"]}
