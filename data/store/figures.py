"""What an operator may watch of the store: how the writer keeps up, and whether there is a second copy."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select, text

from data.store.engine import Store
from data.store.schema import participants, workshops

_CONFIRMING = text(
    "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')"
)
_COARSE = 10


@dataclass(frozen=True)
class Figures:
    """``phones``: sheets in open surveys, in tens, so that no single arrival can be read from them.

    ``copies``: standbys that each COMMIT waits for. Both are None where the database does not answer, ``copies`` on
    SQLite, too.
    """

    commits: int
    failures: int
    waiting: int
    longest_wait: float
    connections: int
    phones: int | None = None
    copies: int | None = None


def figures(store: Store, told: tuple[int, int | None] | None) -> Figures:
    """Of this moment; ``told`` is what the database has said."""
    writer = store.writer
    of_database = {} if told is None else {"phones": told[0], "copies": told[1]}
    return Figures(
        commits=writer.commits,
        failures=writer.failures,
        waiting=writer.waiting(),
        longest_wait=writer.longest_wait(),
        connections=store.engine.pool.checkedout(),  # type: ignore[attr-defined]
        **of_database,
    )


def asked_of_database(store: Store) -> tuple[int, int | None]:
    """Phones and copies; raises StoreUnavailable."""
    with store.reading() as connection:
        return _phones(connection), _copies(connection) if store.is_shared else None


def _phones(connection: Connection) -> int:
    joined = participants.join(workshops, participants.c.workshop_id == workshops.c.id)
    counted = select(func.count()).select_from(joined).where(workshops.c.state == "open")
    return int(connection.execute(counted).scalar_one()) // _COARSE * _COARSE


def _copies(connection: Connection) -> int:
    return int(connection.execute(_CONFIRMING).scalar_one())
