"""What nobody can use any more goes by itself: old keys and sign-ins, and what lets devices in by an expired link."""

from datetime import timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, Table, and_, delete, or_, select, update

from data.store.access import is_over
from data.store.attempts import are_old
from data.store.audit import KEPT_DAYS
from data.store.busiest import forget_old_busiest
from data.store.contacts import forget_contacts
from data.store.engine import Store
from data.store.rows import day_here
from data.store.schema import (
    access,
    attempts,
    audit,
    day_keys,
    invitations,
    keys,
    known_devices,
    status_links,
    upload_links,
)

Rows = tuple[tuple[Table, ColumnElement[bool]], ...]
"""Tables, and which of their rows."""


def forget_expired(store: Store) -> None:
    """Forget keys, sign-ins and invitations that are over, old attempts and old entries of what was done with accounts,
    and of expired links the token and its devices; labels stay.

    Nothing is erased where nothing has expired.
    """
    now = int(store.now())
    over, silent = _over(now), _silent(now)

    def work(connection: Connection) -> None:
        for table, those in over:
            connection.execute(delete(table).where(those))
        for table, those in silent:
            connection.execute(update(table).where(those).values(token_hash=table.c.id))

    if store.is_shared:
        store.write(partial(_forget_what_processes_told, now))
    with store.reading() as connection:
        is_needed = any(
            connection.execute(select(table).where(those).limit(1)).first() is not None
            for table, those in (*over, *silent)
        )
    if is_needed:
        store.write(work, erases=True)


def _over(now: int) -> Rows:
    """What nobody can use any more, and nobody needs to read."""
    links = select(upload_links.c.id).where(upload_links.c.valid_until <= now)
    before_yesterday = day_here() - timedelta(days=1)  # somewhere it may still be yesterday
    return (
        (access, or_(is_over(now), access.c.link_id.in_(links))),
        *((table, table.c.valid_until <= now) for table in (keys, invitations, known_devices)),
        (attempts, are_old(now)),
        (day_keys, day_keys.c.day < before_yesterday),
        (audit, audit.c.at < now - KEPT_DAYS * 24 * 3600),
    )


def _silent(now: int) -> Rows:
    """Expired links that still have the token by which they were opened."""
    return tuple(
        (table, and_(table.c.valid_until <= now, table.c.token_hash != table.c.id))
        for table in (upload_links, status_links)
    )


def _forget_what_processes_told(now: float, connection: Connection) -> None:
    """Processes that ended may have left something of what they tell each other."""
    forget_contacts(connection, now)
    forget_old_busiest(connection)
