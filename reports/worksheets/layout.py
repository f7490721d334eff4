"""Titles, tables and lines in cells, one below the other."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from analysis.dossier import Dossier
from content.method import title_lines
from content.tables import Share, Table, Value, decimals
from reports.cells import BOLD, HEAD_FILL, NOTE, RULED, TITLE, WRAP, write_head, write_number, write_text
from reports.heights import fit_rows
from texts.dates import day_in_digits
from texts.titles import with_run
from texts.words import Words

LAST_OF_SPREAD = 12
"""The column of the worksheet at which a table ends whose texts take several."""


def workbook_title(_: Words, dossier: Dossier) -> str:
    """The workshop, whose it was and when."""
    named = with_run(_, dossier.title, dossier.run)
    day = day_in_digits(dossier.held_on)
    return _("{title} · {municipality} · {day}", title=named, municipality=dossier.municipality, day=day)


def begin(worksheet: Any, _: Words, dossier: Dossier) -> int:
    """Write whose it is, and what it must not be taken for; gives the next free row after a blank one."""
    worksheet.sheet_view.showGridLines = False
    lines = title_lines(_, dossier.results, workbook_title(_, dossier))
    write_text(worksheet.cell(1, 1), lines[0], font=TITLE, alignment=None)
    for row, line in enumerate(lines[1:], 2):
        write_text(worksheet.cell(row, 1), line, font=NOTE, alignment=None)
    return len(lines) + 2


def write_table(worksheet: Any, row: int, table: Table, *, first: int = 1, spread: bool = False) -> int:
    """Write a table with its title, from this column on; gives the next free row after a blank one.

    ``spread``: its second and third column take several columns of the worksheet.
    """
    write_text(worksheet.cell(row, 1), table.title, font=BOLD, alignment=None)
    places = (1, 2, 7) if spread else tuple(range(first, first + len(table.heads)))
    for place, head in zip(places, table.heads, strict=True):
        write_head(worksheet, row + 1, [head], column=place)
    last = LAST_OF_SPREAD if spread else places[-1]
    for place in range(places[0], last + 1):
        worksheet.cell(row + 1, place).fill = HEAD_FILL
    for number, values in enumerate(table.rows, row + 2):
        for place, value in zip(places, values, strict=True):
            _write_value(worksheet.cell(number, place), value)
        for place in range(places[0], last + 1):
            worksheet.cell(number, place).border = RULED
        if spread:
            worksheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=6)
            worksheet.merge_cells(start_row=number, end_row=number, start_column=7, end_column=LAST_OF_SPREAD)
    return row + len(table.rows) + 3


def _write_value(cell: Any, value: Value) -> None:
    match value:
        case Share(percent):
            write_number(cell, Decimal(percent) / 100, "0 %")
        case Decimal():
            write_number(cell, value, f"0.{'0' * decimals(value)}")
        case int():
            write_number(cell, value, "0")
        case _:
            write_text(cell, value)


def write_lines(worksheet: Any, row: int, title: str, lines: Sequence[str]) -> int:
    write_text(worksheet.cell(row, 1), title, font=BOLD, alignment=None)
    for number, line in enumerate(lines, row + 1):
        write_text(worksheet.cell(number, 1), line, alignment=WRAP)
        worksheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=8)
    return row + len(lines) + 2


def begin_page(worksheet: Any, row: int) -> str:
    """Start a long table, the last of its worksheet, on a page of its own; gives the row of its heads, to repeat."""
    worksheet.row_breaks.append(Break(id=row - 1))
    return f"{row + 1}:{row + 1}"


def set_widths(worksheet: Any, widths: Sequence[int]) -> None:
    """Widths of the columns, and with them the heights of the rows."""
    for column, width in enumerate(widths, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    fit_rows(worksheet)
