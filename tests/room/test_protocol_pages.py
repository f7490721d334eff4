"""The Protokoll in a real browser, by thumb and without JavaScript, and for people who have it read aloud."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from analysis.action_plan import Draft
from analysis.farewell import NextDate
from analysis.stage import Place
from data.store.access import Role, issue_key
from data.store.agreements import agree, agreements
from data.store.engine import Store
from data.store.farewell import begin_exit_questions, decide_next_date
from data.store.measures import add_measure
from data.store.notes import add_note, notes, save_note
from data.store.stages import move, stage
from data.store.workshops import Workshop
from tests.room.test_accessibility import TAGS
from tests.running import RunningServer

SIZES = [(390, 844), (320, 640), (1024, 768)]
LONG = "Donaudampfschifffahrtsgesellschaftskapitänspatentverlängerungsantragsformular " * 3

WRONG = """() => {
  const found = [];
  if (document.documentElement.scrollWidth > innerWidth + 1) found.push('scrolls sideways');
  const shown = [...document.querySelectorAll('button, a, label, summary, select, textarea, p, h1, h2, h3, span')]
    .filter(one => one.checkVisibility());
  for (const one of shown) {
    const box = one.getBoundingClientRect();
    if (box.left < -1 || box.right > innerWidth + 1) found.push('out: ' + one.textContent.trim().slice(0, 40));
    const isTapped = one.matches('main button, main a, main summary, .option, .tick, select, textarea');
    if (isTapped && box.height < 43.5) found.push(box.height + ' low: ' + one.textContent.trim().slice(0, 40));
  }
  return found;
}"""

Open = Callable[..., Page]


@pytest.fixture
def revealed(store: Store, workshop: Workshop) -> Workshop:
    """The filled example; the room sees the statement 3.01, and something was written down."""
    at = Place("folie", "aussage?sicht=verteilung&teil=3.01")
    move(store, workshop.id, replace(stage(store, workshop.id), place=at), reveals="unterschiede")
    for about in ("", "teilhabe", "3.01"):
        add_note(store, workshop.id, LONG, about=about, is_visible=True)
    agree(store, workshop.id, "3.01", "E", reason=LONG)
    agree(store, workshop.id, "1.01", "dissent")
    return workshop


@pytest.fixture
def page_of(browser: Browser, server: RunningServer, store: Store) -> Iterator[Open]:
    """Opens a place without JavaScript, signed in with a role."""
    contexts = []

    def opened(role: Role, of: Workshop, place: str, size: tuple[int, int] = SIZES[0], *, script: bool = False) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        # The strict policy would keep axe out.
        context = browser.new_context(viewport=viewport, locale="de-DE", java_script_enabled=script, bypass_csp=script)
        contexts.append(context)
        page = context.new_page()
        key = issue_key(store, role, None if role == "moderator" else of.id, valid=timedelta(minutes=5))
        page.goto(f"{server.base}/anmelden/{key}")
        page.goto(f"{server.base}{place}")
        return page

    yield opened
    for context in contexts:
        context.close()


def unfolded(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")


def complaints(page: Page) -> list[str]:
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return [*page.evaluate(WRONG), *(f"{one['id']}: {one['nodes'][0]['html']}" for one in found)]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("role", ["comoderator", "scribe"])
def test_pages_are_accessible_and_fit_a_thumb(
    page_of: Open, store: Store, revealed: Workshop, role: Role, size: tuple[int, int]
) -> None:
    here = f"/protokoll/{revealed.code}" if role == "scribe" else f"/regie/{revealed.code}/protokoll"
    page = page_of(role, revealed, here, size, script=True)

    wrong = {}
    for place in ("", "?zu=3.01", "?zu=2.01", "?zu=teilhabe", "?hinweis=gespeichert"):
        page.goto(f"{page.url.partition('?')[0]}{place}")
        expect(page.get_by_role("button", name="Notiz speichern")).to_be_visible()
        unfolded(page)
        if found := complaints(page):
            wrong[place] = found

    assert wrong == {}


@pytest.mark.parametrize("size", SIZES)
def test_pages_to_choose_from_are_accessible_and_fit_a_thumb(
    page_of: Open, store: Store, revealed: Workshop, size: tuple[int, int]
) -> None:
    page = page_of("comoderator", revealed, f"/regie/{revealed.code}/protokoll?zu=3.01", size, script=True)
    unfolded(page)
    (note,) = [one for one in notes(store, revealed.id) if one.about == "3.01"]
    save_note(store, revealed.id, note.id, "Die andere", is_visible=True, version=note.version)
    page.get_by_label("Notiz").first.fill(LONG)
    page.get_by_role("button", name="Änderung speichern").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Inzwischen hat jemand anders diese Notiz geändert:")
    assert complaints(page) == []

    page.goto(f"{page.url.partition('?')[0]}?zu=3.01")
    agree(store, revealed.id, "3.01", "A", version=agreements(store, revealed.id)["3.01"].version)
    page.get_by_text("Trifft eher zu").click()
    page.get_by_role("button", name="Einschätzung speichern").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("jemand anders die gemeinsame Einschätzung geändert")
    assert complaints(page) == []


def test_evening_by_thumb_without_javascript(page_of: Open, store: Store, revealed: Workshop) -> None:
    page = page_of("comoderator", revealed, f"/regie/{revealed.code}")
    page.get_by_role("link", name="Notiz und gemeinsame Einschätzung").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kita-Platz")

    page.get_by_text("Wir sehen es weiterhin verschieden").click()
    page.get_by_label("Begründung").fill("Beides stimmt.")
    page.get_by_role("button", name="Einschätzung speichern").click()
    expect(page.get_by_role("status")).to_have_text("Gespeichert.")
    page.get_by_label("Notiz").last.fill("Zeile eins\nZeile zwei")
    page.get_by_role("button", name="Notiz speichern").click()
    expect(page.get_by_role("status")).to_have_text("Gespeichert.")
    page.get_by_role("link", name="Zurück zur Regie").click()
    expect(page.get_by_role("link", name="Notiz und gemeinsame Einschätzung")).to_be_visible()

    agreement = agreements(store, revealed.id)["3.01"]
    assert (agreement.answer, agreement.reason) == ("dissent", "Beides stimmt.")
    assert [one.text for one in notes(store, revealed.id) if one.about == "3.01"] == [
        LONG.strip(),
        "Zeile eins\nZeile zwei",
    ]


@pytest.mark.parametrize("size", SIZES)
def test_measures_and_the_end_are_accessible_and_fit_a_thumb(
    page_of: Open, store: Store, revealed: Workshop, size: tuple[int, int]
) -> None:
    for number in range(3):
        add_measure(
            store, revealed.id, Draft(what=LONG[:140], who=LONG[:80], person="Name", about=(f"3.0{number + 1}",))
        )
    decide_next_date(store, revealed.id, NextDate(date(2027, 9, 9), LONG[:80]))
    begin_exit_questions(store, revealed.id)
    page = page_of("comoderator", revealed, f"/regie/{revealed.code}", size, script=True)

    wrong = {}
    for place in ("massnahmen", "massnahmen?vorlage=teilhabe.v0", "massnahmen?hinweis=gespeichert", "abschluss"):
        page.goto(f"{page.url.partition('/regie/')[0]}/regie/{revealed.code}/{place}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        unfolded(page)
        if found := complaints(page):
            wrong[place] = found

    assert wrong == {}
