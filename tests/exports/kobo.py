"""KoboToolbox (formpack): labels or XML names, groups before a slash, as CSV and XLSX."""

from collections.abc import Sequence
from typing import Literal

from analysis.questionnaire import ANSWERS, Field, Questionnaire
from tests.exports.delimited import LF, delimited, quote_all
from tests.exports.people import (
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    labels,
    perspective_title,
    started,
    written_answers,
)
from tests.exports.workbooks import Cell, workbook

NAMES = {answer: f"opt{number}" for number, answer in enumerate(ANSWERS, 1)}
SYSTEM = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
)  # [M]: the list and its order
FIRST_ID = 501230


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    shown: Literal["labels", "names"] = "labels",
    groups: bool = True,
    hxl: bool = False,
) -> list[list[str]]:
    """Header and people; ``names``: XML names in header and cells (``feld1/a1``, ``opt1``).

    ``groups``: the group stands before a slash. ``hxl``: a second row of tags.
    """
    named = shown == "names"
    header = ["start", "end", "perspektive" if named else PERSPECTIVE_QUESTION]
    for number, field in enumerate(questionnaire.fields, 1):
        group = f"feld{number}" if named else field.title["de"]
        header += [f"{group}/{text}" if groups else text for text in _texts(field, named)]
    header += ["anmerkung" if named else COMMENT_QUESTION, *SYSTEM]
    tags = ["#date+start", "#date+end", *[""] * (len(header) - 2)]
    table = [header, tags] if hxl else [header]
    for place, person in enumerate(people):
        row = [started(place).isoformat(timespec="milliseconds"), ended(place).isoformat(timespec="milliseconds")]
        row.append(person.perspective if named else perspective_title(person, questionnaire))
        for field in questionnaire.fields:
            row += written_answers(person, field, NAMES if named else labels(questionnaire))
        row += [person.comment, str(FIRST_ID + place), f"0b6f2c1e-0000-4000-8000-{place:012}"]
        row += [f"{ended(place):%FT%T}", "", "", "submitted_via_web", "", "vK7", "", str(place + 1)]
        table.append(row)
    return table


def csv(table: list[list[str]]) -> bytes:
    """UTF-8 without BOM, ";", everything in quotes, LF."""
    return delimited(table, separator=";", quoted=quote_all, line_end=LF)


def xlsx(table: list[list[str]], questionnaire: Questionnaire) -> bytes:
    """One worksheet named like the form (31 characters); every answer is a text."""
    cells: list[list[Cell]] = [[text or None for text in row] for row in table]
    return workbook({questionnaire.title["de"][:31]: cells})


def _texts(field: Field, named: bool) -> list[str]:
    if named:
        return [f"a{row}" for row in range(1, len(field.statements) + 1)]
    return [statement.text["de"] for statement in field.statements]
