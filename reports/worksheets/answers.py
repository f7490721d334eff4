"""What the room has answered, and what that suggests: the worksheets that every workbook has."""

from dataclasses import replace
from typing import Any

from analysis.dossier import Dossier
from content.fields import chart_table, field_table, group_field_tables
from content.groups import group_table
from content.method import method_box, original_language, scale_tables
from content.statements import agenda, statement_table
from content.suggestions import assessment_table, field_slide, measure_details, question_table, statement_slide
from content.tables import stacked
from reports.cells import print_on
from reports.excel_charts import add_answer_bars, write_field_charts
from reports.worksheets.layout import begin, begin_page, set_widths, write_lines, write_table
from texts.words import Words

FIRST_TO_DISCUSS = 7
LAST_PRINTED = "L"
"""Of the table of statements, up to the mean: on paper all of its columns would be too small to be read."""


def write_overview(worksheet: Any, _: Words, dossier: Dossier) -> None:
    results, questionnaire = dossier.results, dossier.questionnaire
    row = begin(worksheet, _, dossier)
    row = write_table(worksheet, row, field_table(_, results, questionnaire))
    chart_row = row
    row += 24
    for table in agenda(_, results, questionnaire, names=("number", "text", "reason"), most=FIRST_TO_DISCUSS):
        row = write_table(worksheet, row, table, spread=True)
    row = write_lines(worksheet, row, _("Methode"), method_box(_, results))
    write_field_charts(worksheet, chart_row, row + 2, _, chart_table(_, results, questionnaire))
    set_widths(worksheet, (34, *(18,) * 6, 28, *(18,) * 5))
    print_on(worksheet, repeat_rows="1:1", area=f"A1:M{row}")


def write_statements(worksheet: Any, _: Words, dossier: Dossier) -> None:
    results, questionnaire = dossier.results, dossier.questionnaire
    row = begin(worksheet, _, dossier)
    first = row + 1
    row = write_table(worksheet, row, statement_table(_, results, questionnaire))
    set_widths(worksheet, (8, 24, 60, *(13,) * 5, 12, 14, 11, 15, 12, 14, 16, 30, 14, 16, 30, 18))
    worksheet.freeze_panes = worksheet.cell(first + 1, 4)
    below = add_answer_bars(worksheet, row, first, len(results.statements), _)
    print_on(worksheet, repeat_rows=f"{first}:{first}", area=f"A1:{LAST_PRINTED}{below}")


def write_groups(worksheet: Any, _: Words, dossier: Dossier) -> None:
    results, questionnaire = dossier.results, dossier.questionnaire
    row = begin(worksheet, _, dossier)
    for table in group_field_tables(_, results, questionnaire):
        row = write_table(worksheet, row, table)
    head = begin_page(worksheet, row)
    slides = (statement_slide(_, results, questionnaire, one.id) for one in results.statements)
    answers = [((one.view.part, one.title), replace(one.table, rows=one.table.rows[1:])) for one in slides]
    write_table(worksheet, row, stacked(_("Antworten nach Gruppen"), (_("Nr."), _("Aussage")), answers))
    set_widths(worksheet, (34, 44, 30, *(17,) * 8))
    print_on(worksheet, repeat_rows=head)


def write_suggestions(worksheet: Any, _: Words, dossier: Dossier) -> None:
    results, questionnaire = dossier.results, dossier.questionnaire
    row = begin(worksheet, _, dossier)
    for table in (assessment_table(_, results, questionnaire), question_table(_, results, questionnaire)):
        row = write_table(worksheet, row, table) if table.rows else row
    slides = [field_slide(_, results, questionnaire, field.id) for field in results.fields]
    ideas = stacked(_("Anregungen"), (_("Handlungsfeld"),), [((one.title,), one.table) for one in slides])
    head = begin_page(worksheet, row) if ideas.rows else None
    if ideas.rows:
        write_table(worksheet, row, ideas)
    set_widths(worksheet, (34, 60, 30, 90))
    print_on(worksheet, repeat_rows=head)


def write_measures(worksheet: Any, _: Words, dossier: Dossier) -> None:
    questionnaire = dossier.questionnaire
    row = begin(worksheet, _, dossier)
    row = write_lines(
        worksheet,
        row,
        _("Zum Anpassen"),
        [_("Vorlagen zum Weiterschreiben. Beschlossen ist, was der Raum vereinbart.")],
    )
    templates = [
        ((_.local(field.title),), measure_details(_, questionnaire, field.id)) for field in questionnaire.fields
    ]
    write_table(worksheet, row, stacked(_("Vorlagen für Maßnahmen"), (_("Handlungsfeld"),), templates))
    set_widths(worksheet, (34, 60, 34, 14, 18, 44, 16, 26, 44, 44))
    print_on(worksheet, repeat_rows=f"{row + 1}:{row + 1}")


def write_method(worksheet: Any, _: Words, dossier: Dossier) -> None:
    results, questionnaire = dossier.results, dossier.questionnaire
    row = begin(worksheet, _, dossier)
    row = write_lines(worksheet, row, _("Methode"), (*method_box(_, results), *original_language(_, dossier)))
    for table in (group_table(_, results, questionnaire), *scale_tables(_, questionnaire)):
        row = write_table(worksheet, row, table)
    set_widths(worksheet, (44, 16, 70, *(12,) * 5))
    print_on(worksheet, repeat_rows="1:1")
