"""Who follows a workshop's stage hears of every change: one look at the store for all of this process."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress

from data.store.engine import Store, StoreUnavailable
from data.store.stages import stands

_log = logging.getLogger(__name__)

EVERY = 0.05
"""Seconds between two looks at the store while somebody follows; another process may have moved the stage."""

PING = 15.0
"""Seconds of silence after which a stream says that it is alive."""

AFTER_A_FAULT = 1.0


class Hub:
    """``store`` gives the store. Streams end with ``close``: a server waits for open connections before it stops."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._stands: dict[str, str] = {}
        self._following: dict[str, set[asyncio.Event]] = {}
        self._look = asyncio.Event()
        self._is_closed = False

    async def watch(self) -> None:
        """Look until cancelled; rests while nobody follows."""
        while True:
            if not self._following:
                self._look.clear()
                await self._look.wait()
            try:
                self._tell(await asyncio.to_thread(stands, self._store(), tuple(self._following)))
                pause = EVERY
            except StoreUnavailable:
                pause = AFTER_A_FAULT
            except Exception:  # nobody looks at this task: were it to end, pages would wait for ever
                _log.exception("the stage could not be looked at")
                pause = AFTER_A_FAULT
            self._look.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._look.wait(), pause)

    def look_now(self) -> None:
        """Something was just changed by this process."""
        self._look.set()

    def close(self) -> None:
        """End all streams."""
        self._is_closed = True
        for events in self._following.values():
            for event in events:
                event.set()

    async def follow(self, workshop_id: str) -> AsyncIterator[str | None]:
        """What ``stands`` now and after each change; None after a while in which nothing changed."""
        told: str | None = None
        with self._follower(workshop_id) as news:
            while not self._is_closed:
                now = self._stands.get(workshop_id)
                if now is not None and now != told:
                    told = now
                    yield now
                news.clear()
                if self._stands.get(workshop_id) == told and not self._is_closed:
                    try:
                        await asyncio.wait_for(news.wait(), PING)
                    except TimeoutError:
                        yield None

    @contextmanager
    def _follower(self, workshop_id: str) -> Iterator[asyncio.Event]:
        news = asyncio.Event()
        if workshop_id not in self._following:
            self._stands.pop(workshop_id, None)  # what was known may be old
        self._following.setdefault(workshop_id, set()).add(news)
        self.look_now()
        try:
            yield news
        finally:
            self._following[workshop_id].discard(news)
            if not self._following[workshop_id]:
                del self._following[workshop_id]

    def _tell(self, now: dict[str, str]) -> None:
        for workshop_id, stand in now.items():
            if self._stands.get(workshop_id) != stand:
                self._stands[workshop_id] = stand
                for event in self._following.get(workshop_id, ()):
                    event.set()
