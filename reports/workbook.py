"""The results as an Excel workbook: Überblick, Aussagen, Gruppen, Anregungen, Maßnahmen, Vereinbart, Methode; native
charts."""

import io
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from content.fields import chart_table, field_table, group_field_tables
from content.groups import group_table
from content.method import method_box, scale_tables, title_lines
from content.statements import agenda, statement_table
from content.suggestions import assessment_table, field_slide, measure_table, question_table, statement_slide
from content.tables import Share, Table, Value, stacked
from reports.cells import BOLD, NOTE, TITLE, WRAP, print_on, write_head, write_number, write_text
from reports.excel_charts import add_answer_bars, write_field_charts
from reports.heights import fit_rows
from texts.words import Words

FIRST_TO_DISCUSS = 7
WIDEST_TITLE = 31
"""Excel's limit for the name of a worksheet."""


def workbook(
    results: Results, questionnaire: Questionnaire, words: Words, *, title: str, written: Sequence[Table] = ()
) -> bytes:
    """An .xlsx with the numbers of the screen; hidden values are hidden here too.

    ``written``: tables of what the room has agreed and of notes, from ``content.protocol``; empty ones are left out.
    """
    _ = words
    book = Workbook()
    overview = book.worksheets[0]
    overview.title = _("Überblick")[:WIDEST_TITLE]
    _write_overview(overview, _, results, questionnaire, title)
    _write_statements(book.create_sheet(_("Aussagen")[:WIDEST_TITLE]), _, results, questionnaire, title)
    _write_groups(book.create_sheet(_("Gruppen")[:WIDEST_TITLE]), _, results, questionnaire, title)
    if any(field.suggestions or field.assessments for field in questionnaire.fields):
        _write_suggestions(book.create_sheet(_("Anregungen")[:WIDEST_TITLE]), _, results, questionnaire, title)
    if any(field.measures for field in questionnaire.fields):
        _write_measures(book.create_sheet(_("Maßnahmen")[:WIDEST_TITLE]), _, results, questionnaire, title)
    if any(table.rows for table in written):
        _write_written(book.create_sheet(_("Vereinbart")[:WIDEST_TITLE]), _, results, written, title)
    _write_method(book.create_sheet(_("Methode")[:WIDEST_TITLE]), _, results, questionnaire, title)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_overview(worksheet: Any, _: Words, results: Results, questionnaire: Questionnaire, title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    row = _write_table(worksheet, row, field_table(_, results, questionnaire))
    chart_row = row
    row += 24
    for table in agenda(_, results, questionnaire, names=("number", "text", "reason"), most=FIRST_TO_DISCUSS):
        row = _write_table(worksheet, row, table, spread=True)
    row = _write_lines(worksheet, row, _("Methode"), method_box(_, results))
    write_field_charts(worksheet, chart_row, row + 2, _, chart_table(_, results, questionnaire))
    _set_widths(worksheet, (34, *(18,) * 6, 28, *(18,) * 5))
    print_on(worksheet, repeat_rows="1:1", area=f"A1:M{row}")


def _write_statements(worksheet: Any, _: Words, results: Results, questionnaire: Questionnaire, title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    first = row + 1
    row = _write_table(worksheet, row, statement_table(_, results, questionnaire))
    _set_widths(worksheet, (8, 24, 60, *(11,) * 5, 12, 13, 11, 13, 12, 14, 16, 30, 14, 16, 30, 18))
    worksheet.freeze_panes = worksheet.cell(first + 1, 4)
    below = add_answer_bars(worksheet, row, first, len(results.statements), _)
    print_on(worksheet, repeat_rows=f"{first}:{first}", area=f"A1:{get_column_letter(worksheet.max_column)}{below}")


def _write_groups(worksheet: Any, _: Words, results: Results, questionnaire: Questionnaire, title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    for table in group_field_tables(_, results, questionnaire):
        row = _write_table(worksheet, row, table)
    head = _begin_page(worksheet, row)
    slides = (statement_slide(_, results, questionnaire, one.id) for one in results.statements)
    answers = [((one.view.part, one.title), replace(one.table, rows=one.table.rows[1:])) for one in slides]
    _write_table(worksheet, row, stacked(_("Antworten nach Gruppen"), (_("Nr."), _("Aussage")), answers))
    _set_widths(worksheet, (34, 44, 30, *(17,) * 8))
    print_on(worksheet, repeat_rows=head)


def _write_suggestions(worksheet: Any, _: Words, results: Results, questionnaire: Questionnaire, title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    for table in (assessment_table(_, results, questionnaire), question_table(_, results, questionnaire)):
        row = _write_table(worksheet, row, table) if table.rows else row
    slides = [field_slide(_, results, questionnaire, field.id) for field in results.fields]
    ideas = stacked(_("Anregungen"), (_("Handlungsfeld"),), [((one.title,), one.table) for one in slides])
    head = _begin_page(worksheet, row) if ideas.rows else None
    if ideas.rows:
        _write_table(worksheet, row, ideas)
    _set_widths(worksheet, (34, 60, 30, 90))
    print_on(worksheet, repeat_rows=head)


def _write_measures(worksheet: Any, _: Words, results: Results, questionnaire: Questionnaire, title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    row = _write_lines(
        worksheet,
        row,
        _("Zum Anpassen"),
        [_("Vorlagen zum Weiterschreiben. Beschlossen ist, was der Raum vereinbart.")],
    )
    templates = [((_.local(field.title),), measure_table(_, questionnaire, field.id)) for field in questionnaire.fields]
    _write_table(worksheet, row, stacked(_("Vorlagen für Maßnahmen"), (_("Handlungsfeld"),), templates))
    _set_widths(worksheet, (34, 80, 50, 18))
    print_on(worksheet, repeat_rows=f"{row + 1}:{row + 1}")


def _write_written(worksheet: Any, _: Words, results: Results, written: Sequence[Table], title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    for table in written:
        row = _write_table(worksheet, row, table) if table.rows else row
    _set_widths(worksheet, (34, 80, 40, 34, 80))
    print_on(worksheet, repeat_rows="1:1")


def _write_method(worksheet: Any, _: Words, results: Results, questionnaire: Questionnaire, title: str) -> None:
    row = _write_title(worksheet, title_lines(_, results, title))
    row = _write_lines(worksheet, row, _("Methode"), method_box(_, results))
    for table in (group_table(_, results, questionnaire), *scale_tables(_, questionnaire)):
        row = _write_table(worksheet, row, table)
    _set_widths(worksheet, (44, 16, 70, *(12,) * 5))
    print_on(worksheet, repeat_rows="1:1")


def _write_title(worksheet: Any, lines: Sequence[str]) -> int:
    """Write the title lines; gives the next free row after a blank one."""
    write_text(worksheet.cell(1, 1), lines[0], font=TITLE, alignment=None)
    for row, line in enumerate(lines[1:], 2):
        write_text(worksheet.cell(row, 1), line, font=NOTE, alignment=None)
    return len(lines) + 2


def _write_table(worksheet: Any, row: int, table: Table, *, spread: bool = False) -> int:
    """Write a table with its title; gives the next free row after a blank one.

    ``spread``: its second and third column take several columns of the worksheet.
    """
    write_text(worksheet.cell(row, 1), table.title, font=BOLD, alignment=None)
    places = (1, 2, 7) if spread else tuple(range(1, len(table.heads) + 1))
    for place, head in zip(places, table.heads, strict=True):
        write_head(worksheet, row + 1, [head], column=place)
    for number, values in enumerate(table.rows, row + 2):
        for place, value in zip(places, values, strict=True):
            _write_value(worksheet.cell(number, place), value)
        if spread:
            worksheet.merge_cells(start_row=number, end_row=number, start_column=2, end_column=6)
            worksheet.merge_cells(start_row=number, end_row=number, start_column=7, end_column=12)
    return row + len(table.rows) + 3


def _write_value(cell: Any, value: Value) -> None:
    match value:
        case Share(percent):
            write_number(cell, Decimal(percent) / 100, "0 %")
        case Decimal():
            write_number(cell, value, "0.0")
        case int():
            write_number(cell, value, "0")
        case _:
            write_text(cell, value)


def _write_lines(worksheet: Any, row: int, title: str, lines: Sequence[str]) -> int:
    write_text(worksheet.cell(row, 1), title, font=BOLD, alignment=None)
    for number, line in enumerate(lines, row + 1):
        write_text(worksheet.cell(number, 1), line, alignment=WRAP)
        worksheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=8)
    return row + len(lines) + 2


def _begin_page(worksheet: Any, row: int) -> str:
    """Start a long table, the last of its worksheet, on a page of its own; gives the row of its heads, to repeat."""
    worksheet.row_breaks.append(Break(id=row - 1))
    return f"{row + 1}:{row + 1}"


def _set_widths(worksheet: Any, widths: Sequence[int]) -> None:
    """Widths of the columns, and with them the heights of the rows."""
    for column, width in enumerate(widths, 1):
        worksheet.column_dimensions[get_column_letter(column)].width = width
    fit_rows(worksheet)
