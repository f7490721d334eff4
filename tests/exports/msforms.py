"""Microsoft Forms: "In Excel öffnen", and the same worksheet saved as CSV by a German Excel."""

import io
from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableColumn

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import delimited
from tests.exports.people import (
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    labels,
    perspective_title,
    started,
    written_answers,
)
from tests.exports.workbooks import Cell, saved, workbook

META = {
    "de": ("Id", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"),
    "en": ("ID", "Start time", "Completion time", "Email", "Name"),
}
NO_BREAK = "\u00a0"
DATE_FORMAT = "m/d/yy h:mm:ss"


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    language: Literal["de", "en"] = "de",
    noise: bool = False,
) -> list[list[Cell]]:
    """Header and people; a row of a Likert question is ``Frage.Zeile``, the same header again gets a number.

    ``noise``: a line break within a header, and a no-break space behind each.
    """
    header = [*META[language], PERSPECTIVE_QUESTION]
    header += [f"{grid_question(field)}.{one.text['de']}" for field in questionnaire.fields for one in field.statements]
    header.append(COMMENT_QUESTION)
    if noise:  # the no-break space is [M], widely reported
        asked = [text.replace("Sie ", "Sie\n", 1) + NO_BREAK for text in header[len(META[language]) :]]
        header[len(META[language]) :] = asked
    return [_numbered(header), *(_row(place, person, questionnaire) for place, person in enumerate(people))]


def xlsx(table: list[list[Cell]]) -> bytes:
    """An Excel table on "Sheet1" with real dates."""
    book = load_workbook(io.BytesIO(workbook({"Sheet1": table})))
    worksheet = book.worksheets[0]
    for row in worksheet.iter_rows(min_row=2, min_col=2, max_col=3):
        for cell in row:
            cell.number_format = DATE_FORMAT
    area = Table(displayName="Table1", ref=f"A1:{get_column_letter(len(table[0]))}{len(table)}")
    area.tableColumns = [TableColumn(id=number, name=str(title)) for number, title in enumerate(table[0], 1)]
    worksheet.add_table(area)
    return saved(book)


def saved_csv(table: list[list[Cell]]) -> bytes:
    """Saved as CSV by a German Excel: cp1252, ";", CRLF, dates without seconds."""
    return delimited([[_shown(cell) for cell in row] for row in table], separator=";", encoding="cp1252")


def _row(place: int, person: Person, questionnaire: Questionnaire) -> list[Cell]:
    row: list[Cell] = [place + 1, started(place).replace(tzinfo=None), ended(place).replace(tzinfo=None)]
    row += ["anonymous", None, perspective_title(person, questionnaire)]
    for field in questionnaire.fields:
        row += [text or None for text in written_answers(person, field, labels(questionnaire))]
    return [*row, person.comment or None]


def _numbered(header: Sequence[str]) -> list[Cell]:
    """Columns of an Excel table have different names: "Wann", "Wann2"."""
    numbers = [header[:place].count(title) + 1 for place, title in enumerate(header)]
    return [title if number == 1 else f"{title}{number}" for title, number in zip(header, numbers, strict=True)]


def _shown(cell: Cell) -> str:
    if cell is None:
        return ""
    return f"{cell:%d.%m.%Y %H:%M}" if isinstance(cell, datetime) else str(cell)
