"""Second votes on statements of a release: opened, extended, closed once, and then a stored result."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, func, insert, select, update

from analysis.second_vote import Recount, recount_of
from data.store.engine import Store
from data.store.errors import AlreadyRevealed as AlreadyRevealed
from data.store.errors import BallotOver as BallotOver
from data.store.errors import NotInRelease as NotInRelease
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WrongState as WrongState
from data.store.recounting import recount
from data.store.rows import AnyRow, lock
from data.store.schema import ballots as table
from data.store.schema import participants, releases, second_votes
from data.store.voting import IN_RELEASE, Clock
from data.store.voting import vote as vote


@dataclass(frozen=True)
class Ballot:
    """The second vote on one statement; ``number`` counts its changes.

    ``until``: seconds since 1970. ``is_shown``: something of its result was, so it is final. ``result``: once closed.
    """

    statement: str
    number: int
    until: int
    is_closed: bool
    is_shown: bool
    result: Recount | None


@dataclass(frozen=True)
class Progress:
    """How many ``voted`` of the phones that are ``present``: those whose sheet is part of the release. A device that
    is passed round is none; who has voted counts also once no phone is known any more."""

    voted: int
    present: int


def open_ballot(store: Store, workshop_id: str, statement: str, until: int) -> Ballot:
    """Let the room vote again on a statement until then; once more while nothing of the result was shown.

    Votes that are in stay. Raises WrongState unless the workshop is closed and its release revealed, UnknownStatement
    for one that the room was not asked, AlreadyRevealed once something of the result was shown.
    """

    def work(connection: Connection) -> Ballot:
        _insist_on_asked(connection, workshop_id, statement)
        before = _ballot(connection, workshop_id, statement)
        if before is None:
            return _begin(connection, workshop_id, Ballot(statement, 1, until, False, False, None))
        if before.is_shown:
            raise AlreadyRevealed
        return _keep(connection, workshop_id, before, replace(before, until=until, is_closed=False, result=None))

    return store.write(work)


def extend(store: Store, workshop_id: str, statement: str, seconds: int, now: Clock = time.time) -> Ballot:
    """Let it go on for so many seconds more; raises BallotOver once its time is over or it is closed."""
    wanted: int | None = None

    def work(connection: Connection) -> Ballot:
        nonlocal wanted
        lock(connection, workshop_id)
        before = _ballot(connection, workshop_id, statement)
        if before is None or before.is_closed:
            raise BallotOver
        if wanted is None or before.until != wanted:  # else it was done, its acknowledgement lost with the connection
            if now() > before.until:
                raise BallotOver
            wanted = before.until + seconds
        return _keep(connection, workshop_id, before, replace(before, until=wanted))

    return store.write(work)


def close_ballot(store: Store, workshop_id: str, statement: str) -> Ballot:
    """End it and count: the result of whoever closed first stands. Raises BallotOver where nobody has opened it."""

    def work(connection: Connection) -> Ballot:
        lock(connection, workshop_id)  # waits for the votes that are being stored
        before = _ballot(connection, workshop_id, statement)
        if before is None:
            raise BallotOver
        return before if before.is_closed else _close(connection, workshop_id, before)

    return store.write(work)


def close_due(store: Store, now: Clock = time.time) -> list[tuple[str, str]]:
    """Close those whose time is over, whoever asks first; gives workshop and statement of those that it closed."""
    over = select(table.c.workshop_id, table.c.statement).where(~table.c.is_closed, table.c.until < now())
    with store.reading() as connection:
        found = [(row.workshop_id, row.statement) for row in connection.execute(over)]
    return [key for key in sorted(found) if store.write(_close_if_due(*key, now))]


def close_all_in(connection: Connection, workshop_id: str) -> None:
    """End every second vote of a workshop that is locked, as part of something greater."""
    is_open = table.c.workshop_id == workshop_id, ~table.c.is_closed
    for row in connection.execute(select(table).where(*is_open)).all():
        _close(connection, workshop_id, _of(row))


def show_ballot(store: Store, workshop_id: str, statement: str) -> Ballot:
    """Note that something of the result is shown: from then on it is final. Raises WrongState unless closed."""

    def work(connection: Connection) -> Ballot:
        lock(connection, workshop_id)
        before = _ballot(connection, workshop_id, statement)
        if before is None or not before.is_closed:
            raise WrongState
        return _keep(connection, workshop_id, before, replace(before, is_shown=True))

    return store.write(work)


def progress(store: Store, workshop_id: str, statement: str) -> Progress:
    """How many have voted so far, without a single result."""
    of_workshop = participants.c.workshop_id == workshop_id, IN_RELEASE
    has_phone = participants.c.token_hash.is_not(None), participants.c.source == "phone"
    present = select(func.count()).where(*of_workshop, *has_phone)
    voted = (
        select(func.count())
        .join_from(second_votes, participants, participants.c.id == second_votes.c.participant_id)
        .where(second_votes.c.workshop_id == workshop_id, second_votes.c.statement == statement, *of_workshop)
    )
    with store.reading() as connection:
        have = connection.execute(voted).scalar_one()
        return Progress(have, max(connection.execute(present).scalar_one(), have))


def ballot(store: Store, workshop_id: str, statement: str) -> Ballot | None:
    """The second vote on this statement; None where nobody has opened one."""
    with store.reading() as connection:
        return _ballot(connection, workshop_id, statement)


def ballots(store: Store, workshop_id: str) -> Mapping[str, Ballot]:
    """All second votes of a workshop by statement."""
    with store.reading() as connection:
        rows = connection.execute(select(table).where(table.c.workshop_id == workshop_id))
        return {row.statement: _of(row) for row in rows}


def own_vote(store: Store, token_hash: str, statement: str) -> str | None:
    """What the sheet of this token voted; shown to nobody else."""
    query = (
        select(second_votes.c.answer)
        .join_from(second_votes, participants, participants.c.id == second_votes.c.participant_id)
        .where(participants.c.token_hash == token_hash, second_votes.c.statement == statement)
    )
    with store.reading() as connection:
        return connection.execute(query).scalar_one_or_none()


def _insist_on_asked(connection: Connection, workshop_id: str, statement: str) -> None:
    workshop = lock(connection, workshop_id)
    release = connection.execute(select(releases).where(releases.c.workshop_id == workshop_id)).one_or_none()
    if workshop is None or workshop.state != "closed" or release is None or not release.shown:
        raise WrongState
    if statement not in release.statements:
        raise UnknownStatement([statement])


def _close_if_due(workshop_id: str, statement: str, now: Clock) -> Callable[[Connection], bool]:
    def work(connection: Connection) -> bool:
        lock(connection, workshop_id)
        before = _ballot(connection, workshop_id, statement)
        if before is None or before.is_closed or now() <= before.until:
            return False  # somebody else was first, or has extended it
        _close(connection, workshop_id, before)
        return True

    return work


def _close(connection: Connection, workshop_id: str, before: Ballot) -> Ballot:
    result = recount(connection, workshop_id, before.statement)
    return _keep(connection, workshop_id, before, replace(before, is_closed=True, result=result))


def _ballot(connection: Connection, workshop_id: str, statement: str) -> Ballot | None:
    which = table.c.workshop_id == workshop_id, table.c.statement == statement
    row = connection.execute(select(table).where(*which)).one_or_none()
    return None if row is None else _of(row)


def _of(row: AnyRow) -> Ballot:
    result = None if row.result is None else recount_of(row.result)
    return Ballot(row.statement, row.number, row.until, row.is_closed, row.is_shown, result)


def _begin(connection: Connection, workshop_id: str, first: Ballot) -> Ballot:
    values = {"until": first.until, "number": first.number, "is_closed": False, "is_shown": False, "result": None}
    connection.execute(insert(table).values(workshop_id=workshop_id, statement=first.statement, **values))
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
    which = table.c.workshop_id == workshop_id, table.c.statement == after.statement
    connection.execute(update(table).where(*which).values(**values))
    return after
