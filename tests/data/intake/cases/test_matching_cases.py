"""Cases 26 to 28: heads that differ in one word, columns that are doubled or missing, and values that nobody knows."""

from dataclasses import replace

import pytest

from data.intake.columns.rivals import ALL
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, came_out, file, kinds, nine, put_in, with_use
from tests.data.intake.catalogues import NINE as TURNED
from tests.data.intake.catalogues import questionnaire_of
from tests.data.intake.files import workbook_parts, worksheet_xml, zipped
from tests.data.intake.german import choices_in_german, german
from tests.exports.delimited import delimited
from tests.exports.people import labels, perspective_title
from tests.exports.workbooks import workbook

LABELS = labels(ASKED)
CODELESS = nine(codes={})


def table(people=PEOPLE, *, heads=None, words=LABELS):
    """A row for each person; ``heads`` replace the texts of statements, None leaves the column out."""
    texts = TEXTS | (heads or {})
    asked = [one for one, text in texts.items() if text is not None]
    rows = [["Nr.", "Perspektive", *(texts[one] for one in asked)]]
    for number, person in enumerate(people, 1):
        answers = [words[person.answers[one]] if one in person.answers else None for one in asked]
        rows.append([number, perspective_title(person, ASKED), *answers])
    return rows


def test_statements_that_differ_in_one_word_are_told_apart():
    questionnaire = questionnaire_of(TURNED)
    rows = [["Perspektive", *TURNED.values()], ["Kommunalpolitik", *"ADABCDEAB"]]
    found = file(workbook({"Tabelle1": rows}), questionnaire=questionnaire).understood()

    assert dict(found.records[0].answers) == dict(zip(TURNED, "ADABCDEAB", strict=True))


@pytest.mark.parametrize(
    "head", ["Unsere Kommune hat ein gemeinsames Leitbid.", "Unsere Komune hat kein gemeinsames Leitbild."]
)
def test_a_misspelt_head_is_never_taken_by_itself_where_a_word_may_turn_it(head):
    rows = [["Perspektive", head, *list(TURNED.values())[2:]], ["Kommunalpolitik", *"ADABCDEA"]]
    export = file(workbook({"Tabelle1": rows}), questionnaire=questionnaire_of(TURNED))

    (question,) = export.understood().questions

    assert (question.kind, question.proposed) == ("statement", "")
    assert set(choices_in_german(question)) == {"1", "2", "keine"}
    text = german(question.text, questionnaire_of(TURNED))
    assert TURNED["1"] in text and TURNED["2"] in text
    assert "1" not in export.understood({question.id: "2"}).records[0].answers


def test_a_misspelt_head_gets_a_proposal_that_a_person_confirms():
    export = file(workbook({"Tabelle1": table(heads={"S3": "Beschwerden wird schnel nachgegangen."})}))

    (question,) = export.understood().questions

    assert (question.kind, question.proposed, choices_in_german(question)) == ("statement", "S3", ("S3", "keine"))
    assert came_out(export.understood({question.id: "S3"})) == put_in(PEOPLE)
    assert export.understood({question.id: "keine"}).statements == TEXTS.keys() - {"S3"}


@pytest.fixture(scope="module")
def doubled():
    rows = [[*row, extra] for row, extra in zip(table(), [TEXTS["L1"], *["Trifft zu"] * len(PEOPLE)], strict=True)]
    return file(workbook({"Tabelle1": rows}))


def test_a_statement_that_stands_twice_is_a_conflict(doubled):
    (question,) = doubled.understood().questions

    assert (question.kind, choices_in_german(question)) == ("statement", ("C", "L", "keine"))
    assert "C, L" in german(question.text)
    assert came_out(doubled.understood({question.id: "C"})) == put_in(PEOPLE)
    assert {one.answers["L1"] for one in doubled.understood({question.id: "L"}).records} == {"A"}


def test_columns_that_complete_each_other_may_be_put_together():
    rows = table()
    halves = [[*row, None] if place % 2 else [*row[:2], None, *row[3:], row[2]] for place, row in enumerate(rows[1:])]
    export = file(workbook({"Tabelle1": [[*rows[0], TEXTS["L1"]], *halves]}))

    (question,) = export.understood().questions

    assert ALL in question.choices
    assert came_out(export.understood({question.id: ALL.key})) == put_in(PEOPLE)


def test_missing_statements_are_missing_and_extra_columns_are_listed():
    rows = [
        [*row, extra, age]
        for row, extra, age in zip(
            table(heads=dict.fromkeys(["L3", "T1", "S2"])),
            ["Wie zufrieden sind Sie mit dem Essen?", *["gut", "schlecht", "mittel"] * 3],
            ["Wie alt sind Sie?", *range(30, 39)],
            strict=True,
        )
    ]
    kept = TEXTS.keys() - {"L3", "T1", "S2"}
    partly = [replace(one, answers={key: one.answers[key] for key in kept & one.answers.keys()}) for one in PEOPLE]

    found = file(workbook({"Tabelle1": rows}), questionnaire=CODELESS).understood()

    assert (found.status, kinds(found)) == ("ok", [])
    assert found.statements == kept
    assert came_out(found) == put_in(partly)
    extra = [(one.column, one.use) for one in found.columns if one.use in ("unused", "comment")]
    assert extra == [("I", "unused"), ("J", "unused")]
    assert found.ledger.ignored == 2 * len(PEOPLE)


WRONG = {"C2": "Trifft zuu", "D3": "trifft zu/eher zu", "E4": 7, "F5": "Trifft zu; Trifft nicht zu", "G6": True}


def test_unknown_values_are_rejected_each_with_its_place_and_the_rest_is_read():
    rows = table(words={answer: answer for answer in "ABCDE"})
    people = [dict(one.answers) for one in PEOPLE]
    for cell, value in WRONG.items():
        column, row = "ABCDEFGHIJK".index(cell[0]), int(cell[1:])
        rows[row - 1][column] = value
        people[row - 2].pop(list(TEXTS)[column - 2], None)

    found = file(workbook({"Bögen": rows})).understood()

    assert (found.status, kinds(found)) == ("ok", [])
    assert {one.cell: one.worksheet for one in found.problems} == dict.fromkeys(WRONG, "Bögen")
    assert all(german(one.reason).endswith(".") for one in found.problems)
    assert found.ledger.rejected == len(WRONG)
    assert came_out(found) == put_in(replace(one, answers=left) for one, left in zip(PEOPLE, people, strict=True))


def test_error_cells_and_formulas_without_a_value_are_rejected_with_their_place():
    heads = "".join(
        f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABC", ["Perspektive", TEXTS["L1"], TEXTS["L2"]], strict=True)
    )
    person = '<c r="A{0}" t="inlineStr"><is><t>Kommunalpolitik</t></is></c>'
    rows = f'<row r="1">{heads}</row>'
    rows += f'<row r="2">{person.format(2)}<c r="B2" t="e"><v>#REF!</v></c><c r="C2" t="str"><v>A</v></c></row>'
    rows += f'<row r="3">{person.format(3)}<c r="B3" t="str"><v>B</v></c><c r="C3"><f>A1&amp;"x"</f></c></row>'
    found = file(zipped(workbook_parts({"Blatt": worksheet_xml(rows)}))).understood()

    assert {one.cell: one.value for one in found.problems} == {"B2": "#REF!", "C3": '=A1&"x"'}
    assert "in Excel öffnen und speichern" in german(found.problems[1].reason)
    assert [dict(one.answers) for one in found.records] in ([{"L2": "A"}, {"L1": "B"}], [{"L1": "B"}, {"L2": "A"}])


def test_names_and_addresses_of_people_are_dropped_and_listed():
    private = ["Name", "E-Mail", "Telefon", "IP-Adresse"]
    rows = [
        [*row, *more]
        for row, more in zip(table(), [private, *[["Eva Muster", "e@x.de", "0123", "1.2.3.4"]] * 9], strict=True)
    ]
    text = [["" if cell is None else str(cell) for cell in row] for row in rows]

    found = file(delimited(text, separator=";", encoding="cp1252"), "liste.csv").understood()

    assert with_use(found, "personal") == private
    assert came_out(found) == put_in(PEOPLE)
    assert "Muster" not in repr(found)
