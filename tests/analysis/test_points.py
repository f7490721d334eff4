"""Points and resistance: how many there are, in which order measures stand, and that nobody's numbers follow."""

import random
from collections.abc import Sequence

import pytest

from analysis.points import Option, PollKind, Question, Sums, poll_result

FIVE = tuple(Option(id_, f"Vorhaben {id_}") for id_ in "abcde")


def sums_of_people(people: Sequence[Sequence[int]], question: Question) -> Sums:
    given = list(zip(*people, strict=True)) if people else [()] * len(question.options)
    named = {option.id: numbers for option, numbers in zip(question.options, given, strict=True)}
    strong = {id_: sum(number >= 8 for number in numbers) for id_, numbers in named.items()}
    return Sums(len(people), {id_: sum(numbers) for id_, numbers in named.items()}, strong)


def test_example_of_the_documentation() -> None:
    question = Question("points", FIVE)
    people = [(2, 1, 0, 0, 0), (2, 0, 1, 0, 0), (0, 2, 1, 0, 0), (1, 1, 1, 0, 0)]

    assert question.points == 3
    assert {question.fault(dict(zip("abcde", numbers, strict=True))) for numbers in people} == {None}
    result = poll_result(question, sums_of_people(people, question), 3)
    assert result is not None
    assert [(row.option.id, row.total) for row in result.rows] == [("a", 5), ("b", 4), ("c", 3), ("d", 0), ("e", 0)]

    against = Question("resistance", FIVE[:2])
    result = poll_result(against, sums_of_people([(0, 0), (0, 9), (9, 9), (8, 0)], against), 3)
    assert result is not None
    assert [(row.option.id, row.total, row.strong) for row in result.rows] == [("a", 17, 2), ("b", 18, 2)]


def test_those_that_are_level_stand_as_they_were_asked_and_are_all_in_front() -> None:
    question = Question("points", FIVE)

    result = poll_result(question, Sums(5, {"b": 2, "d": 2, "e": 1}, {}), 5)

    assert result is not None
    assert [row.option.id for row in result.rows] == ["b", "d", "e", "a", "c"]
    assert [row.option.id for row in result.best] == ["b", "d"]


@pytest.mark.parametrize("threshold", [3, 5])
def test_nothing_is_shown_below_the_threshold(threshold: int) -> None:
    question = Question("points", FIVE)

    shown = [poll_result(question, Sums(people, {"a": people}, {}), threshold) for people in range(7)]

    assert [one is not None for one in shown] == [people >= threshold for people in range(7)]


@pytest.mark.parametrize("kind", ["points", "resistance"])
@pytest.mark.parametrize("seed", range(50))
def test_what_any_people_gave_to_a_measure_can_be_exchanged(kind: PollKind, seed: int) -> None:
    chance, question = random.Random(seed), Question(kind, FIVE)
    people = [[chance.randint(0, question.highest) for _ in FIVE] for _ in range(chance.randint(0, 9))]
    exchanged = [list(column) for column in zip(*people, strict=True)]
    for column in exchanged:
        chance.shuffle(column)
    others = list(zip(*exchanged, strict=True))

    shown = [poll_result(question, sums_of_people(one, question), 5) for one in (people, others)]

    assert shown[0] == shown[1]
    assert (shown[0] is None) == (len(people) < 5)
