"""The empty Excel template: one worksheet for answers, one for the Verwaltungsbogen, one with help."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from analysis.questionnaire import ANSWERS, UNSTATED, Questionnaire
from reports.cells import BOLD, HEAD_FILL, TITLE, WRAP, print_on, write_head, write_text
from reports.heights import fit_rows
from texts.titles import answer_labels, perspective_title
from texts.words import Words, words

PEOPLE = 500
"""Rows with drop-down lists; more may be filled in."""
LONGEST_PROMPT = 255
LONGEST_PROMPT_TITLE = 32


def template(
    questionnaire: Questionnaire,
    *,
    statements: Sequence[str],
    administration: Sequence[str] | None = None,
    language: str = "de",
) -> bytes:
    """An .xlsx for these statements; those that the administration is asked (all, by default) stand on their own
    worksheet; without any there is none.

    The words by which the file is recognised when it comes back stay German in every language.
    """
    _ = words(language)
    book = Workbook()
    answers = book.worksheets[0]
    answers.title = "Antworten"
    of_administration = tuple(questionnaire.statements) if administration is None else administration
    if of_administration:
        _write_administration(book.create_sheet("Verwaltungsbogen"), _, questionnaire, of_administration)
    perspectives = _write_help(book.create_sheet("Hilfe"), _, questionnaire, administration=bool(of_administration))
    _write_answers(answers, _, questionnaire, statements, perspectives)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _write_answers(
    worksheet: Any, _: Words, questionnaire: Questionnaire, statements: Sequence[str], perspectives: str
) -> None:
    write_text(worksheet.cell(1, 1), "Perspektive", font=BOLD)
    write_text(worksheet.cell(2, 1), "Aussage", font=BOLD)
    for column, statement in enumerate(statements, 2):
        write_text(worksheet.cell(1, column), statement, font=BOLD, alignment=Alignment(horizontal="center"))
        write_text(worksheet.cell(2, column), _.local(questionnaire.statements[statement].text))
        worksheet.column_dimensions[get_column_letter(column)].width = 24
    for row in worksheet.iter_rows(min_row=1, max_row=2, max_col=len(statements) + 1):
        for cell in row:
            cell.fill = HEAD_FILL
    worksheet.column_dimensions["A"].width = 44
    fit_rows(worksheet)
    worksheet.freeze_panes = "B3"
    last = PEOPLE + 2
    _add_list(worksheet, f"A3:A{last}", perspectives, _("Perspektive"), _("Eine Person je Zeile. Leer: ohne Angabe."))
    if statements:
        _add_answer_list(worksheet, f"B3:{get_column_letter(len(statements) + 1)}{last}", _, questionnaire)
    print_on(worksheet, repeat_rows="1:2")


def _write_administration(worksheet: Any, _: Words, questionnaire: Questionnaire, statements: Sequence[str]) -> None:
    write_head(worksheet, 1, ["Aussage", "Text", "Antwort", "Begründung", "Wer weiß Bescheid"])
    for row, statement in enumerate(statements, 2):
        write_text(worksheet.cell(row, 1), statement)
        write_text(worksheet.cell(row, 2), _.local(questionnaire.statements[statement].text))
        for column in (3, 4, 5):
            worksheet.cell(row, column).alignment = WRAP
    for letter, width in zip("ABCDE", (10, 70, 11, 50, 30), strict=True):
        worksheet.column_dimensions[letter].width = width
    fit_rows(worksheet)
    worksheet.freeze_panes = "C2"
    if statements:
        _add_answer_list(worksheet, f"C2:C{len(statements) + 1}", _, questionnaire)
    print_on(worksheet, repeat_rows="1:1")


def _write_help(worksheet: Any, _: Words, questionnaire: Questionnaire, *, administration: bool) -> str:
    """Write how it works; gives the address of the list of perspectives."""
    lines = [
        _("Blatt „Antworten“: ab Zeile 3 eine Person je Zeile, je Aussage ein Buchstabe von A bis E."),
        _("Leere Zellen sind erlaubt: Wer eine Aussage nicht beantwortet, lässt sie leer."),
        _("Bitte keine Namen und keine E-Mail-Adressen eintragen. Eigene Spalten werden nicht übernommen."),
        _("Die Zeile mit den Nummern der Aussagen bitte nicht ändern. Die Zeile mit den Texten darf fehlen."),
    ]
    if administration:
        lines.append(
            _("Blatt „Verwaltungsbogen“: die eine gemeinsame Sicht der Verwaltung, auf Wunsch mit Begründung.")
        )
    write_text(worksheet["A1"], _.local(questionnaire.title), font=TITLE, alignment=None)
    for row, line in enumerate(lines, 3):
        write_text(worksheet.cell(row, 1), line)
    row = len(lines) + 4
    write_head(worksheet, row, [_("Antworten")])
    for code, label in answer_labels(_, questionnaire).items():
        row += 1
        write_text(worksheet.cell(row, 1), f"{code} – {label}")
    row += 2
    write_head(worksheet, row, [_("Perspektiven")])
    first = row + 1
    for title in _perspective_titles(_, questionnaire):
        row += 1
        write_text(worksheet.cell(row, 1), title)
    worksheet.column_dimensions["A"].width = 100
    fit_rows(worksheet)
    print_on(worksheet, landscape=False)
    return f"Hilfe!$A${first}:$A${row}"


def _perspective_titles(_: Words, questionnaire: Questionnaire) -> list[str]:
    """All that a row may name, each once: sectors, their perspectives, and none."""
    titles = []
    for sector in questionnaire.sectors:
        titles.append(_.local(sector.title))
        titles += [_.local(perspective.title) for perspective in sector.perspectives]
    return list(dict.fromkeys([*titles, perspective_title(_, UNSTATED, questionnaire)]))


def _add_answer_list(worksheet: Any, cells: str, _: Words, questionnaire: Questionnaire) -> None:
    meaning = "\n".join(f"{code} {label}" for code, label in answer_labels(_, questionnaire).items())
    _add_list(worksheet, cells, f'"{",".join(ANSWERS)}"', _("Antwort"), meaning)


def _add_list(worksheet: Any, cells: str, source: str, title: str, prompt: str) -> None:
    """A drop-down list with a prompt; other entries are possible (the upload names them), so that pasting works."""
    validation = DataValidation(
        type="list",
        formula1=source,
        allow_blank=True,
        showErrorMessage=True,
        showInputMessage=True,
        errorStyle="warning",
        promptTitle=title[:LONGEST_PROMPT_TITLE],
        prompt=prompt[:LONGEST_PROMPT],
    )
    validation.add(cells)
    worksheet.add_data_validation(validation)
