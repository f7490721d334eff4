"""What becomes of the talk: five measures by three ways, points of thirty-three phones, the end, a calendar, and the
next run, which begins with what became of them."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial

import httpx
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from analysis.action_plan import Measure
from analysis.grouping import form_groups
from content.deck import slide
from content.tables import as_text
from content.views import View
from data.evening import evening
from data.store.access import issue_key
from data.store.engine import Store
from data.store.farewell import exit_result, next_date
from data.store.measures import measures
from data.store.releases import reveal
from data.store.runs import next_run
from data.store.stages import stage
from data.store.workshops import Workshop, close_workshop, finish_workshop, open_workshop, questionnaire
from tests.e2e.evenings import BROWSERS, PEOPLE, Evening, all_say, is_accessible, revealed_evening, says
from tests.e2e.stages import until_it_stands
from tests.e2e.test_room import PERSPECTIVES, plain
from tests.phone.conftest import Phone
from tests.running import RunningServer
from texts.dates import day_in_words, weekday_in_words
from texts.words import words

DE = words("de")
NEXT = date(2027, 6, 8)
FREE, BY_SCRIBE, BY_DESK = "Abendrunde mit Eltern", "Ein Blatt in sechs Sprachen", "Zwei Vermittelnde schulen"


@pytest.fixture
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def room(server: RunningServer, store: Store, browser: Browser) -> Iterator[Evening]:
    with revealed_evening(server, store, browser) as prepared:
        yield prepared


def stands(here: Evening, store: Store, kind: str, step: int = 0) -> None:
    """The stage comes to be there."""
    for _attempt in range(200):
        place = stage(store, here.of.id).place
        if (place.kind, place.step) == (kind, step):
            return
        here.hand.wait_for_timeout(50)
    assert (place.kind, place.step) == (kind, step)


def leads_to(here: Evening, store: Store, kind: str) -> None:
    """One tap in the list of all slides."""
    here.hand.goto(f"{here.base}/regie/{here.of.code}/folien")
    here.hand.locator(f"button[value*='\"{kind}\"']").first.click()
    stands(here, store, kind)


def writes_in(page: Page, what: str = "", who: str = "", by: str = "") -> None:
    """Fill in the form of a new measure, or what is still empty of one that has begun, and save it."""
    form = page.locator("#neu")
    if what:
        form.get_by_label("Was?").fill(what)
    if who:
        form.get_by_label("Wer? (eine Funktion oder Stelle)").fill(who)
    if by:
        form.get_by_label("Bis wann?").fill(by)
    form.get_by_role("button", name="Maßnahme speichern").click()
    expect(page.locator("#said")).to_have_text("Gespeichert.")


def begins_from(page: Page, summary: str) -> str:
    """Begin a measure with the first that there is; gives what it says."""
    page.get_by_text(summary, exact=True).click()
    part = page.locator("details", has=page.get_by_text(summary, exact=True)).locator("details").first
    part.locator("summary").click()
    part.get_by_role("link").first.click()
    begun = page.locator("#neu").get_by_label("Was?").input_value()
    assert begun
    return begun


def written_by_three_ways(here: Evening, store: Store, scribe: Page, desk: Page) -> list[Measure]:
    """In the Regie freely, from a template and from an Anregung; in the Protokoll; in the dashboard."""
    hand, place = here.hand, f"/regie/{here.of.code}/massnahmen"
    hand.goto(f"{here.base}{place}")
    writes_in(hand, FREE, "Integrationsbeirat", "2027-02-15")
    for summary in ("Mit einer Vorlage beginnen", "Mit einer Anregung beginnen"):
        begins_from(hand, summary)
        writes_in(hand)
    scribe.goto(f"{here.base}/protokoll/{here.of.code}/massnahmen")
    writes_in(scribe, BY_SCRIBE, "Jugendamt", "2027-01-31")
    desk.goto(f"{here.base}/massnahmen?w={here.of.id}")
    until_it_stands(desk)
    desk.get_by_role("button", name="Neue Maßnahme").click()
    desk.get_by_label("Was?").fill(BY_DESK)
    desk.get_by_role("button", name="Maßnahme speichern").click()
    expect(desk.get_by_text("5 Maßnahmen sind vereinbart")).to_be_visible()
    return measures(store, here.of.id)


def given(number: int, plan: list[Measure]) -> dict[str, int]:
    """Three points: two on one measure, one on another."""
    return {plan[number % 5].id: 2, plan[0 if number % 5 else 1].id: 1}


def all_give_points(here: Evening, store: Store, plan: list[Measure]) -> Counter[str]:
    """Everybody has three points; the last ones give theirs in browsers by taps. Gives the sums by hand."""
    here.hand.goto(f"{here.base}/regie/{here.of.code}/punkte")
    here.hand.get_by_role("button", name="Abstimmung beginnen").click()
    stands(here, store, "punkte")
    sums: Counter[str] = Counter()
    for number, phone in enumerate(here.phones):
        mine = given(number, plan)
        numbers = {f"p.{one.id}": str(mine.get(one.id, 0)) for one in plan}
        assert phone.post("/jetzt", art="points", **numbers).status_code == 200
        sums.update(mine)
    is_accessible(here)
    for number, page in enumerate(here.pages, PEOPLE):
        mine = given(number, plan)
        for one in plan:
            page.locator(f'label:has(input[name="p.{one.id}"][value="{mine.get(one.id, 0)}"])').click()
        page.get_by_role("button", name="Abstimmen").click()
        sums.update(mine)
    return sums


def everybody_leaves(here: Evening) -> None:
    for number, phone in enumerate(here.phones):
        sent = phone.post("/rueckmeldung", nuetzlich="AB"[number % 2], gehoert="A", fehlt="")
        assert sent.status_code == 200
    for page in here.pages:
        for title, answer in (("War das heute nützlich?", "Ja"), ("Bin ich gehört worden?", "Eher ja")):
            page.get_by_role("group", name=title).get_by_text(answer, exact=True).click()
        page.get_by_label("Was fehlt Ihnen noch?").fill("Mehr Zeit")
        page.get_by_role("button", name="Rückmeldung senden").click()
        expect(page.get_by_text("Danke für Ihre Rückmeldung.")).to_be_visible()


def next_time(here: Evening, store: Store, stack: ExitStack) -> Workshop:
    """A year later fifteen people answer the next run, and a result of it is shown."""
    new = next_run(store, here.of.id, here.of.held_on + timedelta(days=365))
    open_workshop(store, new.id)
    for number in range(15):
        client = stack.enter_context(httpx.Client(base_url=here.base, timeout=30, follow_redirects=True))
        phone = Phone(client, new.code)
        phone.join(PERSPECTIVES[number % 3])
        phone.save({one: "ABAB"[(number + at) % 4] for at, one in enumerate(new.room)})
    asked = questionnaire(store, new)
    close_workshop(store, new.id, partial(form_groups, questionnaire=asked, threshold=new.threshold))
    reveal(store, new.id, "overview")
    return new


def test_what_is_agreed_comes_back_in_the_next_run(room: Evening, store: Store, browser: Browser) -> None:
    here = room
    with ExitStack() as stack:
        context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
        stack.callback(context.close)
        scribe, desk = context.new_page(), here.hand.context.new_page()
        desk.set_viewport_size({"width": 1366, "height": 900})
        key = issue_key(store, "scribe", here.of.id, valid=timedelta(minutes=5))
        scribe.goto(f"{here.base}/anmelden/{key}")

        leads_to(here, store, "massnahmen")
        all_say(here, "Was nehmen wir uns vor?")
        plan = written_by_three_ways(here, store, scribe, desk)
        assert [one.what for one in plan][::3] == [FREE, BY_SCRIBE] and len(plan) == 5
        all_say(here, "5 Maßnahmen sind vereinbart", BY_SCRIBE, "31. Januar 2027", FREE, "15. Februar 2027")

        sums = all_give_points(here, store, plan)
        here.hand.goto(f"{here.base}/regie/{here.of.code}")
        here.hand.get_by_role("button", name="Weiter").click()
        stands(here, store, "punkte", 1)
        for one in plan:
            all_say(here, one.what, str(sums[one.id]))
        told = plain(here.wall.locator("#picture").text_content() or "")
        in_order = sorted(plan, key=lambda one: -sums[one.id])
        assert [told.index(plain(one.what)) for one in in_order[:2]] == sorted(
            told.index(plain(one.what)) for one in in_order[:2]
        )

        leads_to(here, store, "abschluss")
        here.hand.goto(f"{here.base}/regie/{here.of.code}/abschluss")
        here.hand.get_by_label("Wann geht es weiter?").fill(NEXT.isoformat())
        here.hand.get_by_label("Wer lädt ein? (eine Funktion oder Stelle)").fill("Bürgermeisterei")
        here.hand.get_by_role("button", name="Termin speichern").click()
        all_say(
            here,
            f"Wir sehen uns wieder am {weekday_in_words(DE, NEXT)}",
            "Es lädt ein: Bürgermeisterei",
            f"werden am {day_in_words(DE, here.of.delete_sheets_on)} gelöscht",
        )
        is_accessible(here)
        everybody_leaves(here)
        here.hand.get_by_role("button", name="Rückmeldung beenden").click()
        expect(here.hand.locator("#said")).to_have_text("Die Rückmeldung ist beendet.")
        assert exit_result(store, here.of.id) == (
            {"useful": {"A": 18, "B": 15}, "heard": {"A": 30, "B": 3}},
            ("Mehr Zeit",) * BROWSERS,
        )

        file = here.hand.request.get(f"{here.base}/regie/{here.of.code}/termine.ics").body()
        events = Calendar.from_ical(file).walk("VEVENT")
        days = [NEXT, *sorted(one.due for one in plan if one.due is not None)]
        assert [one["DTSTART"].dt for one in events] == days
        assert next_date(store, here.of.id).day == NEXT

        finish_workshop(store, here.of.id)
        looks_back(here, store, next_time(here, store, stack), plan)


def looks_back(here: Evening, store: Store, new: Workshop, plan: list[Measure]) -> None:
    """The next run begins with what became of the measures, and compares what both have asked."""
    hand, wall = here.hand, here.hand.context.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(f"{here.base}/leinwand/{new.code}")
    hand.goto(f"{here.base}/regie/{new.code}/folien")
    hand.locator("button[value*='\"rueckblick\"']").first.click()
    says(wall, "#picture", "Was wurde daraus?" if not plan else plan[0].what)
    hand.goto(f"{here.base}/regie/{new.code}/rueckblick")
    mine = hand.locator("form.written", has_text=BY_SCRIBE)
    mine.get_by_role("button", name="erledigt").click()
    expect(hand.locator("#said")).to_have_text(re.compile(".+"))
    done = next(one for one in measures(store, here.of.id) if one.what == BY_SCRIBE)
    assert done.status == "done"
    says(wall, "#picture", BY_SCRIBE, "erledigt")

    hand.goto(f"{here.base}/regie/{new.code}/folien")
    hand.locator("button[value*='vergleich?sicht=felder']").first.click()
    now = evening(store, new.id)
    assert now is not None and now.results is not None and now.results.since is not None
    shown = slide(View("vergleich"), now.results, now.questionnaire, DE)
    says(wall, "#picture", shown.finding.headline)
    hand.goto(f"{here.base}/t/{new.code}/mitschauen")
    says(hand, "#now", *{as_text(DE, row[0]) for row in shown.table.rows})
