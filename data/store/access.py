"""Who may moderate, show the screen or upload: one-time keys, and the devices that came in by a key or a link."""

import hashlib
import secrets
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from sqlalchemy import Connection, delete, insert, or_, select

from data.store.engine import Store
from data.store.schema import access as table
from data.store.schema import keys, upload_links

Role = Literal["moderator", "screen"]
"""What a key may open; teams come by an upload link."""


@dataclass(frozen=True)
class Access:
    """What a device may do; a screen belongs to one workshop, a team to one upload link of it."""

    role: Role | Literal["team"]
    workshop_id: str | None
    link_id: str | None = None


def issue_key(store: Store, role: Role, workshop_id: str | None = None, *, valid: timedelta) -> str:
    """A key that opens the door once, within ``valid``; only its hash is stored."""
    key = secrets.token_urlsafe(24)
    now = int(time.time())
    values = {
        "key_hash": hashed(key),
        "role": role,
        "workshop_id": workshop_id,
        "valid_until": now + int(valid.total_seconds()),
    }

    def work(connection: Connection) -> None:
        same_or_old = or_(keys.c.key_hash == values["key_hash"], keys.c.valid_until <= now)
        connection.execute(delete(keys).where(same_or_old))
        connection.execute(insert(keys).values(**values))

    store.write(work)
    return key


def redeem_key(store: Store, key: str) -> tuple[Role, str | None, str] | None:
    """Trade the key for a device's token (role, workshop, token); None if it is unknown, used or too old."""
    token = secrets.token_urlsafe(32)

    def work(connection: Connection) -> tuple[Role, str | None, str] | None:
        done = connection.execute(select(table).where(table.c.token_hash == hashed(token))).one_or_none()
        if done is not None:  # this work runs again after a connection was lost around its COMMIT
            return done.role, done.workshop_id, token
        of_key = keys.c.key_hash == hashed(key)
        found = connection.execute(
            delete(keys).where(of_key).returning(keys.c.role, keys.c.workshop_id, keys.c.valid_until)
        ).one_or_none()
        if found is None or found.valid_until <= time.time():
            return None
        values = {"token_hash": hashed(token), "role": found.role, "workshop_id": found.workshop_id}
        connection.execute(insert(table).values(**values))
        return found.role, found.workshop_id, token

    return store.write(work)


def role_of(store: Store, token_hash: str) -> Access | None:
    """What the device with this token may do; a team nothing once its link has expired."""
    query = (
        select(table.c.role, table.c.workshop_id, table.c.link_id, upload_links.c.valid_until)
        .join_from(table, upload_links, isouter=True, onclause=table.c.link_id == upload_links.c.id)
        .where(table.c.token_hash == token_hash)
    )
    with store.reading() as connection:
        row = connection.execute(query).one_or_none()
    if row is None or (row.role == "team" and (row.valid_until or 0) <= time.time()):
        return None
    return Access(row.role, row.workshop_id, row.link_id)


def revoke(store: Store, token_hash: str) -> None:
    """Sign the device out."""

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(table.c.token_hash == token_hash))

    store.write(work)


def revoke_all(store: Store, *, but: str = "") -> None:
    """Sign every device out, ``but`` the one with this token hash, and let no key open the door any more.

    Upload links stay, each can be revoked.
    """

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(table.c.token_hash != but))
        connection.execute(delete(keys))

    store.write(work)


def hashed(secret: str) -> str:
    """The only form in which keys and tokens are stored."""
    return hashlib.sha256(secret.encode()).hexdigest()
