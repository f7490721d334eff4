"""A measured pace: whoever asks without end waits, and everybody else does not notice."""

import time
from collections.abc import Callable

Clock = Callable[[], float]


class Pace:
    """So many at once, then so many a second; who comes sooner is told how long to wait."""

    def __init__(self, *, at_once: int, per_second: float, clock: Clock = time.monotonic) -> None:
        self._most = float(at_once)
        self._per_second = per_second
        self._clock = clock
        self._left = self._most
        self._looked = clock()

    def pause(self) -> float:
        """Take one; the seconds to wait first, mostly 0."""
        now = self._clock()
        self._left = min(self._most, self._left + (now - self._looked) * self._per_second) - 1
        self._looked = now
        return max(0.0, -self._left / self._per_second)

    def is_rested(self) -> bool:
        """Whether nothing of it is used: it can be forgotten."""
        return self._left + (self._clock() - self._looked) * self._per_second >= self._most


class Paces:
    """The pace of each window, of everybody who has windows, and of all together."""

    def __init__(self, *, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._all = Pace(at_once=200, per_second=24, clock=clock)
        self._by_owner: dict[str, Pace] = {}

    def of_a_window(self, owner: str) -> Callable[[], float]:
        """Call it for each message of a new window of this owner; it gives the seconds to wait first."""
        own = Pace(at_once=40, per_second=3, clock=self._clock)

        def pause() -> float:
            return max(own.pause(), self._of(owner).pause(), self._all.pause())

        return pause

    def _of(self, owner: str) -> Pace:
        if owner not in self._by_owner:
            self._by_owner = {known: pace for known, pace in self._by_owner.items() if not pace.is_rested()}
            self._by_owner[owner] = Pace(at_once=80, per_second=6, clock=self._clock)
        return self._by_owner[owner]
