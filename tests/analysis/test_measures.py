import json
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures import disagreement, disagreement_band, group_distance, level, mean, smallest_difference_to_read
from analysis.results import Ratings

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())

ratings = st.builds(Ratings, *[st.integers(0, 15)] * 4)


@pytest.mark.parametrize("case", VECTORS["within"], ids=lambda case: case["id"])
def test_disagreement_equals_berry_and_mielke_in_r(case):
    value = disagreement(Ratings(*case["counts"]))

    assert value == (None if case["iov_exact_fraction"] is None else Fraction(case["iov_exact_fraction"]))


@pytest.mark.parametrize("case", VECTORS["within"], ids=lambda case: case["id"])
def test_level_equals_the_mean_in_r_turned_round(case):
    value = level(Ratings(*case["counts"]))

    assert float(value) == pytest.approx(5 - case["mean"], abs=1e-9)


@pytest.mark.parametrize("case", VECTORS["between"], ids=lambda case: case["id"])
def test_group_distance_is_between_minus_within(case):
    value = group_distance([Ratings(*group) for group in case["groups"]])

    assert value == Fraction(case["between_fraction"]) - Fraction(case["within_fraction"])


@pytest.mark.parametrize("case", VECTORS["weighting"], ids=lambda case: case["id"])
def test_equal_voice_is_the_mean_of_the_groups_levels(case):
    groups = [Ratings(*group) for group in case["groups"]]
    room = Ratings(*(sum(column) for column in zip(*groups, strict=True)))

    assert float(level(room)) == pytest.approx(case["mean_persons"])
    assert float(mean(level(group) for group in groups)) == pytest.approx(case["mean_of_group_means"])


def test_group_distance_needs_two_groups_and_one_pair_within():
    assert group_distance([Ratings(5, 0, 0, 0)]) is None
    assert group_distance([Ratings(1, 0, 0, 0), Ratings(0, 0, 0, 1)]) is None
    assert group_distance([]) is None


def test_band_holds_the_exact_thirds():
    assert disagreement_band(Fraction(1, 3) - Fraction(1, 10**9)) == "gering"
    assert disagreement_band(Fraction(1, 3)) == "mittel"
    assert disagreement_band(Fraction(2, 3)) == "gross"


def test_smallest_difference_to_read_is_rounded_up():
    assert [smallest_difference_to_read(n) for n in (3, 5, 10, 20, 60)] == [
        Fraction(11, 10),
        Fraction(9, 10),
        Fraction(6, 10),
        Fraction(5, 10),
        Fraction(3, 10),
    ]


@given(ratings)
def test_disagreement_equals_the_sum_over_all_pairs(room):
    values = [4] * room.A + [3] * room.B + [2] * room.C + [1] * room.D
    pairs = sum(abs(a - b) for i, a in enumerate(values) for b in values[:i])

    value = disagreement(room)

    if len(values) < 2:
        assert value is None
    else:
        assert value == Fraction(pairs, 3 * (len(values) // 2) * ((len(values) + 1) // 2))
        assert 0 <= value <= 1


@given(ratings)
def test_measures_do_not_depend_on_the_direction_of_the_scale(room):
    assert disagreement(room) == disagreement(Ratings(*reversed(room)))
