"""Opens a file of any kind: its worksheets as they are stored, each different value once, and the rows refer to it."""

import io
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from data.intake.containers import binary_workbook, old_workbook
from data.intake.containers.decoding import decoded, records
from data.intake.containers.guard import (
    DAMAGED,
    PROTECTED,
    TOO_LARGE,
    TOO_MANY_WORKSHEETS,
    UnusableFileError,
    container,
)
from data.intake.containers.opendocument import marked_tables
from data.intake.containers.package import for_reader, unpacked, worksheet_parts
from data.intake.containers.places import Cells
from data.intake.containers.scan import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_MERGED,
    MOST_ROWS,
    MOST_WORKSHEETS,
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
    """The worksheets without their cells, and the cells of all of them; ``limited``: this process's memory is.

    Raises UnusableFileError, or whatever the reader raises.
    """
    kind = container(content)
    cells = Cells()
    if kind == "text":
        rows = records(decoded(content))
        worksheets = [_worksheet(None, cells.add(rows)) | {"lengths": list(map(len, rows))}]
    elif kind == "xlsx":
        worksheets = _xlsx_worksheets(content, cells, limited=limited)
    elif kind == "ods":
        scan = _Beside(partial(marked_tables, unpacked(content)["content.xml"]))
        book = _opened(io.BytesIO(content))
        marked = scan.result()
        worksheets = _with_marks(_tables(book, cells, marked), marked)
    else:
        book = _opened(io.BytesIO(content))
        tables = list(_tables(book, cells, {}))
        marked = binary_workbook.marked_worksheets(content) if kind == "xlsb" else _marked_by_order(book, content)
        worksheets = _with_marks(tables, marked)
    return worksheets, cells


def _marked_by_order(book: CalamineWorkbook, content: bytes) -> dict[str, Marked]:
    return dict(zip(book.sheet_names, old_workbook.marked_worksheets(content), strict=False))


def _xlsx_worksheets(content: bytes, cells: Cells, *, limited: bool) -> list[dict[str, Any]]:
    parts = unpacked(content)
    worksheets = worksheet_parts(parts)
    check_sizes(worksheets, places=not limited)
    book = _opened(for_reader(parts, worksheets))
    scan = _Beside(partial(scanned, worksheets))
    del parts, worksheets  # as much again as the reader holds
    tables = list(_tables(book, cells, {}))
    return _with_marks(tables, scan.result())


def _opened(file: io.BytesIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise UnusableFileError(PROTECTED) from error


def _tables(book: CalamineWorkbook, cells: Cells, marked: Mapping[str, Marked]) -> Iterator[dict[str, Any]]:
    """Each worksheet; what is marked as an error is empty in it, also where the reader takes it for a value."""
    if len(book.sheets_metadata) > MOST_WORKSHEETS:
        raise UnusableFileError(TOO_MANY_WORKSHEETS)
    area = 0
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        worksheet = book.get_sheet_by_index(place)
        rows, columns = (worksheet.end[0] + 1, worksheet.end[1] + 1) if worksheet.end else (0, 0)
        area += rows * columns
        if rows > MOST_ROWS or columns > MOST_COLUMNS or area > MOST_CELLS:
            raise UnusableFileError(TOO_LARGE)
        merged = worksheet.merged_cell_ranges or []
        if len(merged) > MOST_MERGED:
            raise UnusableFileError(TOO_LARGE)
        indent = worksheet.start[1] if worksheet.start else 0
        filled = (
            _without(marked.get(about.name, Marked()).errors, worksheet.iter_rows(), indent) if worksheet.start else ()
        )
        yield _worksheet(
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


def _worksheet(
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
