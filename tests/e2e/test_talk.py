"""The talk: two statements with all their steps, thirty phones, three more in browsers, one agreement, one dissent."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from analysis.questionnaire import ANSWERS, RATINGS
from analysis.stage import Place
from content.deck import slide
from content.tables import as_text
from content.talk import STEPS, Step, step_titles
from content.views import View
from data.store.agreements import agreements
from data.store.comments import comments
from data.store.engine import Store
from data.store.stages import stage
from tests.e2e.evenings import BROWSERS, PEOPLE, Evening, all_say, is_accessible, results_of, revealed_evening, says
from tests.running import RunningServer
from texts.words import words

DE = words("de")
SAID = ("Die Plätze reichen nicht.", "Ein <b>Name</b> gehört hier nicht her.")
REASONS = ("Es gibt Plätze, aber nicht für alle.", "Wir sehen es aus verschiedenen Ortsteilen.")


@pytest.fixture
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def room(server: RunningServer, store: Store, browser: Browser) -> Iterator[Evening]:
    with revealed_evening(server, store, browser) as prepared:
        yield prepared


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


def all_vote(here: Evening, statement: str, kind: str, votes: list[str]) -> None:
    """Everybody votes, the last ones in browsers by a tap."""
    for phone, answer in zip(here.phones, votes, strict=False):
        assert phone.post("/abstimmen", aussage=statement, antwort=answer, art=kind).status_code == 200
    for page, answer in zip(here.pages, votes[PEOPLE:], strict=True):
        expect(page.locator(f'input[name="art"][value="{kind}"]')).to_have_count(1)
        page.locator(f'button[name="antwort"][value="{answer}"]').click()


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
