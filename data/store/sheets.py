"""Participants' own sheets: joining, reading, finishing, leaving."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any, Literal

from sqlalchemy import Connection, delete, exists, insert, or_, select, update

from data.store.counting import Tally as Tally
from data.store.counting import counts as counts
from data.store.counting import sheets_by_workshop as sheets_by_workshop
from data.store.counting import tally as tally
from data.store.engine import Store
from data.store.entering import EnteredSheet as EnteredSheet
from data.store.entering import add_sheets as add_sheets
from data.store.entering import already_there, sheet_row
from data.store.errors import OutdatedComparison as OutdatedComparison
from data.store.errors import UnknownAnswer as UnknownAnswer
from data.store.errors import UnknownPerspective as UnknownPerspective
from data.store.errors import UnknownSheet as UnknownSheet
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WorkshopClosed as WorkshopClosed
from data.store.errors import WrongState as WrongState
from data.store.questionnaires import insist_on_perspectives, parsed
from data.store.rows import AnyRow, lock, new_id
from data.store.saving import SavedSheet as SavedSheet
from data.store.saving import normalised, stored_answers
from data.store.saving import save_answers as save_answers
from data.store.schema import answers, comments, participants, workshops
from data.store.writer import touch

_JOINING = (
    select(workshops.c.id, workshops.c.state, workshops.c.questionnaire_digest, workshops.c.locked)
    .order_by(workshops.c.id)
    .with_for_update(read=True, key_share=True)
)
_OWN_SHEET = select(
    participants.c.id,
    participants.c.workshop_id,
    participants.c.perspective,
    participants.c.finished,
    participants.c.sequence,
    workshops.c.code,
    workshops.c.state,
    workshops.c.questionnaire_digest,
).join_from(participants, workshops)


def join(
    store: Store, workshop_id: str, *, perspective: str, source: Literal["phone", "tablet"], token_hash: str
) -> "Future[None]":
    """Create an empty sheet for the token; fails with WrongState unless open, or with UnknownPerspective."""
    row = sheet_row(new_id(), workshop_id, perspective, source, token_hash=token_hash)
    return store.writer.submit_bundled(_join_all, (store, row))


def _join_all(connection: Connection, joining: Sequence[tuple[Store, dict[str, Any]]]) -> list[Exception | None]:
    """A room joins within a minute: those who wait together take one query each way."""
    wanted = sorted({row["workshop_id"] for _, row in joining})
    found = {row.id: row for row in connection.execute(_JOINING.where(workshops.c.id.in_(wanted)))}
    outcomes = [_join_refusal(connection, store, row, found.get(row["workshop_id"])) for store, row in joining]
    accepted = [row for (_, row), outcome in zip(joining, outcomes, strict=True) if outcome is None]
    there = already_there(connection, [row["id"] for row in accepted])
    rows = [row for row in accepted if row["id"] not in there]
    if rows:
        connection.execute(insert(participants), rows)
    for workshop_id in sorted({row["workshop_id"] for row in rows}):
        if not found[workshop_id].locked:
            connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(locked=True))
        touch(connection, workshop_id)
    return outcomes


def _join_refusal(
    connection: Connection, store: Store, row: Mapping[str, Any], workshop: AnyRow | None
) -> Exception | None:
    if workshop is None or workshop.state != "open":
        return WrongState()
    try:
        insist_on_perspectives(parsed(store, connection, workshop.questionnaire_digest), {row["perspective"]})
    except UnknownPerspective as refusal:
        return refusal
    return None


def sheet(store: Store, token_hash: str, code: str) -> SavedSheet | None:
    """The token's own sheet in the workshop with this code, in whatever state that is."""
    with store.reading() as connection:
        row = _own(connection, token_hash, code)
        if row is None:
            return None
        stored = stored_answers(connection, [row.id])[row.id]
    return SavedSheet(row.workshop_id, row.code, row.state, row.perspective, row.finished, stored, row.sequence)


def finish_sheet(store: Store, token_hash: str, code: str) -> "Future[None]":
    """Note that the person pressed Fertig; fails with UnknownSheet or WorkshopClosed."""

    def work(connection: Connection) -> None:
        own = _open_sheet(connection, token_hash, code)
        connection.execute(update(participants).where(participants.c.id == own.id).values(finished=True))

    return store.submit(work)


def change_perspective(store: Store, token_hash: str, code: str, perspective: str) -> "Future[None]":
    """Move the sheet to another perspective; fails with UnknownSheet, WorkshopClosed or UnknownPerspective."""

    def work(connection: Connection) -> None:
        own = _open_sheet(connection, token_hash, code)
        insist_on_perspectives(parsed(store, connection, own.questionnaire_digest), {perspective})
        connection.execute(update(participants).where(participants.c.id == own.id).values(perspective=perspective))

    return store.submit(work)


def delete_sheet(store: Store, token_hash: str, code: str) -> "Future[None]":
    """Delete the sheet with its answers, without a trace; fails with UnknownSheet or WorkshopClosed."""

    def work(connection: Connection) -> None:
        own = _open_sheet(connection, token_hash, code)
        connection.execute(delete(participants).where(participants.c.id == own.id))

    return store.submit(work, erases=True)


def take_back(store: Store, workshop_id: str, token_hash: str) -> None:
    """Delete the empty sheet of a phone that did not keep its token; ``token_hash`` may be cut to its beginning.

    If it was the workshop's only sheet, threshold and perspectives are free again: nobody has joined.
    """
    of_workshop = participants.c.workshop_id == workshop_id
    wrote = exists().where(comments.c.participant_id == participants.c.id)
    answered = or_(exists().where(answers.c.participant_id == participants.c.id), wrote)
    unused = of_workshop, participants.c.token_hash.startswith(token_hash, autoescape=True), ~answered
    others = select(participants.c.id).where(of_workshop, or_(participants.c.token_hash.is_not(None), answered))

    def work(connection: Connection) -> None:
        lock(connection, workshop_id)
        connection.execute(delete(participants).where(*unused))
        if connection.execute(others.limit(1)).first() is None:
            connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(locked=False))
        touch(connection, workshop_id)

    with store.reading() as connection:
        is_there = connection.execute(select(participants.c.id).where(*unused).limit(1)).first() is not None
    if is_there:
        store.write(work, erases=True)


def _own(connection: Connection, token_hash: str, code: str) -> AnyRow | None:
    query = _OWN_SHEET.where(participants.c.token_hash == token_hash, workshops.c.code == normalised(code))
    return connection.execute(query).one_or_none()


def _open_sheet(connection: Connection, token_hash: str, code: str) -> AnyRow:
    """The token's sheet, the workshop kept open until the COMMIT; counted as a change."""
    own = _own(connection, token_hash, code)
    if own is None:
        raise UnknownSheet
    workshop = connection.execute(_JOINING.where(workshops.c.id == own.workshop_id)).one_or_none()
    if workshop is None or workshop.state != "open":
        raise WorkshopClosed
    touch(connection, own.workshop_id)
    return own
