"""One thread writes; whatever waits meanwhile shares the next COMMIT."""

import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, bindparam, update

from data.store.erasing import NEVER, Erasing
from data.store.errors import StoreBusy, StoreUnavailable
from data.store.faults import is_about_the_store, is_away
from data.store.schema import workshops
from data.store.units import Bundle, Item, Outcome, Unit, each_apart, refusal, resolve

T = TypeVar("T")

BATCH = 256
WAITING_AT_MOST = 20_000
AWAY_AT_MOST = 8.0
"""Seconds for which a batch is kept while PostgreSQL is away: so long a failover may take, and a phone waits for its
"gespeichert"."""
TRY_EVERY = 0.25
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


class Writer:
    """Takes units of work from any thread; their futures resolve only after the COMMIT.

    What a COMMIT replaced or removed stands in the database for a while: ``erasing`` lets it go, before anybody hears
    of a COMMIT that ``erases``. ``erasures`` counts the COMMITs that erased something; SQLite only. ``commits`` and
    ``failures`` count those that came about and those that did not.
    """

    def __init__(self, engine: Engine, erasing: Erasing) -> None:
        self._engine = engine
        self._erasing = erasing
        self._since: float | None = None
        self._began = self._away_since = self._away_at = -NEVER
        self.erasures = self.commits = self.failures = 0
        self._waiting: queue.SimpleQueue[Unit | None] = queue.SimpleQueue()
        self._patient: deque[Unit] = deque()
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
        return self._put(Unit(each_apart, work, erases, patient))

    def submit_bundled(self, bundle: "Bundle[Item, Outcome]", item: Item) -> "Future[Outcome]":
        """Let ``bundle`` do the item together with others of its kind that wait at the same time."""
        return self._put(Unit(bundle, item, erases=False))

    def is_running(self) -> bool:
        return self._thread.is_alive() and not self._closed.is_set()

    def waiting(self) -> int:
        """Units that nobody has begun to write."""
        return self._waiting.qsize() + len(self._patient)

    def longest_wait(self) -> float:
        """Seconds for which the oldest unit has been waiting for its COMMIT; 0 where none waits."""
        since = self._since  # units are taken in their order, so no other one is older than those being written
        return 0.0 if since is None else time.monotonic() - since

    def close(self) -> None:
        """Finish what waits, then stop and let go of the database; nobody is waited for any more."""
        if not self._closed.is_set():
            self._closed.set()
            self._waiting.put(None)
        self._thread.join()
        self._erasing.close()
        self._engine.dispose()

    def _put(self, unit: Unit) -> "Future[Any]":
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
            self._erasing.look()
        self._refuse_waiting(StoreUnavailable("Der Datenspeicher ist geschlossen."))

    def _do(self, units: Sequence[Unit]) -> None:
        """Write what was not cancelled, and say so."""
        running = [unit for unit in units if unit.future.set_running_or_notify_cancel()]
        if not running:
            return
        self._since = time.monotonic() if running[0].patient else running[0].since
        self._write(running)
        self._since = None
        self._erasing.committed()
        if any(unit.erases for unit in running):
            self._erasing.before(lambda: resolve([unit for unit in running if unit.erases]))
        resolve([unit for unit in running if not unit.erases])

    def _next_batch(self) -> tuple[list[Unit], bool]:
        """What waits now, at most BATCH units; and whether to stop after them. Patient ones are set aside."""
        units: list[Unit] = []
        wait = 0 if self._patient else self._erasing.rest()
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

    def _refuse_waiting(self, why: StoreUnavailable) -> None:
        """All that waits now; the sign to stop stays."""
        while True:
            try:
                unit = self._waiting.get_nowait()
            except queue.Empty:
                return
            if unit is None:
                self._waiting.put(None)
                return
            if unit.future.set_running_or_notify_cancel():
                unit.future.set_exception(why)

    def _write(self, units: Sequence[Unit]) -> None:
        """Commit all together; after a fault again, then each alone, so that nobody pays for a neighbour."""
        self._began = time.monotonic()
        fault = self._fault_of(units)
        if is_away(fault):
            fault = self._fault_once_it_is_back(units, fault)
        elif is_about_the_store(fault):
            fault = self._fault_of(units)
        if is_about_the_store(fault):
            self._refuse(units, fault)
        elif fault is not None:
            self._write_alone(units)

    def _fault_of(self, units: Sequence[Unit]) -> Exception | None:
        try:
            self._commit(units)
        except Exception as error:
            self.failures += 1
            return error
        self.commits += 1
        self._away_at = -NEVER
        return None

    def _fault_once_it_is_back(self, units: Sequence[Unit], fault: Exception | None) -> Exception | None:
        """Try again and again, at first at once, until the database is back or nobody is to wait any longer."""
        pause = 0.0
        while is_away(fault) and not self._is_given_up(has_waited=pause > 0):
            self._closed.wait(pause)
            self._engine.dispose()  # also what is connected to a server that follows another one now
            fault, pause = self._fault_of(units), TRY_EVERY
        return fault

    def _is_given_up(self, *, has_waited: bool) -> bool:
        """Whether the database has been away for too long, or the program is to end."""
        now = time.monotonic()
        if now - self._away_at > AWAY_AT_MOST:
            self._away_since = self._began  # silence counts, too
        self._away_at = now
        return now - self._away_since >= AWAY_AT_MOST or (has_waited and self._closed.is_set())

    def _refuse(self, units: Sequence[Unit], fault: Exception | None) -> None:
        """Where the database is away, those who wait behind these have waited as long."""
        why = refusal(fault)
        for unit in units:
            unit.outcome = why
        if is_away(fault) and isinstance(why, StoreUnavailable):
            self._refuse_waiting(why)

    def _write_alone(self, units: Sequence[Unit]) -> None:
        for place, unit in enumerate(units):
            fault = self._fault_of([unit])
            if is_away(fault):
                self._write(units[place:])
                return
            if fault is not None:  # it belongs to whoever waits for this unit
                unit.outcome = refusal(fault)

    def _commit(self, units: Sequence[Unit]) -> None:
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
