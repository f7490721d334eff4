"""Tables as what the templates read."""

import re
from collections.abc import Sequence
from typing import Any

from content.document import Grid
from content.tables import Table, as_read
from reports.columns import SIDES, Columns, columns, height, lines_in, unbroken
from reports.phone_numbers import in_one_piece
from reports.printable import in_one_line, printable
from texts.words import Words

_PEOPLE = re.compile(r"\(n = (?=\d)")
LONG = 300.0
"""Points of a row that may go on on the next page."""
MANY, CLOSE = 8, 6.0
"""Columns that stand close together, and the points that their cells keep free at both sides."""
WHOLE = 210.0
"""Points of a table that stays on one page: no row of it stands alone."""


def grid(block: Grid, _: Words, width: float, sizes: Sequence[float]) -> dict[str, Any]:
    """A table in so many points, its texts in one of the sizes. Its rows stay whole unless they are very tall."""
    table = block.table
    rows = [[_whole(printable(cell)) for cell in row] for row in as_read(_, table)]
    heads = [_whole(in_one_line(head)) if head.strip() else "" for head in table.heads]
    sides = SIDES if len(heads) < MANY else CLOSE
    fit = columns([heads, *rows], block.widths, width, sizes, sides=sides)
    tall = height([heads, *rows], fit, sides)
    return {
        "kind": "grid",
        "title": in_one_line(table.title) if block.has_title else "",
        "heads": _cells(heads, fit, sides, bold=True),
        "rows": [{"cells": _cells(row, fit, sides), "is-long": _height(row, fit) > LONG} for row in rows],
        "numbers": [_is_number(table, place) for place in range(len(heads))],
        "whole": tall < WHOLE,
        "height": tall,
        "repeats": _height(heads, fit, bold=True) < LONG / 2,
        "widths": fit.widths,
        "size": fit.size,
        "sides": sides,
    }


def _whole(words: str) -> str:
    """The text, in which no line ends within "(n = 42)" or a telephone number."""
    return in_one_piece(_PEOPLE.sub("(n\u00a0=\u00a0", words))


def _is_number(table: Table, place: int) -> bool:
    """Whether a column counts or measures, whatever stands there for what is not shown."""
    return any(not isinstance(row[place], str) for row in table.rows)


def _cells(texts: Sequence[str], fit: Columns, sides: float, *, bold: bool = False) -> list[dict[str, Any]]:
    """Texts, and from how many letters on a word is too wide for its column."""
    return [
        {"text": one, "limit": unbroken(one, width - sides, fit.size, bold=bold)}
        for one, width in zip(texts, fit.widths, strict=True)
    ]


def _height(texts: Sequence[str], fit: Columns, *, bold: bool = False) -> float:
    lines = (lines_in(one, width, fit.size, bold=bold) for one, width in zip(texts, fit.widths, strict=True))
    return max(lines, default=1) * fit.size * 1.5
