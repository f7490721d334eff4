"""What nobody can use any more goes by itself: old keys and sign-ins, and what lets devices in by an expired link."""

import time
from datetime import timedelta

from sqlalchemy import Connection, delete, or_, select, update

from data.store.access import is_over
from data.store.attempts import are_old
from data.store.audit import KEPT_DAYS, forget_old
from data.store.contacts import forget_contacts
from data.store.day_keys import forget_keys
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


def forget_expired(store: Store) -> None:
    """Forget keys, sign-ins and invitations that are over, old attempts and old entries of what was done with accounts,
    and of expired links the token and its devices; labels stay.

    Nothing is written where nothing has expired.
    """
    now = int(time.time())
    expired = upload_links.c.valid_until <= now
    with_token = upload_links.c.token_hash != upload_links.c.id
    silent = status_links.c.valid_until <= now
    links = select(upload_links.c.id).where(expired)
    over = (
        select(keys.c.key_hash).where(keys.c.valid_until <= now),
        select(access.c.token_hash).where(or_(is_over(now), access.c.link_id.in_(links))),
        links.where(with_token),
        select(status_links.c.id).where(silent, status_links.c.token_hash != status_links.c.id),
        select(invitations.c.id).where(invitations.c.valid_until <= now),
        select(attempts.c.n).where(are_old()),
        select(day_keys.c.day).where(day_keys.c.day < day_here() - timedelta(days=1)),
        select(known_devices.c.mark).where(known_devices.c.valid_until <= now),
        select(audit.c.id).where(audit.c.at < now - KEPT_DAYS * 24 * 3600),
    )

    def work(connection: Connection) -> None:
        connection.execute(delete(keys).where(keys.c.valid_until <= now))
        connection.execute(delete(invitations).where(invitations.c.valid_until <= now))
        connection.execute(delete(known_devices).where(known_devices.c.valid_until <= now))
        _forget_what_was_counted(connection)
        forget_old(connection)
        connection.execute(delete(access).where(is_over(now)))
        connection.execute(delete(access).where(access.c.link_id.in_(links)))
        connection.execute(update(upload_links).where(expired).values(token_hash=upload_links.c.id))
        connection.execute(update(status_links).where(silent).values(token_hash=status_links.c.id))

    if store.is_shared:
        store.write(forget_contacts)
    with store.reading() as connection:
        is_needed = any(connection.execute(one.limit(1)).first() is not None for one in over)
    if is_needed:
        store.write(work, erases=True)


def _forget_what_was_counted(connection: Connection) -> None:
    """Old attempts, also what processes that have ended left of them, and the keys of other days."""
    connection.execute(delete(attempts).where(are_old()))
    forget_keys(connection, day_here())
