"""After the reveal phones show what the room sees: as words, at its step and not before, with the own answers."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, expect

from analysis.grouping import form_groups
from content.deck import slide, views
from content.moves import moved
from content.tables import as_text
from content.talk import STEPS, TOLD
from content.views import View, view_at
from data.evening import evening
from data.store.agreements import agree
from data.store.engine import Store
from data.store.entering import EnteredSheet
from data.store.sheets import add_sheets
from data.store.stages import move
from data.store.workshops import Workshop, close_workshop, finish_workshop, open_workshop, questionnaire
from phone.rooms import FRESH_SECONDS
from tests.running import RunningServer
from texts.words import words

from .conftest import ROOM, Phone, new_workshop

Phones = Callable[..., Phone]
CALM = "Jetzt schauen alle gemeinsam auf die Ergebnisse."
FIRST = ROOM[0]
STATEMENT = f"aussage?sicht=verteilung&teil={FIRST}"
PLACES = ("", "/jetzt", "/mitschauen", "/danke", "/fragen")


@dataclass(frozen=True)
class Show:
    """A closed workshop in which twelve sheets on paper and the phone's own one were counted."""

    store: Store
    workshop: Workshop
    phone: Phone

    def put(self, **wish: object) -> None:
        """The moderator's tap."""
        now = evening(self.store, self.workshop.id)
        assert now is not None
        planned = moved(now.stage, wish, now.results, 0)
        move(self.store, self.workshop.id, planned.stage, reveals=planned.reveals)
        time.sleep(FRESH_SECONDS + 0.05)

    def to(self, view: View) -> None:
        step = TOLD if view.page == "aussage" else None
        self.put(zug="zu", kind="folie", slide=view.address, step=step)


@pytest.fixture
def show(store: Store, phones: Phones) -> Iterator[Show]:
    workshop = new_workshop(store)
    open_workshop(store, workshop.id)
    phone = phones(workshop)
    phone.join("kommunalpolitik")
    phone.save(dict.fromkeys(ROOM, "B") | {ROOM[1]: "E"})
    sheets = [EnteredSheet("fachverwaltung", dict.fromkeys(ROOM, "A"))] * 6
    sheets += [EnteredSheet("kommunalpolitik", dict.fromkeys(ROOM, "D"))] * 6
    add_sheets(store, workshop.id, sheets, source="paper")
    asked = questionnaire(store, workshop)
    close_workshop(store, workshop.id, lambda people: form_groups(people, asked, threshold=5))
    time.sleep(FRESH_SECONDS + 0.05)
    yield Show(store, workshop, phone)


def said(page: str) -> str:
    """The text of the part that changes."""
    part = page.partition('<div id="now"')[2].partition("</div>")[0].partition(">")[2]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", part))).strip()


def cells(page: str) -> list[list[str]]:
    rows = re.findall(r'<tr role="row".*?</tr>', page, re.DOTALL)
    heads = [re.findall(r"<th[^>]*><bdi[^>]*>(.*?)</bdi>", row) for row in rows]
    return [
        [unescape(text) for text in (*head, *re.findall(r"<b>(.*?)</b></td>", row))]
        for head, row in zip(heads, rows, strict=True)
    ]


@pytest.mark.parametrize("has_sheet", [True, False])
def test_nothing_of_a_result_before_the_reveal(show: Show, phones: Phones, has_sheet: bool) -> None:
    phone = show.phone if has_sheet else phones(show.workshop)

    pages = [phone.client.get(f"/t/{show.workshop.code}{place}", follow_redirects=True).text for place in PLACES]

    assert phone.client.get(f"/api/t/{show.workshop.code}/state").json() == {"show": "closed"}
    assert [re.findall(r"\d,\d|geantwortet|<table", page) for page in pages] == [[]] * len(PLACES)
    assert all(CALM in page for page in pages)


def test_radar_shows_its_axes_first_and_then_a_line(show: Show, phones: Phones) -> None:
    watching = phones(show.workshop)
    show.to(View("ueberblick"))
    axes = [said(one) for one in (show.phone.get("/jetzt").text, watching.get("/mitschauen").text)]
    show.put(zug="weiter")
    line = [said(one) for one in (show.phone.get("/jetzt").text, watching.get("/mitschauen").text)]

    assert axes[0] == axes[1] and line[0] == line[1]
    assert "eine Skala" in axes[0]
    assert re.findall(r"\d,\d", axes[0]) == []
    assert "Alle im Raum im Mittel" in line[0]


@pytest.mark.parametrize("place", ["/jetzt", "/mitschauen"])
def test_every_slide_says_what_the_room_sees(show: Show, place: str) -> None:
    now = evening(show.store, show.workshop.id)
    assert now is not None and now.results is not None
    shown = [View("ueberblick"), View("ueberblick", "anregungen", "teilhabe"), View("aussage", part=FIRST)]
    shown += [view for view in views(now.results) if view.page == "unterschiede" and not view.part]
    for view in shown:
        show.put(zug="zu", kind="folie", slide=view.address, step=None)
        while (stage := evening(show.store, show.workshop.id)) and view.view == "radar" and stage.stage.place.step < 1:
            show.put(zug="weiter")
        assert stage is not None
        expected = slide(view, now.results, now.questionnaire, words("de"), stage.stage.place.step)

        page = show.phone.get(place).text

        assert cells(page) == [[as_text(words("de"), value) for value in row] for row in expected.table.rows]
        assert expected.finding.sentence in said(page)


def test_own_answers_stand_on_the_own_phone_only(show: Show, phones: Phones) -> None:
    show.to(view_at(STATEMENT))
    own, stranger = show.phone.get("/jetzt").text, phones(show.workshop).get("/jetzt").text
    watching = show.phone.get("/mitschauen").text

    assert "Sie haben „ B Trifft eher zu “ geantwortet." in said(own)
    assert "B Trifft eher zu Ihre Antwort" in said(own)
    for page in (stranger, watching):
        assert "Ihre Antwort" not in page
        assert "geantwortet" not in page
        assert cells(page) == cells(own)


def test_each_statement_of_a_list_has_its_own_answer(show: Show) -> None:
    show.to(View("unterschiede"))
    page = show.phone.get("/jetzt").text

    now = evening(show.store, show.workshop.id)
    assert now is not None and now.results is not None
    listed = slide(View("unterschiede"), now.results, now.questionnaire, words("de")).shows
    answers = re.findall(r"Sie haben „<bdi>(.*?)</bdi>“ geantwortet\.", page)
    expected = ["E Keine Einschätzung möglich" if one == ROOM[1] else "B Trifft eher zu" for one in listed]
    assert answers == expected


def test_device_that_is_passed_round_shows_nobodys_answers(show: Show) -> None:
    show.to(view_at(STATEMENT))

    page = show.phone.get("/jetzt?tablet=1").text

    assert "geantwortet" not in page
    assert "Perspektiven" in said(page)


def test_state_has_another_stand_when_phones_see_something_else(show: Show) -> None:
    address = f"/api/t/{show.workshop.code}/state"
    show.to(View("unterschiede"))
    first = show.phone.client.get(address)
    show.put(zug="beitritt", an=False)
    same = show.phone.client.get(address, headers={"If-None-Match": first.headers["etag"]})
    show.put(zug="schwarz", an=True)
    dark = show.phone.client.get(address, headers={"If-None-Match": first.headers["etag"]})

    assert first.json()["show"] == "slide"
    assert (same.status_code, same.content) == (304, b"")
    assert dark.json()["stand"] != first.json()["stand"]
    assert set(dark.json()) == {"show", "stand"}


def test_frozen_and_dark_stages_hide_where_the_moderator_looks(show: Show) -> None:
    show.to(View("unterschiede"))
    before = said(show.phone.get("/jetzt").text)
    show.put(zug="einfrieren", an=True)
    show.to(view_at(STATEMENT))
    frozen = said(show.phone.get("/jetzt").text)
    show.put(zug="schwarz", an=True)
    dark = show.phone.get("/jetzt").text

    assert frozen == before
    assert said(dark) == "Auf der Leinwand Gleich geht es weiter. Auf der Leinwand ist gerade nichts zu sehen."
    assert "geantwortet" not in dark


def test_break_is_said(show: Show) -> None:
    show.to(View("unterschiede"))
    show.put(zug="zu", kind="pause")

    assert said(show.phone.get("/jetzt").text) == "Auf der Leinwand Gerade ist Pause. Gleich geht es weiter."


def test_every_page_leads_to_what_the_room_sees(show: Show) -> None:
    show.to(View("unterschiede"))

    leads = {place: show.phone.get(place).headers.get("location") for place in ("", "/fragen", "/danke", "/loeschen")}

    assert leads[""] == leads["/fragen"] == leads["/danke"] == f"/t/{show.workshop.code}/jetzt"
    assert leads["/loeschen"] == f"/t/{show.workshop.code}"


def test_finished_workshop_shows_no_results_on_phones(show: Show) -> None:
    show.to(View("unterschiede"))
    finish_workshop(show.store, show.workshop.id, show.workshop.held_on)
    time.sleep(FRESH_SECONDS + 0.05)

    for place in ("/jetzt", "/mitschauen"):
        page = show.phone.get(place).text
        assert "Der Workshop ist abgeschlossen." in page
        assert "<table" not in page


def test_watching_along_is_no_way_to_answer(phone: Phone, prepared: Workshop, phones: Phones) -> None:
    before, meanwhile = phones(prepared).get("/mitschauen").text, phone.get("/mitschauen").text

    assert "Die Umfrage ist noch nicht geöffnet." in said(before)
    assert said(meanwhile) == ("Auf der Leinwand Gerade werden Antworten gesammelt. Die Ergebnisse stehen später hier.")
    for page in (before, meanwhile):
        assert "Auf dieser Seite können Sie nicht antworten." in page
        assert re.findall("<form|<input", page) == []
        assert "set-cookie" not in page
    assert phone.get("/jetzt").headers["location"] == f"/t/{phone.code}"


@pytest.mark.parametrize("language", ["de", "de-x-einfach", "en"])
def test_slide_fits_into_one_flight_in_every_language(show: Show, language: str) -> None:
    for view in (View("unterschiede", "gruppen"), View("unterschiede"), View("ueberblick", "karte")):
        show.to(view)
        address = f"/t/{show.workshop.code}/jetzt?lang={language}"
        with show.phone.client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert (answer.status_code, sum(len(part) for part in answer.iter_raw()) <= 14_000) == (200, True)


def test_open_phone_goes_along_by_itself(show: Show, context: BrowserContext, server: RunningServer) -> None:
    token = show.phone.client.cookies[f"bogen_{show.workshop.code}"]
    context.add_cookies([{"name": f"bogen_{show.workshop.code}", "value": token, "url": server.base}])
    page = context.new_page()
    page.goto(f"{server.base}/t/{show.workshop.code}")
    expect(page.get_by_role("heading", name="Die Umfrage ist geschlossen. Vielen Dank!")).to_be_visible()

    show.to(View("unterschiede"))
    expect(page.locator("#now h1")).to_contain_text("Aussagen", timeout=8_000)
    page.locator("#now h1").focus()
    began = time.monotonic()
    show.to(view_at(STATEMENT))

    expect(page.locator("#now > p.own")).to_have_text("Sie haben „B Trifft eher zu“ geantwortet.", timeout=5_000)
    assert time.monotonic() - began < 5
    assert page.evaluate("document.activeElement.closest('#now') !== null")
    expect(page.locator("#told")).to_have_text(page.locator(".finding").inner_text())
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    for width, height in ((390, 844), (320, 640), (160, 320)):
        page.set_viewport_size({"width": width, "height": height})
        assert Axe().run(page, options=options).response["violations"] == []
        too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (width, too_wide) == (width, 0)


def test_page_that_another_process_made_too_early_is_looked_at_again_soon(
    show: Show, context: BrowserContext, server: RunningServer
) -> None:
    token = show.phone.client.cookies[f"bogen_{show.workshop.code}"]
    context.add_cookies([{"name": f"bogen_{show.workshop.code}", "value": token, "url": server.base}])
    show.to(View("unterschiede"))
    address = f"{server.base}/t/{show.workshop.code}/jetzt"
    page = context.new_page()
    page.add_init_script(
        "window.waits = []; const later = window.setTimeout;"
        "window.setTimeout = (action, wait) => { if (wait < 4000) waits.push(wait); return later(action, wait); };"
    )
    page.goto(address)
    expect(page.locator("#now h1")).to_contain_text("Aussagen")
    old = page.request.get(address).text()
    too_early = [old, old]
    page.route(address, lambda route: route.fulfill(body=too_early.pop()) if too_early else route.continue_())
    page.evaluate("waits.length = 0")

    show.to(view_at(STATEMENT))

    expect(page.locator("#now > p.own")).to_have_text("Sie haben „B Trifft eher zu“ geantwortet.", timeout=20_000)
    assert [wait <= 750 for wait in page.evaluate("waits")].count(True) == 1


def test_a_statement_comes_step_by_step(show: Show) -> None:
    told = []
    for step in range(TOLD + 1):
        show.put(zug="zu", kind="folie", slide=STATEMENT, step=step)
        told.append(said(show.phone.get("/jetzt").text))

    sentence, guess, spread, cannot, groups, comments, _talk = told
    assert "Welche Antwort kam am häufigsten?" in guess
    assert "Alle im Raum" not in sentence + guess and "Sie haben „ B Trifft eher zu “ geantwortet." in sentence
    assert "Alle im Raum" in spread and "7 stimmen (eher) zu : 6 stimmen (eher) nicht zu" in spread
    assert "Niemand hat „Keine Einschätzung möglich“ gewählt" in cannot
    assert "Verwaltung" not in cannot and "Verwaltung" in groups
    assert "Noch ist kein Kommentar freigegeben" in comments
    assert "Perspektiven" not in spread + cannot and "Perspektiven" in groups


def test_what_was_agreed_is_read_out_with_its_reason(show: Show) -> None:
    statement = view_at(STATEMENT).part
    show.put(zug="zu", kind="folie", slide=STATEMENT, step=STEPS.index("einschaetzung"))
    asked = said(show.phone.get("/jetzt").text)
    before = show.phone.client.get(f"/api/t/{show.workshop.code}/state").json()["stand"]

    agreed = agree(show.store, show.workshop.id, statement, "B", reason="Der Anfang ist gemacht.")

    deadline = time.monotonic() + 5
    while (page := said(show.phone.get("/jetzt").text)) == asked and time.monotonic() < deadline:
        time.sleep(0.1)
    assert "Wie schätzen wir das jetzt gemeinsam ein?" in asked
    assert "Gemeinsame Einschätzung: Trifft eher zu" in page and "Der Anfang ist gemacht." in page
    assert show.phone.client.get(f"/api/t/{show.workshop.code}/state").json()["stand"] != before
    agree(show.store, show.workshop.id, statement, "dissent", version=agreed.version)
