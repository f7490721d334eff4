"""Formbricks: numbered questions, and a second column of option ids for each choice, as CSV and XLSX."""

from collections.abc import Sequence

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import LF, delimited, quote_all
from tests.exports.people import (
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    has_finished,
    labels,
    perspective_title,
    written_answers,
)
from tests.exports.workbooks import workbook

META = (
    "No.",
    "Response ID",
    "Timestamp",
    "Finished",
    "Survey ID",
    "Formbricks ID (internal)",
    "User ID",
    "Tags",
)


def rows(people: Sequence[Person], questionnaire: Questionnaire) -> list[list[str]]:
    """Header and people: ``1. Frage``, ``1. Frage - Option ID``, and ``2. Frage - Zeile`` for a matrix."""
    header = [*META, f"1. {PERSPECTIVE_QUESTION}", f"1. {PERSPECTIVE_QUESTION} - Option ID"]
    for number, field in enumerate(questionnaire.fields, 2):
        header += [f"{number}. {grid_question(field)} - {one.text['de']}" for one in field.statements]
    table = [[*header, f"{len(questionnaire.fields) + 2}. {COMMENT_QUESTION}"]]
    for place, person in enumerate(people):
        finished = "Yes" if has_finished(person, questionnaire) else "No"
        row = [str(place + 1), f"cm7x{place:021}", f"{ended(place):%F %T}", finished, "cm7survey0001", "", "", ""]
        row += [perspective_title(person, questionnaire), f"choice-{person.perspective}"]
        for field in questionnaire.fields:
            row += written_answers(person, field, labels(questionnaire))
        table.append([*row, person.comment])
    return table


def csv(table: list[list[str]]) -> bytes:
    """UTF-8, comma; texts in quotes, numbers without."""
    return delimited(table, quoted=_quote_text, line_end=LF)  # [M]: quotes and line ends


def xlsx(table: list[list[str]]) -> bytes:
    """One worksheet; the number in front is a number."""
    body = [[int(row[0]), *(text or None for text in row[1:])] for row in table[1:]]
    return workbook({"Sheet1": [table[0], *body]})  # [M]: the worksheet's name


def _quote_text(text: str, separator: str) -> str:
    return text if text.isdecimal() else quote_all(text, separator)
