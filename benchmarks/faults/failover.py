"""kill -9 of the primary while phones answer, promotion and return by the shipped scripts: is every answer there?

    .venv/bin/python -m benchmarks.faults.failover [ROUNDS]

Prints a line a round and the sum; ends with 1 if an acknowledged answer is missing. F12 of the list of faults.
"""

import random
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from benchmarks.phones import PERSPECTIVES
from data.questionnaire_file import load_questionnaire
from data.store.workshops import create_workshop, open_workshop
from tests.deploy.stack import Stack, stack
from tests.running import ROOT

WRITERS = 16
ROUNDS = 20
QUIET_BEFORE = (0.5, 1.5)
"""Seconds of answering before the primary dies."""


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
        except httpx.TransportError:
            return False
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


@dataclass
class Outcome:
    """Over all rounds; ``back``: seconds from the end of the promotion to the first answer after it, by round."""

    acknowledged: int = 0
    lost: int = 0
    refusals: int = 0
    longest: float = 0
    back: list[float] = field(default_factory=list)
    promoting: list[float] = field(default_factory=list)


def fail_over_again_and_again(whole: Stack, rounds: int, writers: int = WRITERS, *, aloud: bool = False) -> Outcome:
    """Primary and standby change places in every round."""
    primary, standby = whole.nodes
    code, room = opened(whole)
    phones = [Writer(whole, code, room, seed) for seed in range(writers)]
    for phone in phones:
        phone.join()
    dice, outcome = random.Random(rounds), Outcome()
    for number in range(1, rounds + 1):
        stop = threading.Event()
        answering = [threading.Thread(target=phone.keep_answering, args=(stop,)) for phone in phones]
        for thread in answering:
            thread.start()
        time.sleep(dice.uniform(*QUIET_BEFORE))
        primary.kill()
        began = time.monotonic()
        told = standby.run("promote", "--other-is-off")
        promoted = time.monotonic()
        assert told.returncode == 0, told
        outcome.promoting.append(promoted - began)
        outcome.back.append(_first_answer_after(promoted, phones) - promoted)
        told = primary.run("return_standby")
        assert told.returncode == 0, told
        time.sleep(0.3)
        stop.set()
        for thread in answering:
            thread.join()
        lost = sum(phone.lost() for phone in phones)
        outcome.lost += lost
        primary, standby = standby, primary
        if aloud:
            print(
                f"round {number:>2}: {sum(phone.times for phone in phones):>7} acknowledged so far, {lost} lost, "
                f"promoted in {outcome.promoting[-1]:.2f} s, back {outcome.back[-1]:.2f} s later, "
                f"{sum(phone.refusals for phone in phones)} refusals so far",
                flush=True,
            )
    outcome.acknowledged = sum(phone.times for phone in phones)
    outcome.refusals = sum(phone.refusals for phone in phones)
    outcome.longest = max(phone.longest for phone in phones)
    for phone in phones:
        phone.client.close()
    return outcome


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


def _first_answer_after(moment: float, phones: list[Writer]) -> float:
    """When one of them was first acknowledged again."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if any(phone.last_at > moment for phone in phones):
            return time.monotonic()
        time.sleep(0.01)
    raise TimeoutError("nobody is answered after the promotion")


def main(rounds: int) -> int:
    with stack(is_quick=False) as whole:
        outcome = fail_over_again_and_again(whole, rounds, aloud=True)
    print(
        f"{rounds} failovers: {outcome.acknowledged} acknowledged, {outcome.lost} lost, {outcome.refusals} refusals, "
        f"longest request {outcome.longest:.1f} s, back after {max(outcome.back):.2f} s at most (budget 3)"
    )
    return 0 if outcome.lost == 0 and max(outcome.back) <= 3 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS))
