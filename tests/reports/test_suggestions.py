"""What the workbook says about the way on."""

import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from analysis.questionnaire import MeasureTemplate, Questionnaire, Suggestion
from analysis.results import Results
from reports.workbook import workbook
from tests.reports.dossiers import dossier_of
from texts.words import words


@pytest.fixture
def with_texts(questionnaire: Questionnaire) -> Questionnaire:
    """The made questionnaire with texts for its first field."""
    first, *others = questionnaire.fields
    spoken = replace(
        first,
        introduction={"de": "Hier geht es um Ziele."},
        assessments=({"de": "eins"}, {"de": "zwei"}, {"de": "Vieles trägt schon."}),
        suggestions={
            "bedarf": (Suggestion({"de": "Fangen Sie klein an (Rat)."}),),
            "staerke": (Suggestion({"de": "Halten Sie es fest (Amt)."}),),
        },
        measures=(MeasureTemplate({"de": "Leitbild beschließen"}, {"de": "Rat"}, 6),),
    )
    return replace(questionnaire, fields=(spoken, *others), questions={"staerke": ({"de": "Was gelingt?"},)})


def _rows(worksheet: Any) -> list[tuple[Any, ...]]:
    rows = [tuple(cell.value for cell in row) for row in worksheet.iter_rows(max_col=4)]
    return [row for row in rows if any(row)]


def _book(results: Results, questionnaire: Questionnaire) -> Any:
    return openpyxl.load_workbook(io.BytesIO(workbook(dossier_of(results, questionnaire), words("de"))))


def test_assessment_stands_beside_what_the_field_is_about(results: Results, with_texts: Questionnaire) -> None:
    rows = _rows(_book(results, with_texts)["Anregungen"])

    assert ("Eins", "Hier geht es um Ziele.", "unterschiedlich gesehen", "–") in rows
    assert rows[4][0] == "Handlungsfeld"


def test_suggestions_are_those_of_the_patterns_that_the_room_answered(
    results: Results, with_texts: Questionnaire
) -> None:
    assert results.by_statement["1.10"].pattern == "staerke"
    assert "bedarf" not in {statement.pattern for statement in results.statements if statement.field == "eins"}

    ideas = [row for row in _rows(_book(results, with_texts)["Anregungen"]) if row[0] == "Eins" and row[3]]

    assert ideas[-1] == ("Eins", "gemeinsame Stärke", "1.10", "Halten Sie es fest (Amt).")
    assert not any(row[3] == "Fangen Sie klein an (Rat)." for row in ideas)


def test_questions_and_measure_templates_are_listed(results: Results, with_texts: Questionnaire) -> None:
    book = _book(results, with_texts)

    assert ("gemeinsame Stärke", "Was gelingt?", None, None) in _rows(book["Anregungen"])
    assert _rows(book["Maßnahmen"])[-1] == ("Eins", "Leitbild beschließen", "Rat", "in 6 Monaten")


def test_questionnaire_without_such_texts_has_no_such_worksheets(
    results: Results, questionnaire: Questionnaire
) -> None:
    assert _book(results, questionnaire).sheetnames == ["Überblick", "Aussagen", "Gruppen", "Methode"]
