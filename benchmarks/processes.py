"""2,000 answers at once through one process and through two, then 1,000 phones that look, on the same PostgreSQL.

    .venv/bin/python -m benchmarks.processes

Primary, standby, two processes and nginx as operators start them. Rounds with one process and with two take turns in
one run; the medians of neighbouring rounds are compared. Answers go straight to the processes, from a client that
costs next to nothing; what it took of the processor stands in the output. Linux; ends with 1 if a budget is missed.
"""

import asyncio
import json
import os
import statistics
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import uvloop

from analysis.questionnaire import ANSWERS
from benchmarks.faults.writers import opened
from benchmarks.phones import PERSPECTIVES, Phone, Report
from benchmarks.polling import phones_look
from benchmarks.processor import used_by
from benchmarks.wave import Wave
from commands.rehearsing.figures import p95
from data.store.sheets import counts
from data.store.workshops import workshop_by_code
from tests.deploy.stack import Stack, stack

PHONES = 2000
PAIRS = 6
WAVES = 4
"""Waves of answers in a round."""
CORES = len(os.sched_getaffinity(0))
RATIO = 1.6 if CORES >= 4 else 1.4
"""On two cores the client and the database need what a second process could use."""
COST = 1.1
"""Processor time of an answer through two processes, in that through one."""


@dataclass
class Figures:
    """Of all rounds of one kind; times in milliseconds, ``used``: seconds of processor time by who used them."""

    answers: int = 0
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    used: Counter[str] = field(default_factory=Counter)

    @property
    def cost(self) -> float:
        """Milliseconds of processor time that an answer took in the processes."""
        return self.used["processes"] / self.answers * 1000

    def told(self, many: str) -> str:
        """What is no budget, but says what was measured."""
        used = ", ".join(f"{who} {seconds / self.answers * 1000:.3f}" for who, seconds in self.used.items())
        rates = f"{min(self.rates):.0f}–{max(self.rates):.0f}"
        return f"  {many}: {rates} answers/s, p95 of a reply {p95(self.times):.0f} ms; ms of a core an answer: {used}"


@dataclass
class Room:
    """Phones that have joined, by their cookies; ``given``: the newest answer of each that was acknowledged."""

    whole: Stack
    code: str
    statements: tuple[str, ...]
    cookies: list[str]
    given: dict[tuple[int, str], str] = field(default_factory=dict)
    waves: int = 0
    refused: int = 0

    def round(self, servers: Sequence[int], figures: Figures) -> None:
        """Some waves of answers to these of the processes, each over connections of its own."""
        ports = [self.whole.servers[servers[at % len(servers)]].port for at in range(len(self.cookies))]
        wave, before = Wave(ports), self._used(servers)
        seconds = sum(self._wave(wave, ports, figures.times) for _wave in range(WAVES))
        figures.used.update({who: used - before[who] for who, used in self._used(servers).items()})
        wave.hang_up()
        figures.answers += WAVES * len(self.cookies)
        figures.rates.append(WAVES * len(self.cookies) / seconds)

    def _wave(self, wave: Wave, ports: Sequence[int], times: list[float]) -> float:
        """Everybody answers the next statement, once."""
        self.waves += 1
        statement, letter = self.statements[self.waves % len(self.statements)], self.waves // len(self.statements)
        answers = [ANSWERS[(at + letter) % len(ANSWERS)] for at in range(len(self.cookies))]
        body = [json.dumps({"answers": {statement: one}, "sequence": self.waves}) for one in answers]
        path = f"/api/t/{self.code}/answers"
        asked = zip(self.cookies, ports, body, strict=True)
        told = wave.send([_request(cookie, port, path, sent) for cookie, port, sent in asked])
        for at, status in enumerate(told.statuses):
            self.refused += status != 200
            if status == 200:
                self.given[at, statement] = answers[at]
        times += [one * 1000 for one in told.times]
        return told.seconds

    def _used(self, servers: Sequence[int]) -> dict[str, float]:
        asked = [self.whole.servers[one].process.pid for one in servers]
        return used_by({**self.whole.process_ids, "processes": asked})

    def lost(self) -> int:
        """Acknowledged answers that the store does not count."""
        store = self.whole.store()
        of = workshop_by_code(store, self.code)
        assert of is not None
        frame = counts(store, of.id)[0]
        store.close()
        stored = Counter[tuple[str, str]]()
        for statement, answer, people in zip(frame["statement"], frame["answer"], frame["people"], strict=True):
            stored[statement, answer] += int(people)
        return (Counter((statement, answer) for (_at, statement), answer in self.given.items()) - stored).total()


def main() -> int:
    report = Report()
    with stack(is_quick=False) as whole:
        code, statements = opened(whole)
        room = Room(whole, code, statements, uvloop.run(_joined(whole, code)))
        one, two = Figures(), Figures()
        room.round((0, 1), Figures())  # everything is warm
        for pair in range(PAIRS):
            room.round((pair % 2,), one)
            room.round((0, 1), two)
        print(f"{PHONES} answers at once, {PAIRS} × {WAVES} times through one process and through two, {CORES} cores")
        print(one.told("one"), two.told("two"), sep="\n")
        report.at_least("answers/s of two processes / of one", _ratio(one, two), RATIO, "×")
        report.line("processor time an answer, of two / of one", two.cost / one.cost, COST, "×")
        report.line("answers refused", room.refused, 0, "")
        report.line("acknowledged answers that are missing", room.lost(), 0, "")
        uvloop.run(phones_look(whole, code, room.cookies, report))
    return 0 if report.is_met else 1


def _ratio(one: Figures, two: Figures) -> float:
    """The median over neighbouring rounds."""
    return statistics.median(second / first for first, second in zip(one.rates, two.rates, strict=True))


async def _joined(whole: Stack, code: str) -> list[str]:
    """Half of them at each process; their cookies."""
    phones = [Phone(whole.servers[number % 2].port, code) for number in range(PHONES)]
    for start in range(0, PHONES, 50):
        part = enumerate(phones[start : start + 50])
        await asyncio.gather(*(phone.join(PERSPECTIVES[at % len(PERSPECTIVES)]) for at, phone in part))
    for phone in phones:
        phone.hang_up()
    return [phone.cookie for phone in phones]


def _request(cookie: str, port: int, path: str, body: str) -> bytes:
    lines = [f"PUT {path} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Origin: http://127.0.0.1:{port}", f"Cookie: {cookie}"]
    lines += ["Accept-Encoding: gzip", "Content-Type: application/json", f"Content-Length: {len(body)}"]
    return ("\r\n".join(lines) + "\r\n\r\n" + body).encode()


if __name__ == "__main__":
    sys.exit(main())
