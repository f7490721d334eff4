"""How wide columns become."""

import pytest

from charts.text import width
from reports.columns import SIDES, columns, unbroken

HEADS = ("Maßnahme", "Wer", "n")
ROWS = [("Ein Leitbild beschließen und jährlich darüber berichten, was geschah", "Bürgerbüro", "12")] * 3
SIZES = (10.0, 8.0)


def test_what_is_left_goes_to_the_column_with_most_text() -> None:
    fit = columns([HEADS, *ROWS], (), 400, SIZES[:1])

    text, who, number = fit.widths
    assert sum(fit.widths) == pytest.approx(400)
    assert fit.size == 10
    assert width("Bürgerbüro", 10) < who - SIDES < width("Bürgerbüro", 10) + 20
    assert number < 30
    assert text > 250


def test_shares_are_kept() -> None:
    fit = columns([HEADS, *ROWS], (3, 1, 1), 500, SIZES)

    assert fit.widths == pytest.approx((300, 100, 100))


def test_letters_become_smaller_before_words_are_broken() -> None:
    heads = tuple(f"Sprechstunde{number}" for number in range(6))
    wide = sum(width(head, 10, bold=True) + SIDES for head in heads)

    fit = columns([heads], (), wide * 0.9, SIZES)

    assert fit.size == 8
    assert not any(unbroken(head, one - SIDES, 8, bold=True) for head, one in zip(heads, fit.widths, strict=True))


def test_a_word_without_end_takes_no_room_from_others() -> None:
    fit = columns([("Wer", "Was"), ("W" * 64, "Ein ganzer Satz mit vielen Wörtern. " * 5)], (), 400, SIZES)

    assert fit.widths[0] < 200
    assert unbroken("W" * 64, fit.widths[0] - SIDES, fit.size) == 64


def test_words_that_hyphens_part_are_not_broken_anywhere() -> None:
    assert unbroken("Verwaltungsbogen", width("Verwaltungsbogen", 10) * 0.7, 10) == 0
    assert unbroken("Verwaltungsbogen", width("Verwaltungsbogen", 10) * 0.3, 10) == 16
    assert unbroken("kurz XXXXXXXXXX", width("XXXXXXXXXX", 10) * 0.7, 10) == 10
