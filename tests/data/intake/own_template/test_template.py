"""Filled templates: what is understood, what is rejected with its reason, and the books of every cell."""

import io
from collections.abc import Sequence
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.questionnaire import Questionnaire
from data.intake.cells import RawCell
from data.intake.containers.guard import UnusableFileError
from data.intake.ledger import Ledger, Problem
from data.intake.own_template.cells import RawWorksheet
from data.intake.own_template.template import NO_STATEMENT, NO_WORKSHEET, TemplateFile, understand
from data.intake.said import said
from data.store.administration import AdministrationAnswer
from data.store.sheets import EnteredSheet
from reports.template import template
from tests.data.intake.conftest import made_file, made_questionnaire
from tests.data.intake.german import german
from tests.data.intake.templates import read_template

HEAD = ["Perspektive", "1.1", "1.10", "2.01"]
ALLOWED = (
    "Erlaubt sind A, B, C, D und E oder die Antwort in Worten: A Trifft zu · B Trifft eher zu · "
    "C Trifft eher nicht zu · D Trifft nicht zu · E Keine Einschätzung möglich."
)


def _raw(rows: Sequence[Sequence[Any]], title: str = "Antworten") -> RawWorksheet:
    """Cells of text and numbers; a value in a tuple says its kind."""
    cells = []
    for row, values in enumerate(rows, 1):
        for column, value in enumerate(values, 1):
            if value in (None, ""):
                continue
            kind, text = value if isinstance(value, tuple) else ("text" if isinstance(value, str) else "number", value)
            cells.append(RawCell(row, column, kind, str(text)))
    return RawWorksheet(title, tuple(cells))


def _read(rows: Sequence[Sequence[Any]], questionnaire: Questionnaire) -> TemplateFile:
    return understand([_raw(rows)], questionnaire, filename="x.xlsx")


def test_an_empty_template_holds_nobody_and_no_problem(questionnaire: Questionnaire) -> None:
    found = read_template(
        template(questionnaire, statements=tuple(questionnaire.statements)), questionnaire, filename="leer.xlsx"
    )

    assert (found.sheets, found.problems, found.without_answers) == ((), (), 0)
    assert found.statements == {"1.1", "1.10", "2.01", "2.02"}
    assert found.ledger.total == found.ledger.metadata > 0


def test_a_filled_template_comes_back_as_it_was_filled_in(questionnaire: Questionnaire) -> None:
    book = openpyxl.load_workbook(io.BytesIO(template(questionnaire, statements=("1.1", "1.10"))))
    for row in (["Vereine", "A", "B"], ["ABH", "c", None], [None, "E", "D"], ["Verwaltung", None, None]):
        book["Antworten"].append(row)
    worksheet = book["Verwaltungsbogen"]
    worksheet["C2"], worksheet["D2"], worksheet["E3"] = "B", "Beschluss von 2024", "Stabsstelle"
    file = io.BytesIO()
    book.save(file)

    found = read_template(file.getvalue(), questionnaire, filename="voll.xlsx")

    assert found.problems == ()
    assert sorted(found.sheets, key=lambda one: one.perspective) == [
        EnteredSheet("abh", {"1.1": "C"}),
        EnteredSheet("ohne-angabe", {"1.1": "E", "1.10": "D"}),
        EnteredSheet("vereine", {"1.1": "A", "1.10": "B"}),
    ]
    assert found.without_answers == 1
    assert found.administration == (
        AdministrationAnswer("1.1", "B", "Beschluss von 2024", ""),
        AdministrationAnswer("1.10", None, "", "Stabsstelle"),
    )
    assert (found.ledger.imported, found.ledger.rejected, found.ledger.ignored) == (11, 0, 0)


def test_row_two_may_be_missing(questionnaire: Questionnaire) -> None:
    found = _read([HEAD, ["ABH", "A", "B", "C"]], questionnaire)

    assert found.sheets == (EnteredSheet("abh", {"1.1": "A", "1.10": "B", "2.01": "C"}),)


def test_row_two_is_known_by_its_texts_too(questionnaire: Questionnaire) -> None:
    found = _read([HEAD, [None, "Es gibt  ein LEITBILD"], ["ABH", "A"]], questionnaire)

    assert len(found.sheets) == 1
    assert found.ledger == Ledger(total=7, imported=2, metadata=5)


def test_a_text_over_the_wrong_number_is_a_problem(questionnaire: Questionnaire) -> None:
    found = _read([HEAD, ["Aussage", "Es gibt ein Budget.", "neu formuliert"], ["ABH", "A"]], questionnaire)

    reason = said("text_of_another", other="1.10", statement="1.1")
    assert found.problems == (Problem("Antworten", "B2", "Es gibt ein Budget.", reason),)
    assert german(reason) == "Der Text gehört zur Aussage 1.10, die Spalte heißt aber 1.1. Bitte prüfen."


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("A", "A"),
        (" b ", "B"),
        ("C.", "C"),
        ("\u00a0D\u00a0", "D"),
        ("Trifft eher nicht zu", "C"),
        ("TRIFFT  ZU.", "A"),
        ("Tri\u00adfft zu", "A"),
        ("rather agree", "B"),
        ("A – Trifft zu", "A"),
        ("a) trifft zu", "A"),
        ("E: Cannot judge", "E"),
        ("D Trifft nicht zu", "D"),
    ],
)
def test_answers_are_understood_in_many_spellings(written: str, answer: str, questionnaire: Questionnaire) -> None:
    found = _read([HEAD, ["ABH", written]], questionnaire)

    assert found.sheets == (EnteredSheet("abh", {"1.1": answer}),)


@pytest.mark.parametrize(
    "written",
    ["Trifft zuu", "A – Trifft nicht zu", "AB", "trifft zu/eher zu", "F", "x", "ja", 1, 4.0, ("truth", "True")],
)
def test_anything_else_is_rejected_with_what_is_allowed(written: Any, questionnaire: Questionnaire) -> None:
    found = _read([HEAD, ["ABH", "A", written]], questionnaire)

    shown = written[1] if isinstance(written, tuple) else str(written)
    assert found.problems == (Problem("Antworten", "C2", shown, said("not_allowed")),)
    assert german(said("not_allowed"), questionnaire) == ALLOWED
    assert found.sheets == (EnteredSheet("abh", {"1.1": "A"}),)


def test_formulas_and_error_values_are_rejected(questionnaire: Questionnaire) -> None:
    content = made_file({"Antworten": [HEAD, ["ABH", "=B3", "#REF!", "A"]]})

    found = read_template(content, questionnaire, filename="x.xlsx")

    assert [(problem.cell, problem.value) for problem in found.problems] == [("B2", "=B3"), ("C2", "#REF!")]
    assert german(found.problems[0].reason) == "Formel statt Wert: bitte als Wert einfügen."
    assert found.sheets == (EnteredSheet("abh", {"2.01": "A"}),)


@pytest.mark.parametrize(
    ("written", "perspective"),
    [
        ("Fachämter und Referate", "fach"),
        ("fach", "fach"),
        ("  AMT ", "fach"),
        ("abh", "abh"),
        ("clubs", "vereine"),
        ("Verwaltung", "sector:verwaltung"),
        ("sector:stadt", "sector:stadt"),
        ("administration", "sector:verwaltung"),
        ("Zivilgesellschaft (ohne nähere Angabe)", "sector:stadt"),
        ("ohne-angabe", "ohne-angabe"),
        ("Möchte ich nicht sagen", "ohne-angabe"),
        ("", "ohne-angabe"),
    ],
)
def test_perspectives_are_understood_by_every_name(
    written: str, perspective: str, questionnaire: Questionnaire
) -> None:
    found = _read([HEAD, [written, "A"]], questionnaire)

    assert found.sheets == (EnteredSheet(perspective, {"1.1": "A"}),)
    assert found.problems == ()


@pytest.mark.parametrize("written", ["Mars", "Büro"])
def test_an_unknown_or_ambiguous_perspective_counts_without_one(written: str, questionnaire: Questionnaire) -> None:
    found = _read([HEAD, [written, "A"]], questionnaire)

    assert found.sheets == (EnteredSheet("ohne-angabe", {"1.1": "A"}),)
    assert [(problem.cell, problem.value) for problem in found.problems] == [("A2", written)]


def test_a_number_that_may_be_two_ids_is_a_problem_and_its_column_is_not_read(questionnaire: Questionnaire) -> None:
    found = _read([["Perspektive", 1.1, 2.01], ["ABH", "A", "B"]], questionnaire)

    reason = said("ambiguous_number", either=("1.1", "1.10"))
    assert german(reason) == "Die Nummer ist nicht eindeutig (1.1 oder 1.10): bitte als Text eintragen."
    assert found.problems == (Problem("Antworten", "B1", "1.1", reason), Problem("Antworten", "B2", "A", reason))
    assert found.sheets == (EnteredSheet("abh", {"2.01": "B"}),)


def test_a_date_in_the_head_is_a_problem(questionnaire: Questionnaire) -> None:
    found = _read([["Perspektive", "1.1", ("date", "2026-10-01 00:00:00")], ["ABH", "A", "B"]], questionnaire)

    assert [problem.cell for problem in found.problems] == ["C1", "C2"]


def test_a_second_column_of_a_statement_is_rejected(questionnaire: Questionnaire) -> None:
    found = _read([["Perspektive", "1.1", "1.1"], ["ABH", "A", "B"]], questionnaire)

    assert found.sheets == (EnteredSheet("abh", {"1.1": "A"}),)
    assert [problem.cell for problem in found.problems] == ["C1", "C2"]


def test_an_unknown_number_is_a_problem_but_an_own_column_is_ignored(questionnaire: Questionnaire) -> None:
    found = _read(
        [["Perspektive", "1.1", "9.99", "Name", "E-Mail"], ["ABH", "A", "B", "Erika", "e@x.de"]], questionnaire
    )

    assert [problem.cell for problem in found.problems] == ["C1", "C2"]
    assert found.ledger == Ledger(total=10, imported=2, metadata=2, ignored=4, rejected=2)
    assert "Erika" not in repr(found)


def test_columns_may_stand_in_any_order(questionnaire: Questionnaire) -> None:
    found = _read([["2.01", "Perspektive", "1.1"], ["A", "ABH", "B"]], questionnaire)

    assert found.sheets == (EnteredSheet("abh", {"2.01": "A", "1.1": "B"}),)


def test_rows_without_answers_are_counted_apart(questionnaire: Questionnaire) -> None:
    found = _read([HEAD, ["ABH"], ["ABH", "Trifft zuu"], ["ABH", "A"], [None, " "]], questionnaire)

    assert (len(found.sheets), found.without_answers) == (1, 2)


def test_the_order_of_the_rows_is_lost(questionnaire: Questionnaire) -> None:
    rows = [["ABH", "ABCDE"[number % 5], "ABCDE"[number // 5 % 5]] for number in range(25)]

    first, second = (_read([HEAD, *rows], questionnaire) for _ in range(2))

    assert [one.answers for one in first.sheets] != [one.answers for one in second.sheets]
    assert len(first.sheets) == 25


def test_the_verwaltungsbogen_names_rows_without_or_with_a_second_number(questionnaire: Questionnaire) -> None:
    rows = [
        ["Aussage", "Text", "Antwort", "Begründung", "Wer weiß Bescheid", "Notiz"],
        ["1.1", "Es gibt ein Leitbild.", "A", "weil", "Amt 1", "privat"],
        ["1.1", "Es gibt ein Leitbild.", "B"],
        [None, None, "C"],
        ["9", "fremd", "D"],
        ["2.01", "Es gibt Räume."],
    ]

    found = understand([_raw(rows, "Verwaltungsbogen")], questionnaire, filename="x.xlsx")

    assert found.administration == (AdministrationAnswer("1.1", "A", "weil", "Amt 1"),)
    assert [problem.cell for problem in found.problems] == ["A3", "C3", "C4", "A5", "C5"]
    assert found.ledger == Ledger(total=21, imported=3, metadata=11, ignored=2, rejected=5)


def test_another_workbook_is_refused(questionnaire: Questionnaire) -> None:
    contents = {
        NO_WORKSHEET: made_file({"Tabelle1": [["Name"], ["x"]]}),
        NO_STATEMENT: made_file({"Antworten": [["Perspektive", "Frage 1"]]}),
    }
    for reason, content in contents.items():
        with pytest.raises(UnusableFileError) as refused:
            read_template(content, questionnaire, filename="x.xlsx")

        assert refused.value.why == reason


VALUES = st.sampled_from(
    ["", None, "A", "e", "Trifft zu", "zuu", 1, 1.1, "1.1", "1.10", "9.9", "Perspektive", "Aussage", "Name", "ABH", " "]
) | st.sampled_from([("formula", "=1"), ("error", "#N/A"), ("date", "2026-01-01"), ("truth", "True")])
TITLES = st.sampled_from(["Antworten", "Verwaltungsbogen", "Hilfe", "Tabelle1", " antworten "])


@settings(max_examples=300, deadline=None)
@given(
    heads=st.lists(VALUES, max_size=6),
    rows=st.lists(st.lists(VALUES, max_size=7), max_size=6),
    others=st.lists(st.tuples(TITLES, st.lists(st.lists(VALUES, max_size=5), max_size=4)), max_size=3),
)
def test_every_cell_is_booked_exactly_once(
    heads: list[Any], rows: list[list[Any]], others: list[tuple[str, list[list[Any]]]]
) -> None:
    worksheets = [_raw([heads, *rows]), *(_raw(cells, title) for title, cells in others)]

    try:
        found = understand(worksheets, made_questionnaire(), filename="x.xlsx")
    except UnusableFileError:
        return

    ledger = found.ledger
    assert ledger.total == sum(len(worksheet.cells) for worksheet in worksheets)
    assert ledger.total == ledger.imported + ledger.metadata + ledger.ignored + ledger.rejected
    assert ledger.rejected == len(found.problems)
    entered = sum(len(one.answers) for one in found.sheets)
    assert entered <= ledger.imported
