"""SurveyMonkey: all individual responses, condensed, with two header rows, as CSV and XLSX."""

from collections.abc import Sequence

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
from tests.exports.workbooks import workbook

META = (
    "Respondent ID",
    "Collector ID",
    "Start Date",
    "End Date",
    "IP Address",
    "Email Address",
    "First Name",
    "Last Name",
    "Custom Data 1",
)
FIRST_ID = 11837465201


def rows(people: Sequence[Person], questionnaire: Questionnaire, *, noise: bool = False) -> list[list[str]]:
    """Two header rows and people: a matrix has its question over the first column only, its rows stand below.

    ``noise``: the remains of formatting in a question's text.
    """
    upper, lower = [*META, PERSPECTIVE_QUESTION], [""] * len(META) + ["Response"]
    for field in questionnaire.fields:
        question = f"<strong>{grid_question(field)}</strong>\n" if noise else grid_question(field)
        upper += [question, *[""] * (len(field.statements) - 1)]
        lower += [one.text["de"] for one in field.statements]
    table = [[*upper, COMMENT_QUESTION], [*lower, "Open-Ended Response"]]
    for place, person in enumerate(people):
        times = [f"{when:%m/%d/%Y %I:%M:%S %p}" for when in (started(place), ended(place))]  # [M]
        row = [str(FIRST_ID + 13 * place), "449201733", *times, "192.0.2.7", "", "", "", ""]
        row.append(perspective_title(person, questionnaire))
        for field in questionnaire.fields:
            row += written_answers(person, field, labels(questionnaire))
        table.append([*row, person.comment])
    return table


def csv(table: list[list[str]]) -> bytes:
    """UTF-8, comma."""
    return delimited(table)


def xlsx(table: list[list[str]]) -> bytes:
    """Worksheet "Sheet"; the two ids are numbers (11 digits: Excel shows 1.18E+10)."""
    body = [[int(row[0]), int(row[1]), *(text or None for text in row[2:])] for row in table[2:]]
    return workbook({"Sheet": [*([text or None for text in row] for row in table[:2]), *body]})
