"""The non-empty cells of a file one by one, as the reader of our own template takes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from data.intake.cells import RawCell, kind_of
from data.intake.containers.reading import Sheet


@dataclass(frozen=True)
class RawSheet:
    title: str
    cells: tuple[RawCell, ...]

    def rows(self) -> dict[int, list[RawCell]]:
        """The cells by row number, in the order of the sheet."""
        rows: dict[int, list[RawCell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return rows


def raw_sheet(sheet: Sheet) -> RawSheet:
    """Cells in the order of rows and columns; a number's text is the shortest that is exactly it."""
    cells = sorted(_cells(sheet), key=lambda cell: (cell.row, cell.column))
    return RawSheet(sheet.title, tuple(cells))


def _cells(sheet: Sheet) -> Iterator[RawCell]:
    marked = sheet.errors.keys() | sheet.formulas.keys()
    for row, values in enumerate(sheet.rows, 1):
        for column, value in enumerate(values, 1):
            if value is not None and (row, column) not in marked:
                yield RawCell(row, column, kind_of(value), str(value))
    yield from (RawCell(*place, "error", text) for place, text in sheet.errors.items())
    yield from (RawCell(*place, "formula", f"={text}") for place, text in sheet.formulas.items())
