"""Values that lie exactly on a limit, and just beside it: worked out by hand from the definitions."""

from dataclasses import replace
from fractions import Fraction

import pandas as pd
import pytest

from analysis.comparison import ordered, quiet_groups, readable_groups
from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups, merging, showing_more
from analysis.measures import disagreement, disagreement_band, group_distance, smallest_difference_to_read, tenths
from analysis.patterns import discuss_first, pattern
from analysis.privacy import shown_of_row
from analysis.questionnaire import UNSTATED, sector_only
from analysis.results import Group, Ratings, StatementResult

A_BIT = Fraction(1, 1000)
THIRD, FAR, DIFFER = Fraction(1, 3), Fraction(1, 2), Fraction(3, 10)
SPLIT = Ratings(5, 0, 0, 5)


def pattern_of(ratings=SPLIT, *, e=0, answered=None, spread=Fraction(0), distance=None, threshold=5):
    return pattern(
        ratings=ratings,
        e=e,
        answered=(ratings.n + e if answered is None else answered),
        disagreement=spread,
        group_distance=distance,
        threshold=threshold,
    )


@pytest.mark.parametrize(
    ("spread", "distance", "expected"),
    [
        (THIRD, DIFFER, "auseinander"),
        (THIRD - A_BIT, DIFFER, "geteilt"),
        (THIRD, DIFFER - A_BIT, "geteilt"),
        (Fraction(1), DIFFER - A_BIT, "geteilt"),
        (Fraction(0), FAR, "auseinander"),
        (Fraction(0), FAR - A_BIT, "geteilt"),
        (Fraction(1), None, "geteilt"),
    ],
)
def test_perspectives_differ_from_a_third_and_three_tenths_or_from_half_a_step(spread, distance, expected):
    assert pattern_of(spread=spread, distance=distance) == expected


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        (Ratings(3, 3, 1, 1), "staerke"),
        (Ratings(3, 2, 2, 0), "geteilt"),
        (Ratings(1, 1, 3, 3), "bedarf"),
        (Ratings(0, 2, 2, 3), "geteilt"),
        (Ratings(4, 4, 4, 4), "geteilt"),
    ],
)
def test_three_quarters_are_a_strength_or_a_need(ratings, expected):
    assert pattern_of(ratings) == expected


@pytest.mark.parametrize(
    ("e", "answered", "expected"),
    [(5, 10, "kaum_einschaetzbar"), (4, 9, "staerke"), (4, 4, "zu_wenige"), (3, 5, "kaum_einschaetzbar")],
)
def test_half_of_the_answers_are_a_gap_in_knowledge(e, answered, expected):
    assert pattern_of(Ratings(5, 0, 0, 0), e=e, answered=answered) == expected


def test_pattern_needs_as_many_ratings_as_the_threshold():
    assert pattern_of(Ratings(5, 0, 0, 0), e=1) == "staerke"
    assert pattern_of(Ratings(4, 0, 0, 0), e=1) == "zu_wenige"
    assert pattern(ratings=None, e=2, answered=6, disagreement=None, group_distance=None, threshold=5) == "zu_wenige"
    assert pattern_of(Ratings(5, 0, 0, 0), spread=None) == "zu_wenige"


@pytest.mark.parametrize(("n", "steps"), [(1, 18), (80, 3), (81, 2), (323, 2), (324, 1), (325, 1), (10_000, 1)])
def test_smallest_difference_is_a_tenth_at_the_least(n, steps):
    # 1.8/√81 = 0.2 and 1.8/√324 = 0.1 exactly
    assert smallest_difference_to_read(n) == Fraction(steps, 10)


@pytest.mark.parametrize(
    ("value", "shown"),
    [("1/20", "1/10"), ("49/1000", "0"), ("-1/20", "-1/10"), ("-49/1000", "0"), ("57/20", "29/10"), ("0", "0")],
)
def test_tenths_round_half_away_from_zero(value, shown):
    assert tenths(Fraction(value)) == Fraction(shown)


def test_one_person_alone_disagrees_with_nobody():
    assert (disagreement(Ratings(1, 0, 0, 0)), disagreement(Ratings(0, 0, 0, 0))) == (None, None)
    assert disagreement(Ratings(1, 0, 0, 1)) == 1


GROUPS = (Group("eins", 10, ()), Group("zwei", 10, ()))


def field_of(questionnaire, counts_frame, cells, groups=GROUPS):
    counted = Counted(counts_frame(cells), groups, ("1.01", "1.02", "2.01"), 5)
    return evaluate(counted, questionnaire)


@pytest.mark.parametrize(
    ("answers", "level", "band"),
    [
        ("CCCCC", "2", 1),  # erste Schritte end below 2.0
        ("CCCCD", "9/5", 0),
        ("BBBBC", "14/5", 2),  # im Aufbau ends below 2.8
        ("BBBCC", "13/5", 1),
        ("AABBB", "17/5", 3),  # auf gutem Weg ends below 3.4
        ("ABBBB", "16/5", 2),
    ],
)
def test_band_begins_exactly_at_its_limit(questionnaire, counts_frame, answers, level, band):
    result = field_of(questionnaire, counts_frame, {("2.01", "eins"): answers}).by_field["zwei"]

    assert (result.level, result.band) == (Fraction(level), band)


def test_half_of_the_statements_are_enough_for_a_field(questionnaire, counts_frame):
    half = field_of(questionnaire, counts_frame, {("1.01", "eins"): "AAAAA"}).by_field["eins"]

    assert (half.rated, half.asked, half.band) == (1, 2, 3)
    assert (half.cells["eins"].level, half.cells["eins"].shown) == (4, 1)
    assert (half.cells["zwei"].level, half.cells["zwei"].e_share) == (None, 0)


def test_less_than_half_of_the_statements_say_nothing(questionnaire, counts_frame):
    first, *others = questionnaire.fields
    three = replace(first, statements=(*first.statements, replace(first.statements[0], id="1.03")))
    asked = replace(questionnaire, fields=(three, *others))
    counted = Counted(counts_frame({("1.01", "eins"): "AAAAA"}), GROUPS, ("1.01", "1.02", "1.03"), 5, 0, {"1.01": "B"})

    field = evaluate(counted, asked).by_field["eins"]

    assert (field.level, field.rated, field.asked, field.band) == (4, 1, 3, None)
    assert (field.administration_level, field.administration_band) == (3, None)
    assert field.cells["eins"].level is None


def test_room_of_exactly_the_threshold_is_shown():
    shown = shown_of_row({"eins": 3, "zwei": 2}, {"eins": 5, "zwei": 5}, 5)
    hidden = shown_of_row({"eins": 2, "zwei": 2}, {"eins": 5, "zwei": 4}, 5)

    assert (shown.room, shown.e, shown.e_cells, shown.cells) == (True, True, {"eins", "zwei"}, frozenset())
    assert (hidden.room, hidden.e, hidden.e_cells) == (False, True, frozenset())
    assert not shown_of_row({"eins": 4}, {"eins": 4}, 5).e


def statement_of(questionnaire, counts_frame, one, other):
    cells = {("1.01", "eins"): one, ("1.01", "zwei"): other}
    return field_of(questionnaire, counts_frame, cells).by_statement["1.01"]


def test_groups_are_told_apart_from_the_smallest_difference_on(questionnaire, counts_frame):
    # nine people in the smaller group: 1.8/√9 = 0.6; 36/9 - 34/10 = 0.6
    apart = statement_of(questionnaire, counts_frame, "A" * 9, "AAAABBBBBB")
    close = statement_of(questionnaire, counts_frame, "A" * 9, "AAAAABBBBB")

    assert readable_groups(apart) == {"eins", "zwei"}
    assert readable_groups(close) == frozenset()
    assert quiet_groups(close) == {"eins", "zwei"}


def test_what_has_no_value_comes_last_in_an_order(questionnaire, counts_frame):
    cells = {("1.02", "eins"): "AAAAA", ("2.01", "eins"): "AAAAD"}

    results = field_of(questionnaire, counts_frame, cells)

    assert ordered(results, "uneinigkeit") == ("2.01", "1.02", "1.01")
    assert ordered(results, "spannweite") == ordered(results, "fragebogen") == ("1.01", "1.02", "2.01")


def test_distance_orders_the_talk_by_what_is_shown_of_it(questionnaire, counts_frame):
    cells = {
        ("1.01", "eins"): "AAAAB",
        ("1.01", "zwei"): "AAAAB",
        ("1.02", "eins"): "AAABB",
        ("1.02", "zwei"): "AAABB",
        ("2.01", "eins"): "AAAAB",
        ("2.01", "zwei"): "AAAAB",
    }

    results = field_of(questionnaire, counts_frame, cells)

    # every Gruppenabstand is slightly negative and counts as none
    assert all((statement.group_distance or 0) < 0 for statement in results.statements)
    assert results.discuss_first == ("1.02", "1.01", "2.01")


def test_distance_is_between_groups_that_have_people():
    # all four pairs between groups are three steps apart, the one pair within none
    assert group_distance([Ratings(2, 0, 0, 0), Ratings(0, 0, 0, 1)]) == 3
    assert group_distance([Ratings(5, 0, 0, 0), Ratings(0, 0, 0, 0)]) is None


@pytest.mark.parametrize(
    ("value", "band"), [("1/2", "mittel"), ("13/20", "mittel"), ("7/20", "mittel"), ("1", "gross")]
)
def test_band_between_its_limits(value, band):
    assert disagreement_band(Fraction(value)) == band


def test_results_say_what_was_counted(questionnaire, counts_frame):
    counts = counts_frame({("1.01", "eins"): "AAAAAB", ("1.01", "zwei"): "BBBBC"})
    twice = pd.concat([counts, counts])

    results = evaluate(Counted(twice, GROUPS, ("1.01", "1.02"), 5, without_answers=3), questionnaire)

    assert (results.threshold, results.without_answers, results.respondents) == (5, 3, 20)
    statement = results.by_statement["1.01"]
    assert statement.ratings == Ratings(10, 10, 2, 0)
    # 23/6 and 14/5, each group once; the room's mean is 74/22
    assert (statement.equal_level, statement.level) == ((Fraction(23, 6) + Fraction(14, 5)) / 2, Fraction(74, 22))
    assert results.by_field["eins"].equal_level == statement.equal_level
    assert [field.id for field in results.fields] == ["eins"]


def test_counts_of_a_group_that_is_not_there_are_refused(questionnaire, counts_frame):
    with pytest.raises(ValueError, match=r"unknown groups: \['drei', 'vier'\]"):
        field_of(questionnaire, counts_frame, {("1.01", "vier"): "A", ("1.01", "drei"): "A"})


def test_verwaltungsbogen_has_its_own_mean_and_band(questionnaire, counts_frame):
    counted = Counted(
        counts_frame({("1.01", "eins"): "DDDDD"}), GROUPS, ("1.01", "1.02"), 5, 0, {"1.01": "A", "1.02": "B"}
    )

    field = evaluate(counted, questionnaire).by_field["eins"]

    assert (field.administration_level, field.administration_band, field.band) == (Fraction(7, 2), 3, 0)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("AAEE", "AAAAA", "staerke"),  # 1.01 has four answers, too few to be compared: five A of five
        ("AAEEE", "EEEEE", "kaum_einschaetzbar"),  # both count: eight E of ten
        ("AAEEE", "AAAAE", "zu_wenige"),  # four E of ten are no half, and neither has enough ratings
        ("AAEEE", "AAAEE", "kaum_einschaetzbar"),  # five of ten
        ("AEEEE", "AAAAA", "staerke"),  # four of ten
    ],
)
def test_field_compares_e_with_the_answers_of_statements_with_enough_of_them(
    questionnaire, counts_frame, first, second, expected
):
    field = field_of(questionnaire, counts_frame, {("1.01", "eins"): first, ("1.02", "eins"): second}).by_field["eins"]

    assert field.pattern == expected


def test_statement_that_few_can_judge_is_not_for_the_talk(questionnaire, counts_frame):
    results = field_of(questionnaire, counts_frame, {("1.01", "eins"): "AAAAAEEEEE", ("1.02", "eins"): "DDDDD"})

    assert (results.discuss_first, results.knowledge_gaps) == (("1.02",), ("1.01",))
    assert results.by_statement["1.01"].ratings == Ratings(5, 0, 0, 0)


def talked_about(*statements):
    """Order of the talk of statements that differ in U and Gruppenabstand alone."""
    made = [
        StatementResult(
            id=str(place),
            field="eins",
            ratings=SPLIT,
            level=None,
            equal_level=None,
            disagreement=spread,
            group_distance=distance,
            band=disagreement_band(spread),
            pattern="geteilt",
            people=10,
            e=0,
            answered=10,
            blank=0,
            cells={},
        )
        for place, (spread, distance) in enumerate(statements)
    ]
    return discuss_first(made)


@pytest.mark.parametrize(
    ("statements", "order"),
    [
        ([(Fraction(0), None), (A_BIT, None)], "10"),  # the larger U first, also beside none at all
        ([(A_BIT, None), (A_BIT, Fraction(2, 5))], "10"),  # no distance is less than any
        ([(A_BIT, Fraction(1, 5)), (A_BIT, Fraction(2, 5))], "10"),
        ([(A_BIT, Fraction(-1)), (2 * A_BIT, None)], "10"),  # a negative distance counts as none
        ([(A_BIT, Fraction(21, 100)), (2 * A_BIT, Fraction(2, 10))], "10"),  # both are shown as 0,2
        ([(THIRD, None), (A_BIT, FAR)], "10"),  # half a step lifts a small U to the next band
        ([(THIRD, None), (A_BIT, FAR - A_BIT)], "01"),
        ([(THIRD, FAR), (Fraction(2, 3), None)], "10"),  # but no higher
        ([(A_BIT, None), (A_BIT, None)], "01"),  # questionnaire order
    ],
)
def test_order_of_the_talk(statements, order):
    assert "".join(talked_about(*statements)) == order


def test_room_of_exactly_the_threshold_shows_its_e():
    assert shown_of_row({"eins": 0}, {"eins": 5}, 5).e
    assert shown_of_row({"eins": 4}, {"eins": 5}, 5).cells == frozenset()


def groups_of(questionnaire, people_frame, sizes, **changes):
    groups = form_groups(people_frame(sizes), questionnaire, threshold=5, **changes)
    return {group.id: (group.people, group.perspectives) for group in groups}


def test_groups_know_the_perspectives_of_their_people(questionnaire, people_frame):
    zivil = sector_only("zivil")
    sizes = {"fach": 5, "communities": 5, "vereine": 5, zivil: 2, "betriebe": 3, "abh": 0, UNSTATED: 2}

    assert groups_of(questionnaire, people_frame, sizes) == {
        "verwaltung": (5, ("fach",)),
        "zivil": (7, ("vereine", zivil)),
        "communities": (5, ("communities",)),
        "uebrige": (5, ("betriebe", UNSTATED)),
    }


def test_one_person_alone_keeps_an_own_group_in_its_sector(questionnaire, people_frame):
    assert groups_of(questionnaire, people_frame, {"communities": 9, "vereine": 1}) == {
        "zivil": (10, ("communities", "vereine"))
    }


def test_sheets_that_name_only_the_sector_make_a_group_of_its_name(questionnaire, people_frame):
    sizes = {"fach": 5, sector_only("zivil"): 6}

    assert groups_of(questionnaire, people_frame, sizes, mode="perspectives") == {
        "fach": (5, ("fach",)),
        "zivil": (6, (sector_only("zivil"),)),
    }


def test_merging_follows_the_mode(questionnaire, people_frame):
    people = people_frame({"fach": 3, "abh": 3, "rat": 8})

    assert merging(people, questionnaire, threshold=5) is None
    found = merging(people, questionnaire, threshold=5, mode="perspectives")
    assert found is not None
    assert [group.id for group in found.parts] == ["fach", "abh"]


def test_modes_that_show_more_come_with_the_most_groups_first(questionnaire, people_frame):
    people = people_frame({"fach": 5, "abh": 5, "rat": 5})

    found = showing_more(people, questionnaire, threshold=5, also_merge=("verwaltung", "politik"))

    assert [(mode, len(groups)) for mode, groups in found] == [("perspectives", 3), ("sectors", 2)]


def test_questionnaire_keeps_only_what_is_asked(questionnaire):
    asked = questionnaire.only(("1.02", "9.99"))

    assert [(field.id, [statement.id for statement in field.statements]) for field in asked.fields] == [
        ("eins", ["1.02"])
    ]
    assert asked.statements["1.02"] is questionnaire.statements["1.02"]
