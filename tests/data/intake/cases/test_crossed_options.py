"""One column for each answer, the answer in the heading itself: crosses are found however the two are joined."""

from collections.abc import Callable, Sequence

import pytest

from analysis.questionnaire import ANSWERS
from data.intake.containers.reading import Value, Worksheet
from data.intake.said import said
from data.intake.understood import Understood
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, File, came_out, put_in
from tests.data.intake.german import choices_in_german, german
from tests.exports.people import ONE_IS_AGREE, Person, labels, perspective_title

WORDS = labels(ASKED)
CODED = {one: ASKED.statements[one].codes[0] for one in ASKED.statements}

Head = Callable[[str, str], str]
Rows = list[list[Value]]

JOINED: dict[str, Head] = {
    "dash": lambda one, answer: f"{TEXTS[one]} - {WORDS[answer]}",
    "long dash": lambda one, answer: f"{TEXTS[one]} – {WORDS[answer]}",
    "brackets": lambda one, answer: f"{TEXTS[one]} [{WORDS[answer]}]",
    "round brackets": lambda one, answer: f"{TEXTS[one]} ({WORDS[answer]})",
    "colon": lambda one, answer: f"{TEXTS[one]}: {WORDS[answer]}",
    "line break": lambda one, answer: f"{TEXTS[one]}\n{WORDS[answer]}",
    "slash": lambda one, answer: f"{TEXTS[one]}/{WORDS[answer]}",
    "equals": lambda one, answer: f"{TEXTS[one]} = {WORDS[answer]}",
    "dot": lambda one, answer: f"{TEXTS[one]}.{WORDS[answer]}",
    "only a blank": lambda one, answer: f"{TEXTS[one]} {WORDS[answer]}",
    "upper case": lambda one, answer: f"{TEXTS[one]} [{WORDS[answer].upper()}]",
    "letter": lambda one, answer: f"{TEXTS[one]} [{answer}]",
    "letter and word": lambda one, answer: f"{TEXTS[one]} - {answer}: {WORDS[answer]}",
    "number and word": lambda one, answer: f"{TEXTS[one]} [{ONE_IS_AGREE[answer]} = {WORDS[answer]}]",
    "answer first": lambda one, answer: f"{WORDS[answer]} | {TEXTS[one]}",
    "answer first in brackets": lambda one, answer: f"[{WORDS[answer]}] {TEXTS[one]}",
    "answer before brackets": lambda one, answer: f"{WORDS[answer]} [{TEXTS[one]}]",
    "question, statement, answer": lambda one, answer: f"Bitte bewerten: [{TEXTS[one]}] [{WORDS[answer]}]",
    "grid": lambda one, answer: f"Wie sehen Sie das? ({TEXTS[one]} - {WORDS[answer]})",
    "code": lambda one, answer: f"{CODED[one]} - {WORDS[answer]}",
    "code and letter": lambda one, answer: f"{CODED[one]}_{answer}",
    "code, text, answer": lambda one, answer: f"{CODED[one]}. {TEXTS[one]} [{WORDS[answer]}]",
}

MARKS: dict[str, Callable[[str, bool], Value]] = {
    "x": lambda _, chosen: "x" if chosen else None,
    "X and dash": lambda _, chosen: "X" if chosen else "-",
    "ja nein": lambda _, chosen: "Ja" if chosen else "Nein",
    "yes no": lambda _, chosen: "yes" if chosen else "no",
    "1 and 0": lambda _, chosen: int(chosen),
    "1 alone": lambda _, chosen: 1 if chosen else None,
    "texts 1 and 0": lambda _, chosen: "1" if chosen else "0",
    "truth": lambda _, chosen: chosen,
    "WAHR FALSCH": lambda _, chosen: "WAHR" if chosen else "FALSCH",
    "TRUE FALSE": lambda _, chosen: "TRUE" if chosen else "FALSE",
    "boxes": lambda _, chosen: "☑" if chosen else "☐",
    "tick": lambda _, chosen: "✓" if chosen else None,
    "leer": lambda _, chosen: "x" if chosen else "leer",
    "Y N": lambda _, chosen: "Y" if chosen else "N",
    "the label": lambda answer, chosen: WORDS[answer] if chosen else None,
    "the letter": lambda answer, chosen: answer if chosen else None,
    "own numbers": lambda answer, chosen: int(ONE_IS_AGREE[answer]) if chosen else None,
    "own numbers and 0": lambda answer, chosen: int(ONE_IS_AGREE[answer]) if chosen else 0,
    "2 for chosen": lambda _, chosen: 2 if chosen else 1,
    "1 for chosen, 2 for not": lambda _, chosen: 1 if chosen else 2,
    "chosen": lambda _, chosen: "ausgewählt" if chosen else "nicht ausgewählt",
    "a sign of their own": lambda _, chosen: "◆" if chosen else None,
}


def understood(rows: Sequence[Sequence[Value]], answers: dict[str, str] | None = None) -> Understood:
    worksheet = Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {})
    return File((worksheet,), "blatt.xlsx").understood(answers)


def crossed(mark: Callable[[str, bool], Value] = MARKS["x"]) -> Rows:
    """The rows of the people: their number, perspective, and for each statement five cells."""
    rows: Rows = []
    for number, one in enumerate(PEOPLE, 1):
        cells = [mark(answer, one.answers.get(key) == answer) if key in one.answers else None
                 for key in TEXTS for answer in ANSWERS]  # fmt: skip
        rows.append([number, perspective_title(one, ASKED), *cells])
    return rows


def head(joined: Head) -> list[Value]:
    return ["Nr.", "Perspektive", *(joined(key, answer) for key in TEXTS for answer in ANSWERS)]


@pytest.mark.parametrize("joined", JOINED.values(), ids=JOINED)
def test_the_answer_in_the_heading_is_found(joined: Head):
    found = understood([head(joined), *crossed()])

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)


@pytest.mark.parametrize("mark", MARKS.values(), ids=MARKS)
def test_every_kind_of_cross_is_read(mark: Callable[[str, bool], Value]):
    found = understood([head(JOINED["brackets"]), *crossed(mark)])

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)


def test_three_rows_of_heads_are_read_in_every_order():
    keys = [key for key in TEXTS for _ in ANSWERS]
    statements: list[Value] = [None, None, *(TEXTS[key] for key in keys)]
    once: list[Value] = [None, None, *(TEXTS[key] if place % 5 == 0 else None for place, key in enumerate(keys))]
    codes: list[Value] = ["Nr.", "Perspektive", *(CODED[key] for key in keys)]
    fields: list[Value] = [None, None, *("Handlungsfeld" if place % 15 == 0 else None for place in range(len(keys)))]
    options: list[Value] = [None, None, *(WORDS[answer] for _ in TEXTS for answer in ANSWERS)]
    named: list[Value] = ["Nr.", "Perspektive", *options[2:]]

    for heads in (
        [codes, statements, options],
        [codes, once, options],
        [fields, statements, named],
        [fields, once, named],
        [["Umfrage 2025"], [], fields, once, named],
    ):
        found = understood([*heads, *crossed()])

        assert (found.status, found.questions, found.problems) == ("ok", (), ())
        assert came_out(found) == put_in(PEOPLE)


@pytest.mark.parametrize("merged", [True, False])
def test_the_answers_may_stand_above_the_statements(merged: bool):
    above: list[Value] = [None, None, *(WORDS[one] if merged or place == 0 else None
                                        for one in ANSWERS for place in range(len(TEXTS)))]  # fmt: skip
    names: list[Value] = ["Nr.", "Perspektive", *(text for _ in ANSWERS for text in TEXTS.values())]
    rows: Rows = [
        [number, perspective_title(one, ASKED), *("x" if one.answers.get(key) == answer else None
                                                  for answer in ANSWERS for key in TEXTS)]
        for number, one in enumerate(PEOPLE, 1)
    ]  # fmt: skip

    found = understood([above, names, *rows])

    assert (found.status, found.questions, found.problems) == ("ok", (), ())
    assert came_out(found) == put_in(PEOPLE)


def test_columns_sorted_by_answer_belong_to_their_statement():
    names: list[Value] = [
        "Perspektive",
        *(f"{text} [{WORDS[answer]}]" for answer in ANSWERS for text in TEXTS.values()),
    ]
    rows: Rows = [
        [perspective_title(one, ASKED), *("Ja" if one.answers.get(key) == answer else "Nein"
                                          for answer in ANSWERS for key in TEXTS)]
        for one in PEOPLE
    ]  # fmt: skip

    assert came_out(understood([names, *rows])) == put_in(PEOPLE)


def test_numbers_in_the_heading_are_asked_about_once():
    rows = [head(lambda one, answer: f"{TEXTS[one]} [{ONE_IS_AGREE[answer]}]"), *crossed()]

    found = understood(rows)

    assert [one.kind for one in found.questions] == ["direction"]
    assert came_out(understood(rows, {"direction": "1 = A Trifft zu, 2 = B"})) == put_in(PEOPLE)


def test_other_words_in_the_heading_are_asked_about_once():
    other = {
        "A": "stimme zu",
        "B": "stimme eher zu",
        "C": "stimme eher nicht zu",
        "D": "stimme nicht zu",
        "E": "weiß nicht",
    }
    rows = [head(lambda one, answer: f"{TEXTS[one]} [{other[answer]}]"), *crossed(MARKS["ja nein"])]

    found = understood(rows)
    answers = {one.id: choices_in_german(one)[0] for one in found.questions}

    assert [one.kind for one in found.questions] == ["direction", "missing"]
    assert came_out(understood(rows, answers)) == put_in(PEOPLE)


def test_answers_that_nobody_chose_may_have_no_column():
    left = [place for place in range(2 + 5 * len(TEXTS)) if place % 5 != 3]
    rows = [[row[place] for place in left] for row in [head(JOINED["dash"]), *crossed(MARKS["1 and 0"])]]
    gone = {(key, answer) for place, (key, answer) in enumerate((k, a) for k in TEXTS for a in ANSWERS)
            if (place + 2) % 5 == 3}  # fmt: skip
    expected = [
        type(one)(one.perspective, {key: given for key, given in one.answers.items() if (key, given) not in gone})
        for one in PEOPLE
    ]

    assert came_out(understood(rows)) == put_in(expected)


def test_two_crosses_at_one_statement_are_no_answer():
    rows = [head(JOINED["brackets"]), *crossed()]
    rows[1][2:7] = ["x", "x", None, None, None]

    found = understood(rows)

    assert [german(one.reason) for one in found.problems] == ["Hier ist mehr als eine Antwort angekreuzt."] * 2
    assert sum(len(one.answers) for one in found.records) == sum(len(one.answers) for one in PEOPLE) - (
        "L1" in PEOPLE[0].answers
    )


@pytest.mark.parametrize("value", ["vielleicht", "7", 3.5, "Trifft nicht zu"])
def test_what_is_no_cross_is_never_counted(value: Value):
    rows = [head(JOINED["brackets"]), *crossed()]
    rows[1][2:7] = [value, None, None, None, None]

    found = understood(rows)

    assert [one.cell for one in found.problems] == ["C2"]
    assert sum(len(one.answers) for one in found.records) == sum(len(one.answers) for one in PEOPLE) - (
        "L1" in PEOPLE[0].answers
    )


def test_numbers_of_people_under_the_answers_are_no_crosses():
    names = head(JOINED["brackets"])[1:]
    rows: Rows = [[perspective_title(one, ASKED), *([4, 3, 0, 2, 1] * len(TEXTS))] for one in PEOPLE[:4]]

    found = understood([names, *rows])

    assert found.status == "refused"
    assert found.refused == said("counted")


def test_two_answers_to_each_statement_are_no_crosses():
    names: list[Value] = ["Perspektive", *(f"{text} [{number}]" for text in TEXTS.values() for number in (1, 2))]
    rows: Rows = [[perspective_title(one, ASKED), *(2 + (place % 3) for place in range(18))] for one in PEOPLE]

    found = understood([names, *rows])

    assert (found.status, found.records) == ("needs_answer", ())


@pytest.mark.parametrize("count", [6, 8, 9])
@pytest.mark.parametrize(("mark", "blank"), [("x", None), ("WAHR", "FALSCH"), ("☑", "☐")])
def test_crosses_of_few_people_have_not_moved(mark, blank, count):
    people = [
        Person("communities", {one: ANSWERS[(n * n + 2 * k) % 5] for k, one in enumerate(TEXTS)}) for n in range(count)
    ]
    found = _crossed(people, mark, blank).understood()

    assert not found.quarantined
    assert came_out(found) == put_in(people)


def test_a_row_of_crosses_with_two_at_one_statement_and_none_at_another_has_moved():
    people = [Person("communities", {one: ANSWERS[(n + 2 * k) % 5] for k, one in enumerate(TEXTS)}) for n in range(9)]
    file = _crossed(people, "x", None, without=(3, 4))

    found = file.understood()

    assert [one.row for one in found.quarantined] == [4]
    assert came_out(found) == put_in(people[:2] + people[3:])


def _crossed(people: Sequence[Person], mark: Value, blank: Value, without: tuple[int, int] | None = None) -> File:
    """``without``: a row and a place in it whose cell was deleted."""
    head: list[Value] = ["Perspektive", *(f"{text} - {WORDS[answer]}" for text in TEXTS.values() for answer in ANSWERS)]
    rows: Rows = [head]
    for one in people:
        marks = [mark if one.answers[key] == answer else blank for key in TEXTS for answer in ANSWERS]
        rows.append([perspective_title(one, ASKED), *marks])
    if without is not None:
        del rows[without[0]][without[1]]
    return File((Worksheet("Blatt", tuple(map(tuple, rows)), False, (), {}, {}),), "kreuze.xlsx")
