"""Who has done what with accounts, municipalities, workshops and their Sicherungen, and when; never answers, results or
free text."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from config import accounts_are_on
from data.store.engine import Store
from data.store.members import Person
from data.store.narrowing import among_own
from data.store.rows import AnyRow, new_id
from data.store.schema import audit as table
from data.store.schema import municipalities, people

What = Literal[
    "first_account",
    "reset_asked",
    "invited",
    "invitation_withdrawn",
    "joined",
    "role_set",
    "removed",
    "operator_ended",
    "reset_link",
    "password_set",
    "linked",
    "unlinked",
    "disabled",
    "enabled",
    "deleted",
    "municipality_made",
    "municipality_renamed",
    "workshop_made",
    "workshop_deleted",
    "workshop_moved",
    "workshop_came",
    "workshop_restored",
    "workshop_saved",
]
KEPT_DAYS = 730
MOST_SHOWN = 200


@dataclass(frozen=True)
class Actor:
    """Who does something: a person, or with None whoever runs the server, by its commands."""

    person_id: str | None = None


BY_COMMAND = Actor()


@dataclass(frozen=True)
class Entry:
    """``who`` has done it to ``whom``, by their names now; empty for ``run.py``, and for an account that is gone.
    ``role``: which one was given."""

    at: datetime
    who: str
    municipality: str
    what: What
    whom: str
    role: str


def note(connection: Connection, by: Actor, what: What, municipality_id: str | None = None, **gaps: str) -> None:
    """In the COMMIT that does it; ``gaps``: the id of the "person" whom it is done to, the "role"; no names."""
    values: dict[str, Any] = {"id": new_id(), "at": int(time.time()), "what": what, "gaps": gaps}
    connection.execute(insert(table).values(**values, person_id=by.person_id, municipality_id=municipality_id))


def note_of(connection: Connection, by: Actor, what: What, whom: Person) -> None:
    """The same of what is done to somebody's account: every municipality of theirs reads it."""
    places: list[str | None] = [*sorted(whom.roles)]
    for municipality_id in places or [None]:
        note(connection, by, what, municipality_id, person=whom.id)


def note_of_workshop(connection: Connection, by: Actor, what: What, municipality_id: str) -> None:
    """The same of what is done with a workshop; without accounts nobody asks."""
    if accounts_are_on():
        note(connection, by, what, municipality_id)


def write_down(store: Store, by: Actor, what: What, municipality_id: str) -> None:
    """Of what was done with a workshop in a COMMIT of its own."""
    if accounts_are_on():
        store.write(lambda connection: note(connection, by, what, municipality_id))


def noted(store: Store) -> list[Entry]:
    """The newest entries, the newest first."""
    query = (
        select(table, people.c.name.label("who"), municipalities.c.name.label("place"))
        .join(people, isouter=True, onclause=people.c.id == table.c.person_id)
        .join(municipalities, isouter=True, onclause=municipalities.c.id == table.c.municipality_id)
        .order_by(table.c.at.desc(), table.c.id)
        .limit(MOST_SHOWN)
    )
    with store.reading() as connection:
        rows = connection.execute(among_own(connection, query, table.c.municipality_id)).all()
        ids = {row.gaps.get("person", "") for row in rows}
        found = connection.execute(select(people.c.id, people.c.name).where(people.c.id.in_(sorted(ids))))
        names = {one.id: one.name for one in found}
    return [_entry(row, names) for row in rows]


def _entry(row: AnyRow, names: Mapping[str, str]) -> Entry:
    at, whom = datetime.fromtimestamp(row.at, UTC), names.get(row.gaps.get("person", ""), "")
    return Entry(at, row.who or "", row.place or "", row.what, whom, row.gaps.get("role", ""))
