"""Starts the server where every packet that leaves is seen, provokes it as strangers do, and prints what left.

Run by test_reach.py, in a network of its own where the system allows one.
"""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import httpx

from tests.web.conftest import streamlit_run

NOTE_CALLS = """
import os, socket, sys
def note(event, args):
    if event == "socket.connect" and isinstance(args[1], tuple):
        kind = "datagram" if args[0].type == socket.SOCK_DGRAM else "stream"
        line = f"{kind} {args[1][0]}"
    elif event == "socket.getaddrinfo":
        line = f"name {args[0]}"
    else:
        return
    with open(os.environ["CALLS"], "a") as calls:
        calls.write(line + "\\n")
sys.addaudithook(note)
socket.getaddrinfo("localhost", 80)
"""
HANDSHAKES = [
    ("https://stadt.example", "telefone"),
    ("https://STADT.example", "127.0.0.1:8613"),
    ("https://stadt.example:443", "stadt.example:443"),
    ("http://Eigen.example:8501", "eigen.EXAMPLE:8501"),
    ("http://fremd.example", "stadt.example"),
    ("https://stadt.example.fremd.example", "stadt.example"),
    ("http://203.0.113.9", "192.0.2.7"),
    ("null", "stadt.example"),
    ("http://localhost:1", "stadt.example"),
    ("file://", "stadt.example"),
    ("http://[2001:db8::7]:8501", "[2001:DB8:0::7]:8501"),
]
IPV4_AND_ITS_QUESTIONS = (0x0800, 0x0806)


class Watch:
    """A cable whose other end is looked at: packets that somebody else would get."""

    def __init__(self) -> None:
        for command in (
            "ip link set lo up",
            "ip link add out type veth peer name far",
            "ip addr add 10.9.9.1/24 dev out",
            "ip link set out up",
            "ip link set far up",
            "ip route add default via 10.9.9.2",
        ):
            subprocess.run(command.split(), check=True)
        self.packets = 0
        self._end = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(3))
        self._end.bind(("far", 0))
        threading.Thread(target=self._look, daemon=True).start()

    def _look(self) -> None:
        while True:
            packet = self._end.recv(2048)
            self.packets += int.from_bytes(packet[12:14], "big") in IPV4_AND_ITS_QUESTIONS


def handshake(port: int, cookie: str, origin: str, host: str) -> int:
    """The status with which a websocket is opened or not."""
    lines = [
        "GET /_stcore/stream HTTP/1.1", f"Host: {host}", f"Origin: {origin}", f"Cookie: {cookie}",
        "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Protocol: streamlit", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "", "",
    ]  # fmt: skip
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall("\r\n".join(lines).encode())
        return int(connection.recv(4096).split()[1])


def main() -> None:
    watch = Watch() if sys.argv[1:] == ["--cable"] else None
    folder = Path(tempfile.mkdtemp())
    (folder / "sitecustomize.py").write_text(NOTE_CALLS)
    os.environ |= {"PYTHONPATH": f"{folder}{os.pathsep}{Path.cwd()}", "CALLS": str(folder / "calls")}
    server = streamlit_run(folder / "data", settings={"PUBLIC_URL": "https://stadt.example"})
    try:
        with httpx.Client(base_url=server.base, timeout=30) as client:
            client.get(f"/anmelden/{server.key}")
            cookie = f"selbstcheck={client.cookies['selbstcheck']}"
            statuses = [handshake(server.port, cookie, origin, host) for origin, host in HANDSHAKES]
            for path in ("/_stcore/health", "/_stcore/host-config", "/media/x", "/Cockpit"):
                client.get(path, headers={"Origin": "http://fremd.example"})
            client.put("/_stcore/upload_file/x/y", headers={"Origin": "http://fremd.example"}, content=b"x")
    finally:
        server.stop()
    packets = None if watch is None else watch.packets
    if watch is not None:  # the watch does see what leaves
        with socket.socket() as caller:
            caller.setblocking(False)
            caller.connect_ex(("192.0.2.1", 80))
            time.sleep(0.5)
    seen = None if watch is None else watch.packets - (packets or 0)
    calls = sorted(set((folder / "calls").read_text().splitlines()))
    json.dump({"statuses": statuses, "packets": packets, "seen": seen, "calls": calls}, sys.stdout)


if __name__ == "__main__":
    main()
