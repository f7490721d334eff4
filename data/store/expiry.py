"""What nobody can use any more goes by itself: old keys and sign-ins, and what lets devices in by an expired link."""

import time

from sqlalchemy import Connection, delete, select, update

from data.store.access import is_over
from data.store.engine import Store
from data.store.schema import access, keys, status_links, upload_links


def forget_expired(store: Store) -> None:
    """Forget keys and sign-ins that are over, and of expired links the token and its devices; labels stay."""
    now = int(time.time())
    expired = upload_links.c.valid_until <= now
    over = status_links.c.valid_until <= now

    def work(connection: Connection) -> None:
        connection.execute(delete(keys).where(keys.c.valid_until <= now))
        connection.execute(delete(access).where(is_over(now)))
        connection.execute(delete(access).where(access.c.link_id.in_(select(upload_links.c.id).where(expired))))
        connection.execute(update(upload_links).where(expired).values(token_hash=upload_links.c.id))
        connection.execute(update(status_links).where(over).values(token_hash=status_links.c.id))

    store.write(work, erases=True)
