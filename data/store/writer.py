"""One thread writes; whatever waits meanwhile shares the next COMMIT."""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, bindparam, update
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

from data.store.errors import StoreBusy, StoreUnavailable
from data.store.schema import workshops

T = TypeVar("T")
Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

Bundle = Callable[[Connection, Sequence[Item]], Sequence[Outcome | Exception]]
"""Does many items of one kind at once; gives one outcome (or refusal) for each, in their order.

A refused item must leave nothing behind. If the bundle itself raises, its items are tried again one by one.
"""

BATCH = 256
WAITING_AT_MOST = 20_000
ERASE_AGAIN = 1
"""Seconds until the next try to empty a log that somebody still reads."""
NEVER = float("inf")
PATIENT_TOGETHER = 4
"""Patient units that share a COMMIT while nobody else writes."""
ALONE_AFTER = 1
"""Seconds after which nobody else writes."""
_TOUCHED = "touched workshops"
_LATER_REVISION = (
    update(workshops).where(workshops.c.id == bindparam("touched")).values(revision=workshops.c.revision + 1)
)


def touch(connection: Connection, workshop_id: str) -> None:
    """Raise the workshop's revision with this COMMIT, once however often it is touched."""
    connection.info.setdefault(_TOUCHED, set()).add(workshop_id)


@dataclass(eq=False)
class _Unit:
    bundle: Bundle[Any, Any]
    item: Any
    erases: bool
    patient: bool = False
    future: Future[Any] = field(default_factory=Future)
    outcome: Any = None


class Writer:
    """Takes units of work from any thread; their futures resolve only after the COMMIT.

    What a COMMIT replaced or removed stands in the database's log for a while: ``erase`` empties it, at the latest
    ``erase_within`` seconds later, and before anybody hears of a COMMIT that ``erases``. It gives False where it could
    not yet, and is then called again. ``erasures`` counts the COMMITs that erased something; SQLite only.
    """

    def __init__(self, engine: Engine, erase: Callable[[], bool], *, erase_within: float = 2) -> None:
        self._engine = engine
        self._erase = erase
        self._erase_within = erase_within
        self._erase_at = NEVER
        self.erasures = 0
        self._waiting: queue.SimpleQueue[_Unit | None] = queue.SimpleQueue()
        self._patient: deque[_Unit] = deque()
        self._alone_from = 0.0
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], T], *, erases: bool = False, patient: bool = False) -> "Future[T]":
        """Run ``work`` in the next batch; what it raises reaches its own future and undoes its own changes only.

        It may run a second time after a lost connection and must then have the same effect as once. ``patient``: one
        slice of something long, in a COMMIT of its own after all that waits; so others wait for one slice at most.
        Hand in up to PATIENT_TOGETHER of them at a time.
        """
        return self._put(_Unit(_each_apart, work, erases, patient))

    def submit_bundled(self, bundle: "Bundle[Item, Outcome]", item: Item) -> "Future[Outcome]":
        """Let ``bundle`` do the item together with others of its kind that wait at the same time."""
        return self._put(_Unit(bundle, item, erases=False))

    def is_running(self) -> bool:
        return self._thread.is_alive() and not self._closed.is_set()

    def close(self) -> None:
        """Finish what waits, then stop and let go of the database."""
        if not self._closed.is_set():
            self._closed.set()
            self._waiting.put(None)
        self._thread.join()
        self._engine.dispose()

    def _put(self, unit: _Unit) -> "Future[Any]":
        if self._closed.is_set():
            unit.future.set_exception(StoreUnavailable("Der Datenspeicher ist geschlossen."))
        elif self._waiting.qsize() >= WAITING_AT_MOST:
            unit.future.set_exception(StoreBusy("Gerade wird sehr viel gespeichert. Bitte gleich noch einmal."))
        else:
            self._waiting.put(unit)
        return unit.future

    def _run(self) -> None:
        stop = False
        while not (stop and not self._patient):
            units, stopping = self._next_batch()
            stop = stop or stopping
            self._do(units)
            if units:
                self._alone_from = time.monotonic() + ALONE_AFTER
            slices = PATIENT_TOGETHER if time.monotonic() > self._alone_from else 1
            self._do([self._patient.popleft() for _ in range(min(slices, len(self._patient)))])
            if time.monotonic() >= self._erase_at:
                self._erase_now()
        self._refuse_the_rest()

    def _do(self, units: Sequence[_Unit]) -> None:
        """Write what was not cancelled, and say so."""
        running = [unit for unit in units if unit.future.set_running_or_notify_cancel()]
        if not running:
            return
        self._write(running)
        self._erase_at = min(self._erase_at, time.monotonic() + self._erase_within)
        if any(unit.erases for unit in running):
            self._erase_now()
        for unit in running:
            _resolve(unit)

    def _erase_now(self) -> None:
        self._erase_at = NEVER if self._erase() else time.monotonic() + ERASE_AGAIN

    def _next_batch(self) -> tuple[list[_Unit], bool]:
        """What waits now, at most BATCH units; and whether to stop after them. Patient ones are set aside."""
        units: list[_Unit] = []
        wait = 0 if self._patient else max(0, self._erase_at - time.monotonic())
        try:
            first = self._waiting.get(timeout=None if wait == NEVER else wait)
            while first is not None:
                (self._patient if first.patient else units).append(first)
                if len(units) == BATCH:
                    return units, False
                first = self._waiting.get_nowait()
        except queue.Empty:
            return units, False
        return units, True

    def _refuse_the_rest(self) -> None:
        """Units that slipped in while the store was being closed."""
        while True:
            try:
                unit = self._waiting.get_nowait()
            except queue.Empty:
                return
            if unit is not None and unit.future.set_running_or_notify_cancel():
                unit.future.set_exception(StoreUnavailable("Der Datenspeicher ist geschlossen."))

    def _write(self, units: Sequence[_Unit]) -> None:
        """Commit all together; after a fault once more, then each alone, so that nobody pays for a neighbour."""
        try:
            self._commit(units)
        except OperationalError:
            self._write_again(units)
        except Exception:
            self._write_alone(units)

    def _write_again(self, units: Sequence[_Unit]) -> None:
        try:
            self._commit(units)
        except OperationalError as error:
            for unit in units:
                unit.outcome = unavailable(error)
        except Exception:
            self._write_alone(units)

    def _write_alone(self, units: Sequence[_Unit]) -> None:
        for unit in units:
            try:
                self._commit([unit])
            except OperationalError as error:
                unit.outcome = unavailable(error)
            except Exception as error:  # it belongs to whoever waits for this unit
                unit.outcome = error

    def _commit(self, units: Sequence[_Unit]) -> None:
        with self._engine.begin() as connection:
            before = _changes(connection)
            connection.info.pop(_TOUCHED, None)
            for bundle, alike in groupby(units, key=lambda unit: unit.bundle):
                group = list(alike)
                for unit, outcome in zip(group, bundle(connection, [unit.item for unit in group]), strict=True):
                    unit.outcome = outcome
            touched = connection.info.pop(_TOUCHED, None)
            if touched:
                connection.execute(_LATER_REVISION, [{"touched": workshop_id} for workshop_id in sorted(touched)])
            has_erased = any(unit.erases for unit in units) and _changes(connection) > before
        self.erasures += has_erased


def _changes(connection: Connection) -> int:
    """Rows that this connection has changed so far; PostgreSQL does not count them."""
    return int(getattr(connection.connection.driver_connection, "total_changes", 0))


def unavailable(error: SQLAlchemyError) -> StoreUnavailable:
    """The database's complaint as a sentence, without any value that was to be stored."""
    reason = str(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
    if isinstance(error, TimeoutError) or "locked" in reason or "lock timeout" in reason:
        return StoreBusy("Der Datenspeicher ist gerade belegt. Bitte gleich noch einmal.")
    return StoreUnavailable(f"Der Datenspeicher antwortet nicht ({reason.splitlines()[0] if reason else 'unbekannt'}).")


def _each_apart(connection: Connection, works: Sequence[Callable[[Connection], Any]]) -> list[Any]:
    """Every work in its own savepoint."""
    outcomes: list[Any] = []
    for work in works:
        savepoint = connection.begin_nested()
        try:
            outcome = work(connection)
            savepoint.commit()
        except OperationalError:
            raise
        except Exception as error:
            savepoint.rollback()
            outcome = error
        outcomes.append(outcome)
    return outcomes


def _resolve(unit: _Unit) -> None:
    if isinstance(unit.outcome, Exception):
        unit.future.set_exception(unit.outcome)
    else:
        unit.future.set_result(unit.outcome)
