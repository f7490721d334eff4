"""Files that do not count: their last slice is not in yet, or they were taken back and are being deleted.

A file of thousands is written, and deleted, in slices, so that phones never wait for more than one. The change of one
row, its batch's, lets all of it count at once, or no more.
"""

from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, delete, null, or_, select, update

from data.store.engine import Store
from data.store.errors import OutdatedComparison
from data.store.schema import answers, batches, participants

GIVEN_UP_AFTER = 15 * 60
"""Seconds without a new slice after which a file is left over from a process that died."""

SHEETS_A_SLICE = 20
MARKS_A_SLICE = 500
_TAKEN_BACK = 0

COMPLETE: ColumnElement[bool] = batches.c.incomplete_since.is_(None)
_UNFINISHED = select(batches.c.id).where(~COMPLETE)
IN_COMPLETE_FILE: ColumnElement[bool] = or_(
    participants.c.batch_id.is_(None), participants.c.batch_id.not_in(_UNFINISHED)
)
COUNTS: ColumnElement[bool] = and_(
    IN_COMPLETE_FILE, or_(participants.c.replaced_in.is_(None), participants.c.replaced_in.in_(_UNFINISHED))
)
"""Sheets that count: of no unfinished file, and not replaced by one that counts."""


def renew(connection: Connection, batch_id: str, now: float) -> None:
    """Say that somebody is still writing the file; raises OutdatedComparison if it was given up or is gone."""
    own = update(batches).where(batches.c.id == batch_id, batches.c.incomplete_since > _TAKEN_BACK)
    if connection.execute(own.values(incomplete_since=int(now))).rowcount != 1:
        raise OutdatedComparison


def take_back(connection: Connection, *which: ColumnElement[bool]) -> None:
    """Let these files count no more, and be deleted by ``clear_unfinished``; the very same file may come again."""
    nothing = {"digest": batches.c.id, "filename": "", "link_id": None, "administration": null()}
    connection.execute(update(batches).where(*which).values(incomplete_since=_TAKEN_BACK, **nothing))


def clear_unfinished(store: Store) -> None:
    """Delete what was taken back, and what a process that died has left; another may still be writing its own."""
    for batch_id in _to_clear(store):
        store.write(partial(_claim, batch_id, _left_over(store)))
        while store.submit(partial(_clear_slice, batch_id), patient=True).result():
            pass
        store.write(partial(_delete, batch_id), erases=True)


def _left_over(store: Store) -> ColumnElement[bool]:
    return batches.c.incomplete_since <= int(store.now()) - GIVEN_UP_AFTER


def _to_clear(store: Store) -> list[str]:
    with store.reading() as connection:
        return list(connection.execute(select(batches.c.id).where(_left_over(store))).scalars())


def _claim(batch_id: str, left_over: ColumnElement[bool], connection: Connection) -> None:
    """From here on nobody can add to it, unless somebody just did."""
    take_back(connection, batches.c.id == batch_id, left_over)


def _clear_slice(batch_id: str, connection: Connection) -> bool:
    """Delete some of its sheets; gives whether there may be more to do."""
    claimed = select(batches.c.id).where(batches.c.id == batch_id, batches.c.incomplete_since == _TAKEN_BACK)
    if connection.execute(claimed).first() is None:
        return False
    sheets = select(participants.c.id).where(participants.c.batch_id == batch_id).limit(SHEETS_A_SLICE)
    if ids := list(connection.execute(sheets).scalars()):
        connection.execute(delete(answers).where(answers.c.participant_id.in_(ids)))
        connection.execute(delete(participants).where(participants.c.id.in_(ids)))
        return True
    marked = select(participants.c.id).where(participants.c.replaced_in == batch_id).limit(MARKS_A_SLICE)
    if ids := list(connection.execute(marked).scalars()):
        connection.execute(update(participants).where(participants.c.id.in_(ids)).values(replaced_in=None))
        return True
    return False


def _delete(batch_id: str, connection: Connection) -> None:
    connection.execute(delete(batches).where(batches.c.id == batch_id, batches.c.incomplete_since == _TAKEN_BACK))
