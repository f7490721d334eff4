"""kill -9 of the primary while phones answer, promotion and return by the shipped scripts: is every answer there?

    .venv/bin/python -m benchmarks.faults.failover [ROUNDS]

Prints a line a round and the sum; ends with 1 if an acknowledged answer is missing. F12 of the list of faults.
"""

import random
import sys
import time
from dataclasses import dataclass, field

from benchmarks.faults.writers import answering, first_answer_after, joined, opened
from tests.deploy.stack import Stack, stack

ROUNDS = 20
QUIET_BEFORE = (0.5, 1.5)
"""Seconds of answering before the primary dies."""


@dataclass
class Outcome:
    """Over all rounds; ``back``: seconds from the end of the promotion to the first answer after it, by round."""

    acknowledged: int = 0
    lost: int = 0
    refusals: int = 0
    longest: float = 0
    back: list[float] = field(default_factory=list)
    promoting: list[float] = field(default_factory=list)


def fail_over_again_and_again(whole: Stack, rounds: int, writers: int = 16, *, aloud: bool = False) -> Outcome:
    """Primary and standby change places in every round."""
    primary, standby = whole.nodes
    phones = joined(whole, *opened(whole), writers)
    dice, outcome = random.Random(rounds), Outcome()
    for number in range(1, rounds + 1):
        with answering(phones):
            time.sleep(dice.uniform(*QUIET_BEFORE))
            primary.kill()
            began = time.monotonic()
            told = standby.run("promote", "--other-is-off")
            promoted = time.monotonic()
            assert told.returncode == 0, told
            outcome.promoting.append(promoted - began)
            outcome.back.append(first_answer_after(promoted, phones) - promoted)
            told = primary.run("return_standby")
            assert told.returncode == 0, told
            time.sleep(0.3)
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
