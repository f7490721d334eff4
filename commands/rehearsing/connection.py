"""One device's connection: HTTP over a socket of its own, with the cookie that the server gave it."""

import asyncio
import gzip
import json
import re
import ssl
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

PATIENCE = 10
"""Seconds after which a device gives a request up, as the scripts on our pages do."""

NOTHING: Mapping[str, str] = MappingProxyType({})
UNREACHABLE = (asyncio.IncompleteReadError, OSError)
"""What is raised where the server is not reached; a request that was given up raises TimeoutError, an OSError too."""


@dataclass(frozen=True)
class Reply:
    """``headers`` by their names in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def page(self) -> str:
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    @property
    def told(self) -> dict[str, Any]:
        """The JSON object in it."""
        return dict(json.loads(self.page))


class Connection:
    """Stays open between requests, one of which goes at a time; ``cookie``: that of a device which is known already."""

    patience = PATIENCE
    tls: ssl.SSLContext | None = None

    def __init__(self, port: int, cookie: str = "") -> None:
        self._port = port
        self.cookie = cookie
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        self.has_network = True

    async def ask(
        self,
        method: str,
        path: str,
        body: str = "",
        kind: str = "application/json",
        *,
        headers: Mapping[str, str] = NOTHING,
    ) -> Reply:
        """One request; like a browser, a device connects again where the server let go of an idle connection.

        Raises one of UNREACHABLE.
        """
        request = self._request(method, path, body, kind, headers)
        try:
            async with asyncio.timeout(self.patience):
                try:
                    return await self._exchange(request)
                except (asyncio.IncompleteReadError, ConnectionError):
                    self.hang_up()
                    return await self._exchange(request)
        except TimeoutError:
            self.hang_up()  # a reply that comes now is not that of the next request
            raise

    async def events(self, path: str) -> AsyncIterator[tuple[str, str]]:
        """Name and data of each server-sent event, until the server ends the stream.

        Raises one of UNREACHABLE, ConnectionRefusedError where there is no such stream.
        """
        try:
            reader, writer = await self._open()
            writer.write(self._request("GET", path, "", "", {"Accept": "text/event-stream"}))
            first, received = _head(await reader.readuntil(b"\r\n\r\n"))
            if first != 200 or received.get("transfer-encoding") != "chunked":
                raise ConnectionRefusedError(first)
            name = ""
            while size := int(await reader.readline(), 16):
                for line in (await reader.readexactly(size + 2)).decode().splitlines():
                    if line.startswith("event: "):
                        name = line.removeprefix("event: ")
                    elif line.startswith("data: "):
                        yield name, line.removeprefix("data: ")
        finally:
            self.hang_up()

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None

    def lose_network(self) -> None:
        """As in a dead spot: what is under way is cut off, and nothing goes until ``find_network``."""
        self.has_network = False
        self.hang_up()

    def find_network(self) -> None:
        self.has_network = True

    def _request(self, method: str, path: str, body: str, kind: str, headers: Mapping[str, str]) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self._port}", "Accept-Encoding: gzip"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        lines += [f"Cookie: {self.cookie}"] if self.cookie else []
        if method != "GET":
            lines += [f"Origin: http://127.0.0.1:{self._port}"]
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(body.encode())}"]
        return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()

    async def _exchange(self, request: bytes) -> Reply:
        reader, writer = await self._open()
        writer.write(request)
        status, headers = _head(await reader.readuntil(b"\r\n\r\n"))
        if "set-cookie" in headers:
            self.cookie = headers["set-cookie"].split(";")[0]
        return Reply(status, headers, await reader.readexactly(int(headers.get("content-length", 0))))

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if not self.has_network:
            raise ConnectionError("no network")
        if self._streams is None or self._streams[0].at_eof():
            self.hang_up()
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, ssl=self.tls)
        return self._streams


def _head(head: bytes) -> tuple[int, dict[str, str]]:
    """Status and headers of a response; a proxy may write their names and blanks otherwise than we do."""
    first, *rest = head.decode("latin-1").strip().split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
    found = re.match(r"HTTP/1\.1 (\d{3})", first)
    if found is None:
        raise ConnectionError(first)
    return int(found[1]), headers
