"""Streams of what stands: another word whenever the room may see something else."""

import time
from collections import Counter
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from data.store.errors import StoreUnavailable
from room.hub import Hub
from room.visit import NotYours, visit_of
from web import light, runtime
from web.identity import hashed, staff_token

HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}

MOST_STREAMS = 20
"""Streams that one device may have open at once; a Leinwand and a Regie have one each."""

ASKED_EVERY = 1.0
"""Seconds for which a device that was signed in is believed to be so still."""

hub = Hub(runtime.store)

_open: Counter[str] = Counter()
"""How many streams of this process each device has open, by the hash of its token."""


async def events(request: Request) -> Response:
    """The stream; of one device only so many."""
    visit = await visit_of(request)
    if request.method == "HEAD":
        return Response(headers=HEADERS, media_type="text/event-stream")
    device = hashed(staff_token(request.cookies))
    if _open[device] >= MOST_STREAMS:
        _ = visit.words
        sentence = _("Auf diesem Gerät sind zu viele Seiten des Raums offen. Bitte schließen Sie einige.")
        return light.message(request, sentence, status=429, language=_.language)
    return _Stream(_told(request, visit.evening.workshop.id), device)


class _Stream(StreamingResponse):
    """Counts as open while it is sent, however that ends."""

    def __init__(self, told: AsyncIterator[str], device: str) -> None:
        super().__init__(told, media_type="text/event-stream", headers=HEADERS)
        self._device = device

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        _open[self._device] += 1
        try:
            await super().__call__(scope, receive, send)
        finally:
            _open[self._device] -= 1
            if not _open[self._device]:
                del _open[self._device]


async def _told(request: Request, workshop_id: str) -> AsyncIterator[str]:
    """Ends with the server, and once the device is signed out."""
    yield "retry: 1000\n\n"
    asked = time.monotonic()
    async for stand in hub.follow(workshop_id):
        if time.monotonic() - asked >= ASKED_EVERY:
            asked = time.monotonic()
            if not await _is_signed_in(request):
                yield "event: ende\ndata: \n\n"
                return
        yield "event: ping\ndata: \n\n" if stand is None else f"event: stand\ndata: {stand}\n\n"


async def _is_signed_in(request: Request) -> bool:
    """Whether the device may still follow; while the store does not answer, it may."""
    try:
        await visit_of(request)
    except NotYours:
        return False
    except StoreUnavailable:
        pass
    return True
