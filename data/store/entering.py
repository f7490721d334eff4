"""Sheets that the team enters: from paper, or from files that may grow."""

from collections.abc import Mapping, Sequence
from typing import Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from analysis.questionnaire import ANSWERS
from data.sheet import EnteredSheet as EnteredSheet
from data.store.batches import NewBatch, keep_batch
from data.store.engine import Store
from data.store.errors import OutdatedComparison, UnknownAnswer, UnknownStatement, WrongState
from data.store.questionnaires import insist_on_perspectives, parsed
from data.store.rows import lock, new_id
from data.store.schema import answers, participants, workshops
from data.store.writer import touch


def add_sheets(
    store: Store,
    workshop_id: str,
    sheets: Sequence[EnteredSheet],
    *,
    source: Literal["paper", "upload"],
    batch: NewBatch | None = None,
    named: Sequence[str] = (),
) -> int:
    """Store all these sheets or none; gives their number. ``named``: ids by which the caller can take them back.

    Those that come after the closing are marked late; those that are replaced count no more until the batch is undone.
    Raises WrongState once the workshop is finished, AlreadyImported, OutdatedComparison, UnknownLink,
    UnknownPerspective, UnknownStatement or UnknownAnswer.
    """
    ids = list(named) or [new_id() for _ in sheets]
    batch_id = new_id() if batch is not None else None
    given = [
        {"participant_id": sheet_id, "statement": statement, "answer": answer}
        for sheet_id, entered in zip(ids, sheets, strict=True)
        for statement, answer in entered.answers.items()
    ]

    def work(connection: Connection) -> int:
        if already_there(connection, ids[:1]):
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
            sheet_row(sheet_id, workshop_id, entered.perspective, source, batch_id=batch_id, finished=True, late=late)
            | {"record": entered.record or None}
            for sheet_id, entered in zip(ids, sheets, strict=True)
        ]
        _replace(connection, workshop_id, [entered.replaces for entered in sheets if entered.replaces], batch_id)
        _add(connection, workshop_id, rows, given)
        return len(rows)

    return store.write(work)


def already_there(connection: Connection, sheet_ids: Sequence[str]) -> set[str]:
    """Sheets that were stored before, their acknowledgement lost with the connection."""
    return set(connection.execute(select(participants.c.id).where(participants.c.id.in_(sheet_ids))).scalars())


def sheet_row(
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
