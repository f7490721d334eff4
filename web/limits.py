"""Limits: wrong codes per minute, and the size of what is sent to us."""

import hashlib
import secrets
import time
from collections import deque
from collections.abc import Callable

from starlette.requests import Request

LARGEST_BODY = 64 * 1024
"""Bytes; all answers of the Langform take about 2,000."""


class TooLarge(Exception):  # noqa: N818 - named by what is so
    """More was sent than any of our forms can fill."""


class WrongCodes:
    """Counts wrong codes of the last minute, in memory alone; right codes are never counted nor refused.

    Addresses are kept as hashes with a key that nobody else knows and that ends with the process.
    """

    def __init__(
        self, *, each: int = 30, together: int = 60, seconds: float = 60, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._each = each
        self._together = together
        self._seconds = seconds
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._seen: deque[tuple[float, bytes]] = deque(maxlen=10_000)

    def refuses(self, address: str) -> bool:
        """Count one more wrong code from this address; True when the budget of the minute is spent."""
        now = self._clock()
        while self._seen and self._seen[0][0] <= now - self._seconds:
            self._seen.popleft()
        source = hashlib.blake2b(address.encode(), key=self._key, digest_size=8).digest()
        if len(self._seen) >= self._together or sum(other == source for _, other in self._seen) >= self._each:
            return True
        self._seen.append((now, source))
        return False


def address_of(request: Request) -> str:
    """The sender's network address, for counting in memory; never stored, never logged."""
    return request.client.host if request.client else ""


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
