"""Labels that would meet are moved apart, as little as all of them together can be."""

import random
from itertools import combinations

import pytest

from charts.spreading import lanes_of, spread


@pytest.mark.parametrize(
    ("wanted", "heights", "middles"),
    [
        ([10, 50, 90], [20, 20, 20], [10, 50, 90]),  # nothing meets
        ([50, 50], [20, 20], [40, 60]),  # each gives way by the same
        ([50, 48], [20, 20], [59, 39]),  # in the order of their places
        ([1, 2], [20, 20], [10, 30]),  # the upper edge holds
        ([99, 98], [20, 20], [90, 70]),  # and the lower one
        ([50, 50, 64], [20, 20, 20], [34.67, 54.67, 74.67]),  # whoever is pushed pushes on
    ],
)
def test_labels_keep_apart(wanted: list[float], heights: list[float], middles: list[float]) -> None:
    assert spread(wanted, heights, 0, 100) == pytest.approx(middles, abs=0.01)


def test_without_room_they_begin_at_the_top() -> None:
    assert spread([50, 50, 50], [60, 60, 60], 0, 100) == pytest.approx([30, 90, 150])


@pytest.mark.parametrize(
    ("places", "heights"),
    [
        ([], []),
        ([1, 5, 9], [0, 0, 0]),  # nothing meets
        ([1, 1], [-0.5, 0.5]),
        ([1, 1, 1], [-1, 0, 1]),
        ([1, 2, 3, 9], [-0.5, 0.5, -0.5, 0]),  # of three of which each meets only the next, two are in one lane
    ],
)
def test_dots_that_would_cover_one_another_stand_above_one_another(places: list[float], heights: list[float]) -> None:
    assert lanes_of(places, 2) == heights


def test_the_dot_below_which_something_is_written_is_the_lowest_and_the_one_above_which_the_highest() -> None:
    heights = lanes_of([1, 1.5, 1, 1.5], 2, lowest=2, highest=1)

    assert heights[2] == min(heights) and heights[1] == max(heights)
    assert len(set(heights)) == 4


@pytest.mark.parametrize("seed", range(20))
def test_no_dot_covers_another(seed: int) -> None:
    chance = random.Random(seed)
    places = [chance.uniform(0, 10) for _one in range(8)]
    heights = lanes_of(places, 2, lowest=chance.randrange(8), highest=chance.randrange(8))

    for (x, y), (other_x, other_y) in combinations(zip(places, heights, strict=True), 2):
        assert abs(x - other_x) >= 2 or abs(y - other_y) >= 1
