"""The key of the day: what makes hashes of accounts and addresses, the same in every process, and gone with the day."""

import hashlib
import secrets
from datetime import date

from sqlalchemy import Connection, Date, bindparam, select, text

from data.store.engine import Store
from data.store.schema import day_keys as table

_KEEP = text(
    "INSERT INTO day_keys (day, key) VALUES (:day, :key)"
    " ON CONFLICT (day) DO UPDATE SET key = day_keys.key RETURNING key"
).bindparams(bindparam("day", type_=Date()))


def key_of(connection: Connection, day: date) -> bytes:
    """That of this day, made where there is none."""
    kept = connection.execute(_KEEP, {"day": day, "key": secrets.token_hex(32)}).scalar_one()
    return bytes.fromhex(str(kept))


def key_of_the_day(store: Store, day: date) -> bytes:
    """The same; only the first who asks writes."""
    with store.reading() as connection:
        found = connection.execute(select(table.c.key).where(table.c.day == day)).scalar()
    return store.write(lambda connection: key_of(connection, day)) if found is None else bytes.fromhex(found)


def hidden(key: bytes, of: str) -> str:
    """An account or an address as it is stored: with the key of the day, with which goes the last way to tell whose."""
    return hashlib.blake2b(of.encode(), key=key, digest_size=16).hexdigest()
