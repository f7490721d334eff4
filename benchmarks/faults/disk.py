"""The disk fills up while phones answer, and is freed again: nothing is said to be saved that is not.

    .venv/bin/python -m benchmarks.faults.disk

As root, on Linux: the data lie on a disk of 32 MB in memory, which nobody else sees. SQLite, one process. F3 of the
list of faults.
"""

import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import httpx

from benchmarks.faults.writers import answering, joined
from benchmarks.phones import prepared
from tests.running import ROOT, RunningServer

WRITERS = 8
_INSIDE = "selbstcheck-faults"


@dataclass
class Alone:
    """A server that phones reach without a proxy."""

    server: RunningServer

    def client(self) -> httpx.Client:
        return httpx.Client(base_url=self.server.base, timeout=60)


def main() -> int:
    with tempfile.TemporaryDirectory() as name:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=32m,mode=0700", "selbstcheck", name], check=True)
        folder = Path(name)
        code, room = prepared(folder)
        server = RunningServer(folder)
        phones = joined(Alone(server), code, room, WRITERS)
        with answering(phones):
            time.sleep(1)
            fill(folder / "voll")
            time.sleep(3)
            full = sum(phone.refusals for phone in phones)
            (folder / "voll").unlink()
            time.sleep(2)
            later = sum(phone.times for phone in phones)
            time.sleep(1)
        acknowledged = sum(phone.times for phone in phones)
        lost = sum(phone.lost() for phone in phones)
        server.stop()
        subprocess.run(["umount", name], check=True)
    print(
        f"disk full: {acknowledged} acknowledged, {lost} lost, {full} refused while it was full, "
        f"{acknowledged - later} acknowledged in the last second"
    )
    return 0 if lost == 0 and full > 0 and acknowledged > later else 1


def fill(path: Path) -> None:
    """Take all that is free."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


if __name__ == "__main__":
    command = ["unshare", "--mount", sys.executable, "-m", "benchmarks.faults.disk", _INSIDE]
    sys.exit(main() if sys.argv[1:] == [_INSIDE] else subprocess.call(command, cwd=ROOT))
