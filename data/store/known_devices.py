"""Browsers in which somebody has signed in before. That lets nobody in; it only keeps what others get wrong elsewhere
from holding its owner up. Stored is a hash of browser and account together: it tells of no other account there."""

from sqlalchemy import Connection, delete, insert, select

from data.store.access import hashed
from data.store.engine import Store
from data.store.schema import known_devices as table
from data.store.schema import people

KNOWN_DAYS = 180


def mark_of(store: Store, email: str, token: str) -> str | None:
    """By what the wrong passwords of the browser with this token are counted, if this account was signed in there."""
    mark = _mark(email, token)
    query = select(table.c.mark).where(table.c.mark == mark, table.c.valid_until > int(store.now()))
    with store.reading() as connection:
        return connection.execute(query).scalar()


def is_known(store: Store, token: str) -> bool:
    """Whether any account was signed in in the browser with this token: then it keeps it, and is known to the next one
    beside."""
    query = select(table.c.mark, people.c.email).join(people).where(table.c.valid_until > int(store.now()))
    with store.reading() as connection:
        return any(row.mark == _mark(row.email, token) for row in connection.execute(query))


def get_to_know(connection: Connection, person_id: str, email: str, token: str, before: str, *, now: float) -> None:
    """From now on this account is known in the browser with this token, in place of the one that it had ``before``."""
    mark, ends = _mark(email, token), int(now) + KNOWN_DAYS * 24 * 3600
    connection.execute(delete(table).where(table.c.mark.in_([mark, _mark(email, before)])))
    connection.execute(insert(table).values(mark=mark, person_id=person_id, valid_until=ends))


def forget_known(connection: Connection, person_id: str) -> None:
    """Let this account be known nowhere: somebody else may have one of its browsers."""
    connection.execute(delete(table).where(table.c.person_id == person_id))


def _mark(email: str, token: str) -> str:
    return hashed(f"known {email} {token}")
