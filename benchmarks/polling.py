"""1,000 phones that look at what the room sees, through nginx with TLS, while the Regie moves the stage."""

import asyncio
import random
import ssl
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from analysis.grouping import form_groups
from benchmarks.phones import Report
from benchmarks.processor import used_by
from commands.rehearsing.connection import NOTHING, Connection, Reply
from commands.rehearsing.figures import delays, p95
from commands.rehearsing.people import LOOKS_EVERY, Person, Refused, Wish
from commands.rehearsing.room import Desk, signed_in
from data.store.access import issue_key
from data.store.engine import Store
from data.store.workshops import Workshop, close_workshop, questionnaire, workshop, workshop_by_code
from phone.seen import seen
from tests.deploy.stack import Stack

PHONES = 1000
SECONDS = 40.0
TAP_EVERY = 5.0
"""Seconds that a slide stands at least; faster than anybody speaks about one."""
LAST_LOOKS = 4 * LOOKS_EVERY
"""Seconds after the last move in which everybody looks once more, on a busy machine, too."""
UNCHECKED = ssl.create_default_context()
UNCHECKED.check_hostname, UNCHECKED.verify_mode = False, ssl.CERT_NONE  # it is our own, of this minute


@dataclass
class Looks:
    """``times``: seconds of each look; ``faults``: what a phone would have seen instead."""

    times: list[float] = field(default_factory=list)
    faults: Counter[str] = field(default_factory=Counter)


class Onlooker(Connection):
    """A phone behind nginx, whose looks are timed."""

    tls = UNCHECKED

    def __init__(self, port: int, cookie: str, looks: Looks) -> None:
        super().__init__(port, cookie)
        self._looks = looks

    async def ask(
        self,
        method: str,
        path: str,
        body: str = "",
        kind: str = "application/json",
        *,
        headers: Mapping[str, str] = NOTHING,
    ) -> Reply:
        began = time.monotonic()
        try:
            reply = await super().ask(method, path, body, kind, headers=headers)
        except Exception as error:
            self._looks.faults[type(error).__name__] += 1
            raise
        if "/state" in path:
            self._looks.times.append(time.monotonic() - began)
        return reply


async def phones_look(whole: Stack, code: str, cookies: Sequence[str], report: Report) -> None:
    """The survey is closed, the show played; prints what it took and how soon phones followed."""
    store, looks = whole.store(), Looks()
    of = workshop_by_code(store, code)
    assert of is not None
    _close(store, of)
    key = issue_key(store, "moderator", None, valid=timedelta(minutes=5))
    desk = Desk(await signed_in(whole.servers[0].port, key), code)
    people = [_onlooker(whole, code, cookie, looks) for cookie in cookies[:PHONES]]
    watching = [asyncio.create_task(_look(person, looks)) for person in people]
    await asyncio.sleep(2 * LOOKS_EVERY)  # everybody is connected
    looks.times.clear()
    before, began = used_by(whole.process_ids), time.monotonic()
    stands = await _show(store, of, desk)
    took = time.monotonic() - began
    shares = ", ".join(
        f"{who} {(used - before[who]) / took * 100:.0f} %" for who, used in used_by(whole.process_ids).items()
    )
    for task in watching:
        task.cancel()
    _tell(people, looks, desk, stands, report)
    print(f"  {len(looks.times) / took:.0f} looks a second for {took:.0f} s; of a core: {shares}")
    for device in (desk, *(person.phone for person in people)):
        device.hang_up()
    store.close()


def _onlooker(whole: Stack, code: str, cookie: str, looks: Looks) -> Person:
    """Somebody who has answered and looks from now on."""
    phone = Onlooker(whole.proxy.port, cookie, looks)
    return Person(phone, code, Wish("", {}, loses_network=False), random.Random(cookie))


def _close(store: Store, of: Workshop) -> None:
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=of.threshold))


async def _look(person: Person, looks: Looks) -> None:
    try:
        await person.look()
    except Refused as refusal:
        looks.faults[str(refusal)] += 1


async def _show(store: Store, of: Workshop, desk: Desk) -> dict[str, int]:
    """Tap on "Weiter", and let everybody look; the numbers of the stage by the word that phones get for them."""
    stands: dict[str, int] = {}
    until = time.monotonic() + SECONDS
    while time.monotonic() < until and await desk.go_on():
        shown = await asyncio.to_thread(_shown, store, of)
        if shown is not None:
            stands.setdefault(shown, desk.number)
        await asyncio.sleep(TAP_EVERY)
    await asyncio.sleep(max(LAST_LOOKS, until - time.monotonic()))
    return stands


def _shown(store: Store, of: Workshop) -> str | None:
    now = workshop(store, of.id)
    found = None if now is None else seen(store, now)
    return found.stand if found is not None and found.begun else None


def _tell(people: Sequence[Person], looks: Looks, desk: Desk, stands: Mapping[str, int], report: Report) -> None:
    taps = {number: desk.taps[number] for number in stands.values()}
    followed = [
        delay
        for person in people
        for delay in delays(taps, [(stands[stand], when) for stand, when in person.seen if stand in stands])
    ]
    print(f"{len(people)} phones look, {len(desk.taps)} moves, {len(taps)} of them change what phones show")
    report.line("a look through nginx, p95", p95(looks.times) * 1000, 250, "ms")
    report.line("Regie → phones, p95", p95([one for one in followed if one is not None]) * 1000, 3000, "ms")
    report.line("moves that a phone never saw", followed.count(None), 0, "")
    report.line("errors", looks.faults.total(), 0, "")
    for fault, times in looks.faults.items():
        print(f"    {times} × {fault}")
