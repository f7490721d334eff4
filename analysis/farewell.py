"""How a workshop ends: when people meet again, and what they say of the evening when they leave."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

ExitQuestion = Literal["useful", "heard"]
QUESTIONS: tuple[ExitQuestion, ...] = get_args(ExitQuestion)
STEPS = ("A", "B", "C", "D")
"""Answers to both: yes, rather yes, rather no, no."""

LONGEST_MISSING, LONGEST_INVITES = 140, 80
"""Characters of what somebody misses, and of who invites."""


@dataclass(frozen=True)
class NextDate:
    """When it goes on and which function invites; ``is_none``: it was decided that there is no date.

    ``version`` is another word after each change.
    """

    day: date | None = None
    invites: str = ""
    is_none: bool = False
    version: str = ""

    @property
    def is_decided(self) -> bool:
        return self.is_none or self.day is not None


@dataclass(frozen=True)
class ExitAnswers:
    """What one device says when it leaves; empty: not answered."""

    useful: str = ""
    heard: str = ""
    missing: str = ""


Counts = Mapping[str, int]
"""People by answer A–D."""


@dataclass(frozen=True)
class ExitPoll:
    """What may be shown of the exit questions: counts by question, None below the threshold; nothing before the end."""

    counts: Mapping[ExitQuestion, Counts | None]
    missing: tuple[str, ...]


def exit_poll(counted: Mapping[str, Counts], missing: tuple[str, ...], threshold: int) -> ExitPoll:
    """What may be shown of a poll that is over; sentences in alphabetical order, so that none tells when it came."""
    shown = {question: _if_enough(counted.get(question, {}), threshold) for question in QUESTIONS}
    return ExitPoll(shown, tuple(sorted(missing, key=str.casefold)))


def _if_enough(counts: Counts, threshold: int) -> Counts | None:
    known = {step: counts.get(step, 0) for step in STEPS}
    return known if sum(known.values()) >= threshold else None
