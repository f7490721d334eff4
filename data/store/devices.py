"""The devices on which a person is signed in: their own list, without anything that tells one browser from another."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, select

from data.store.access import hashed
from data.store.engine import Store
from data.store.known_devices import forget_known
from data.store.schema import access as table


@dataclass(frozen=True)
class OwnDevice:
    """Known by the days of its sign-in and of its last use; ``id`` opens nothing."""

    id: str
    signed_in_on: date
    used_on: date
    is_this: bool


def own_devices(store: Store, person_id: str, this: str) -> list[OwnDevice]:
    """All of them, this one (its token hash) first, then by the day of the last use."""
    query = select(table.c.token_hash, table.c.signed_in_on, table.c.used_on).where(table.c.person_id == person_id)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    found = [OwnDevice(_id(one.token_hash), one.signed_in_on, one.used_on, one.token_hash == this) for one in rows]
    return sorted(found, key=lambda one: (not one.is_this, -one.used_on.toordinal(), one.id))


def sign_out_device(store: Store, person_id: str, device_id: str) -> None:
    """Sign out the one with this id, if it is theirs."""

    def work(connection: Connection) -> None:
        theirs = connection.execute(select(table.c.token_hash).where(table.c.person_id == person_id)).scalars()
        gone = [one for one in theirs if _id(one) == device_id]
        connection.execute(delete(table).where(table.c.token_hash.in_(gone)))

    store.write(work, erases=True)


def sign_out_everywhere(store: Store, person_id: str, *, but: str = "") -> None:
    """Sign out all of a person's devices, ``but`` the one with this token hash, and know none of them any more."""

    def work(connection: Connection) -> None:
        connection.execute(delete(table).where(table.c.person_id == person_id, table.c.token_hash != but))
        forget_known(connection, person_id)

    store.write(work, erases=True)


def _id(token_hash: str) -> str:
    return hashed(f"device {token_hash}")[:16]
