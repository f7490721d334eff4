"""The empty template: where everything stands, and that no text becomes a formula."""

import io
from typing import Any

import openpyxl

from analysis.questionnaire import Questionnaire
from reports.template import template


def _book(questionnaire: Questionnaire, **more: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(template(questionnaire, statements=("1.1", "1.10", "2.02"), **more)))


def test_template_has_ids_as_text_and_the_statements_below(questionnaire: Questionnaire) -> None:
    worksheet = _book(questionnaire)["Antworten"]

    assert [cell.value for cell in worksheet[1]] == ["Perspektive", "1.1", "1.10", "2.02"]
    assert [cell.value for cell in worksheet[2]][:3] == ["Aussage", "Es gibt ein Leitbild.", "Es gibt ein Budget."]
    assert {(cell.data_type, cell.number_format) for cell in worksheet[1]} == {("s", "@")}
    assert worksheet.max_row == 2
    assert worksheet.freeze_panes == "B3"


def test_template_holds_no_formula_even_for_a_text_that_looks_like_one(questionnaire: Questionnaire) -> None:
    book = _book(questionnaire)

    assert book["Antworten"]["D2"].value == "=SUMME(A1)"
    assert book["Antworten"]["D2"].quotePrefix is True
    assert {cell.data_type for worksheet in book for row in worksheet for cell in row if cell.value is not None} == {
        "s"
    }


def test_template_offers_the_answers_and_all_perspectives_and_sectors(questionnaire: Questionnaire) -> None:
    book = _book(questionnaire)

    people, answers = book["Antworten"].data_validations.dataValidation
    assert (answers.formula1, str(answers.sqref)) == ('"A,B,C,D,E"', "B3:D502")
    assert answers.prompt.splitlines()[0] == "A Trifft zu"
    assert str(people.sqref) == "A3:A502"
    assert [cell.value for (cell,) in book["Hilfe"][people.formula1.removeprefix("Hilfe!")]] == [
        "Verwaltung",
        "Fachämter & Referate",
        "Ausländerbehörde",
        "Zivilgesellschaft",
        "Vereine",
        "Möchte ich nicht sagen",
    ]


def test_template_has_a_worksheet_for_the_verwaltungsbogen_with_its_own_statements(
    questionnaire: Questionnaire,
) -> None:
    worksheet = _book(questionnaire, administration=("2.01",))["Verwaltungsbogen"]

    assert [[cell.value for cell in row] for row in worksheet] == [
        ["Aussage", "Text", "Antwort", "Begründung", "Wer weiß Bescheid"],
        ["2.01", "Es gibt Räume.", None, None, None],
    ]


def test_template_asks_the_administration_everything_by_default(questionnaire: Questionnaire) -> None:
    worksheet = _book(questionnaire)["Verwaltungsbogen"]

    assert [row[0].value for row in worksheet][1:] == list(questionnaire.statements)


def test_template_has_no_verwaltungsbogen_where_none_is_asked(questionnaire: Questionnaire) -> None:
    book = _book(questionnaire, administration=())

    assert book.sheetnames == ["Antworten", "Hilfe"]
    assert [cell.value for cell in book["Hilfe"]["A"] if "Verwaltungsbogen" in str(cell.value)] == []


def test_template_speaks_the_language_that_is_asked_for(questionnaire: Questionnaire) -> None:
    worksheet = _book(questionnaire, language="en")["Antworten"]

    assert [cell.value for cell in worksheet[1]][:2] == ["Perspektive", "1.1"]
    assert worksheet["B2"].value == "EN Es gibt ein Leitbild."
