"""Before and after: everybody is a square of one size on one zero line, at the side of their answer."""

from collections import Counter

import pytest

from analysis.results import Ratings
from charts.before_after import Vote, before_after
from charts.formats import FORMATS
from charts.marks import Line, Rect

SIZES = ("page", "wall", "wall43", "paper")
BEFORE = Vote("vorher", "Vorher", Ratings(11, 9, 8, 10), 3, 41)
AFTER = Vote("nachher", "Nachher", Ratings(13, 10, 9, 6), 2, 40)


def bars(picture, about):
    rects = [mark for mark in picture.shapes if isinstance(mark, Rect) and mark.about == about]
    return [mark for mark in rects if mark.role in ("bar:A", "bar:B", "bar:C", "bar:D")]


def zero(picture):
    return {mark.x1 for mark in picture.shapes if isinstance(mark, Line) and mark.role == "zero"}


@pytest.mark.parametrize("size", SIZES)
def test_everybody_is_a_square_of_one_size_at_the_side_of_the_answer(labels, size):
    picture = before_after((BEFORE, AFTER), labels, FORMATS[size])

    (line,) = zero(picture)
    for vote in (BEFORE, AFTER):
        drawn = bars(picture, vote.id)
        assert Counter(mark.role[-1] for mark in drawn) == vote.ratings._asdict()
        assert all((mark.middle[0] > line) == (mark.role[-1] in "AB") for mark in drawn)
    assert len({round(mark.width, 6) for one in (BEFORE, AFTER) for mark in bars(picture, one.id)}) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "ratings", [Ratings(60, 0, 0, 0), Ratings(0, 0, 0, 5), Ratings(1, 29, 29, 1), Ratings(900, 1, 1, 99)]
)
def test_nothing_leaves_the_picture_and_no_block_meets_a_sum(labels, size, ratings):
    votes = (BEFORE, Vote("nachher", "Nachher", ratings, 0, ratings.n))

    picture = before_after(votes, labels, FORMATS[size])

    sums = [mark for mark in picture.texts if mark.role == "sum"]
    assert [mark.text for mark in sums] == ["18", "20", str(ratings.disagree), str(ratings.agree)]
    left, right = max(mark.box[2] for mark in sums[::2]), min(mark.box[0] for mark in sums[1::2])
    drawn = [mark for vote in votes for mark in bars(picture, vote.id)]
    assert all(left <= mark.x and mark.x + mark.width <= right for mark in drawn)
    for mark in picture.texts:
        assert mark.box[0] > -1 and mark.box[2] < picture.width + 1 and mark.box[3] < picture.height + 1


def test_of_more_than_sixty_people_bars_show_shares(labels):
    many = Vote("nachher", "Nachher", Ratings(50, 50, 0, 0), 0, 100)
    twice = Vote("vorher", "Vorher", Ratings(20, 20, 0, 0), 0, 40)

    picture = before_after((twice, many), labels, FORMATS["wall"])

    assert [round(mark.width) for mark in bars(picture, "vorher")] == [
        round(mark.width) for mark in bars(picture, "nachher")
    ]
    assert labels.one_person not in picture.reading


def test_what_is_hidden_has_words_and_no_number(labels):
    hidden = Vote("nachher", "Nachher", None, None, 3)

    picture = before_after((BEFORE, hidden), labels, FORMATS["wall"])

    assert [mark.text for mark in picture.texts if mark.role == "hidden"] == [labels.too_few]
    assert [mark.text for mark in picture.texts if mark.about == "nachher"] == ["Nachher"]
