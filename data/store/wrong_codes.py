"""Wrong codes, counted by several processes together: by stretches of ten seconds, in the table of attempts."""

import time
from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, select, text

from data.store.engine import Store
from data.store.schema import attempts

SLOT = 10
"""Seconds that are counted together."""

WRONG_CODES = "wrong code"
KEPT_SECONDS = 120
"""For wrong codes that no process lets go of any more, because it has ended."""

_COUNT = text(
    "INSERT INTO attempts (what, who, slot, n) VALUES (:what, :who, :slot, :n)"
    " ON CONFLICT (what, who, slot) DO UPDATE SET n = attempts.n + excluded.n"
)


def count_attempts(connection: Connection, what: str, slot: int, amounts: Mapping[str, int]) -> None:
    """Add these numbers of attempts, by ``who``; after a lost COMMIT they may count twice."""
    rows = [{"what": what, "who": who, "slot": slot, "n": n} for who, n in sorted(amounts.items())]
    if rows:
        connection.execute(_COUNT, rows)


def attempts_since(connection: Connection, what: str, slot: int) -> dict[str, int]:
    """How many there were from this slot on, by ``who``."""
    of_them = attempts.c.what == what, attempts.c.slot >= slot
    rows = connection.execute(select(attempts.c.who, func.sum(attempts.c.n)).where(*of_them).group_by(attempts.c.who))
    return {who: int(n) for who, n in rows}


def forget_attempts(connection: Connection, what: str, before: int) -> None:
    """Let go of all slots before this one."""
    connection.execute(delete(attempts).where(attempts.c.what == what, attempts.c.slot < before))


def slot_now() -> int:
    """The number of the stretch of time that runs."""
    return int(time.time()) // SLOT


def forget_wrong_codes(connection: Connection) -> None:
    """What is left of processes that have ended."""
    forget_attempts(connection, WRONG_CODES, slot_now() - KEPT_SECONDS // SLOT)


def exchange_attempts(store: Store, what: str, news: Mapping[int, Mapping[str, int]], since: int) -> dict[str, int]:
    """Add ``news`` (numbers by slot and who), let go of slots before ``since``, and give what all have counted.

    Nothing is written where there is nothing to tell and nothing to forget.
    """

    def work(connection: Connection) -> dict[str, int]:
        for slot, amounts in sorted(news.items()):
            count_attempts(connection, what, slot, amounts)
        forget_attempts(connection, what, since)
        return attempts_since(connection, what, since)

    if not news:
        with store.reading() as connection:
            counted = attempts_since(connection, what, since)
        if counted:
            return counted
    return store.write(work)
