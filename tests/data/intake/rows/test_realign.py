"""Rows of Nextcloud Forms in which skipped grids left one cell; written as SubmissionService::exportData does."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake.containers.reading import Value
from data.intake.rows.realign import AS_IS, MANY, NONE, Outcome, keeps_places, realigned
from tests.exports.nextcloud import rows
from tests.exports.people import labels, made_people
from tests.exports.sample import SHORT

GRIDS = ((1, 3), (4, 2), (6, 4))
"""A perspective, grids of three, two and four rows, a comment."""
WIDTH = 11
FULL = ("Amt", "A", "B", "C", "D", "E", "A", "B", "C", "D", "Danke")


def _readable(place: int, value: Value) -> bool:
    if place == 0:
        return value in ("Amt", "Rat")
    return value in ("A", "B", "C", "D", "E") if place < WIDTH - 1 else isinstance(value, str)


def _exported(row: Sequence[Value], grids: Sequence[tuple[int, int]]) -> list[Value]:
    """One empty cell for a grid without any answer; the row is filled up at its end."""
    written: list[Value] = []
    place = 0
    for start, length in grids:
        written += row[place:start]
        grid = row[start : start + length]
        written += grid if any(value is not None for value in grid) else [None]
        place = start + length
    written += row[place:]
    return written + [None] * (len(row) - len(written))


def _without(row: Sequence[Value], *places: int) -> list[Value]:
    return [None if place in places else value for place, value in enumerate(row)]


def test_a_full_row_stays() -> None:
    assert realigned(FULL, GRIDS, _readable) == AS_IS


def test_a_skipped_grid_is_found_by_the_comment_that_moved_into_the_grids() -> None:
    row = _exported(_without(FULL, 4, 5), GRIDS)

    assert row == ["Amt", "A", "B", "C", None, "A", "B", "C", "D", "Danke", None]
    expected = ("Amt", "A", "B", "C", None, None, "A", "B", "C", "D", "Danke")
    assert realigned(row, GRIDS, _readable) == Outcome("one", expected, skipped=(1,))


def test_two_skipped_grids_are_found() -> None:
    row = _exported(_without(FULL, 1, 2, 3, 6, 7, 8, 9), GRIDS)

    assert row == ["Amt", None, "D", "E", None, "Danke", None, None, None, None, None]
    expected = ("Amt", None, None, None, "D", "E", None, None, None, None, "Danke")
    assert realigned(row, GRIDS, _readable) == Outcome("one", expected, skipped=(0, 2))


def test_without_a_comment_a_skipped_grid_may_be_one_skipped_row() -> None:
    row = _exported(_without(FULL, 4, 5, 10), GRIDS)

    assert row == ["Amt", "A", "B", "C", None, "A", "B", "C", "D", None, None]
    assert realigned(row, GRIDS, _readable) == MANY


def test_who_stops_half_way_stays() -> None:
    row = _exported(_without(FULL, 6, 7, 8, 9, 10), GRIDS)

    assert realigned(row, GRIDS, _readable) == AS_IS


def test_a_skipped_last_grid_with_a_comment_is_found() -> None:
    row = _exported(_without(FULL, 6, 7, 8, 9), GRIDS)

    expected = ("Amt", "A", "B", "C", "D", "E", None, None, None, None, "Danke")
    assert realigned(row, GRIDS, _readable) == Outcome("one", expected, skipped=(2,))


def test_a_blank_row_stays() -> None:
    assert realigned(["Amt", *[None] * 10], GRIDS, _readable) == AS_IS


def test_texts_of_csv_count_as_empty_without_signs() -> None:
    row = ["Amt", "A", "B", "C", "", "A", "B", "C", "D", "Danke", ""]

    assert realigned(row, GRIDS, _readable).kind == "one"


def test_a_row_that_fits_nowhere_is_not_read() -> None:
    row = ["Amt", "A", "B", "C", "vielleicht", "A", "B", "C", None, None, None]

    assert realigned(row, GRIDS, _readable) == NONE


def test_a_slip_in_a_row_without_room_stays_for_itself() -> None:
    row = [*FULL[:4], "vielleicht", *FULL[5:]]

    assert realigned(row, GRIDS, _readable) == AS_IS


def test_grids_of_one_row_move_nothing() -> None:
    assert realigned(["Amt", None, None], ((1, 1), (2, 1)), lambda place, value: True) == AS_IS


def test_more_grids_than_can_be_tried_are_not_guessed_at() -> None:
    grids = [(2 * place, 2) for place in range(11)]

    assert realigned(["A"] * 20 + [None] * 2, grids, lambda place, value: True) == MANY


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (_without(FULL, 4, 5), True),
        (_without(FULL, 4), False),
        (_without(FULL, 4, 5, 10), False),
        (_exported(_without(FULL, 4, 5), GRIDS), False),
    ],
)
def test_an_empty_grid_before_a_filled_end_shows_that_nothing_moved(row: list[Value], expected: bool) -> None:
    assert keeps_places([FULL, row], GRIDS) == expected


def _rows(lengths: Sequence[int], draw: random.Random, skip_grid: float, skip_cell: float) -> list[Value]:
    row: list[Value] = ["Amt"]
    for length in lengths:
        skips = draw.random() < skip_grid
        row += [None if skips or draw.random() < skip_cell else draw.choice("ABCDE") for _ in range(length)]
    return [*row, draw.choice([None, "Danke", "A"])]


@given(
    lengths=st.lists(st.integers(1, 5), min_size=1, max_size=6),
    draw=st.randoms(use_true_random=False),
    skip_grid=st.sampled_from([0.0, 0.2, 0.6, 1.0]),
    skip_cell=st.sampled_from([0.0, 0.1, 0.5]),
    with_fault=st.booleans(),
)
def test_no_answer_ever_lands_in_a_wrong_column(
    lengths: list[int], draw: random.Random, skip_grid: float, skip_cell: float, with_fault: bool
) -> None:
    truth = _rows(lengths, draw, skip_grid, skip_cell)
    starts = [1 + sum(lengths[:place]) for place in range(len(lengths))]
    grids = list(zip(starts, lengths, strict=True))
    row = _exported(truth, grids) if with_fault else truth

    def readable(place: int, value: Value) -> bool:
        if place == 0:
            return value == "Amt"
        return place == len(truth) - 1 or value in ("A", "B", "C", "D", "E")

    outcome = realigned(row, grids, readable)

    assert outcome.kind != "none"
    if outcome.kind == "as_is":
        assert row == truth
    if outcome.kind == "one":
        assert outcome.cells == tuple(truth)
    if row[-1] is not None:
        assert outcome == AS_IS


def test_rows_as_nextcloud_forms_writes_them_come_back_or_are_set_aside() -> None:
    people = [replace(person, comment="Danke") for person in made_people(SHORT, 40)]
    starts, place = [], 1
    for field in SHORT.fields:
        starts.append(place)
        place += len(field.statements)
    grids = [(start, len(field.statements)) for start, field in zip(starts, SHORT.fields, strict=True)]
    words = set(labels(SHORT).values())

    def readable(place: int, value: Value) -> bool:
        return value in words if 0 < place < len(SHORT.statements) + 1 else value == "Danke" or place == 0

    truth = [tuple(cell or None for cell in row[3:]) for row in rows(people, SHORT, questions="grid")[1:]]
    shifted = [row[3:] for row in rows(people, SHORT, questions="grid", shifted=True)[1:]]
    outcomes = [realigned(row, grids, readable) for row in shifted]

    assert Counter(outcome.kind for outcome in outcomes) == {"as_is": 30, "one": 9, "many": 1}
    for whole, row, outcome in zip(truth, shifted, outcomes, strict=True):
        assert (outcome.kind == "as_is") == (whole == tuple(cell or None for cell in row))
        assert outcome.cells == (whole if outcome.kind == "one" else ())
