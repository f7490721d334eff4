"""Statements that have several columns: versions in two languages, branches, what deleted questions leave behind."""

from tests.data.intake.cases.kit import CODELESS, ENGLISH, PEOPLE, TEXTS, came_out, file, put_in
from tests.exports import googleforms as gf
from tests.exports.workbooks import workbook

TABLE = gf.rows(PEOPLE, CODELESS)
ANSWERED = slice(2, 11)
TWO_LANGUAGES = [
    [*TABLE[0], *(f"How do you see this? [{ENGLISH[one]}]" for one in TEXTS)],
    *([*row, *[None] * 9] for row in TABLE[1:5]),
    *([*row[:2], *[None] * 9, row[11], *row[ANSWERED]] for row in TABLE[5:]),
]


def test_versions_in_two_languages_are_asked_about_once():
    twofold = file(workbook({"Formularantworten 1": TWO_LANGUAGES}), questionnaire=CODELESS)

    asking = twofold.understood()
    found = twofold.understood({"statement:doppelt": "zusammenführen"})
    singly = twofold.understood({"statement:doppelt": "einzeln entscheiden"})

    assert [(one.id, one.text, one.choices) for one in asking.questions] == [
        (
            "statement:doppelt",
            "9 Aussagen stehen in mehreren Spalten (zum Beispiel L1 in C und M). Niemand hat mehr als eine davon "
            "ausgefüllt, wie bei Fassungen in mehreren Sprachen. Sollen die Spalten zusammengeführt werden?",
            ("zusammenführen", "einzeln entscheiden"),
        )
    ]
    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE))
    assert [one.id for one in singly.questions] == [f"statement:doppelt {one.casefold()}" for one in TEXTS]
    assert singly.questions[0].choices == ("C", "M", "zusammenführen", "keine")


def test_columns_of_deleted_questions_are_no_second_ones():
    emptied = [[*row[:11], *[None] * 9] for row in TWO_LANGUAGES[1:]]
    table = [[*TABLE[0][:11], *TABLE[0][ANSWERED]], *emptied]

    found = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS).understood()

    assert (found.status, found.questions) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE[:4])


def test_error_in_the_second_column_keeps_it_a_rival():
    table = [[*TABLE[0], TABLE[0][2]], *([*row, None] for row in TABLE[1:])]
    twice = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS)
    (sheet,) = twice.sheets
    broken = type(twice)((type(sheet)(sheet.title, sheet.rows, False, (), {(3, 13): "#REF!"}, {}),), "a.xlsx", CODELESS)

    assert [one.id for one in broken.understood().questions] == ["statement:doppelt l1"]
