"""A store that is gone after its use: what is tried out in it touches no other one, and lies on no disk."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine, event
from sqlalchemy.pool import StaticPool

from data.store.engine import Store
from data.store.erasing import NEVER, InTurn
from data.store.schema import metadata
from data.store.writer import Writer


@contextmanager
def store_in_memory() -> Iterator[Store]:
    """An empty one with our tables. Reading and writing share one connection, so it is for one thread."""
    shared = {"check_same_thread": False}
    engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=shared, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    metadata.create_all(engine)
    store = Store(engine, Writer(engine, InTurn(lambda: True, NEVER)))
    try:
        yield store
    finally:
        store.close()


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    for pragma in ("PRAGMA foreign_keys=ON", "PRAGMA temp_store=MEMORY"):
        connection.execute(pragma).close()
