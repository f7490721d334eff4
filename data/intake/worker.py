"""Reads a file from stdin to JSON on stdout, as a process that may die without harm.

It knows nothing of questionnaires, the store or settings. JSON, because loading it makes nothing but data,
whatever a hostile file may have made of this process; each different value is sent once, and the rows refer to it.
"""

import contextlib
import gc
import io
import json
import re
import sys
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from data.intake.decoding import decoded, records
from data.intake.guard import DAMAGED, PROTECTED, TOO_LARGE, UnusableFileError, container
from data.intake.scan import MOST_CELLS, MOST_COLUMNS, MOST_MARKED, MOST_ROWS, Marked, check_parts, scanned

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


class _Values:
    """Each different value once, with its place; place 0 is the empty cell."""

    def __init__(self) -> None:
        self.values: list[Any] = [None]
        self._texts: dict[object, int] = {"": 0}
        self._others: dict[tuple[type, object], int] = {}
        self._lengths: list[int] = [0]
        self._cells = self._characters = 0

    def rows(self, rows: Iterable[Sequence[object]]) -> list[list[int]]:
        """Places instead of values, without the empty ends; raises UnusableFileError beyond the caps."""
        texts, lengths = self._texts, self._lengths
        found: list[list[int]] = []
        filled = 0
        for row in rows:
            places = [place if (place := texts.get(value)) is not None else self._place(value) for value in row]
            while places and places[-1] == 0:
                places.pop()
            found.append(places)
            if places:
                filled = len(found)
                self._cells += len(places)
                self._characters += sum([lengths[place] for place in places])
                if filled > MOST_ROWS or len(places) > MOST_COLUMNS:
                    raise UnusableFileError(TOO_LARGE)
                if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
                    raise UnusableFileError(TOO_LARGE)
        return found[:filled]

    def _place(self, value: object) -> int:
        if isinstance(value, str):
            cleaned = _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
            if cleaned not in self._texts:
                self._texts[cleaned] = self._add(cleaned)
            self._texts[value] = self._texts[cleaned]
            return self._texts[value]
        if value is None:
            return 0
        key = (type(value), value)
        if key not in self._others:
            self._others[key] = self._add(_plain(value))
        return self._others[key]

    def _add(self, value: object) -> int:
        self.values.append(value)
        self._lengths.append(len(value) if isinstance(value, str) else 1)
        return len(self.values) - 1


def _plain(value: object) -> object:
    """What JSON can hold: whole numbers as such, days tagged, times of day and spans as text."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1 << 53 else value
    if isinstance(value, datetime):
        return {"datetime": value.isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, time | timedelta):
        return str(value)
    return value


def read(content: bytes, *, limited: bool) -> dict[str, Any]:
    """``{"sheets": […], "values": […]}``; raises UnusableFileError, or whatever the reader raises."""
    kind = container(content)
    values = _Values()
    if kind == "text":
        sheets = [_sheet(None, values.rows(records(decoded(content))))]
    else:
        marked = scanned(content, places=not limited) if kind == "xlsx" else {}
        if kind == "ods":
            check_parts(content)
        sheets = list(_workbook_sheets(content, values, marked))
    return {"sheets": sheets, "values": values.values}


def _workbook_sheets(content: bytes, values: _Values, marked: dict[str, Marked]) -> Iterable[dict[str, Any]]:
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except PasswordError as error:
        raise UnusableFileError(PROTECTED) from error
    cells = 0
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(place)
        rows, columns = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
        cells += rows * columns
        if rows > MOST_ROWS or columns > MOST_COLUMNS or cells > MOST_CELLS:
            raise UnusableFileError(TOO_LARGE)
        merged = sheet.merged_cell_ranges or []
        if len(merged) > MOST_MARKED:
            raise UnusableFileError(TOO_LARGE)
        yield _sheet(
            about.name,
            values.rows(sheet.to_python(skip_empty_area=False)),
            hidden=about.visible != SheetVisibleEnum.Visible,
            merged=[[top + 1, left + 1, bottom + 1, right + 1] for (top, left), (bottom, right) in merged],
            marked=marked.get(about.name),
        )


def _sheet(
    title: str | None,
    rows: list[list[int]],
    *,
    hidden: bool = False,
    merged: Sequence[Sequence[int]] = (),
    marked: Marked | None = None,
) -> dict[str, Any]:
    found = Marked() if marked is None else marked
    return {
        "title": title,
        "rows": rows,
        "hidden": hidden,
        "merged": merged,
        "errors": [[*place, text] for place, text in found.errors.items()],
        "formulas": [[*place, text] for place, text in found.formulas.items()],
    }


def main() -> None:
    """Always answers with JSON, if it lives: what was read, or why it was refused."""
    limited = limit_resources()
    gc.disable()  # this process ends soon; looking for cycles among a million cells takes half a second
    try:
        found = json.dumps(read(sys.stdin.buffer.read(), limited=limited))
    except UnusableFileError as error:
        found = json.dumps({"refused": str(error)})
    except (MemoryError, RecursionError):
        found = json.dumps({"refused": TOO_LARGE})
    except Exception:  # libraries raise whatever a broken file provokes
        found = json.dumps({"refused": DAMAGED})
    sys.stdout.write(found)


if __name__ == "__main__":
    main()
