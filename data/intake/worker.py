"""Reads the cells of a workbook from stdin to JSON on stdout, as a process that may die without harm.

Started as ``python -m data.intake.worker``; it knows nothing of questionnaires, the store or settings.
"""

import io
import json
import sys
import warnings
from typing import Any

MEMORY = 1 << 30
SECONDS = 25
MOST_ROWS = 50_000
MOST_COLUMNS = 400
MOST_CELLS = 3_000_000
MOST_CHARACTERS = 60_000_000
LONGEST = 5_000
"""Characters taken of one cell; one longer than the reader allows is refused there."""

KINDS = {"f": "formula", "e": "error", "n": "number", "d": "date", "b": "truth"}


class TooLargeError(Exception):
    """More rows, columns, cells or characters than anyone types."""


def limit_resources() -> None:
    """Cap memory and processor time where the system can (not on Windows; there the guard and the clock hold)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def read_cells(content: bytes) -> dict[str, Any]:
    """``{"sheets": [{"title": …, "cells": [[row, column, kind, text], …]}]}`` of all non-empty cells.

    A number's text is the shortest that is exactly it. Raises TooLargeError, or whatever openpyxl raises.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]  # openpyxl would load it for nothing: 150 ms, 100 MB
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    cells = characters = 0
    sheets = []
    for sheet in book.worksheets:
        found = []
        sheet.reset_dimensions()  # the file's own statement may be wrong, and rows would be lost
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS + 1), 1):
            for column, cell in enumerate(row, 1):
                if cell.value is None or cell.value == "":
                    continue
                text = _text(cell.value)
                found.append([number, column, KINDS.get(cell.data_type, "text"), text])
                cells += 1
                characters += len(text)
                if column > MOST_COLUMNS or cells > MOST_CELLS or characters > MOST_CHARACTERS:
                    raise TooLargeError
            if number > MOST_ROWS:
                raise TooLargeError
        sheets.append({"title": sheet.title, "cells": found})
    return {"sheets": sheets}


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(getattr(value, "text", value))[:LONGEST]


def main() -> int:
    """Exit code 0 with JSON, 3 too large, 4 unreadable."""
    limit_resources()
    warnings.simplefilter("ignore")
    try:
        found = read_cells(sys.stdin.buffer.read())
    except (TooLargeError, MemoryError):
        return 3
    except Exception:  # openpyxl raises whatever a broken file provokes; the parent words it
        return 4
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
