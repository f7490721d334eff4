"""Which measures the room wants most: points for the best, or resistance against each; totals of all, from t on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

PollKind = Literal["points", "resistance"]
"""Points for what one wants most, or after the Systemisches Konsensieren how much one is against each of them."""

Fault = Literal["other", "outside", "too_many", "none", "missing"]
"""What is wrong with what somebody gives: to other options, a number that there is not, too much, nothing, not all."""

MOST_POINTS = 5
USUAL_MOST = 2
WORST, STRONG = 10, 8
"""Of resistance the highest number, and that from which somebody can hardly go along."""
FEWEST_OPTIONS, MOST_OPTIONS = 2, 30


@dataclass(frozen=True)
class Option:
    """A measure in the words that it had when the poll began."""

    id: str
    what: str


@dataclass(frozen=True)
class Question:
    """What the room is asked; ``most``: points that a person may give to one option."""

    kind: PollKind
    options: tuple[Option, ...]
    most: int = USUAL_MOST

    @property
    def points(self) -> int:
        """Half the number of options, rounded up, at most 5: that many a person may give."""
        return min(-(-len(self.options) // 2), MOST_POINTS)

    @property
    def highest(self) -> int:
        """The highest number that one option can get from one person."""
        return WORST if self.kind == "resistance" else min(self.most, self.points)

    def fault(self, given: Mapping[str, int]) -> Fault | None:
        """What is wrong with the numbers by option of one person."""
        ids = {option.id for option in self.options}
        if set(given) - ids:
            return "other"
        if any(not 0 <= number <= self.highest for number in given.values()):
            return "outside"
        if self.kind == "resistance":
            return "missing" if set(given) != ids else None
        if sum(given.values()) > self.points:
            return "too_many"
        return None if sum(given.values()) else "none"

    def as_json(self) -> list[list[str]]:
        """The options; kind and most have columns of their own."""
        return [[option.id, option.what] for option in self.options]


@dataclass(frozen=True)
class Sums:
    """What the store counts at the end: how many ``people`` gave something, by option their ``totals``, and how many
    of them are ``strong`` against it; never shown below the threshold."""

    people: int
    totals: Mapping[str, int]
    strong: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        return {"people": self.people, "totals": dict(self.totals), "strong": dict(self.strong)}


def sums_of(values: Mapping[str, Any]) -> Sums:
    """What was written as JSON."""
    return Sums(values["people"], values["totals"], values["strong"])


@dataclass(frozen=True)
class Tallied:
    """An option with its ``total``; ``strong``: how many are strongly against it, None where points are given."""

    option: Option
    total: int
    strong: int | None


@dataclass(frozen=True)
class PollResult:
    """What is shown of a poll that is over: the options in the order of their totals, the first of them the best."""

    question: Question
    people: int
    rows: tuple[Tallied, ...]

    @property
    def best(self) -> tuple[Tallied, ...]:
        """Those with the best total, several if they are even."""
        return tuple(row for row in self.rows if row.total == self.rows[0].total)

    @property
    def by_option(self) -> Mapping[str, Tallied]:
        return {row.option.id: row for row in self.rows}


def poll_result(question: Question, sums: Sums, threshold: int) -> PollResult | None:
    """What may be shown: most points first, or least resistance; None where fewer than the threshold took part.

    Options that are even stand as they were asked, of resistance first those that fewer are strongly against.
    """
    if sums.people < threshold:
        return None
    is_against = question.kind == "resistance"
    rows = [
        Tallied(one, sums.totals.get(one.id, 0), sums.strong.get(one.id, 0) if is_against else None)
        for one in question.options
    ]
    order = sorted(rows, key=lambda row: (row.total, row.strong or 0) if is_against else (-row.total, 0))
    return PollResult(question, sums.people, tuple(order))


@dataclass(frozen=True)
class Poll:
    """A poll as the room may follow it: ``number`` counts its changes, how many ``voted`` of the phones that are
    ``present``; ``result`` once it is shown. ``is_too_few``: it is over, and fewer took part than the ``fewest`` of
    whom a result is shown."""

    question: Question
    number: int
    is_open: bool
    voted: int
    present: int
    fewest: int
    result: PollResult | None = None
    is_too_few: bool = False
