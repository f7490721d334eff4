"""Requests sent all at once over connections that stand open, by a client that costs next to nothing.

Where client, server and database share a machine, a convenient client would be what is measured.
"""

import select
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

PATIENCE = 60.0
"""Seconds until the last reply must be there."""
ENOUGH = 65536


@dataclass(frozen=True)
class Outcome:
    """``seconds`` until the last reply was there; ``times`` until each was, and their statuses, as they were sent."""

    seconds: float
    times: list[float]
    statuses: list[int]


@dataclass
class _Line:
    """One connection and what has come on it."""

    socket: socket.socket
    place: int
    received: bytearray = field(default_factory=bytearray)

    def is_answered(self) -> bool:
        """Take what has come; whether the reply is whole."""
        arrived = self.socket.recv(ENOUGH)
        if not arrived:
            raise ConnectionError("the server let go of a phone")
        self.received += arrived
        head, blank, body = self.received.partition(b"\r\n\r\n")
        return bool(blank) and len(body) >= _length(bytes(head))


class Wave:
    """One open connection for each of the ``ports``."""

    def __init__(self, ports: Sequence[int]) -> None:
        self._lines = [_Line(socket.create_connection(("127.0.0.1", port)), at) for at, port in enumerate(ports)]
        self._ready = select.epoll()
        self._by_number = {line.socket.fileno(): line for line in self._lines}
        for number in self._by_number:
            self._ready.register(number, select.EPOLLIN)

    def send(self, requests: Sequence[bytes]) -> Outcome:
        """One request on each connection, all of them at once; returns when every reply is there."""
        for line in self._lines:
            line.received.clear()
        began = time.monotonic()
        for line, request in zip(self._lines, requests, strict=True):
            line.socket.sendall(request)
        times = [0.0] * len(self._lines)
        missing = len(self._lines)
        while missing:
            if time.monotonic() - began > PATIENCE:
                raise TimeoutError(f"{missing} phones were not answered")
            for number, _event in self._ready.poll(1):
                line = self._by_number[number]
                if line.is_answered():
                    times[line.place] = time.monotonic() - began
                    missing -= 1
        return Outcome(time.monotonic() - began, times, [int(line.received[9:12]) for line in self._lines])

    def hang_up(self) -> None:
        self._ready.close()
        for line in self._lines:
            line.socket.close()


def _length(head: bytes) -> int:
    told = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(told.split(b"\r\n")[0] or 0)
