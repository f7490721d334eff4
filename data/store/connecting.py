"""The address of a database, and how it is connected to, so that a lost one is noticed within seconds."""

import sqlite3
import time
from collections.abc import Mapping
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from data.store.errors import StoreUnavailable

PATIENCE = 10
"""Seconds to wait for another process that holds the database."""

WRITERS, READERS, MORE_READERS = 1, 8, 24
"""Connections of a process: PostgreSQL needs max_connections of 34 a process, and some for its operators."""

WITHOUT_ANSWER: Mapping[str, int] = {
    "connect_timeout": 3,
    "keepalives_idle": 3,
    "keepalives_interval": 2,
    "keepalives_count": 2,
    "tcp_user_timeout": 6000,
}
"""How long PostgreSQL's silence is waited for, in libpq's words: keepalives find it while we wait, the last one (in
milliseconds) while we send. Without them a network that is cut holds every phone for as long as it is cut."""

_ON_SQLITE_CONNECT = (
    f"PRAGMA busy_timeout={PATIENCE * 1000}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA journal_size_limit=16777216",
)
_KEEP_IN_MEMORY = "PRAGMA temp_store=MEMORY"
"""What a change sets aside (pages as they were before) stays out of temporary files."""

_AGAIN = 0.05
_PRIMARY = ("read-write", "primary")


def database_url(url: str) -> URL:
    """The address of a database, with the driver that we use; raises StoreUnavailable for what is none."""
    try:
        place = make_url(url)
    except (ArgumentError, ValueError):
        raise StoreUnavailable("DATABASE_URL ist keine Adresse einer Datenbank.") from None
    if place.drivername in ("postgres", "postgresql"):
        place = place.set(drivername="postgresql+psycopg")
    if place.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise StoreUnavailable(f"DATABASE_URL: {place.drivername} wird nicht unterstützt, nur sqlite und postgresql.")
    if place.get_backend_name() == "sqlite" and place.database in (None, "", ":memory:"):
        raise StoreUnavailable("DATABASE_URL: SQLite braucht hier eine Datei, sonst wäre nach dem Start alles fort.")
    if len(_hosts(place)) > 1 and place.query.get("target_session_attrs") not in _PRIMARY:
        raise StoreUnavailable(
            "DATABASE_URL nennt mehrere Rechner: Bitte ergänzen Sie target_session_attrs=read-write, "
            "sonst könnte sich der Server mit einem verbinden, der nichts speichern darf."
        )
    return place


def engine_for(place: URL, *, writes: bool) -> Engine:
    """The engine of the writer, with its one connection, or the one from which everybody reads."""
    pool = {"pool_size": WRITERS, "max_overflow": 0} if writes else {"pool_size": READERS, "max_overflow": MORE_READERS}
    if place.get_backend_name() == "sqlite":
        return _sqlite_engine(place, pool, writes=writes)
    return create_engine(
        place,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        connect_args=connect_arguments(place),
        **pool,
    )


def connect_arguments(place: URL) -> dict[str, Any]:
    """What libpq is told beside the address of a PostgreSQL; what the operator wrote into that wins."""
    ours = {name: value for name, value in WITHOUT_ANSWER.items() if name not in place.query}
    options = f"-c synchronous_commit=on -c lock_timeout={PATIENCE}s"
    return {**ours, "options": " ".join([options, *_texts(place, "options")])}


def _sqlite_engine(place: URL, pool: dict[str, int], *, writes: bool) -> Engine:
    engine = create_engine(place, hide_parameters=True, **pool)
    event.listen(engine, "connect", _prepare_sqlite)
    if writes:
        event.listen(engine, "connect", lambda made, _record: made.execute(_KEEP_IN_MEMORY).close())
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    until = time.monotonic() + PATIENCE
    for pragma in _ON_SQLITE_CONNECT:
        _run(connection, pragma, until)


def _run(connection: sqlite3.Connection, pragma: str, until: float) -> None:
    """On a file that is new, the switch to WAL does not wait for another process as everything else does."""
    while True:
        try:
            connection.execute(pragma).close()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(_AGAIN)


def _hosts(place: URL) -> list[str]:
    """The servers that an address names, in libpq's ways to name several; the query's come before the address's own."""
    named = _texts(place, "host") or (place.host or "",)
    ways = [",".join(named).split(","), ",".join(_texts(place, "hostaddr")).split(",")]
    return max(ways, key=len)


def _texts(place: URL, name: str) -> tuple[str, ...]:
    """What stands in the query under this name, once or several times."""
    value = place.query.get(name, ())
    return (value,) if isinstance(value, str) else tuple(value)
