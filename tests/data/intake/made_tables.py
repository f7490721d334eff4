"""Tables as they are recognised in a file, made from rows of cells."""

from collections.abc import Sequence

from data.intake.containers.reading import TEXT_TITLE, Value, Worksheet
from data.intake.tables import Column, Part, Table


def worksheet_of(rows: Sequence[Sequence[Value]], title: str = TEXT_TITLE) -> Worksheet:
    """A visible worksheet of these rows; "" is an empty cell, as the reader has it."""
    stored = tuple(tuple(None if cell == "" else cell for cell in row) for row in rows)
    return Worksheet(title, stored, False, (), {}, {})


def table_of(rows: Sequence[Sequence[Value]], heads: int = 1, title: str = TEXT_TITLE) -> Table:
    """The first rows are heads, all others people."""
    part = Part(worksheet_of(rows, title), tuple(range(1, heads + 1)))
    columns = tuple(
        Column(0, number, tuple(part.value(row, number) for row in part.heads))
        for number in range(1, max(map(len, rows)) + 1)
    )
    return Table((part,), columns, tuple((row,) for row in range(heads + 1, len(rows) + 1)))


def table_of_heads(*heads: Value, title: str = TEXT_TITLE) -> Table:
    """A table without people."""
    return table_of([heads], title=title)
