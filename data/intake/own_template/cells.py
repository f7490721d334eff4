"""The non-empty cells of a file one by one, as the reader of our own template takes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.intake.cells import RawCell, kind_of
from data.intake.containers.reading import Worksheet


@dataclass(frozen=True)
class RawWorksheet:
    title: str
    cells: tuple[RawCell, ...]

    def rows(self) -> dict[int, list[RawCell]]:
        """The cells by row number, in the order of the worksheet."""
        rows: dict[int, list[RawCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows


def raw_worksheet(worksheet: Worksheet) -> RawWorksheet:
    """Cells in the order of rows and columns; a number's text is the shortest that is exactly it."""
    cells = sorted(_cells(worksheet), key=lambda cell: (cell.row, cell.column))
    return RawWorksheet(worksheet.title, tuple(cells))


def _cells(worksheet: Worksheet) -> Iterator[RawCell]:
    marked = worksheet.errors.keys() | worksheet.formulas.keys()
    for row, values in enumerate(worksheet.rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None and (row, column) not in marked:
                yield RawCell(row, column, kind_of(value), str(value))
    yield from (RawCell(*place, "error", text) for place, text in worksheet.errors.items())
    yield from (RawCell(*place, "formula", f"={text}") for place, text in worksheet.formulas.items())
