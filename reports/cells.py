"""Writes texts and numbers into Excel cells so that nothing a person typed ever becomes a formula."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from reports.printable import writable

LONGEST = 32_000
"""Excel's own limit is 32,767 characters a cell."""

TYPEFACE, SIZE = "Calibri", 11
"""Named with every font: one without a name is drawn with serifs by some programs."""

BOLD = Font(name=TYPEFACE, size=SIZE, bold=True)
TITLE = Font(name=TYPEFACE, size=16, bold=True)
NOTE = Font(name=TYPEFACE, size=SIZE, italic=True, color="595959")
RULED = Border(bottom=Side("thin", color="BFBFBF"))
"""A table's rows on the screen and on paper, where the worksheet's own lines are not drawn."""

HEAD_FILL = PatternFill("solid", fgColor="E8EDF3")
WRAP = Alignment(wrap_text=True, vertical="top")
CENTRE = Alignment(horizontal="center", vertical="top", wrap_text=True)


def write_text(cell: Any, text: str, *, font: Font | None = None, alignment: Alignment | None = WRAP) -> None:
    """A text cell, whatever the text begins with; signs that Excel refuses are left out, giants are cut visibly."""
    clean = writable(text)
    if len(clean) > LONGEST:
        clean = f"{clean[:LONGEST]} … (gekürzt)"
    cell.value = clean
    cell.data_type = "s"
    cell.number_format = "@"
    if clean[:1] in "=+-@" and clean:
        cell.quotePrefix = True
    if font is not None:
        cell.font = font
    if alignment is not None:
        cell.alignment = alignment


def write_number(cell: Any, number: Decimal | int, pattern: str = "0.0") -> None:
    """A number with the decimals it is shown with."""
    cell.value = number
    cell.number_format = pattern
    cell.alignment = CENTRE


def write_head(worksheet: Any, row: int, texts: Sequence[str], *, column: int = 1) -> None:
    """A row of heads."""
    for place, text in enumerate(texts, column):
        cell = worksheet.cell(row, place)
        write_text(cell, text, font=BOLD, alignment=WRAP if place == column else CENTRE)
        cell.fill = HEAD_FILL


def print_on(
    worksheet: Any, *, landscape: bool = True, repeat_rows: str | None = None, area: str | None = None
) -> None:
    """A4, as wide as the paper, heads on every page, no lines between the cells; ``area``: all that is filled."""
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.paperSize = 9
    worksheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.6, footer=0.3)
    worksheet.page_setup.fitToWidth = 1
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    worksheet.print_options.gridLines = False
    worksheet.print_area = area or f"A1:{get_column_letter(worksheet.max_column)}{worksheet.max_row}"
    worksheet.oddFooter.right.text = "&P / &N"
    if repeat_rows is not None:
        worksheet.print_title_rows = repeat_rows
