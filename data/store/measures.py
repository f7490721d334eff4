"""Measures of a workshop; who changes one says which version of it they have read."""

from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from analysis.action_plan import (
    COSTS,
    DECIDERS,
    FIRST_DAY,
    LAST_DAY,
    LEVELS,
    LONGEST_DETAIL,
    LONGEST_WHAT,
    LONGEST_WHO,
    MOST_MEASURES,
    STATUSES,
    Draft,
    Status,
    as_draft,
)
from analysis.action_plan import Measure as Measure
from data.store.engine import Store
from data.store.errors import TextMissing as TextMissing
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import TooMany as TooMany
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.notes import subjects
from data.store.questionnaires import parsed
from data.store.rows import AnyRow, let_the_room_look, lock, new_id
from data.store.schema import measures as table

_SAID = tuple(field.name for field in fields(Draft))
_LONGEST: Mapping[str, int] = {
    "what": LONGEST_WHAT,
    "who": LONGEST_WHO,
    "person": LONGEST_WHO,
    **dict.fromkeys(("cause", "first_step", "with_whom", "means", "sign", "risk", "status_reason"), LONGEST_DETAIL),
}
"""Characters by text of a measure."""


class MeasureChanged(Exception):  # noqa: N818 - named by what is so
    """Somebody else has changed the measure meanwhile; ``measure`` is what it says now, None once it was deleted."""

    def __init__(self, measure: Measure | None) -> None:
        super().__init__()
        self.measure = measure


class ReasonMissing(ValueError):  # noqa: N818
    """Whoever drops a measure says why."""


def measures(store: Store, workshop_id: str) -> list[Measure]:
    """All measures of a workshop, as they were written."""
    query = select(table).where(table.c.workshop_id == workshop_id).order_by(table.c.number)
    with store.reading() as connection:
        return [_measure(row) for row in connection.execute(query)]


def add_measure(store: Store, workshop_id: str, said: Draft, *, measure_id: str = "") -> Measure:
    """Write a measure down; the same ``measure_id`` with the same words is the same measure, sent twice.

    Raises TextMissing without "what", TextTooLong, UnknownStatement, ReasonMissing, TooMany, WrongState without the
    workshop, ValueError for a choice that there is not.
    """
    ids, version = (measure_id or new_id(), new_id()), new_id()
    return store.write(lambda connection: measure_in(store, connection, workshop_id, said, ids, version))


def measure_in(
    store: Store, connection: Connection, workshop_id: str, said: Draft, ids: tuple[str, str], version: str
) -> Measure:
    """``add_measure`` as a part of something greater; the second of the ``ids`` is its own where another has the
    first."""
    kept = as_measure(said)
    _insist_on_subjects(store, connection, workshop_id, kept)
    for one in ids:
        found = _found(connection, workshop_id, one)
        if found is not None and as_draft(found) == kept:
            return found  # sent twice, or done, its acknowledgement lost with the connection
        if not _is_taken(connection, one):
            break
    new = Measure(**asdict(kept), id=one, number=_next_number(connection, workshop_id), version=version)
    connection.execute(insert(table).values(workshop_id=workshop_id, **_row(new)))
    let_the_room_look(connection, workshop_id)
    return new


def save_measure(store: Store, workshop_id: str, measure_id: str, said: Draft, *, version: str) -> Measure:
    """Let the measure of this ``version`` say this; raises MeasureChanged where it is another by now, and as
    ``add_measure``."""
    kept, after = as_measure(said), new_id()

    def work(connection: Connection) -> Measure:
        _insist_on_subjects(store, connection, workshop_id, kept)
        found = _found(connection, workshop_id, measure_id)
        if found is not None and as_draft(found) == kept:
            return found
        changed = replace(_insist(found, version), **asdict(kept), version=after)
        connection.execute(update(table).where(table.c.id == measure_id).values(**_row(changed)))
        let_the_room_look(connection, workshop_id)
        return changed

    return store.write(work, erases=True)


def set_status(
    store: Store, workshop_id: str, measure_id: str, status: Status, reason: str, *, version: str
) -> Measure:
    """Let the measure of this ``version`` be so far, and for this reason; all else that is said of it stays.

    Raises MeasureChanged where it is another by now, ReasonMissing, TextTooLong, WrongState without it.
    """
    found = next((one for one in measures(store, workshop_id) if one.id == measure_id), None)
    if found is None:
        raise WrongState
    said = replace(as_draft(found), status=status, status_reason=reason)
    return save_measure(store, workshop_id, measure_id, said, version=version)


def delete_measure(store: Store, workshop_id: str, measure_id: str, *, version: str) -> None:
    """Delete the measure of this ``version``; raises MeasureChanged where somebody has changed it."""

    def work(connection: Connection) -> None:
        lock(connection, workshop_id)
        found = _found(connection, workshop_id, measure_id)
        if found is not None:
            _insist(found, version)
            connection.execute(delete(table).where(table.c.id == measure_id))
            let_the_room_look(connection, workshop_id)

    store.write(work, erases=True)


def as_measure(said: Draft) -> Draft:
    """What is said, as it is kept; raises TextMissing, TextTooLong, ReasonMissing, ValueError."""
    texts: dict[str, Any] = {
        name: as_kept(getattr(said, name), longest, is_needed=name == "what") for name, longest in _LONGEST.items()
    }
    kept = replace(said, **texts, about=tuple(dict.fromkeys(said.about)))
    choices = ((kept.decides, DECIDERS), (kept.cost, COSTS), (kept.level, LEVELS))
    if kept.due is not None and not FIRST_DAY <= kept.due <= LAST_DAY:
        raise ValueError("no day of a measure")
    if kept.status not in STATUSES or any(one is not None and one not in known for one, known in choices):
        raise ValueError("no choice of a measure")
    if kept.status == "dropped" and not kept.status_reason:
        raise ReasonMissing
    return kept


def _insist_on_subjects(store: Store, connection: Connection, workshop_id: str, said: Draft) -> None:
    """Lock the workshop, whose questionnaire knows what the measure is about."""
    of = lock(connection, workshop_id)
    if of is None:
        raise WrongState
    unknown = set(said.about) - set(subjects(parsed(store, connection, of.questionnaire_digest))[1:])
    if unknown:
        raise UnknownStatement(sorted(unknown))


def _found(connection: Connection, workshop_id: str, measure_id: str) -> Measure | None:
    query = select(table).where(table.c.id == measure_id, table.c.workshop_id == workshop_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else _measure(row)


def _is_taken(connection: Connection, measure_id: str) -> bool:
    return connection.execute(select(table.c.id).where(table.c.id == measure_id)).one_or_none() is not None


def _insist(found: Measure | None, version: str) -> Measure:
    if found is None or found.version != version:
        raise MeasureChanged(found)
    return found


def _next_number(connection: Connection, workshop_id: str) -> int:
    query = select(func.count(), func.coalesce(func.max(table.c.number), 0)).where(table.c.workshop_id == workshop_id)
    count, last = connection.execute(query).one()
    if count >= MOST_MEASURES:
        raise TooMany
    return int(last) + 1


def _row(measure: Measure) -> dict[str, Any]:
    return {**asdict(measure), "about": list(measure.about)}


def _measure(row: AnyRow) -> Measure:
    values = {name: row._mapping[name] for name in (*_SAID, "id", "number", "version")}
    return Measure(**values | {"about": tuple(values["about"])})
