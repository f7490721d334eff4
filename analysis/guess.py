"""What the room guessed before it saw the answers: totals of all, from the threshold on, and what came most often."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.questionnaire import ANSWERS, CANNOT_JUDGE
from analysis.results import StatementResult


@dataclass(frozen=True)
class Guesses:
    """What the store counts of a guess, ``given`` by answer; never shown below the threshold."""

    given: Mapping[str, int]

    @property
    def n(self) -> int:
        return sum(self.given.values())

    def as_json(self) -> dict[str, int]:
        return dict(self.given)


def guesses_of(values: Mapping[str, int]) -> Guesses:
    """The counts that were written as JSON."""
    return Guesses({answer: values.get(answer, 0) for answer in ANSWERS})


@dataclass(frozen=True)
class Guess:
    """Which answer comes most often, as the room guessed it.

    ``totals``: guesses by answer, None below the threshold. ``right``: what comes most often, several if they are
    even; empty where it is not told (yet), or the room's answers are hidden.
    """

    totals: Mapping[str, int] | None
    right: tuple[str, ...] = ()

    @property
    def n(self) -> int:
        return sum(self.totals.values()) if self.totals else 0

    @property
    def favourites(self) -> tuple[str, ...]:
        """What was guessed most often, several if they are even; empty below the threshold."""
        return _most(self.totals) if self.totals else ()


def guess(guesses: Guesses, threshold: int) -> Guess:
    """What may be shown of the guesses before any answer is."""
    return Guess(guesses_of(guesses.given).given if guesses.n >= threshold else None)


def resolved(guesses: Guesses, threshold: int, before: StatementResult, *, has_e: bool) -> Guess:
    """The guesses beside what came most often; ``has_e``: the room was told who cannot judge, so that may be named."""
    right = _most_often(before)
    is_told = has_e or CANNOT_JUDGE not in right
    return Guess(guess(guesses, threshold).totals, right if is_told else ())


def _most_often(before: StatementResult) -> tuple[str, ...]:
    if before.ratings is None or before.e is None:
        return ()
    return _most(dict(zip(ANSWERS, (*before.ratings, before.e), strict=True)))


def _most(given: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(answer for answer, people in given.items() if people == max(given.values()))
