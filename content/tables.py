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


def or_dash(value: Fraction | None) -> Value:
    """A value with one decimal; "–" where there is none, like a Spannweite with fewer than two shown groups."""
    return "–" if value is None else rounded(value)


def count(_: Words, people: int | None) -> Value:
    """People of the whole room."""
    return too_few(_) if people is None else people


def e_of(_: Words, e: int | None, people: int, instead: str) -> str:
    """How many of these people cannot judge, or what stands instead."""
    return instead if e is None else _("{e} von {people}", e=e, people=people)


def too_few(_: Words) -> str:
    """What stands for the room where fewer than the threshold answered."""
    return _("zu wenige Antworten")
