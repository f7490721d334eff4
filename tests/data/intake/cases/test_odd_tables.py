"""Tables as people really make them: rows that number, hint or add up, and heads of few words."""

import pytest

from data.intake.containers.reading import Worksheet
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, File, came_out, nine, put_in
from tests.exports.people import labels, perspective_title

WORDS = labels(ASKED)
HEAD = ["Nr.", "Perspektive", *TEXTS.values()]
ROWS = [
    [number, perspective_title(one, ASKED), *(WORDS.get(one.answers.get(key, "")) for key in TEXTS)]
    for number, one in enumerate(PEOPLE, 1)
]
NUMBERED = nine(codes={}, ids=dict(zip(TEXTS, map(str, range(1, 10)), strict=True)))


def understood(*rows, questionnaire=ASKED, answers=None):
    worksheet = Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {})
    return File((worksheet,), "tabelle.xlsx", questionnaire).understood(answers)


@pytest.mark.parametrize(
    "named", [TEXTS, range(1, 10), range(11, 20), [f"G0{n}Q01[SQ00{m}]" for n in (2, 3, 4) for m in (1, 2, 3)]]
)
def test_a_row_that_numbers_the_statements_is_nobody(named):
    found = understood(HEAD, [None, None, *named], *ROWS)

    assert (found.status, found.problems, found.without_answers) == ("ok", (), 0)
    assert came_out(found) == put_in(PEOPLE)


def test_somebody_may_answer_in_the_order_of_the_numbers():
    found = understood(HEAD, [1, "Kommunalpolitik", 1, 2, 3, 4, 5], [2, "Kommunalpolitik", *[1] * 9])

    assert found.people == 2


@pytest.mark.parametrize("named", ["Aussage {}", "AUSSAGE {}:", "Aussage Nr. {}", "Statement {}"])
def test_a_statement_may_be_called_by_its_number(named):
    head = ["Nr.", "Perspektive", *(named.format(number) for number in range(1, 10))]
    found = understood(head, *ROWS, questionnaire=NUMBERED)

    assert found.status == "ok"
    assert [column.statement for column in found.columns if column.use == "statement"] == list(NUMBERED.statements)
    assert found.people == len(PEOPLE)


@pytest.mark.parametrize("footer", [["Gesamt", "9 Personen"], ["Summe", None, *[3] * 9], ["n = 9"], ["Gesamt: 9"]])
def test_a_row_that_adds_up_is_nobody(footer):
    found = understood(HEAD, *ROWS, footer)

    assert (found.status, found.problems, found.without_answers) == ("ok", (), 0)
    assert came_out(found) == put_in(PEOPLE)


def spelled(**words):
    """The rows with other words for the answers."""
    other = {WORDS[answer]: word for answer, word in words.items()}
    return [[*row[:2], *(other.get(value, value) for value in row[2:])] for row in ROWS]


def test_numbers_between_two_with_labels_need_no_question():
    found = understood(
        HEAD, *spelled(A="1 – trifft zu", B=2, C=3, D="4 – trifft nicht zu", E="9 – keine Einschätzung möglich")
    )

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_numbers_that_count_from_the_other_end_are_understood_by_their_labels():
    found = understood(HEAD, *spelled(A="4 = Trifft zu", B="3", C="2", D="1 = Trifft nicht zu"))

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE))


def test_numbers_of_a_scale_of_five_steps_between_labels_are_rejected():
    found = understood(HEAD, *spelled(A="1 – trifft zu", B=2, C=4, D="5 – trifft nicht zu"))

    assert found.status == "ok"
    assert {one.value for one in found.problems} == {"2", "4"}


def test_signs_for_answers_are_asked_about_together():
    rows = spelled(A="++", B="+", C="–", D="--", E="0")
    found = understood(HEAD, *rows)
    missing, direction = found.questions

    assert (missing.kind, direction.kind) == ("missing", "direction")
    assert came_out(understood(HEAD, *rows, answers={direction.id: "++ = A", missing.id: "E"})) == put_in(PEOPLE)


def test_a_dash_beside_answers_in_words_is_no_answer_of_the_scale():
    found = understood(HEAD, *spelled(E="-"))

    assert [one.kind for one in found.questions] == ["missing"]


def test_answers_in_two_languages_at_once_are_answers():
    english = {step.label["de"]: f"{step.label['de']} / {step.label['en']}" for step in ASKED.scale}
    rows = [[*row[:2], *(english.get(value, value) for value in row[2:])] for row in ROWS]

    found = understood(HEAD, *rows)

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


def test_two_different_answers_in_a_cell_are_none():
    found = understood(HEAD, *ROWS, [10, "Kommunalpolitik", "Trifft zu / Trifft nicht zu", "A / B"])

    assert [one.cell for one in found.problems] == ["C11", "D11"]


def test_heads_and_answers_without_umlauts_are_the_same():
    umlauts = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
    rows = [[value.translate(umlauts) if isinstance(value, str) else value for value in row] for row in (HEAD, *ROWS)]

    found = understood(*rows)

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


@pytest.mark.parametrize("mark", ["(Pflichtfrage)", "[Pflichtfeld]", "(required) *", "*"])
def test_the_mark_of_a_required_question_says_nothing(mark):
    found = understood([*HEAD[:2], *(f"Bitte einschätzen: {text} {mark}" for text in TEXTS.values())], *ROWS)

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE))


FOOTERS = {
    "N": ["N", None, *[9] * 9],
    "MW": ["MW", None, *[2] * 9],
    "sums without a name": [None, None, *[23] * 9],
    "means without a name": [None, None, *[2.5] * 9],
}


@pytest.mark.parametrize("footer", FOOTERS.values(), ids=FOOTERS)
def test_a_row_that_adds_up_numbers_is_nobody(footer):
    rows = spelled(A=1, B=2, C=3, D=4, E=5)

    found = understood(HEAD, *rows, footer, answers={"direction": "1 = A Trifft zu, 2 = B"})

    assert (found.status, found.problems, found.without_answers) == ("ok", (), 0)
    assert came_out(found) == put_in(PEOPLE)


def test_somebody_without_number_and_perspective_counts():
    rows = spelled(A=1, B=2, C=3, D=4, E=99)

    found = understood(
        HEAD, *rows, [None, None, *[2] * 8, 99], answers={"direction": "1 = A Trifft zu", "missing:99": "E"}
    )

    assert found.people == len(PEOPLE) + 1


def test_the_perspective_of_a_file_may_be_answered_by_its_title():
    rows = [[row[0], *row[2:]] for row in (HEAD, *ROWS)]

    found = understood(*rows, answers={"perspective": ASKED.perspectives["kommunalpolitik"].title["de"]})

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE, perspective="kommunalpolitik"))


@pytest.mark.parametrize("word", ["keine Einschätzung möglich / weiß nicht", "weiß nicht oder keine Angabe"])
def test_two_words_for_no_answer_are_asked_about(word):
    rows = spelled(E=word)

    (question,) = understood(HEAD, *rows).questions

    assert question.kind == "missing"
    assert came_out(understood(HEAD, *rows, answers={question.id: "E"})) == put_in(PEOPLE)


def test_signs_behind_a_label_say_nothing():
    found = understood(HEAD, *spelled(A="Trifft zu!", D="trifft nicht zu *"))

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE))


@pytest.mark.parametrize("said", ["Verwaltung: {}", "{} (z. B. Sozialamt, Schulamt)", "2. {}", "{};"])
def test_a_perspective_may_have_its_sector_before_it_or_examples_behind_it(said):
    title = ASKED.perspectives["fachverwaltung"].title["de"]

    found = understood(HEAD, *([row[0], said.format(title), *row[2:]] for row in ROWS))

    assert (found.status, came_out(found)) == ("ok", put_in(PEOPLE, perspective="fachverwaltung"))


def test_a_more_precise_word_in_brackets_is_asked_about():
    found = understood(HEAD, [1, "Verwaltung (Ausländeramt)", "A"], [2, "Kommunalpolitik", "A"])

    assert [one.kind for one in found.questions] == ["perspective"]
