"""How often something went wrong lately, counted in the store: a limit has to hold whichever process is asked."""

import time
from collections.abc import Sequence

from sqlalchemy import Connection, delete, select, text

from data.store.day_keys import forget_keys, hidden, key_of
from data.store.engine import Store
from data.store.rows import day_here
from data.store.schema import attempts as table

SLOT = 900
"""Seconds that are counted together."""

_COUNT = text(
    "INSERT INTO attempts (what, who, slot, n) VALUES (:what, :who, :slot, 1)"
    " ON CONFLICT (what, who, slot) DO UPDATE SET n = attempts.n + 1 RETURNING n"
)
_TAKE_BACK = text("UPDATE attempts SET n = n - 1 WHERE what = :what AND who = :who AND slot = :slot AND n > 0")

Counted = tuple[str, str]
"""What is counted, and of whom: an account or an address, readable only until it is hashed here."""


def count(store: Store, those: Sequence[Counted]) -> tuple[list[int], int]:
    """One more of each; gives how many there were with it in this slot and the one before, and the slot.

    It is counted before the attempt is made, so that many at once cannot slip in together; what was right is taken
    back. A COMMIT that is repeated counts twice, to the safe side.
    """
    slot = int(time.time()) // SLOT

    def work(connection: Connection) -> list[int]:
        key = key_of(connection, day_here())
        connection.execute(delete(table).where(table.c.slot < slot - 1))
        return [_counted(connection, what, hidden(key, of), slot) for what, of in those]

    return store.write(work), slot


def take_back(store: Store, those: Sequence[Counted], slot: int) -> None:
    """These went well, and do not count."""

    def work(connection: Connection) -> None:
        key = key_of(connection, day_here())
        for what, of in those:
            connection.execute(_TAKE_BACK, {"what": what, "who": hidden(key, of), "slot": slot})

    store.write(work)


def forget_attempts(connection: Connection) -> None:
    """Old slots, and the keys of other days."""
    connection.execute(delete(table).where(table.c.slot < int(time.time()) // SLOT - 1))
    forget_keys(connection, day_here())


def _counted(connection: Connection, what: str, who: str, slot: int) -> int:
    now = int(connection.execute(_COUNT, {"what": what, "who": who, "slot": slot}).scalar_one())
    earlier = select(table.c.n).where(table.c.what == what, table.c.who == who, table.c.slot == slot - 1)
    return now + int(connection.execute(earlier).scalar() or 0)
