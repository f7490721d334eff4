"""The disk is slow for a while: every fsync takes a second. Answers wait for it, and none is refused or lost.

    .venv/bin/python -m benchmarks.faults.slow_disk

Debian's strace holds up every fsync and fdatasync of what writes: of the program with its SQLite file, then of the
PostgreSQL primary behind two processes. As root, on Linux. Ends with 1 if an acknowledged answer is missing, one was
refused, a phone's patience of ten seconds did not last, or nobody was answered. Belongs to F3 of the list of faults.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.faults.disk import Alone
from benchmarks.faults.writers import Writer, answering, joined, opened
from benchmarks.phones import prepared
from commands.rehearsing.connection import PATIENCE
from tests.deploy.stack import stack
from tests.running import RunningServer

PHONES = 16
FSYNC = 1.0
"""Seconds that every fsync takes."""
SLOW_FOR = 15.0
CALM = 3.0
"""Seconds of answering before and after."""


@contextmanager
def slow(process_ids: Sequence[int], seconds: float = FSYNC) -> Iterator[None]:
    """Every fsync of these processes takes so long."""
    calls, delay = "fsync,fdatasync", int(seconds * 1_000_000)
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={calls}"]
    command += ["-e", f"inject={calls}:delay_enter={delay}"]
    holding = subprocess.Popen([*command, *(part for one in process_ids for part in ("-p", str(one)))])
    try:
        time.sleep(0.5)
        assert holding.poll() is None, "strace could not attach"
        yield
    finally:
        holding.terminate()
        holding.wait()


def endured(name: str, phones: list[Writer], process_ids: Sequence[int], is_well: Callable[[], bool]) -> bool:
    """Whether answers waited and none was lost; prints how it went."""
    with answering(phones):
        time.sleep(CALM)
        before, began = _times(phones), time.monotonic()
        with slow(process_ids):
            while time.monotonic() - began < SLOW_FOR:
                time.sleep(0.5)
            was_well = is_well()
            meanwhile = _times(phones) - before
        time.sleep(CALM)
        later, began = _times(phones), time.monotonic()
        time.sleep(CALM)
        afterwards = (_times(phones) - later) / (time.monotonic() - began)
    refused, lost = sum(phone.refusals for phone in phones), sum(phone.lost() for phone in phones)
    longest = max(phone.longest for phone in phones)
    print(
        f"{name}, fsync of {FSYNC:g} s: {meanwhile} acknowledged in {SLOW_FOR:g} s (before {before / CALM:.0f} a "
        f"second, afterwards {afterwards:.0f}), longest request {longest:.1f} s, {refused} refused, {lost} lost, "
        f"/health {'ok' if was_well else '503'} meanwhile",
        flush=True,
    )
    for phone in phones:
        for reason, times in phone.reasons.items():
            print(f"    {times} × {reason}")
        phone.client.close()
    return lost == refused == 0 and longest < PATIENCE and meanwhile > 0 and afterwards > 0


def _times(phones: Sequence[Writer]) -> int:
    return sum(phone.times for phone in phones)


def with_sqlite() -> bool:
    with tempfile.TemporaryDirectory() as name:
        code, room = prepared(Path(name))
        server = RunningServer(Path(name))
        try:
            phones = joined(Alone(server), code, room, PHONES)
            return endured("SQLite", phones, [server.process.pid], lambda: _is_well(server.base))
        finally:
            server.stop()


def with_postgresql() -> bool:
    with stack(is_quick=False) as whole:
        phones = joined(whole, *opened(whole), PHONES)
        found = subprocess.run(
            ["pgrep", "-P", str(whole.nodes[0].process_id)], capture_output=True, text=True, check=True
        )
        return endured(
            "PostgreSQL", phones, [int(one) for one in found.stdout.split()], lambda: _is_well(whole.servers[0].base)
        )


def _is_well(base: str) -> bool:
    return httpx.get(f"{base}/health", timeout=60).status_code == 200


def main() -> int:
    if shutil.which("strace") is None:
        print("For this, please install Debian's strace.", file=sys.stderr)
        return 70
    outcomes = [with_sqlite(), with_postgresql()]
    return 0 if all(outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
