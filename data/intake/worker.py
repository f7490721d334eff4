"""Reads a file from stdin to JSON and numbers on stdout, as a process that may die without harm.

It knows nothing of questionnaires, the store or settings. Loading what it says makes nothing but data, whatever a
hostile file may have made of this process: each different value is sent once as JSON, and the rows refer to it.
"""

import contextlib
import gc
import io
import json
import os
import re
import sys
import threading
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from data.intake.decoding import decoded, records
from data.intake.guard import DAMAGED, PROTECTED, TOO_LARGE, UnusableFileError, container
from data.intake.opendocument import marked_tables
from data.intake.package import SheetPart, for_reader, sheet_parts, unpacked
from data.intake.scan import MOST_CELLS, MOST_COLUMNS, MOST_MARKED, MOST_ROWS, Address, Marked, check_sizes, scanned

MEMORY = 3 << 29
SECONDS = 30
MOST_CHARACTERS = 60_000_000
"""Of all cells together: 120 columns of 10,000 people with 50 characters each."""

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def limit_resources() -> bool:
    """Cap memory and processor time; whether memory is capped (not on Windows: there the scan and the clock hold)."""
    try:
        import resource
    except ImportError:
        return False
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, 0)):
        with contextlib.suppress(ValueError, OSError):  # a system may know a limit and not allow it
            resource.setrlimit(limit, (most, most))
    return resource.getrlimit(resource.RLIMIT_AS)[0] == MEMORY


class _Places(dict[object, int]):
    """For each value its place among the different ones; place 0 is the empty cell."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.values_sent: list[Any] = [None]
        self.lengths = [0]
        self._alike: dict[tuple[bool, object], int] = {}

    def __missing__(self, value: object) -> int:
        if value is None:
            return 0
        if value == 0 or value == 1:  # not kept here, because True == 1.0
            key = (isinstance(value, bool), value)
            if key not in self._alike:
                self._alike[key] = self._add(_plain(value))
            return self._alike[key]
        plain = _plain(value)
        self[value] = self[plain] if isinstance(plain, str) and plain != value else self._add(plain)
        return self[value]

    def _add(self, value: object) -> int:
        self.values_sent.append(value)
        self.lengths.append(len(value) if isinstance(value, str) else 1)
        return len(self.lengths) - 1


class _Cells:
    """The cells of all sheets, row by row: each the place of its value."""

    def __init__(self) -> None:
        self.places = array("I")
        self.place_of = _Places()

    def add(self, rows: Iterable[Sequence[object]], *, indent: int = 0) -> list[int]:
        """How many cells of each row are kept: all but the empty ends; raises UnusableFileError beyond the caps."""
        place_of = self.place_of.__getitem__
        widths: list[int] = []
        filled = 0
        for row in rows:
            places = list(map(place_of, row))
            while places and places[-1] == 0:
                places.pop()
            if places:
                places[:0] = [0] * indent
                filled = len(widths) + 1
                if filled > MOST_ROWS or len(places) > MOST_COLUMNS:
                    raise UnusableFileError(TOO_LARGE)
                self.places.extend(places)
            widths.append(len(places))
        self._check_sizes()
        return widths[:filled]

    def _check_sizes(self) -> None:
        lengths, cells = self.place_of.lengths, len(self.places)
        long = cells * max(lengths) > MOST_CHARACTERS and sum(map(lengths.__getitem__, self.places)) > MOST_CHARACTERS
        if long or cells > MOST_CELLS:
            raise UnusableFileError(TOO_LARGE)


def _plain(value: object) -> object:
    """What JSON can hold: clean text, whole numbers as such, days tagged, times of day and spans as text."""
    if isinstance(value, str):
        return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1 << 53 else value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


class _Beside:
    """A scan in a thread of its own, because the reader lets other threads run while it reads."""

    def __init__(self, sheets: Sequence[SheetPart]) -> None:
        self._sheets = sheets
        self._found: dict[str, Marked] | None = None
        self._error: Exception | None = None
        self._thread = threading.Thread(target=self._scan, daemon=True)
        self._thread.start()

    def _scan(self) -> None:
        try:
            self._found = scanned(self._sheets)
        except Exception as error:  # raised again where the result is asked for
            self._error = error
        self._sheets = ()

    def result(self) -> dict[str, Marked]:
        self._thread.join()
        if self._found is None:
            raise self._error or UnusableFileError(DAMAGED)
        return self._found


def read(content: bytes, *, limited: bool) -> tuple[dict[str, Any], bytes]:
    """``{"sheets": […], "values": […]}`` and the cells as places in ``values``, each an unsigned int.

    Raises UnusableFileError, or whatever the reader raises.
    """
    kind = container(content)
    cells = _Cells()
    if kind == "text":
        sheets = [_sheet(None, cells.add(records(decoded(content))))]
    elif kind == "xlsx":
        sheets = _xlsx_sheets(content, cells, limited=limited)
    else:
        marked = marked_tables(unpacked(content)["content.xml"]) if kind == "ods" else {}
        sheets = _with_marks(_tables(_opened(io.BytesIO(content)), cells, marked), marked)
    return {"sheets": sheets, "values": cells.place_of.values_sent}, cells.places.tobytes()


def _xlsx_sheets(content: bytes, cells: _Cells, *, limited: bool) -> list[dict[str, Any]]:
    parts = unpacked(content)
    sheets = sheet_parts(parts)
    check_sizes(sheets, places=not limited)
    book = _opened(for_reader(parts, sheets))
    scan = _Beside(sheets)
    del parts, sheets  # as much again as the reader holds
    tables = list(_tables(book, cells, {}))
    return _with_marks(tables, scan.result())


def _opened(file: io.BytesIO) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise UnusableFileError(PROTECTED) from error


def _tables(book: CalamineWorkbook, cells: _Cells, marked: Mapping[str, Marked]) -> Iterator[dict[str, Any]]:
    """Each sheet; what is marked as an error is empty in it, also where the reader takes it for a value."""
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
        if len(merged) > MOST_MARKED:
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


def main() -> None:
    """Always answers, if it lives: a line of JSON and the cells, or why the file was refused."""
    limited = limit_resources()
    gc.disable()  # this process ends soon; looking for cycles among a million cells takes half a second
    cells = b""
    try:
        found, cells = read(sys.stdin.buffer.read(), limited=limited)
    except UnusableFileError as error:
        found = {"refused": str(error)}
    except (MemoryError, RecursionError):
        found = {"refused": TOO_LARGE}
    except Exception:  # libraries raise whatever a broken file provokes
        found = {"refused": DAMAGED}
    sys.stdout.buffer.write(json.dumps(found).encode() + b"\n" + cells)
    sys.stdout.buffer.flush()
    os._exit(0)  # without giving back the memory bit by bit


if __name__ == "__main__":
    main()
