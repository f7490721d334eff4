"""Paper sheets are typed with the keyboard, the Verwaltungsbogen is resumed, and both are in the picture."""

import pytest
from playwright.sync_api import Locator, Page, expect

from data.store.administration import administration_sheet
from data.store.sheets import tally
from tests.e2e.stages import new_workshop, show_results, until_it_stands
from tests.e2e.test_workshop import ASKED, LANGFORM, answer_with_taps, create_workshop

SHEETS = ["Fachverwaltungen"] * 4 + ["Kommunalpolitik"] * 4


@pytest.fixture(scope="module")
def room(server, moderator, browser):
    """A workshop with two phones and eight paper sheets; gives the moderator's window and the code."""
    desk = moderator.new_page()
    code = create_workshop(desk, server.base, "Papierlingen")
    for perspective, answer in (("Fachverwaltungen", "A"), ("Kommunalpolitik", "C")):
        with browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE") as context:
            context.set_default_timeout(20_000)
            answer_with_taps(context.new_page(), server.base, code, perspective, answer)
    desk.get_by_role("link", name="Bögen erfassen").click()
    for number, perspective in enumerate(SHEETS, start=1):
        type_sheet(desk, perspective, "AAA" if perspective == "Fachverwaltungen" else "CC-")
        expect(desk.get_by_text("gespeichert.")).to_contain_text("Ein Bogen" if number == 1 else f"{number} Bögen")
        expect(perspectives(desk).first).to_be_focused()  # the form of the next sheet stands
    return desk


def perspectives(desk: Page) -> Locator:
    return desk.get_by_role("radiogroup", name="Perspektive").get_by_role("radio")


def type_sheet(desk: Page, perspective: str, letters: str) -> None:
    """As a person does it: one click, then only the keyboard; Enter stores the sheet."""
    choice = desk.get_by_role("radio", name=perspective)
    expect(choice).to_have_count(1)  # the form of the sheet before is gone
    choice.check(force=True)
    desk.get_by_label(ASKED.fields[0].title["de"]).focus()
    for place, _field in enumerate(ASKED.fields):
        desk.keyboard.type(letters)
        desk.keyboard.press("Tab" if place < len(ASKED.fields) - 1 else "Enter")


def test_wrong_letter_is_named_and_nothing_is_lost(room):
    room.get_by_role("link", name="Bögen erfassen").click()
    first = room.get_by_label(ASKED.fields[0].title["de"])
    choice = room.get_by_role("radio", name="Kommunalpolitik")
    expect(choice).to_have_count(1)  # the form of the sheet before is gone
    choice.check(force=True)
    first.fill("AXB")
    first.press("Enter")

    expect(room.get_by_role("alert")).to_have_text(
        f"{ASKED.fields[0].title['de']}: „X“ ist keine Antwort; möglich sind A bis E und - für keine."
    )
    expect(first).to_have_value("AXB")


def test_keyboard_goes_on_at_the_next_sheet_within_three_keys(server, moderator):
    desk = moderator.new_page()
    store = server.store()
    desk.goto(f"{server.base}/boegen?w={new_workshop(store, is_open=True).id}")
    store.close()
    type_sheet(desk, "Fachverwaltungen", "AAA")
    expect(desk.get_by_text("Ein Bogen ist in diesem Fenster gespeichert.")).to_be_visible()
    choices = perspectives(desk)
    expect(choices.first).to_be_focused()
    expect(choices.and_(desk.get_by_role("radio", checked=True))).to_have_count(0)

    desk.keyboard.press("6")
    expect(desk.get_by_role("radio", name="6 Kommunalpolitik")).to_be_checked()
    desk.keyboard.press("Tab")

    first = desk.get_by_label(ASKED.fields[0].title["de"])
    expect(first).to_be_focused()
    for place, _field in enumerate(ASKED.fields):
        desk.keyboard.type("CC-")
        desk.keyboard.press("Tab" if place < len(ASKED.fields) - 1 else "Enter")
    expect(desk.get_by_text("2 Bögen sind in diesem Fenster gespeichert.")).to_be_visible()
    expect(choices.first).to_be_focused()

    desk.keyboard.type("12")
    expect(desk.get_by_role("radio", name="12 Wirtschaft")).to_be_checked()
    desk.close()


def test_last_sheet_is_taken_back_corrected_and_nothing_has_to_be_typed_again(server, moderator):
    desk = moderator.new_page()
    store = server.store()
    of = new_workshop(store, is_open=True)
    desk.goto(f"{server.base}/boegen?w={of.id}")
    for number in (1, 2):
        type_sheet(desk, "Kommunalpolitik", "AB-")
        expect(desk.get_by_text("gespeichert.")).to_contain_text("Ein Bogen" if number == 1 else "2 Bögen")
        expect(perspectives(desk).first).to_be_focused()
    assert tally(store, of.id).people == {"kommunalpolitik": 2}

    desk.get_by_role("button", name="Letzten Bogen zurücknehmen und verbessern").click()
    expect(desk.get_by_text("Ein Bogen ist in diesem Fenster gespeichert.")).to_be_visible()
    assert tally(store, of.id).people == {"kommunalpolitik": 1}
    until_it_stands(desk)  # the sheet before is gone
    expect(desk.get_by_role("radio", name="Kommunalpolitik")).to_be_checked()
    expect(desk.get_by_label(ASKED.fields[0].title["de"])).to_have_value("AB-")
    expect(desk.get_by_label(ASKED.fields[-1].title["de"])).to_have_value("AB-")
    expect(desk.get_by_role("button", name="Letzten Bogen zurücknehmen und verbessern")).to_have_count(0)

    expect(desk.get_by_role("radio", name="Fachverwaltungen")).to_have_count(1)
    desk.get_by_role("radio", name="Fachverwaltungen").check(force=True)
    desk.get_by_role("button", name="Bogen speichern").click()
    expect(desk.get_by_text("2 Bögen sind in diesem Fenster gespeichert.")).to_be_visible()
    assert tally(store, of.id).people == {"kommunalpolitik": 1, "fachverwaltung": 1}
    store.close()
    desk.close()


def test_everything_wrong_on_a_sheet_is_named_at_its_field(room):
    room.get_by_role("link", name="Cockpit").click()
    expect(room.locator(".tally")).to_be_visible()
    room.get_by_role("link", name="Bögen erfassen").click()
    first, last = (room.get_by_label(ASKED.fields[place].title["de"]) for place in (0, -1))
    first.fill("AXB")
    last.fill("A")
    last.press("Enter")

    form = room.get_by_test_id("stForm")
    expect(form.get_by_role("alert")).to_have_text(
        [
            "Bitte wählen Sie die Perspektive; wenn keine angekreuzt ist: „Möchte ich nicht sagen“.",
            f"{ASKED.fields[0].title['de']}: „X“ ist keine Antwort; möglich sind A bis E und - für keine.",
            f"{ASKED.fields[-1].title['de']}: 1 Zeichen für 3 Aussagen. "
            "Bitte für jede Aussage einen Buchstaben oder einen Strich.",
        ]
    )
    expect(form.get_by_role("radio").first).to_be_focused()
    expect(last).to_have_value("A")


def test_verwaltungsbogen_is_saved_at_once_resumed_and_shared(room, moderator):
    other = moderator.new_page()
    open_verwaltungsbogen(room)
    other.goto(room.url)
    open_verwaltungsbogen(other)

    room.get_by_role("radio", name="Trifft eher zu").nth(0).check(force=True)
    expect(room.get_by_text(f"1 von {len(LANGFORM.statements)} Aussagen sind beantwortet")).to_be_visible()
    other.get_by_role("radio", name="Trifft nicht zu").nth(1).check(force=True)
    expect(other.get_by_text(f"2 von {len(LANGFORM.statements)} Aussagen sind beantwortet")).to_be_visible()
    other.close()

    room.reload()
    open_verwaltungsbogen(room)
    expect(room.get_by_role("radio", name="Trifft eher zu").nth(0)).to_be_checked()
    expect(room.get_by_role("radio", name="Trifft nicht zu").nth(1)).to_be_checked()


def test_reason_is_typed_without_the_mouse_and_the_next_field_begins_at_its_top(server, moderator):
    desk = moderator.new_page()
    store = server.store()
    of = new_workshop(store, is_open=True)
    desk.goto(f"{server.base}/boegen?w={of.id}&bogen=verwaltung")
    until_it_stands(desk)
    desk.get_by_text("Begründung", exact=True).nth(1).click()
    desk.get_by_label("Begründung (freiwillig)").nth(1).fill("Beschluss von 2024")
    desk.keyboard.press("Tab")
    desk.keyboard.type("Stabsstelle")
    desk.keyboard.press("Tab")

    expect(desk.get_by_label("Wer weiß Bescheid? (Amt oder Stelle)").nth(1)).to_have_value("Stabsstelle")
    expect(desk.locator("details[open]")).to_have_count(1)
    desk.get_by_role("button", name="Weiter zu").click()
    expect(desk.get_by_role("heading", name=LANGFORM.fields[1].title["de"])).to_be_in_viewport()
    expect(desk.get_by_role("radio", name="Trifft zu", exact=True).first).to_be_focused()
    second = LANGFORM.fields[0].statements[1].id
    kept = administration_sheet(store, of.id)[second]
    assert (kept.reason, kept.who_knows) == ("Beschluss von 2024", "Stabsstelle")
    store.close()
    desk.close()


def open_verwaltungsbogen(window: Page) -> None:
    window.get_by_role("link", name="Bögen erfassen").click()
    window.get_by_role("radio", name="Verwaltungsbogen").click()
    expect(window.get_by_role("heading", name=ASKED.fields[0].title["de"])).to_be_visible()


def test_phones_and_paper_are_closed_into_one_radar(room):
    room.get_by_role("link", name="Cockpit").click()
    expect(room.locator(".tally")).to_have_text("10 dabei · 10 fertig")
    room.get_by_role("button", name="Umfrage schließen …").click()
    room.get_by_role("dialog").get_by_role("button", name="Jetzt schließen").click()
    expect(room.get_by_text("Die Umfrage ist geschlossen: 10 Bögen mit Antworten.")).to_be_visible()

    show_results(room, "Überblick", "ueberblick")

    # 5 × A and 5 × C where all three letters are given: level 3; the third statement has 5 × A and one C: 22/6
    room.get_by_text("Als Tabelle").click()
    row = room.get_by_role("row", name=ASKED.fields[1].title["de"])
    assert row.locator("td").first.inner_text() == "3,2"  # (3 + 3 + 22/6) / 3
