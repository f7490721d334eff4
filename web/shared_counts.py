"""What the other processes have counted of the same sender, for limits that hold for all of them together."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from datetime import date

from data.store.attempts import CODE_SLOT, exchange_attempts, slot_now
from data.store.day_keys import hidden, key_of_the_day
from data.store.engine import Store
from data.store.errors import StoreUnavailable
from data.store.rows import day_here

MOST = 10_000
"""Senders that wait to be told of at most."""


class SharedCounts:
    """Tells the store of its own counts every second, in one COMMIT, and hears those of the others.

    So a flood costs no more than a trickle, and what a process knows of the others is a second old. Where the store is
    away, each counts for itself. Senders are told of as hashes with the key of the day, and are gone after ``seconds``.
    """

    def __init__(self, what: str, *, seconds: float = 60, every: float = 1) -> None:
        self._what = what
        self._slots = int(seconds // CODE_SLOT)
        self._every = every
        self._key: tuple[date, bytes] | None = None
        self._untold: dict[int, Counter[str]] = {}
        self._told: dict[int, Counter[str]] = {}
        self._all: Mapping[str, int] = {}
        self._telling: asyncio.Task[None] | None = None

    async def others(self, store: Store, sender: str) -> int:
        """Count one more of this sender; gives how many of it the others have counted lately."""
        try:
            who = await self._hidden(store, sender)
        except StoreUnavailable:
            return 0
        untold = self._untold.setdefault(slot_now(store), Counter())
        if len(untold) < MOST:
            untold[who] += 1
        if self._telling is None or self._telling.done():
            self._telling = asyncio.create_task(self._tell(store))
        return max(0, self._all.get(who, 0) - sum(told[who] for told in self._told.values()))

    async def _tell(self, store: Store) -> None:
        """Until all is told, and what was told is forgotten."""
        while self._untold or self._all:
            news, self._untold = self._untold, {}
            since = slot_now(store) - self._slots
            try:
                self._all = await asyncio.to_thread(exchange_attempts, store, self._what, news, since)
            except StoreUnavailable:
                self._all, news = {}, {}
            for slot, counts in news.items():
                self._told.setdefault(slot, Counter()).update(counts)
            self._told = {slot: counts for slot, counts in self._told.items() if slot >= since}
            await asyncio.sleep(self._every)

    async def _hidden(self, store: Store, sender: str) -> str:
        today = day_here()
        if self._key is None or self._key[0] != today:
            self._key = today, await asyncio.to_thread(key_of_the_day, store, today)
        return hidden(self._key[1], sender)
