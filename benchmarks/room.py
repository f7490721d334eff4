"""The room's screens with 300 phones: Regie, Leinwand and phones, answers meanwhile, and the end of the server.

    .venv/bin/python -m benchmarks.room

Regie → Leinwand and → phones: from the tap until the picture, or the phone's page, has arrived, over the default show
of some evenings with a tap every 0.4 s; the first taps come while everybody joins. Saving: from sending an answer until
it is acknowledged, in turn without and with phones that look like jetzt.js, a Leinwand, and a Regie that moves the
stage; the median of the ratios of neighbouring rounds counts. What is measured in Chromium says leinwand.py.

Prints every figure with its budget; ends with 1 if one is missed.
"""

import asyncio
import math
import os
import random
import signal
import statistics
import sys
import time
from collections.abc import Sequence

import uvloop

from analysis.questionnaire import ANSWERS
from benchmarks.leinwand import in_a_browser, signed_in_as
from benchmarks.phones import Phone, Report, timed
from commands.rehearsing.connection import Connection
from commands.rehearsing.evening import TAP_EVERY, figures_of, play_evening
from commands.rehearsing.figures import delays, p95
from commands.rehearsing.people import LOOKS_EVERY, Person, wishes
from commands.rehearsing.room import Desk, Screen
from commands.rehearsing.server import Rehearsal, rehearsal
from config import load_settings
from data.store.workshops import questionnaire
from tests.e2e.stages import QUESTIONNAIRE, demo_workshop, new_workshop

PHONES, ANSWERING = 300, 30
EVENINGS = 3
PAIRS = 6
ROUND = 5.0
EVERY = 0.25
"""Seconds of a round, and between two answers of one of those who answer."""


def main() -> int:
    """Everything on one server; SIGTERM is its end."""
    report = Report()
    with rehearsal(load_settings().database_url) as at:
        uvloop.run(_measure(at, report))
    return 0 if report.is_met else 1


async def _measure(at: Rehearsal, report: Report) -> None:
    await _show(at, report)
    await _saving(at, report)
    await in_a_browser(at, report)
    await _end(at, report)


async def _show(at: Rehearsal, report: Report) -> None:
    """Several evenings, as one has too few moves for a p95."""
    on_screen, on_phones, faults = [], [], []
    for _evening in range(EVENINGS):
        played = await play_evening(at, QUESTIONNAIRE.read_text("utf-8"), PHONES, lambda _step: None)
        figures = figures_of(played)
        faults += played.faults or ([] if figures.ok else ["something did not arrive"])
        on_screen += [one for one in delays(played.desk.taps, played.screen.seen) if one is not None]
        on_phones.append(figures.phone_p95_ms or math.inf)
    print(f"  {len(on_screen)} moves, median on the Leinwand {statistics.median(on_screen) * 1000:.0f} ms", *faults)
    report.line("faults in them", len(faults), 0, "")
    report.line("Regie → Leinwand, p95", p95(on_screen) * 1000, 300, "ms")
    report.line(f"Regie → {PHONES} phones, p95", statistics.median(on_phones), 3000, "ms")


async def _saving(at: Rehearsal, report: Report) -> None:
    of = new_workshop(at.store, is_open=True)
    wanted = wishes(questionnaire(at.store, of), of.room, PHONES, random.Random(PHONES))
    people = [Person(Connection(at.port), of.code, one, random.Random(n)) for n, one in enumerate(wanted)]
    for start in range(0, PHONES, 50):
        await asyncio.gather(*(person.join() for person in people[start : start + 50]))
    phones = [Phone(at.port, of.code) for _ in range(ANSWERING)]
    for phone, person in zip(phones, people, strict=False):
        phone.cookie = person.phone.cookie
    desk = Desk(await signed_in_as(at, "moderator", of), of.code)
    screen = Screen(at.port, await signed_in_as(at, "screen", of), of.code)
    await answering(phones, of.room)  # warm
    without, beside = [], []
    for _pair in range(PAIRS):
        without.append(p95(await answering(phones, of.room)))
        beside.append(p95(await _answering_beside(phones, of.room, people, desk, screen)))
    ratios = [busy / calm for calm, busy in zip(without, beside, strict=True)]
    print(f"  saving, p95 without {statistics.median(without):.1f} ms, beside {statistics.median(beside):.1f} ms")
    print(f"  ratios of the rounds: {', '.join(f'{ratio:.2f}' for ratio in sorted(ratios))}")
    report.line("saving beside phones and moves / without, p95", statistics.median(ratios), 1.5, "×")
    for one in (desk, *phones):
        one.hang_up()


async def answering(phones: Sequence[Phone], room: Sequence[str]) -> list[float]:
    """Milliseconds of each answer; the phones take turns."""
    times = []

    async def one(phone: Phone, after: float) -> None:
        await asyncio.sleep(after)
        for _answer in range(round(ROUND / EVERY)):
            times.append(await timed(phone.save({random.choice(room): random.choice(ANSWERS)})))
            await asyncio.sleep(EVERY)

    await asyncio.gather(*(one(phone, EVERY * place / len(phones)) for place, phone in enumerate(phones)))
    return times


async def _answering_beside(
    phones: Sequence[Phone], room: Sequence[str], people: Sequence[Person], desk: Desk, screen: Screen
) -> list[float]:
    """The same, while all people look, the stage is moved, and a Leinwand keeps up."""

    async def steer() -> None:
        tap, other = desk.go_on, desk.go_back
        for _tap in range(round((2 * LOOKS_EVERY + ROUND) / TAP_EVERY)):
            if not await tap():
                tap, other = other, tap
                await tap()
            await asyncio.sleep(TAP_EVERY)

    async with asyncio.TaskGroup() as group:
        group.create_task(steer())
        following = [group.create_task(work) for work in (screen.follow(), *(person.look() for person in people))]
        await asyncio.sleep(2 * LOOKS_EVERY)  # until everybody has looked
        times = await answering(phones, room)
        for task in following:
            task.cancel()
    for device in (screen, *(person.phone for person in people)):
        device.hang_up()
    return times


async def _end(at: Rehearsal, report: Report) -> None:
    of = demo_workshop(at.store)
    cookie = (await signed_in_as(at, "screen", of)).cookie
    streams = [Connection(at.port, cookie).events(f"/leinwand/{of.code}/ereignisse") for _ in range(3)]
    for stream in streams:
        await anext(stream)
    start = time.perf_counter()
    os.kill(at.process_id, signal.SIGTERM)
    await asyncio.to_thread(os.waitid, os.P_PID, at.process_id, os.WEXITED | os.WNOWAIT)
    report.line("SIGTERM → gone, three open streams", time.perf_counter() - start, 2, "s")


if __name__ == "__main__":
    sys.exit(main())
