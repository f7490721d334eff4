"""Opens a file of any kind: its sheets as they are stored, each different value once, and the rows refer to it."""

import io
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from data.intake.containers import binary_workbook, old_workbook
from data.intake.containers.decoding import decoded, records
from data.intake.containers.guard import DAMAGED, PROTECTED, TOO_LARGE, TOO_MANY_SHEETS, UnusableFileError, container
from data.intake.containers.opendocument import marked_tables
from data.intake.containers.package import for_reader, sheet_parts, unpacked
from data.intake.containers.places import Cells
from data.intake.containers.scan import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS,
    MOST_SHEETS,
    Address,
    Marked,
    check_sizes,
    scanned,
)


class _Beside:
    """A scan in a thread of its own, because the reader lets other threads run while it reads."""

    def __init__(self, scan: Callable[[], dict[str, Marked]]) -> None:
        self._found: dict[str, Marked] | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._run, args=(scan,), daemon=True)
        self._thread.start()

    def _run(self, scan: Callable[[], dict[str, Marked]]) -> None:
        try:
            self._found = scan()
        except Exception as error:  # raised again where the result is asked for
            self._error = error

    def result(self) -> dict[str, Marked]:
        self._thread.join()
        if self._found is None:
            raise self._error or UnusableFileError(DAMAGED)
        return self._found


def opened(content: bytes, *, limited: bool) -> tuple[list[dict[str, Any]], Cells]:
    """The sheets without their cells, and the cells of all of them; ``limited``: this process's memory is.

    Raises UnusableFileError, or whatever the reader raises.
    """
    kind = container(content)
    cells = Cells()
    if kind == "text":
        rows = records(decoded(content))
        sheets = [_sheet(None, cells.add(rows)) | {"lengths": list(map(len, rows))}]
    elif kind == "xlsx":
        sheets = _xlsx_sheets(content, cells, limited=limited)
    elif kind == "ods":
        scan = _Beside(partial(marked_tables, unpacked(content)["content.xml"]))
        book = _opened(io.BytesIO(content))
        marked = scan.result()
        sheets = _with_marks(_tables(book, cells, marked), marked)
    else:
        book = _opened(io.BytesIO(content))
        tables = list(_tables(book, cells, {}))
        marked = binary_workbook.marked_sheets(content) if kind == "xlsb" else _marked_by_order(book, content)
        sheets = _with_marks(tables, marked)
    return sheets, cells


def _marked_by_order(book: CalamineWorkbook, content: bytes) -> dict[str, Marked]:
    return dict(zip(book.sheet_names, old_workbook.marked_sheets(content), strict=False))


def _xlsx_sheets(content: bytes, cells: Cells, *, limited: bool) -> list[dict[str, Any]]:
    parts = unpacked(content)
    sheets = sheet_parts(parts)
    check_sizes(sheets, places=not limited)
    book = _opened(for_reader(parts, sheets))
    scan = _Beside(partial(scanned, sheets))
    del parts, sheets  # as much again as the reader holds
    tables = list(_tables(book, cells, {}))
    return _with_marks(tables, scan.result())


def _opened(file: io.BytesIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise UnusableFileError(PROTECTED) from error


def _tables(book: CalamineWorkbook, cells: Cells, marked: Mapping[str, Marked]) -> Iterator[dict[str, Any]]:
    """Each sheet; what is marked as an error is empty in it, also where the reader takes it for a value."""
    if len(book.sheets_metadata) > MOST_SHEETS:
        raise UnusableFileError(TOO_MANY_SHEETS)
    area = 0
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        area += rows * columns
        if rows > MOST_ROWS or columns > MOST_COLUMNS or area > MOST_CELLS:
            raise UnusableFileError(TOO_LARGE)
        merged = sheet.merged_cell_ranges or []
        if len(merged) > MOST_MERGED:
            raise UnusableFileError(TOO_LARGE)
        indent = sheet.start[1] if sheet.start else 0
        filled = _without(marked.get(about.name, Marked()).errors, sheet.iter_rows(), indent) if sheet.start else ()
        yield _sheet(
            about.name,
            cells.add(filled, indent=indent),
            hidden=about.visible != SheetVisibleEnum.Visible,
            merged=[[top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in merged],
        )


def _without(errors: Iterable[Address], rows: Iterable[list[Any]], indent: int) -> Iterator[list[Any]]:
    columns: dict[int, list[int]] = {}
    for row, column in errors:
        columns.setdefault(row, []).append(column - 1 - indent)
    for number, values in enumerate(rows, 1):
        for column in columns.get(number, ()):
            if 0 <= column < len(values):
                values[column] = ""
        yield values


def _sheet(
    title: str | None, widths: list[int], *, hidden: bool = False, merged: Sequence[Sequence[int]] = ()
) -> dict[str, Any]:
    return {"title": title, "widths": widths, "hidden": hidden, "merged": merged} | _marks(Marked())


def _with_marks(tables: Iterable[dict[str, Any]], marked: Mapping[str, Marked]) -> list[dict[str, Any]]:
    return [table | _marks(marked.get(table["title"], Marked())) for table in tables]


def _marks(marked: Marked) -> dict[str, list[list[Any]]]:
    return {
        "errors": [[*place, text] for place, text in marked.errors.items()],
        "formulas": [[*place, text] for place, text in marked.formulas.items()],
    }
