"""A server of its own, with a store of its own, both gone afterwards."""

import os
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from commands.start import server_command
from config import ROOT
from data.store.databases import is_on_a_server, own_database
from data.store.engine import Store, open_store

PATIENCE = 60
"""Seconds until the server must answer, on a busy machine."""

ENDS_WITHIN = 20
"""Seconds after which the server that we started is ended by force."""


class NotStarted(Exception):  # noqa: N818 - named by what is so
    """The server did not come up; the text is what it said last."""


@dataclass(frozen=True)
class Rehearsal:
    """``store`` is that of the server that listens on ``port``, opened a second time."""

    port: int
    process_id: int
    store: Store


@contextmanager
def rehearsal(url: str) -> Iterator[Rehearsal]:
    """A started server with an empty store; beside a database on a server, else in a temporary folder.

    What is at ``url`` is not touched. Raises StoreUnavailable or NotStarted.
    """
    with ExitStack() as made:
        folder = Path(made.enter_context(tempfile.TemporaryDirectory(prefix="selbstcheck-probe-")))
        if is_on_a_server(url):
            own = made.enter_context(own_database(url))
        else:
            own = f"sqlite:///{folder / 'selbstcheck.sqlite3'}"
        port = _free_port()
        server = made.enter_context(_started(port, own, folder))
        store = open_store(own)
        made.callback(store.close)
        yield Rehearsal(port, server.pid, store)


def resident(process_id: int) -> float | None:
    """Megabytes of memory that a process has now; None where the system does not tell."""
    try:
        status = Path(f"/proc/{process_id}/status").read_text("ascii", "replace")
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1000
    except (OSError, StopIteration):
        return _resident_by_ps(process_id)


def _resident_by_ps(process_id: int) -> float | None:
    try:
        told = subprocess.run(["ps", "-o", "rss=", "-p", str(process_id)], capture_output=True, text=True, timeout=10)
        return int(told.stdout) / 1000
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _started(port: int, url: str, folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    """The server, in a session of its own so that Ctrl+C reaches us alone; ends only the process that it started."""
    environment = os.environ | {
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "ACCOUNTS": "off",  # its own store has nobody in it
        **dict.fromkeys(("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET"), ""),
        **dict.fromkeys(("SMTP_URL", "SMTP_FROM", "SMTP_USER", "SMTP_PASSWORD"), ""),
        "PORT": str(port),
        "ADDRESS": "127.0.0.1",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "BACKUP_DIR": "",  # its copies are gone with it
        "BACKUP_PASSPHRASE": "",
    }
    log = folder / "server.log"
    with log.open("wb") as said:
        command = server_command(port, "127.0.0.1")
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said, start_new_session=True)
        try:
            _wait_until_healthy(server, port, log)
            yield server
        finally:
            server.terminate()
            try:
                server.wait(ENDS_WITHIN)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _wait_until_healthy(server: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=5)) as asking:
            asking.request("GET", "/health")
            if asking.getresponse().status == 200:
                return
        time.sleep(0.1)
    raise NotStarted(log.read_text("utf-8", "replace").strip()[-1000:])
