"""Google Forms: the answers as CSV from the form itself, and the linked sheet as CSV or XLSX."""

import io
from collections.abc import Sequence
from datetime import datetime

from openpyxl import load_workbook

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import CRLF, LF, delimited, quote_all, quote_where_needed
from tests.exports.people import (
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    labels,
    perspective_title,
    written_answers,
)
from tests.exports.workbooks import Cell, saved, workbook

WORKSHEET = "Formularantworten 1"


def rows(people: Sequence[Person], questionnaire: Questionnaire, *, with_mail: bool = False) -> list[list[Cell]]:
    """Header and people; a row of a grid is ``Frage [Zeile]`` and its answers are labels."""
    header: list[Cell] = ["Zeitstempel", *(["E-Mail-Adresse"] if with_mail else []), PERSPECTIVE_QUESTION]
    # [M]: the bracket around a grid's row, and the name of the mail column
    header += [
        f"{grid_question(field)} [{one.text['de']}]" for field in questionnaire.fields for one in field.statements
    ]
    table = [[*header, COMMENT_QUESTION]]
    for place, person in enumerate(people):
        row: list[Cell] = [ended(place).replace(tzinfo=None)]
        row += [f"person{place + 1}@example.org"] if with_mail else []
        row.append(perspective_title(person, questionnaire))
        for field in questionnaire.fields:
            row += [text or None for text in written_answers(person, field, labels(questionnaire))]
        table.append([*row, person.comment or None])
    return table


def csv_from_form(table: list[list[Cell]]) -> bytes:
    """UTF-8 with comma and everything in quotes; time stamps like "2025/03/01 9:27:42 AM MEZ"."""
    # [M]: the time stamp, the quotes and LF
    cells = [[_american(cell) if isinstance(cell, datetime) else str(cell or "") for cell in row] for row in table]
    return delimited(cells, quoted=quote_all, line_end=LF)


def csv_from_worksheet(table: list[list[Cell]]) -> bytes:
    """Downloaded from Sheets: quotes where needed, CRLF, "01.03.2025 09:27:42", no line end at the end."""
    cells = [
        [f"{cell:%d.%m.%Y %T}" if isinstance(cell, datetime) else str(cell or "") for cell in row] for row in table
    ]
    return delimited(cells, quoted=quote_where_needed, line_end=CRLF).removesuffix(CRLF.encode())


def xlsx(table: list[list[Cell]]) -> bytes:
    """Downloaded from Sheets: worksheet "Formularantworten 1", real dates."""
    book = load_workbook(io.BytesIO(workbook({WORKSHEET: table})))
    for (cell,) in book.worksheets[0].iter_rows(min_row=2, max_col=1):
        cell.number_format = "dd.mm.yyyy hh:mm:ss"
    return saved(book)


def _american(when: datetime) -> str:
    half = "AM" if when.hour < 12 else "PM"
    return f"{when:%Y/%m/%d} {(when.hour - 1) % 12 + 1}:{when:%M:%S} {half} MEZ"
