"""One process of the server under our eyes: started, started again, ended."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping

from config import ROOT

ENDS_WITHIN = 20
"""Seconds after which a process that was asked to end is ended by force."""

PAUSES = (1.0, 2.0, 5.0, 15.0, 30.0)
"""Seconds before the next start, the longer the more often it has just failed."""

STANDS_AFTER = 60
"""Seconds after which a start counts as a good one."""

_DIE_WITH_PARENT = 1
"""``PR_SET_PDEATHSIG`` of Linux's ``prctl``."""


class Process:
    """``own``: what it has in its environment beside ours."""

    def __init__(self, name: str, command: tuple[str, ...], own: Mapping[str, str]) -> None:
        self.name = name
        self._command = command
        self._own = own
        self._running: subprocess.Popen[bytes] | None = None
        self._started = self._start_at = 0.0
        self._failures = 0

    def look_after(self) -> None:
        """Start it when it is time; say when it has ended."""
        if self._running is not None and self._running.poll() is not None:
            self._failures = 0 if time.monotonic() - self._started > STANDS_AFTER else self._failures
            pause = PAUSES[min(self._failures, len(PAUSES) - 1)]
            self._failures += 1
            print(
                f"Prozess {self.name} ist beendet ({self._running.returncode}). Neuer Start in {pause:g} s.",
                file=sys.stderr,
                flush=True,
            )
            self._running, self._start_at = None, time.monotonic() + pause
        if self._running is None and time.monotonic() >= self._start_at:
            self._start()

    def ask_to_end(self) -> None:
        if self._running is not None:
            self._running.terminate()

    def end(self) -> None:
        """Wait for it, by force if it takes too long."""
        if self._running is None:
            return
        try:
            self._running.wait(ENDS_WITHIN)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def _start(self) -> None:
        self._started = time.monotonic()
        ours = _not_left_behind if sys.platform == "linux" else None
        self._running = subprocess.Popen(
            self._command, cwd=ROOT, env={**os.environ, **self._own}, stdin=subprocess.DEVNULL, preexec_fn=ours
        )


def _not_left_behind() -> None:
    """Runs in the new process: when we are killed, it ends, and does not hold its port for ever."""
    ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)
