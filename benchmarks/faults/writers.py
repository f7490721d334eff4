"""Phones that keep answering through nginx while something breaks, and remember what was acknowledged."""

import random
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from benchmarks.phones import PERSPECTIVES
from data.questionnaire_file import load_questionnaire
from data.store.workshops import create_workshop, open_workshop
from tests.deploy.stack import Stack
from tests.running import ROOT


@dataclass
class Writer:
    """One phone that keeps answering through nginx; remembers what was acknowledged, and what may have been stored."""

    stack: Stack
    code: str
    room: tuple[str, ...]
    seed: int
    client: httpx.Client = field(init=False)
    acknowledged: dict[str, str] = field(default_factory=dict)
    unsure: dict[str, set[str]] = field(default_factory=dict)
    times: int = 0
    refusals: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    longest: float = 0
    last_at: float = 0

    def join(self) -> None:
        self.client = self.stack.client()
        reply = self.client.post(f"/t/{self.code}", data={"perspective": PERSPECTIVES[self.seed % 4]})
        assert reply.status_code == 303, reply.text

    def keep_answering(self, stop: threading.Event) -> None:
        dice = random.Random(f"{self.seed} {self.times}")
        while not stop.is_set():
            statement, answer = dice.choice(self.room), dice.choice("ABCDE")
            began = time.monotonic()
            is_kept = self._answer(statement, answer)
            self.longest = max(self.longest, time.monotonic() - began)
            if is_kept:
                self.times += 1
                self.last_at = time.monotonic()
                self.acknowledged[statement] = answer
                self.unsure.pop(statement, None)
            else:
                self.refusals += 1
                self.unsure.setdefault(statement, set()).add(answer)
                time.sleep(0.1)

    def _answer(self, statement: str, answer: str) -> bool:
        try:
            reply = self.client.put(f"/api/t/{self.code}/answers", json={"answers": {statement: answer}})
        except httpx.TransportError as error:
            self.reasons[type(error).__name__] += 1
            return False
        if reply.status_code != 200:
            self.reasons[f"{reply.status_code} {reply.text[:200]}"] += 1
        assert reply.status_code in (200, 500, 502, 503, 504), reply.text
        return reply.status_code == 200

    def lost(self) -> int:
        """Acknowledged answers that are not stored; one without a reply may be stored or not."""
        stored = self.client.put(f"/api/t/{self.code}/answers", json={"answers": {}}).json()["saved"]
        missing = [
            statement
            for statement, answer in self.acknowledged.items()
            if stored.get(statement) not in {answer, *self.unsure.get(statement, ())}
        ]
        self.acknowledged, self.unsure = dict(stored), {}
        return len(missing)


def joined(whole: Stack, code: str, room: tuple[str, ...], count: int = 16) -> list[Writer]:
    phones = [Writer(whole, code, room, seed) for seed in range(count)]
    for phone in phones:
        phone.join()
    return phones


@contextmanager
def answering(phones: Sequence[Writer]) -> Iterator[None]:
    """All of them answer for as long as this lasts."""
    stop = threading.Event()
    threads = [threading.Thread(target=phone.keep_answering, args=(stop,)) for phone in phones]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join()


@dataclass(frozen=True)
class Endured:
    """What phones went through; ``longest``: seconds of the slowest request."""

    acknowledged: int
    lost: int
    refused: int
    longest: float

    def __str__(self) -> str:
        counts = f"{self.acknowledged} acknowledged, {self.lost} lost, {self.refused} refused"
        return f"{counts}, longest request {self.longest:.1f} s"


def endured_by(phones: Sequence[Writer]) -> Endured:
    """Since this was asked last; prints why answers were refused."""
    found = Endured(
        sum(phone.times for phone in phones),
        sum(phone.lost() for phone in phones),
        sum(phone.refusals for phone in phones),
        max(phone.longest for phone in phones),
    )
    for reason, times in sum((phone.reasons for phone in phones), Counter()).items():
        print(f"    {times} × {reason}", flush=True)
    for phone in phones:
        phone.times, phone.refusals, phone.longest = 0, 0, 0.0
        phone.reasons.clear()
    return found


def opened(whole: Stack) -> tuple[str, tuple[str, ...]]:
    """An open workshop in the database of the pair."""
    path = ROOT / "questionnaire.yaml"
    room = load_questionnaire(path).short_form
    store = whole.store()
    workshop = create_workshop(
        store,
        municipality="Musterlingen",
        title="Ausfall",
        held_on=datetime.now(UTC).date(),
        questionnaire_text=path.read_text("utf-8"),
        room=room,
        administration=(),
    )
    open_workshop(store, workshop.id)
    store.close()
    return workshop.code, room


def first_answer_after(moment: float, phones: Sequence[Writer]) -> float:
    """When one of them was first acknowledged again."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if any(phone.last_at > moment for phone in phones):
            return time.monotonic()
        time.sleep(0.01)
    raise TimeoutError("nobody is answered any more")
