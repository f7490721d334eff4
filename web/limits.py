"""Limits: how fast wrong codes are answered, and the size of what is sent to us."""

import asyncio
import hashlib
import secrets
import time
from collections import Counter, deque
from collections.abc import Callable

from starlette.requests import Request

from data.store.attempts import WRONG_CODES
from data.store.engine import Store
from web.shared_counts import SharedCounts

LARGEST_BODY = 64 * 1024
"""Bytes; all answers of the Langform take about 2,000."""

AT_ONCE = 20
"""Wrong codes of an address within a minute that are answered without delay: a hall that mistypes."""

STEP, LONGEST = 0.1, 2.0
"""Seconds that each further one waits longer, and at most."""

WAITING_EACH, WAITING = 30, 120
"""Answers that may wait at once, for one address and for all."""

REMEMBERED = 10_000
"""Wrong codes that are counted at most."""


class TooLarge(Exception):  # noqa: N818 - named by what is so
    """More was sent than any of our forms can fill."""


class WrongCodes:
    """Slows wrong codes down, the more so the more of them an address has sent within a minute.

    A right code never waits. Nobody is refused for a neighbour behind the same address: a typing error gets its
    sentence, a little later; only a flood, with more answers waiting than anybody types, is refused.
    Addresses are kept as hashes with a key that nobody else knows and that ends with the process: in memory alone,
    unless several processes share a store and have to count together (``SharedCounts``).
    """

    def __init__(self, *, seconds: float = 60, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._seen: deque[tuple[float, bytes]] = deque()
        self._counts: Counter[bytes] = Counter()
        self._waiting: Counter[bytes] = Counter()
        self._shared = SharedCounts(WRONG_CODES, seconds=seconds)

    def pause(self, address: str, elsewhere: int = 0) -> float:
        """Count one more wrong code from this address; gives the seconds after which it may be answered.

        ``elsewhere``: how many other processes have counted.
        """
        now, source = self._clock(), self._source(address)
        self._forget(before=now - self._seconds, most=REMEMBERED - 1)
        self._seen.append((now, source))
        self._counts[source] += 1
        return min(max(self._counts[source] + elsewhere - AT_ONCE, 0) * STEP, LONGEST)

    async def answers(self, address: str, store: Store | None = None) -> bool:
        """Wait before a wrong code is answered; False at once where too many wait already.

        After its minute it is forgotten, also where no other one comes.
        """
        is_shared = store is not None and store.is_shared
        elsewhere = await self._shared.others(store, address) if store and is_shared else 0
        pause, source = self.pause(address, elsewhere), self._source(address)
        asyncio.get_running_loop().call_later(self._seconds, self._forget_old)
        if pause and (self._waiting[source] >= WAITING_EACH or self._waiting.total() >= WAITING):
            return False
        self._waiting[source] += 1
        try:
            await asyncio.sleep(pause)
        finally:
            self._waiting[source] -= 1
            self._waiting += Counter()  # without those who wait no longer
        return True

    def _forget_old(self) -> None:
        self._forget(before=self._clock() - self._seconds, most=REMEMBERED)

    def _forget(self, *, before: float, most: int) -> None:
        while self._seen and (self._seen[0][0] <= before or len(self._seen) > most):
            _when, old = self._seen.popleft()
            self._counts[old] -= 1
            if not self._counts[old]:
                del self._counts[old]

    def _source(self, address: str) -> bytes:
        return hashlib.blake2b(address.encode(), key=self._key, digest_size=8).digest()


async def body_of(request: Request, largest: int = LARGEST_BODY) -> bytes:
    """The whole body; raises TooLarge as soon as it is clear that it is too long, without reading on."""
    announced = request.headers.get("content-length", "0")
    if announced.isdecimal() and int(announced) > largest:
        raise TooLarge
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > largest:
            raise TooLarge
    return bytes(body)
