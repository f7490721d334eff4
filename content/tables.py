"""Tables as every format lays them out: texts, counts, means and shares, rounded as on the screen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Generic, TypeVar

from analysis.questionnaire import RATINGS, Questionnaire
from analysis.results import Ratings
from texts.numbers import of_hundred, rounded
from texts.titles import level_places
from texts.words import Words


@dataclass(frozen=True)
class Share:
    """A share as it is shown: a whole percentage."""

    percent: int


Value = str | int | Decimal | Share
"""A text, a count, a mean with its decimals, or a share; hidden values are texts."""

Row = TypeVar("Row")


@dataclass(frozen=True)
class Table:
    """``ids``: by row the field, statement or group that it is about, where a sentence may speak of it; ``columns``: by
    column the group that it is about, or nothing."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    ids: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """A head and what stands below it: the same in every table that has the column. ``about``: a group, if it is."""

    head: str
    cell: Callable[[Row], Value]
    about: str = ""


def filled(title: str, columns: Iterable[Column[Row]], rows: Sequence[Row], ids: Sequence[str] = ()) -> Table:
    """The table that has these columns for these rows; ``ids`` as in ``Table``."""
    chosen = tuple(columns)
    return Table(
        title,
        tuple(column.head for column in chosen),
        tuple(tuple(column.cell(row) for column in chosen) for row in rows),
        tuple(ids),
        tuple(column.about for column in chosen),
    )


def rating_columns(
    titles: Mapping[str, str], ratings_of: Callable[[Row], Ratings | None], instead: Callable[[Row], str]
) -> dict[str, Column[Row]]:
    """A to D by letter, under these heads; ``instead``: what stands where nothing may be shown."""

    def column(code: str) -> Column[Row]:
        return Column(titles[code], lambda row: counts(ratings_of(row), instead(row))[RATINGS.index(code)])

    return {code: column(code) for code in RATINGS}


def stacked(title: str, leading: Sequence[str], parts: Iterable[tuple[Sequence[Value], Table]]) -> Table:
    """Tables of one shape below each other; before its rows each has values of its own, under the ``leading`` heads."""
    known = list(parts)
    heads = known[0][1].heads if known else ()
    return Table(title, (*leading, *heads), tuple((*values, *row) for values, table in known for row in table.rows))


def as_read(_: Words, table: Table) -> list[list[str]]:
    """The rows, every value as it is read."""
    return [[as_text(_, value) for value in row] for row in table.rows]


def as_text(_: Words, value: Value) -> str:
    """A value as it is read."""
    if isinstance(value, Share):
        return _.percent(Fraction(value.percent, 100))
    return _.number(Fraction(value), decimals(value)) if isinstance(value, Decimal) else str(value)


def decimals(number: Decimal) -> int:
    """With how many decimals a number is shown."""
    return max(-int(number.as_tuple().exponent), 0)


def counts(ratings: Ratings | None, instead: str) -> tuple[Value, ...]:
    """A to D, or four times what stands instead of them."""
    return (instead,) * len(RATINGS) if ratings is None else ratings


def rated(ratings: Ratings | None, instead: str) -> Value:
    """How many ticked one of A to D, or what stands instead."""
    return instead if ratings is None else ratings.n


def mean(_: Words, level: Fraction | None) -> Value:
    """A level with one decimal, half up."""
    return too_few(_) if level is None else rounded(level)


def level_beside_name(level: Fraction | None, questionnaire: Questionnaire, instead: str) -> Value:
    """A level as it stands beside the name of its Einschätzung."""
    return instead if level is None else rounded(level, level_places(level, questionnaire))


def share(part: Fraction | None) -> Value:
    """A whole percentage, half up; "–" where there is none."""
    return "–" if part is None else Share(of_hundred(part))


def hundredth(value: Fraction | None) -> Value:
    """A measure from 0 to 1 as a whole number up to 100, without a sign that would make it a share of people."""
    return "–" if value is None else of_hundred(value)


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
