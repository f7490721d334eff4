"""One open window of the dashboard: its messages come at a measured pace, and none once its sign-in is over."""

import asyncio
from collections.abc import Awaitable, Callable

from starlette.types import Message, Receive

from web.sessions import Visitor

LOOK_EVERY = 5.0
"""Seconds after which a window that says nothing is asked about its sign-in all the same."""

_LEFT = (1000, 1001)
"""Codes of a browser that closes a window on purpose; without them it may have lost its network and come back."""


class Window:
    """Receives in Streamlit's place.

    ``pause`` gives the seconds to wait before the next message. Once ``is_signed_in`` says no, the page runs one last
    time, by the message ``last_run``, to say so; nothing else that this window sends is heard.
    """

    def __init__(
        self,
        receive: Receive,
        visitor: Visitor,
        *,
        pause: Callable[[], float],
        is_signed_in: Callable[[], Awaitable[bool]],
        last_run: bytes,
    ) -> None:
        self._receive = receive
        self._visitor = visitor
        self._pause = pause
        self._is_signed_in = is_signed_in
        self._last_run = last_run
        self._is_over = False
        self._next: asyncio.Task[Message] | None = None

    async def receive(self) -> Message:
        """The next message that may pass."""
        while True:
            event = await self._heard()
            if event is not None and event["type"] != "websocket.receive":
                if event["type"] == "websocket.disconnect":
                    self._visitor.has_left = event.get("code") in _LEFT
                return event
            if event is not None:
                await asyncio.sleep(self._pause())
            if self._is_over:
                continue
            if not await self._is_signed_in():
                self._is_over = True
                return {"type": "websocket.receive", "bytes": self._last_run}
            if event is not None:
                return event

    def close(self) -> None:
        """Nobody receives any more."""
        if self._next is not None:
            self._next.cancel()

    async def _heard(self) -> Message | None:
        """What came, or None where nothing did for a while; what is under way is never lost."""
        if self._next is None:
            self._next = asyncio.ensure_future(self._receive())
        done, _waiting = await asyncio.wait([self._next], timeout=None if self._is_over else LOOK_EVERY)
        if not done:
            return None
        came, self._next = self._next, None
        return came.result()
