"""Who may come near Streamlit: websockets, uploads, and the files that a page has made."""

from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from data.store.access import Access
from data.store.engine import StoreUnavailable
from web import runtime
from web.home import has_dashboard
from web.identity import access_to, hashed, is_encrypted, staff_token
from web.lanes import Lanes
from web.matrix import may_somewhere
from web.origin import as_streamlit_expects, is_own_origin
from web.pace import Paces
from web.place import told_with
from web.sessions import Visitor, let_in
from web.window import Window

UPLOADS = "/_stcore/upload_file"
_NOT_YOURS, _TOO_MANY_WINDOWS = 1008, 1013
_TRY_LATER = 1013


class Gate:
    """In front of Streamlit's ``app``; ``last_run``: a message by which a page runs anew."""

    def __init__(self, app: ASGIApp, last_run: bytes) -> None:
        self._app = app
        self._last_run = last_run
        self._paces = Paces()
        self._lanes = Lanes()

    async def websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Streamlit would ask a foreign host about an unknown origin and stand still meanwhile: it never sees one."""
        socket = WebSocket(scope, receive, send)
        try:
            access = await access_to(socket) if is_own(socket) else None
        except StoreUnavailable:
            await socket.close(_TRY_LATER)  # Streamlit's page tries again by itself
            return
        if access is None or not has_dashboard(access):
            await socket.close(_NOT_YOURS)
            return
        visitor = Visitor(hashed(staff_token(socket.cookies)), counted_with(access))
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
        heard = {**scope, "headers": as_streamlit_expects(scope["headers"])}
        try:
            await self._app(heard, window.receive, told_with(socket, send))
        finally:
            window.close()

    async def upload(self, request: Request) -> ASGIApp:
        """Who may upload, and the Betrieb, which takes up an interest, into a window of their own, a few at once."""
        access = await access_to(request)
        if access is None or not (may_somewhere(access, "upload") or may_somewhere(access, "operate")):
            return JSONResponse({"error": "Dafür fehlt die Anmeldung."}, 403)
        sessions, device = runtime.sessions(), hashed(staff_token(request.cookies))
        session_id = request.url.path.removeprefix(UPLOADS).strip("/").partition("/")[0]
        if sessions is None or not sessions.belongs(session_id, device):
            return JSONResponse({"error": "Dieses Fenster ist nicht mehr verbunden. Bitte laden Sie es neu."}, 400)
        return self._lanes.through(self._app, counted_with(access) or device, is_team=access.role == "team")


def counted_with(access: Access) -> str | None:
    """Whose windows and uploads count together as a team's: those of a link, or of an account; None: no team's."""
    if access.person is None or access.role != "team":
        return access.link_id
    return access.person.id


async def made_file(request: Request) -> ASGIApp | None:
    """Only who was offered a file gets it, and who still may what it was made for."""
    access = await access_to(request)
    if access is None:
        return JSONResponse({"error": "Dafür fehlt die Anmeldung."}, 403)
    sessions, file_id = runtime.sessions(), Path(request.url.path).stem
    if sessions is None or not sessions.was_offered(file_id, hashed(staff_token(request.cookies)), access):
        return PlainTextResponse("Diese Datei gibt es hier nicht mehr. Bitte laden Sie die Seite neu.", 404)
    return None


def is_own(connection: Request | WebSocket) -> bool:
    """Whether one of our own pages sent this."""
    is_websocket = connection.scope["type"] == "websocket"
    return is_own_origin(connection.headers, websocket=is_websocket, encrypted=is_encrypted(connection))


async def _is_still_there(socket: WebSocket) -> bool:
    """Whether the sign-in of this window still holds; while the store does not answer, the page says that itself."""
    try:
        access = await access_to(socket)
        return access is not None and has_dashboard(access)
    except StoreUnavailable:
        return True
