"""What lets devices in by an upload link goes with its time."""

import time

from sqlalchemy import Connection, delete, select, update

from data.store.engine import Store
from data.store.schema import access, upload_links


def forget_expired_links(store: Store) -> None:
    """Of expired upload links forget the token and its devices; their labels stay for the moderator's list."""
    expired = upload_links.c.valid_until <= int(time.time())

    def work(connection: Connection) -> None:
        connection.execute(delete(access).where(access.c.link_id.in_(select(upload_links.c.id).where(expired))))
        connection.execute(update(upload_links).where(expired).values(token_hash=upload_links.c.id))

    store.write(work, erases=True)
