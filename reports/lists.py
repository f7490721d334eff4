"""Simple lists to download as Excel: what a file's problems are, what people wrote freely."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from reports.cells import print_on, write_head, write_text
from reports.heights import fit_rows

WIDTH = 44


def list_workbook(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """One worksheet with these texts; none of them is ever a formula."""
    book = Workbook()
    worksheet = book.worksheets[0]
    worksheet.title = title
    write_head(worksheet, 1, list(heads))
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            write_text(worksheet.cell(number, column), text)
    for column in range(1, len(heads) + 1):
        worksheet.column_dimensions[get_column_letter(column)].width = WIDTH
    fit_rows(worksheet)
    worksheet.freeze_panes = "A2"
    print_on(worksheet, repeat_rows="1:1")
    content = BytesIO()
    book.save(content)
    return content.getvalue()
