"""The results as Excel: the numbers of the screen, hidden values hidden, no formulas, native charts."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Cell, FieldCell, Results
from reports.workbook import workbook
from tests.reports.dossiers import dossier_of
from texts.numbers import of_hundred
from texts.words import words

HIDDEN = "nicht einzeln gezeigt (Schutz kleiner Gruppen)"


def _book(results: Results, questionnaire: Questionnaire, language: str = "de") -> Any:
    content = workbook(dossier_of(results, questionnaire, title="=1+1"), words(language))
    return openpyxl.load_workbook(io.BytesIO(content))


def _rows(worksheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in worksheet.iter_rows()]


def _row(worksheet: Any, first: str, count: int) -> list[Any]:
    return next(row for row in _rows(worksheet) if row[0] == first)[:count]


def test_workbook_has_four_worksheets_that_say_what_they_are(results: Results, questionnaire: Questionnaire) -> None:
    book = _book(results, questionnaire)

    assert book.sheetnames == ["Überblick", "Aussagen", "Gruppen", "Methode"]
    for worksheet in book:
        assert [worksheet.cell(row, 1).value for row in (1, 2, 3)] == [
            "=1+1 · Musterlingen · 01.10.2026",
            "12 Bögen mit Antworten, ein Bogen ohne Antworten",
            "Dies ist ein Gesprächsanlass, keine repräsentative Untersuchung. Die Werte gelten für die Anwesenden.",
        ]


def test_workbook_counts_every_statement(results: Results, questionnaire: Questionnaire) -> None:
    worksheet = _book(results, questionnaire)["Aussagen"]

    # (4 + 3 + 2 + 1) · 3 / 12 = 2.5 and (4 · 1 + 3 · 7) / 8 = 3.125
    assert _row(worksheet, "1.1", 12) == ["1.1", "Eins", "Es gibt ein Leitbild.", 3, 3, 3, 3, 0, 12, 12, 0, 2.5]
    assert _row(worksheet, "1.10", 12) == ["1.10", "Eins", "Es gibt ein Budget.", 1, 7, 0, 0, 4, 8, 12, 0, 3.1]


def test_workbook_shows_the_same_numbers_as_the_screen(results: Results, questionnaire: Questionnaire) -> None:
    worksheet = _book(results, questionnaire)["Aussagen"]
    statement = results.by_statement["1.1"]
    assert statement.disagreement is not None
    assert statement.group_distance is not None

    row = next(row for row in worksheet.iter_rows() if row[0].value == "1.1")

    _ = words("de")
    assert row[13].value == of_hundred(statement.disagreement)
    assert "%" not in row[13].number_format
    # Verwaltung 20/6 = 3.33… and Zivilgesellschaft 10/6 = 1.66…, shown as 3,3 and 1,7
    assert [str(row[place].value) for place in (16, 17)] == [
        "1.6",
        _.number(statement.group_distance).replace(",", "."),
    ]
    assert [row[place].number_format for place in (16, 17)] == ["0.0", "0.0"]


def test_workbook_says_where_too_few_answered(results: Results, questionnaire: Questionnaire) -> None:
    worksheet = _book(results, questionnaire)["Aussagen"]

    # nobody ticked E, which may be said of twelve people; how many of them rated may not
    too_few = "zu wenige Antworten"
    assert _row(worksheet, "2.02", 12)[3:] == [*[too_few] * 4, 0, *[too_few] * 4]


def test_workbook_shows_groups_only_as_far_as_results_do(results: Results, questionnaire: Questionnaire) -> None:
    rows = [row for row in _rows(_book(results, questionnaire)["Gruppen"]) if row[0] == "1.10"]

    # vereine: only two rated, so both groups are hidden; all six of each answered A to E
    assert [row[2:10] for row in rows] == [
        ["Verwaltung", *[HIDDEN] * 6, "0 von 6"],
        ["Zivilgesellschaft", *[HIDDEN] * 6, "4 von 6"],
    ]


def test_workbook_holds_nothing_of_hidden_groups(results: Results, questionnaire: Questionnaire) -> None:
    cells = {group.id: Cell(None, None, None, group.people) for group in results.groups}
    fields = {group.id: FieldCell(None, 0, None, 0, group.people) for group in results.groups}
    hidden = replace(
        results,
        statements=tuple(replace(one, cells=cells) for one in results.statements),
        fields=tuple(replace(one, cells=fields) for one in results.fields),
    )

    worksheet = _book(hidden, questionnaire)["Gruppen"]

    first = next(row for row in _rows(worksheet) if row[0] == "Eins")
    assert first[1:4] == [2.8, HIDDEN, HIDDEN]
    assert all(row[3:10] == [HIDDEN] * 7 for row in _rows(worksheet) if row[0] in questionnaire.statements)


def test_workbook_has_no_formula(results: Results, questionnaire: Questionnaire) -> None:
    book = _book(results, questionnaire)

    assert {cell.data_type for worksheet in book for row in worksheet.iter_rows() for cell in row} <= {"s", "n"}
    assert book["Überblick"]["A1"].quotePrefix is True


def test_workbook_draws_native_charts_with_gaps(results: Results, questionnaire: Questionnaire) -> None:
    content = workbook(dossier_of(results, questionnaire), words("de"))
    book = openpyxl.load_workbook(io.BytesIO(content))

    kinds = [type(chart).__name__ for worksheet in book for chart in worksheet._charts]
    assert kinds == ["RadarChart", "BarChart", "BarChart"]
    radar = book["Überblick"]._charts[0]
    assert (radar.y_axis.scaling.min, radar.y_axis.scaling.max) == (1, 4)
    assert radar.display_blanks == "gap"
    # the Verwaltungsbogen has no value in the second field: blank below the printed part, never a text or 0
    worksheet = book["Überblick"]
    numbers = next(row for row in worksheet.iter_rows() if row[0].value == "Zahlen der Diagramme")[0].row
    assert [worksheet.cell(numbers + 3, column).value for column in (1, 2, 3)] == ["Zwei", 3.0, None]


@pytest.mark.parametrize("worksheet", ["Überblick", "Methode"])
def test_workbook_explains_its_method(worksheet: str, results: Results, questionnaire: Questionnaire) -> None:
    texts = " ".join(str(row[0]) for row in _rows(_book(results, questionnaire)[worksheet]))

    assert "Es gibt keinen Vergleich zwischen Kommunen und keine Rangfolge von Gruppen." in texts
    assert "wenn mindestens 5 ihrer Mitglieder die Aussage bewertet haben" in texts
