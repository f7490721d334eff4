"""The results of a closed workshop, with values worked out by hand, and what they must never reveal."""

from fractions import Fraction
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.evaluation import evaluate
from analysis.grouping import form_groups, group_counts
from analysis.questionnaire import ANSWERS, RATINGS
from analysis.results import Group, Ratings

GROUPS = (
    Group("verwaltung", 6, ("fach",)),
    Group("politik", 6, ("rat",)),
    Group("uebrige", 8, ("vereine", "betriebe"), ("zivil", "wirtschaft")),
)


def results_of(questionnaire, counts, groups=GROUPS, **changes):
    options = {"statements": ("1.01", "1.02", "2.01"), "threshold": 5, **changes}
    return evaluate(counts, groups, questionnaire, **options)


def test_statement_equals_the_example_worked_by_hand(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "ABCDD", ("1.01", "politik"): "AAAAAB", ("1.01", "uebrige"): "ABBCCCDD"}
    )

    statement = results_of(questionnaire, counts).by_statement["1.01"]

    assert statement.ratings == Ratings(7, 4, 4, 4)
    assert (statement.e, statement.answered, statement.blank) == (0, 19, 1)
    assert statement.level == Fraction(52, 19)
    assert statement.disagreement == Fraction(116, 135)
    # pairs within: 10+15+28 = 53 with distances 16+5+34 = 55; all 171 pairs with 232: (232-55)/118 - 55/53
    assert statement.group_distance == Fraction(177, 118) - Fraction(55, 53)
    assert statement.band == "gross"
    assert statement.pattern == "auseinander"
    assert {group: cell.ratings for group, cell in statement.cells.items()} == {
        "verwaltung": Ratings(1, 1, 1, 2),
        "politik": Ratings(5, 1, 0, 0),
        "uebrige": Ratings(1, 2, 3, 2),
    }
    assert statement.cells["verwaltung"].level == Fraction(11, 5)


def test_cell_below_the_threshold_takes_the_next_smallest_with_it(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "ABCD", ("1.01", "politik"): "AAAAAB", ("1.01", "uebrige"): "ABBCCCDD"}
    )

    statement = results_of(questionnaire, counts).by_statement["1.01"]

    assert statement.ratings == Ratings(7, 4, 4, 3)
    assert [group for group, cell in statement.cells.items() if cell.ratings] == ["uebrige"]
    assert statement.group_distance is None
    assert statement.pattern == "geteilt"


def test_e_follows_its_own_base(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "AAEEEE", ("1.01", "politik"): "AAAAAA", ("1.01", "uebrige"): "AAAAAAEE"}
    )

    statement = results_of(questionnaire, counts).by_statement["1.01"]

    assert {group: (cell.e, cell.answered) for group, cell in statement.cells.items()} == {
        "verwaltung": (4, 6),
        "politik": (0, 6),
        "uebrige": (2, 8),
    }
    assert statement.cells["verwaltung"].ratings is None


def test_statement_with_few_ratings_shows_only_its_e(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "AEEEEE", ("1.01", "politik"): "BEEEEE", ("1.01", "uebrige"): "AAEEEEEE"}
    )

    statement = results_of(questionnaire, counts).by_statement["1.01"]

    assert (statement.ratings, statement.level, statement.disagreement, statement.band) == (None, None, None, None)
    assert (statement.e, statement.answered) == (16, 20)
    assert statement.pattern == "kaum_einschaetzbar"
    assert all(cell.ratings is None and cell.level is None for cell in statement.cells.values())


def test_statement_nobody_answered_says_too_few(questionnaire, counts_frame):
    results = results_of(questionnaire, counts_frame({("1.01", "verwaltung"): "AAAA"}))

    assert [statement.pattern for statement in results.statements] == ["zu_wenige"] * 3
    assert (results.statements[0].e, results.statements[0].blank) == (None, None)
    assert results.discuss_first == ()
    assert results.by_field["zwei"].band is None


def test_field_is_the_mean_of_its_statements(questionnaire, counts_frame):
    counts = counts_frame(
        {
            ("1.01", "verwaltung"): "AAAAAA",
            ("1.01", "politik"): "AAAAAA",
            ("1.02", "verwaltung"): "CCCCCC",
            ("1.02", "politik"): "DDDDDD",
            ("2.01", "verwaltung"): "AB",
        }
    )

    results = results_of(questionnaire, counts, administration={"1.01": "B", "1.02": "E"})
    field = results.by_field["eins"]

    assert field.level == (4 + Fraction(3, 2)) / 2
    assert field.band == 1  # 2.75 < 2.8: im Aufbau
    assert field.disagreement == (0 + Fraction(1, 3)) / 2
    assert field.group_distance == (0 + 1) / Fraction(2)
    assert field.pattern == "auseinander"
    assert field.cells["verwaltung"].level == 3
    assert (field.administration_level, field.administration_rated) == (3, 1)
    assert results.by_field["zwei"].level is None


def test_group_level_of_a_field_needs_half_of_the_statements(questionnaire, counts_frame):
    counts = counts_frame({("1.01", "verwaltung"): "AAAAAA", ("2.01", "verwaltung"): "AAAAAA"})

    full = results_of(questionnaire, counts)
    assert full.by_field["eins"].cells["verwaltung"].level == 4
    assert full.by_field["eins"].cells["verwaltung"].shown == 1
    assert full.by_field["eins"].cells["politik"].level is None


def test_order_of_talk_is_by_band_then_distance_then_disagreement(questionnaire, counts_frame):
    counts = counts_frame(
        {
            ("1.01", "verwaltung"): "AAAAAA",
            ("1.01", "politik"): "AAAAAA",
            ("1.02", "verwaltung"): "AAADDD",
            ("1.02", "politik"): "AAADDD",
            ("2.01", "verwaltung"): "AAAAAA",
            ("2.01", "politik"): "DDDDDD",
        }
    )

    assert results_of(questionnaire, counts).discuss_first == ("2.01", "1.02", "1.01")


def test_knowledge_gaps_are_ordered_by_the_share_of_e(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "uebrige"): "AAAAEEEE", ("1.02", "uebrige"): "EEEEEEEE", ("2.01", "uebrige"): "AAAAAEEE"}
    )

    results = results_of(questionnaire, counts)

    assert results.knowledge_gaps == ("1.02", "1.01")
    assert results.discuss_first == ("2.01",)


answers_of_a_group = st.lists(st.sampled_from([*ANSWERS, ""]), min_size=0, max_size=9)


@settings(max_examples=300)
@given(st.data())
def test_no_sum_or_difference_isolates_a_small_part(questionnaire, people_frame, counts_frame, data):
    threshold = data.draw(st.integers(3, 5))
    mode = data.draw(st.sampled_from(["sectors", "perspectives"]))
    sheets = {
        key: data.draw(answers_of_a_group) for key in ("fach", "abh", "rat", "communities", "vereine", "betriebe")
    }
    people = people_frame({key: len(answers) for key, answers in sheets.items()})
    counts = counts_frame({("1.01", key): "".join(answers) for key, answers in sheets.items()})

    groups = form_groups(people, questionnaire, threshold=threshold, mode=mode)
    results = results_of(questionnaire, group_counts(counts, groups), groups, threshold=threshold, statements=("1.01",))

    statement = results.statements[0]
    truth = {group.id: "".join("".join(sheets[key]) for key in group.perspectives) for group in groups}
    rated = {group: sum(answers.count(letter) for letter in RATINGS) for group, answers in truth.items()}
    answered = {group: len(answers) for group, answers in truth.items()}
    shown = [group for group, cell in statement.cells.items() if cell.ratings is not None]
    e_shown = [group for group, cell in statement.cells.items() if cell.e is not None]
    assert_nothing_isolated(rated, shown, statement.ratings is not None, threshold)
    assert_nothing_isolated(answered, e_shown, statement.e is not None, threshold)


def assert_nothing_isolated(bases, shown, total_is_shown, threshold):
    """Every set of groups whose sum follows from the published ones holds two hidden groups, or none, and t people."""
    present = [group for group, base in bases.items() if base > 0]
    published = [[1.0 if group == one else 0.0 for group in present] for one in shown]
    if total_is_shown:
        published.append([1.0] * len(present))
    if not published:
        return
    rank = np.linalg.matrix_rank(published)
    for size in range(1, len(present) + 1):
        for part in combinations(present, size):
            indicator = [1.0 if group in part else 0.0 for group in present]
            if np.linalg.matrix_rank([*published, indicator]) > rank:
                continue  # cannot be computed from what is published
            hidden = [group for group in part if group not in shown]
            assert sum(bases[group] for group in part) >= threshold
            if hidden and shown:
                assert len(hidden) >= 2
                assert sum(bases[group] for group in hidden) >= threshold
