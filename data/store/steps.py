"""The steps of a workshop's life: open, close, reopen, begin anew, finish, delete."""

import logging
from collections.abc import Callable
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, Select, delete, exists, func, null, or_, select, update

from analysis.counted import Counted
from analysis.grouping import group_counts
from analysis.results import Group
from data.store.administration import given_answers
from data.store.ballots import close_all_in
from data.store.busiest import forget_busiest
from data.store.comments import part_reported
from data.store.counting import counted
from data.store.engine import Store
from data.store.errors import StoreUnavailable, WrongState
from data.store.farewell import end_exit_in
from data.store.freeing import mark_for_rewriting
from data.store.municipalities import forget_if_unused, keep_municipality
from data.store.narrowing import insist_on_own_workshop
from data.store.point_polls import close_poll_in
from data.store.releases import Release, drop_release, keep_release
from data.store.retention import last_day
from data.store.rows import AnyRow, day_here, lock
from data.store.schema import access, batches, keys, participants, upload_links, wordings, workshops
from data.store.unfinished import IN_COMPLETE_FILE, clear_unfinished, take_back
from data.store.writer import touch

_log = logging.getLogger(__name__)


def open_workshop(store: Store, workshop_id: str) -> None:
    """Let phones in; open already is fine. Raises WrongState after the closing."""

    def work(connection: Connection) -> None:
        _locked(connection, workshop_id, "prepared", "open")
        _set(connection, workshop_id, state="open")

    store.write(work)


def close_workshop(
    store: Store, workshop_id: str, form: Callable[[pd.DataFrame], tuple[Group, ...]], *, replaces: bool = True
) -> Release:
    """Close and keep the counts of all answers committed so far, by the groups that ``form`` makes.

    ``form`` takes people by perspective (group · people). Replaces a release nobody has seen, unless ``replaces`` is
    off: then WrongState is raised for what is closed. Raises AlreadyRevealed for a release that was shown, WrongState
    once finished.
    """
    from_states = ("prepared", "open", "closed") if replaces else ("prepared", "open")

    def work(connection: Connection) -> Release:
        workshop = _locked(connection, workshop_id, *from_states)
        counts, people, without_answers = counted(connection, workshop_id)
        groups = form(people)
        new = Release(
            workshop_id=workshop_id,
            counted=Counted(
                counts=group_counts(counts, groups),
                groups=groups,
                statements=tuple(workshop.room),
                threshold=workshop.threshold,
                without_answers=without_answers,
                administration=given_answers(connection, workshop_id, workshop.administration),
            ),
            shown=(),
            closed_on=day_here(),
            number=workshop.closings + 1,
        )
        keep_release(connection, new)
        connection.execute(update(participants).where(participants.c.workshop_id == workshop_id).values(late=False))
        _set(connection, workshop_id, state="closed", closings=new.number)
        forget_busiest(connection, workshop_id)
        return new

    return store.write(work)


def reopen_workshop(store: Store, workshop_id: str) -> None:
    """Take answers again as long as nobody has seen a result; raises AlreadyRevealed or WrongState."""

    def work(connection: Connection) -> None:
        _locked(connection, workshop_id, "closed", "open")
        drop_release(connection, workshop_id)
        connection.execute(update(participants).where(participants.c.workshop_id == workshop_id).values(late=False))
        _set(connection, workshop_id, state="open")

    store.write(work, erases=True)


def discard_sheets(store: Store, workshop_id: str) -> None:
    """Delete the participants' sheets and begin at 0, prepared and unlocked; the Verwaltungsbogen stays.

    The day of deletion is set anew: whoever was told another has no sheet any more.

    Raises AlreadyRevealed once a result was shown, WrongState once finished.
    """

    def work(connection: Connection) -> None:
        held_on = _locked(connection, workshop_id, "prepared", "open", "closed").held_on
        drop_release(connection, workshop_id)
        _drop_sheets(connection, workshop_id, batches.c.administration.is_(null()))
        forget_busiest(connection, workshop_id)
        kept_until = last_day(held_on, day_here())
        _set(connection, workshop_id, state="prepared", locked=False, delete_sheets_on=kept_until)

    store.write(work, erases=True)
    clear_unfinished(store)


def finish_workshop(store: Store, workshop_id: str, delete_sheets_on: date | None = None) -> None:
    """No phone and no record of a file can be recognised any more, no ballot, no poll and no exit question is open;
    single sheets go on the day that was told, or sooner on the given one.

    Upload links end, tables are signed out, and what the Verwaltungsbogen was before goes. Raises WrongState unless
    closed.
    """

    def work(connection: Connection) -> None:
        told = _locked(connection, workshop_id, "closed", "finished").delete_sheets_on
        _finish(connection, workshop_id)
        _set(connection, workshop_id, delete_sheets_on=min(told, delete_sheets_on or told))

    store.write(work, erases=True)


def _finish(connection: Connection, workshop_id: str) -> None:
    close_all_in(connection, workshop_id)
    close_poll_in(connection, workshop_id)
    end_exit_in(connection, workshop_id)
    of_workshop = participants.c.workshop_id == workshop_id
    connection.execute(update(participants).where(of_workshop).values(token_hash=None, record=None, sequence=0))
    connection.execute(update(batches).where(*_with_administration(workshop_id)).values(administration=[]))
    connection.execute(delete(upload_links).where(upload_links.c.workshop_id == workshop_id))
    for one in (access, keys):
        connection.execute(delete(one).where(one.c.workshop_id == workshop_id, one.c.role == "table"))
    _set(connection, workshop_id, state="finished", record_key=None)


def delete_workshop(store: Store, workshop_id: str) -> None:
    """Delete the workshop with everything that belongs to it, and with the last one its municipality.

    A run that continues it stays, with its number, and continues the one before it. Raises ForeignMunicipality,
    WrongState for no workshop.
    """
    if not workshop_id:  # the texts of the whole instance have no workshop
        raise WrongState

    def begin(connection: Connection) -> None:
        insist_on_own_workshop(connection, workshop_id)
        take_back(connection, batches.c.workshop_id == workshop_id)

    store.write(begin)
    clear_unfinished(store)

    def work(connection: Connection) -> None:
        insist_on_own_workshop(connection, workshop_id)
        of = lock(connection, workshop_id)
        if of is None:
            return
        keep_municipality(connection, of.municipality_id)  # before what is coupled goes, as rights.py says
        connection.execute(delete(wordings).where(wordings.c.scope == workshop_id))
        forget_busiest(connection, workshop_id)
        before = select(workshops.c.follows).where(workshops.c.id == workshop_id).scalar_subquery()
        connection.execute(update(workshops).where(workshops.c.follows == workshop_id).values(follows=before))
        connection.execute(delete(workshops).where(workshops.c.id == workshop_id))
        forget_if_unused(connection, of.municipality_id)

    store.write(work, erases=True)


def delete_due_sheets(store: Store, today: date) -> int:
    """Finish the workshops whose day has come, whatever their state, and delete their single sheets; gives the number
    of sheets. Releases stay, and those comments that may stand in the report, without their sheets.

    Of several processes one does it, and none writes where nothing is due. Each workshop is done by itself, so that
    one that fails keeps no others. With the sheets goes what taking over or taking back a file has left behind when a
    process died. ``rewrite_tables`` then clears their free space.
    """
    with store.reading() as connection:
        due = list(connection.execute(_due(today)).scalars())
    deleted = sum(_delete_if_due(store, workshop_id, today) for workshop_id in due)
    clear_unfinished(store)
    return deleted


def _delete_if_due(store: Store, workshop_id: str, today: date) -> int:
    """The sheets of one workshop; none, with a line in the log, where that fails."""

    def work(connection: Connection) -> int:
        row = connection.execute(_due(today).where(workshops.c.id == workshop_id).with_for_update()).one_or_none()
        if row is None:
            return 0
        if row.state != "finished":
            _finish(connection, workshop_id)
        part_reported(connection, [workshop_id])
        mark_for_rewriting(connection)
        return _drop_sheets(connection, workshop_id)

    try:
        return store.write(work, erases=True)
    except StoreUnavailable:
        raise
    except Exception as error:
        _log.error("Im Workshop %s ist Fälliges noch nicht gelöscht: %s", workshop_id, type(error).__name__)
        return 0


def _due(today: date) -> Select[str, str]:
    """Workshops whose day has come, until nothing is left to be done in them."""
    sheets = exists().where(participants.c.workshop_id == workshops.c.id)
    files = exists().where(batches.c.workshop_id == workshops.c.id)
    left = or_(workshops.c.state != "finished", sheets, files)
    return (
        select(workshops.c.id, workshops.c.state)
        .where(workshops.c.delete_sheets_on <= today, left)
        .order_by(workshops.c.id)
    )


def _locked(connection: Connection, workshop_id: str, *states: str) -> AnyRow:
    workshop = lock(connection, workshop_id)
    if workshop is None or workshop.state not in states:
        raise WrongState
    return workshop


def _set(connection: Connection, workshop_id: str, **values: object) -> None:
    connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(**values))
    touch(connection, workshop_id)


def _with_administration(workshop_id: str) -> tuple[ColumnElement[bool], ...]:
    return batches.c.workshop_id == workshop_id, batches.c.administration.is_not(null())


def _drop_sheets(connection: Connection, workshop_id: str, *which_batches: ColumnElement[bool]) -> int:
    """All sheets, replaced ones too, and the entries of their files; gives the number of sheets.

    Those of files count no more, and are deleted slice by slice by ``clear_unfinished``.
    """
    of_workshop = participants.c.workshop_id == workshop_id
    of_files = select(func.count()).where(of_workshop, participants.c.batch_id.is_not(None), IN_COMPLETE_FILE)
    dropped = connection.execute(of_files).scalar_one()
    take_back(connection, batches.c.workshop_id == workshop_id, *which_batches)
    dropped += connection.execute(delete(participants).where(of_workshop, participants.c.batch_id.is_(None))).rowcount
    if dropped:
        touch(connection, workshop_id)
    return dropped
