"""The outermost layer: headers on every response, and who may come near Streamlit at all."""

import asyncio
import logging
import secrets
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route, Router, request_response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.store.access import Access
from data.store.engine import StoreUnavailable
from texts.words import words
from web import light, runtime
from web.frame import StreamlitFrame
from web.gate import UPLOADS, Gate, is_own, made_file
from web.headers import HeaderList, light_headers, streamlit_headers
from web.home import dashboard_place, has_dashboard, home_of
from web.identity import access_to, staff_language
from web.light import refusal, words_for
from web.patience import SlowBody, patient
from web.routes import nothing_here

_log = logging.getLogger(__name__)

_STREAMLIT = ("/_stcore/", "/media/", "/component/", "/static/", "/oauth2callback", "/auth/")
_FILES = ("/favicon.png", "/manifest.json")
_CLOSED = ("/_stcore/metrics", "/_stcore/agent", "/_stcore/script-health-check")
_MADE_FILES = "/media/"
_NOT_KEPT = [(b"cache-control", b"no-store")]

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
        self._gate = Gate(app, last_run)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._gate.websocket(scope, receive, send)
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
        except StoreUnavailable:
            await _ask_for_patience(scope, receive, outgoing)
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
        if path.startswith(_STREAMLIT) and not is_own(request):
            return PlainTextResponse("Anfrage von einer fremden Seite", 403)
        if path.startswith("/static/"):
            return await self._frame.file(request, path)
        if path.startswith(UPLOADS):
            return await self._gate.upload(request)
        if path.startswith(_MADE_FILES):
            outgoing.headers = [*self._heavy, *_NOT_KEPT]
            return await made_file(request)
        if path.startswith(_STREAMLIT) or path in _FILES:
            return None
        return await self._page(request, outgoing)

    async def _page(self, request: Request, outgoing: "_Outgoing") -> ASGIApp:
        """The dashboard's frame for moderators and teams; who has a page of their own is led there, everyone else
        to the entrance."""
        if request.method not in ("GET", "HEAD"):
            return PlainTextResponse("Diese Adresse nimmt nichts entgegen.", 405, {"Allow": "GET, HEAD"})
        access = await access_to(request)
        if access is not None and has_dashboard(access):
            return self._dashboard(request, access, outgoing)
        if access is not None:
            home = await asyncio.to_thread(home_of, access, runtime.store())
            if home != "/":
                return RedirectResponse(home, 303)
        outgoing.headers = self._light
        if request.url.path == "/":
            return self._entrance(request)
        return RedirectResponse("/", 303)

    def _dashboard(self, request: Request, access: Access, outgoing: "_Outgoing") -> ASGIApp:
        """Streamlit would say in English that there is no such page, also of the first one under its own name."""
        place = dashboard_place(access, request.url.path)
        if place == request.url.path:
            return self._frame.page(request)
        outgoing.headers = self._light
        if place is not None:
            return RedirectResponse(f"{place}?{request.url.query}".removesuffix("?"), 303)
        return _no_such_page(request, access)


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


def _no_such_page(request: Request, access: Access) -> Response:
    language = staff_language(request.cookies)
    _ = words(language)
    ways = {"team": _("Weiter zu „Datei hochladen“"), "operator": _("Weiter zu „Kommunen“")}
    way_on = ways.get(access.role, _("Weiter zu „Workshops“"))
    sentence = _("Vielleicht ist die Adresse vertippt oder eine ältere.")
    title = _("Diese Seite gibt es nicht.")
    return light.message(request, title, sentence, status=404, language=language, way_on=("/", way_on))


def _foreign_write(scope: Scope) -> ASGIApp | None:
    """A refusal where another site's page wants to change something here."""
    if scope["method"] in ("GET", "HEAD", "OPTIONS"):
        return None
    request = Request(scope)
    if is_own(request):
        return None
    _ = words_for(request)
    return refusal(request, _("Diese Anfrage kam von einer fremden Seite und wurde nicht ausgeführt."), 403)


async def _give_up(scope: Scope, receive: Receive, outgoing: _Outgoing) -> None:
    """Somebody announced more than they send."""
    _ = words_for(Request(scope))
    sentence = _("Das Senden hat zu lange gedauert. Bitte versuchen Sie es noch einmal.")
    await _end_with(scope, receive, outgoing, sentence, 408, {"Connection": "close"})


async def _ask_for_patience(scope: Scope, receive: Receive, outgoing: _Outgoing) -> None:
    """Whatever page is asked for: its store does not answer now."""
    _ = words_for(Request(scope))
    sentence = _("Der Datenspeicher antwortet gerade nicht. Bitte laden Sie die Seite gleich noch einmal.")
    await _end_with(scope, receive, outgoing, sentence, 503, {"Retry-After": "5"})


async def _end_with(
    scope: Scope, receive: Receive, outgoing: _Outgoing, sentence: str, status: int, headers: Mapping[str, str]
) -> None:
    """The refusal with this sentence, unless an answer is on its way already."""
    if outgoing.started:
        return
    response = refusal(Request(scope), sentence, status)
    response.headers.update(headers)
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
