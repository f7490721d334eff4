"""What is shown of the second vote: the rules, each with a room made by hand."""

from collections import Counter
from fractions import Fraction
from itertools import product

import pandas as pd
import pytest

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.questionnaire import ANSWERS, RATINGS
from analysis.results import Cell, Group, Ratings
from analysis.second_vote import GroupVote, Moves, Recount, recount_of, second_vote


def room_of(groups, questionnaire, threshold=3):
    """The first and the second vote of groups of people: "AB" rated A, then B; "-" is nothing."""
    members = tuple(Group(group, len(people), (group,)) for group, people in groups.items())
    cells = [
        ("1.01", group, answer, number)
        for group, people in groups.items()
        for answer, number in Counter(person[0] for person in people).items()
        if answer != "-"
    ]
    counts = pd.DataFrame(cells, columns=["statement", "group", "answer", "people"])
    before = evaluate(Counted(counts, members, ("1.01",), threshold), questionnaire).statements[0]
    return before, Recount({group: vote_of(people) for group, people in groups.items()}, moves_of(groups.values()))


def vote_of(people):
    return GroupVote(
        after={answer: sum(person[1] == answer for person in people) for answer in ANSWERS},
        rated_before=sum(person[0] in RATINGS for person in people),
        rated_twice=sum(person[0] in RATINGS and person[1] in RATINGS for person in people),
        only_before=sum(person[0] != "-" and person[1] == "-" for person in people),
        only_after=sum(person[0] == "-" and person[1] != "-" for person in people),
    )


def moves_of(groups):
    twice = [person for people in groups for person in people if set(person) <= set(RATINGS)]
    return Moves(
        up=sum(before > after for before, after in twice),
        stayed=sum(before == after for before, after in twice),
        down=sum(before < after for before, after in twice),
    )


def shown(groups, questionnaire, threshold=3):
    """Whether moves are shown, and the groups whose ratings are, one letter each."""
    result = second_vote(*room_of(groups, questionnaire, threshold), threshold)
    return result.moves is not None, "".join(group for group, cell in result.cells.items() if cell.ratings)


def test_everything_is_shown_where_everybody_votes_twice(questionnaire):
    before, counted = room_of({"f": ["DB", "CB", "BB", "EE"], "r": ["AA", "AB", "AA"]}, questionnaire)

    result = second_vote(before, counted, 3)

    assert (result.statement, result.voted) == ("1.01", 7)
    assert (result.ratings, result.e, result.moves) == (Ratings(2, 4, 0, 0), 1, Moves(2, 3, 1))
    assert result.cells == {
        "f": Cell(Ratings(0, 3, 0, 0), Fraction(3), 1, 4),
        "r": Cell(Ratings(2, 1, 0, 0), Fraction(11, 3), 0, 3),
    }


def test_fewer_than_the_threshold_show_nothing_but_their_number(questionnaire):
    result = second_vote(*room_of({"f": ["AA", "AB", "A-"], "r": ["A-", "A-", "A-"]}, questionnaire), 3)

    assert (result.voted, result.ratings, result.e, result.moves) == (2, None, None, None)
    assert set(result.cells.values()) == {Cell(None, None, None, 3)}


def test_who_cannot_judge_counts_for_the_room_and_is_no_rating(questionnaire):
    result = second_vote(*room_of({"f": ["AE", "AE", "AE"], "r": ["AA", "AA", "AE"]}, questionnaire), 3)

    assert (result.voted, result.ratings, result.e) == (6, None, 4)
    assert [cell.e for cell in result.cells.values()] == [3, 1]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        ({"f": ["AA", "BB", "CC"], "r": ["AA", "BB", "DD"]}, (True, "fr")),
        # one has left: without moves, and without their group; with it goes the next, which subtraction would tell
        ({"f": ["AA", "BB", "CC", "D-"], "r": ["AA", "BB", "DD"], "v": ["AA"] * 4}, (False, "v")),
        # one came to an E: is there both times, and would still be missing from the ratings
        ({"f": ["AA", "BB", "CC", "DE"], "r": ["AA", "BB", "DD"], "v": ["AA"] * 4}, (False, "v")),
        # one came from an E, one from nothing
        ({"f": ["AA", "BB", "CC", "ED"], "r": ["AA", "BB", "DD"], "v": ["AA"] * 4}, (False, "v")),
        ({"f": ["AA", "BB", "CC", "-D"], "r": ["AA", "BB", "DD"], "v": ["AA"] * 4}, (False, "v")),
        # two left and one came: three in only one of the two, but each kind can stand alone
        ({"f": ["AA", "BB", "CC", "D-", "D-", "-A"], "r": ["AA"] * 3, "v": ["AA"] * 4}, (False, "v")),
        # the threshold has left, and the threshold has stayed
        ({"f": ["AA", "BB", "CC", "D-", "D-", "C-"], "r": ["AA", "BB", "DD"]}, (True, "fr")),
        # the threshold has left, one of each group: nobody can be found among all, but each in a group
        ({"f": ["AA"] * 3 + ["D-"], "r": ["AA"] * 3 + ["C-"], "v": ["AA"] * 3 + ["B-"]}, (False, "")),
        # the threshold has left, two have stayed
        ({"f": ["AA", "BB", "D-", "D-", "C-"], "r": ["AA", "BB", "DD"]}, (False, "")),
    ],
)
def test_moves_and_groups_need_nobody_or_many_who_rated_once(questionnaire, groups, expected):
    assert shown(groups, questionnaire) == expected


def test_example_of_the_documentation_holds(questionnaire):
    groups = {"f": ["AA"] * 5 + ["BB"] * 3, "r": ["DD"] * 6 + ["C-"]}

    result = second_vote(*room_of(groups, questionnaire, 5), 5)

    assert (result.ratings, result.moves) == (Ratings(5, 3, 0, 6), None)
    assert [cell.ratings for cell in result.cells.values()] == [None, None]


@pytest.mark.parametrize(
    ("groups", "expected"),
    [
        # f was hidden before and is not shown now, though three rated; v goes with it both times
        ({"f": ["AA", "BB", "EC"], "r": ["AA", "BB", "DD", "DD"], "v": ["AA"] * 3}, (False, "r")),
        # hidden groups whose people did the same both times keep the moves
        ({"f": ["AA", "BB", "EE"], "r": ["AA", "BB", "DD", "DD"], "v": ["AA"] * 3}, (True, "r")),
        # the three who have left are all of the one hidden group: the other one would be what is left
        (
            {"f": ["BB", "BB", "EE"], "r": ["AA", "BB", "BB", "A-", "B-", "C-"], "v": ["AA"] * 6},
            (False, "v"),
        ),
    ],
)
def test_hidden_groups_stay_hidden_and_moves_do_not_open_them(questionnaire, groups, expected):
    assert shown(groups, questionnaire) == expected


def test_e_of_the_groups_is_shown_of_all_or_of_none(questionnaire):
    groups = {"f": ["AA", "BB", "CC", "E-"], "r": ["AA", "BB", "EE"]}

    result = second_vote(*room_of(groups, questionnaire), 3)

    assert result.e == 1
    assert [cell.e for cell in result.cells.values()] == [None, None]


def test_counts_that_do_not_belong_together_are_refused(questionnaire):
    before, counted = room_of({"f": ["AA"] * 3, "r": ["AB"] * 3}, questionnaire)

    for wrong in (
        Recount({"f": counted.groups["f"]}, counted.moves),
        Recount(counted.groups, Moves(0, 3, 2)),
        room_of({"f": ["AA"] * 3, "r": ["-B"] * 3}, questionnaire)[1],
    ):
        with pytest.raises(ValueError):
            second_vote(before, wrong, 3)


def test_counts_come_back_from_json(questionnaire):
    _, counted = room_of({"f": ["AA", "-B", "C-"], "r": ["AB", "DC", "EE"]}, questionnaire)

    assert recount_of(counted.as_json()) == counted


def test_whole_groups_are_seen_alike_whatever_they_answer(questionnaire):
    """What is hidden follows from numbers alone: no answer decides it."""
    seen = {
        shown({"f": [first, "BB", "CC"], "r": ["A-", second, "DD", "DD"], "v": ["AA"] * 4}, questionnaire)
        for first, second in product(("AA", "AD", "DA"), ("BB", "CA", "AC"))
    }
    assert seen == {(False, "v")}
