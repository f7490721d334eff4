"""Municipalities: each once, however its name is typed, for as long as a workshop or a person belongs to it."""

import unicodedata
from collections.abc import Collection

from sqlalchemy import Connection, delete, exists, or_, select, text, update

from data.store.narrowing import insist_on_own
from data.store.rows import new_id
from data.store.schema import invitations, memberships, practice_cards, workshops
from data.store.schema import municipalities as table

_WITH_MUNICIPALITY = (workshops, memberships, invitations)

_KEEP = text(
    "INSERT INTO municipalities (id, name, folded) VALUES (:id, :name, :folded)"
    " ON CONFLICT (folded) DO UPDATE SET folded = excluded.folded RETURNING id"
)
"""One statement, so that of two who name it at the same time one makes the row; it is kept until the COMMIT."""


def folded(name: str) -> str:
    """By what a municipality is recognised: case, blanks, signs that nobody sees (soft hyphens, blanks without width)
    and the way its letters are put together do not matter."""
    seen = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFC", seen).casefold().split())


def municipality_named(connection: Connection, name: str) -> str:
    """The id of the municipality with this name, which is made if it is not there; as spelled the first time.

    Raises ForeignMunicipality, for one that is not there and for one that is somebody else's alike.
    """
    new = {"id": new_id(), "name": name, "folded": folded(name)}
    found = str(connection.execute(_KEEP, new).scalar_one())
    insist_on_own(connection, found)
    return found


def is_there(connection: Connection, name: str, *, but: str = "") -> bool:
    """Whether a municipality has this name, however it is typed; ``but``: one that does not count."""
    return id_of(connection, name) not in (None, but)


def id_of(connection: Connection, name: str) -> str | None:
    """The municipality with this name, however it is typed."""
    return connection.execute(select(table.c.id).where(table.c.folded == folded(name))).scalar()


def keep_municipality(connection: Connection, municipality_id: str) -> None:
    """Let nobody else add, move or count its workshops until the COMMIT."""
    keep_municipalities(connection, {municipality_id})


def keep_municipalities(connection: Connection, municipality_ids: Collection[str]) -> None:
    """The same of several, always in the same order: who has one never waits for who has another."""
    those = select(table.c.id).where(table.c.id.in_(sorted(municipality_ids))).order_by(table.c.id)
    connection.execute(those.with_for_update())


def respell(connection: Connection, municipality_id: str, name: str) -> None:
    """Let the municipality be written so."""
    connection.execute(update(table).where(table.c.id == municipality_id).values(name=name))


def forget_if_unused(connection: Connection, municipality_id: str) -> None:
    """Delete the municipality once nothing belongs to it: no workshop, no person, no invitation."""
    keep_municipality(connection, municipality_id)
    is_used = or_(*(exists().where(one.c.municipality_id == municipality_id) for one in _WITH_MUNICIPALITY))
    gone = delete(table).where(table.c.id == municipality_id, ~is_used).returning(table.c.id)
    for one in connection.execute(gone).scalars().all():
        connection.execute(delete(practice_cards).where(practice_cards.c.municipality_id == one))
