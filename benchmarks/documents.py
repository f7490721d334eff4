"""How long documents take, what they leave in memory, and how phones fare beside them: python -m benchmarks.documents

108 statements, 60 people. Phones talk to the really started server, in turn with and without documents being made in a
child of this process, as the server's own; compared are medians of the rounds. Ends with 1 if a budget is missed.
"""

import asyncio
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

import uvloop

from analysis.questionnaire import ANSWERS
from benchmarks.phones import PERSPECTIVES, Phone, Report, started_server, timed
from benchmarks.store import long_workshop
from commands.rehearsing.figures import p95
from content.documents.order import FILES, File, Order
from data.store.engine import open_store
from data.store.workshops import open_workshop
from reports.apart import made_apart
from tests.dossiers import made_up

PHONES, EVERY, ROUNDS, SECONDS = 60, 0.5, 9, 4.0
"""Each phone answers every half second; so many rounds of so many seconds with, and as many without."""
MEASURED: tuple[File, ...] = ("report_pdf", "presentation_pptx", "workbook_xlsx")
SETTLED = 20
FLOOR = 25.0
"""Milliseconds below which a p95 is as good as any."""


def main() -> int:
    report = Report()
    dossier = made_up(60)
    order = Order(dossier=dossier, files=MEASURED)
    list(made_apart(order))  # files of libraries are read once
    report.line("PDF, PowerPoint and Excel of 108 statements", _seconds(order), 6, "s")
    print(f"  all {len(FILES)} documents: {_seconds(Order(dossier=dossier, has_preview=True)):.2f} s")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _round in range(SETTLED):
        list(made_apart(order))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    report.line(f"memory after {SETTLED} orders more than before", grown, 20, "MB")
    with tempfile.TemporaryDirectory() as folder, started_server(Path(folder)) as port:
        store = open_store(f"sqlite:///{Path(folder) / 'selbstcheck.sqlite3'}")
        of = long_workshop(store)
        open_workshop(store, of.id)
        without, beside = uvloop.run(_rounds(port, of.code, of.room, order))
        store.close()
    print(f"  phones' p95, medians of {ROUNDS} rounds: {without:.1f} ms without, {beside:.1f} ms beside documents")
    report.line("phones' p95 beside / without", max(beside, FLOOR) / max(without, FLOOR), 1.5, "×")
    return 0 if report.is_met else 1


def _seconds(order: Order) -> float:
    start = time.perf_counter()
    list(made_apart(order))
    return time.perf_counter() - start


async def _rounds(port: int, code: str, room: tuple[str, ...], order: Order) -> tuple[float, float]:
    phones = [Phone(port, code) for _number in range(PHONES)]
    for number, phone in enumerate(phones):
        await phone.join(PERSPECTIVES[number % len(PERSPECTIVES)])
    await _answering(phones, room)
    without, beside = [], []
    for _round in range(ROUNDS):
        without.append(p95(await _answering(phones, room)))
        making = asyncio.create_task(asyncio.to_thread(lambda: list(made_apart(order))))
        beside.append(p95(await _answering(phones, room)))
        await making
    for phone in phones:
        phone.hang_up()
    return statistics.median(without), statistics.median(beside)


async def _answering(phones: list[Phone], room: tuple[str, ...]) -> list[float]:
    """Milliseconds of each answer in one round."""
    times: list[float] = []
    end = time.perf_counter() + SECONDS

    async def one(phone: Phone) -> None:
        await asyncio.sleep(random.random() * EVERY)
        while time.perf_counter() < end:
            times.append(await timed(phone.save({random.choice(room): random.choice(ANSWERS)})))
            await asyncio.sleep(EVERY * (0.5 + random.random()))

    await asyncio.gather(*(one(phone) for phone in phones))
    return times


if __name__ == "__main__":
    sys.exit(main())
