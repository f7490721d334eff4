"""Worksheets on which the statements stand below each other: people across, or only counts of their answers."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.intake.containers.reading import Value
from data.intake.worksheets.grid import Grid, number
from data.intake.worksheets.mentions import Mentions, Reader

COLUMNS = 12
ROWS = 300
"""A column of statements is sought among so many columns and rows."""
_FEWEST_CODES = 3
_MOST_CODES = 0.6
_FIGURE = re.compile(
    r"\s*(?:anzahl|nennungen|stimmen|häufigkeit\w*|prozent|anteil\w*|%|mittel\w*|durchschnitt\w*|ø|summe|gesamt|median|mw|n"
    r"|standardabw\w*|count|votes|total|mean|average|share|percent\w*)(?!\w)",
    re.IGNORECASE,
)
_MISSING_CODES = {66, 77, 88, 97, 98, 99, 999}
_HIGHEST_CODE = 10


@dataclass(frozen=True)
class Down:
    """The ``column`` names statements in ``rows``, some perhaps more than once."""

    column: int
    rows: tuple[int, ...]
    mentions: Mentions


def statements_down(grid: Grid, reader: Reader) -> Down | None:
    """The column that names most statements; None if there is none."""
    best: Down | None = None
    for column in range(1, min(grid.width, COLUMNS) + 1):
        cells = grid.column(column, range(1, min(grid.height, ROWS) + 1))
        mentions = reader.mentions(cells)
        if not mentions.certain and not _are_codes([cells[row] for row in mentions.places], mentions, reader):
            continue
        if best is None or mentions.names_more_than(best.mentions):
            best = Down(column, tuple(sorted(mentions.places)), mentions)
    return best


def _are_codes(values: Sequence[Value], mentions: Mentions, reader: Reader) -> bool:
    """Codes of most statements, each once; neither the people's running numbers nor their answers."""
    numbers = [number(value) for value in values]
    running = all(one is not None and one.is_integer() for one in numbers)
    most = mentions.different >= max(_FEWEST_CODES, _MOST_CODES * len(reader.catalogue.questionnaire.statements))
    return most and mentions.different == len(values) and not running


def is_long(down: Down) -> bool:
    """Whether the statements come again and again: a row for each single answer."""
    return len(down.rows) >= 1.5 * down.mentions.different


def are_counts(grid: Grid, reader: Reader, down: Down) -> bool:
    """Whether the cells beside the statements say how many people chose an answer, not what a person chose."""
    heads, beside = _columns_beside(grid, down)
    counted = {column: values for column, values in beside.items() if values and all(map(_is_count, values.values()))}
    if any(isinstance(value, str) and "\n" in value for values in counted.values() for value in values.values()):
        return True
    options = [column for column in counted if reader.names_answer(heads.get(column))]
    if len(options) >= 2:
        return True
    figures = [column for column in counted if _is_figure_head(heads.get(column))]
    people = [column for column, values in beside.items() if _are_answers(reader, values) and column not in figures]
    if figures and (is_long(down) or (len(figures) + len(options) >= len(counted) and not people)):
        return True
    if is_long(down) and people:
        return False
    bare = {column: values for column, values in counted.items() if column not in figures}
    return _exceed_codes(bare) or _share_people(heads, bare)


def _columns_beside(grid: Grid, down: Down) -> tuple[dict[int, Value], dict[int, dict[int, Value]]]:
    """The heads above the first statement, and what stands in the statements' rows, by column."""
    heads: dict[int, Value] = {}
    for row in range(down.rows[0] - 1, 0, -1):
        heads = dict(grid.spread(row)) | heads
    rows = {row: grid.cells(row) for row in down.rows}
    columns = sorted({column for cells in rows.values() for column in cells} - {down.column})
    return heads, {column: {row: cells[column] for row, cells in rows.items() if column in cells} for column in columns}


def _is_count(value: Value) -> bool:
    parts = value.split("\n") if isinstance(value, str) else [value]
    return all(number(part) is not None for part in parts)


def _is_figure_head(head: Value) -> bool:
    return isinstance(head, str) and _FIGURE.match(head) is not None


def _are_answers(reader: Reader, values: Mapping[int, Value]) -> bool:
    codes = [found for value in values.values() if (found := number(value)) is not None and found.is_integer()]
    words = sum(map(reader.is_answer, values.values()))
    return 2 * words >= len(values) or len(codes) == len(values)


def _exceed_codes(columns: Mapping[int, Mapping[int, Value]]) -> bool:
    """Percentages, fractions, or numbers that no scale has."""
    values = [value for one in columns.values() for value in one.values()]
    numbers = [abs(found) for value in values if (found := number(value)) is not None]
    percent = any(isinstance(value, str) and value.rstrip().endswith("%") for value in values)
    codes = _MISSING_CODES
    return percent or any(not one.is_integer() or (one > _HIGHEST_CODE and one not in codes) for one in numbers)


def _share_people(heads: Mapping[int, Value], columns: Mapping[int, Mapping[int, Value]]) -> bool:
    """Four to six columns that add up to the same number of people in each row, under heads 1 to 6 or texts."""
    if not 4 <= len(columns) <= 6:
        return False
    rows = sorted({row for values in columns.values() for row in values})
    sums = {sum(number(values.get(row)) or 0 for values in columns.values()) for row in rows}
    numbered = [number(heads.get(column)) for column in columns] == list(range(1, len(columns) + 1))
    return len(rows) >= 3 and len(sums) == 1 and (numbered or all(isinstance(heads.get(one), str) for one in columns))
