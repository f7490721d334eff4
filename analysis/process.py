"""The way of a municipality through a workshop, from interest to the check after a year: what is due when."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args

from analysis.rechecks import MONTHS, months_after

StepId = Literal[
    "first_talk",
    "created",
    "administration",
    "invitations",
    "workshop",
    "agreed",
    "documents",
    "letter",
    "leadership",
    "dialogue",
    "after_3",
    "after_6",
    "after_12",
    "next_run",
]
STEPS: tuple[StepId, ...] = get_args(StepId)
"""In the order in which they begin."""

ONLY_KNOWN: frozenset[StepId] = frozenset({"created", "workshop"})
"""What nobody needs to tick: the product always knows."""

PREPARING: frozenset[StepId] = frozenset({"first_talk", "administration", "invitations"})
"""What nobody can make up for once the day of the workshop has come."""

LONGEST_WHO = 80
State = Literal["open", "begun", "done"]


@dataclass(frozen=True)
class Facts:
    """What the product knows of a workshop; ``answered`` of ``asked``: statements of the Verwaltungsbogen.

    ``is_shown``: a result of it; ``rechecks``: days of the re-checks that there are.
    """

    asked: int = 0
    answered: int = 0
    is_open: bool = False
    is_closed: bool = False
    is_shown: bool = False
    is_finished: bool = False
    measures: int = 0
    is_next_date_decided: bool = False
    rechecks: tuple[date, ...] = ()
    has_next_run: bool = False


@dataclass(frozen=True)
class Kept:
    """What a moderator has said of a step; ``who``: a function, never a person."""

    done_on: date | None = None
    who: str = ""


@dataclass(frozen=True)
class ProcessStep:
    """``begins``: only where it takes weeks. ``is_known``: done by what the product knows, whoever ticked it or not.
    ``is_past``: not done, and too late for it, so that nothing of it is due."""

    id: StepId
    begins: date | None
    due: date
    state: State
    is_known: bool
    is_overdue: bool
    kept: Kept
    is_past: bool = False

    @property
    def can_be_ticked(self) -> bool:
        return not self.is_known and self.id not in ONLY_KNOWN


def process(held_on: date, facts: Facts, kept: Mapping[StepId, Kept], today: date) -> tuple[ProcessStep, ...]:
    """All steps of the workshop of this day as they stand today; a day that has come is no delay yet."""
    return tuple(_step(one, held_on, facts, kept.get(one, Kept()), today) for one in STEPS if _is_asked(one, facts))


def next_step(steps: Iterable[ProcessStep]) -> ProcessStep | None:
    """What is due first of all that is still to be done; of one day the first in order."""
    return min((one for one in steps if is_to_do(one)), key=lambda one: one.due, default=None)


def is_to_do(step: ProcessStep) -> bool:
    """Whether it is not done, and can be."""
    return step.state != "done" and not step.is_past


def due_day(step: StepId, held_on: date) -> date:
    """Until when a step is to be done."""
    return _DUE[step](held_on)


def _step(step: StepId, held_on: date, facts: Facts, kept: Kept, today: date) -> ProcessStep:
    due, known = due_day(step, held_on), _known(step, held_on, facts)
    state: State = "done" if kept.done_on is not None and step not in ONLY_KNOWN else known
    is_past = state != "done" and step in PREPARING and held_on <= today
    is_overdue = state != "done" and due < today and not is_past
    begins = held_on - timedelta(weeks=6) if step == "administration" else None
    return ProcessStep(step, begins, due, state, known == "done", is_overdue, kept, is_past)


def _is_asked(step: StepId, facts: Facts) -> bool:
    return step != "administration" or facts.asked > 0


def _known(step: StepId, held_on: date, facts: Facts) -> State:
    """How far a step is as far as the product knows; of most it knows nothing."""
    if step in _CHECKS:
        months = {nearest_check(held_on, one) for one in facts.rechecks}
        return "done" if _CHECKS[step] in months else "open"
    done_and_begun: Mapping[StepId, tuple[bool, bool]] = {
        "created": (True, True),
        "administration": (facts.answered >= facts.asked, facts.answered > 0),
        "workshop": (facts.is_shown or facts.is_finished, facts.is_open or facts.is_closed),
        "agreed": (
            facts.measures > 0 and facts.is_next_date_decided,
            facts.measures > 0 or facts.is_next_date_decided,
        ),
        "next_run": (facts.has_next_run, False),
    }
    is_done, is_begun = done_and_begun.get(step, (False, False))
    return "done" if is_done else "begun" if is_begun else "open"


def nearest_check(held_on: date, day: date) -> int:
    """After how many months a re-check of that day asks: the nearest of those that are foreseen, the earlier of two."""
    return min(MONTHS, key=lambda months: abs(months_after(held_on, months) - day))


def _weeks(number: int) -> Callable[[date], date]:
    return lambda held_on: held_on + timedelta(weeks=number)


def _months(number: int) -> Callable[[date], date]:
    return lambda held_on: months_after(held_on, number)


_CHECKS: Mapping[StepId, int] = {"after_3": 3, "after_6": 6, "after_12": 12}
_DUE: Mapping[StepId, Callable[[date], date]] = {
    "first_talk": _weeks(-8),
    "created": _weeks(-6),
    "administration": _weeks(-2),
    "invitations": _weeks(-4),
    "workshop": _weeks(0),
    "agreed": _weeks(0),
    "documents": _weeks(1),
    "letter": _weeks(2),
    "leadership": _weeks(4),
    "dialogue": _weeks(8),
    **{step: _months(months) for step, months in _CHECKS.items()},
    "next_run": _months(12),
}
