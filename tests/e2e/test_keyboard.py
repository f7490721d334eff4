"""The main job of the moderator with the keyboard alone: from an empty list of workshops to the report."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import workshop as current_workshop
from tests.e2e.stages import QUESTIONNAIRE, until_it_stands
from tests.running import RunningServer

ASKED = load_questionnaire(QUESTIONNAIRE)
MOST_TABS = 80
"""Stops of the keyboard on one page."""

HAS_FOCUS = "one => one === document.activeElement || one.contains(document.activeElement)"


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until the keyboard stands on it."""
    for _stop in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.first.evaluate(HAS_FOCUS):
            return
    raise AssertionError(f"the keyboard does not reach {wanted}")


def press(page: Page, name: str) -> None:
    """Reach a button and press it."""
    button = page.get_by_role("button", name=name, exact=True)
    expect(button.first).to_be_visible()
    reach(page, button)
    page.keyboard.press("Enter")


def test_workshop_is_led_without_a_mouse(moderator: BrowserContext, server: RunningServer, store: Store) -> None:
    page = moderator.new_page()
    page.goto(f"{server.base}/")
    until_it_stands(page)

    reach(page, page.get_by_label("Kommune"))
    page.keyboard.type("Tastenhausen")
    page.keyboard.press("Enter")
    press(page, "Umfrage öffnen")
    expect(page.locator(".tally")).to_have_text("0 dabei · 0 fertig")
    of = current_workshop(store, parse_qs(urlsplit(page.url).query)["w"][0])
    assert of is not None
    answers = [("fachverwaltung", "A"), ("kommunalpolitik", "B"), ("organisationen", "D")]
    for perspective, answer in answers:
        sheet = EnteredSheet(perspective, dict.fromkeys(of.room, answer))
        add_sheets(store, of.id, [sheet] * 6, source="paper")
    expect(page.locator(".tally")).to_have_text("18 dabei · 18 fertig")

    press(page, "Umfrage schließen …")
    press(page, "Jetzt schließen")
    press(page, "Ergebnisse zeigen")
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()

    reach(page, page.get_by_role("combobox"))
    page.keyboard.type(of.room[4])
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=ASKED.statements[of.room[4]].text["de"])).to_be_visible()
    until_it_stands(page)
    press(page, "Auf die Leinwand")
    expect(page.get_by_text("Steht jetzt auf der Leinwand.")).to_be_visible()
    press(page, "Als Tabelle")
    expect(page.get_by_test_id("stPopoverBody").get_by_role("table")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_be_hidden()

    reach(page, page.get_by_role("navigation").get_by_role("link", name="Bericht"))
    page.keyboard.press("Enter")
    press(page, "Dokumente erstellen")
    everything = page.get_by_role("button", name="Alle als Zip herunterladen")
    expect(everything).to_be_visible(timeout=60_000)
    until_it_stands(page)
    reach(page, everything)
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".zip")
