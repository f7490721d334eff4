"""Start and memory of the really started server, and how soon a tap is on the screen: python -m benchmarks.server"""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import uvloop

from benchmarks.phones import PERSPECTIVES, Phone, Report, prepared
from commands.rehearsing.figures import p95
from commands.rehearsing.server import resident as resident_now
from data.store.engine import open_store
from data.store.sheets import tally
from data.store.workshops import workshop_by_code
from tests.running import RunningServer

PHONES = 300
TAPS = 40
SCREEN_LOOKS_EVERY = 1.0
"""Seconds between two looks of the projector's page at the totals (ui/room.py)."""


def main() -> None:
    """Start twice (the first makes the database), then let 300 phones answer everything."""
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, room = prepared(folder)
        _start(folder).stop()
        start = time.perf_counter()
        server = _start(folder)
        report.line("start to healthy, warm", time.perf_counter() - start, 4, "s")
        try:
            report.line("memory after the start", resident(server), 350, "MB")
            phones = uvloop.run(_everybody_answers(server.port, code, room))
            report.line(f"memory with {PHONES} phones", resident(server), 350, "MB")
            times = uvloop.run(_tap_to_screen(folder, code, room, phones))
            report.line("tap → stored → on the screen, p95", p95(times), 2, "s")
        finally:
            server.stop()


def _start(folder: Path) -> RunningServer:
    return RunningServer(folder, settings={"PUBLIC_URL": ""})


def resident(server: RunningServer) -> float:
    """Megabytes of the server process."""
    found = resident_now(server.process.pid)
    assert found is not None
    return found


async def _everybody_answers(port: int, code: str, room: Sequence[str]) -> list[Phone]:
    phones = [Phone(port, code) for _ in range(PHONES)]
    for place, phone in enumerate(phones):
        await phone.join(PERSPECTIVES[place % len(PERSPECTIVES)])
    for statement in room[:-1]:
        await asyncio.gather(*(phone.save({statement: "B"}) for phone in phones))
    return phones


async def _tap_to_screen(folder: Path, code: str, room: Sequence[str], phones: list[Phone]) -> list[float]:
    """Seconds from a last answer until a screen that looks once a second counts its sheet as done."""
    store = open_store(f"sqlite:///{folder / 'selbstcheck.sqlite3'}")
    workshop = workshop_by_code(store, code)
    assert workshop is not None
    times = []
    for done, phone in enumerate(phones[:TAPS], start=1):
        phone.hang_up()
        start = time.perf_counter()
        await phone.save({room[-1]: "A"})
        while await asyncio.to_thread(lambda: tally(store, workshop.id).finished) < done:
            await asyncio.sleep(0.05)
        times.append(time.perf_counter() - start + SCREEN_LOOKS_EVERY)
        phone.hang_up()
    store.close()
    return times


if __name__ == "__main__":
    main()
