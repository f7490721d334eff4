"""The guess in the store: one person's is one, it ends with its totals, and nothing of it changes what is kept."""

import random
from collections.abc import Callable
from contextlib import suppress
from functools import partial

import pytest
from sqlalchemy import delete, select

from analysis.grouping import form_groups
from analysis.guess import Guesses, guess
from data.store.ballots import (
    AlreadyRevealed,
    BallotOver,
    NotInRelease,
    Progress,
    UnknownStatement,
    WrongState,
    ballot,
    close_ballot,
    close_due,
    extend,
    open_ballot,
    own_vote,
    progress,
    show_ballot,
    vote,
)
from data.store.engine import Store
from data.store.releases import reveal
from data.store.schema import participants, votes
from data.store.sheets import UnknownSheet
from data.store.stages import stands
from data.store.workshops import Workshop, close_workshop, delete_due_sheets, finish_workshop, questionnaire
from tests.data.store.conftest import Phone

END = 1_900_000_000
EARLY = lambda: END - 30.0  # noqa: E731 - a clock
JoinPhone = Callable[..., Phone]


@pytest.fixture
def room(store: Store, phone: JoinPhone, prepared: Workshop) -> list[Phone]:
    """Five people of two perspectives who have answered, and a revealed release with a threshold of three."""
    people = [phone(perspective) for perspective in ("fachamt", "fachamt", "fachamt", "rat", "rat")]
    for person in people:
        person.answers(s1_01="B")
    close_workshop(store, prepared.id, partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3))
    reveal(store, prepared.id, "overview")
    return people


def guessed(phone: Phone, answer: str, now: Callable[[], float] = EARLY) -> str:
    return vote(phone.store, phone.token_hash, phone.code, "1.01", answer, now, "guess").result()


def given(**answers: int) -> Guesses:
    return Guesses({answer: answers.get(answer, 0) for answer in "ABCDE"})


def test_last_guess_of_a_person_counts_and_only_they_read_it(
    store: Store, prepared: Workshop, room: list[Phone]
) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")

    told = [guessed(room[0], answer) for answer in "ADD"]
    for person in room[1:4]:
        guessed(person, "B")

    assert told == ["A", "D", "D"]
    assert progress(store, prepared.id, "1.01", "guess") == Progress(voted=4, present=5)
    assert own_vote(store, room[0].token_hash, "1.01", "guess") == "D"
    assert own_vote(store, room[4].token_hash, "1.01", "guess") is None
    assert close_ballot(store, prepared.id, "1.01", "guess").result == given(B=3, D=1)


def test_guess_and_second_vote_on_one_statement_are_apart(store: Store, prepared: Workshop, room: list[Phone]) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    for person in room:
        guessed(person, "C")
    with pytest.raises(BallotOver):
        vote(store, room[0].token_hash, prepared.code, "1.01", "A", EARLY).result()
    close_ballot(store, prepared.id, "1.01", "guess")
    open_ballot(store, prepared.id, "1.01", END)
    vote(store, room[0].token_hash, prepared.code, "1.01", "A", EARLY).result()

    with pytest.raises(BallotOver):
        guessed(room[0], "A")
    assert own_vote(store, room[0].token_hash, "1.01") == "A"
    assert own_vote(store, room[0].token_hash, "1.01", "guess") == "C"
    assert progress(store, prepared.id, "1.01") == Progress(voted=1, present=5)
    again = ballot(store, prepared.id, "1.01")
    assert again is not None and not again.is_closed
    found = ballot(store, prepared.id, "1.01", "guess")
    assert found is not None and found.result == given(C=5)


def test_is_final_as_soon_as_there_are_totals(store: Store, prepared: Workshop, room: list[Phone]) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    for person in room[:3]:
        guessed(person, "A")

    closed = close_ballot(store, prepared.id, "1.01", "guess")

    assert closed.is_shown
    with pytest.raises(AlreadyRevealed):
        open_ballot(store, prepared.id, "1.01", END, "guess")


def test_too_few_guesses_are_no_result_and_it_may_be_held_once_more(
    store: Store, prepared: Workshop, room: list[Phone]
) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    for person in room[:2]:
        guessed(person, "A")

    assert not close_ballot(store, prepared.id, "1.01", "guess").is_shown
    assert not open_ballot(store, prepared.id, "1.01", END, "guess").is_closed
    guessed(room[2], "E")

    assert close_ballot(store, prepared.id, "1.01", "guess").result == given(A=2, E=1)


def test_too_few_guesses_are_final_once_the_room_sees_the_answers(
    store: Store, prepared: Workshop, room: list[Phone]
) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    close_ballot(store, prepared.id, "1.01", "guess")
    show_ballot(store, prepared.id, "1.01", "guess")

    with pytest.raises(AlreadyRevealed):
        open_ballot(store, prepared.id, "1.01", END, "guess")


def test_ends_on_the_server_and_can_be_extended_before(store: Store, prepared: Workshop, room: list[Phone]) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    assert extend(store, prepared.id, "1.01", 30, EARLY, "guess").until == END + 30
    guessed(room[0], "A", lambda: END + 30.0)

    with pytest.raises(BallotOver):
        guessed(room[1], "A", lambda: END + 30.5)
    assert guessed(room[0], "A", lambda: END + 31.0) == "A"  # it is stored; its first acknowledgement was lost
    assert close_due(store, lambda: END + 31.0) == [(prepared.id, "1.01", "guess")]
    assert close_due(store, lambda: END + 31.0) == []


def test_is_opened_for_a_statement_of_a_revealed_release_only(
    store: Store, phone: JoinPhone, prepared: Workshop
) -> None:
    with pytest.raises(WrongState):
        open_ballot(store, prepared.id, "1.01", END, "guess")
    for _ in range(3):
        phone("rat").answers(s1_01="A")
    close_workshop(store, prepared.id, partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3))
    with pytest.raises(WrongState):
        open_ballot(store, prepared.id, "1.01", END, "guess")
    reveal(store, prepared.id, "overview")
    with pytest.raises(UnknownStatement):
        open_ballot(store, prepared.id, "1.03", END, "guess")


def test_only_sheets_of_the_release_guess(store: Store, prepared: Workshop, room: list[Phone]) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    store.write(
        lambda c: (
            c.execute(
                participants.update().where(participants.c.token_hash == room[4].token_hash).values(late=True)
            ).rowcount
        )
    )

    with pytest.raises(NotInRelease):
        guessed(room[4], "A")
    assert progress(store, prepared.id, "1.01", "guess") == Progress(voted=0, present=4)


def test_deleted_sheets_take_their_guesses_along_and_change_no_stored_result(
    store: Store, prepared: Workshop, room: list[Phone]
) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    for person in room:
        guessed(person, "B")
    _delete_sheets(store, room[0].token_hash)

    first = close_ballot(store, prepared.id, "1.01", "guess")
    _delete_sheets(store, *(person.token_hash for person in room))

    assert first.result == given(B=4)
    assert ballot(store, prepared.id, "1.01", "guess") == first
    with store.reading() as connection:
        assert connection.execute(select(votes)).all() == []


def test_finishing_ends_it_and_the_sheets_take_the_guesses_along(
    store: Store, prepared: Workshop, room: list[Phone]
) -> None:
    open_ballot(store, prepared.id, "1.01", END, "guess")
    for person in room:
        guessed(person, "E")

    finish_workshop(store, prepared.id, prepared.held_on)
    delete_due_sheets(store, prepared.held_on)

    found = ballot(store, prepared.id, "1.01", "guess")
    assert found is not None and found.is_closed and found.result == given(E=5)
    with store.reading() as connection:
        assert connection.execute(select(votes)).all() == []


def test_its_changes_and_its_end_are_noticed(store: Store, prepared: Workshop, room: list[Phone]) -> None:
    before = stands(store, [prepared.id])
    open_ballot(store, prepared.id, "1.01", END, "guess")
    opened = stands(store, [prepared.id])
    guessed(room[0], "A")
    assert stands(store, [prepared.id]) == opened != before

    close_ballot(store, prepared.id, "1.01", "guess")

    assert stands(store, [prepared.id]) not in (before, opened)


def _delete_sheets(store: Store, *token_hashes: str) -> None:
    store.write(lambda c: c.execute(delete(participants).where(participants.c.token_hash.in_(token_hashes))).rowcount)


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happens_in_whatever_order_one_number_of_totals_is_published_at_most(
    seed: int, store: Store, prepared: Workshop, room: list[Phone]
) -> None:
    """Opened, changed, ended, held once more, sheets taken away, seen: an attacker who looks after each never has two
    totals to subtract, nor any of fewer than three people; and a second vote in between changes none of them."""
    chance, published, stored = random.Random(seed), set[tuple[int, ...]](), dict[str, str]()
    for _ in range(60):
        person = chance.choice(room)
        match chance.choice(("open", "guess", "guess", "guess", "close", "show", "delete", "again")):
            case "open":
                with suppress(AlreadyRevealed):
                    open_ballot(store, prepared.id, "1.01", END, "guess")
            case "guess":
                with suppress(BallotOver, UnknownSheet):
                    stored[person.token_hash] = guessed(person, chance.choice("ABCDE"))
            case "close":
                with suppress(BallotOver):
                    close_ballot(store, prepared.id, "1.01", "guess")
            case "show" if chance.random() < 0.2:
                with suppress(WrongState):
                    show_ballot(store, prepared.id, "1.01", "guess")
            case "delete" if chance.random() < 0.2:
                _delete_sheets(store, person.token_hash)
                stored.pop(person.token_hash, None)
            case "again":
                open_ballot(store, prepared.id, "1.01", END)
        found = ballot(store, prepared.id, "1.01", "guess")
        if found is not None and isinstance(found.result, Guesses):
            totals = guess(found.result, 3).totals
            if totals is not None and not published:
                assert found.is_shown
                assert totals == {answer: list(stored.values()).count(answer) for answer in "ABCDE"}
            published |= {tuple(totals.values())} if totals is not None else set()
    assert len(published) <= 1
    assert all(sum(totals) >= 3 for totals in published)
