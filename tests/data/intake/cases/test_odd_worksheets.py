"""Worksheets as people really keep them: without numbers, one line for each answer, or without any statement."""

from data.intake.containers.reading import Worksheet
from data.intake.worksheets import refusals
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, File, came_out, kinds, put_in
from tests.data.intake.german import choices_in_german
from tests.exports.people import labels, made_people, perspective_title

WORDS = labels(ASKED)


def understood(worksheets, answers=None):
    made = [Worksheet(title, tuple(map(tuple, rows)), False, (), {}, {}) for title, rows in worksheets.items()]
    return File(tuple(made), "tabelle.xlsx").understood(answers)


def of_field(number, people, *, head=True):
    asked = [one.id for one in ASKED.fields[number].statements]
    rows = [["Perspektive", *(TEXTS[one] for one in asked)]]
    return rows + [
        [perspective_title(one, ASKED), *(WORDS.get(one.answers.get(key, "")) for key in asked)] for one in people
    ]


def test_worksheets_without_numbers_may_be_joined_line_by_line_but_it_is_never_proposed():
    people = made_people(ASKED, 12)
    worksheets = {f"Feld {number}": of_field(number, people) for number in range(3)}

    (question,) = understood(worksheets).questions

    assert (question.proposed, choices_in_german(question)[0]) == ("", "Zeile für Zeile zusammenführen")
    assert came_out(understood(worksheets, {"sheets": "Zeile für Zeile"})) == put_in(people)


def test_worksheets_of_different_length_are_not_joined_line_by_line():
    people = made_people(ASKED, 12)
    worksheets = {f"Feld {number}": of_field(number, people[number:]) for number in range(3)}

    assert "Zeile für Zeile zusammenführen" not in choices_in_german(understood(worksheets).questions[0])


def test_a_line_for_each_answer_of_many_people_is_no_count():
    rows = [["Person", "Aussage", "Antwort"]]
    rows += [
        [number, TEXTS[key], WORDS[answer]] for number in range(20, 50) for key, answer in PEOPLE[0].answers.items()
    ]

    assert understood({"Antworten lang": rows}).refused == refusals.ONE_ROW_AN_ANSWER


def test_a_file_without_any_statement_is_refused_and_not_passed_as_empty():
    asked = [f"Ganz andere Frage {letter}" for letter in "abcdefghi"]
    head = ["Nr.", "Perspektive", *(f"{text} [{label}]" for text in asked for label in WORDS.values())]
    rows = [
        [1, "Kommunalpolitik", *["x", None, None, None, None] * 9],
        [2, "Kommunalpolitik", *[None, "x", None, None, None] * 9],
    ]

    found = understood({"Kreuze": [head, *rows]})

    assert (found.status, found.refused, kinds(found)) == ("refused", refusals.NO_STATEMENT, [])
    assert found.people == 0
