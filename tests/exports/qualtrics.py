"""Qualtrics: three header rows (ids, texts, import ids as JSON), as CSV."""

import json
from collections.abc import Mapping, Sequence

from analysis.questionnaire import Questionnaire
from tests.exports.delimited import LF, WITH_BOM, delimited
from tests.exports.people import (
    COMMENT_QUESTION,
    PERSPECTIVE_QUESTION,
    Person,
    ended,
    grid_question,
    has_finished,
    labels,
    perspective_title,
    started,
    written_answers,
)

META = {
    "StartDate": ("Start Date", "startDate"),
    "EndDate": ("End Date", "endDate"),
    "Status": ("Response Type", "status"),
    "IPAddress": ("IP Address", "ipAddress"),
    "Progress": ("Progress", "progress"),
    "Duration (in seconds)": ("Duration (in seconds)", "duration"),
    "Finished": ("Finished", "finished"),
    "RecordedDate": ("Recorded Date", "recordedDate"),
    "ResponseId": ("Response ID", "_recordId"),
    "RecipientEmail": ("Recipient Email", "recipientEmail"),
    "DistributionChannel": ("Distribution Channel", "distributionChannel"),
    "UserLanguage": ("User Language", "userLanguage"),
}
MISSING = "-99"


def rows(
    people: Sequence[Person],
    questionnaire: Questionnaire,
    *,
    words: Mapping[str, str] | None = None,
    missing: str = "",
) -> list[list[str]]:
    """Three header rows and people; ``words`` replace the labels, ``missing`` is a seen but blank answer."""
    ids, texts = [*META, "Q1"], [*(text for text, _ in META.values()), PERSPECTIVE_QUESTION]
    imported = [*(name for _, name in META.values()), "QID1"]
    for number, field in enumerate(questionnaire.fields, 2):
        ids += [f"Q{number}_{row}" for row in range(1, len(field.statements) + 1)]
        texts += [f"{grid_question(field)} - {one.text['de']}" for one in field.statements]
        imported += [f"QID{number}_{row}" for row in range(1, len(field.statements) + 1)]
    last = len(questionnaire.fields) + 2
    table = [
        [*ids, f"Q{last}"],
        [*texts, COMMENT_QUESTION],
        [_import_id(name) for name in [*imported, f"QID{last}_TEXT"]],
    ]
    for place, person in enumerate(people):
        finished = has_finished(person, questionnaire)
        times = [f"{started(place):%F %T}", f"{ended(place):%F %T}"]
        row = [*times, "IP Address", "192.0.2.7", "100" if finished else "50", "760", str(finished), times[1]]
        row += [f"R_{place:015}", "", "anonymous", "DE", perspective_title(person, questionnaire)]
        for field in questionnaire.fields:
            given = written_answers(person, field, words or labels(questionnaire))
            row += [text or missing for text in given] if finished or any(given) else given
        table.append([*row, person.comment])
    return table


def csv(table: list[list[str]]) -> bytes:
    """UTF-8 with BOM, comma, quotes where needed, LF."""
    return delimited(table, line_end=LF, encoding=WITH_BOM)


def _import_id(name: str) -> str:
    zone = {"timeZone": "Europe/Berlin"} if name.endswith("Date") else {}
    return json.dumps({"ImportId": name} | zone, separators=(",", ":"))
