"""Is the server well? Asked so that the answer comes whatever the database does."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor

PATIENCE = 2.0
"""Seconds after which silence is an answer, too: in a network that is cut, a question may hang for long."""


class Pulse:
    """Asks in a thread of its own, which no hanging page can take; those who come meanwhile share the question."""

    def __init__(self, is_well: Callable[[], bool]) -> None:
        self._is_well = is_well
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="health")
        self._asked: Future[bool] | None = None

    async def beats(self) -> bool:
        """Whether all is well, known within PATIENCE."""
        if self._asked is None or self._asked.done():
            self._asked = self._thread.submit(self._is_well)
        done, _late = await asyncio.wait({asyncio.wrap_future(self._asked)}, timeout=PATIENCE)
        return any(one.exception() is None and one.result() for one in done)
