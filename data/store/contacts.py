"""When a phone last reached a workshop, for processes that have to tell each other; nothing about the phone."""

from sqlalchemy import Connection, delete, select, text

from data.store.engine import Store
from data.store.schema import contacts

KEPT_SECONDS = 24 * 3600

_NOTE = text(
    "INSERT INTO contacts (workshop_id, at) VALUES (:workshop_id, :at)"
    " ON CONFLICT (workshop_id) DO UPDATE SET at = excluded.at"
)


def note_phone(store: Store, workshop_id: str) -> None:
    """Now; nobody waits for it, and the time before is overwritten."""

    def work(connection: Connection) -> None:
        connection.execute(_NOTE, {"workshop_id": workshop_id, "at": int(store.now())})

    store.submit(work)


def phone_was_there_at(store: Store, workshop_id: str) -> int | None:
    """Seconds of the common clock; None where none was there within a day."""
    with store.reading() as connection:
        at = connection.execute(select(contacts.c.at).where(contacts.c.workshop_id == workshop_id)).scalar()
    return at if at is not None and store.now() - at < KEPT_SECONDS else None


def forget_contacts(connection: Connection, now: float) -> None:
    """Let go of those that are a day old."""
    connection.execute(delete(contacts).where(contacts.c.at < int(now) - KEPT_SECONDS))
