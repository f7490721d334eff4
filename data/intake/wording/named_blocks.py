"""A perspective that only the first row of a block names: a person says whether it holds for the rows below."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from data.intake.containers.reading import Value
from data.intake.questions import Question, question_id
from data.intake.said import said
from data.intake.tables import Column, Table
from data.intake.wording.perspective_column import PerspectiveChoice

FOR_ALL, FOR_ONE = said("rows_below"), said("not_rows_below")
_FEWEST_EMPTY = 2
_MOST_NAMED = 10


def question_about_blocks(
    table: Table, choice: PerspectiveChoice, is_blank: Callable[[Value], bool]
) -> Question | None:
    """None unless every perspective stands once, the first of them first, and at least as many cells are empty."""
    if len(table.parts) > 1 or len(choice.columns) != 1:
        return None
    column = table.columns[choice.columns[0]]
    values = list(table.values(column))
    named = [place for place, value in enumerate(values) if not is_blank(value)]
    different = {values[place] for place in named}
    empty = len(values) - len(named)
    if named[:1] != [0] or len(different) < len(named) or empty < max(_FEWEST_EMPTY, len(named)):
        return None
    part = table.parts[0]
    cells = [part.address(table.records[place][0], column.number) for place in named[:_MOST_NAMED]]
    where = ", ".join(cells) + (" …" if len(named) > _MOST_NAMED else "")
    text = said(
        "blocks",
        column=table.letter(column),
        heading=column.heading,
        named=len(named),
        all=len(values),
        cells=where,
    )
    return Question(question_id("perspective", "für die Zeilen darunter"), "perspective", text, (FOR_ALL, FOR_ONE))


def with_blocks_filled(
    table: Table, column: Column, is_blank: Callable[[Value], bool], unknown: Collection[int] = ()
) -> Table:
    """Each empty cell holds what stands above it; nothing where a row between (``unknown``) may have named another."""
    part = table.parts[0]
    rows = list(part.worksheet.rows)
    copied = dict(part.copied)
    last: Value = None
    for row in sorted({record[0] for record in table.records} | set(unknown)):
        value = None if row in unknown else part.value(row, column.number)
        if row in unknown or not is_blank(value):
            last = value
        elif last is not None:
            rows[row - 1] = _with(rows[row - 1], column.number, last)
            if value is None:
                copied[row] = copied.get(row, frozenset()) | {column.number}
    return replace(table, parts=(replace(part, worksheet=replace(part.worksheet, rows=tuple(rows)), copied=copied),))


def _with(cells: Sequence[Value], number: int, value: Value) -> tuple[Value, ...]:
    filled = [*cells, *[None] * (number - len(cells))]
    filled[number - 1] = value
    return tuple(filled)
