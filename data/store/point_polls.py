"""The poll on measures: opened, closed, and final once something of its result was shown; one a workshop, so that two
results can never be subtracted from each other."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, case, delete, func, insert, select, update

from analysis.points import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    MOST_POINTS,
    STRONG,
    USUAL_MOST,
    Option,
    PollKind,
    Question,
    Sums,
    sums_of,
)
from data.store.ballots import Progress
from data.store.engine import Store
from data.store.errors import AlreadyRevealed as AlreadyRevealed
from data.store.errors import BallotOver as BallotOver
from data.store.errors import TooMany as TooMany
from data.store.errors import WrongState as WrongState
from data.store.rows import AnyRow, lock
from data.store.schema import measures, participants, points, releases
from data.store.schema import point_polls as table
from data.store.voting import IN_RELEASE, phones_present

State = Literal["open", "closed", "shown"]


class TooFew(ValueError):  # noqa: N818 - named by what is so
    """Of one measure there is nothing to choose."""


@dataclass(frozen=True)
class StoredPoll:
    """``number`` counts its changes; ``sums`` once it is closed, ``state`` "shown" once they are final."""

    question: Question
    number: int
    state: State
    sums: Sums | None


def open_poll(
    store: Store, workshop_id: str, kind: PollKind, measure_ids: Collection[str], *, most: int = USUAL_MOST
) -> StoredPoll:
    """Ask the room about these measures, as they are worded now; once more while nothing of the result was shown.

    What was given stays where the same is asked again, and goes where it is not. Raises WrongState unless the workshop
    is closed and its release revealed, TooFew, TooMany, AlreadyRevealed, ValueError for a ``most`` that there is not.
    """
    if not 1 <= most <= MOST_POINTS:
        raise ValueError("no number of points")

    def work(connection: Connection) -> StoredPoll:
        _insist_on_revealed(connection, workshop_id)
        question = Question(kind, _options(connection, workshop_id, measure_ids), most)
        before = _poll(connection, workshop_id)
        if before is None:
            return _begin(connection, workshop_id, StoredPoll(question, 1, "open", None))
        if before.state == "shown":
            raise AlreadyRevealed
        if before.question != question:
            connection.execute(delete(points).where(points.c.workshop_id == workshop_id))
        return _keep(connection, workshop_id, before, replace(before, question=question, state="open", sums=None))

    return store.write(work, erases=True)


def close_poll(store: Store, workshop_id: str) -> StoredPoll:
    """End it and count, whoever does it first; raises BallotOver where nobody has opened it."""

    def work(connection: Connection) -> StoredPoll:
        lock(connection, workshop_id)  # waits for what is being given
        closed = close_poll_in(connection, workshop_id)
        if closed is None:
            raise BallotOver
        return closed

    return store.write(work)


def close_poll_in(connection: Connection, workshop_id: str) -> StoredPoll | None:
    """The same as part of something greater, of a workshop that is locked; None without a poll."""
    before = _poll(connection, workshop_id)
    if before is None or before.state != "open":
        return before
    sums = _sums(connection, workshop_id)
    return _keep(connection, workshop_id, before, replace(before, state="closed", sums=sums))


def show_poll(store: Store, workshop_id: str) -> StoredPoll:
    """End it, and where as many as the threshold took part, let its result be final: the room sees it from now on.

    Raises BallotOver where nobody has opened it, WrongState without a release.
    """

    def work(connection: Connection) -> StoredPoll:
        lock(connection, workshop_id)
        closed = close_poll_in(connection, workshop_id)
        if closed is None or closed.sums is None:
            raise BallotOver
        threshold = select(releases.c.threshold).where(releases.c.workshop_id == workshop_id)
        t = connection.execute(threshold).scalar_one_or_none()
        if t is None:
            raise WrongState
        return (
            _keep(connection, workshop_id, closed, replace(closed, state="shown"))
            if closed.sums.people >= t
            else closed
        )

    return store.write(work)


def poll(store: Store, workshop_id: str) -> StoredPoll | None:
    """The poll of the workshop; None where nobody has opened one."""
    with store.reading() as connection:
        return _poll(connection, workshop_id)


def poll_progress(store: Store, workshop_id: str) -> Progress:
    """How many have taken part so far, without a single number of theirs."""
    with store.reading() as connection:
        have = _people(connection, workshop_id)
        return Progress(have, max(phones_present(connection, workshop_id), have))


def close_when_all_have_given(store: Store, workshop_id: str) -> None:
    """The poll ends early once everybody who is present has taken part."""
    now = poll_progress(store, workshop_id)
    if now.voted >= now.present:
        close_poll(store, workshop_id)


def of_row(row: AnyRow) -> StoredPoll:
    """The poll as it stands in its row."""
    question = Question(row.kind, tuple(Option(*one) for one in row.options), row.most)
    return StoredPoll(question, row.number, row.state, None if row.result is None else sums_of(row.result))


def _insist_on_revealed(connection: Connection, workshop_id: str) -> None:
    workshop = lock(connection, workshop_id)
    shown = connection.execute(select(releases.c.shown).where(releases.c.workshop_id == workshop_id)).scalar()
    if workshop is None or workshop.state != "closed" or not shown:
        raise WrongState


def _options(connection: Connection, workshop_id: str, wanted: Collection[str]) -> tuple[Option, ...]:
    """Those of the measures in force that are wanted, the next first."""
    in_force = measures.c.workshop_id == workshop_id, measures.c.status != "dropped"
    by_date = measures.c.due.is_(None), measures.c.due, measures.c.number
    found = connection.execute(select(measures.c.id, measures.c.what).where(*in_force).order_by(*by_date))
    options = tuple(Option(row.id, row.what) for row in found if row.id in wanted)
    if len(options) < FEWEST_OPTIONS:
        raise TooFew
    if len(options) > MOST_OPTIONS:
        raise TooMany
    return options


_OF_RELEASE = participants.c.id == points.c.participant_id


def _people(connection: Connection, workshop_id: str) -> int:
    query = (
        select(func.count(points.c.participant_id.distinct()))
        .join_from(points, participants, _OF_RELEASE)
        .where(points.c.workshop_id == workshop_id, participants.c.workshop_id == workshop_id, IN_RELEASE)
    )
    return connection.execute(query).scalar_one()


def _sums(connection: Connection, workshop_id: str) -> Sums:
    """Of the sheets of the release; in no group."""
    strong = func.sum(case((points.c.points >= STRONG, 1), else_=0))
    query = (
        select(points.c.option, func.sum(points.c.points).label("total"), strong.label("strong"))
        .join_from(points, participants, _OF_RELEASE)
        .where(points.c.workshop_id == workshop_id, participants.c.workshop_id == workshop_id, IN_RELEASE)
        .group_by(points.c.option)
        .order_by(points.c.option)
    )
    rows = connection.execute(query).all()
    totals, against = {row.option: int(row.total) for row in rows}, {row.option: int(row.strong) for row in rows}
    return Sums(_people(connection, workshop_id), totals, against)


def _poll(connection: Connection, workshop_id: str) -> StoredPoll | None:
    row = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).one_or_none()
    return None if row is None else of_row(row)


def _begin(connection: Connection, workshop_id: str, first: StoredPoll) -> StoredPoll:
    connection.execute(insert(table).values(workshop_id=workshop_id, **_row(first)))
    return first


def _keep(connection: Connection, workshop_id: str, before: StoredPoll, after: StoredPoll) -> StoredPoll:
    """Store what has changed, under the next number; nothing where nothing has."""
    if before == after:
        return before
    after = replace(after, number=before.number + 1)
    connection.execute(update(table).where(table.c.workshop_id == workshop_id).values(**_row(after)))
    return after


def _row(of: StoredPoll) -> dict[str, Any]:
    return {
        "number": of.number,
        "kind": of.question.kind,
        "most": of.question.most,
        "options": of.question.as_json(),
        "state": of.state,
        "result": None if of.sums is None else of.sums.as_json(),
    }
