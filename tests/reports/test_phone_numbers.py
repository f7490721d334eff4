"""Telephone numbers are not parted at the end of a line, and nothing else is touched."""

import pytest

from reports.phone_numbers import in_one_piece


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Tel. 0221 123-456, Mo", "Tel. 0221\u00a0123\u2011456, Mo"),
        ("+49 (0) 221 / 12 34", "+49\u00a0(0)\u00a0221\u00a0/\u00a012\u00a034"),
        ("(02 21) 12 34 56", "(02\u00a021)\u00a012\u00a034\u00a056"),
    ],
)
def test_numbers_are_in_one_piece(text: str, whole: str) -> None:
    assert in_one_piece(text) == whole


@pytest.mark.parametrize(
    "text", ["am 01.09.2026 um 10", "0 von 42", "5.000 000", "0,5 0", "Az. 10-20 0000 1", "05 - 06", "Nr. 0"]
)
def test_other_numbers_stay_as_they_are(text: str) -> None:
    assert in_one_piece(text) == text
