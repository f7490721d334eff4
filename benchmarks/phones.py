"""Phones by the hundred against the really started server: joining, answering at once, waking up.

    .venv/bin/python -m benchmarks.phones

Each phone has its own connection, as in a room. Prints every figure with its budget; ends with 1 if one is missed.
"""

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import uvloop

from benchmarks.bare import started_bare
from commands.rehearsing.connection import Connection
from commands.rehearsing.figures import p95
from data.questionnaire_file import load_questionnaire
from data.store.engine import open_store
from data.store.sheets import counts
from data.store.workshops import create_workshop, open_workshop, workshop_by_code
from tests.running import ROOT, free_port, wait_for_port

PERSPECTIVES = ("fachverwaltung", "kommunalpolitik", "organisationen", "betriebe")


class Phone(Connection):
    """One connection that stays open, the cookie of one sheet, and what is on it."""

    patience = 60  # what takes too long is measured, not given up

    def __init__(self, port: int, code: str) -> None:
        super().__init__(port)
        self.code = code
        self.answers: dict[str, str] = {}

    async def join(self, perspective: str) -> None:
        """As a person does it: see the page, choose, arrive at the first statement."""
        assert (await self.ask("GET", f"/t/{self.code}")).status == 200
        form = f"perspective={perspective}&lang=de"
        assert (await self.ask("POST", f"/t/{self.code}", form, "application/x-www-form-urlencoded")).status == 303
        assert (await self.ask("GET", f"/t/{self.code}/fragen")).status == 200

    async def save(self, answers: dict[str, str]) -> None:
        self.answers |= answers
        reply = await self.ask("PUT", f"/api/t/{self.code}/answers", json.dumps({"answers": answers}))
        assert reply.status == 200, reply.body
        assert json.loads(reply.body)["saved"] == self.answers


async def timed(action: Awaitable[object]) -> float:
    start = time.perf_counter()
    await action
    return (time.perf_counter() - start) * 1000


async def at_once(actions: Sequence[Awaitable[object]]) -> list[float]:
    return list(await asyncio.gather(*(timed(action) for action in actions)))


@contextmanager
def started_server(folder: Path) -> Iterator[int]:
    """The server as operators start it, on a free port; ends only the process it started."""
    port = free_port()
    settings = [f"--server.port={port}", "--server.address=127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *settings]
    environment = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": "", "PUBLIC_URL": ""}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            wait_for_port(port)
            yield port
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(20)


def prepared(folder: Path) -> tuple[str, tuple[str, ...]]:
    store = open_store(f"sqlite:///{folder / 'selbstcheck.sqlite3'}")
    path = ROOT / "questionnaire.yaml"
    room = load_questionnaire(path).short_form
    workshop = create_workshop(
        store,
        municipality="Musterlingen",
        title="Messung",
        held_on=datetime.now(UTC).date(),
        questionnaire_text=path.read_text("utf-8"),
        room=room,
        administration=(),
    )
    open_workshop(store, workshop.id)
    store.close()
    return workshop.code, room


def lost_answers(folder: Path, code: str, phones: Sequence[Phone]) -> int:
    """Acknowledged answers that the store does not count."""
    store = open_store(f"sqlite:///{folder / 'selbstcheck.sqlite3'}")
    workshop = workshop_by_code(store, code)
    assert workshop is not None
    stored = int(counts(store, workshop.id)[0]["people"].sum())
    store.close()
    return sum(len(phone.answers) for phone in phones) - stored


class Report:
    def __init__(self) -> None:
        self.is_met = True

    def line(self, what: str, figure: float, budget: float, unit: str) -> None:
        self._told(what, figure, f"{budget:g}", unit, is_met=figure <= budget)

    def at_least(self, what: str, figure: float, budget: float, unit: str) -> None:
        self._told(what, figure, f"≥ {budget:g}", unit, is_met=figure >= budget)

    def _told(self, what: str, figure: float, budget: str, unit: str, *, is_met: bool) -> None:
        self.is_met &= is_met
        digits = 2 if unit == "×" else 1
        print(f"{what:<48}{figure:>9.{digits}f} {unit:<4} budget {budget} {unit}{'' if is_met else '   MISSED'}")


async def first_visit(port: int, code: str, report: Report) -> None:
    phone = Phone(port, code)
    page = await phone.ask("GET", f"/t/{code}")
    files = re.findall(r'(?:href|src)="(/dateien/[^"]+)"', page.page)
    replies = [page, *[await phone.ask("GET", path) for path in files]]
    report.line("first visit, gzipped", sum(len(reply.body) for reply in replies) / 1000, 10, "kB")
    report.line("first visit, requests", len(replies), 3, "")
    await phone.join("betriebe")
    report.line("questionnaire page, gzipped", len((await phone.ask("GET", f"/t/{code}/fragen")).body) / 1000, 14, "kB")


async def joins(port: int, code: str, report: Report, people: int = 1000, seconds: float = 10) -> list[Phone]:
    phones = [Phone(port, code) for _ in range(people)]

    async def arrive(number: int) -> float:
        await asyncio.sleep(number * seconds / people)
        return await timed(phones[number].join(PERSPECTIVES[number % len(PERSPECTIVES)]))

    times = await asyncio.gather(*(arrive(number) for number in range(people)))
    report.line(f"{people} joins in {seconds:g} s (3 requests each), p95", p95(times), 250, "ms")
    return phones


async def answers_at_once(phones: Sequence[Phone], room: Sequence[str], budget: float, report: Report) -> None:
    """The median of three rounds counts; in the first all connect again, as when reading a page took its time."""
    bare = await bare_answers_at_once(len(phones))
    rounds = []
    for statement, answer in zip(room[:3], "ABC", strict=True):
        rounds.append(p95(await at_once([phone.save({statement: answer}) for phone in phones])))
    print(f"  rounds: {', '.join(f'{each:.0f}' for each in rounds)} ms; the first with new connections")
    answer = sorted(rounds)[1]
    report.line(f"{len(phones)} answers at once, p95", answer, budget, "ms")
    print(f"  a bare application needs {bare:.0f} ms: {answer / bare:.1f} times as long, aim 2.5")


async def bare_answers_at_once(people: int) -> float:
    """p95 of as many phones asking an application that stores nothing, in a process of its own, as busy as now."""
    with started_bare() as port:
        phones = [Phone(port, "") for _ in range(people)]
        body = json.dumps({"answers": {"1.03": "B"}})
        rounds = [p95(await at_once([phone.ask("PUT", "/api", body) for phone in phones])) for _ in range(3)]
        for phone in phones:
            phone.hang_up()
    return sorted(rounds)[1]


async def waking_up(phones: Sequence[Phone], room: Sequence[str]) -> None:
    for phone in phones:
        phone.hang_up()

    async def wake(phone: Phone) -> None:
        await phone.save({room[3]: "D", room[4]: "E"})
        reply = await phone.ask("GET", f"/api/t/{phone.code}/state")
        assert json.loads(reply.body) == {"show": "questions"}

    times = await at_once([wake(phone) for phone in phones])
    print(f"  {len(phones)} phones woke up (connect, send, look) and resumed, p95 {p95(times):.0f} ms")


async def measure(port: int, code: str, room: Sequence[str], report: Report) -> list[Phone]:
    await first_visit(port, code, report)
    phones = await joins(port, code, report)
    more = [Phone(port, code) for _ in range(1000)]
    for start in range(0, 1000, 50):
        await asyncio.gather(*(phone.join("betriebe") for phone in more[start : start + 50]))
    await answers_at_once(phones[:600], room, 250, report)
    await answers_at_once([*phones, *more], room, 800, report)
    await waking_up(phones[:300], room)
    everyone = [*phones, *more]
    for phone in everyone:
        phone.hang_up()
    return everyone


Measurement = Callable[[int, str, Sequence[str], Report], Awaitable[list[Phone]]]


def main(measurement: Measurement = measure) -> int:
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, room = prepared(folder)
        with started_server(folder) as port:
            phones = uvloop.run(measurement(port, code, room, report))
        report.line("acknowledged answers that are missing", lost_answers(folder, code, phones), 0, "")
        logged = (folder / "server.log").read_text("utf-8")
    if logged:
        print(f"The server said:\n{logged[-2000:]}")
    return 0 if report.is_met else 1


if __name__ == "__main__":
    sys.exit(main())
