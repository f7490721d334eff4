"""The poll on measures in the store: what one person gives replaces what they gave, and one result is seen at most."""

import hashlib
import random
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from functools import partial

import pytest
from sqlalchemy import delete, func, select

from analysis.action_plan import Draft, Measure
from analysis.grouping import form_groups
from analysis.points import Option, PollKind, Question, Sums, poll_result
from data.store.ballots import Progress
from data.store.engine import Store
from data.store.errors import BallotOver, NotInRelease, PollChanged, UnfitPoints
from data.store.giving import give, given_by
from data.store.measures import add_measure, delete_measure, save_measure
from data.store.point_polls import (
    AlreadyRevealed,
    StoredPoll,
    TooFew,
    TooMany,
    WrongState,
    close_poll,
    close_when_all_have_given,
    open_poll,
    poll,
    poll_progress,
    show_poll,
)
from data.store.releases import reveal
from data.store.schema import participants, points
from data.store.sheets import UnknownSheet, join, save_answers
from data.store.stages import moment, stands
from data.store.workshops import Workshop, close_workshop, delete_due_sheets, finish_workshop, questionnaire
from tests.data.store.conftest import Phone

JoinPhone = Callable[..., Phone]


@pytest.fixture
def room(store: Store, phone: JoinPhone, prepared: Workshop) -> list[Phone]:
    """Five people of two perspectives who have answered, and a revealed release with a threshold of three."""
    people = [phone(perspective) for perspective in ("fachamt", "fachamt", "fachamt", "rat", "rat")]
    for person in people:
        person.answers(s1_01="B")
    reveal_release(store, prepared)
    return people


def reveal_release(store: Store, of: Workshop) -> None:
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=3))
    reveal(store, of.id, "overview")


@pytest.fixture
def plan(store: Store, prepared: Workshop) -> list[Measure]:
    return [add_measure(store, prepared.id, Draft(what=what)) for what in ("Eins", "Zwei", "Drei", "Vier", "Fünf")]


def opened(store: Store, of: Workshop, plan: list[Measure], kind: PollKind = "points", most: int = 2) -> StoredPoll:
    return open_poll(store, of.id, kind, [one.id for one in plan], most=most)


def gave(phone: Phone, plan: list[Measure], *numbers: int, kind: PollKind = "points") -> None:
    given = {one.id: number for one, number in zip(plan, numbers, strict=False)}
    give(phone.store, phone.token_hash, phone.code, kind, given).result()


def given(store: Store, person: Phone, of: Workshop, plan: list[Measure]) -> list[int]:
    found = given_by(store, person.token_hash, of.id)
    return [found[one.id] for one in plan if one.id in found]


def test_what_a_person_gives_replaces_all_they_gave_and_only_they_read_it(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan)

    gave(room[0], plan, 2, 1)
    gave(room[0], plan, 0, 0, 0, 0, 2)
    gave(room[1], plan, 1, 1, 1)

    assert given(store, room[0], prepared, plan) == [0, 0, 0, 0, 2]
    assert given_by(store, room[2].token_hash, prepared.id) == {}
    assert poll_progress(store, prepared.id) == Progress(voted=2, present=5)
    assert poll(store, prepared.id).sums is None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "numbers", "fault"),
    [
        ("points", (2, 2), "too_many"),
        ("points", (3,), "outside"),
        ("points", (-1, 1), "outside"),
        ("points", (0, 0), "none"),
        ("resistance", (0, 0, 0, 0), "missing"),
        ("resistance", (0, 0, 0, 0, 11), "outside"),
    ],
)
def test_what_cannot_be_counted_is_refused_and_changes_nothing(
    store: Store,
    prepared: Workshop,
    room: list[Phone],
    plan: list[Measure],
    kind: PollKind,
    numbers: tuple[int, ...],
    fault: str,
) -> None:
    opened(store, prepared, plan, kind)
    gave(room[0], plan, *((1, 1) if kind == "points" else (0, 1, 2, 3, 10)), kind=kind)
    before = given(store, room[0], prepared, plan)

    with pytest.raises(UnfitPoints) as refused:
        gave(room[0], plan, *numbers, kind=kind)

    assert refused.value.fault == fault
    assert given(store, room[0], prepared, plan) == before


def test_half_the_options_rounded_up_are_points_and_at_most_five() -> None:
    options = tuple(Option(str(number), "x") for number in range(30))

    assert [Question("points", options[:number]).points for number in (2, 3, 4, 5, 9, 10, 30)] == [1, 2, 2, 3, 5, 5, 5]
    assert [Question("points", options[:9], most).highest for most in (1, 2, 5)] == [1, 2, 5]
    assert Question("points", options[:2], 5).highest == 1
    assert Question("resistance", options[:2], 1).highest == 10


def test_points_are_summed_most_first(store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]) -> None:
    question = opened(store, prepared, plan).question
    for person in room[:3]:
        gave(person, plan, 1, 2)
    gave(room[3], plan, 0, 0, 2, 1)

    sums = close_poll(store, prepared.id).sums

    assert sums is not None and sums.people == 4
    result = poll_result(question, sums, 3)
    assert result is not None
    assert [(row.option.what, row.total, row.strong) for row in result.rows] == [
        ("Zwei", 6, None),
        ("Eins", 3, None),
        ("Drei", 2, None),
        ("Vier", 1, None),
        ("Fünf", 0, None),
    ]
    assert poll_result(question, sums, 5) is None


def test_least_resistance_comes_first_with_how_many_are_strongly_against_it(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    question = opened(store, prepared, plan, "resistance").question
    for person, numbers in zip(
        room, ((0, 8, 5, 3, 0), (0, 10, 5, 3, 0), (9, 0, 8, 3, 0), (0, 0, 0, 9, 0)), strict=False
    ):
        gave(person, plan, *numbers, kind="resistance")

    sums = close_poll(store, prepared.id).sums

    assert sums is not None
    result = poll_result(question, sums, 3)
    assert result is not None
    assert [(row.option.what, row.total, row.strong) for row in result.rows] == [
        ("Fünf", 0, 0),
        ("Eins", 9, 1),
        ("Drei", 18, 1),  # as many as both behind it, asked before Vier
        ("Vier", 18, 1),
        ("Zwei", 18, 2),
    ]


def test_options_stay_as_they_were_when_it_began(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    dropped = replace(Draft(what="Vorher weg"), status="dropped", status_reason="x")
    add_measure(store, prepared.id, dropped)
    asked = opened(store, prepared, plan[:3]).question

    save_measure(store, prepared.id, plan[0].id, Draft(what="Anders"), version=plan[0].version)
    delete_measure(store, prepared.id, plan[1].id, version=plan[1].version)

    assert [option.what for option in asked.options] == ["Eins", "Zwei", "Drei"]
    assert poll(store, prepared.id).question == asked  # type: ignore[union-attr]
    gave(room[0], plan, 1, 1)
    assert len(given(store, room[0], prepared, plan)) == 3


def test_is_opened_for_several_measures_of_a_revealed_release_only(
    store: Store, phone: JoinPhone, prepared: Workshop, plan: list[Measure], monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(WrongState):
        opened(store, prepared, plan)
    for _ in range(3):
        phone("rat").answers(s1_01="A")
    close_workshop(store, prepared.id, partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3))
    with pytest.raises(WrongState):
        opened(store, prepared, plan)
    reveal(store, prepared.id, "overview")
    with pytest.raises(TooFew):
        opened(store, prepared, plan[:1])
    with pytest.raises(ValueError, match="no number"):
        opened(store, prepared, plan, most=6)
    monkeypatch.setattr("data.store.point_polls.MOST_OPTIONS", 4)
    with pytest.raises(TooMany):
        opened(store, prepared, plan)
    assert poll(store, prepared.id) is None


def test_late_points_are_refused_unless_they_are_there(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    with pytest.raises(BallotOver):
        gave(room[0], plan, 1)
    opened(store, prepared, plan)
    gave(room[0], plan, 1, 1)
    close_poll(store, prepared.id)

    gave(room[0], plan, 1, 1)  # its first acknowledgement was lost
    with pytest.raises(BallotOver):
        gave(room[0], plan, 2, 1)
    with pytest.raises(BallotOver):
        gave(room[1], plan, 1)
    assert poll_progress(store, prepared.id).voted == 1


def test_a_form_of_another_poll_is_not_counted(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan[:4])

    with pytest.raises(PollChanged):
        gave(room[0], plan, 0, 0, 0, 0, 1)
    with pytest.raises(PollChanged):
        gave(room[0], plan, 1, 1, 0, 0, kind="resistance")


def test_only_sheets_of_the_release_take_part(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan)
    late = participants.update().where(participants.c.token_hash == room[4].token_hash).values(late=True)
    store.write(lambda connection: connection.execute(late).rowcount)

    with pytest.raises(NotInRelease):
        gave(room[4], plan, 1)
    with pytest.raises(UnknownSheet):
        give(store, "f" * 64, prepared.code, "points", {plan[0].id: 1}).result()
    assert poll_progress(store, prepared.id) == Progress(voted=0, present=4)


def test_once_more_keeps_what_was_given_to_the_same_and_nothing_else(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan)
    gave(room[0], plan, 1)
    close_poll(store, prepared.id)

    assert opened(store, prepared, plan).state == "open"
    assert given(store, room[0], prepared, plan) == [1, 0, 0, 0, 0]
    opened(store, prepared, plan, "resistance")
    assert given(store, room[0], prepared, plan) == []


def test_too_few_are_no_result_and_it_may_be_held_once_more(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan)
    for person in room[:2]:
        gave(person, plan, 1)

    assert show_poll(store, prepared.id).state == "closed"
    opened(store, prepared, plan)
    gave(room[2], plan, 0, 1)
    shown = show_poll(store, prepared.id)

    assert shown.state == "shown" and shown.sums is not None and shown.sums.people == 3
    with pytest.raises(AlreadyRevealed):
        opened(store, prepared, plan)
    with pytest.raises(BallotOver):
        gave(room[3], plan, 1)


def test_ends_by_itself_once_everybody_has_taken_part(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan)
    for person in room[:4]:
        gave(person, plan, 1)
    close_when_all_have_given(store, prepared.id)
    assert poll(store, prepared.id).state == "open"  # type: ignore[union-attr]

    gave(room[4], plan, 1)
    close_when_all_have_given(store, prepared.id)

    assert poll(store, prepared.id).state == "closed"  # type: ignore[union-attr]


def test_finishing_ends_it_and_the_sheets_take_their_points_along(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    opened(store, prepared, plan)
    for person in room:
        gave(person, plan, 1, 1)

    finish_workshop(store, prepared.id, prepared.held_on)
    delete_due_sheets(store, prepared.held_on)

    found = poll(store, prepared.id)
    assert found is not None and found.state == "closed"
    assert found.sums == Sums(5, {one.id: 5 * (at < 2) for at, one in enumerate(plan)}, dict.fromkeys(_ids(plan), 0))
    with store.reading() as connection:
        assert connection.execute(select(points)).all() == []


def _ids(plan: list[Measure]) -> list[str]:
    return [one.id for one in plan]


def test_its_changes_are_noticed_and_points_are_not(
    store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    words = [stands(store, [prepared.id])]
    opened(store, prepared, plan)
    words.append(stands(store, [prepared.id]))
    for person in room[:3]:
        gave(person, plan, 1)
    assert stands(store, [prepared.id]) == words[-1]
    assert moment(store, prepared.id).polled == (5, False)  # type: ignore[union-attr]
    close_poll(store, prepared.id)
    words.append(stands(store, [prepared.id]))
    show_poll(store, prepared.id)
    words.append(stands(store, [prepared.id]))

    assert len({repr(word) for word in words}) == 4
    assert moment(store, prepared.id).polled == (5, True)  # type: ignore[union-attr]


def test_of_three_hundred_at_once_nothing_is_lost(store: Store, opened_workshop: Workshop) -> None:
    of = opened_workshop
    tokens = [hashlib.sha256(f"many {number}".encode()).hexdigest() for number in range(300)]
    joining = [join(store, of.id, perspective="rat", source="phone", token_hash=token) for token in tokens]
    for one in joining:
        one.result()
    for saved in [save_answers(store, token, of.code, {"1.01": "A"}) for token in tokens]:
        saved.result()
    plan = [add_measure(store, of.id, Draft(what=f"Tun {number}")) for number in range(10)]
    reveal_release(store, of)
    opened(store, of, plan)

    def all_of_one(number: int) -> None:
        person = Phone(store, tokens[number], of.code)
        gave(person, plan, 2, 2, 1)
        gave(person, plan, *(2 * (at == number % 10) + (at == (number + 1) % 10) for at in range(10)))

    with ThreadPoolExecutor(32) as hands:
        list(hands.map(all_of_one, range(300)))

    sums = close_poll(store, of.id).sums
    assert sums == Sums(300, dict.fromkeys(_ids(plan), 90), dict.fromkeys(_ids(plan), 0))
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(points)).scalar_one() == 3000


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_in_whatever_order_one_result_is_published_at_most(
    seed: int, store: Store, prepared: Workshop, room: list[Phone], plan: list[Measure]
) -> None:
    """Opened with this or that, given, changed, closed, shown, once more, sheets taken away: an attacker who looks
    after each never has two results to subtract, nor one of fewer than three people."""
    chance, seen = random.Random(seed), set[str]()
    stored: dict[str, Mapping[str, int]] = {}
    kinds: tuple[PollKind, ...] = ("points", "resistance")
    for _ in range(60):
        person, before = chance.choice(room), poll(store, prepared.id)
        match chance.choice(("open", "give", "give", "give", "give", "close", "show", "delete")):
            case "open":
                with suppress(AlreadyRevealed):
                    question = opened(store, prepared, plan[: chance.choice((3, 5))], chance.choice(kinds)).question
                    stored = stored if before and before.question == question else {}
            case "give" if before is not None:
                kind = before.question.kind
                most = 10 if kind == "resistance" else 1
                numbers = {option.id: chance.randint(0, most) for option in before.question.options}
                with suppress(BallotOver, UnknownSheet, UnfitPoints):
                    give(store, person.token_hash, person.code, kind, numbers).result()
                    stored[person.token_hash] = numbers
            case "close":
                with suppress(BallotOver):
                    close_poll(store, prepared.id)
            case "show" if chance.random() < 0.4:
                with suppress(BallotOver):
                    show_poll(store, prepared.id)
            case "delete" if chance.random() < 0.1:
                gone = delete(participants).where(participants.c.token_hash == person.token_hash)
                store.write(lambda connection, gone=gone: connection.execute(gone).rowcount)
                stored.pop(person.token_hash, None)
        found = poll(store, prepared.id)
        if found is not None and found.sums is not None and (before is None or before.sums is None):
            assert found.sums.people == len(stored)
            for option in found.question.options:
                assert found.sums.totals.get(option.id, 0) == sum(one[option.id] for one in stored.values())
        if found is not None and found.state == "shown":
            assert found.sums is not None and found.sums.people >= 3
            seen.add(repr(found))
    assert len(seen) <= 1
