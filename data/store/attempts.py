"""How often something happened lately, counted in the store: a limit has to hold whichever process is asked.

Wrong passwords and links by e-mail are counted by quarters of an hour, one by one; wrong codes by stretches of ten
seconds, by which a process tells of many at once (``web/shared_counts.py``). Of whom, only a hash with the key of the
day is kept; ``busiest.py`` keeps numbers here that are of nobody.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, and_, delete, func, or_, select, text

from data.store.day_keys import hidden, key_of
from data.store.engine import Store
from data.store.rows import day_here
from data.store.schema import attempts as table

SLOT, CODE_SLOT = 900, 10
"""Seconds that are counted together: of wrong passwords, and of wrong codes."""

WRONG_CODES = "wrong code"
KEPT_SECONDS = 120
"""For wrong codes that no process lets go of any more, because it has ended."""

_COUNT = text(
    "INSERT INTO attempts (what, who, slot, n) VALUES (:what, :who, :slot, :n)"
    " ON CONFLICT (what, who, slot) DO UPDATE SET n = attempts.n + excluded.n"
)
_TAKE_BACK = text("UPDATE attempts SET n = n - 1 WHERE what = :what AND who = :who AND slot = :slot AND n > 0")

Counted = tuple[str, str]
"""What is counted, and of whom: an account or an address, readable only until it is hashed here."""


def count(store: Store, those: Sequence[Counted]) -> tuple[list[int], int]:
    """One more of each; gives how many there were with it in this slot and the one before, and the slot.

    It is counted before the attempt is made, so that many at once cannot slip in together; what was right is taken
    back. A COMMIT that is repeated counts twice, to the safe side.
    """
    slot = int(store.now()) // SLOT

    def work(connection: Connection) -> list[int]:
        key = key_of(connection, day_here())
        connection.execute(delete(table).where(table.c.what != WRONG_CODES, table.c.slot < slot - 1))
        return [_counted(connection, what, hidden(key, of), slot) for what, of in those]

    return store.write(work), slot


def take_back(store: Store, those: Sequence[Counted], slot: int) -> None:
    """These went well, and do not count."""

    def work(connection: Connection) -> None:
        key = key_of(connection, day_here())
        for what, of in those:
            connection.execute(_TAKE_BACK, {"what": what, "who": hidden(key, of), "slot": slot})

    store.write(work)


def exchange_attempts(store: Store, what: str, news: Mapping[int, Mapping[str, int]], since: int) -> dict[str, int]:
    """Add ``news`` (numbers by slot and who), let go of slots before ``since``, and give what all have counted.

    Nothing is written where there is nothing to tell and nothing to forget.
    """

    def work(connection: Connection) -> dict[str, int]:
        for slot, amounts in sorted(news.items()):
            _add(connection, what, slot, amounts)
        connection.execute(delete(table).where(table.c.what == what, table.c.slot < since))
        return _since(connection, what, since)

    if not news:
        with store.reading() as connection:
            counted = _since(connection, what, since)
        if counted:
            return counted
    return store.write(work)


def slot_now(store: Store) -> int:
    """The number of the ten seconds that run."""
    return int(store.now()) // CODE_SLOT


def are_old(now: int) -> ColumnElement[bool]:
    """Attempts that no limit counts any more."""
    of_codes = and_(table.c.what == WRONG_CODES, table.c.slot < (now - KEPT_SECONDS) // CODE_SLOT)
    return or_(of_codes, and_(table.c.what != WRONG_CODES, table.c.slot < now // SLOT - 1))


def _counted(connection: Connection, what: str, who: str, slot: int) -> int:
    _add(connection, what, slot, {who: 1})
    lately = table.c.what == what, table.c.who == who, table.c.slot >= slot - 1
    return int(connection.execute(select(func.sum(table.c.n)).where(*lately)).scalar_one())


def _add(connection: Connection, what: str, slot: int, amounts: Mapping[str, int]) -> None:
    """After a lost COMMIT they may count twice."""
    rows = [{"what": what, "who": who, "slot": slot, "n": n} for who, n in sorted(amounts.items())]
    if rows:
        connection.execute(_COUNT, rows)


def _since(connection: Connection, what: str, slot: int) -> dict[str, int]:
    """How many there were from this slot on, by ``who``."""
    lately = table.c.what == what, table.c.slot >= slot
    rows = connection.execute(select(table.c.who, func.sum(table.c.n)).where(*lately).group_by(table.c.who))
    return {who: int(n) for who, n in rows}
