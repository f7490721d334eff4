"""Unipark / EFS: variables without any text (``v_1`` …), as CSV, and as XLSX that is split after 256 columns."""

from collections.abc import Collection, Mapping, Sequence

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import delimited
from tests.exports.people import (
    ONE_IS_AGREE,
    Person,
    ended,
    has_finished,
    started,
    written_answers,
)
from tests.exports.workbooks import Cell, workbook

MOST_COLUMNS = 256
MISSING = "-77"
FINISHED, BROKEN_OFF = "31", "22"
FIRST_NUMBER = 12
BEFORE = ("lfdn", "external_lfdn", "tester", "dispcode", "lastpage", "quality", "duration")
AFTER = ("browser", "referer", "device_type", "quota", "datetime", "date_of_last_access")


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    words: Mapping[str, str] = ONE_IS_AGREE,
    testers: int = 0,
    embedded: int = 80,
) -> list[list[str]]:
    """Header and people; the first ``testers`` of them are tests. ``embedded``: how many p_ and c_ variables there are.

    ``v_1`` is the perspective, then come the statements in their order, then the remark; -77 is no answer.
    """
    asked = len(questionnaire.statements) + 2
    parameters = [f"{kind}_{number:04}" for kind in "pc" for number in range(1, embedded + 1)]
    table = [[*BEFORE, *(f"v_{number}" for number in range(1, asked + 1)), *parameters, *AFTER]]
    for place, person in enumerate(people):
        finished = has_finished(person, questionnaire)
        row = [str(FIRST_NUMBER + place), "0", str(int(place < testers)), FINISHED if finished else BROKEN_OFF]
        row += ["7654321" if finished else "7654318", MISSING, "760" if finished else "-1"]
        row.append(str(list(questionnaire.perspectives).index(person.perspective) + 1))
        for field in questionnaire.fields:
            row += [text or MISSING for text in written_answers(person, field, words)]
        row += [person.comment or MISSING, *[MISSING] * len(parameters), "Firefox 136", "", "1", MISSING]
        table.append([*row, f"{started(place):%F %T}", f"{ended(place):%F %T}"])
    return table


def csv(table: list[list[str]], *, encoding: str = "cp1252") -> bytes:
    """ ";" between cells, the charset is the exporting person's choice."""
    return delimited(table, separator=";", encoding=encoding)


def xlsx(table: list[list[str]], *, without_partner: Collection[int] = ()) -> bytes:
    """A worksheet for each 256 columns, each with lfdn first; these lfdn are missing on the second and later."""
    # [M]: lfdn is repeated on each worksheet, and the worksheets' names
    width = MOST_COLUMNS - 1
    worksheets: dict[str, list[list[Cell]]] = {}
    for number, first in enumerate(range(1, len(table[0]), width), 1):
        left_out = {str(lfdn) for lfdn in without_partner} if number > 1 else set()
        part = [[row[0], *row[first : first + width]] for row in table if row[0] not in left_out]
        worksheets[f"Tabelle {number}"] = [list(part[0]), *([_value(text) for text in row] for row in part[1:])]
    return workbook(worksheets)


def _value(text: str) -> Cell:
    return int(text) if text.removeprefix("-").isdecimal() else text or None
