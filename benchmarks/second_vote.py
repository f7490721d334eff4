"""300 phones vote again, then give points, within ten seconds each: .venv/bin/python -m benchmarks.second_vote

Every vote waits for its acknowledgement. Beside them somebody asks how many have voted, as the Leinwand does. Prints
each figure with its budget; ends with 1 if one is missed.
"""

import asyncio
import random
import sys
import tempfile
import time
from dataclasses import replace
from functools import partial
from pathlib import Path

import uvloop

from analysis.action_plan import Draft
from analysis.grouping import form_groups
from analysis.stage import Place
from benchmarks.phones import PERSPECTIVES, Phone, Report, prepared
from commands.rehearsing.figures import p95
from content.talk import STEPS
from content.views import View
from data.store.ballots import ballot, open_ballot, progress
from data.store.engine import Store
from data.store.measures import add_measure
from data.store.point_polls import close_poll, open_poll
from data.store.stages import move, stage
from data.store.workshops import Workshop, close_workshop, questionnaire, workshop_by_code
from tests.e2e.stages import store_of
from tests.running import RunningServer

PHONES = 300
MEASURES = 10
WITHIN = 10
"""Seconds in which all of them vote."""


def main() -> int:
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        code, _room = prepared(folder)
        server = RunningServer(folder, settings={"PUBLIC_URL": ""})
        store = store_of(folder)
        try:
            of = workshop_by_code(store, code)
            assert of is not None
            uvloop.run(_voted(server, store, of, report))
        finally:
            store.close()
            server.stop()
    return 0 if report.is_met else 1


async def _voted(server: RunningServer, store: Store, of: Workshop, report: Report) -> None:
    phones = [Phone(server.port, of.code) for _ in range(PHONES)]
    for start in range(0, PHONES, 50):
        part = phones[start : start + 50]
        await asyncio.gather(*(one.join(PERSPECTIVES[n % len(PERSPECTIVES)]) for n, one in enumerate(part)))
        await asyncio.gather(*(one.save(dict.fromkeys(of.room, "ABCD"[n % 4])) for n, one in enumerate(part)))
    _begin(store, of)
    statement = of.room[0]
    given: dict[int, str] = {}
    lags: list[float] = []
    watching = asyncio.create_task(_watched(store, of, statement, given, lags))
    took = await asyncio.gather(*(_one(phone, statement, n, given) for n, phone in enumerate(phones)))
    await watching
    report.line("a vote → acknowledged, p95", p95(list(took)), 250, "ms")
    report.line("acknowledged → counted for the Leinwand, worst", max(lags), 1000, "ms")
    counted = progress(store, of.id, statement).voted
    report.line("acknowledged votes that are missing", len(given) - counted, 0, "")
    found = ballot(store, of.id, statement)
    print(f"  {len(given)} of {PHONES} acknowledged; ended by itself: {found is not None and found.is_closed}")
    await _gave_points(store, of, phones, report)
    for phone in phones:
        phone.hang_up()


async def _gave_points(store: Store, of: Workshop, phones: list[Phone], report: Report) -> None:
    plan = [add_measure(store, of.id, Draft(what=f"Tun {number}")).id for number in range(MEASURES)]
    open_poll(store, of.id, "points", plan)
    form = "art=points&" + "&".join(f"p.{one}={2 * (at < 2) + (at == 2)}" for at, one in enumerate(plan))
    took = await asyncio.gather(*(_points(phone, number, form) for number, phone in enumerate(phones)))
    report.line("points for measures → acknowledged, p95", p95(list(took)), 250, "ms")
    sums = close_poll(store, of.id).sums
    counted = sum(sums.totals.values()) if sums is not None else 0
    report.line("acknowledged points that are missing", 5 * PHONES - counted, 0, "")


async def _points(phone: Phone, number: int, form: str) -> float:
    await asyncio.sleep(random.Random(number).uniform(0, WITHIN))
    start = time.perf_counter()
    reply = await phone.ask("POST", f"/t/{phone.code}/jetzt", form, "application/x-www-form-urlencoded")
    assert reply.status == 303, reply.body
    return (time.perf_counter() - start) * 1000


def _begin(store: Store, of: Workshop) -> None:
    formed = partial(form_groups, questionnaire=questionnaire(store, of), threshold=of.threshold)
    close_workshop(store, of.id, formed)
    place = Place("folie", View("aussage", part=of.room[0]).address, STEPS.index("zweite_abstimmung"))
    move(store, of.id, replace(stage(store, of.id), place=place), reveals="differences")
    open_ballot(store, of.id, of.room[0], int(time.time()) + 60)


async def _one(phone: Phone, statement: str, number: int, given: dict[int, str]) -> float:
    await asyncio.sleep(random.Random(number).uniform(0, WITHIN))
    answer = "ABCDE"[number % 5]
    form = f"aussage={statement}&antwort={answer}"
    start = time.perf_counter()
    reply = await phone.ask("POST", f"/t/{phone.code}/abstimmen", form, "application/x-www-form-urlencoded")
    took = (time.perf_counter() - start) * 1000
    assert reply.status == 303, reply.body
    given[number] = answer
    return took


async def _watched(store: Store, of: Workshop, statement: str, given: dict[int, str], lags: list[float]) -> None:
    """How long what was acknowledged is not counted yet."""
    while len(given) < PHONES:
        wanted, start = len(given), time.perf_counter()
        while (await asyncio.to_thread(progress, store, of.id, statement)).voted < wanted:
            await asyncio.sleep(0.005)
        lags.append((time.perf_counter() - start) * 1000)
        await asyncio.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main())
