"""Tables as every format lays them out: texts, counts, means and shares, rounded as on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from analysis.questionnaire import RATINGS
from texts import Words, rounded


@dataclass(frozen=True)
class Share:
    """A share as it is shown: a whole percentage."""

    percent: int


Value = str | int | Decimal | Share
"""A text, a count, a mean with one decimal, or a share; hidden values are texts."""


@dataclass(frozen=True)
class Table:
    """``ids``: by row the field or statement that it is about, where a sentence may speak of it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    ids: tuple[str, ...] = ()


def as_text(_: Words, value: Value) -> str:
    """A value as it is read."""
    if isinstance(value, Share):
        return _.percent(Fraction(value.percent, 100))
    return _.number(Fraction(value)) if isinstance(value, Decimal) else str(value)


def counts(ratings: Sequence[int] | None, instead: str) -> tuple[Value, ...]:
    """A to D, or four times what stands instead of them."""
    return (instead,) * len(RATINGS) if ratings is None else tuple(ratings)


def mean(_: Words, level: Fraction | None) -> Value:
    """A level with one decimal, half up."""
    return too_few(_) if level is None else rounded(level)


def share(part: Fraction | None) -> Value:
    """A whole percentage, half up; "–" where there is none."""
    return "–" if part is None else Share(int(rounded(part * 100, 0)))


def step(distance: Fraction | None) -> Value:
    """A Spannweite or Gruppenabstand with one decimal; "–" with fewer than two shown groups."""
    return "–" if distance is None else rounded(distance)


def too_few(_: Words) -> str:
    """What stands for the room where fewer than the threshold answered."""
    return _("zu wenige Antworten")
