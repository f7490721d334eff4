"""What values of statement columns mean, and what is asked about them."""

import random
from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.questionnaire import Questionnaire
from content.said.answers import keys_of_words
from data.intake.containers.reading import Value
from data.intake.wording.scale import BLANK, PENDING, Reading, Scale, told_apart, understood
from data.questionnaire_file import load_questionnaire
from tests.data.intake.conftest import made_questionnaire
from tests.data.intake.german import choices_in_german, german
from tests.running import ROOT

QUESTIONNAIRE: Questionnaire = made_questionnaire()
ALLOWED = (
    "Erlaubt sind A, B, C, D und E oder die Antwort in Worten: A Trifft zu · B Trifft eher zu · "
    "C Trifft eher nicht zu · D Trifft nicht zu · E Keine Einschätzung möglich."
)
NO_STEP = f"Das ist keine Antwort der Skala. {ALLOWED}"
NO_NUMBER = f"Diese Zahl gehört nicht zur Skala dieser Datei. {ALLOWED}"
OTHER_NUMBERS = f"Die Zahlen dieser Datei passen zu keiner Skala mit vier oder fünf Stufen. {ALLOWED}"
NO_ORDER = f"Diese Antworten haben keine klare Ordnung von vier Stufen. {ALLOWED}"
SEVERAL = f"Hier stehen mehrere Antworten; es darf nur eine sein. {ALLOWED}"
ON_REQUEST = "Auf Wunsch nicht übernommen."
OURS = load_questionnaire(ROOT / "questionnaire.yaml")
UP = (
    "1 = A Trifft zu, 2 = B Trifft eher zu, 3 = C Trifft eher nicht zu, 4 = D Trifft nicht zu, "
    "5 = E Keine Einschätzung möglich"
)
DOWN = (
    "1 = D Trifft nicht zu, 2 = C Trifft eher nicht zu, 3 = B Trifft eher zu, 4 = A Trifft zu, "
    "5 = E Keine Einschätzung möglich"
)
MISSING = ("E Keine Einschätzung möglich", "nicht beantwortet", "nicht übernehmen")


def _scale(values: Mapping[Value, int], answers: Mapping[str, str] | None = None, *, tool: str = "table") -> Scale:
    """Answers may be given in words, and reasons are sentences."""
    found, chosen = Scale({}, ()), dict(answers or {})
    for _ in range(len(chosen) + 1):
        found = understood(
            Counter(values), QUESTIONNAIRE, chosen, tool=tool, is_unanswered=lambda text: text in ("", "N/A", "-77")
        )
        chosen |= keys_of_words(found.questions, chosen, QUESTIONNAIRE)
    return Scale(_Spoken(found.reading), found.questions)


class _Spoken(dict[Value, Reading]):
    """Readings with reasons in words; truth values are looked up as in the file."""

    def __init__(self, reading: Mapping[Value, Reading]) -> None:
        super().__init__({value: _in_words(one) for value, one in reading.items()})
        self._reading = reading

    def __getitem__(self, value: Value) -> Reading:
        return _in_words(self._reading[value])


def _in_words(reading: Reading) -> str:
    return reading if isinstance(reading, str) else german(reading, QUESTIONNAIRE)


def _read(values: Mapping[Value, int], answers: Mapping[str, str] | None = None) -> dict[Value, Reading]:
    return {value: reading for value, reading in _scale(values, answers).reading.items() if value is not None}


def _ids(scale: Scale) -> list[str]:
    return [question.id for question in scale.questions]


def test_labels_letters_and_blanks_are_read_without_asking() -> None:
    scale = _scale(
        {"Trifft zu": 3, "b": 1, "C – Trifft eher nicht zu": 1, "4. Disagree": 2, "E": 1, "N/A": 2, "\u00a0": 1}
    )

    assert scale.questions == ()
    assert scale.reading == {
        None: BLANK,
        "Trifft zu": "A",
        "b": "B",
        "C – Trifft eher nicht zu": "C",
        "4. Disagree": "D",
        "E": "E",
        "N/A": BLANK,
        "\u00a0": BLANK,
    }


def test_numbers_are_asked_about_once_with_their_counts() -> None:
    scale = _scale({1: 34, "1": 2, 2: 51, 3: 12, 4: 7})

    (question,) = scale.questions
    assert (question.id, question.kind) == ("direction", "direction")
    assert german(question.text) == (
        "In der Datei stehen bei Aussagen die Werte 1 (36-mal), 2 (51-mal), 3 (12-mal) und 4 (7-mal). Was bedeutet 1?"
    )
    assert choices_in_german(question) == (
        UP,
        DOWN,
        "1 = E Keine Einschätzung möglich, 2 = D Trifft nicht zu, 3 = C Trifft eher nicht zu, 4 = B Trifft eher zu, "
        "5 = A Trifft zu",
        "1 = E Keine Einschätzung möglich, 2 = A Trifft zu, 3 = B Trifft eher zu, 4 = C Trifft eher nicht zu, "
        "5 = D Trifft nicht zu",
        "nicht übernehmen",
    )
    assert set(scale.reading.values()) == {BLANK, PENDING}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (UP, {1: "A", "1": "A", 2: "B", 3: "C", 4: "D", 5: "E"}),
        ("1 = D", {1: "D", "1": "D", 2: "C", 3: "B", 4: "A", 5: "E"}),
        ("1 = E Keine Einschätzung möglich, 2 = D", {1: "E", "1": "E", 2: "D", 3: "C", 4: "B", 5: "A"}),
        ("5 = nicht beantwortet, 1 = A", {1: "A", "1": "A", 2: "B", 3: "C", 4: "D", 5: BLANK}),
        ("nicht übernehmen", dict.fromkeys((1, "1", 2, 3, 4, 5), ON_REQUEST)),
        ("1 = E", dict.fromkeys((1, "1", 2, 3, 4, 5), PENDING)),
        ("irgendwie", dict.fromkeys((1, "1", 2, 3, 4, 5), PENDING)),
    ],
)
def test_the_direction_decides(answer: str, expected: dict[Value, str]) -> None:
    assert _read({1: 3, "1": 1, 2: 4, 3: 2, 4: 1, 5: 2}, {"direction": answer}) == expected


def test_numbers_from_zero_have_their_own_directions() -> None:
    (question,) = _scale({0: 3, 1: 4, 2: 5, 3: 6}).questions

    assert choices_in_german(question) == (
        "0 = A Trifft zu, 1 = B Trifft eher zu, 2 = C Trifft eher nicht zu, 3 = D Trifft nicht zu",
        "0 = D Trifft nicht zu, 1 = C Trifft eher nicht zu, 2 = B Trifft eher zu, 3 = A Trifft zu",
        "0 = E Keine Einschätzung möglich, 1 = A Trifft zu, 2 = B Trifft eher zu, 3 = C Trifft eher nicht zu, "
        "4 = D Trifft nicht zu",
        "0 = E Keine Einschätzung möglich, 1 = D Trifft nicht zu, 2 = C Trifft eher nicht zu, 3 = B Trifft eher zu, "
        "4 = A Trifft zu",
        "0 = nicht beantwortet, 1 = A Trifft zu, 2 = B Trifft eher zu, 3 = C Trifft eher nicht zu, "
        "4 = D Trifft nicht zu",
        "0 = nicht beantwortet, 1 = D Trifft nicht zu, 2 = C Trifft eher nicht zu, 3 = B Trifft eher zu, "
        "4 = A Trifft zu",
        "nicht übernehmen",
    )
    assert german(question.text).endswith("Was bedeutet 0?")


def test_zero_to_four_may_end_with_e() -> None:
    values: dict[Value, int] = {0: 3, 1: 4, 2: 5, 3: 6, 4: 1}

    assert _read(values, {"direction": "0 = A"}) == {0: "A", 1: "B", 2: "C", 3: "D", 4: "E"}


def test_zero_beside_one_to_five_is_asked_about_by_itself() -> None:
    scale = _scale({0: 3, 1: 4, 2: 5, 5: 1}, {"direction": UP, "missing:0": "nicht beantwortet"})

    assert _ids(scale) == ["direction", "missing:0"]
    assert scale.reading == {None: BLANK, 0: BLANK, 1: "A", 2: "B", 5: "E"}


@pytest.mark.parametrize(
    ("codes", "first"),
    [
        (("A1", "A2", "A3", "A4"), "A1 = A Trifft zu, A2 = B Trifft eher zu"),
        (("AO01", "AO02", "AO03", "AO05"), "AO01 = A Trifft zu, AO02 = B Trifft eher zu"),
        (("opt1", "opt4"), "opt1 = A Trifft zu, opt2 = B Trifft eher zu"),
        (("o2", "o4"), "o1 = A Trifft zu, o2 = B Trifft eher zu"),
        (("choice_3", "choice_4"), "choice_1 = A Trifft zu, choice_2 = B Trifft eher zu"),
        (("Option 3", "Option 4"), "Option 1 = A Trifft zu, Option 2 = B Trifft eher zu"),
        (("q1_1", "q1_2", "q2_4"), "q1_1 = A Trifft zu, q1_2 = B Trifft eher zu"),
        (("A3",), "A1 = A Trifft zu, A2 = B Trifft eher zu"),
    ],
)
def test_codes_are_asked_about_in_their_spelling(codes: tuple[str, ...], first: str) -> None:
    (question,) = _scale(dict.fromkeys(codes, 4)).questions

    assert question.id == "direction"
    assert choices_in_german(question)[0].startswith(first)


def test_codes_are_read_by_the_direction() -> None:
    assert _read({"A1": 1, "a2": 1, "A4": 2, "A5": 1}, {"direction": "A1 = D"}) == {
        "A1": "D",
        "a2": "C",
        "A4": "A",
        "A5": "E",
    }


def test_two_kinds_of_codes_are_two_questions() -> None:
    assert _ids(_scale({"A1": 3, "A2": 3, "AO01": 3, "AO02": 4})) == ["direction:a", "direction:ao"]


def test_a_single_code_among_answers_is_no_scale() -> None:
    assert _read({"Trifft zu": 9, "x7": 1}) == {"Trifft zu": "A", "x7": NO_STEP}


def test_numbers_beside_labels_are_still_asked_about() -> None:
    scale = _scale({"Trifft zu": 9, 2: 1})

    assert _ids(scale) == ["direction"]
    assert scale.reading == {None: BLANK, "Trifft zu": "A", 2: PENDING}


def test_a_lone_strange_number_is_rejected() -> None:
    values: dict[Value, int] = {1: 9, 2: 9, 4: 3, 7: 1, 2.5: 0}

    assert _read(values, {"direction": "1 = A"}) == {1: "A", 2: "B", 4: "D", 7: NO_NUMBER, 2.5: NO_NUMBER}


@pytest.mark.parametrize("steps", [range(1, 8), range(1, 11), range(0, 101, 10)])
def test_numbers_of_a_longer_scale_are_rejected(steps: range) -> None:
    scale = _scale(dict.fromkeys(steps, 5))

    assert scale.questions == ()
    assert scale.reading == {None: BLANK} | dict.fromkeys(steps, OTHER_NUMBERS)


@pytest.mark.parametrize("number", [-1, -9, -99, 6, 8, 9, 99])
def test_numbers_by_which_tools_mean_no_answer_are_asked_about(number: int) -> None:
    scale = _scale({1: 9, 2: 4, number: 3})

    assert _ids(scale) == ["direction", f"missing:{number}"]
    assert german(scale.questions[1].text) == f"In der Datei steht bei Aussagen „{number}“ (3-mal). Was bedeutet das?"
    assert choices_in_german(scale.questions[1]) == MISSING
    assert _scale({1: 9, number: 3}, {f"missing:{number}": "E"}).reading[number] == "E"
    assert _scale({1: 9, number: 3}, {f"missing:{number}": "nicht beantwortet"}).reading[number] == BLANK
    assert _scale({1: 9, number: 3}, {f"missing:{number}": "nicht übernehmen"}).reading[number] == ON_REQUEST


def test_what_the_tool_leaves_for_unanswered_is_not_asked_about() -> None:
    scale = _scale({1: 9, -77: 3, "N/A": 2})

    assert _ids(scale) == ["direction"]
    assert scale.reading == {None: BLANK, 1: PENDING, -77: BLANK, "N/A": BLANK}


def test_the_usual_meaning_in_the_tool_is_said() -> None:
    question = _scale({1: 9, -1: 3}, tool="sosci").questions[1]

    assert german(question.text) == (
        "In der Datei steht bei Aussagen „-1“ (3-mal). Was bedeutet das? "
        "In SoSci Survey steht -1 gewöhnlich für „weiß nicht“ oder „keine Angabe“."
    )


def test_numbers_that_nobody_wants_are_not_asked_about_further() -> None:
    scale = _scale({1: 9, 2: 9, 99: 3}, {"direction": "nicht übernehmen"})

    assert _ids(scale) == ["direction"]
    assert scale.reading == {None: BLANK} | dict.fromkeys((1, 2, 99), ON_REQUEST)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("weiß nicht", "missing:weiss nicht"),
        ("5 – weiß nicht", "missing:weiss nicht"),
        ("keine Angabe", "missing:keine angabe"),
        ("K.A.", "missing:k. a"),
        ("kann ich nicht beurteilen", "missing:kann ich nicht beurteilen"),
        ("Keine Meinung", "missing:keine meinung"),
        ("nicht zutreffend", "missing:nicht zutreffend"),
        ("entfällt", "missing:entfällt"),
        ("Don't know", "missing:don't know"),
        ("n/a", "missing:n/a"),
        ("-", "missing:-"),
    ],
)
def test_words_for_no_answer_are_asked_about_and_not_taken_for_e(written: str, name: str) -> None:
    scale = _scale({"Trifft zu": 9, written: 2})

    assert _ids(scale) == [name]
    assert choices_in_german(scale.questions[0]) == MISSING
    assert scale.reading[written] == PENDING


def test_spellings_of_one_word_are_one_question() -> None:
    scale = _scale({"k. A.": 3, "K.A.": 2, "k.a": 1}, {"missing:k. A.": "nicht beantwortet"})

    assert [german(question.text) for question in scale.questions] == [
        "In der Datei steht bei Aussagen „k. A.“ (6-mal). Was bedeutet das?"
    ]
    assert scale.reading == {None: BLANK, "k. A.": BLANK, "K.A.": BLANK, "k.a": BLANK}


AGREEING = ("stimme zu", "stimme eher zu", "stimme eher nicht zu", "stimme nicht zu")


@pytest.mark.parametrize(
    "words",
    [
        AGREEING,
        ("Stimme voll und ganz zu", "stimme überwiegend zu", "stimme weniger zu", "stimme gar nicht zu"),
        ("stimme voll zu", "stimme zu", "stimme nicht zu", "stimme überhaupt nicht zu"),
        ("ja", "eher ja", "eher nein", "nein"),
        ("trifft voll zu", "trifft überwiegend zu", "trifft kaum zu", "trifft gar nicht zu"),
        ("1 - voll zutreffend", "2 - eher zutreffend", "3 - eher nicht zutreffend", "4 - nicht zutreffend"),
        ("Strongly agree", "Somewhat agree", "Somewhat disagree", "Strongly disagree"),
        ("yes", "rather yes", "rather no", "no"),
    ],
)
def test_other_words_in_a_clear_order_are_asked_about_once(words: tuple[str, ...]) -> None:
    values = dict.fromkeys(words, 3)
    (question,) = _scale(values).questions

    assert question.kind == "direction"
    assert choices_in_german(question)[-1] == "nicht übernehmen"
    assert tuple(_read(values, {question.id: choices_in_german(question)[0]}).values()) == ("A", "B", "C", "D")
    assert set(_read(values).values()) == {PENDING}


def test_the_choice_says_what_each_word_will_be() -> None:
    (question,) = _scale(dict.fromkeys(AGREEING, 3)).questions

    assert question.id == "direction:stimme zu"
    assert german(question.text) == (
        "In der Datei stehen bei Aussagen die Antworten „stimme zu“ (3-mal), „stimme eher zu“ (3-mal), "
        "„stimme eher nicht zu“ (3-mal) und „stimme nicht zu“ (3-mal). "
        "Was bedeuten sie auf der Skala dieses Fragebogens?"
    )
    assert choices_in_german(question) == (
        "stimme zu = A Trifft zu, stimme eher zu = B Trifft eher zu, stimme eher nicht zu = C Trifft eher nicht zu, "
        "stimme nicht zu = D Trifft nicht zu",
        "nicht übernehmen",
    )


def test_a_word_that_may_be_two_steps_has_two_choices() -> None:
    (question,) = _scale({"ja": 3, "nein": 4}).questions

    assert choices_in_german(question) == (
        "ja = A Trifft zu, nein = D Trifft nicht zu",
        "ja = B Trifft eher zu, nein = C Trifft eher nicht zu",
        "nicht übernehmen",
    )


def test_labels_beside_stronger_words_are_not_taken_for_granted() -> None:
    values: dict[Value, int] = {"Strongly agree": 3, "Agree": 4, "Disagree": 2, "Strongly disagree": 1}
    (question,) = _scale(values).questions

    assert set(_read(values).values()) == {PENDING}
    assert choices_in_german(question) == (
        "Strongly agree = A Trifft zu, Agree = B Trifft eher zu, Disagree = C Trifft eher nicht zu, "
        "Strongly disagree = D Trifft nicht zu",
        "Strongly agree = A Trifft zu, Agree = A Trifft zu, Disagree = D Trifft nicht zu, "
        "Strongly disagree = D Trifft nicht zu",
        "nicht übernehmen",
    )


def test_labels_whose_step_is_certain_are_not_asked_about() -> None:
    values: dict[Value, int] = {
        "trifft voll zu": 5,
        "trifft überwiegend zu": 5,
        "Trifft eher nicht zu": 5,
        "Trifft nicht zu": 5,
    }
    scale = _scale(values)

    assert choices_in_german(scale.questions[0]) == (
        "trifft voll zu = A Trifft zu, trifft überwiegend zu = B Trifft eher zu",
        "nicht übernehmen",
    )
    assert scale.reading["Trifft eher nicht zu"] == "C"
    assert scale.reading["Trifft nicht zu"] == "D"


def test_a_slip_beside_the_full_scale_is_rejected_alone() -> None:
    values: dict[Value, int] = {"Trifft zu": 30, "Trifft eher zu": 30, "Trifft nicht zu": 9, "trifft voll zu": 1}

    assert _read(values) == {"Trifft zu": "A", "Trifft eher zu": "B", "Trifft nicht zu": "D", "trifft voll zu": NO_STEP}


def test_six_steps_with_our_labels_among_them_are_asked_about() -> None:
    words = (
        "trifft voll zu",
        "Trifft zu",
        "Trifft eher zu",
        "Trifft eher nicht zu",
        "Trifft nicht zu",
        "trifft gar nicht zu",
    )

    assert set(_read(dict.fromkeys(words, 5)).values()) == {PENDING}


def test_words_without_a_clear_order_are_rejected() -> None:
    words = ("stimme voll zu", "stimme zu", "stimme eher zu", "stimme nicht zu")

    assert _read(dict.fromkeys(words, 5)) == dict.fromkeys(words, NO_ORDER)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("Trifft zuu", NO_STEP),
        ("x", NO_STEP),
        (".", NO_STEP),
        ("trifft zu/eher zu", SEVERAL),
        ("A, B", SEVERAL),
        ("1;2", SEVERAL),
        ("A – Trifft nicht zu", f"Der Buchstabe und die Antwort daneben gehören nicht zusammen. {ALLOWED}"),
        (date(2025, 3, 1), f"Hier steht ein Datum, keine Antwort. {ALLOWED}"),
        (datetime.fromisoformat("2025-03-01 09:15"), f"Hier steht ein Datum, keine Antwort. {ALLOWED}"),
    ],
)
def test_all_else_is_rejected_with_its_reason(value: Value, reason: str) -> None:
    scale = _scale({"Trifft zu": 9, value: 1})

    assert scale.questions == ()
    assert scale.reading == {None: BLANK, "Trifft zu": "A", value: reason}


def test_truth_values_are_not_one_and_zero() -> None:
    row: list[Value] = [1, True, 2, 1.0]
    scale = _scale(Counter(told_apart(row)), {"direction": "1 = A"})

    truth = f"Hier steht ein Wahrheitswert (WAHR oder FALSCH), keine Antwort. {ALLOWED}"
    assert [scale.reading[value] for value in row] == ["A", truth, "B", "A"]


@pytest.mark.parametrize("truth", [True, "WAHR", "True"])
def test_what_excel_makes_of_the_english_label_is_that_answer(truth: Value) -> None:
    words: dict[Value, int] = {truth: 3, "Mostly true": 2, "Mostly not true": 1, "Not true": 1, "I can't judge": 1}

    read = understood(Counter(words), OURS, {}, tool="table", is_unanswered=lambda text: False)

    assert read.questions == ()
    assert [read.reading[value] for value in words] == ["A", "B", "C", "D", "E"]


def test_truth_values_counted_as_such_are_rejected_too() -> None:
    scale = _scale({True: 3, "Trifft zu": 1})

    assert scale.questions == ()
    assert scale.reading[True] == f"Hier steht ein Wahrheitswert (WAHR oder FALSCH), keine Antwort. {ALLOWED}"


def test_heads_of_answer_columns_are_read_like_values() -> None:
    assert _read({"Trifft zu": 3, "Trifft eher zu": 0}) == {"Trifft zu": "A", "Trifft eher zu": "B"}
    assert _ids(_scale({"1": 3, "2": 0, "3": 1, "4": 5, "5": 0})) == ["direction"]


WORDS: tuple[Value, ...] = (
    *("A", "e", "Trifft zu", "1 – Trifft eher zu", "Agree", "Strongly agree", "Disagree", "trifft voll zu", "stimmt"),
    *("stimme zu", "stimme eher zu", "lehne ab", "ja", "nein", "nicht zutreffend", "zutreffend", "k. A.", "weiß nicht"),
    *(0, 1, 2, 3, 4, 5, 6, 7, 9, 99, -1, -9, 2.5, "1", "2,0", "A1", "A2", "AO01", "opt3", "q1_1", "q2_2"),
    *("Trifft zuu", "1/2", "", ".", "N/A", "WAHR", "-", date(2025, 3, 1)),
)


@given(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 50)), st.integers(0, 9))
def test_every_value_has_a_reading_and_every_question_an_end(values: dict[Value, int], place: int) -> None:
    first = _scale(values)
    ids = _ids(first)
    given_answers = {one.id: choices_in_german(one)[place % len(choices_in_german(one))] for one in first.questions}
    second = _scale(values, given_answers)

    assert first.reading.keys() >= values.keys()
    assert (PENDING in first.reading.values()) == bool(ids)
    assert len(set(ids)) == len(ids)
    assert PENDING not in second.reading.values()
    certain = {value: reading for value, reading in first.reading.items() if reading != PENDING}
    assert certain.items() <= second.reading.items()
    assert set(_ids(second)) <= set(ids)


@given(st.dictionaries(st.sampled_from(WORDS), st.integers(1, 50)), st.randoms(use_true_random=False))
def test_the_order_of_the_cells_changes_nothing(values: dict[Value, int], draw: random.Random) -> None:
    shuffled = list(values.items())
    draw.shuffle(shuffled)

    assert _scale(dict(shuffled)).reading == _scale(values).reading
    assert set(_ids(_scale(dict(shuffled)))) == set(_ids(_scale(values)))
