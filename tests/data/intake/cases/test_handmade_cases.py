"""Cases 21 to 23: tables made by hand, one worksheet for each Handlungsfeld, people across, and mere counts."""

from dataclasses import replace

import pytest

from data.intake.ledger import Ledger
from data.intake.worksheets import refusals
from tests.data.intake.cases.kit import ASKED, PEOPLE, TEXTS, came_out, file, kinds, put_in
from tests.exports import handmade, particify
from tests.exports.people import labels, made_people, perspective_title
from tests.exports.workbooks import workbook

FEW = made_people(ASKED, 3)
SHOUTED = {answer: f"{label.upper()} \u00a0" for answer, label in labels(ASKED).items()}


@pytest.mark.parametrize("with_results", [True, False])
@pytest.mark.parametrize("words", [handmade.LETTERS, labels(ASKED), SHOUTED], ids=["letters", "labels", "shouted"])
@pytest.mark.parametrize("people", [PEOPLE, FEW], ids=["nine people", "three people"])
def test_handmade_table_with_titles_merged_heads_and_means_is_read_without_a_question(people, words, with_results):
    found = file(handmade.titled(people, ASKED, words=words, with_results=with_results)).understood()

    assert (found.tool, found.status, found.problems) == ("table", "ok", ())
    assert came_out(found) == put_in(people)
    assert found.without_answers == 0
    answers = sum(len(one.answers) for one in people)
    heads = 2 + 3 + 11
    assert found.ledger == Ledger(
        total=heads + answers + 2 * len(people) + 10,
        imported=answers + len(people),
        metadata=heads + len(people),
        ignored=10,
    )


def test_handmade_crosses_are_read_without_a_question():
    found = file(handmade.crosses(PEOPLE, ASKED)).understood()

    assert (found.status, found.problems) == ("ok", ())
    assert came_out(found) == put_in(PEOPLE)


@pytest.fixture(scope="module")
def worksheets():
    return file(handmade.one_worksheet_a_field(PEOPLE, ASKED))


def test_one_worksheet_a_field_is_joined_after_confirmation_only(worksheets):
    waiting = worksheets.understood()
    question = waiting.questions[0]

    assert kinds(waiting) == ["sheets"]
    assert question.proposed == "join:Nr."
    assert came_out(worksheets.understood({question.id: question.proposed})) == put_in(PEOPLE)


def test_one_of_several_worksheets_may_be_enough(worksheets):
    title = ASKED.fields[1].title["de"][:31]
    wanted = {one.id for one in ASKED.fields[1].statements}
    partly = [
        replace(one, answers={key: value for key, value in one.answers.items() if key in wanted}) for one in PEOPLE
    ]

    found = worksheets.understood({"sheets": f"nur „{title}“"})

    assert found.statements == wanted
    assert came_out(found) == put_in(partly)


@pytest.mark.parametrize("count", [1, 3, 9])
def test_people_across_are_offered_to_be_turned(count):
    people = made_people(ASKED, count)
    export = file(handmade.transposed(people, ASKED))

    assert kinds(export.understood()) == ["transposed"]
    assert came_out(export.understood({"transposed": "ja"})) == put_in(people)
    assert export.understood({"transposed": "nein"}).refused == refusals.NOT_ACROSS


def test_problems_of_a_turned_worksheet_have_the_addresses_of_the_file():
    rows = [["Nr.", 1, 2], ["Perspektive", perspective_title(FEW[0], ASKED), None]]
    rows += [[text, "A", "B"] for text in TEXTS.values()]
    rows[4][2] = "Jein"
    found = file(workbook({"Quer": rows})).understood({"transposed": "ja"})

    assert [(one.worksheet, one.cell, one.value) for one in found.problems] == [("Quer", "C5", "Jein")]
    assert found.people == 2


COUNTED = {
    "a count for each answer": lambda: handmade.counts(PEOPLE, ASKED),
    "Particify's contents": lambda: particify.contents(PEOPLE, ASKED),
    "Particify's comments": lambda: particify.comments(PEOPLE),
    "percentages": lambda: workbook(
        {
            "Ergebnis": [
                ["Aussage", *labels(ASKED).values()],
                *([text, 0.5, 0.25, 0.25, 0, 0] for text in TEXTS.values()),
            ]
        }
    ),
}


@pytest.mark.parametrize("name", COUNTED)
def test_counts_are_recognised_and_single_answers_asked_for(name):
    found = file(COUNTED[name]()).understood()

    assert (found.status, found.refused) == ("refused", refusals.COUNTED)
    assert (found.people, found.records) == (0, ())
