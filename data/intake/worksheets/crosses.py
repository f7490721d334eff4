"""Statements that have a column for each answer, with a cross in one of them."""

from collections import Counter
from collections.abc import Mapping

from data.intake.containers.reading import Value
from data.intake.spelling import normalised
from data.intake.worksheets.grid import Grid
from data.intake.worksheets.mentions import Mentions, Reader

Options = tuple[tuple[int, str], ...]

FEWEST, MOST = 4, 6
DEEPEST = 3
"""So many rows below the statements the answers' row may stand; codes or texts of the statements may be between."""
_SAME = 0.8


def option_columns(grid: Grid, reader: Reader, row: int, mentions: Mentions) -> tuple[int, dict[int, Options]]:
    """The row of the answers' heads below this one and, by the first of its columns, the columns of each statement.

    The statement may be merged above them, stand over the first only, or be repeated. Empty where this is no such
    layout, that is where the answers' heads are not the same for the statements.
    """
    names = grid.cells(row)
    named = sum(column in names and reader.option_head([names[column]]) is not None for column in mentions.places)
    for below in range(row + 1, min(row + DEEPEST, grid.height) + 1) if named < FEWEST else ():
        if found := _options_in(grid, reader, below, mentions, names):
            return below, found
    return row, {}


def _options_in(
    grid: Grid, reader: Reader, below: int, mentions: Mentions, names: Mapping[int, Value]
) -> dict[int, Options]:
    groups = {first: _group(grid, below, first, mentions, names) for first in _firsts(mentions)}
    lists = Counter(_labels(options) for options in groups.values() if FEWEST <= len(options) <= MOST)
    if not lists:
        return {}
    (usual, times), *_ = lists.most_common(1)
    answers = sum(map(reader.is_answer, usual)) >= FEWEST
    if times < _SAME * len(groups) or (times == 1 and not answers and usual not in (tuple("12345"), tuple("1234"))):
        return {}
    cut = {first: options[: len(usual)] for first, options in groups.items()}
    return {
        first: tuple((column, text) for column, text in options if not answers or reader.is_answer(text))
        for first, options in cut.items()
        if _labels(options) == usual
    }


def _firsts(mentions: Mentions) -> list[int]:
    places = mentions.places
    return [column for column in sorted(places) if places.get(column - 1) != places[column]]


def _group(grid: Grid, below: int, first: int, mentions: Mentions, names: Mapping[int, Value]) -> Options:
    """The columns from this one on, as far as no other head begins and no answer comes again."""
    found: dict[str, int] = {}
    known: set[str] = set()
    for column in range(first, grid.width + 1):
        own = column not in names or mentions.places.get(column) == mentions.places[first]
        label = grid.value(below, column)
        text = "" if label is None else str(label).strip()
        if not own or not text or normalised(text) in known or len(known) > MOST:
            break
        found[text] = column
        known.add(normalised(text))
    return tuple((column, text) for text, column in found.items())


def _labels(options: Options) -> tuple[str, ...]:
    return tuple(normalised(text) for _, text in options)
