"""Sign-ins that have begun at an identity provider: what has to be the same when somebody comes back, read once."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, delete, insert

from data.store.access import hashed
from data.store.engine import Store
from data.store.schema import sign_ins_elsewhere as table

VALID = 600
"""Seconds in which somebody comes back."""


def keep_sign_in(store: Store, sign_in_id: str, kept: Mapping[str, Any]) -> None:
    """Remember this until the browser with this id comes back; what is too old goes."""
    now = int(store.now())
    values = {"id_hash": hashed(sign_in_id), "kept": dict(kept), "valid_until": now + VALID}

    def work(connection: Connection) -> None:
        same_or_old = (table.c.id_hash == values["id_hash"]) | (table.c.valid_until <= now)
        connection.execute(delete(table).where(same_or_old))
        connection.execute(insert(table).values(**values))

    store.write(work)


def take_sign_in(store: Store, sign_in_id: str) -> dict[str, Any] | None:
    """What was remembered, once; None if nothing was, or too long ago.

    Who loses the connection around the COMMIT begins again: nobody may come back twice.
    """

    def work(connection: Connection) -> dict[str, Any] | None:
        gone = delete(table).where(table.c.id_hash == hashed(sign_in_id)).returning(table.c.kept, table.c.valid_until)
        found = connection.execute(gone).one_or_none()
        return None if found is None or found.valid_until <= store.now() else dict(found.kept)

    return store.write(work)
