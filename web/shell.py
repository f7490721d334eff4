"""The outermost layer: headers on every response, and who may come near Streamlit at all."""

import asyncio
import logging
import secrets
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router, request_response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from data.store.access import Access
from data.store.engine import StoreUnavailable
from web import light, runtime
from web.frame import StreamlitFrame
from web.headers import HeaderList, light_headers, streamlit_headers
from web.identity import access_of, hashed, is_encrypted, staff_token
from web.lanes import Lanes
from web.light import refusal, words_for
from web.origin import as_streamlit_expects, is_own_origin
from web.pace import Paces
from web.patience import SlowBody, patient
from web.routes import nothing_here
from web.sessions import Visitor, let_in
from web.window import Window

_log = logging.getLogger(__name__)

_STREAMLIT = ("/_stcore/", "/media/", "/component/", "/static/", "/oauth2callback", "/auth/")
_FILES = ("/favicon.png", "/manifest.json")
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_UPLOADS = "/_stcore/upload_file"
_UPLOADING = ("moderator", "team")
_MADE_FILES = "/media/"
_NOT_KEPT = [(b"cache-control", b"no-store")]
_TOO_MANY_WINDOWS = 1013

Entrance = Callable[[Request], Response]


class Shell:
    """Pure ASGI middleware around everything.

    ``own``: our routes, which it answers itself: on the way through Streamlit's middleware each request would take
    twice as long. ``entrance``: the page for people who are not signed in; ``static``: Streamlit's installed static
    folder; ``last_run``: a message by which a page runs anew.
    """

    def __init__(
        self, app: ASGIApp, *, own: Sequence[Route], entrance: Entrance, static: Path, last_run: bytes = b""
    ) -> None:
        self._app = app
        self._routes = Router(own, default=request_response(nothing_here))
        self._own = frozenset(route.path.split("/")[1] for route in own)
        self._entrance = entrance
        self._frame = StreamlitFrame(static, light.assets()["desk.js"].address)
        self._light = light_headers()
        self._heavy = streamlit_headers(self._frame.html)
        self._last_run = last_run
        self._paces = Paces()
        self._lanes = Lanes()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_own = scope["path"].lstrip("/").partition("/")[0] in self._own
        outgoing = _Outgoing(send, self._light if is_own else self._heavy)
        if scope["method"] not in ("GET", "HEAD"):
            receive = patient(receive)
        try:
            if is_own:
                answer = _foreign_write(scope) or self._routes
            else:
                answer = await self._streamlit(scope, outgoing) or self._app
            await answer(scope, receive, outgoing)
        except ClientDisconnect:
            return
        except SlowBody:
            await _give_up(scope, receive, outgoing)
        except HTTPException as error:
            await _refuse(error, scope, receive, outgoing)
        except Exception as error:
            await _apologise(error, scope, receive, outgoing)

    async def _streamlit(self, scope: Scope, outgoing: "_Outgoing") -> ASGIApp | None:
        """Our answer in Streamlit's place; None where Streamlit may answer itself."""
        path: str = scope["path"]
        request = Request(scope)
        if path.startswith(_CLOSED) or path.find("/_stcore/") > 0:
            return PlainTextResponse("Nicht gefunden", 404)
        if path.startswith(_STREAMLIT) and not _is_own(request):
            return PlainTextResponse("Anfrage von einer fremden Seite", 403)
        if path.startswith("/static/"):
            return await self._frame.file(request, path)
        if path.startswith(_UPLOADS):
            return await self._upload(request)
        if path.startswith(_MADE_FILES):
            outgoing.headers = [*self._heavy, *_NOT_KEPT]
            return await _made_file(request)
        if path.startswith(_STREAMLIT) or path in _FILES:
            return None
        return await self._page(request, outgoing)

    async def _upload(self, request: Request) -> ASGIApp:
        """People who may upload, into a window of their own, a few at once."""
        access = await _access(request)
        if access is None or access.role not in _UPLOADING:
            return JSONResponse({"error": "Dafür fehlt die Anmeldung."}, 403)
        sessions, device = runtime.sessions(), hashed(staff_token(request.cookies))
        session_id = request.url.path.removeprefix(_UPLOADS).strip("/").partition("/")[0]
        if sessions is None or not sessions.belongs(session_id, device):
            return JSONResponse({"error": "Dieses Fenster ist nicht mehr verbunden. Bitte laden Sie es neu."}, 400)
        return self._lanes.through(self._app, access.link_id or device, is_team=access.link_id is not None)

    async def _page(self, request: Request, outgoing: "_Outgoing") -> ASGIApp:
        """The dashboard's frame for moderators, screens and teams, the entrance for everyone else."""
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Diese Adresse nimmt nichts entgegen.", 405, {"Allow": "GET, HEAD"})
        if request.url.path.count("/") == 1 and await _access(request) is not None:
            return self._frame.page(request)
        outgoing.headers = self._light
        if request.url.path == "/":
            return self._entrance(request)
        return RedirectResponse("/", 303)

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Streamlit would ask a foreign host about an unknown origin and stand still meanwhile: it never sees one."""
        socket = WebSocket(scope, receive, send)
        access = await _access(socket) if _is_own(socket) else None
        if access is None:
            await socket.close(1008)
            return
        visitor = Visitor(hashed(staff_token(socket.cookies)), access.link_id)
        sessions = runtime.sessions()
        if sessions is not None and not sessions.has_room_for(visitor):
            await socket.close(_TOO_MANY_WINDOWS)
            return
        window = Window(
            receive,
            visitor,
            pause=self._paces.of_a_window(visitor.owner),
            is_signed_in=lambda: _is_still_there(socket),
            last_run=self._last_run,
        )
        let_in(visitor)
        try:
            await self._app({**scope, "headers": as_streamlit_expects(scope["headers"])}, window.receive, send)
        finally:
            window.close()


class _Outgoing:
    """Sends a response on, with ``headers`` added at its start."""

    def __init__(self, send: Send, headers: HeaderList) -> None:
        self._send = send
        self.headers = headers
        self.started = False

    async def __call__(self, event: Message) -> None:
        if event["type"] == "http.response.start":
            self.started = True
            names = {name for name, _ in self.headers}
            kept = [header for header in event.get("headers", ()) if header[0].lower() not in names]
            event = {**event, "headers": [*kept, *self.headers]}
        await self._send(event)


async def _access(connection: Request | WebSocket) -> Access | None:
    if not staff_token(connection.cookies):
        return None
    return await asyncio.to_thread(lambda: access_of(connection.cookies, runtime.store()))


async def _is_still_there(socket: WebSocket) -> bool:
    """Whether the sign-in of this window still holds; while the store does not answer, the page says that itself."""
    try:
        return await _access(socket) is not None
    except StoreUnavailable:
        return True


async def _made_file(request: Request) -> ASGIApp | None:
    """Only who was offered a file gets it."""
    if await _access(request) is None:
        return JSONResponse({"error": "Dafür fehlt die Anmeldung."}, 403)
    sessions, file_id = runtime.sessions(), Path(request.url.path).stem
    if sessions is None or not sessions.was_offered(file_id, hashed(staff_token(request.cookies))):
        sentence = (
            "Diese Datei gibt es hier nicht mehr. Bitte laden Sie die Seite neu und versuchen Sie es noch einmal."
        )
        return PlainTextResponse(sentence, 404)
    return None


def _is_own(connection: Request | WebSocket) -> bool:
    is_websocket = connection.scope["type"] == "websocket"
    return is_own_origin(connection.headers, websocket=is_websocket, encrypted=is_encrypted(connection))


def _foreign_write(scope: Scope) -> ASGIApp | None:
    """A refusal where another site's page wants to change something here."""
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return None
    request = Request(scope)
    if _is_own(request):
        return None
    _ = words_for(request)
    return refusal(request, _("Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt."), 403)


async def _give_up(scope: Scope, receive: Receive, outgoing: _Outgoing) -> None:
    """Somebody announced more than they send."""
    if outgoing.started:
        return
    request = Request(scope)
    _ = words_for(request)
    sentence = _("Das Senden hat zu lange gedauert. Bitte versuchen Sie es noch einmal.")
    response = refusal(request, sentence, 408)
    response.headers["Connection"] = "close"
    await response(scope, receive, outgoing)


async def _refuse(error: HTTPException, scope: Scope, receive: Receive, outgoing: _Outgoing) -> None:
    request = Request(scope)
    _ = words_for(request)
    response = refusal(request, _("Diese Adresse lässt sich so nicht aufrufen."), error.status_code)
    response.headers.update(error.headers or {})
    await response(scope, receive, outgoing)


async def _apologise(error: Exception, scope: Scope, receive: Receive, outgoing: _Outgoing) -> None:
    """Say that something broke, with a number to find it by; the log names the kind of error, never what was sent."""
    number = secrets.token_hex(4)
    place = traceback.extract_tb(error.__traceback__)[-1]
    _log.error("Fehler %s: %s in %s, Zeile %s", number, type(error).__name__, place.filename, place.lineno)
    if outgoing.started:
        raise error
    request = Request(scope)
    _ = words_for(request)
    sentence = _(
        "Da ist etwas schiefgegangen. Bitte versuchen Sie es gleich noch einmal. Nummer {number}", number=number
    )
    await refusal(request, sentence, 500)(scope, receive, outgoing)
