"""The really started server, for tests and benchmarks: its own data, a free port, the key that it printed."""

import asyncio
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from data.store.engine import Store, open_store

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 60
"""Seconds until the server must be healthy, on a busy machine."""

GREETING = 5
"""Seconds in which what was printed has come."""

BY_COMMANDS = (sys.executable, "commands", "start")


def completed(work: Coroutine[Any, Any, T]) -> T:
    """What the coroutine gives, run in a thread of its own: in this one the browser of other tests may run a loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int) -> None:
    """Return once something listens there; raises TimeoutError."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nothing listens on port {port}")


_AFTER_US = """
cat > /dev/null
for process in $(grep -lsa -e "$1" /proc/[0-9]*/environ /proc/[0-9]*/cmdline | cut -d/ -f3 | sort -u); do
  [ "$process" = $$ ] || kill -9 "$process" 2> /dev/null
done
rm -rf "$1"
"""
"""Waits for our end, then ends whatever names the folder."""


@contextmanager
def nothing_outlives_us(folder: Path) -> Iterator[None]:
    """What was started for this folder, which has a name of its own, ends with these tests however they end."""
    command = ("sh", "-c", _AFTER_US, "sh", str(folder))
    watching = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
    try:
        yield
    finally:
        if watching.stdin:
            watching.stdin.close()
        watching.wait(PATIENCE)


class RunningServer:
    """Starts at once; ``key`` is the moderator's one-time key of this start."""

    processes = 1

    def __init__(
        self,
        data_dir: Path,
        *,
        port: int | None = None,
        command: tuple[str, ...] = BY_COMMANDS,
        settings: Mapping[str, str] | None = None,
        folder: Path = ROOT,
    ) -> None:
        self.port = port or free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.data_dir = data_dir
        environment = {
            **os.environ,
            "DATA_DIR": str(data_dir),
            "PORT": str(self.port),
            "ADDRESS": "127.0.0.1",
            "PUBLIC_URL": self.base,
            "PYTHONUNBUFFERED": "1",
            "BACKUP_DIR": "",
            "BACKUP_PASSPHRASE": "",
            **(settings or {}),
        }
        self._database = environment.get("DATABASE_URL") or f"sqlite:///{data_dir / 'selbstcheck.sqlite3'}"
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        self._wait_until_healthy()
        self._wait_until_greeted()
        found = re.search(r"/anmelden/(\S+)", self.output)
        self.key = found.group(1) if found else ""

    @property
    def output(self) -> str:
        """Everything the server has printed so far."""
        return "".join(self.lines)

    def store(self) -> Store:
        """Its store, opened a second time."""
        return open_store(self._database)

    def kill(self) -> None:
        """As in a power cut: no chance to tidy up."""
        self.process.send_signal(signal.SIGKILL)
        self._end()

    def stop(self) -> None:
        """As with Ctrl+C."""
        self.process.send_signal(signal.SIGINT)
        self._end()

    def _end(self) -> None:
        self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()

    def _read(self) -> None:
        if self.process.stdout:
            self.lines.extend(iter(self.process.stdout.readline, ""))

    def _wait_until_greeted(self) -> None:
        """What was printed before it was healthy may still be on its way to us; some commands greet nobody."""
        deadline = time.monotonic() + GREETING
        while "Strg+C" not in self.output and time.monotonic() < deadline:
            time.sleep(0.02)

    def _wait_until_healthy(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self._end()
                raise RuntimeError(f"the server ended with {self.process.returncode}: {self.output}")
            try:
                with urllib.request.urlopen(f"{self.base}/health", timeout=5) as answer:
                    if answer.status == 200:
                        return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.1)
        self.kill()
        raise RuntimeError(f"not healthy after {PATIENCE} s: {self.output}")
