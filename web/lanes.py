"""Uploads go through lanes: a few at once for everybody, so that one cannot fill the memory or hold up the others."""

import asyncio

from starlette.types import ASGIApp, Receive, Scope, Send

EACH = 3
TEAMS = 6
"""At once: for one device or one link, and for all links together."""


class Lanes:
    """Who comes when all lanes are taken waits; nothing of what they send is read meanwhile."""

    def __init__(self) -> None:
        self._teams = asyncio.Semaphore(TEAMS)
        self._by_owner: dict[str, asyncio.Semaphore] = {}
        self._waiting: dict[str, int] = {}

    def through(self, app: ASGIApp, owner: str, *, is_team: bool) -> ASGIApp:
        """The app, for one request of this owner."""

        async def one_request(scope: Scope, receive: Receive, send: Send) -> None:
            lane = self._by_owner.setdefault(owner, asyncio.Semaphore(EACH))
            self._waiting[owner] = self._waiting.get(owner, 0) + 1
            try:
                async with lane:
                    if not is_team:
                        await app(scope, receive, send)
                        return
                    async with self._teams:
                        await app(scope, receive, send)
            finally:
                self._waiting[owner] -= 1
                if not self._waiting[owner]:
                    del self._by_owner[owner], self._waiting[owner]

        return one_request
