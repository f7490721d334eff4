"""What phones give to the options of a poll: taken as a whole as long as it is open, many with one statement."""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from sqlalchemy import Connection, select, text
from sqlalchemy.dialects import sqlite

from analysis.points import PollKind
from data.store.engine import Store
from data.store.errors import BallotOver, NotInRelease, PollChanged, UnfitPoints, UnknownSheet
from data.store.point_polls import StoredPoll, of_row
from data.store.rows import AnyRow
from data.store.saving import normalised
from data.store.schema import participants, point_polls, points
from data.store.voting import CODES, SHEETS

_KEY = ("workshop_id", "participant_id", "option")
_NEW = sqlite.insert(points)
_SAVE_ROWS = _NEW.on_conflict_do_update(index_elements=_KEY, set_={"points": _NEW.excluded.points})
_SAVE_ARRAYS = text(
    "INSERT INTO points (workshop_id, participant_id, option, points)"
    " SELECT * FROM unnest(CAST(:workshops AS text[]), CAST(:sheets AS text[]), CAST(:options AS text[]),"
    " CAST(:given AS integer[])) ON CONFLICT (workshop_id, participant_id, option)"
    " DO UPDATE SET points = excluded.points"
)


@dataclass(frozen=True)
class _Gift:
    token_hash: str
    code: str
    kind: PollKind
    given: Mapping[str, int]


Key = tuple[str, str]
"""Workshop and sheet."""


@dataclass(frozen=True)
class _Late:
    """What came after the end; ``key`` is where it would stand."""

    key: Key


def give(store: Store, token_hash: str, code: str, kind: PollKind, given: Mapping[str, int]) -> "Future[None]":
    """Store the numbers by option of a sheet in place of all that it gave before; resolves after the COMMIT.

    Fails with UnknownSheet, NotInRelease, PollChanged, UnfitPoints, or BallotOver once it is closed; then nothing is
    stored. What is stored already is none too late: its first acknowledgement was lost.
    """
    return store.writer.submit_bundled(_give_all, _Gift(token_hash, normalised(code), kind, given))


def given_by(store: Store, token_hash: str, workshop_id: str) -> Mapping[str, int]:
    """What the sheet of this token has given; shown to nobody else."""
    query = (
        select(points.c.option, points.c.points)
        .join_from(points, participants, participants.c.id == points.c.participant_id)
        .where(participants.c.token_hash == token_hash, points.c.workshop_id == workshop_id)
    )
    with store.reading() as connection:
        return {row.option: row.points for row in connection.execute(query)}


def _give_all(connection: Connection, items: Sequence[_Gift]) -> list[Exception | None]:
    rows = connection.execute(SHEETS, {"tokens": [item.token_hash for item in items]})
    sheets = {row.token_hash: row for row in rows}
    ids = sorted({sheet.workshop_id for sheet in sheets.values()})
    codes = {row.id: row.code for row in connection.execute(CODES, {"ids": ids})}
    found = connection.execute(select(point_polls).where(point_polls.c.workshop_id.in_(ids))) if ids else ()
    polls = {row.workshop_id: of_row(row) for row in found}
    outcomes = [_key_or_refusal(item, sheets, codes, polls) for item in items]
    wanted: dict[Key, Mapping[str, int]] = {}
    for outcome, item in zip(outcomes, items, strict=True):
        if isinstance(outcome, tuple):
            wanted[outcome] = _whole(item.given, polls[outcome[0]])
    _store(connection, wanted)
    stored = _stored(connection, [one.key for one in outcomes if isinstance(one, _Late)])
    return [_outcome(outcome, item, polls, stored) for outcome, item in zip(outcomes, items, strict=True)]


def _key_or_refusal(
    item: _Gift, sheets: Mapping[str, AnyRow], codes: Mapping[str, str], polls: Mapping[str, StoredPoll]
) -> Key | _Late | Exception:
    sheet = sheets.get(item.token_hash)
    if sheet is None or codes.get(sheet.workshop_id) != item.code:
        return UnknownSheet()
    if not sheet.counts:
        return NotInRelease()
    poll = polls.get(sheet.workshop_id)
    if poll is None:
        return BallotOver()
    if poll.state != "open":
        return _Late((sheet.workshop_id, sheet.id))
    fault = poll.question.fault(item.given)
    if poll.question.kind != item.kind or fault == "other":
        return PollChanged()
    return (sheet.workshop_id, sheet.id) if fault is None else UnfitPoints(fault)


def _whole(given: Mapping[str, int], poll: StoredPoll) -> Mapping[str, int]:
    """A number for every option, so that one who gives again replaces all of what they gave."""
    return {option.id: given.get(option.id, 0) for option in poll.question.options}


def _outcome(
    outcome: Key | _Late | Exception,
    item: _Gift,
    polls: Mapping[str, StoredPoll],
    stored: Mapping[Key, Mapping[str, int]],
) -> Exception | None:
    if isinstance(outcome, _Late):
        is_there = stored.get(outcome.key) == _whole(item.given, polls[outcome.key[0]])
        return None if is_there else BallotOver()
    return outcome if isinstance(outcome, Exception) else None


def _stored(connection: Connection, keys: Sequence[Key]) -> dict[Key, dict[str, int]]:
    found: dict[Key, dict[str, int]] = {}
    if keys:
        query = select(points).where(points.c.participant_id.in_(sorted({sheet for _workshop, sheet in keys})))
        for row in connection.execute(query):
            found.setdefault((row.workshop_id, row.participant_id), {})[row.option] = row.points
    return found


def _store(connection: Connection, wanted: Mapping[Key, Mapping[str, int]]) -> None:
    rows = sorted((*key, option, number) for key, given in wanted.items() for option, number in given.items())
    if rows and connection.dialect.name == "postgresql":
        columns = [list(column) for column in zip(*rows, strict=True)]
        names = ("workshops", "sheets", "options", "given")
        connection.execute(_SAVE_ARRAYS, dict(zip(names, columns, strict=True)))
    elif rows:
        connection.execute(_SAVE_ROWS, [dict(zip((*_KEY, "points"), row, strict=True)) for row in rows])
