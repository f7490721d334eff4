"""Waiting for the store's futures without waking the event loop for each of them."""

import asyncio
from collections import deque
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class _Arrivals:
    """Hands over in one go what a COMMIT has finished for many."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._finished: deque[tuple[asyncio.Future[Any], Future[Any]]] = deque()
        self._is_called = False

    def expect(self, future: "Future[T]") -> "asyncio.Future[T]":
        waiting: asyncio.Future[T] = self._loop.create_future()
        future.add_done_callback(lambda finished: self._arrived(waiting, finished))
        return waiting

    def _arrived(self, waiting: asyncio.Future[Any], finished: "Future[Any]") -> None:
        """Runs in the writer's thread."""
        self._finished.append((waiting, finished))
        if not self._is_called:
            self._is_called = True
            self._loop.call_soon_threadsafe(self._hand_over)

    def _hand_over(self) -> None:
        self._is_called = False
        while self._finished:
            waiting, finished = self._finished.popleft()
            if waiting.done():
                continue
            error = finished.exception()
            if error is not None:
                waiting.set_exception(error)
            else:
                waiting.set_result(finished.result())


_by_loop: dict[asyncio.AbstractEventLoop, _Arrivals] = {}


async def arrival(future: "Future[T]") -> T:
    """What the future brings; like ``asyncio.wrap_future``, but a thousand at once cost one wake-up, not a thousand."""
    loop = asyncio.get_running_loop()
    if loop not in _by_loop:
        _by_loop.clear()
        _by_loop[loop] = _Arrivals(loop)
    return await _by_loop[loop].expect(future)
