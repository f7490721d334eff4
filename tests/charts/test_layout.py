"""Nothing overlaps and nothing is cut, whatever the results are; markers are shapes, never letters."""

from itertools import combinations

import pytest

from charts.formats import Size
from charts.marks import Circle, Line, Path, Picture, Rect, Shape
from tests.charts.conftest import all_pictures
from tests.charts.random_results import invented
from tests.charts.test_charts import SIZES

SEEDS = (1, 3, 5, 6)
TOUCH = 0.12
"""Of the smaller font size: ascents and descents may meet so far without letters touching."""


def outside(picture: Picture) -> list[str]:
    """Texts beyond the edges of the picture."""
    found = []
    for text in picture.texts:
        left, top, right, bottom = text.box
        if left < -0.5 or top < -0.5 or right > picture.width + 0.5 or bottom > picture.height + 0.5:
            found.append(text.text)
    return found


def overlapping(picture: Picture) -> list[tuple[str, str]]:
    """Pairs of texts that cover each other."""
    found = []
    for (one, a), (other, b) in combinations([(text, text.box) for text in picture.texts], 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        if across > 0.5 and down > TOUCH * min(one.size, other.size) + 0.5:
            found.append((one.text, other.text))
    return found


def edges(shape: Shape) -> tuple[float, float, float, float]:
    match shape:
        case Rect():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Circle():
            r = shape.radius
            return shape.x - r, shape.y - r, shape.x + r, shape.y + r
        case Line():
            xs, ys = (shape.x1, shape.x2), (shape.y1, shape.y2)
            return min(xs), min(ys), max(xs), max(ys)
        case Path():
            return (
                min(x for x, _ in shape.points),
                min(y for _, y in shape.points),
                max(x for x, _ in shape.points),
                max(y for _, y in shape.points),
            )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize(("people", "language"), [(30, "de"), (60, "en"), (60, "de"), (300, "de")])
def test_texts_keep_apart_and_everything_stays_in_the_picture(
    seed: int, people: int, language: str, size: Size
) -> None:
    results, labels = invented(seed, language, people)
    named = (results.fields[0].id, results.statements[0].id)

    for name, picture in all_pictures(results, labels, size, named).items():
        assert outside(picture) == [], name
        assert overlapping(picture) == [], name
        for shape in picture.shapes:
            left, top, right, bottom = edges(shape)
            assert left >= -picture.bleed - 0.01, (name, shape)
            assert right <= picture.width + picture.bleed + 0.01, (name, shape)
            assert top >= -1, (name, shape)
            assert bottom <= picture.height + 1, (name, shape)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_letter_stands_for_a_marker_and_every_letter_is_in_our_font(seed: int) -> None:
    results, labels = invented(seed, "de", 60)

    written = {
        letter
        for size in SIZES
        for picture in all_pictures(results, labels, size).values()
        for text in picture.texts
        for letter in text.text
    }

    assert written & set("●○◆◇■□▲━│|→←✓•") == set()
    assert {letter for letter in written if ord(letter) > 0x2000} <= set("–—‐…“”„‘’")


@pytest.mark.parametrize("size", SIZES)
def test_pictures_are_the_same_every_time(size: Size) -> None:
    first, second = (all_pictures(*invented(2, "de", 60), size) for _ in "ab")

    assert first == second
