"""Finds the rows that name a worksheet's columns: the row of names, groups above it, labels below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.intake.containers.reading import Value
from data.intake.worksheets.crosses import FEWEST, Options, option_columns
from data.intake.worksheets.grid import Grid, is_figure
from data.intake.worksheets.label_rows import label_rows
from data.intake.worksheets.mentions import Mentions, Reader
from data.intake.worksheets.option_heads import Heads, options_in_heads

LOOKED_AT = 40
"""Rows at the top of a worksheet among which the names are sought, and how many of them may be filled."""
CELLS_LOOKED_AT = 4_000
"""Cells of these rows: a table of thousands of columns has no fifteen rows of titles."""
FILLED_LOOKED_AT = 15
MOST_ABOVE = 2
_FEWEST_CODES = 3
_MOST = 0.9


@dataclass(frozen=True)
class Header:
    """``rows`` from top to bottom; ``heads``, ``statements`` and ``options`` by column.

    ``main`` are the statements that the row of names alone names.
    """

    rows: tuple[int, ...]
    main: Mentions
    heads: Heads
    statements: Mapping[int, tuple[str, ...]]
    options: Mapping[int, Options]


def main_row(grid: Grid, reader: Reader) -> tuple[int, Mentions] | None:
    """The row that names most statements; without any, the first that looks like names; None if there is neither.

    Short codes count only as far down as a row that looks like names: below it they are answers.
    """
    rows = _filled_rows(grid)
    found = _mentions(grid, reader, rows)
    names = next((row for row in rows if _looks_like_names(grid, reader, row)), None)
    if not any(mentions.certain for mentions in found.values()) and names is not None:
        found = {row: mentions for row, mentions in found.items() if row <= names}
    best = max(found, key=lambda row: (bool(found[row].certain), found[row].different), default=None)
    fewest = min(_FEWEST_CODES, len(reader.catalogue.questionnaire.statements))
    if best is not None and (found[best].certain or found[best].different >= fewest):
        return best, found[best]
    return None if names is None else (names, found[names])


def _filled_rows(grid: Grid) -> list[int]:
    cells, found = 0, list[int]()
    for row in range(1, min(grid.height, LOOKED_AT) + 1):
        filled = len(grid.cells(row))
        if filled and len(found) < FILLED_LOOKED_AT and (not found or cells + filled <= CELLS_LOOKED_AT):
            found.append(row)
            cells += filled
    return found


def _mentions(grid: Grid, reader: Reader, rows: Sequence[int]) -> dict[int, Mentions]:
    """By row, as far down as there is anything to be found: a few rows below one that names statements."""
    found: dict[int, Mentions] = {}
    for row in rows:
        if any(len(mentions.certain) > 1 for mentions in list(found.values())[:-MOST_ABOVE]):
            break
        found[row] = reader.mentions(grid.cells(row))
    return found


def header_of(grid: Grid, reader: Reader) -> Header | None:
    """The header of a worksheet whose statements stand side by side."""
    main = main_row(grid, reader)
    if main is None:
        return None
    row, mentions = main
    lowest, options = option_columns(grid, reader, row, mentions)
    below = range(row + 1, lowest + 1) if options else label_rows(grid, reader, row, mentions)
    rows = (*_rows_above(grid, reader, row, mentions), row, *below)
    heads = _heads(grid, reader, rows, row, options)
    if not options:
        heads, options = options_in_heads(grid, reader, rows[-1], heads)
    matches = {column: reader.catalogue.match(texts) for column, texts in heads.items()}
    statements = {column: match.statements for column, match in matches.items() if match is not None}
    return Header(rows, mentions, heads, statements, options)


def _looks_like_names(grid: Grid, reader: Reader, row: int) -> bool:
    """Most columns are filled, with texts that are no dates or numbers, and that differ or do not come again below."""
    cells = grid.cells(row)
    texts = {value.strip() for value in cells.values() if isinstance(value, str) and not is_figure(value)}
    below = [grid.cells(one) for one in range(row + 1, min(row + LOOKED_AT, grid.height) + 1)]
    if len(texts) < 2 or 2 * len(cells) < max(map(len, below), default=0):
        return False
    if len(texts) >= _MOST * len(cells):
        return True
    again = any(one.get(column) == value for one in below for column, value in cells.items())
    return not again and not any(is_figure(value) or reader.is_answer(value) for value in cells.values())


def _rows_above(grid: Grid, reader: Reader, main: int, mentions: Mentions) -> list[int]:
    """Rows directly above the names that name columns too: variable names, questions of a matrix, titles of groups."""
    found: list[int] = []
    for row in range(main - 1, max(main - 1 - MOST_ABOVE, 0), -1):
        if not _names_columns(grid, row, main, mentions) and not _names_answers(grid, reader, row, mentions):
            break
        found.insert(0, row)
    return found


def _names_columns(grid: Grid, row: int, main: int, mentions: Mentions) -> bool:
    cells, names = grid.cells(row), grid.cells(main)
    if not cells or (mentions.certain and all(isinstance(value, int) for value in cells.values())):
        return False  # running numbers of the columns would be taken for codes
    different = len({str(value) for value in cells.values()})
    if len(cells) >= 0.6 * len(names) and different >= _MOST * len(cells):
        return True
    if _stands_alone(grid, cells, main):
        return True
    first = min(mentions.places, default=0)
    over = len(cells) >= 2 and cells.keys() <= mentions.places.keys()
    return over or (first > 1 and min(grid.spread(row)) >= first)


def _names_answers(grid: Grid, reader: Reader, row: int, mentions: Mentions) -> bool:
    """Answers stand over the statements: all statements come again below each of them."""
    over = [value for column, value in grid.cells(row).items() if column in mentions.places]
    return len(over) >= FEWEST and all(map(reader.is_answer, over))


def _stands_alone(grid: Grid, cells: Mapping[int, Value], main: int) -> bool:
    """The row names columns, at least two, over which the row of names says nothing."""
    names = grid.cells(main)
    alone = {column for column in cells if column not in names}
    return len(alone) >= 2 and len(grid.used_columns(sorted(alone), main + 1)) >= 2


def _heads(grid: Grid, reader: Reader, rows: tuple[int, ...], main: int, options: Mapping[int, Options]) -> Heads:
    """Every column with a head or with anything below. An answer's own column is none, nor its name a head."""
    taken = {column for one in options.values() for column, _ in one}
    lines = [_line(grid, reader, row, main) for row in rows]
    if options:
        lines[-1] = {column: text for column, text in lines[-1].items() if column not in taken}
    named = {column for line in lines for column in line}
    unnamed = [column for column in range(1, grid.width + 1) if column not in named]
    columns = (named | grid.used_columns(unnamed, rows[-1] + 1)) - (taken - options.keys())
    return {column: tuple(line.get(column) for line in lines) for column in sorted(columns)}


def _line(grid: Grid, reader: Reader, row: int, main: int) -> Mapping[int, Value]:
    """A row of heads by column.

    Where it completes the row of names, a question stands over its matrix's first row; so do answers over statements.
    """
    line = dict(grid.spread(row))
    cells = grid.cells(row)
    answers = sum(map(reader.is_answer, cells.values())) >= FEWEST
    if row < main and (answers or _stands_alone(grid, cells, main)):
        last: Value = None
        for column in range(1, grid.width + 1):
            last = line.get(column, last)
            if last is not None and grid.value(main, column) is not None:
                line[column] = last
    return line
