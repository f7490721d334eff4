"""When what was replaced or removed goes from the database's files: between two COMMITs, or beside them."""

import queue
import threading
import time
from collections.abc import Callable
from typing import Protocol

ERASE_AGAIN = 1
"""Seconds until the next try to empty a log that somebody still reads."""
NEVER = float("inf")


class Erasing(Protocol):
    """What the writer tells of its COMMITs, and asks before it waits for the next unit."""

    def rest(self) -> float:
        """Seconds for which the writer may wait."""

    def committed(self) -> None:
        """A COMMIT may have replaced or removed something."""

    def before(self, telling: Callable[[], None]) -> None:
        """Erase now, and only then tell."""

    def look(self) -> None:
        """Erase if it is time."""

    def close(self) -> None:
        """Finish what was asked for."""


class InTurn:
    """In the writer's own thread, where nobody else writes meanwhile; for SQLite, whose log is emptied in no time.

    ``erase`` gives False where it could not yet; then it is called again.
    """

    def __init__(self, erase: Callable[[], bool], within: float) -> None:
        self._erase, self._within = erase, within
        self._at = NEVER

    def rest(self) -> float:
        return max(0, self._at - time.monotonic())

    def committed(self) -> None:
        self._at = min(self._at, time.monotonic() + self._within)

    def before(self, telling: Callable[[], None]) -> None:
        self._erase_now()
        telling()

    def look(self) -> None:
        if time.monotonic() >= self._at:
            self._erase_now()

    def close(self) -> None:
        pass

    def _erase_now(self) -> None:
        self._at = NEVER if self._erase() else time.monotonic() + ERASE_AGAIN


class Beside:
    """In a thread of its own, so that phones never wait for it; for PostgreSQL, where VACUUM takes a while."""

    def __init__(self, erase: Callable[[], bool], within: float) -> None:
        self._erase, self._within = erase, within
        self._at = NEVER
        self._is_noted = False
        self._asked: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="store-eraser", daemon=True)
        self._thread.start()

    def rest(self) -> float:
        return NEVER

    def committed(self) -> None:
        if not self._is_noted:
            self._is_noted = True
            self._asked.put(self._note)

    def before(self, telling: Callable[[], None]) -> None:
        self._asked.put(telling)

    def look(self) -> None:
        pass

    def close(self) -> None:
        self._asked.put(None)
        self._thread.join()

    def _note(self) -> None:
        self._at = min(self._at, time.monotonic() + self._within)

    def _run(self) -> None:
        asked: Callable[[], None] | None = self._note
        while asked is not None:
            asked = self._next()
            if asked == self._note:
                self._note()
            elif asked is not None:
                self._erase_now(asked)

    def _next(self) -> Callable[[], None] | None:
        """What was asked for; nothing to tell where the time has come."""
        rest = max(0, self._at - time.monotonic())
        try:
            return self._asked.get(timeout=None if rest == NEVER else rest)
        except queue.Empty:
            return _nothing

    def _erase_now(self, telling: Callable[[], None]) -> None:
        """Whoever waits for it hears of it, whatever comes of the erasing: it is tried again."""
        self._is_noted = False  # what is committed from now on may come too late for this one
        self._at = time.monotonic() + ERASE_AGAIN
        try:
            if self._erase():
                self._at = NEVER
        finally:
            telling()


def _nothing() -> None:
    pass
