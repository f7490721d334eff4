"""The votes of a ballot from phones: taken as long as it is open, many with one statement."""

from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, exists, func, select, text, tuple_
from sqlalchemy.dialects import sqlite

from analysis.questionnaire import ANSWERS
from analysis.talk import BallotKind
from data.store.engine import Store
from data.store.errors import BallotOver, NotInRelease, UnknownAnswer, UnknownSheet
from data.store.rows import AnyRow
from data.store.saving import normalised
from data.store.schema import answers, ballots, participants, votes, workshops
from data.store.unfinished import COUNTS

Clock = Callable[[], float]
"""Seconds since 1970, asked at the moment of the COMMIT."""

_HAS_ANSWERS = exists().where(answers.c.participant_id == participants.c.id).correlate(participants)
IN_RELEASE = ~participants.c.late & COUNTS & _HAS_ANSWERS
"""Sheets that are part of the release of a closed workshop."""

SHEETS = select(
    participants.c.token_hash, participants.c.id, participants.c.workshop_id, IN_RELEASE.label("counts")
).where(participants.c.token_hash.in_(bindparam("tokens", expanding=True)))
"""By their tokens sheets, and whether they have a vote."""
CODES = (
    select(workshops.c.id, workshops.c.code)
    .where(workshops.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(workshops.c.id)
    .with_for_update(read=True, key_share=True)
)
"""Workshops, kept as they are: on PostgreSQL votes of several servers come in together, and a closing waits."""
_BALLOTS = select(
    ballots.c.workshop_id, ballots.c.kind, ballots.c.statement, ballots.c.until, ballots.c.is_closed
).where(tuple_(ballots.c.workshop_id, ballots.c.kind, ballots.c.statement).in_(bindparam("keys", expanding=True)))
_KEY = ("workshop_id", "kind", "statement", "participant_id")
_STORED = select(votes).where(tuple_(*(votes.c[name] for name in _KEY)).in_(bindparam("keys", expanding=True)))
_NEW = sqlite.insert(votes)
_SAVE_ROWS = _NEW.on_conflict_do_update(index_elements=_KEY, set_={"answer": _NEW.excluded.answer})
_SAVE_ARRAYS = text(
    "INSERT INTO votes (workshop_id, kind, statement, participant_id, answer)"
    " SELECT * FROM unnest(CAST(:workshops AS text[]), CAST(:kinds AS text[]), CAST(:statements AS text[]),"
    " CAST(:sheets AS text[]), CAST(:given AS text[])) ON CONFLICT (workshop_id, kind, statement, participant_id)"
    " DO UPDATE SET answer = excluded.answer"
)


@dataclass(frozen=True)
class _Vote:
    token_hash: str
    code: str
    statement: str
    answer: str
    now: Clock
    kind: BallotKind


def phones_present(connection: Connection, workshop_id: str) -> int:
    """Phones whose sheet is part of the release; a device that is passed round is none."""
    has_phone = participants.c.token_hash.is_not(None), participants.c.source == "phone"
    of_workshop = participants.c.workshop_id == workshop_id, IN_RELEASE
    return connection.execute(select(func.count()).where(*of_workshop, *has_phone)).scalar_one()


def counts_in_release(store: Store, token_hash: str, workshop_id: str) -> bool:
    """Whether the sheet with this token is part of the workshop's release, so that it has a vote in the talk."""
    query = select(func.count()).where(
        participants.c.workshop_id == workshop_id, participants.c.token_hash == token_hash, IN_RELEASE
    )
    with store.reading() as connection:
        return bool(connection.execute(query).scalar_one())


Key = tuple[str, str, str, str]
"""Workshop, kind, statement and sheet."""

_Asked = tuple[str, str, str]
"""Workshop, kind and statement."""


@dataclass(frozen=True)
class _Refused:
    """A vote that came after the end; ``key`` is where it would stand."""

    key: Key


def vote(
    store: Store,
    token_hash: str,
    code: str,
    statement: str,
    answer: str,
    now: Clock | None = None,
    kind: BallotKind = "second_vote",
) -> "Future[str]":
    """Store the vote of a sheet in place of an earlier one; resolves with what is stored, after the COMMIT.

    Fails with UnknownSheet, NotInRelease, UnknownAnswer, or BallotOver once the time is over on the server; then
    nothing is stored. A vote that is stored already is none too late: its first acknowledgement was lost.
    """
    item = _Vote(token_hash, normalised(code), statement, answer, now or store.now, kind)
    return store.writer.submit_bundled(_vote_all, item)


def _vote_all(connection: Connection, items: Sequence[_Vote]) -> list[str | Exception]:
    rows = connection.execute(SHEETS, {"tokens": [item.token_hash for item in items]})
    sheets = {row.token_hash: row for row in rows}
    ids = sorted({sheet.workshop_id for sheet in sheets.values()})
    codes = {row.id: row.code for row in connection.execute(CODES, {"ids": ids})}
    known = [one for one in items if one.token_hash in sheets]
    on = _asked_for(connection, {(sheets[one.token_hash].workshop_id, one.kind, one.statement) for one in known})
    outcomes = [_key_or_refusal(item, sheets, codes, on) for item in items]
    wanted = {key: item.answer for key, item in zip(outcomes, items, strict=True) if isinstance(key, tuple)}
    _store(connection, wanted)
    late = _stored(connection, [one.key for one in outcomes if isinstance(one, _Refused)])
    return [_outcome(key, item, wanted, late) for key, item in zip(outcomes, items, strict=True)]


def _asked_for(connection: Connection, keys: Collection[_Asked]) -> dict[_Asked, AnyRow]:
    """The ballots that are asked for."""
    found = connection.execute(_BALLOTS, {"keys": sorted(keys)}) if keys else ()
    return {(row.workshop_id, row.kind, row.statement): row for row in found}


def _key_or_refusal(
    item: _Vote,
    sheets: Mapping[str, AnyRow],
    codes: Mapping[str, str],
    on: Mapping[_Asked, AnyRow],
) -> Key | _Refused | Exception:
    sheet = sheets.get(item.token_hash)
    if sheet is None or codes.get(sheet.workshop_id) != item.code:
        return UnknownSheet()
    if not sheet.counts:
        return NotInRelease()
    if item.answer not in ANSWERS:
        return UnknownAnswer([item.answer])
    key = sheet.workshop_id, item.kind, item.statement, sheet.id
    ballot = on.get(key[:3])
    is_open = ballot is not None and not ballot.is_closed and item.now() <= ballot.until
    return key if is_open else _Refused(key)


def _outcome(
    outcome: Key | _Refused | Exception, item: _Vote, wanted: Mapping[Key, str], late: Mapping[Key, str]
) -> str | Exception:
    if isinstance(outcome, Exception):
        return outcome
    if isinstance(outcome, _Refused):
        return item.answer if late.get(outcome.key) == item.answer else BallotOver()
    return wanted[outcome]


def _stored(connection: Connection, keys: Sequence[Key]) -> dict[Key, str]:
    if not keys:
        return {}
    rows = connection.execute(_STORED, {"keys": sorted(set(keys))})
    return {(row.workshop_id, row.kind, row.statement, row.participant_id): row.answer for row in rows}


def _store(connection: Connection, wanted: Mapping[Key, str]) -> None:
    rows = [(*key, answer) for key, answer in sorted(wanted.items())]
    if rows and connection.dialect.name == "postgresql":
        columns = [list(column) for column in zip(*rows, strict=True)]
        connection.execute(
            _SAVE_ARRAYS, dict(zip(("workshops", "kinds", "statements", "sheets", "given"), columns, strict=True))
        )
    elif rows:
        connection.execute(_SAVE_ROWS, [dict(zip((*_KEY, "answer"), row, strict=True)) for row in rows])
