"""Participants' sheets: joining, leaving, and sheets that the team enters."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from analysis.questionnaire import ANSWERS
from data.store.batches import NewBatch, keep_batch
from data.store.counting import Tally as Tally
from data.store.counting import counts as counts
from data.store.counting import tally as tally
from data.store.engine import Store
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
from data.store.schema import answers, participants, workshops
from data.store.writer import touch


@dataclass(frozen=True)
class EnteredSheet:
    """A sheet that came on paper or in a file; ``answers`` by statement id, blanks left out.

    ``record`` is the keyed hash by which the record of a file is known again, ``replaces`` the participant id of the
    version that it takes the place of; both may be empty.
    """

    perspective: str
    answers: Mapping[str, str]
    record: str = ""
    replaces: str = ""


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
    workshops.c.code,
    workshops.c.state,
    workshops.c.questionnaire_digest,
).join_from(participants, workshops)


def join(
    store: Store, workshop_id: str, *, perspective: str, source: Literal["phone", "tablet"], token_hash: str
) -> "Future[None]":
    """Create an empty sheet for the token; fails with WrongState unless open, or with UnknownPerspective."""
    row = _sheet_row(new_id(), workshop_id, perspective, source, token_hash=token_hash)
    return store.writer.submit_bundled(_join_all, (store, row))


def _join_all(connection: Connection, joining: Sequence[tuple[Store, dict[str, Any]]]) -> list[Exception | None]:
    """A room joins within a minute: those who wait together take one query each way."""
    wanted = sorted({row["workshop_id"] for _, row in joining})
    found = {row.id: row for row in connection.execute(_JOINING.where(workshops.c.id.in_(wanted)))}
    outcomes = [_join_refusal(connection, store, row, found.get(row["workshop_id"])) for store, row in joining]
    accepted = [row for (_, row), outcome in zip(joining, outcomes, strict=True) if outcome is None]
    there = _already_there(connection, [row["id"] for row in accepted])
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
    return SavedSheet(row.workshop_id, row.code, row.state, row.perspective, row.finished, stored)


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


def add_sheets(
    store: Store,
    workshop_id: str,
    sheets: Sequence[EnteredSheet],
    *,
    source: Literal["paper", "upload"],
    batch: NewBatch | None = None,
) -> int:
    """Store all these sheets or none; gives their number.

    Those that come after the closing are marked late; those that are replaced count no more until the batch is undone.
    Raises WrongState once the workshop is finished, AlreadyImported, OutdatedComparison, UnknownLink,
    UnknownPerspective, UnknownStatement or UnknownAnswer.
    """
    ids = [new_id() for _ in sheets]
    batch_id = new_id() if batch is not None else None
    given = [
        {"participant_id": sheet_id, "statement": statement, "answer": answer}
        for sheet_id, entered in zip(ids, sheets, strict=True)
        for statement, answer in entered.answers.items()
    ]

    def work(connection: Connection) -> int:
        if _already_there(connection, ids[:1]):
            return len(ids)
        workshop = lock(connection, workshop_id)
        if workshop is None or workshop.state == "finished":
            raise WrongState
        asked = parsed(store, connection, workshop.questionnaire_digest)
        insist_on_perspectives(asked, {entered.perspective for entered in sheets})
        _insist_on_answers(given, room=set(workshop.room))
        if batch is not None and batch_id is not None:
            keep_batch(connection, batch_id, workshop_id, batch, people=len(sheets), answers=len(given))
        late = workshop.state == "closed"
        rows = [
            _sheet_row(sheet_id, workshop_id, entered.perspective, source, batch_id=batch_id, finished=True, late=late)
            | {"record": entered.record or None}
            for sheet_id, entered in zip(ids, sheets, strict=True)
        ]
        _replace(connection, workshop_id, [entered.replaces for entered in sheets if entered.replaces], batch_id)
        _add(connection, workshop_id, rows, given)
        return len(rows)

    return store.write(work)


def _already_there(connection: Connection, sheet_ids: Sequence[str]) -> set[str]:
    """Sheets that were stored before, their acknowledgement lost with the connection."""
    return set(connection.execute(select(participants.c.id).where(participants.c.id.in_(sheet_ids))).scalars())


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


def _sheet_row(
    sheet_id: str,
    workshop_id: str,
    perspective: str,
    source: str,
    *,
    token_hash: str | None = None,
    batch_id: str | None = None,
    finished: bool = False,
    late: bool = False,
) -> dict[str, object]:
    return {
        "id": sheet_id,
        "workshop_id": workshop_id,
        "perspective": perspective,
        "source": source,
        "token_hash": token_hash,
        "batch_id": batch_id,
        "finished": finished,
        "late": late,
    }


def _replace(connection: Connection, workshop_id: str, replaced: Sequence[str], batch_id: str | None) -> None:
    """Let these uploaded sheets count no more; raises OutdatedComparison unless all of them still do."""
    if not replaced:
        return
    current = select(participants.c.id).where(
        participants.c.workshop_id == workshop_id,
        participants.c.source == "upload",
        participants.c.replaced_in.is_(None),
    )
    still_there = set(replaced) <= set(connection.execute(current).scalars())
    if batch_id is None or not still_there or len(set(replaced)) < len(replaced):
        raise OutdatedComparison
    one = update(participants).where(participants.c.id == bindparam("replaced")).values(replaced_in=batch_id)
    connection.execute(one, [{"replaced": sheet_id} for sheet_id in replaced])


def _add(
    connection: Connection,
    workshop_id: str,
    rows: Sequence[dict[str, object]],
    given: Sequence[dict[str, str]] = (),
) -> None:
    if not rows:
        return
    connection.execute(insert(participants), rows)
    if given:
        connection.execute(insert(answers), given)
    if given or rows[0]["token_hash"] is not None:
        unlocked = update(workshops).where(workshops.c.id == workshop_id, workshops.c.locked.is_(False))
        connection.execute(unlocked.values(locked=True))
    touch(connection, workshop_id)


def _insist_on_answers(given: Sequence[Mapping[str, str]], *, room: set[str]) -> None:
    if unknown := sorted({row["statement"] for row in given} - room):
        raise UnknownStatement(unknown)
    if unknown := sorted({row["answer"] for row in given} - set(ANSWERS)):
        raise UnknownAnswer(unknown)
