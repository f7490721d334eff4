import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.privacy import shown_cells

VECTORS = json.loads((Path(__file__).parent / "vectors.json").read_text())


@pytest.mark.parametrize("case", VECTORS["anonymity"], ids=lambda case: case["id"])
def test_shown_cells_equal_the_worked_cases(case):
    assert shown_cells(case["group_sizes"], case["threshold"]) == frozenset(case["shown"])


def test_shown_cells_break_ties_by_questionnaire_order():
    assert shown_cells({"a": 6, "b": 6, "c": 6, "d": 2}, 5) == {"b", "c"}


@given(st.lists(st.integers(0, 12), min_size=1, max_size=9), st.integers(3, 6))
def test_what_remains_hidden_is_two_groups_and_the_threshold_or_everything(sizes, threshold):
    bases = {f"g{index}": size for index, size in enumerate(sizes)}

    shown = shown_cells(bases, threshold)

    hidden = [size for group, size in bases.items() if group not in shown and size > 0]
    assert all(bases[group] >= threshold for group in shown)
    if hidden and shown:
        assert len(hidden) >= 2
        assert sum(hidden) >= threshold
