"""Bars in a list's rows: to one measure, with counts where they fit, and words where nothing may be shown."""

import base64
from dataclasses import replace

from analysis.results import Ratings, Results
from charts.inline import image, inline_bars
from charts.marks import Line, Rect, Text
from charts.theme import ANSWER_COLOURS
from content.labels import Labels

WIDTH, HEIGHT = 200, 18


def test_bars_stand_on_one_zero_line_and_to_one_measure(results: Results, labels: Labels) -> None:
    ids = [one.id for one in results.statements]
    drawn = inline_bars(results, labels, ids, width=WIDTH, height=HEIGHT)

    (zero,) = {
        mark.x1 for one in drawn.values() for mark in one.marks if isinstance(mark, Line) and mark.role == "zero"
    }
    for id_, picture in drawn.items():
        ratings = results.by_statement[id_].ratings
        assert ratings is not None
        bars = {
            mark.role[-1]: mark
            for mark in picture.shapes
            if isinstance(mark, Rect) and mark.role[:4] == "bar:" and mark.fill in ANSWER_COLOURS.values()
        }
        assert set(bars) == {answer for answer in "ABCD" if getattr(ratings, answer)}
        assert all((bar.x >= zero) == (answer in "AB") for answer, bar in bars.items())
        units = {round((bar.width + 1) / getattr(ratings, answer), 3) for answer, bar in bars.items()}
        assert len(units) == 1


def test_narrowing_a_list_moves_no_bar(results: Results, labels: Labels) -> None:
    ids = [one.id for one in results.statements]
    of_all = inline_bars(results, labels, ids, width=WIDTH, height=HEIGHT)

    assert inline_bars(results, labels, ids[3:4], width=WIDTH, height=HEIGHT) == {ids[3]: of_all[ids[3]]}


def test_every_mark_keeps_within_the_row(results: Results, labels: Labels) -> None:
    drawn = inline_bars(results, labels, [one.id for one in results.statements], width=WIDTH, height=HEIGHT)

    for picture in drawn.values():
        for text in picture.texts:
            left, _top, right, _bottom = text.box
            assert left >= 0 and right <= WIDTH
        for mark in picture.shapes:
            if isinstance(mark, Rect):
                assert mark.x >= 0 and mark.x + mark.width <= WIDTH


def test_too_few_answers_are_words_and_no_bar(results: Results, labels: Labels) -> None:
    first = results.statements[0]
    hidden = replace(results, statements=(replace(first, ratings=None, e=None), *results.statements[1:]))

    picture = inline_bars(hidden, labels, [first.id], width=WIDTH, height=HEIGHT)[first.id]

    assert [mark.text for mark in picture.marks if isinstance(mark, Text)] == [labels.too_few]
    assert picture.shapes == ()


def test_large_rooms_are_drawn_in_shares(results: Results, labels: Labels) -> None:
    first, second, *_others = results.statements
    few, many = replace(first, ratings=Ratings(5, 5, 5, 5)), replace(second, ratings=Ratings(50, 50, 50, 50))
    large = replace(results, statements=(few, many), respondents=200)

    drawn = inline_bars(large, labels, [few.id, many.id], width=WIDTH, height=HEIGHT)

    places = [
        [(m.x, m.width) for m in one.shapes if isinstance(m, Rect) and m.fill in ANSWER_COLOURS.values()]
        for one in drawn.values()
    ]
    assert places[0] == places[1]


def test_image_carries_its_own_size(results: Results, labels: Labels) -> None:
    first = results.statements[0].id
    address = image(inline_bars(results, labels, [first], width=WIDTH, height=HEIGHT)[first], "")

    assert address.startswith("data:image/svg+xml;base64,")
    assert base64.b64decode(address.partition(",")[2]).startswith(b'<svg width="200" height="18" ')
