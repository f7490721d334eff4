"""How a workshop ends: one next date, and exit questions that are counted once and isolate nobody."""

import hashlib
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial

import pytest
from sqlalchemy import text

from analysis.farewell import STEPS, ExitAnswers, ExitPoll, NextDate, exit_poll
from analysis.grouping import form_groups
from data.store.engine import Store
from data.store.errors import UnknownAnswer, UnknownSheet
from data.store.farewell import (
    BallotOver,
    NextDateChanged,
    TextMissing,
    TextTooLong,
    WrongState,
    answer_exit,
    begin_exit_questions,
    decide_next_date,
    end_exit_questions,
    exit_progress,
    exit_result,
    exit_state,
    next_date,
    own_exit,
)
from data.store.releases import reveal
from data.store.workshops import (
    Workshop,
    close_workshop,
    delete_due_sheets,
    delete_workshop,
    finish_workshop,
    questionnaire,
)
from tests.data.store.conftest import Phone

DAY = date(2027, 9, 9)
Phones = Callable[..., Phone]


@pytest.fixture
def closed(store: Store, opened_workshop: Workshop, phone: Phones) -> tuple[Workshop, list[Phone]]:
    """Six people have answered, and the survey is closed."""
    people = [phone() for _number in range(6)]
    for one in people:
        one.answers(s1_01="A")
    asked = questionnaire(store, opened_workshop)
    close_workshop(store, opened_workshop.id, partial(form_groups, questionnaire=asked, threshold=3))
    reveal(store, opened_workshop.id, "overview")
    return opened_workshop, people


def say(store: Store, one: Phone, useful: str = "A", heard: str = "B", missing: str = "") -> None:
    answer_exit(store, one.token_hash, one.code, ExitAnswers(useful, heard, missing))


def poll(store: Store, of: Workshop) -> ExitPoll:
    found = exit_result(store, of.id)
    assert found is not None
    return exit_poll(*found, of.threshold)


def test_a_date_is_kept_with_who_invites(store: Store, prepared: Workshop) -> None:
    assert next_date(store, prepared.id) == NextDate()

    kept = decide_next_date(store, prepared.id, NextDate(DAY, "Bürgermeisterei"))

    assert next_date(store, prepared.id) == kept and kept.is_decided
    again = decide_next_date(store, prepared.id, NextDate(DAY, "Bürgermeisterei"))
    assert again == kept
    none = decide_next_date(store, prepared.id, NextDate(None, "", True, kept.version))
    assert (none.day, none.is_none, none.is_decided) == (None, True, True)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (NextDate(DAY, ""), TextMissing),
        (NextDate(DAY, "a" * 81), TextTooLong),
        (NextDate(None, "x"), ValueError),
        (NextDate(DAY, "x", True), ValueError),
    ],
)
def test_a_date_without_who_invites_and_both_at_once_are_refused(
    store: Store, prepared: Workshop, wrong: NextDate, error: type[Exception]
) -> None:
    with pytest.raises(error):
        decide_next_date(store, prepared.id, wrong)
    assert not next_date(store, prepared.id).is_decided


def test_of_two_hands_the_second_learns_what_the_first_has_decided(store: Store, prepared: Workshop) -> None:
    first = decide_next_date(store, prepared.id, NextDate(DAY, "Rat"))
    with pytest.raises(NextDateChanged) as refused:
        decide_next_date(store, prepared.id, NextDate(date(2028, 1, 1), "Amt"))
    assert refused.value.next_date == first
    delete_workshop(store, prepared.id)
    with pytest.raises(WrongState):
        decide_next_date(store, prepared.id, NextDate(DAY, "Rat"))


def test_questions_are_open_only_between_their_beginning_and_their_end(
    store: Store, closed: tuple[Workshop, list[Phone]]
) -> None:
    of, people = closed
    with pytest.raises(BallotOver):
        say(store, people[0])
    begin_exit_questions(store, of.id)
    say(store, people[0], missing="Zeit")
    say(store, people[0], useful="D", missing="Mehr Zeit")

    assert own_exit(store, people[0].token_hash, of.code) == ExitAnswers("D", "B", "Mehr Zeit")
    assert (exit_progress(store, of.id).voted, exit_result(store, of.id), exit_state(store, of.id)) == (1, None, "open")
    end_exit_questions(store, of.id)
    with pytest.raises(BallotOver):
        say(store, people[1])
    begin_exit_questions(store, of.id)
    assert exit_state(store, of.id) == "over"


def test_counts_are_shown_from_the_threshold_on_and_never_change(
    store: Store, closed: tuple[Workshop, list[Phone]]
) -> None:
    of, people = closed
    begin_exit_questions(store, of.id)
    for number, one in enumerate(people[:3]):
        say(store, one, useful="ABB"[number], heard="A" if number else "", missing=("b", "", "a")[number])
    end_exit_questions(store, of.id)

    before = poll(store, of)
    assert before.counts == {"useful": {"A": 1, "B": 2, "C": 0, "D": 0}, "heard": None}
    assert before.missing == ("a", "b")
    delete_due_sheets(store, date.max)
    after = poll(store, of)
    assert after.counts == before.counts and after.missing == ()
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM exit_answers")).scalar_one() == 0


def test_finishing_ends_the_questions(store: Store, closed: tuple[Workshop, list[Phone]]) -> None:
    of, people = closed
    begin_exit_questions(store, of.id)
    for one in people:
        say(store, one)
    finish_workshop(store, of.id)
    assert poll(store, of).counts["useful"] == {"A": 6, "B": 0, "C": 0, "D": 0}


def test_strangers_and_odd_answers_are_refused(store: Store, closed: tuple[Workshop, list[Phone]]) -> None:
    of, people = closed
    begin_exit_questions(store, of.id)
    with pytest.raises(UnknownSheet):
        answer_exit(store, hashlib.sha256(b"x").hexdigest(), of.code, ExitAnswers("A"))
    with pytest.raises(UnknownAnswer):
        say(store, people[0], useful="E")
    with pytest.raises(TextTooLong):
        say(store, people[0], missing="a" * 141)
    assert exit_progress(store, of.id).voted == 0


def test_all_who_answer_at_once_are_counted(store: Store, closed: tuple[Workshop, list[Phone]]) -> None:
    of, people = closed
    begin_exit_questions(store, of.id)
    with ThreadPoolExecutor(6) as hands:
        list(hands.map(lambda one: say(store, one, useful="C"), people))
    end_exit_questions(store, of.id)
    assert poll(store, of).counts["useful"] == {"A": 0, "B": 0, "C": 6, "D": 0}


@pytest.mark.parametrize("seed", range(12))
def test_what_is_published_isolates_nobody_however_the_evening_goes(
    store: Store, closed: tuple[Workshop, list[Phone]], seed: int
) -> None:
    """Over any sequence of answers, changes, deleted sheets and ends, at most one set of counts of each question is
    ever published, and of at least as many people as the threshold says."""
    of, people = closed
    chance, published = random.Random(seed), []
    there = list(people)
    for _step in range(25):
        match chance.choice(("begin", "say", "say", "say", "due", "end", "look")):
            case "begin":
                begin_exit_questions(store, of.id)
            case "say" if exit_state(store, of.id) == "open" and there:
                say(store, chance.choice(there), chance.choice(("", *STEPS)), chance.choice(("", *STEPS)))
            case "due" if chance.random() < 0.2:
                delete_due_sheets(store, date.max)
                there = []
            case "end" if chance.random() < 0.4:
                end_exit_questions(store, of.id)
        if exit_result(store, of.id) is not None:
            published.append(poll(store, of).counts)

    for question in ("useful", "heard"):
        shown = [one[question] for one in published if one[question] is not None]
        assert all(one == shown[0] for one in shown)
        assert all(sum(one.values()) >= of.threshold for one in shown)
