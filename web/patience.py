"""How long the server waits for others: connections that say nothing or dawdle are closed."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Protocol

from starlette.types import Message, Receive

UNTIL_HEADERS = 10.0
"""Seconds from opening a connection, or from the last answer on it, to the whole head of the next request."""

UNTIL_READ = 30.0
"""Seconds within which some of an answer must have been taken."""

FIRST_SECONDS = 15.0
SLOWEST = 5_000
"""A body may take its first seconds, and from then on must have come with so many bytes a second."""


class SlowBody(Exception):  # noqa: N818 - named by what is so
    """A request announced more than it sends."""


def patient(receive: Receive, *, clock: Callable[[], float] = time.monotonic) -> Receive:
    """``receive``, which raises SlowBody until the body is whole; only the time in which the server waits counts."""
    waited, received, is_whole = 0.0, 0, False

    async def next_part() -> Message:
        nonlocal waited, received, is_whole
        if is_whole:
            return await receive()
        if _is_there(receive):
            event = await receive()
        else:
            started = clock()
            try:
                async with asyncio.timeout(max(FIRST_SECONDS + received / SLOWEST - waited, 0.0)):
                    event = await receive()
            except TimeoutError:
                raise SlowBody from None
            waited += clock() - started
        received += len(event.get("body", b""))
        is_whole = not event.get("more_body", False)
        return event

    return next_part


def _is_there(receive: Receive) -> bool:
    """Whether uvicorn has a part already, as of nearly every answer: then a clock would cost more than it is worth."""
    cycle = getattr(receive, "__self__", None)
    return bool(getattr(cycle, "body", b"")) or not getattr(cycle, "more_body", True)


class Connection(Protocol):
    """What we need of uvicorn's HTTP protocols."""

    transport: asyncio.Transport
    cycle: Any
    """The request that is being answered, or was last; None before the first."""


State = tuple[object, bool, int]


class Doorkeeper:
    """Looks at all connections once a second; cheaper for a room's thousand requests than a clock on each.

    ``most``: files that may be open. Above three quarters of it, whoever says nothing has to go at once.
    """

    def __init__(self, most: int | None = None, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._room = most * 3 // 4 if most is not None else None
        self._clock = clock
        self._seen: dict[Any, tuple[State, float]] = {}

    def watch(self, *protocols: Any) -> None:
        """Hear of every new connection of these classes of uvicorn's."""
        for protocol in protocols:
            protocol.connection_made = self._noting(protocol.connection_made)

    def _noting(self, made: Callable[[Any, asyncio.Transport], None]) -> Callable[[Any, asyncio.Transport], None]:
        def connection_made(protocol: Any, transport: asyncio.Transport) -> None:
            made(protocol, transport)
            self._seen[protocol] = (None, False, 0), self._clock()
            self._make_room()

        return connection_made

    async def keep_watch(self) -> None:
        """For as long as the server runs."""
        while True:
            await asyncio.sleep(1)
            self.look()

    def look(self) -> None:
        """Close the connections whose time is over."""
        for connection in list(self._seen):
            transport = connection.transport
            if (transport.is_closing() and not _state(connection)[2]) or transport.get_protocol() is not connection:
                del self._seen[connection]  # gone, or a websocket by now
            elif self._is_over(connection):
                transport.abort()

    def _make_room(self) -> None:
        """Whoever has said nothing for the longest goes first."""
        if self._room is None or len(self._seen) <= self._room:
            return
        for connection in list(self._seen):
            _cycle, is_answering, unread = _state(connection)
            if connection.transport.is_closing() or not (is_answering or unread):
                connection.transport.abort()
                del self._seen[connection]
                return

    def _is_over(self, connection: Connection) -> bool:
        """Nobody waits for a request without a head, or for a reader who does not read."""
        before, since = self._seen[connection]
        state, now = _state(connection), self._clock()
        if state != before:
            self._seen[connection] = state, now
            return False
        _cycle, is_answering, unread = state
        if unread:
            return now - since > UNTIL_READ
        return not is_answering and now - since > UNTIL_HEADERS


def _state(connection: Connection) -> State:
    """The request at hand, whether its answer is unfinished, and how much of it nobody has taken yet."""
    cycle = connection.cycle
    is_answering = cycle is not None and not cycle.response_complete
    return cycle, is_answering, connection.transport.get_write_buffer_size()
