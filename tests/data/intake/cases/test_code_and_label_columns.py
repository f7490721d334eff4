"""Code columns beside label columns: the codes count, the words say what they mean, contradictions are named."""

import pytest

from data.intake.containers.reading import Value, Worksheet
from data.intake.understood import Understood
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, File, came_out, kinds, put_in, with_use
from tests.data.intake.german import choices_in_german, german, in_german
from tests.exports.people import A1_TO_A5, FOUR_IS_AGREE, ONE_IS_AGREE, labels, perspective_title

WORDS = labels(ASKED)
CODED = {one: ASKED.statements[one].codes[0] for one in ASKED.statements}
Rows = list[list[Value]]


def rows(
    code: str, word: str, codes: dict[str, str], *, words: dict[str, str] = WORDS, named: dict[str, str] = TEXTS
) -> Rows:
    """``code`` and ``word`` are the heads of the two columns of a statement."""
    heads: list[Value] = [head.format(name) for name in named.values() for head in (code, word)]
    people: Rows = [
        [
            perspective_title(one, ASKED),
            *(column[one.answers[key]] if key in one.answers else None for key in TEXTS for column in (codes, words)),
        ]
        for one in PEOPLE
    ]
    return [["Perspektive", *heads], *people]


def understood(table: Rows, answers: dict[str, str] | None = None) -> Understood:
    worksheet = Worksheet("Blatt", tuple(map(tuple, table)), False, (), {}, {})
    return File((worksheet,), "blatt.xlsx").understood(answers)


@pytest.mark.parametrize("codes", [FOUR_IS_AGREE, ONE_IS_AGREE, A1_TO_A5, {**ONE_IS_AGREE, "E": "9"}])
@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("{}", "{}:label"),
        ("{}", "{} (Label)"),
        ("{}", "{}_label"),
        ("{}", "{} - Text"),
        ("{}", "{} [Beschriftung]"),
        ("{}", "Label: {}"),
        ("{}:code", "{}:label"),
        ("{} (Code)", "{}"),
        ("{}", "{}"),
    ],
)
def test_the_words_say_what_the_codes_mean(codes: dict[str, str], code: str, word: str):
    found = understood(rows(code, word, codes))

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)


def test_they_are_found_by_codes_of_the_statements_too():
    found = understood(rows("{}", "{}:label", FOUR_IS_AGREE, named=CODED))

    assert (found.status, found.questions) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_the_columns_of_words_are_not_needed():
    found = understood(rows("{}", "{}:label", FOUR_IS_AGREE))

    assert with_use(found, "unused") == [f"{text}:label" for text in TEXTS.values()]
    assert in_german(found.notes) == (
        "9 Aussagen stehen in zwei Spalten, als Zahl und in Worten. Es gelten die Zahlen; "
        "was sie bedeuten, sagen die Worte daneben.",
    )


def test_a_contradiction_is_a_warning_and_the_code_counts():
    table = rows("{}", "{}:label", ONE_IS_AGREE)
    assert PEOPLE[0].answers["L1"] == "A"
    table[1][2] = WORDS["D"]

    found = understood(table)

    assert came_out(found) == put_in(PEOPLE)
    assert in_german(found.notes[1:]) == (
        "Achtung: Zahl und Wort passen nicht zusammen in C2. Es gilt die Zahl; bitte prüfen.",
    )


def test_words_without_a_code_are_named_and_not_counted():
    table = rows("{}", "{}:label", ONE_IS_AGREE)
    table[1][1] = None

    found = understood(table)

    assert "C2" in german(found.notes[1])
    assert sum(len(one.answers) for one in found.records) == sum(len(one.answers) for one in PEOPLE) - 1


def test_codes_that_often_contradict_their_words_are_one_question():
    table = rows("{}", "{}:label", ONE_IS_AGREE)
    for row in table[1:6]:
        row[2:12:2] = [None if one is None else WORDS["D"] for one in row[2:12:2]]

    found = understood(table)

    assert kinds(found) == ["statement"]
    assert choices_in_german(found.questions[0]) == ("die Worte", "die Zahlen", "keine")
    assert kinds(understood(table, {found.questions[0].id: "die Zahlen"})) == ["direction"]
    assert understood(table, {found.questions[0].id: "keine"}).records == ()


def test_other_words_beside_codes_are_one_question():
    said = ("stimme zu", "stimme eher zu", "stimme eher nicht zu", "stimme nicht zu", "")
    other = dict(zip("ABCDE", said, strict=True))
    table = rows("{}", "{}:label", FOUR_IS_AGREE, words=other)
    expected = [type(one)(one.perspective, {k: v for k, v in one.answers.items() if v != "E"}) for one in PEOPLE]

    found = understood(table)

    assert kinds(found) == ["direction"]
    assert came_out(understood(table, {"direction:stimme zu": choices_in_german(found.questions[0])[0]})) == put_in(
        expected
    )


def test_remarks_beside_answers_are_no_labels():
    table = rows("{}", "{} - Text", WORDS, words=dict.fromkeys("ABCDE", "Das ist schwer zu sagen, finde ich."))

    found = understood(table)

    assert (found.status, found.questions) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_versions_of_which_everybody_filled_one_are_no_pair():
    table = rows("{}", "{}", ONE_IS_AGREE)
    for place, row in enumerate(table[1:]):
        row[1 + place % 2 :: 2] = [None] * 9

    found = understood(table)

    assert [choices_in_german(one)[0] for one in found.questions if one.kind == "statement"] == ["zusammenführen"]
