"""Answers from phones, many sheets with one statement each way: the hot path of the whole server."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, delete, select, text, update
from sqlalchemy.dialects import sqlite

from analysis.questionnaire import ANSWERS
from data.store.engine import Store
from data.store.errors import UnknownAnswer, UnknownSheet, UnknownStatement, WorkshopClosed
from data.store.inserting import ANSWERS_OF_ARRAYS
from data.store.rows import AnyRow, State
from data.store.schema import answers, participants, workshops
from data.store.writer import touch

_VALID = frozenset((*ANSWERS, None))


@dataclass(frozen=True)
class SavedSheet:
    """One person's own sheet as it is stored; shown to nobody else.

    ``sequence`` is the number of its newest change; ``late``: what was just sent was older, and was not taken.
    """

    workshop_id: str
    code: str
    state: State
    perspective: str
    finished: bool
    answers: dict[str, str]
    sequence: int = field(default=0, compare=False)
    late: bool = field(default=False, compare=False)


@dataclass(frozen=True)
class _Change:
    token_hash: str
    code: str
    changes: Mapping[str, str | None]
    sequence: int | None


@dataclass(frozen=True)
class _Asking:
    """What must be known of a workshop to take answers for it."""

    code: str
    state: State
    room: frozenset[str]


_SHEETS = select(
    participants.c.token_hash,
    participants.c.id,
    participants.c.workshop_id,
    participants.c.perspective,
    participants.c.finished,
    participants.c.sequence,
).where(participants.c.token_hash.in_(bindparam("tokens", expanding=True)))
_ASKING = (
    select(workshops.c.id, workshops.c.code, workshops.c.state, workshops.c.room)
    .where(workshops.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(workshops.c.id)
    .with_for_update(read=True, key_share=True)
)
_NEWEST = (
    select(participants.c.id, participants.c.sequence)
    .where(participants.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(participants.c.id)
    .with_for_update(key_share=True)
)
_STORED = select(answers.c.participant_id, answers.c.statement, answers.c.answer).where(
    answers.c.participant_id.in_(bindparam("ids", expanding=True))
)
_CLEAR = delete(answers).where(answers.c.participant_id == bindparam("of"), answers.c.statement == bindparam("cleared"))


_NEW = sqlite.insert(answers)
_SAVE_ROWS = _NEW.on_conflict_do_update(
    index_elements=["participant_id", "statement"], set_={"answer": _NEW.excluded.answer}
)
_SAVE_ARRAYS = text(
    f"{ANSWERS_OF_ARRAYS} ON CONFLICT (participant_id, statement) DO UPDATE SET answer = excluded.answer"
)

_COUNT_ON = update(participants).where(participants.c.id == bindparam("of")).values(sequence=bindparam("newest"))
_COUNT_ON_ARRAYS = text(
    "UPDATE participants SET sequence = changed.newest"
    " FROM unnest(CAST(:sheets AS text[]), CAST(:newest AS integer[])) AS changed (sheet, newest)"
    " WHERE participants.id = changed.sheet"
)


def save_answers(
    store: Store, token_hash: str, code: str, changes: Mapping[str, str | None], sequence: int | None = None
) -> "Future[SavedSheet]":
    """Store these answers of a sheet (None clears one); resolves with all that is stored, after the COMMIT.

    A device counts its attempts: one whose ``sequence`` is not above the newest was under way too long and stores
    nothing. Without a number it is the newest.

    Fails with UnknownSheet, WorkshopClosed, UnknownStatement or UnknownAnswer; then nothing is stored.
    """
    return store.writer.submit_bundled(_save_all, _Change(token_hash, normalised(code), dict(changes), sequence))


def normalised(code: str) -> str:
    """A workshop's code as it is stored, whatever case and blanks somebody typed."""
    return "".join(code.split()).upper()


def stored_answers(connection: Connection, participant_ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """What is stored of these sheets, by participant and statement."""
    found: dict[str, dict[str, str]] = {participant_id: {} for participant_id in participant_ids}
    for participant_id, statement, answer in connection.execute(_STORED, {"ids": participant_ids}):
        found[participant_id][statement] = answer
    return found


def _save_all(connection: Connection, items: Sequence[_Change]) -> list[SavedSheet | Exception]:
    rows = connection.execute(_SHEETS, {"tokens": [item.token_hash for item in items]})
    sheets = {row.token_hash: row for row in rows}
    # On PostgreSQL this lock lets answers of several servers in together, and makes a closing wait for them.
    locked = connection.execute(_ASKING, {"ids": sorted({sheet.workshop_id for sheet in sheets.values()})})
    asking = {row.id: _Asking(row.code, row.state, frozenset(row.room)) for row in locked}
    outcomes: list[AnyRow | Exception] = [_sheet_or_refusal(item, sheets, asking) for item in items]
    newest = _newest(connection, items, outcomes)
    wanted, reached, late = _in_order(items, outcomes, newest)
    for row in outcomes:
        if not isinstance(row, Exception) and row.id in reached:
            touch(connection, row.workshop_id)
    _count_on(connection, reached)
    _store(connection, wanted)
    stored = stored_answers(connection, [row.id for row in outcomes if not isinstance(row, Exception)])
    newest |= reached
    return [
        row
        if isinstance(row, Exception)
        else _saved(row, asking[row.workshop_id], stored[row.id], newest[row.id], late=place in late)
        for place, row in enumerate(outcomes)
    ]


def _in_order(
    items: Sequence[_Change], outcomes: Sequence[AnyRow | Exception], newest: Mapping[str, int]
) -> tuple[dict[tuple[str, str], str | None], dict[str, int], set[int]]:
    """What is to be stored, the new numbers by sheet, and the places of those items that came too late."""
    wanted: dict[tuple[str, str], str | None] = {}
    reached: dict[str, int] = {}
    late: set[int] = set()
    for place, (item, row) in enumerate(zip(items, outcomes, strict=True)):
        if isinstance(row, Exception) or not item.changes:
            continue
        before = reached.get(row.id, newest[row.id])
        if item.sequence is not None and item.sequence <= before:
            late.add(place)
            continue
        reached[row.id] = before + 1 if item.sequence is None else item.sequence
        wanted.update({(row.id, statement): answer for statement, answer in item.changes.items()})
    return wanted, reached, late


def _newest(connection: Connection, items: Sequence[_Change], outcomes: Sequence[AnyRow | Exception]) -> dict[str, int]:
    """The number of the newest change by sheet; on a server, sheets that change are kept from its other processes."""
    sheets = {row.id: row.sequence for row in outcomes if not isinstance(row, Exception)}
    if connection.dialect.name == "postgresql":
        pairs = zip(items, outcomes, strict=True)
        changing = {row.id for item, row in pairs if item.changes and not isinstance(row, Exception)}
        if changing:
            sheets |= {row.id: row.sequence for row in connection.execute(_NEWEST, {"ids": sorted(changing)})}
    return sheets


def _count_on(connection: Connection, newest: Mapping[str, int]) -> None:
    if newest and connection.dialect.name == "postgresql":
        connection.execute(_COUNT_ON_ARRAYS, {"sheets": list(newest), "newest": list(newest.values())})
    elif newest:
        connection.execute(_COUNT_ON, [{"of": sheet, "newest": sequence} for sheet, sequence in newest.items()])


def _sheet_or_refusal(item: _Change, sheets: Mapping[str, AnyRow], asking: Mapping[str, _Asking]) -> AnyRow | Exception:
    sheet = sheets.get(item.token_hash)
    workshop = asking.get(sheet.workshop_id) if sheet is not None else None
    if sheet is None or workshop is None or workshop.code != item.code:
        return UnknownSheet()
    if workshop.state != "open":
        return WorkshopClosed()
    if unknown := [statement for statement in item.changes if statement not in workshop.room]:
        return UnknownStatement(unknown)
    if unknown := [str(answer) for answer in item.changes.values() if answer not in _VALID]:
        return UnknownAnswer(unknown)
    return sheet


def _store(connection: Connection, wanted: Mapping[tuple[str, str], str | None]) -> None:
    given = [(*key, answer) for key, answer in sorted(wanted.items()) if answer is not None]
    cleared = [{"of": sheet, "cleared": statement} for (sheet, statement), answer in wanted.items() if answer is None]
    if given and connection.dialect.name == "postgresql":
        columns = [list(column) for column in zip(*given, strict=True)]
        connection.execute(_SAVE_ARRAYS, dict(zip(("sheets", "statements", "given"), columns, strict=True)))
    elif given:
        names = ("participant_id", "statement", "answer")
        connection.execute(_SAVE_ROWS, [dict(zip(names, values, strict=True)) for values in given])
    if cleared:
        connection.execute(_CLEAR, cleared)


def _saved(sheet: AnyRow, workshop: _Asking, stored: dict[str, str], sequence: int, *, late: bool) -> SavedSheet:
    return SavedSheet(
        sheet.workshop_id, workshop.code, workshop.state, sheet.perspective, sheet.finished, stored, sequence, late
    )
