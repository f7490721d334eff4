"""Sheets read from files are counted in the shape in which the store counts."""

from collections.abc import Mapping
from dataclasses import dataclass

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups, group_counts
from analysis.questionnaire import sector_only
from data.counting import count_sheets
from data.questionnaire_file import parse_questionnaire

QUESTIONNAIRE = """
id: klein
version: "1"
title: {de: Klein}
scale:
  - {code: A, value: 4, label: {de: Trifft zu}}
  - {code: B, value: 3, label: {de: Trifft eher zu}}
  - {code: C, value: 2, label: {de: Trifft eher nicht zu}}
  - {code: D, value: 1, label: {de: Trifft nicht zu}}
  - {code: E, value: null, label: {de: Keine Einschätzung möglich}}
sectors: [{id: politik, title: {de: Politik}, perspectives: [{id: rat, title: {de: Rat}}]}]
fields: [{id: eins, title: {de: Eins}, statements: [{id: "1.01", text: {de: Erste Aussage}}]}]
"""


@dataclass(frozen=True)
class Sheet:
    perspective: str
    answers: Mapping[str, str]


def rows(frame):
    return sorted(frame.itertuples(index=False, name=None))


def test_sheets_become_counts_by_statement_perspective_and_answer():
    sheets = [
        Sheet("rat", {"1.01": "A", "1.02": "E"}),
        Sheet("rat", {"1.01": "A"}),
        Sheet(sector_only("politik"), {"1.01": "D"}),
    ]

    counts, people = count_sheets(sheets)

    assert list(counts.columns) == ["statement", "group", "answer", "people"]
    assert rows(counts) == [("1.01", "rat", "A", 2), ("1.01", "sector:politik", "D", 1), ("1.02", "rat", "E", 1)]
    assert list(people.columns) == ["group", "people"]
    assert rows(people) == [("rat", 2), ("sector:politik", 1)]


def test_sheet_without_answers_counts_nowhere():
    counts, people = count_sheets([Sheet("rat", {}), Sheet("rat", {"1.01": "B"})])

    assert rows(counts) == [("1.01", "rat", "B", 1)]
    assert rows(people) == [("rat", 1)]


def test_counting_does_not_depend_on_the_order_of_sheets():
    sheets = [Sheet("rat", {"1.01": answer}) for answer in "ABBC"]

    forward, backward = count_sheets(sheets), count_sheets(reversed(sheets))

    assert [rows(frame) for frame in forward] == [rows(frame) for frame in backward]


def test_no_sheets_are_results_without_figures():
    questionnaire = parse_questionnaire(QUESTIONNAIRE)

    counts, people = count_sheets([])
    groups = form_groups(people, questionnaire, threshold=5)
    results = evaluate(Counted(group_counts(counts, groups), groups, ("1.01",), 5), questionnaire)

    assert (rows(counts), rows(people), groups) == ([], [], ())
    assert (results.respondents, results.statements[0].pattern, results.fields[0].level) == (0, "zu_wenige", None)
