"""Reads a foreign file, whatever it is called, to worksheets of plain values; to be called in a process with limits."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from data.intake.containers.guard import UnusableFileError
from data.intake.containers.opening import opened

__all__ = ["TEXT_TITLE", "UnusableFileError", "Value", "Worksheet", "read_file"]

Value = str | float | int | bool | datetime | date | None

TEXT_TITLE = "CSV"
"""The title of the one worksheet of a text file."""


@dataclass(frozen=True)
class Worksheet:
    """A table as stored: rows from A1, so that index + 1 is Excel's row and column; empty ends are cut.

    ``errors`` are the cells with an error value, ``formulas`` those without a stored one (the text after "="); both are
    None in ``rows``. A formula with a stored value counts as that value. ``merged``: first row, first column, last row,
    last column. All of these are 1-based. Whole numbers are int, line ends "\\n". ``lengths``: of a text file, how many
    cells each row has between its separators, with the empty ones at its end.
    """

    title: str
    rows: tuple[tuple[Value, ...], ...]
    hidden: bool
    merged: tuple[tuple[int, int, int, int], ...]
    errors: Mapping[tuple[int, int], str]
    formulas: Mapping[tuple[int, int], str]
    lengths: tuple[int, ...] = ()


def read_file(content: bytes, *, limited: bool = False) -> tuple[Worksheet, ...]:
    """All worksheets of an .xlsx, .xlsm, .xlsb, .xls, .ods or text file; ``limited``: this process's memory is.

    Raises UnusableFileError, or whatever the reader raises.
    """
    worksheets, found = opened(content, limited=limited)
    cells = map(found.values.__getitem__, found.places)
    return tuple(_worksheet(one, cells) for one in worksheets)


def _worksheet(stored: Mapping[str, Any], cells: Iterator[Value]) -> Worksheet:
    return Worksheet(
        title=TEXT_TITLE if stored["title"] is None else stored["title"],
        rows=tuple([tuple(islice(cells, width)) for width in stored["widths"]]),
        hidden=stored["hidden"],
        merged=tuple((top, left, bottom, right) for top, left, bottom, right in stored["merged"]),
        errors={(row, column): text for row, column, text in stored["errors"]},
        formulas={(row, column): text for row, column, text in stored["formulas"]},
        lengths=tuple(stored.get("lengths", ())),
    )
