"""The guess: a row an answer in the questionnaire's order, a square a guess, and its number in words beside it."""

from collections import Counter

import pytest

from analysis.questionnaire import ANSWERS
from charts.formats import FORMATS
from charts.guesses import guesses
from charts.marks import Rect
from charts.svg import svg

SIZES = ("page", "wall", "wall43", "paper")


def drawn(picture, answer):
    return [mark for mark in picture.shapes if isinstance(mark, Rect) and mark.role == f"bar:{answer}"]


@pytest.mark.parametrize("size", SIZES)
def test_every_guess_is_a_square_of_one_size_beside_the_words_of_its_answer(labels, size):
    given = {"A": 5, "B": 9, "C": 4, "D": 0, "E": 2}

    picture = guesses(given, labels, FORMATS[size])

    assert {answer: len(drawn(picture, answer)) for answer in "ABCD"} == {"A": 5, "B": 9, "C": 4, "D": 0}
    assert len({round(mark.width, 6) for answer in "ABCD" for mark in drawn(picture, answer)}) == 1
    assert [mark.text for mark in picture.texts if mark.role == "head"] == [labels.answers[one] for one in ANSWERS]
    numbers = [(mark.about, mark.text) for mark in picture.texts if mark.role.startswith("number:")]
    assert numbers == [(answer, str(given[answer])) for answer in ANSWERS]
    assert picture.reading == "Ein Feld = eine Person"


def test_answers_keep_their_order_whatever_was_guessed_most_often(labels):
    picture = guesses({"A": 1, "B": 2, "C": 9, "D": 3, "E": 4}, labels, FORMATS["wall"])

    heads = [mark for mark in picture.texts if mark.role == "head"]
    assert [mark.about for mark in sorted(heads, key=lambda mark: mark.y)] == list(ANSWERS)


def test_above_sixty_guesses_bars_are_solid_and_their_lengths_are_counts(labels):
    picture = guesses({"A": 20, "B": 40, "C": 0, "D": 10, "E": 30}, labels, FORMATS["wall"])

    widths = {answer: [mark.width for mark in drawn(picture, answer)] for answer in "ABCD"}
    assert Counter({answer: len(bars) for answer, bars in widths.items()}) == {"A": 1, "B": 1, "C": 0, "D": 1}
    assert widths["B"][0] == pytest.approx(2 * widths["A"][0]) == pytest.approx(4 * widths["D"][0])
    assert drawn(picture, "E")[0].width == pytest.approx(3 * widths["D"][0])
    assert picture.reading == ""


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("given", [(42, 0, 0, 0, 0), (0, 0, 0, 0, 42), (0, 0, 3, 0, 0), (900, 1, 0, 2, 97)])
def test_nothing_leaves_the_picture_and_no_number_meets_its_bar(labels, size, given):
    picture = guesses(dict(zip(ANSWERS, given, strict=True)), labels, FORMATS[size])

    for mark in picture.texts:
        assert mark.box[0] > -1 and mark.box[2] < picture.width + 1 and mark.box[3] < picture.height + 1
    for number in (mark for mark in picture.texts if mark.role.startswith("number:")):
        ends = [bar.x + bar.width for bar in drawn(picture, number.about)]
        assert all(end <= number.box[0] for end in ends)
    heads = max(mark.box[2] for mark in picture.texts if mark.role == "head")
    assert all(bar.x > heads for answer in ANSWERS for bar in drawn(picture, answer))


def test_it_is_drawn_under_a_strict_policy(labels):
    drawing = svg(guesses({"A": 1, "B": 2, "C": 3, "D": 0, "E": 1}, labels, FORMATS["wall"]), "Alt")

    assert "style=" not in drawing and "<title>Alt</title>" in drawing
