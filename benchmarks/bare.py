"""The least that could answer a phone: an ASGI application that reads what was sent and stores nothing.

What it needs tells how fast this machine is just now, with the same client, connections and server program as ours.
"""

import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any

from tests.running import ROOT, free_port, wait_for_port

_SAVED = b'{"saved": {"1.03": "B", "1.04": "C", "1.07": "D"}, "done": 3, "of": 21}'

Message = MutableMapping[str, Any]


async def app(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Answer everything as if it were saved."""
    if scope["type"] != "http":
        return
    while (await receive()).get("more_body"):
        pass
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(_SAVED)).encode())]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": _SAVED})


@contextmanager
def started_bare() -> Iterator[int]:
    """Its port, in a process of its own; ends only that process."""
    port = free_port()
    program = [sys.executable, "-m", "uvicorn", "benchmarks.bare:app", f"--port={port}"]
    settings = ["--host=127.0.0.1", "--no-access-log", "--log-level=warning", "--lifespan=off"]
    process = subprocess.Popen([*program, *settings], cwd=ROOT)
    try:
        wait_for_port(port)
        yield port
    finally:
        process.terminate()
        process.wait(20)
