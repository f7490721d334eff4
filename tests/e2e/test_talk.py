"""The talk: two statements with all their steps, thirty phones, three more in browsers, one agreement, one dissent."""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from analysis.grouping import form_groups
from analysis.questionnaire import ANSWERS, RATINGS, Questionnaire
from analysis.results import Results
from analysis.stage import Place
from content.deck import slide
from content.tables import as_text
from content.talk import STEPS, Step, step_titles
from content.views import View
from data.evening import evening
from data.store.access import issue_key
from data.store.agendas import arrange
from data.store.agreements import agreements
from data.store.comments import comments
from data.store.engine import Store
from data.store.releases import reveal
from data.store.stages import stage
from data.store.workshops import Workshop, close_workshop, questionnaire
from tests.e2e.stages import new_workshop, store_of
from tests.e2e.test_accessibility import TAGS
from tests.e2e.test_room import PERSPECTIVES, plain
from tests.phone.conftest import Phone
from tests.running import RunningServer
from texts.words import words

DE = words("de")
PEOPLE, BROWSERS = 30, 3
SAID = ("Die Plätze reichen nicht.", "Ein <b>Name</b> gehört hier nicht her.")
REASONS = ("Es gibt Plätze, aber nicht für alle.", "Wir sehen es aus verschiedenen Ortsteilen.")


@dataclass(frozen=True)
class Evening:
    """Everybody who takes part, and what each has answered; ``pages`` are the last of the ``sheets``."""

    of: Workshop
    asked: Questionnaire
    phones: list[Phone]
    pages: list[Page]
    wall: Page
    hand: Page
    sheets: list[dict[str, str]]


@pytest.fixture
def store(server: RunningServer) -> Iterator[Store]:
    opened = store_of(server.data_dir)
    yield opened
    opened.close()


@pytest.fixture
def room(server: RunningServer, store: Store, browser: Browser) -> Iterator[Evening]:
    """The survey is closed, a result was shown, and the plan has two statements."""
    of = new_workshop(store, is_open=True)
    with ExitStack() as stack:

        def page(width: int, height: int) -> Page:
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="de-DE", reduced_motion="reduce", bypass_csp=True
            )
            context.set_default_timeout(20_000)
            stack.callback(context.close)
            return context.new_page()

        phones, pages, sheets = [], [], []
        for number in range(PEOPLE):
            client = stack.enter_context(httpx.Client(base_url=server.base, timeout=30, follow_redirects=True))
            phones.append(Phone(client, of.code))
            phones[-1].join(PERSPECTIVES[number % len(PERSPECTIVES)])
        for number in range(BROWSERS):
            pages.append(page(390, 844))
            pages[-1].goto(f"{server.base}/t/{of.code}")
            pages[-1].get_by_text(("Kommunalpolitik", "Fachverwaltungen")[number % 2], exact=True).click()
            pages[-1].get_by_role("button", name="Los geht’s").click()
            expect(pages[-1].get_by_role("button", name="Weiter")).to_be_visible()
        for number, sends in enumerate((*phones, *pages)):
            chance = random.Random(number)
            sheets.append({one: chance.choice("ABCDE" if number % 3 else "ABBB") for one in of.room})
            saves(sends, server.base, of.code, sheets[-1])
        asked = questionnaire(store, of)
        close_workshop(store, of.id, partial(form_groups, questionnaire=asked, threshold=of.threshold))
        reveal(store, of.id, "overview")
        now = evening(store, of.id)
        assert now is not None and now.agenda is not None
        arrange(store, of.id, now.agenda, lambda agenda: replace(agenda, statements=agenda.statements[:2]))
        wall, hand = page(1920, 1080), page(390, 844)
        for one in (wall, hand):
            one.goto(f"{server.base}/anmelden/{server.key if one is hand else key_of_the_wall(store, of)}")
        wall.goto(f"{server.base}/leinwand/{of.code}")
        hand.goto(f"{server.base}/regie/{of.code}")
        yield Evening(of, asked, phones, pages, wall, hand, sheets)


def key_of_the_wall(store: Store, of: Workshop) -> str:
    return issue_key(store, "screen", of.id, valid=timedelta(minutes=5))


def saves(sends: Phone | Page, base: str, code: str, mine: dict[str, str]) -> None:
    if isinstance(sends, Phone):
        assert sends.save(mine).json()["saved"] == mine
        return
    headers = {"Origin": base, "Content-Type": "application/json"}
    reply = sends.request.put(f"{base}/api/t/{code}/answers", data={"answers": mine}, headers=headers)
    assert reply.json()["saved"] == mine


def results_of(store: Store, of: Workshop) -> Results:
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    return now.results


def place(statement: str, step: Step) -> Place:
    return Place("folie", View("aussage", part=statement).address, STEPS.index(step))


def go_to(here: Evening, store: Store, statement: str, step: Step) -> None:
    """One tap in the row of steps; to a statement that is not on the stage from the list of all slides."""
    wanted = place(statement, step)
    if stage(store, here.of.id).place.slide != wanted.slide:
        here.hand.goto(f"{here.hand.url.partition('?')[0]}/folien")
        here.hand.locator(f"button[value*='{statement}']").first.click()
    here.hand.locator(".steps").get_by_role("button", name=step_titles(DE)[step], exact=True).click()
    for _attempt in range(200):
        if stage(store, here.of.id).place == wanted:
            break
        here.hand.wait_for_timeout(50)
    assert stage(store, here.of.id).place == wanted


def says(page: Page, part: str, *texts: str) -> None:
    """The page comes to say all of this."""
    told = ""
    for _attempt in range(200):
        told = plain(page.locator(part).text_content() or "")
        if all(plain(one) in told for one in texts):
            return
        page.wait_for_timeout(50)
    assert [one for one in texts if plain(one) not in told] == [], (page.url, told)


def all_say(here: Evening, *texts: str) -> None:
    """The Leinwand and every phone in a browser."""
    says(here.wall, "#picture", *texts)
    for page in here.pages:
        says(page, "#now", *texts)


def all_vote(here: Evening, statement: str, kind: str, votes: list[str]) -> None:
    """Everybody votes, the last ones in browsers by a tap."""
    for phone, answer in zip(here.phones, votes, strict=False):
        assert phone.post("/abstimmen", aussage=statement, antwort=answer, art=kind).status_code == 200
    for page, answer in zip(here.pages, votes[PEOPLE:], strict=True):
        expect(page.locator(f'input[name="art"][value="{kind}"]')).to_have_count(1)
        page.locator(f'button[name="antwort"][value="{answer}"]').click()


def is_accessible(here: Evening) -> None:
    for page in (here.hand, here.pages[0]):
        found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
        assert {one["id"]: one["nodes"][0]["html"] for one in found} == {}, page.url


def writes(page: Page, text: str) -> None:
    page.locator("#say summary").click()
    page.locator("#say textarea").fill(text)
    page.locator("#say button").first.click()
    expect(page.locator("#say")).to_contain_text("Gespeichert.")


def judge_comments(here: Evening, store: Store, statement: str) -> None:
    """Two people write; the moderator reads both, releases one and hides the other."""
    for page, text in zip(here.pages, SAID, strict=False):
        writes(page, text)
    assert SAID[0] not in here.wall.content()
    here.hand.get_by_role("link", name="Kommentare").click()
    for text, button in zip(SAID, ("Kommentar freigeben", "Verbergen"), strict=True):
        here.hand.locator("form.comment", has_text=text).get_by_role("button", name=button).click()
    assert sorted(one.state for one in comments(store, here.of.id)) == ["hidden", "released"]
    here.hand.get_by_role("link", name="Zurück zur Regie").click()
    go_to(here, store, statement, "kommentare")


def agree_on(here: Evening, statement: str, answer: str, reason: str) -> None:
    here.hand.get_by_role("link", name="Notiz und gemeinsame Einschätzung").click()
    here.hand.locator(f'label:has(input[name="antwort"][value="{answer}"])').click()
    here.hand.get_by_label("Begründung").fill(reason)
    here.hand.get_by_role("button", name="Einschätzung speichern").click()
    expect(here.hand.locator("#said")).to_have_text("Gespeichert.")
    here.hand.get_by_role("link", name="Zurück zur Regie").click()


def moved(before: list[str], after: list[str]) -> tuple[int, int, int]:
    """Of those who rated both times: towards A, stayed, towards D."""
    both = [(one, two) for one, two in zip(before, after, strict=True) if one in RATINGS and two in RATINGS]
    return (
        sum(two < one for one, two in both),
        sum(two == one for one, two in both),
        sum(two > one for one, two in both),
    )


def told_at(here: Evening, store: Store, statement: str, step: Step) -> set[str]:
    """What the statement's table says at a step, every cell of it."""
    shown = slide(View("aussage", part=statement), results_of(store, here.of), here.asked, DE, STEPS.index(step))
    return {as_text(DE, cell) for row in shown.table.rows for cell in row}


def talk_about(here: Evening, store: Store, statement: str, *, is_first: bool) -> None:
    sentence, titles = (
        here.asked.statements[statement].text["de"],
        {one.code: one.label["de"] for one in here.asked.scale},
    )
    before = [one[statement] for one in here.sheets]
    counted = Counter(before)

    go_to(here, store, statement, "satz")
    all_say(here, sentence)
    assert all(page.locator("#now table").count() == 0 for page in here.pages)

    go_to(here, store, statement, "vermutung")
    guesses = ["BBC"[number % 3] for number in range(PEOPLE + BROWSERS)]
    all_vote(here, statement, "guess", guesses)
    all_say(here, f"Am häufigsten vermutet: „{titles['B']}“ (22 von 33)")

    go_to(here, store, statement, "verteilung")
    found = results_of(store, here.of).by_statement[statement]
    assert found.ratings == tuple(counted[one] for one in RATINGS) and found.e == counted["E"]
    all_say(here, *(str(counted[one]) for one in RATINGS), "Am häufigsten vermutet")
    go_to(here, store, statement, "e")
    all_say(here, f"{counted['E']} von {len(before)}" if counted["E"] else "")
    go_to(here, store, statement, "gruppen")
    for page in here.pages:
        says(page, "#now", *told_at(here, store, statement, "gruppen"))
    if is_first:
        judge_comments(here, store, statement)
        all_say(here, SAID[0])
        assert all("gehört hier nicht her" not in page.content() for page in (here.wall, *here.pages[2:]))
        is_accessible(here)
    go_to(here, store, statement, "gespraech")
    expect(here.wall.locator("#picture .question")).to_be_visible()

    go_to(here, store, statement, "zweite_abstimmung")
    all_say(here, sentence)
    if is_first:
        is_accessible(here)
    after = ["E" if one == "E" else "AABC"["ABCD".index(one)] for one in before]
    all_vote(here, statement, "second_vote", after)
    says(here.wall, "#picture", "Die Abstimmung ist zu Ende")
    late = here.phones[0].post("/abstimmen", aussage=statement, antwort="D", art="second_vote")
    assert late.status_code == 409 and "Die Abstimmung ist zu Ende" in late.text
    go_to(here, store, statement, "vorher_nachher")
    up, stayed, down = moved(before, after)
    recounted = Counter(after)
    all_say(here, f"Nach dem Gespräch: {up} höher, {stayed} unverändert, {down} niedriger")
    all_say(here, *(str(recounted[one]) for one in ANSWERS if recounted[one]))

    go_to(here, store, statement, "einschaetzung")
    all_say(here, "Wie schätzen wir das jetzt gemeinsam ein?")
    agree_on(here, statement, *(("B", REASONS[0]) if is_first else ("dissent", REASONS[1])))
    all_say(here, titles["B"] if is_first else "Wir sehen es weiterhin verschieden", REASONS[not is_first])
    if is_first:
        is_accessible(here)


def test_two_statements_are_talked_through(room: Evening, store: Store) -> None:
    plan = results_of(store, room.of).plan

    for statement in plan:
        talk_about(room, store, statement, is_first=statement == plan[0])

    # Going back loses nothing: what was guessed, voted and agreed of the first statement stands there as it was.
    go_to(room, store, plan[0], "vorher_nachher")
    says(room.wall, "#picture", "Nach dem Gespräch")
    go_to(room, store, plan[0], "einschaetzung")
    all_say(room, REASONS[0])
    assert [one.answer for one in agreements(store, room.of.id).values()].count("dissent") == 1
    again = results_of(store, room.of).by_statement[plan[0]]
    assert again.ratings == tuple(Counter(one[plan[0]] for one in room.sheets)[one] for one in RATINGS)
