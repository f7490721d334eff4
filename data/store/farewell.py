"""The end of a workshop: the next date, and the exit questions, which are counted once, when they are over."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, delete, func, insert, select, update

from analysis.action_plan import FIRST_DAY, LAST_DAY
from analysis.farewell import LONGEST_INVITES, LONGEST_MISSING, QUESTIONS, STEPS, ExitAnswers, NextDate
from data.store.ballots import Progress
from data.store.engine import Store
from data.store.errors import BallotOver as BallotOver
from data.store.errors import TextMissing as TextMissing
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import UnknownAnswer, UnknownSheet
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.releases import is_revealed
from data.store.rows import AnyRow, let_the_room_look, lock, new_id
from data.store.saving import normalised
from data.store.schema import exit_answers, participants, workshops
from data.store.schema import farewells as table
from data.store.voting import phones_present


class NextDateChanged(Exception):  # noqa: N818 - named by what is so
    """Somebody else has decided on another date meanwhile; ``next_date`` is that one."""

    def __init__(self, next_date: NextDate) -> None:
        super().__init__()
        self.next_date = next_date


def farewell(store: Store, workshop_id: str) -> tuple[NextDate, str]:
    """The next date, and how far the exit questions are: "none", "open" or "over"."""
    with store.reading() as connection:
        row = _row(connection, workshop_id)
    return _next_date(row), "none" if row is None else str(row.exit_state)


def next_date(store: Store, workshop_id: str) -> NextDate:
    """What was decided; without it one that is not decided."""
    return farewell(store, workshop_id)[0]


def decide_next_date(store: Store, workshop_id: str, wanted: NextDate) -> NextDate:
    """Keep when it goes on, in the place of the one with its version, empty where there is none.

    Raises TextMissing for a day without who invites, TextTooLong, NextDateChanged, WrongState without the workshop,
    ValueError for a day together with none.
    """
    if wanted.is_none == (wanted.day is not None):
        raise ValueError("either a day or none")
    if wanted.day is not None and not FIRST_DAY <= wanted.day <= LAST_DAY:
        raise ValueError("no day to meet")
    invites = as_kept(wanted.invites, LONGEST_INVITES, is_needed=not wanted.is_none)
    after = NextDate(wanted.day, invites, wanted.is_none, new_id())

    def work(connection: Connection) -> NextDate:
        if lock(connection, workshop_id) is None:
            raise WrongState
        found = _next_date(_row(connection, workshop_id))
        if (found.day, found.invites, found.is_none) == (after.day, after.invites, after.is_none):
            return found
        if found.version != wanted.version:
            raise NextDateChanged(found)
        values = {"next_on": after.day, "invites": after.invites, "has_no_date": after.is_none}
        _keep(connection, workshop_id, version=after.version, **values)
        return after

    return store.write(work, erases=True)


def begin_exit_questions(store: Store, workshop_id: str) -> None:
    """Let people answer them from now on; nothing where they are open or over, or before a result was shown."""
    with store.reading() as connection:
        row = _row(connection, workshop_id)
    if row is not None and row.exit_state != "none":
        return

    def work(connection: Connection) -> None:
        of = lock(connection, workshop_id)
        found = _row(connection, workshop_id)
        is_shown = of is not None and of.state == "closed" and is_revealed(connection, workshop_id)
        if is_shown and (found is None or found.exit_state == "none"):
            _keep(connection, workshop_id, exit_state="open")

    store.write(work)


def end_exit_questions(store: Store, workshop_id: str) -> None:
    """Count what was answered, once and for good."""
    store.write(lambda connection: end_exit_in(connection, workshop_id))


def end_exit_in(connection: Connection, workshop_id: str) -> None:
    """The same as part of something greater; nothing where they are not open."""
    lock(connection, workshop_id)
    found = _row(connection, workshop_id)
    if found is not None and found.exit_state == "open":
        _keep(connection, workshop_id, exit_state="over", exit_counts=_counted(connection, workshop_id))


def exit_state(store: Store, workshop_id: str) -> str:
    """ "none", "open" or "over"."""
    return farewell(store, workshop_id)[1]


def answer_exit(store: Store, token_hash: str, code: str, said: ExitAnswers) -> None:
    """Keep what this device says when it leaves; it may change it until the questions are over.

    Raises UnknownAnswer, TextTooLong, UnknownSheet, BallotOver unless they are open.
    """
    given: dict[str, str | None] = {name: getattr(said, name) or None for name in QUESTIONS}
    if any(answer is not None and answer not in STEPS for answer in given.values()):
        raise UnknownAnswer([str(answer) for answer in given.values()])
    kept: dict[str, str | None] = {**given, "missing": as_kept(said.missing, LONGEST_MISSING)}

    def work(connection: Connection) -> None:
        sheet = connection.execute(_sheet(token_hash, code)).one_or_none()
        if sheet is None:
            raise UnknownSheet
        lock(connection, sheet.workshop_id)
        found = _row(connection, sheet.workshop_id)
        if found is None or found.exit_state != "open":
            raise BallotOver
        connection.execute(delete(exit_answers).where(exit_answers.c.participant_id == sheet.id))
        values = {"participant_id": sheet.id, "workshop_id": sheet.workshop_id, **kept}
        connection.execute(insert(exit_answers).values(**values))

    store.write(work, erases=True)


def own_exit(store: Store, token_hash: str, code: str) -> ExitAnswers | None:
    """What this device has said; None for nothing yet."""
    sheet = _sheet(token_hash, code).subquery()
    with store.reading() as connection:
        row = connection.execute(
            select(exit_answers).join(sheet, sheet.c.id == exit_answers.c.participant_id)
        ).one_or_none()
    return None if row is None else ExitAnswers(row.useful or "", row.heard or "", row.missing)


def exit_result(store: Store, workshop_id: str) -> tuple[Mapping[str, Mapping[str, int]], tuple[str, ...]] | None:
    """Counts by question, and the sentences that are still there; None until the questions are over."""
    with store.reading() as connection:
        row = _row(connection, workshop_id)
        if row is None or row.exit_state != "over":
            return None
        which = exit_answers.c.workshop_id == workshop_id, exit_answers.c.missing != ""
        texts: Sequence[str] = connection.execute(select(exit_answers.c.missing).where(*which)).scalars().all()
    return row.exit_counts, tuple(texts)


def exit_progress(store: Store, workshop_id: str) -> Progress:
    """How many have answered so far, of how many phones that are present."""
    query = select(func.count()).where(exit_answers.c.workshop_id == workshop_id)
    with store.reading() as connection:
        have = connection.execute(query).scalar_one()
        return Progress(have, max(phones_present(connection, workshop_id), have))


def _counted(connection: Connection, workshop_id: str) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for question in QUESTIONS:
        column = exit_answers.c[question]
        query = select(column, func.count()).where(exit_answers.c.workshop_id == workshop_id, column.is_not(None))
        found[question] = {row[0]: row[1] for row in connection.execute(query.group_by(column))}
    return found


def _sheet(token_hash: str, code: str) -> Select[Any]:
    return (
        select(participants.c.id, participants.c.workshop_id)
        .join_from(participants, workshops)
        .where(participants.c.token_hash == token_hash, workshops.c.code == normalised(code))
    )


def _row(connection: Connection, workshop_id: str) -> AnyRow | None:
    return connection.execute(select(table).where(table.c.workshop_id == workshop_id)).one_or_none()


def _next_date(row: AnyRow | None) -> NextDate:
    return NextDate() if row is None else NextDate(row.next_on, row.invites, row.has_no_date, row.version)


def _keep(connection: Connection, workshop_id: str, **values: Any) -> None:
    """Store what has changed, and let the Leinwand learn that there is something else to see."""
    if not connection.execute(update(table).where(table.c.workshop_id == workshop_id).values(**values)).rowcount:
        first = {"next_on": None, "invites": "", "has_no_date": False, "version": "", "exit_state": "none"}
        connection.execute(insert(table).values(workshop_id=workshop_id, **first | values))
    let_the_room_look(connection, workshop_id)
