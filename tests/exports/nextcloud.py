"""Nextcloud Forms: the answers as CSV, XLSX and ODS, written by PhpSpreadsheet."""

import io
import re
from collections.abc import Sequence
from typing import Literal

from openpyxl import load_workbook

from analysis.questionnaire import Field, Questionnaire, Statement
from tests.exports.delimited import LF, WITH_BOM, delimited, quote_all
from tests.exports.people import (
    COMMENT_QUESTION,
    ONE_IS_AGREE,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    labels,
    perspective_title,
    written_answers,
)
from tests.exports.workbooks import Cell, ods, saved, workbook

Questions = Literal["single", "grid", "numbers"]

META = ("Benutzer-ID", "Anzeigename des Nutzers", "Zeitstempel")
META_IDS = ("submission_id", "user_id", "user_display_name", "timestamp")
ANONYMOUS = "Anonymer Benutzer"
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    questions: Questions = "single",
    numbers: bool = False,
    shifted: bool = False,
    user_ids: bool = True,
    ids: bool = False,
) -> list[list[str]]:
    """Header and people as texts, one column a question.

    ``questions``: a statement is a question of its own (all there was until 5.2), a row of a ``grid``
    (``Frage (Zeile)``), or a question called by its number only. ``numbers``: the options are called 1 to 5.
    ``shifted``: the defect since 5.3, a grid skipped as a whole leaves one empty cell instead of one a row.
    ``user_ids``: there since 3.0. ``ids``: the newest layout, with the submission's id and a hidden second row of ids.
    """
    header = [*META[0 if user_ids else 1 :], PERSPECTIVE_QUESTION]
    header += [_header(field, one, questions) for field in questionnaire.fields for one in field.statements]
    table = [[*header, COMMENT_QUESTION]]
    if ids:
        table[0].insert(0, "Submission ID")  # its German name is [M]
        table.append([*META_IDS, *_question_ids(questionnaire, questions)])
    for place, person in enumerate(people):
        row = ["", ANONYMOUS, ended(place).isoformat(), perspective_title(person, questionnaire)]
        for field in questionnaire.fields:
            given = written_answers(person, field, ONE_IS_AGREE if numbers else labels(questionnaire))
            row += [""] if shifted and not any(given) else given
        row.append(person.comment)
        row = row if user_ids else row[1:]
        row = [str(place + 701), *row] if ids else row
        table.append(row + [""] * (len(table[0]) - len(row)))
    return table


def csv(table: list[list[str]], *, escaped: bool = True) -> bytes:
    """UTF-8 with BOM, comma, every cell in quotes, LF; ``escaped``: "'" before a formula's first sign (since 5.1.2)."""
    body = [["'" + cell if escaped and cell.startswith(_DANGEROUS) else cell for cell in row] for row in table[1:]]
    return delimited([table[0], *body], quoted=quote_all, line_end=LF, encoding=WITH_BOM)


def xlsx(table: list[list[str]]) -> bytes:
    """Worksheet "Worksheet"; headers and answers that look like numbers are numbers, so "1.10" is 1.1.

    A header that begins with "=" is a formula, an answer is not; a second row of ids is hidden.
    """
    book = load_workbook(io.BytesIO(workbook({"Worksheet": typed(table)})))
    worksheet = book.worksheets[0]
    for cell in worksheet[1]:
        if str(cell.value).startswith("="):
            cell.data_type = "f"
    worksheet.row_dimensions[2].hidden = _has_ids(table)
    return saved(book)


def as_ods(table: list[list[str]]) -> bytes:
    """The same as OpenDocument; each row is filled up with one repeated empty cell."""
    return ods("Worksheet", typed(table))


def typed(table: list[list[str]]) -> list[list[Cell]]:
    """The cells as PhpSpreadsheet guesses them; "+5" and "03" stay texts, nothing is no cell.

    In the layout with ids only headers and submission ids are guessed, all else is written as text.
    """
    if not _has_ids(table):
        return [[_value(text) for text in row] for row in table]
    return [list(map(_value, table[0])), *([_value(row[0]), *(text or None for text in row[1:])] for row in table[1:])]


def _has_ids(table: list[list[str]]) -> bool:
    return len(table) > 1 and table[1][0] == META_IDS[0]


def _question_ids(questionnaire: Questionnaire, questions: Questions) -> list[str]:
    first = 31
    if questions != "grid":
        return [f"question-id-{first + place}" for place in range(len(questionnaire.statements) + 2)]
    rows_of_grids = [
        f"question-id-{first + place}-{field.statements.index(one) + 100 * place}"
        for place, field in enumerate(questionnaire.fields, 1)
        for one in field.statements
    ]
    return [f"question-id-{first}", *rows_of_grids, f"question-id-{first + len(questionnaire.fields) + 1}"]


def _header(field: Field, statement: Statement, questions: Questions) -> str:
    if questions == "grid":
        return f"{grid_question(field)} ({statement.text['de']})"
    return statement.id if questions == "numbers" else statement.text["de"]


def _value(text: str) -> Cell:
    if not _NUMBER.fullmatch(text):
        return text or None
    return float(text) if "." in text else int(text)
