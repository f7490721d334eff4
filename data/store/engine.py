"""Open the database, keep it durable, and hand out connections."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import OperationalError, SQLAlchemyError, TimeoutError

from analysis.questionnaire import Questionnaire
from data.store.clock import OwnClock, SharedClock
from data.store.connecting import PATIENCE as PATIENCE
from data.store.connecting import database_url as database_url
from data.store.connecting import engine_for
from data.store.erasing import Beside, Erasing, InTurn
from data.store.errors import StoreBusy as StoreBusy
from data.store.errors import StoreUnavailable as StoreUnavailable
from data.store.faults import unavailable
from data.store.files import make_private, mend
from data.store.migrating import MIGRATIONS as MIGRATIONS
from data.store.migrating import migrate
from data.store.narrowing import narrowed
from data.store.schema import metadata
from data.store.writer import Writer

T = TypeVar("T")

ERASE_WITHIN = {"sqlite": 2.0, "postgresql": 60.0}
"""Seconds after which nothing that was replaced or removed is left: SQLite empties its log, PostgreSQL cleans up."""

STANDSTILL = 5.0
"""Seconds for which nobody waits for a COMMIT, unless something is wrong."""

_KEPT_FOR_GOOD = frozenset({"questionnaires", "about_store"})
_ERASED_FROM = tuple(table.name for table in metadata.sorted_tables if table.name not in _KEPT_FOR_GOOD)
"""Tables from which something of people may go, and all others: a new one is never forgotten."""


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
    clock: OwnClock | SharedClock = field(default_factory=OwnClock)

    def now(self) -> float:
        """Seconds since 1970, the same for all processes that share the store: what ends then ends for all of them."""
        return self.clock.now()

    def only(self, municipalities: frozenset[str] | None) -> "Store":
        """The same store, narrowed to these municipalities."""
        return replace(self, municipalities=municipalities)

    @property
    def is_shared(self) -> bool:
        """Whether other processes, perhaps on other machines, work with the same database."""
        return self.engine.dialect.name == "postgresql"

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
        self.clock.close()
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
    writing, reading = engine_for(place, writes=True), engine_for(place, writes=False)
    try:
        file = Path(place.database) if place.get_backend_name() == "sqlite" and place.database else None
        if file is not None:
            make_private(file)
        with writing.connect() as connection:
            _insist_on_durability(connection)
            migrate(connection)
            connection.commit()
        warnings = () if file is None else mend(file)
        clock = OwnClock() if file is not None else SharedClock(reading)
        return Store(reading, Writer(writing, _erasing(writing, reading)), warnings=warnings, clock=clock)
    except StoreUnavailable:
        writing.dispose()
        raise
    except (OSError, SQLAlchemyError) as error:
        writing.dispose()
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        shown = place.database if place.get_backend_name() == "sqlite" else place.render_as_string()
        if isinstance(error, SQLAlchemyError) and isinstance(unavailable(error), StoreBusy):
            raise StoreBusy(
                f"Ein anderes Programm hält den Datenspeicher {shown}; vielleicht bringt es ihn gerade auf einen neuen "
                "Stand. Bitte starten Sie gleich noch einmal; geändert wurde nichts."
            ) from None
        raise StoreUnavailable(f"Der Datenspeicher {shown} lässt sich nicht beschreiben: {reason}") from None


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


def answers_now(store: Store) -> bool:
    """Whether the database can be read and the writer is at work, and does not wait too long for a COMMIT."""
    try:
        with store.reading() as connection:
            connection.execute(text("SELECT 1"))
    except StoreUnavailable:
        return False
    return store.writer.is_running() and store.writer.longest_wait() <= STANDSTILL


def _erasing(writing: Engine, reading: Engine) -> Erasing:
    """SQLite's writer empties its log itself; PostgreSQL cleans up on a connection of its own."""
    within = ERASE_WITHIN[writing.dialect.name]
    if writing.dialect.name == "postgresql":
        return Beside(lambda: _free_rows(reading), within)
    return InTurn(lambda: _empty_sqlite_log(writing), within)


def _free_rows(engine: Engine) -> bool:
    """Free deleted rows, without giving the space back: for that, PostgreSQL would keep all writers waiting."""
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql(f"VACUUM (SKIP_LOCKED, TRUNCATE FALSE) {', '.join(_ERASED_FROM)}")
    except SQLAlchemyError:
        return False
    return True


def _empty_sqlite_log(engine: Engine) -> bool:
    """Leave no trace of deleted rows (pages are zeroed by secure_delete); False: a reader still holds the log back."""
    try:
        connection = engine.raw_connection()
    except SQLAlchemyError:
        return False
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
