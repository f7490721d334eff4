"""Heights of rows with wrapped texts, which no spreadsheet program works out for merged cells, and some for none."""

from functools import cache
from typing import Any

from openpyxl.utils import get_column_letter

LINE = 15.0
"""Points of a line in the body's 11 points."""
ROOM = 3.0
TALLEST = 409.0
"""Excel's own limit."""
SLACK = 1.12
"""Other programs set wider fonts than the one for which a column's width counts."""
BOLD = 1.08
PADDING = 1.0
"""Of a column's width, what stays empty at both sides."""

_WIDTHS = {**dict.fromkeys("iljtfrI.,:;!|'()[] -„“", 0.6), **dict.fromkeys("mwMWÄÖÜ@%&–…", 1.5)}


def fit_rows(worksheet: Any) -> None:
    """Give each row with wrapped texts the height that its longest text needs; call it once widths are set."""
    span_of = {
        (area.min_row, area.min_col): range(area.min_col, area.max_col + 1) for area in worksheet.merged_cells.ranges
    }
    for row in worksheet.iter_rows():
        lines = [_lines_of(worksheet, cell, span_of.get((cell.row, cell.column))) for cell in row]
        if max(lines, default=0):
            worksheet.row_dimensions[row[0].row].height = min(max(lines) * LINE + ROOM, TALLEST)


def lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a column of this width (in digits, as Excel counts)."""
    return sum(_lines_of_paragraph(paragraph, max(width - PADDING, 1.0)) for paragraph in text.split("\n"))


def _lines_of(worksheet: Any, cell: Any, merged: range | None) -> int:
    if not isinstance(cell.value, str) or not cell.alignment.wrap_text:
        return 0
    columns = merged or range(cell.column, cell.column + 1)
    width = sum(worksheet.column_dimensions[get_column_letter(column)].width for column in columns)
    return lines_in(cell.value, width / (BOLD if cell.font.b else 1.0))


def _lines_of_paragraph(text: str, width: float) -> int:
    lines, used = 1, 0.0
    for word in text.replace("-", "- ").split(" "):
        needed = _width(word)
        if used and used + _width(" ") + needed > width:
            lines, used = lines + 1, 0.0
        while needed > width:  # a word that is wider than its column is cut
            lines, needed = lines + 1, needed - width
        used += needed + (_width(" ") if used else 0.0)
    return lines


@cache
def _width(word: str) -> float:
    """In digits: small letters are about as wide, capitals wider."""
    return SLACK * sum(_WIDTHS.get(sign, 1.2 if sign.isupper() else 1.0) for sign in word)
