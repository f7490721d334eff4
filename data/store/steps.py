"""The steps of a workshop's life: open, close, reopen, begin anew, finish, delete."""

from collections.abc import Callable
from datetime import date

import pandas as pd
from sqlalchemy import ColumnElement, Connection, delete, func, null, select, update

from analysis.counted import Counted
from analysis.grouping import group_counts
from analysis.results import Group
from data.store.administration import given_answers
from data.store.ballots import close_all_in
from data.store.comments import part_reported
from data.store.counting import counted
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.municipalities import forget_if_unused
from data.store.point_polls import close_poll_in
from data.store.releases import Release, drop_release, keep_release
from data.store.rows import AnyRow, day_here, lock
from data.store.schema import batches, participants, upload_links, wordings, workshops
from data.store.unfinished import IN_COMPLETE_FILE, clear_unfinished, take_back
from data.store.writer import touch


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

    Raises AlreadyRevealed once a result was shown, WrongState once finished.
    """

    def work(connection: Connection) -> None:
        _locked(connection, workshop_id, "prepared", "open", "closed")
        drop_release(connection, workshop_id)
        _drop_sheets(connection, workshop_id, batches.c.administration.is_(null()))
        _set(connection, workshop_id, state="prepared", locked=False)

    store.write(work, erases=True)
    clear_unfinished(store)


def finish_workshop(store: Store, workshop_id: str, delete_sheets_on: date) -> None:
    """No phone and no record of a file can be recognised any more, and no ballot or poll is open; single sheets go
    on the given day.

    Upload links end, and what the Verwaltungsbogen was before goes. Raises WrongState unless closed.
    """

    def work(connection: Connection) -> None:
        _locked(connection, workshop_id, "closed", "finished")
        close_all_in(connection, workshop_id)
        close_poll_in(connection, workshop_id)
        of_workshop = participants.c.workshop_id == workshop_id
        connection.execute(update(participants).where(of_workshop).values(token_hash=None, record=None, sequence=0))
        connection.execute(update(batches).where(*_with_administration(workshop_id)).values(administration=[]))
        connection.execute(delete(upload_links).where(upload_links.c.workshop_id == workshop_id))
        _set(connection, workshop_id, state="finished", delete_sheets_on=delete_sheets_on, record_key=None)

    store.write(work, erases=True)


def delete_workshop(store: Store, workshop_id: str) -> None:
    """Delete the workshop with everything that belongs to it, and with the last one its municipality.

    A run that continues it stays, with its number, and continues the one before it.
    """

    store.write(lambda connection: take_back(connection, batches.c.workshop_id == workshop_id))
    clear_unfinished(store)

    def work(connection: Connection) -> None:
        connection.execute(delete(wordings).where(wordings.c.scope == workshop_id))
        before = select(workshops.c.follows).where(workshops.c.id == workshop_id).scalar_subquery()
        connection.execute(update(workshops).where(workshops.c.follows == workshop_id).values(follows=before))
        gone = delete(workshops).where(workshops.c.id == workshop_id).returning(workshops.c.municipality_id)
        for municipality_id in connection.execute(gone).scalars().all():
            forget_if_unused(connection, municipality_id)

    store.write(work, erases=True)


def delete_due_sheets(store: Store, today: date) -> int:
    """Delete the single sheets whose announced day has come; gives the number of sheets. Releases stay, and those
    comments that may stand in the report, without their sheets.

    With them goes what taking over or taking back a file has left behind when a process died.
    """

    def work(connection: Connection) -> int:
        due = select(workshops.c.id).where(workshops.c.delete_sheets_on <= today).order_by(workshops.c.id)
        ids = connection.execute(due.with_for_update()).scalars().all()
        part_reported(connection, ids)
        return sum(_drop_sheets(connection, workshop_id) for workshop_id in ids)

    deleted = store.write(work, erases=True)
    clear_unfinished(store)
    return deleted


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
