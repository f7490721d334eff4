"""Labels that would meet are moved apart, as little as all of them together can be."""

import pytest

from charts.spreading import spread


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
