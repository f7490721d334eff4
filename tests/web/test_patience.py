"""Connections that say nothing or dawdle are closed, asked of a real uvicorn; busy and patient ones stay."""

import asyncio
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx
import pytest
import uvicorn
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Message, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from tests.running import completed
from web import open_files, patience
from web.patience import Doorkeeper, SlowBody, patient

LARGE = b"x" * 40_000_000


async def app(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        return
    request = Request(scope, receive)
    response: Response = PlainTextResponse("ok")
    if scope["path"] == "/large":
        response = Response(LARGE)
    elif scope["path"] == "/slow":
        await asyncio.sleep(1.5)
    elif scope["path"] == "/body":
        response = PlainTextResponse(str(len(await request.body())))
    await response(scope, receive, send)


@pytest.fixture(params=[HttpToolsProtocol, H11Protocol])
def port(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits for a head for half a second, and for a reader a second and a half."""
    monkeypatch.setattr(patience, "UNTIL_HEADERS", 0.5)
    monkeypatch.setattr(patience, "UNTIL_READ", 1.5)
    monkeypatch.setattr(request.param, "connection_made", request.param.connection_made)
    keeper = Doorkeeper()
    keeper.watch(request.param)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(app, http=request.param, lifespan="off", log_level="error", timeout_keep_alive=30)
        server = uvicorn.Server(config)

        async def serve() -> None:
            watching = asyncio.ensure_future(look_often(keeper))
            await server.serve(sockets=[listening])
            watching.cancel()

        thread = threading.Thread(target=lambda: asyncio.run(serve()))
        thread.start()
        yield listening.getsockname()[1]
        server.should_exit = True
        thread.join()


async def look_often(keeper: Doorkeeper) -> None:
    while True:
        await asyncio.sleep(0.05)
        keeper.look()


def connected(port: int, sent: bytes = b"") -> socket.socket:
    connection = socket.create_connection(("127.0.0.1", port), timeout=30)
    connection.sendall(sent)
    return connection


def is_closed(connection: socket.socket) -> bool:
    """Waits for the end of the connection, however it comes."""
    with connection:
        try:
            while connection.recv(65536):
                pass
        except ConnectionResetError:
            return True
        return True


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"GET / HT",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: ",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\n",
        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n",
    ],
    ids=["nothing", "part of a line", "part of a head", "nothing after an answer", "part of the next", "no body"],
)
def test_connection_without_a_whole_request_is_closed(port: int, sent: bytes) -> None:
    assert is_closed(connected(port, sent))


def test_head_that_comes_drop_by_drop_is_not_waited_for(port: int) -> None:
    dripping = connected(port, b"GET / HTTP/1.1\r\n")

    with pytest.raises((BrokenPipeError, ConnectionResetError)):
        for _ in range(200):
            dripping.sendall(b"X: y\r\n")
            threading.Event().wait(0.05)
    dripping.close()


def test_request_that_takes_its_time_is_answered(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
        assert client.get("/slow").text == "ok"
        assert client.post("/body", content=b"x" * 100_000).text == "100000"


def test_reader_who_does_not_read_is_not_waited_for_and_a_slow_one_is(port: int) -> None:
    asked = b"GET /large HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    sleeping, slow = connected(port, asked), connected(port, asked)

    read = 0
    while part := slow.recv(1_000_000):
        read += len(part)
        threading.Event().wait(0.04)
    slow.close()
    got = 0
    with sleeping, suppress(ConnectionResetError):
        while part := sleeping.recv(1_000_000):
            got += len(part)

    assert read > len(LARGE)
    assert got < len(LARGE)


def test_the_longest_silent_makes_room_when_files_run_short() -> None:
    crowd = Doorkeeper(8)
    made = crowd._noting(lambda protocol, transport: None)
    busy, *silent = connections = [_Connection() for _ in range(9)]
    busy.cycle = _Cycle()

    for connection in connections:
        made(connection, connection)

    assert [connection.is_over for connection in silent] == [True, True, True, *[False] * 5]
    assert not busy.is_over


class _Cycle:
    response_complete = False


class _Connection:
    """A connection as the doorkeeper sees it."""

    def __init__(self) -> None:
        self.cycle: _Cycle | None = None
        self.is_over = False
        self.transport = self

    def is_closing(self) -> bool:
        return self.is_over

    def get_protocol(self) -> object:
        return self

    def get_write_buffer_size(self) -> int:
        return 0

    def abort(self) -> None:
        self.is_over = True


def test_body_that_comes_too_slowly_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_SECONDS", 0.05)

    async def nothing() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(SlowBody):
        completed(patient(nothing)())


def test_only_waiting_for_the_sender_counts_and_nothing_after_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_SECONDS", 0.2)
    parts = [True, True, False]

    async def receive() -> Message:
        if not parts:
            await asyncio.sleep(0.5)
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": b"x", "more_body": parts.pop(0)}

    async def work() -> list[str]:
        part = patient(receive)
        seen = []
        for _ in range(4):
            seen.append((await part())["type"])
            await asyncio.sleep(0.1)
        return seen

    assert completed(work()) == ["http.request"] * 3 + ["http.disconnect"]


@pytest.mark.parametrize(
    ("limits", "wanted"),
    [((1024, 4096), 4096), ((1024, 1_048_576), 65_536), ((1024, -1), 65_536), ((4096, 4096), None), ((-1, -1), None)],
)
def test_limit_of_open_files_is_raised_as_far_as_allowed(
    monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int], wanted: int | None
) -> None:
    import resource

    set_to: list[tuple[int, int]] = []
    monkeypatch.setattr(resource, "getrlimit", lambda _what: limits)
    monkeypatch.setattr(resource, "setrlimit", lambda _what, to: set_to.append(to))

    limit = open_files.raise_limit()

    assert set_to == ([] if wanted is None else [(wanted, limits[1])])
    assert limit == (wanted or (4096 if limits[0] == 4096 else 65_536))


def test_low_limit_is_told_with_what_to_do() -> None:
    told: list[Callable[[], str | None]] = [lambda: open_files.warning(2048), lambda: open_files.warning(None)]

    assert [tell() for tell in told] == [None, None]
    assert open_files.warning(1024) == (
        "Achtung: Dieses Konto darf nur 1024 Dateien zugleich öffnen; für 300 Telefone braucht der Server 2048. "
        "Bitte heben Sie das Limit an: vor dem Start mit „ulimit -n 2048“, bei systemd mit „LimitNOFILE=2048“."
    )
