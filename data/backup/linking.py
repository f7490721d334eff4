"""Puts a workshop that comes back between the runs where it stood, as far as those are still linked as its deletion
left them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, select, update

from data.store.narrowing import of_own
from data.store.rows import SELECT_WORKSHOPS, AnyRow, Workshop, workshop_of
from data.store.schema import workshops as table


@dataclass(frozen=True)
class Links:
    """``after`` follow the workshop again. ``elsewhere`` belong to another municipality by now, and were linked with
    it; ``is_before_gone``: it continued a run that is not there."""

    after: tuple[Workshop, ...] = ()
    elsewhere: tuple[Workshop, ...] = ()
    is_before_gone: bool = False


def link_again(connection: Connection, saved: Mapping[str, Any]) -> Links:
    """Link the workshop that was just put in with the runs before and after it. A run follows only one with a smaller
    number, whatever a file says, so that none follows itself."""
    own = connection.execute(select(table).where(table.c.id == saved["id"])).one()
    later = connection.execute(_RUNS.where(table.c.began_after == own.id, table.c.run > own.run)).all()
    near = [row for row in later if row.municipality_id == own.municipality_id]
    wanted = [one for one in (own.began_after, saved.get("follows")) if one is not None]
    before = _before(connection, own, [*wanted, *(row.follows for row in near)])
    _follow(connection, own.id, before)
    for row in near:
        _follow(connection, row.id, own.id)
    far = [row.id for row in later if row not in near]
    is_lost = bool(wanted) and before is None
    away = (
        [row.id for row in connection.execute(of_own(connection, _RUNS.where(table.c.id.in_(wanted))))]
        if is_lost
        else []
    )
    return Links(
        after=_named(connection, [row.id for row in near]),
        elsewhere=_named(connection, [*away, *far]),
        is_before_gone=is_lost and not away,
    )


_RUNS: Select[Any] = select(table.c.id, table.c.follows, table.c.run, table.c.municipality_id)


def _before(connection: Connection, own: AnyRow, wanted: list[str | None]) -> str | None:
    """The first of these that is an earlier run of the same municipality."""
    is_earlier = (table.c.municipality_id == own.municipality_id) & (table.c.run < own.run)
    ids = [one for one in wanted if one is not None]
    there = set(connection.execute(select(table.c.id).where(table.c.id.in_(ids), is_earlier)).scalars())
    return next((one for one in ids if one in there), None)


def _follow(connection: Connection, workshop_id: str, before: str | None) -> None:
    connection.execute(update(table).where(table.c.id == workshop_id).values(follows=before))


def _named(connection: Connection, ids: list[str]) -> tuple[Workshop, ...]:
    """Those that may be named: of what is another's nobody hears that it is there."""
    query = SELECT_WORKSHOPS.where(table.c.id.in_(ids)).order_by(table.c.run, table.c.id)
    found = connection.execute(of_own(connection, query))
    return tuple(workshop_of(row) for row in found)
