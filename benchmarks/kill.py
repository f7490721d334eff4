"""kill -9 of the really started server while phones answer: is every acknowledged answer there?

    .venv/bin/python -m benchmarks.kill [ROUNDS]

Prints a line a round and the sum; ends with 1 if an acknowledged answer is missing.
"""

import random
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from benchmarks.phones import PERSPECTIVES, prepared
from data.store.engine import open_store
from data.store.sheets import counts
from data.store.workshops import workshop_by_code
from tests.running import RunningServer, free_port

CLIENTS = 16
ROUNDS = 25


@dataclass
class Phone:
    """One person who keeps answering; remembers what the server has acknowledged and what it may have stored."""

    base: str
    code: str
    room: tuple[str, ...]
    seed: int
    cookies: httpx.Cookies = field(default_factory=httpx.Cookies)
    acknowledged: dict[str, str] = field(default_factory=dict)
    unanswered: dict[str, str] = field(default_factory=dict)
    times: int = 0

    def join(self) -> None:
        with self._client() as client:
            reply = client.post(f"/t/{self.code}", data={"perspective": PERSPECTIVES[self.seed % 4]})
            assert reply.status_code == 303, reply.text
            self.cookies = client.cookies

    def keep_answering(self, first: threading.Barrier) -> None:
        """One answer after the other, until the server is gone."""
        dice = random.Random(f"{self.seed} {self.times}")
        self.unanswered = {}
        with self._client() as client:
            first.wait()
            while True:
                change = {dice.choice(self.room): dice.choice("ABCDE")}
                try:
                    reply = client.put(f"/api/t/{self.code}/answers", json={"answers": change})
                except httpx.TransportError:
                    self.unanswered = change
                    return
                assert reply.status_code == 200, reply.text
                self.acknowledged |= change
                self.times += 1

    def lost(self) -> dict[str, str]:
        """What was acknowledged and is not stored; an answer without a reply may be stored or not."""
        with self._client() as client:
            stored = client.put(f"/api/t/{self.code}/answers", json={"answers": {}}).json()["saved"]
        missing = {
            statement: answer
            for statement, answer in self.acknowledged.items()
            if stored.get(statement) not in (answer, self.unanswered.get(statement, answer))
        }
        self.acknowledged = dict(stored)
        return missing

    def _client(self) -> httpx.Client:
        return httpx.Client(base_url=self.base, cookies=self.cookies, timeout=30)


@dataclass(frozen=True)
class Outcome:
    """``acknowledged``: answers that the server said it had stored, over all rounds; ``lost``: those it had not."""

    rounds: int
    acknowledged: int
    lost: int
    counted_right: bool


def kill_again_and_again(folder: Path, rounds: int, clients: int = CLIENTS, *, aloud: bool = False) -> Outcome:
    """Kill the server in every round while all phones answer, start it on the same port, and look."""
    port, dice, lost = free_port(), random.Random(rounds), 0
    server = RunningServer(folder, port=port)
    phones = open_survey(folder, server.base, clients)
    for number in range(1, rounds + 1):
        before = sum(phone.times for phone in phones)
        ready = threading.Barrier(clients + 1)
        answering = [threading.Thread(target=phone.keep_answering, args=(ready,)) for phone in phones]
        for thread in answering:
            thread.start()
        ready.wait()
        time.sleep(dice.uniform(0.3, 1.2))
        server.kill()
        for thread in answering:
            thread.join()
        server = RunningServer(folder, port=port)
        missing = sum(len(phone.lost()) for phone in phones)
        lost += missing
        if aloud:
            print(
                f"round {number:>2}: {sum(p.times for p in phones) - before:>6} acknowledged, {missing} lost",
                flush=True,
            )
    server.stop()
    counted_right = counted(folder, phones[0].code) == sum(len(phone.acknowledged) for phone in phones)
    return Outcome(rounds, sum(phone.times for phone in phones), lost, counted_right)


def open_survey(folder: Path, base: str, clients: int) -> list[Phone]:
    """An open workshop, and phones that have joined it."""
    code, room = prepared(folder)
    phones = [Phone(base, code, room, seed) for seed in range(clients)]
    for phone in phones:
        phone.join()
    return phones


def counted(folder: Path, code: str) -> int:
    """Answers that the store counts."""
    store = open_store(f"sqlite:///{folder / 'selbstcheck.sqlite3'}")
    workshop = workshop_by_code(store, code)
    assert workshop is not None
    people = int(counts(store, workshop.id)[0]["people"].sum())
    store.close()
    return people


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as folder:
        outcome = kill_again_and_again(Path(folder), rounds, aloud=True)
    print(
        f"{outcome.rounds} × kill -9 with {CLIENTS} phones: {outcome.acknowledged} acknowledged, {outcome.lost} lost, "
        f"counted {'right' if outcome.counted_right else 'WRONG'}   budget 0 lost"
    )
    return 0 if outcome.lost == 0 and outcome.counted_right else 1


if __name__ == "__main__":
    sys.exit(main())
