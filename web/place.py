"""Which of several processes has a window: a proxy leads its uploads and made files to the same one."""

from starlette.requests import HTTPConnection
from starlette.types import Message, Send

from config import load_settings
from web.identity import is_encrypted

PLACE_COOKIE = "platz"
"""Says nothing but the process: the same word for everybody who has a window there."""


def told_with(connection: HTTPConnection, send: Send) -> Send:
    """``send``, which names this process to the browser as soon as a window stands; as it was where there is one only.

    Only the process itself knows where a window went: a proxy that reckons it from the visitor would lead the uploads
    of a window that moved to a process that does not know it.
    """
    name = load_settings().process_name
    if not name:
        return send
    secure = "; Secure" if is_encrypted(connection) else ""
    cookie = (b"set-cookie", f"{PLACE_COOKIE}={name}; Path=/; HttpOnly; SameSite=Lax{secure}".encode())

    async def send_with_name(event: Message) -> None:
        if event["type"] == "websocket.accept":
            event = {**event, "headers": [*event.get("headers", ()), cookie]}
        await send(event)

    return send_with_name
