"""Tables in a real browser, by thumb and without JavaScript, for people who have them read aloud, and on paper."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.action_plan import LONGEST_WHO
from analysis.proposals import KINDS, LONGEST, Said
from analysis.stage import Place
from data.store.access import Role, issue_key
from data.store.agreements import agree
from data.store.engine import Store
from data.store.measures import measures
from data.store.proposals import proposals, put_aside, send_proposal
from data.store.stages import move, stage
from data.store.taking_over import take_as_note
from data.store.workshops import Workshop
from tests.room.test_protocol_pages import LONG, SIZES, complaints, unfolded
from tests.running import RunningServer

FIELD, STATEMENT = "teilhabe", "3.01"
WIDTHS = [*SIZES, (768, 1024)]

Open = Callable[..., Page]


@pytest.fixture
def revealed(store: Store, workshop: Workshop) -> Workshop:
    """The filled example, of which the room has seen a result; a table has sent everything that it can."""
    at = Place("folie", "ueberblick?sicht=radar", 1)
    move(store, workshop.id, replace(stage(store, workshop.id), place=at), reveals="overview")
    agree(store, workshop.id, STATEMENT, "B")
    for kind in KINDS:
        send_proposal(
            store,
            workshop.id,
            FIELD,
            Said(kind, STATEMENT, LONG[: LONGEST[kind]], LONG[:LONGEST_WHO], date(2027, 5, 31)),
        )
    aside, taken = (send_proposal(store, workshop.id, FIELD, Said("note", FIELD, text)) for text in ("weg", "da"))
    put_aside(store, workshop.id, aside.id, version=aside.version)
    take_as_note(store, workshop.id, taken.id, "da", is_visible=True, version=taken.version)
    return workshop


@pytest.fixture
def page_of(browser: Browser, server: RunningServer, store: Store) -> Iterator[Open]:
    """Opens a place, signed in with a role, a table for its field; without JavaScript unless with ``script``."""
    contexts = []

    def opened(role: Role, of: Workshop, place: str, size: tuple[int, int] = SIZES[0], *, script: bool = False) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        # The strict policy would keep axe out.
        context = browser.new_context(viewport=viewport, locale="de-DE", java_script_enabled=script, bypass_csp=script)
        contexts.append(context)
        page = context.new_page()
        about = FIELD if role == "table" else ""
        page.goto(f"{server.base}/anmelden/{issue_key(store, role, of.id, valid=timedelta(minutes=5), about=about)}")
        page.goto(f"{server.base}{place}")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.mark.parametrize("size", WIDTHS)
def test_page_of_a_table_is_accessible_and_fits_a_thumb(
    page_of: Open, revealed: Workshop, size: tuple[int, int]
) -> None:
    page = page_of("table", revealed, f"/tisch/{revealed.code}?hinweis=gesendet", size, script=True)
    expect(page.get_by_role("heading", level=1)).to_have_text("Fairer Zugang & Teilhabe")
    unfolded(page)

    assert complaints(page) == []


def test_page_before_the_reveal_is_accessible(page_of: Open, workshop: Workshop) -> None:
    page = page_of("table", workshop, f"/tisch/{workshop.code}", SIZES[1], script=True)

    expect(page.get_by_role("link", name="Jetzt nachsehen")).to_be_visible()
    assert complaints(page) == []


@pytest.mark.parametrize("size", WIDTHS)
@pytest.mark.parametrize("place", ["tische", "tische?hinweis=notiz", "geraete", "tische/druck"])
def test_pages_of_who_steers_are_accessible_and_fit_a_thumb(
    page_of: Open, revealed: Workshop, place: str, size: tuple[int, int]
) -> None:
    page = page_of("comoderator", revealed, f"/regie/{revealed.code}/{place}", size, script=True)
    unfolded(page)

    assert complaints(page) == []


def test_evening_of_a_table_without_javascript(page_of: Open, store: Store, revealed: Workshop) -> None:
    table = page_of("table", revealed, f"/tisch/{revealed.code}")
    table.get_by_text("Vorschlag für eine Maßnahme").first.click()
    table.get_by_label("Was?").fill("Ein Lotsendienst")
    table.get_by_label("Wer? (Funktion)").fill("Integrationsstelle")
    table.get_by_label("Bis wann?").fill("2027-06-30")
    table.get_by_role("button", name="Maßnahme vorschlagen").click()
    expect(table.get_by_role("status")).to_have_text("Gesendet. Die Moderation liest es in ihrer Regie.")

    regie = page_of("comoderator", revealed, f"/regie/{revealed.code}")
    regie.get_by_role("link", name="Von den Tischen (4)").click()
    card = regie.locator("form.comment", has_text="Ein Lotsendienst")
    card.get_by_text("Vorher ändern").click()
    card.get_by_label("Wer? (Funktion)").fill("Amt 50")
    card.get_by_role("button", name="Als Maßnahme übernehmen").click()
    expect(regie.get_by_role("status")).to_have_text("Als Maßnahme übernommen.")
    table.get_by_role("link", name="Neu laden").click()
    expect(table.locator("article.sent", has_text="Ein Lotsendienst")).to_contain_text("übernommen")

    assert [(one.what, one.who, one.due) for one in measures(store, revealed.id)] == [
        ("Ein Lotsendienst", "Amt 50", date(2027, 6, 30))
    ]
    assert sorted(one.state for one in proposals(store, revealed.id)) == [
        "aside",
        "sent",
        "sent",
        "sent",
        "taken",
        "taken",
    ]


def test_sheets_are_one_page_a_field(page_of: Open, revealed: Workshop) -> None:
    page = page_of("comoderator", revealed, f"/regie/{revealed.code}/tische/druck", (1000, 800))
    page.get_by_role("button", name="Mit QR-Codes für die Tische").click()
    expect(page.locator(".code")).to_have_count(7)
    printed = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    texts = [sheet.get_textpage().get_text_range() for sheet in printed]
    printed.close()

    assert len(texts) == 7
    assert ["Drei Fragen für den Tisch" in text and text.count("Bis wann?") == 2 for text in texts] == [True] * 7
    assert ["Mit QR-Codes" in text for text in texts] == [False] * 7
