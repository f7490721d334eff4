"""Open the database, keep it durable, and hand out connections."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, OperationalError, SQLAlchemyError, TimeoutError

from analysis.questionnaire import Questionnaire
from data.store.errors import StoreBusy as StoreBusy
from data.store.errors import StoreUnavailable as StoreUnavailable
from data.store.files import make_private, mend
from data.store.narrowing import narrowed
from data.store.writer import Writer, unavailable

T = TypeVar("T")

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
PATIENCE = 10
"""Seconds to wait for another process that holds the database."""

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

ERASE_WITHIN = {"sqlite": 2.0, "postgresql": 60.0}
"""Seconds after which nothing that was replaced or removed is left: SQLite empties its log, PostgreSQL cleans up."""

_MIGRATION_LOCK = 7_246_921
_ERASED_FROM = (
    "answers",
    "comments",
    "votes",
    "points",
    "notes",
    "agreements",
    "proposals",
    "measures",
    "exit_answers",
    "farewells",
    "report_choices",
    "process_steps",
    "participants",
    "administration_answers",
    "releases",
    "ballots",
    "point_polls",
    "batches",
    "workshops",
    "listings",
    "municipalities",
    "upload_links",
    "status_links",
    "access",
    "keys",
    "invitations",
    "memberships",
    "audit",
    "attempts",
    "people",
    "wordings",
    "remembered",
    "practice_cards",
)


@dataclass(frozen=True, eq=False)
class Store:
    """The open database: read through ``reading``, change through ``submit`` or ``write``.

    ``warnings``: German sentences for the operator about files and folders that others can open. ``municipalities``:
    to which ones it is narrowed; workshops of all others are not there. None: to none.
    """

    engine: Engine
    writer: Writer
    questionnaires: dict[str, Questionnaire] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    municipalities: frozenset[str] | None = None

    def only(self, municipalities: frozenset[str] | None) -> "Store":
        """The same store, narrowed to these municipalities."""
        return replace(self, municipalities=municipalities)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the data; raises StoreUnavailable."""
        try:
            with self.engine.connect() as connection, narrowed(connection, self.municipalities):
                yield connection
        except (OperationalError, TimeoutError) as error:
            raise unavailable(error) from None

    def submit(self, work: Callable[[Connection], T], *, erases: bool = False, patient: bool = False) -> "Future[T]":
        """Change the data; the future resolves after the COMMIT.

        Whatever a change replaced or removed is erased soon after; with ``erases`` before the future resolves.
        ``patient``: a slice of something long, that lets all others go first.
        """
        narrow = work if self.municipalities is None else _within(self.municipalities, work)
        return self.writer.submit(narrow, erases=erases, patient=patient)

    def write(self, work: Callable[[Connection], T], *, erases: bool = False) -> T:
        """Change the data and wait for the COMMIT."""
        return self.submit(work, erases=erases).result()

    def close(self) -> None:
        """Finish what waits and let go of the database."""
        self.writer.close()
        self.engine.dispose()


def _within(municipalities: frozenset[str], work: Callable[[Connection], T]) -> Callable[[Connection], T]:
    def narrow(connection: Connection) -> T:
        with narrowed(connection, municipalities):
            return work(connection)

    return narrow


def open_store(url: str) -> Store:
    """Open the database, bring its tables up to date and start the writer.

    Raises StoreUnavailable, with the place in it, if it cannot be written or would not keep what it acknowledges.
    """
    place = database_url(url)
    writing = _engine(place, writes=True)
    try:
        file = Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None
        if file is not None:
            make_private(file)
        with writing.connect() as connection:
            _insist_on_durability(connection)
            _migrate(connection)
            connection.commit()
        warnings = () if file is None else mend(file)
        writer = Writer(writing, lambda: _erase(writing), erase_within=ERASE_WITHIN[place.get_backend_name()])
        return Store(_engine(place, writes=False), writer, warnings=warnings)
    except StoreUnavailable:
        writing.dispose()
        raise
    except (OSError, SQLAlchemyError) as error:
        writing.dispose()
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        shown = place.database if place.get_backend_name() == "sqlite" else place.render_as_string()
        raise StoreUnavailable(f"Der Datenspeicher {shown} lässt sich nicht beschreiben: {reason}") from None


def answers_now(store: Store) -> bool:
    """Whether the database can be read and the writer is at work."""
    try:
        with store.reading() as connection:
            connection.execute(text("SELECT 1"))
    except StoreUnavailable:
        return False
    return store.writer.is_running()


def database_url(url: str) -> URL:
    """The address of a database, with the driver that we use; raises StoreUnavailable for what is none."""
    try:
        place = make_url(url)
    except ArgumentError:
        raise StoreUnavailable("DATABASE_URL ist keine Adresse einer Datenbank.") from None
    if place.drivername in ("postgres", "postgresql"):
        place = place.set(drivername="postgresql+psycopg")
    if place.drivername not in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        raise StoreUnavailable(f"DATABASE_URL: {place.drivername} wird nicht unterstützt, nur sqlite und postgresql.")
    if place.get_backend_name() == "sqlite" and place.database in (None, "", ":memory:"):
        raise StoreUnavailable("DATABASE_URL: SQLite braucht hier eine Datei, sonst wäre nach dem Start alles fort.")
    return place


def _engine(place: URL, *, writes: bool) -> Engine:
    pool: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if writes else {"pool_size": 8, "max_overflow": 24}
    if place.get_backend_name() == "sqlite":
        engine = create_engine(place, hide_parameters=True, **pool)
        event.listen(engine, "connect", _prepare_sqlite)
        if writes:
            event.listen(engine, "connect", lambda made, _record: made.execute(_KEEP_IN_MEMORY).close())
        begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
        event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
        return engine
    return create_engine(
        place,
        hide_parameters=True,
        pool_pre_ping=True,
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        connect_args={
            "connect_timeout": PATIENCE // 2,
            "options": f"-c synchronous_commit=on -c lock_timeout={PATIENCE}s",
        },
        **pool,
    )


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by us, not guessed by the driver
    for pragma in _ON_SQLITE_CONNECT:
        connection.execute(pragma).close()


def _insist_on_durability(connection: Connection) -> None:
    """Refuse a database that could forget an acknowledged answer in a power cut."""
    if connection.dialect.name == "sqlite":
        journal = connection.exec_driver_sql("PRAGMA journal_mode").scalar_one()
        synchronous = connection.exec_driver_sql("PRAGMA synchronous").scalar_one()
        found, durable = f"journal_mode={journal}, synchronous={synchronous}", (journal, synchronous) == ("wal", 2)
    else:
        synchronous = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
        found, durable = f"synchronous_commit={synchronous}", synchronous in ("on", "remote_apply")
    if not durable:
        raise StoreUnavailable(f"Die Datenbank sichert Antworten nicht dauerhaft (eingestellt ist {found}).")


def _migrate(connection: Connection) -> None:
    """Bring the tables up to date; of several servers that start together, one does it and the others wait."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _erase(engine: Engine) -> bool:
    """Leave no trace of deleted rows: on SQLite empty the log (pages are zeroed by secure_delete); False: not yet.

    A reader can hold the log back for a moment. PostgreSQL frees the rows; its own log is the operator's.
    """
    try:
        if engine.dialect.name == "postgresql":
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"VACUUM (SKIP_LOCKED) {', '.join(_ERASED_FROM)}")
            return True
        return _empty_sqlite_log(engine)
    except SQLAlchemyError:
        return False


def _empty_sqlite_log(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("PRAGMA busy_timeout=20")  # the phones wait while we wait
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")
        cursor.close()
        return bool(busy == 0)
    except sqlite3.Error:
        return False
    finally:
        connection.close()
