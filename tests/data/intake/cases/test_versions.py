"""Statements that have several columns: versions in two languages, branches, what deleted questions leave behind."""

import pytest

from tests.data.intake.cases.kit import CODELESS, ENGLISH, PEOPLE, TEXTS, came_out, file, put_in
from tests.data.intake.german import choices_in_german, german
from tests.exports import googleforms as gf
from tests.exports import surveymonkey as sm
from tests.exports.people import perspective_title
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

    assert [(one.id, german(one.text), choices_in_german(one)) for one in asking.questions] == [
        (
            "statement:doppelt",
            "9 Aussagen stehen in mehreren Spalten (zum Beispiel L1 in C und M). Niemand hat mehr als eine davon "
            "ausgefüllt, wie bei Fassungen in mehreren Sprachen. Sollen die Spalten zusammengeführt werden?",
            ("zusammenführen", "einzeln entscheiden"),
        )
    ]
    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE))
    assert [one.id for one in singly.questions] == [f"statement:doppelt {one.casefold()}" for one in TEXTS]
    assert choices_in_german(singly.questions[0]) == ("C", "M", "zusammenführen", "keine")


def test_columns_of_deleted_questions_are_no_second_ones():
    emptied = [[*row[:11], *[None] * 9] for row in TWO_LANGUAGES[1:]]
    table = [[*TABLE[0][:11], *TABLE[0][ANSWERED]], *emptied]

    found = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS).understood()

    assert (found.status, found.questions) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE[:4])


def test_error_in_the_second_column_keeps_it_a_rival():
    table = [[*TABLE[0], TABLE[0][2]], *([*row, None] for row in TABLE[1:])]
    twice = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS)
    (worksheet,) = twice.worksheets
    broken = type(twice)(
        (type(worksheet)(worksheet.title, worksheet.rows, False, (), {(3, 13): "#REF!"}, {}),), "a.xlsx", CODELESS
    )

    assert [one.id for one in broken.understood().questions] == ["statement:doppelt l1"]


def test_perspective_with_a_column_for_each_choice_is_one_column():
    table = sm.rows(PEOPLE, CODELESS)
    titles = [one.title["de"] for one in CODELESS.perspectives.values()]
    table[0][9:10] = [table[0][9], *[""] * (len(titles) - 1)]
    table[1][9:10] = titles
    for row, person in zip(table[2:], PEOPLE, strict=True):
        row[9:10] = [one if one == perspective_title(person, CODELESS) else "" for one in titles]

    found = file(sm.csv(table), "a.csv", CODELESS).understood()

    assert (found.status, found.questions, came_out(found)) == ("ok", (), put_in(PEOPLE))


def test_perspective_in_two_languages_is_one_column():
    table = [[*TWO_LANGUAGES[0], "Which perspective do you bring?"], *([*row, None] for row in TWO_LANGUAGES[1:])]
    for row, person in zip(table[5:], PEOPLE[4:], strict=True):
        row[1], row[-1] = None, CODELESS.perspectives[person.perspective].title["en"]
    twofold = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS)

    found = twofold.understood({"statement:doppelt": "zusammenführen"})

    assert (found.status, found.questions, came_out(found)) == ("ok", (), put_in(PEOPLE))


def test_reasons_that_repeat_the_statement_are_no_second_answers():
    reasons = [
        "Das steht im Haushalt.",
        None,
        "5 Jahre lang nicht",
        "Weiß ich aus dem Rat, ja",
        None,
        "so",
        "2",
        "",
        "x",
    ]
    heads = [f"Bitte begründen Sie kurz: {text}" for text in TEXTS.values()]
    table = [[*TABLE[0], *heads], *([*row, *[one] * 9] for row, one in zip(TABLE[1:], reasons, strict=True))]

    found = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS).understood()

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)


def test_marks_for_a_perspective_say_nothing_by_themselves():
    titles = [one.title["de"] for one in CODELESS.perspectives.values()]
    heads = [TABLE[0][0], *(f"Perspektive [{one}]" for one in titles), *TABLE[0][2:]]
    rows = [[row[0], *("Y" if row[1] == one else None for one in titles), *row[2:]] for row in TABLE[1:]]

    found = file(workbook({"Formularantworten 1": [heads, *rows]}), questionnaire=CODELESS).understood()

    assert [one.id for one in found.questions] == ["perspective-column"]


@pytest.mark.parametrize("below", [[f"Q{one}" for one in range(1, 10)], ["trifft zu … trifft nicht zu"] * 9])
def test_row_of_names_below_the_statements_is_nobody(below):
    table = [TABLE[0], [None, None, *below], *TABLE[1:]]

    found = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS).understood()

    assert (found.status, found.problems, found.without_answers) == ("ok", (), 0)
    assert came_out(found) == put_in(PEOPLE)


@pytest.mark.parametrize("answer", ["weiß nicht", "stimme voll zu", "0", "-99", "{question_not_shown}", "A9"])
def test_first_person_who_alone_gives_an_answer_is_still_a_person(answer):
    table = [list(row) for row in TABLE]
    table[1][ANSWERED] = [answer] * 9

    found = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS).understood()

    first = [one for one in found.asked if one.kind in ("missing", "direction")]
    assert first or found.problems or found.without_answers == 1


def test_first_person_with_words_of_their_own_is_still_a_person():
    table = [list(row) for row in TABLE]
    table[1][ANSWERED] = ["Trifft zuu", *table[1][3:11]]

    found = file(workbook({"Formularantworten 1": table}), questionnaire=CODELESS).understood()

    assert [(one.cell, one.value) for one in found.problems] == [("C2", "Trifft zuu")]
    assert found.people == len(PEOPLE)
