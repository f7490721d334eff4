"""A worksheet's table by itself: what it holds, and its header, columns and people."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from data.intake.containers.reading import Value, Worksheet
from data.intake.containers.scan import MOST_COLUMNS
from data.intake.tables import Column, Part
from data.intake.worksheets.grid import Grid, flipped, is_figure, number
from data.intake.worksheets.header_rows import Header, header_of
from data.intake.worksheets.keys import names_a_key
from data.intake.worksheets.mentions import Reader
from data.intake.worksheets.merged import Spread, spread_down
from data.intake.worksheets.people_rows import sorted_rows
from data.intake.worksheets.running_down import Down, are_counts, is_long, statements_down

Kind = Literal["people", "across", "uneven", "no people", "counts", "long", "shortened", "list", "unknown", "none"]
"""``across``: people stand side by side; ``uneven``: so, in lines of different length; ``long``: a row for each
single answer; ``shortened``: heads that are cut; ``list``: statements without answers;
``unknown``: answers of people to what may be statements; ``none``: none of all.
"""

_CUT = re.compile(r"(?<!\.)\.\.[\s_]*(?:$|\]|\[)")
_CODE = re.compile(r"[A-Za-z]{1,8}[-_]?0?\d{1,2}")
_FIRST_ROWS = 6
_COUNTED_GROUPS = 12
_HIGHEST_CODE = 10
_FEWEST_ANSWERED = 3
_SAMPLE = 60
_FEWEST_ROWS, _MOST_CELLS = 5, 10_000
_TIMES = 3
_LONGEST_WORD = 60
_NO_CODE = 2
_COUNTS_OF_COMMENTS = {"frage", "antwort", "favorit", "score"}
"""Particify's list of written questions."""


@dataclass(frozen=True)
class Block:
    """The table of one worksheet as it is in the file; ``meant``: the statements by number of the column."""

    kind: Kind
    worksheet: Worksheet
    part: Part
    columns: tuple[Column, ...] = ()
    people: tuple[int, ...] = ()
    meant: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    merged: Spread | None = None

    @cached_property
    def statements(self) -> frozenset[str]:
        """All statements that the columns may mean."""
        return frozenset(one for found in self.meant.values() for one in found)


def block_of(worksheet: Worksheet, reader: Reader) -> Block:
    """What a worksheet holds, as people down or as people across."""
    grid = Grid(worksheet)
    header = header_of(grid, reader)
    down = None if header is not None and len(header.main.certain) >= 2 else statements_down(grid, reader)
    if down is not None and (header is None or down.mentions.names_more_than(header.main)):
        return _statements_down(grid, reader, down)
    return _people_down(grid, reader, header)


def _people_down(grid: Grid, reader: Reader, header: Header | None) -> Block:
    if header is None:
        cut = any(_are_cut(grid.cells(row).values()) for row in range(1, _FIRST_ROWS))
        return Block("shortened" if cut else "none", grid.worksheet, Part(grid.worksheet, ()))
    crossed = [column for options in header.options.values() for column, _ in options]
    asked = sorted({*header.statements, *crossed})
    first = header.rows[-1] + 1
    keys = {column for column, texts in header.heads.items() if names_a_key(texts)}
    merged = spread_down(grid.worksheet, first, keys | set(crossed))
    if merged.copied:
        grid = Grid(merged.worksheet)
    people, below = sorted_rows(grid, first, header.heads, asked)
    part = Part(
        worksheet=grid.worksheet,
        heads=header.rows,
        above=tuple(row for row in range(1, header.rows[0]) if not grid.is_empty(row)),
        below=below,
        copied=merged.copied,
    )
    columns = tuple(Column(0, column, heads, header.options.get(column, ())) for column, heads in header.heads.items())
    return Block(_kind(grid, reader, header, people), grid.worksheet, part, columns, people, header.statements, merged)


def _statements_down(grid: Grid, reader: Reader, down: Down) -> Block:
    if are_counts(grid, reader, down):
        return Block("counts", grid.worksheet, Part(grid.worksheet, ()))
    if is_long(down):
        return Block("long", grid.worksheet, Part(grid.worksheet, ()))
    if grid.height > MOST_COLUMNS:
        return Block("list", grid.worksheet, Part(grid.worksheet, ()))
    if _are_uneven(grid.worksheet, down):
        return Block("uneven", grid.worksheet, Part(grid.worksheet, ()))
    turned = Grid(flipped(grid.worksheet))
    block = _people_down(turned, reader, header_of(turned, reader))
    kind: Kind = "across" if block.kind == "people" and _hold_answers(block, reader) else "list"
    return replace(block, kind=kind, worksheet=grid.worksheet, part=replace(block.part, flipped=True))


def _are_uneven(worksheet: Worksheet, down: Down) -> bool:
    """Whether a line has more or fewer cells than the statements', so that what stands in it is other people's.

    Lines of titles above them are much shorter.
    """
    if not worksheet.lengths:
        return False
    (usual, _), *_ = Counter(worksheet.lengths[row - 1] for row in down.rows).most_common(1)
    return any(2 * cells > usual and cells != usual for cells in worksheet.lengths[: down.rows[-1]])


def _kind(grid: Grid, reader: Reader, header: Header, people: tuple[int, ...]) -> Kind:
    heads = [head for texts in header.heads.values() for head in texts if isinstance(head, str)]
    if _are_cut(heads, at_least=len(header.statements)):
        return "shortened"
    if len(_COUNTS_OF_COMMENTS.intersection(head.strip().casefold() for head in heads)) == len(_COUNTS_OF_COMMENTS):
        return "counts"
    if not header.statements:
        return "unknown" if people and _may_be_answers(grid, header, people, reader) else "none"
    if not people:
        return "no people"
    counted = _count_crosses(grid, header, people) if header.options else _are_groups(grid, header, people, reader)
    return "counts" if counted else "people"


def _are_cut(heads: Iterable[Value], *, at_least: int = 0) -> bool:
    """Whether heads have parts that LimeSurvey cut: "Unsere Kommune .. ", "Bitte_schätzen_.._[Unsere_Kommune_.._]"."""
    return sum(isinstance(head, str) and _CUT.search(head) is not None for head in heads) > max(1, at_least)


def _are_groups(grid: Grid, header: Header, people: tuple[int, ...], reader: Reader) -> bool:
    """The rows are answers with their counts, or groups with their means: numbers that no person gives."""
    rows = [grid.cells(row) for row in people[:_SAMPLE]]
    given = [[cells[column] for column in header.statements if column in cells] for cells in rows]
    numbers = [[number(value) for value in values] for values in given]
    broken = sum(any(one is not None and not one.is_integer() for one in values) for values in numbers)
    if 2 * broken > len(rows):
        return True
    if len(people) > _COUNTED_GROUPS or any(one is None for values in numbers for one in values):
        return False
    free = [column for column in header.heads if column not in header.statements]
    named = [{cells.get(column) for cells in rows if reader.is_answer(cells.get(column))} for column in free]
    return any(len(answers) >= _FEWEST_ANSWERED and len(answers) >= len(rows) - 2 for answers in named)


def _count_crosses(grid: Grid, header: Header, people: Sequence[int]) -> bool:
    """Under the answers stand numbers of people: several at a statement, and more than any code of yes and no."""
    rows = [grid.cells(row) for row in people[:_SAMPLE]]
    given = [[cells.get(column) for column, _ in crossed] for cells in rows for crossed in header.options.values()]
    numbers = [[found for value in values if (found := number(value))] for values in given]
    filled = [values for values in numbers if values]
    several = sum(len(values) > 1 and max(values) > _NO_CODE for values in filled)
    return bool(filled) and 2 * several > len(filled)


def _hold_answers(block: Block, reader: Reader) -> bool:
    """Whether somebody's cells are answers: known ones, small numbers, or a few words that come again."""
    part, sample = block.part, block.people[:_SAMPLE]
    rows = [[value for column in block.meant if (value := part.value(row, column)) is not None] for row in sample]
    given = Counter(value for values in rows if len(set(values)) > 1 for value in values if _is_word(value))
    return any(_are_answers(values, reader) for values in rows) or _TIMES * len(given) <= given.total() > _TIMES


def _may_be_answers(grid: Grid, header: Header, people: tuple[int, ...], reader: Reader) -> bool:
    """At least as many columns of answers as a small questionnaire has statements, whatever they are called.

    Answers are known ones, small numbers, or words that several columns share.
    """
    sample = people[: min(_SAMPLE, max(_FEWEST_ROWS, _MOST_CELLS // max(1, len(header.heads))))]
    columns = [[value for row in sample if (value := grid.value(row, column)) is not None] for column in header.heads]
    spread = Counter(value for values in columns for value in set(filter(_is_word, values)))
    fewest = min(_FEWEST_ANSWERED, len(reader.catalogue.questionnaire.statements))
    shared = [values and 2 * sum(spread[value] >= fewest for value in values) > len(values) for values in columns]
    answered = [_are_answers(values, reader) for values in columns]
    return sum(bool(one or two) for one, two in zip(shared, answered, strict=True)) >= fewest


def _are_answers(values: Sequence[Value], reader: Reader) -> bool:
    """Answers of the scale, small numbers, or codes such as A1, AO01, opt1."""
    return bool(values) and 2 * sum(_is_code(value) or reader.is_answer(value) for value in values) > len(values)


def _is_code(value: Value) -> bool:
    found = number(value)
    if found is None:
        return isinstance(value, str) and _CODE.fullmatch(value.strip()) is not None
    return found.is_integer() and abs(found) <= _HIGHEST_CODE


def _is_word(value: Value) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_WORD and not is_figure(value)
