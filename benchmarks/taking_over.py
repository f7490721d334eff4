"""How long a file of 10,000 × 108 takes, and how phones fare meanwhile: python -m benchmarks.taking_over

Phones talk to the real routes over HTTP in a process of its own, in which a thread takes the file over, as Streamlit's
does. Compared is the same load in the same run, without and with the file; ends with 1 if a budget is missed.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from analysis.questionnaire import ANSWERS
from benchmarks.phones import PERSPECTIVES, Phone, Report, timed
from benchmarks.store import long_workshop
from commands.rehearsing.figures import p95
from data.comparing import compare_with_stored
from data.sheet import FileRecord
from data.store.batches import NewBatch, batches, undo_batch
from data.store.engine import open_store
from data.store.sheets import add_sheets, counts, tally
from data.store.workshops import Workshop, open_workshop, workshop
from phone import routes as phone_routes
from web import runtime

PHONES = 300
EVERY = 3.0
"""Seconds between two answers of one phone."""

SECONDS = 12
"""How long the phones are measured without the file."""


def main() -> int:
    """Start the server, measure without and with; then count what is there."""
    if "--serve" in sys.argv:
        _serve(int(sys.argv[-1]))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--url", help="an empty PostgreSQL database; without: a temporary SQLite file")
    parser.add_argument("--people", type=int, default=10_000, help="in the file; the budget is for 10,000")
    given = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        url = given.url or f"sqlite:///{folder}/store.sqlite3"
        store = open_store(url)
        of = long_workshop(store)
        open_workshop(store, of.id)
        store.close()
        with _started(url) as port:
            acknowledged = uvloop.run(_measure(port, of, given.people, report))
        store = open_store(url)
        stored = int(counts(store, of.id)[0]["people"].sum())
        report.line("answers that are missing", acknowledged - stored, 0, "")
        report.line("people that are missing", given.people + PHONES - tally(store, of.id).present, 0, "")
        store.close()
    return 0 if report.is_met else 1


async def _measure(port: int, of: Workshop, people: int, report: Report) -> int:
    """Print the figures; gives the number of acknowledged answers."""
    code, room = of.code, of.room
    phones = [Phone(port, code) for _ in range(PHONES)]
    for number, phone in enumerate(phones):
        await phone.join(PERSPECTIVES[number % len(PERSPECTIVES)])
    moderator = Phone(port, code)
    await moderator.ask("POST", f"/prepare/{of.id}/{people}")
    await _answering(phones, room, asyncio.create_task(asyncio.sleep(2)))  # warm
    without = await _answering(phones, room, asyncio.create_task(asyncio.sleep(SECONDS)))
    asked = asyncio.create_task(moderator.ask("POST", f"/take-over/{of.id}/{people}"))
    during = await _answering(phones, room, asked)
    took = json.loads(asked.result().body)
    undoing = asyncio.create_task(moderator.ask("POST", f"/undo/{of.id}"))
    undone = await _answering(phones, room, undoing)
    again = json.loads((await moderator.ask("POST", f"/take-over/{of.id}/{people}")).body)
    report.line(f"taking over {people:,} × {len(room)}, nobody answering", again["seconds"], 8, "s")
    print(f"  the same beside {PHONES} phones: {took['seconds']:.1f} s; compared before in {took['compared']:.1f} s")
    print(f"  phones' p95 without {p95(without):.1f} ms, with {p95(during):.1f} ms ({len(during)} answers, all stored)")
    print(f"  the longest wait without {max(without):.0f} ms, with {max(during):.0f} ms")
    report.line("phones' p95 with / without", p95(during) / p95(without), 2, "×")
    report.line("phones' p95 while it is taken back / without", p95(undone) / p95(without), 2, "×")
    for phone in (*phones, moderator):
        phone.hang_up()
    return sum(len(phone.answers) for phone in phones) + int(again["answers"])


async def _answering(phones: list[Phone], room: tuple[str, ...], until: "asyncio.Task[object]") -> list[float]:
    """Milliseconds of each answer, while phones answer one after the other at their own pace."""
    times: list[float] = []

    async def one(phone: Phone) -> None:
        await asyncio.sleep(random.random() * EVERY)
        while not until.done():
            times.append(await timed(phone.save({random.choice(room): random.choice(ANSWERS)})))
            await asyncio.sleep(EVERY * (0.5 + random.random()))

    await asyncio.gather(until, *(one(phone) for phone in phones))
    return times


@contextlib.contextmanager
def _started(url: str) -> Iterator[int]:
    """This file's server, on a free port; ends only the process it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "benchmarks.taking_over", "--serve", str(port)]
    server = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": url}, cwd=Path(__file__).parents[1])
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _serve(port: int) -> None:
    async def take_over(request: Request) -> JSONResponse:
        return JSONResponse(
            await asyncio.to_thread(_take_over, request.path_params["workshop"], request.path_params["people"])
        )

    async def prepare(request: Request) -> JSONResponse:
        _records(request.path_params["workshop"], request.path_params["people"])
        return JSONResponse({})

    async def undo(request: Request) -> JSONResponse:
        return JSONResponse(await asyncio.to_thread(_undo, request.path_params["workshop"]))

    own = [
        Route("/prepare/{workshop}/{people:int}", prepare, methods=["POST"]),
        Route("/take-over/{workshop}/{people:int}", take_over, methods=["POST"]),
        Route("/undo/{workshop}", undo, methods=["POST"]),
    ]
    runtime.store()
    uvicorn.run(Starlette(routes=[*phone_routes.routes(), *own]), port=port, log_level="warning", access_log=False)
    runtime.close()


@cache
def _records(workshop_id: str, people: int) -> tuple[FileRecord, ...]:
    """The file as it comes from the process that reads it."""
    of = workshop(runtime.store(), workshop_id)
    assert of is not None
    return tuple(
        FileRecord(
            PERSPECTIVES[number % 4],
            {statement: ANSWERS[(number * 7 + place * 3 + number // 5) % 5] for place, statement in enumerate(of.room)},
            f"tool|{number}",
            "",
        )
        for number in range(people)
    )


def _take_over(workshop_id: str, people: int) -> dict[str, float]:
    store = runtime.store()
    records = _records(workshop_id, people)
    start = time.perf_counter()
    found = compare_with_stored(store, workshop_id, records, link_id=None)
    compared = time.perf_counter() - start
    batch = NewBatch("groß.xlsx", "d" * 64, "tool", survey=found.survey, known=found.known)
    start = time.perf_counter()
    add_sheets(store, workshop_id, [*found.new, *found.changed], source="upload", batch=batch)
    seconds = time.perf_counter() - start
    return {"seconds": seconds, "compared": compared, "answers": sum(len(one.answers) for one in records)}


def _undo(workshop_id: str) -> dict[str, float]:
    store = runtime.store()
    undo_batch(store, batches(store, workshop_id)[0].id)
    return {}


if __name__ == "__main__":
    sys.exit(main())
