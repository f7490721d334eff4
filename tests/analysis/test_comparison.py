"""Which differences can be read, Spannweite and orders; values worked out by hand."""

from fractions import Fraction

import pytest

from analysis.comparison import ordered, quiet_groups, readable_groups, span
from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.results import Group


def results_of(questionnaire, counts_frame, cells, sizes=(9, 9, 25)):
    groups = tuple(Group(name, size, ()) for name, size in zip(("a", "b", "c"), sizes, strict=True))
    return evaluate(Counted(counts_frame(cells), groups, ("1.01", "1.02", "2.01"), 5), questionnaire)


def test_group_is_quiet_only_if_it_is_close_to_every_other_group(questionnaire, counts_frame):
    # a 4.0 (n = 9), b 3.5 (n = 8), c 2.8 (n = 25): a-b 0.5 < 0.7, b-c 0.7 ≥ 0.7 (1.8/√8 = 0.63…), a-c 1.2 ≥ 0.6
    cells = {("1.01", "a"): "A" * 9, ("1.01", "b"): "AAAABBBB", ("1.01", "c"): "B" * 20 + "C" * 5}

    statement = results_of(questionnaire, counts_frame, cells).by_statement["1.01"]

    assert readable_groups(statement) == {"a", "b", "c"}
    assert quiet_groups(statement) == frozenset()


def test_small_group_between_two_others_is_quiet_and_they_are_not(questionnaire, counts_frame):
    # a 4.0 and c 3.4 differ by 0.6, which 25 and 9 people let read; b 3.6 with 5 would need 0.9 from either
    cells = {("1.01", "a"): "A" * 9, ("1.01", "b"): "AAABB", ("1.01", "c"): "A" * 10 + "B" * 15}

    statement = results_of(questionnaire, counts_frame, cells).by_statement["1.01"]

    assert readable_groups(statement) == {"a", "c"}
    assert quiet_groups(statement) == {"b"}


def test_mark_is_compared_with_groups_and_not_with_the_room(questionnaire, counts_frame):
    # c is most of the room: its level is the room's but for 0.2, and still far from a and b
    cells = {("1.01", "a"): "A" * 9, ("1.01", "b"): "A" * 9, ("1.01", "c"): "B" * 25}

    statement = results_of(questionnaire, counts_frame, cells).by_statement["1.01"]

    assert quiet_groups(statement) == frozenset()


def test_lone_group_is_compared_with_none(questionnaire, counts_frame):
    statement = results_of(questionnaire, counts_frame, {("1.01", "a"): "A" * 9}).by_statement["1.01"]

    assert (quiet_groups(statement), readable_groups(statement), span(statement)) == (frozenset(), frozenset(), None)


def test_span_is_the_difference_of_the_values_as_they_are_shown(questionnaire, counts_frame):
    # 23/8 = 2.875 is shown as 2,9 and 2.25 as 2,3: 0,6, although the exact difference 0.625 would say the same;
    # 13/4 = 3.25 is shown as 3,3 and 2.04 as 2,0: 1,3, although the exact difference 1.21 would be shown as 1,2
    cells = {
        ("1.01", "a"): "A" * 7 + "D",
        ("1.01", "b"): "AAAABCCD",
        ("1.02", "a"): "ABBBABBB",
        ("1.02", "c"): "B" * 1 + "C" * 24,
    }

    results = results_of(questionnaire, counts_frame, cells)

    # a 29/8 = 3.625 -> 3.6, b (16 + 3 + 4 + 1)/8 = 3.0
    assert span(results.by_statement["1.01"]) == Fraction(6, 10)
    # a 26/8 = 3.25 -> 3.3, c 51/25 = 2.04 -> 2.0
    assert span(results.by_statement["1.02"]) == Fraction(13, 10)
    # field: a (3.625 + 3.25)/2 = 3.4375 -> 3.4, b 3.0 from one of two, c 2.04 from one of two
    assert span(results.by_field["eins"]) == Fraction(14, 10)
    # b and c over one statement, a over two: what differs may be the statements
    assert readable_groups(results.by_field["eins"]) == frozenset()
    assert readable_groups(results.by_statement["1.02"]) == {"a", "c"}


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        # U: 1.01 all alike, 1.02 half A half D, 2.01 between; groups differ only in 2.01
        ("besprechen", ("1.02", "2.01", "1.01")),
        ("uneinigkeit", ("1.02", "2.01", "1.01")),
        ("spannweite", ("2.01", "1.01", "1.02")),
        ("fragebogen", ("1.01", "1.02", "2.01")),
    ],
)
def test_statements_can_be_ordered_by_what_differs(questionnaire, counts_frame, order, expected):
    cells = {
        **{("1.01", group): "BBBBBBBB" for group in "ab"},
        **{("1.02", group): "AAAADDDD" for group in "ab"},
        ("2.01", "a"): "AAAAAAAA",
        ("2.01", "b"): "BBBBBBBB",
    }

    assert ordered(results_of(questionnaire, counts_frame, cells), order) == expected


def test_statements_without_a_value_come_last(questionnaire, counts_frame):
    results = results_of(questionnaire, counts_frame, {("2.01", "a"): "AAAADDDD"})

    assert ordered(results, "uneinigkeit") == ("2.01", "1.01", "1.02")
    assert ordered(results, "spannweite") == ("1.01", "1.02", "2.01")
