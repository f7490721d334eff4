"""Ctrl+C and a request to end: heard in the middle of a rehearsal, kept back while it is set up and tidied up."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Any

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Interrupts:
    """While it is entered, signals wait for ``heard``; only for the main thread."""

    def __init__(self) -> None:
        self._came = False
        self._before: dict[signal.Signals, Any] = {}

    def __enter__(self) -> "Interrupts":
        self._before = {one: signal.signal(one, self._keep_back) for one in SIGNALS}
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for one, handler in self._before.items():
            signal.signal(one, handler)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """Raises KeyboardInterrupt on a signal, also on one that has come before."""
        for one in SIGNALS:
            signal.signal(one, _as_ctrl_c)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            if self._came:
                raise KeyboardInterrupt
            yield
        finally:
            for one in SIGNALS:
                signal.signal(one, self._keep_back)

    def _keep_back(self, _number: int, _frame: FrameType | None) -> None:
        self._came = True


def _as_ctrl_c(_number: int, _frame: FrameType | None) -> None:
    signal.raise_signal(signal.SIGINT)
