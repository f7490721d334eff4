"""What the room votes on in the talk about a statement: opened, extended, closed once, and then a stored result."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from analysis.talk import BallotKind
from data.store.ballot_kinds import KINDS, Result
from data.store.engine import Store
from data.store.errors import AlreadyRevealed as AlreadyRevealed
from data.store.errors import BallotOver as BallotOver
from data.store.errors import NotInRelease as NotInRelease
from data.store.errors import StoreUnavailable as StoreUnavailable
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WrongState as WrongState
from data.store.rows import AnyRow, lock
from data.store.schema import ballots as table
from data.store.schema import participants, releases, votes
from data.store.voting import IN_RELEASE, Clock, phones_present
from data.store.voting import vote as vote

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Ballot:
    """A second vote on one statement, or a guess; ``number`` counts its changes.

    ``until``: seconds since 1970. ``is_shown``: something of its result was, so it is final. ``result``: once closed.
    """

    kind: BallotKind
    statement: str
    number: int
    until: int
    is_closed: bool
    is_shown: bool
    result: Result | None


@dataclass(frozen=True)
class Progress:
    """How many ``voted`` of the phones that are ``present``: those whose sheet is part of the release. A device that
    is passed round is none; who has voted counts also once no phone is known any more."""

    voted: int
    present: int


def open_ballot(store: Store, workshop_id: str, statement: str, until: int, kind: BallotKind = "second_vote") -> Ballot:
    """Let the room vote on a statement until then; once more while nothing of the result was shown.

    Votes that are in stay. Raises WrongState unless the workshop is closed and its release revealed, UnknownStatement
    for one that the room was not asked, AlreadyRevealed once something of the result was shown.
    """

    def work(connection: Connection) -> Ballot:
        _insist_on_asked(connection, workshop_id, statement)
        before = _ballot(connection, workshop_id, statement, kind)
        if before is None:
            return _begin(connection, workshop_id, Ballot(kind, statement, 1, until, False, False, None))
        if before.is_shown:
            raise AlreadyRevealed
        return _keep(connection, workshop_id, before, replace(before, until=until, is_closed=False, result=None))

    return store.write(work)


def extend(
    store: Store,
    workshop_id: str,
    statement: str,
    seconds: int,
    now: Clock | None = None,
    kind: BallotKind = "second_vote",
) -> Ballot:
    """Let it go on for so many seconds more; raises BallotOver once its time is over or it is closed."""
    wanted: int | None = None

    def work(connection: Connection) -> Ballot:
        nonlocal wanted
        lock(connection, workshop_id)
        before = _ballot(connection, workshop_id, statement, kind)
        if before is None or before.is_closed:
            raise BallotOver
        if wanted is None or before.until != wanted:  # else it was done, its acknowledgement lost with the connection
            if (now or store.now)() > before.until:
                raise BallotOver
            wanted = before.until + seconds
        return _keep(connection, workshop_id, before, replace(before, until=wanted))

    return store.write(work)


def close_ballot(store: Store, workshop_id: str, statement: str, kind: BallotKind = "second_vote") -> Ballot:
    """End it and count: the result of whoever closed first stands. Raises BallotOver where nobody has opened it."""

    def work(connection: Connection) -> Ballot:
        lock(connection, workshop_id)  # waits for the votes that are being stored
        before = _ballot(connection, workshop_id, statement, kind)
        if before is None:
            raise BallotOver
        return before if before.is_closed else _close(connection, workshop_id, before)

    return store.write(work)


def close_due(store: Store, now: Clock | None = None) -> list[tuple[str, str, BallotKind]]:
    """Close those whose time is over, whoever asks first; one that cannot be closed keeps no other one open."""
    over = select(table.c.workshop_id, table.c.statement, table.c.kind).where(
        ~table.c.is_closed, table.c.until < (now or store.now)()
    )
    with store.reading() as connection:
        found = [(row.workshop_id, row.statement, row.kind) for row in connection.execute(over)]
    return [key for key in sorted(found) if _has_closed(store, *key, now or store.now)]


def _has_closed(store: Store, workshop_id: str, statement: str, kind: BallotKind, now: Clock) -> bool:
    try:
        return store.write(_close_if_due(workshop_id, statement, kind, now))
    except StoreUnavailable:
        raise
    except Exception as error:
        _log.error("Im Workshop %s lässt sich eine Abstimmung nicht beenden: %s", workshop_id, type(error).__name__)
        return False


def close_all_in(connection: Connection, workshop_id: str) -> None:
    """End every ballot of a workshop that is locked, as part of something greater."""
    is_open = table.c.workshop_id == workshop_id, ~table.c.is_closed
    for row in connection.execute(select(table).where(*is_open)).all():
        _close(connection, workshop_id, _of(row))


def show_ballot(store: Store, workshop_id: str, statement: str, kind: BallotKind = "second_vote") -> Ballot:
    """Note that something of the result is shown: from then on it is final. Raises WrongState unless closed."""

    def work(connection: Connection) -> Ballot:
        lock(connection, workshop_id)
        before = _ballot(connection, workshop_id, statement, kind)
        if before is None or not before.is_closed:
            raise WrongState
        return _keep(connection, workshop_id, before, replace(before, is_shown=True))

    return store.write(work)


def progress(store: Store, workshop_id: str, statement: str, kind: BallotKind = "second_vote") -> Progress:
    """How many have voted so far, without a single result."""
    of_workshop = participants.c.workshop_id == workshop_id, IN_RELEASE
    voted = (
        select(func.count())
        .join_from(votes, participants, participants.c.id == votes.c.participant_id)
        .where(votes.c.workshop_id == workshop_id, *_about(statement, kind), *of_workshop)
    )
    with store.reading() as connection:
        have = connection.execute(voted).scalar_one()
        return Progress(have, max(phones_present(connection, workshop_id), have))


def ballot(store: Store, workshop_id: str, statement: str, kind: BallotKind = "second_vote") -> Ballot | None:
    """The ballot on this statement; None where nobody has opened one."""
    with store.reading() as connection:
        return _ballot(connection, workshop_id, statement, kind)


def ballots(store: Store, workshop_id: str, kind: BallotKind = "second_vote") -> Mapping[str, Ballot]:
    """All ballots of a kind of a workshop by statement."""
    with store.reading() as connection:
        rows = connection.execute(select(table).where(table.c.workshop_id == workshop_id, table.c.kind == kind))
        return {row.statement: _of(row) for row in rows}


def own_vote(store: Store, token_hash: str, statement: str, kind: BallotKind = "second_vote") -> str | None:
    """What the sheet of this token voted; shown to nobody else."""
    query = (
        select(votes.c.answer)
        .join_from(votes, participants, participants.c.id == votes.c.participant_id)
        .where(participants.c.token_hash == token_hash, *_about(statement, kind))
    )
    with store.reading() as connection:
        return connection.execute(query).scalar_one_or_none()


def _about(statement: str, kind: BallotKind) -> tuple[ColumnElement[bool], ...]:
    return votes.c.statement == statement, votes.c.kind == kind


def _insist_on_asked(connection: Connection, workshop_id: str, statement: str) -> None:
    workshop = lock(connection, workshop_id)
    release = connection.execute(select(releases).where(releases.c.workshop_id == workshop_id)).one_or_none()
    if workshop is None or workshop.state != "closed" or release is None or not release.shown:
        raise WrongState
    if statement not in release.statements:
        raise UnknownStatement([statement])


def _close_if_due(workshop_id: str, statement: str, kind: BallotKind, now: Clock) -> Callable[[Connection], bool]:
    def work(connection: Connection) -> bool:
        lock(connection, workshop_id)
        before = _ballot(connection, workshop_id, statement, kind)
        if before is None or before.is_closed or now() <= before.until:
            return False  # somebody else was first, or has extended it
        _close(connection, workshop_id, before)
        return True

    return work


def _close(connection: Connection, workshop_id: str, before: Ballot) -> Ballot:
    row = KINDS[before.kind]
    result = row.count(connection, workshop_id, before.statement)
    is_shown = row.is_shown_at_its_end(connection, workshop_id, result)
    return _keep(connection, workshop_id, before, replace(before, is_closed=True, is_shown=is_shown, result=result))


def _ballot(connection: Connection, workshop_id: str, statement: str, kind: BallotKind) -> Ballot | None:
    which = table.c.workshop_id == workshop_id, table.c.statement == statement, table.c.kind == kind
    row = connection.execute(select(table).where(*which)).one_or_none()
    return None if row is None else _of(row)


def _of(row: AnyRow) -> Ballot:
    result = None if row.result is None else KINDS[row.kind].read(row.result)
    return Ballot(row.kind, row.statement, row.number, row.until, row.is_closed, row.is_shown, result)


def _begin(connection: Connection, workshop_id: str, first: Ballot) -> Ballot:
    values = {"until": first.until, "number": first.number, "is_closed": False, "is_shown": False, "result": None}
    key = {"workshop_id": workshop_id, "kind": first.kind, "statement": first.statement}
    connection.execute(insert(table).values(**key, **values))
    return first


def _keep(connection: Connection, workshop_id: str, before: Ballot, after: Ballot) -> Ballot:
    """Store what has changed, under the next number; nothing where nothing has."""
    if before == after:
        return before
    after = replace(after, number=before.number + 1)
    values = {
        "number": after.number,
        "until": after.until,
        "is_closed": after.is_closed,
        "is_shown": after.is_shown,
        "result": None if after.result is None else after.result.as_json(),
    }
    which = table.c.workshop_id == workshop_id, table.c.kind == after.kind, table.c.statement == after.statement
    connection.execute(update(table).where(*which).values(**values))
    return after
