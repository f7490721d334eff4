"""The second vote in the store: taken until its end on the server, counted once, and then final."""

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text
from sqlalchemy.exc import OperationalError

from analysis.grouping import form_groups
from analysis.second_vote import GroupVote, Moves, Recount
from data.store.ballots import (
    AlreadyRevealed,
    Ballot,
    BallotOver,
    NotInRelease,
    Progress,
    UnknownStatement,
    WrongState,
    ballot,
    ballots,
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
from data.store.schema import ballots as table
from data.store.schema import participants, votes
from data.store.sheets import EnteredSheet, UnknownAnswer, UnknownSheet, add_sheets, join, save_answers
from data.store.workshops import (
    Workshop,
    close_workshop,
    delete_workshop,
    finish_workshop,
    questionnaire,
)
from data.store.writer import Writer
from tests.data.store.conftest import Phone, prepared_in

END = 1_900_000_000
JoinPhone = Callable[..., Phone]


@dataclass
class Clock:
    """The server's clock, set by hand."""

    seconds: float = field(default=END - 60)

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def closed(store: Store, prepared: Workshop) -> Callable[[], None]:
    """Closes the workshop with the groups of its sectors, and shows a result."""

    def close() -> None:
        form = partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3)
        close_workshop(store, prepared.id, form)
        reveal(store, prepared.id, "overview")

    return close


def voted(phone: Phone, answer: str, clock: Clock, statement: str = "1.01") -> str:
    return vote(phone.store, phone.token_hash, phone.code, statement, answer, clock).result()


def people_who_answered(phone: JoinPhone, given: str, perspective: str = "fachamt") -> list[Phone]:
    """A phone for each letter, "-" answers the other statement only."""
    found = []
    for letter in given:
        found.append(phone(perspective))
        found[-1].answers(**({"s1_02": "A"} if letter == "-" else {"s1_01": letter}))
    return found


def test_counts_both_votes_by_the_groups_of_the_release(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    office = people_who_answered(phone, "DCBA-")
    council = people_who_answered(phone, "AAE", "rat")
    closed()
    open_ballot(store, prepared.id, "1.01", END)

    for person, answer in zip((*office[:3], office[4], *council), "CCAEBAA", strict=True):
        voted(person, answer, clock)
    result = close_ballot(store, prepared.id, "1.01").result

    assert result == Recount(
        {
            "verwaltung": GroupVote({"A": 1, "B": 0, "C": 2, "D": 0, "E": 1}, 4, 3, 1, 1),
            "politik": GroupVote({"A": 2, "B": 1, "C": 0, "D": 0, "E": 0}, 2, 2, 0, 0),
        },
        Moves(up=2, stayed=2, down=1),
    )
    assert ballots(store, prepared.id) == {"1.01": Ballot("second_vote", "1.01", 2, END, True, False, result)}


def test_is_opened_for_a_statement_of_a_revealed_release_only(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None]
) -> None:
    people_who_answered(phone, "AAA")
    with pytest.raises(WrongState):
        open_ballot(store, prepared.id, "1.01", END)
    close_workshop(store, prepared.id, partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3))
    with pytest.raises(WrongState):
        open_ballot(store, prepared.id, "1.01", END)
    reveal(store, prepared.id, "overview")
    with pytest.raises(UnknownStatement):
        open_ballot(store, prepared.id, "1.03", END)

    assert open_ballot(store, prepared.id, "1.01", END) == ballot(store, prepared.id, "1.01")
    assert ballot(store, prepared.id, "1.02") is None


def test_last_vote_of_a_person_counts_and_only_they_read_it(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, other, third = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)

    assert [voted(one, answer, clock) for answer in "BBD"] == ["B", "B", "D"]
    assert progress(store, prepared.id, "1.01") == Progress(voted=1, present=3)
    assert own_vote(store, one.token_hash, "1.01") == "D"
    assert own_vote(store, other.token_hash, "1.01") is own_vote(store, third.token_hash, "1.02") is None


def test_nothing_is_counted_after_the_end(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, other, third = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)

    clock.seconds = END
    assert voted(one, "B", clock) == "B"
    clock.seconds = END + 0.01
    with pytest.raises(BallotOver):
        voted(other, "B", clock)
    with pytest.raises(BallotOver):
        voted(one, "C", clock)
    clock.seconds = END - 30
    close_ballot(store, prepared.id, "1.01")
    with pytest.raises(BallotOver):
        voted(third, "B", clock)

    found = ballot(store, prepared.id, "1.01")
    assert found is not None and found.result is not None
    assert found.result.groups["verwaltung"].after == {"A": 0, "B": 1, "C": 0, "D": 0, "E": 0}


def test_vote_that_is_stored_is_acknowledged_again_after_the_end(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    """The network took the first acknowledgement: the phone sends it once more, and is not told that it was late."""
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    voted(one, "B", clock)
    close_ballot(store, prepared.id, "1.01")

    assert voted(one, "B", clock) == "B"
    with pytest.raises(BallotOver):
        voted(one, "C", clock)


def test_what_is_done_twice_after_a_lost_acknowledgement_is_done_once(
    store: Store,
    phone: JoinPhone,
    prepared: Workshop,
    closed: Callable[[], None],
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The COMMIT came through, the connection broke before anybody heard of it: each batch runs again."""
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    commit, heard = Writer._commit, list[bool]()

    def commit_unheard(self: Writer, units: Sequence[Any]) -> None:
        commit(self, units)
        heard.append(len(heard) % 2 == 1)
        if not heard[-1]:
            raise OperationalError("COMMIT", {}, Exception("server closed the connection"))

    monkeypatch.setattr(Writer, "_commit", commit_unheard)
    assert open_ballot(store, prepared.id, "1.01", END).number == 1
    assert extend(store, prepared.id, "1.01", 60, clock) == Ballot(
        "second_vote", "1.01", 2, END + 60, False, False, None
    )
    assert voted(one, "B", clock) == "B"
    assert close_ballot(store, prepared.id, "1.01").number == 3
    assert show_ballot(store, prepared.id, "1.01").number == 4


def test_time_is_asked_for_when_the_vote_is_stored_not_when_it_was_sent(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)

    busy = store.submit(lambda _connection: setattr(clock, "seconds", END + 1))
    late = vote(store, one.token_hash, one.code, "1.01", "B", clock)

    busy.result()
    assert isinstance(late.exception(), BallotOver)


def test_refuses_what_is_no_vote_of_this_room(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    silent = phone("rat")
    closed()
    open_ballot(store, prepared.id, "1.01", END)

    with pytest.raises(NotInRelease):
        voted(silent, "A", clock)
    with pytest.raises(UnknownAnswer):
        voted(one, "F", clock)
    with pytest.raises(BallotOver):
        voted(one, "A", clock, "1.02")
    with pytest.raises(UnknownSheet):
        voted(replace(one, token_hash="nobody"), "A", clock)
    with pytest.raises(UnknownSheet):
        voted(replace(one, code="ZZZZZZ"), "A", clock)
    assert progress(store, prepared.id, "1.01") == Progress(voted=0, present=3)


def test_more_time_is_given_while_there_is_some_left(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)

    assert extend(store, prepared.id, "1.01", 60, clock).until == END + 60
    clock.seconds = END + 30
    assert voted(one, "B", clock) == "B"
    clock.seconds = END + 61
    with pytest.raises(BallotOver):
        extend(store, prepared.id, "1.01", 60, clock)
    with pytest.raises(BallotOver):
        extend(store, prepared.id, "1.02", 60, clock)


def test_goes_on_after_its_end_until_something_of_it_was_shown(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, other, _ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    voted(one, "B", clock)
    with pytest.raises(WrongState):
        show_ballot(store, prepared.id, "1.01")
    close_ballot(store, prepared.id, "1.01")

    assert open_ballot(store, prepared.id, "1.01", END).result is None
    voted(other, "C", clock)
    close_ballot(store, prepared.id, "1.01")
    shown = show_ballot(store, prepared.id, "1.01")

    assert shown.result is not None and shown.result.groups["verwaltung"].after["B"] == 1
    assert shown.result.groups["verwaltung"].after["C"] == 1
    with pytest.raises(AlreadyRevealed):
        open_ballot(store, prepared.id, "1.01", END)
    assert show_ballot(store, prepared.id, "1.01") == close_ballot(store, prepared.id, "1.01") == shown


def test_ends_by_itself_once_whoever_asks(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    open_ballot(store, prepared.id, "1.02", END + 60)
    voted(one, "B", clock)

    clock.seconds = END
    assert close_due(store, clock) == []
    clock.seconds = END + 1
    with ThreadPoolExecutor(4) as hands:
        closings = [hands.submit(close_due, store, clock) for _ in range(8)]
        by_hand = [hands.submit(close_ballot, store, prepared.id, "1.01") for _ in range(4)]
        results = {repr(one.result().result) for one in by_hand}
        closed_by = [key for one in closings for key in one.result()]

    found = ballot(store, prepared.id, "1.01")
    assert found is not None and found.number == 2
    assert results == {repr(found.result)}
    assert closed_by in ([], [(prepared.id, "1.01", "second_vote")])


def test_two_servers_that_close_at_once_leave_one_result(
    store: Store,
    store_url: str,
    opened: Callable[[str], Store],
    phone: JoinPhone,
    prepared: Workshop,
    closed: Callable[[], None],
    clock: Clock,
) -> None:
    """Phones vote on both servers while both of them close: whoever was told "stored" is in the one result."""
    another = opened(store_url)
    people = people_who_answered(phone, "A" * 40)
    closed()
    for statement in ("1.01", "1.02"):
        open_ballot(store, prepared.id, statement, END)

        def tries(number: int, statement: str = statement) -> bool:
            here = store if number % 2 else another
            if number == 20 or number == 21:
                close_ballot(here, prepared.id, statement)
            try:
                return voted(replace(people[number], store=here), "B", clock, statement) == "B"
            except BallotOver:
                return False

        with ThreadPoolExecutor(8) as hands:
            stored = sum(hands.map(tries, range(40)))
        found = ballot(store, prepared.id, statement)
        assert found is not None and found.result is not None and found.number == 2
        assert found.result.groups["verwaltung"].after["B"] == stored


def test_three_hundred_votes_at_once_lose_none(
    store: Store, opened_workshop: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    tokens = [hashlib.sha256(f"{number}".encode()).hexdigest() for number in range(300)]
    joining = [join(store, opened_workshop.id, perspective="rat", source="phone", token_hash=one) for one in tokens]
    for one in joining:
        one.result()
    saving = [save_answers(store, one, opened_workshop.code, {"1.01": "D"}) for one in tokens]
    for saved in saving:
        saved.result()
    closed()
    open_ballot(store, opened_workshop.id, "1.01", END)

    def votes(number: int) -> str:
        return vote(store, tokens[number], opened_workshop.code, "1.01", "ABCDE"[number % 5], clock).result()

    with ThreadPoolExecutor(32) as hands:
        stored = list(hands.map(votes, range(300)))
    result = close_ballot(store, opened_workshop.id, "1.01").result

    assert stored == ["ABCDE"[number % 5] for number in range(300)]
    assert result == Recount(
        {"politik": GroupVote(dict.fromkeys("ABCDE", 60), 300, 240, 0, 0)}, Moves(up=180, stayed=60, down=0)
    )


def test_sheets_that_come_late_change_nothing(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    voted(one, "A", clock)
    add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "D"})] * 4, source="paper")

    result = close_ballot(store, prepared.id, "1.01").result

    assert progress(store, prepared.id, "1.01") == Progress(voted=1, present=3)
    assert result is not None
    assert result.groups == {"verwaltung": GroupVote({"A": 1, "B": 0, "C": 0, "D": 0, "E": 0}, 3, 1, 2, 0)}


def test_paper_is_in_the_release_and_has_no_second_vote(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "D"})] * 4, source="paper")
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    voted(one, "A", clock)

    result = close_ballot(store, prepared.id, "1.01").result

    assert progress(store, prepared.id, "1.01") == Progress(voted=1, present=3)
    assert result is not None
    assert result.groups["politik"] == GroupVote(dict.fromkeys("ABCDE", 0), 4, 0, 4, 0)


def test_deleted_sheets_are_votes_of_before_only_and_change_no_stored_result(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    people = people_who_answered(phone, "AAAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    for person in people:
        voted(person, "B", clock)
    _delete_sheets(store, people[0].token_hash)

    first = close_ballot(store, prepared.id, "1.01")
    _delete_sheets(store, *(person.token_hash for person in people))

    assert first.result is not None
    assert first.result.groups == {"verwaltung": GroupVote({"A": 0, "B": 3, "C": 0, "D": 0, "E": 0}, 4, 3, 1, 0)}
    assert first.result.moves == Moves(up=0, stayed=0, down=3)
    assert close_ballot(store, prepared.id, "1.01") == ballot(store, prepared.id, "1.01") == first
    with store.reading() as connection:
        assert connection.execute(select(votes)).all() == []


def test_finished_workshop_counts_what_was_voted_and_opens_nothing(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    voted(one, "B", clock)
    finish_workshop(store, prepared.id, prepared.held_on)

    with pytest.raises(UnknownSheet):
        voted(one, "C", clock)
    with pytest.raises(WrongState):
        open_ballot(store, prepared.id, "1.02", END)
    found = ballots(store, prepared.id)["1.01"]
    assert (
        found.is_closed
        and found.result is not None
        and sum(one.after["B"] for one in found.result.groups.values()) == 1
    )
    clock.seconds = END + 1
    assert close_due(store, clock) == []


def test_ballot_that_cannot_be_closed_keeps_no_other_one_open(
    store: Store,
    phone: JoinPhone,
    prepared: Workshop,
    closed: Callable[[], None],
    clock: Clock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    other = prepared_in(store)
    broken = {"workshop_id": other.id, "statement": "1.01", "number": 1, "until": 5, "is_closed": False}
    rows = [
        broken | {"kind": kind, "is_shown": False, "result": result} for kind, result in (("zz", None), ("guess", [1]))
    ]
    store.write(lambda connection: connection.execute(insert(table), rows).close())

    clock.seconds = END + 1

    assert close_due(store, clock) == [(prepared.id, "1.01", "second_vote")]
    assert [record.getMessage() for record in caplog.records if other.id in record.getMessage()] == [
        f"Im Workshop {other.id} lässt sich eine Abstimmung nicht beenden: {kind}"
        for kind in ("AttributeError", "KeyError")
    ]


def test_goes_with_its_workshop(
    store: Store, phone: JoinPhone, prepared: Workshop, closed: Callable[[], None], clock: Clock
) -> None:
    one, *_ = people_who_answered(phone, "AAA")
    closed()
    open_ballot(store, prepared.id, "1.01", END)
    voted(one, "B", clock)

    delete_workshop(store, prepared.id)

    with store.reading() as connection:
        left = [connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("ballots", "votes")]
    assert left == [0, 0]
    with pytest.raises(BallotOver):
        close_ballot(store, prepared.id, "1.01")


def _delete_sheets(store: Store, *token_hashes: str) -> None:
    store.write(lambda c: c.execute(delete(participants).where(participants.c.token_hash.in_(token_hashes))).rowcount)
