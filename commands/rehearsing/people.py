"""Simulated participants: each has a phone, taps answer after answer, loses the network, and looks at what is shown."""

import asyncio
import json
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from analysis.questionnaire import Questionnaire, sector_only
from commands.rehearsing.connection import UNREACHABLE, Connection
from commands.rehearsing.figures import Answers

LOOKS_EVERY = 2.0
"""Seconds between two looks of a phone at what is shown, a quarter more or less; as in jetzt.js."""

LOOKS_AGAIN_AFTER = 0.6
"""The same, once, after a page that another process made, to which the change is not known yet."""

TRIES_AGAIN_AFTER = 1.0
"""Seconds after an answer that did not go through."""

FORM = "application/x-www-form-urlencoded"


class Refused(Exception):  # noqa: N818 - named by what is so
    """The server answered otherwise than a phone expects; the text names the address and the status."""


@dataclass(frozen=True)
class Wish:
    """What a person is going to answer, and whether their network is lost on the way."""

    perspective: str
    answers: Mapping[str, str]
    loses_network: bool


def wishes(asked: Questionnaire, statements: Sequence[str], people: int, chance: random.Random) -> Iterator[Wish]:
    """People of all sectors, who agree within their sector more than with others; every fourth loses the network."""
    codes = [step.code for step in asked.scale]
    leaning = {(one.id, statement): chance.randrange(len(codes)) for one in asked.sectors for statement in statements}
    for number in range(people):
        sector = asked.sectors[number % len(asked.sectors)]
        ids = [one.id for one in sector.perspectives] or [sector_only(sector.id)]
        answers = {
            statement: codes[leaning[sector.id, statement]] if chance.random() < 0.7 else chance.choice(codes)
            for statement in statements
        }
        perspective = ids[number // len(asked.sectors) % len(ids)]
        yield Wish(perspective, answers, loses_network=number % 4 == 1)


@dataclass
class Person:
    """``tapped``: answers given so far; ``acknowledged``: what the server said last that it has of them.

    ``times``: seconds until an answer was acknowledged. ``seen``: what stood on the phone, and since when.
    """

    phone: Connection
    code: str
    wish: Wish
    chance: random.Random
    tapped: int = 0
    acknowledged: Mapping[str, str] = field(default_factory=dict)
    times: list[float] = field(default_factory=list)
    seen: list[tuple[str, float]] = field(default_factory=list)
    _waiting: dict[str, str] = field(default_factory=dict)
    _newest: int = 0
    _is_done: bool = False
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def confirmed(self) -> Answers:
        """The acknowledged answers as the store counts them."""
        return Answers((statement, self.wish.perspective, answer) for statement, answer in self.acknowledged.items())

    async def join(self) -> None:
        """See the page, choose, arrive at the first statement; raises Refused, or one of UNREACHABLE."""
        await self._expect(200, "GET", f"/t/{self.code}")
        await self._expect(303, "POST", f"/t/{self.code}", f"perspective={self.wish.perspective}&lang=de")
        await self._expect(200, "GET", f"/t/{self.code}/fragen")

    async def answer(self, pause: float) -> None:
        """Tap every answer, about so many seconds apart, until all are acknowledged; then press Fertig."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self._deliver())
            lost_at = len(self.wish.answers) // 3 if self.wish.loses_network else -1
            for place, (statement, answer) in enumerate(self.wish.answers.items()):
                await asyncio.sleep(pause * self.chance.uniform(0.5, 1.5))
                if place == 2 * lost_at:
                    self.phone.find_network()
                self._waiting[statement] = answer
                self.tapped += 1
                self._news.set()
                if place == lost_at:
                    await asyncio.sleep(0)  # the answer is on its way, its acknowledgement will not arrive
                    self.phone.lose_network()
            self.phone.find_network()
            self._is_done = True
            self._news.set()
        await self._expect(303, "POST", f"/t/{self.code}/fertig")

    async def look(self) -> None:
        """Ask again and again what is shown, and fetch it when it is another; runs until cancelled."""
        etag, again = "", False
        while True:
            await asyncio.sleep((LOOKS_AGAIN_AFTER if again else LOOKS_EVERY) * self.chance.uniform(0.75, 1.25))
            is_half = False
            with suppress(*UNREACHABLE):  # the next look will tell
                etag, is_half = await self._look(etag)
            again = is_half and not again

    async def _look(self, etag: str) -> tuple[str, bool]:
        """One look; gives the mark of what the phone shows by now, and whether only half of it was new."""
        asked = f"/api/t/{self.code}/state" + ("?seite=slide" if self.seen else "")
        reply = await self.phone.ask("GET", asked, headers={"If-None-Match": etag} if etag else {})
        if reply.status == 304:
            return etag, False
        if reply.status != 200:
            raise Refused(f"{asked}: {reply.status}")
        state = reply.told
        if state["show"] == "slide":
            page = await self._expect(200, "GET", f"/t/{self.code}/jetzt")
            if f'data-stand="{state["stand"]}"' not in page:
                return etag, True  # the room has just moved on: the next look will tell
            self.seen.append((state["stand"], time.monotonic()))
        return reply.headers.get("etag", ""), False

    async def _deliver(self) -> None:
        """Send what waits, all of it at once, as long as anything is to come."""
        while self._waiting or not self._is_done:
            await self._news.wait()
            self._news.clear()
            while self._waiting and self.phone.has_network:
                try:
                    await self._send()
                except UNREACHABLE:
                    if self.phone.has_network:
                        await asyncio.sleep(TRIES_AGAIN_AFTER)

    async def _send(self) -> None:
        self._newest += 1
        sent, began = dict(self._waiting), time.monotonic()
        changes = json.dumps({"answers": sent, "sequence": self._newest})
        reply = await self.phone.ask("PUT", f"/api/t/{self.code}/answers", changes)
        if reply.status != 200:
            raise Refused(f"/api/t/{self.code}/answers: {reply.status}")
        told = reply.told
        self._newest = max(self._newest, told["sequence"])
        if told["late"]:
            return
        self.times.append(time.monotonic() - began)
        self.acknowledged = told["saved"]
        self._waiting = {one: answer for one, answer in self._waiting.items() if sent.get(one) != answer}

    async def _expect(self, status: int, method: str, path: str, form: str = "") -> str:
        reply = await self.phone.ask(method, path, form, FORM)
        if reply.status != status:
            raise Refused(f"{path}: {reply.status}")
        return reply.page
