"""The results of a closed workshop, with values worked out by hand, and what they must never reveal."""

from fractions import Fraction

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.results import Group, Ratings

GROUPS = (
    Group("verwaltung", 6, ("fach",)),
    Group("politik", 6, ("rat",)),
    Group("uebrige", 8, ("vereine", "betriebe"), ("zivil", "wirtschaft")),
)


def results_of(questionnaire, counts, groups=GROUPS, **changes):
    options = {"statements": ("1.01", "1.02", "2.01"), "threshold": 5, **changes}
    return evaluate(Counted(counts, tuple(groups), **options), questionnaire)


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


def test_e_is_counted_over_all_people_of_a_group(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "AAEEE", ("1.01", "politik"): "AAAAAA", ("1.01", "uebrige"): "AAAAAAEE"}
    )

    statement = results_of(questionnaire, counts).by_statement["1.01"]

    # one of the administration ticked nothing: still "3 von 6 Personen"; only two rated, so politik hides with them
    assert {group: (cell.e, cell.people) for group, cell in statement.cells.items()} == {
        "verwaltung": (3, 6),
        "politik": (0, 6),
        "uebrige": (2, 8),
    }
    assert (statement.e, statement.people) == (5, 20)
    assert [group for group, cell in statement.cells.items() if cell.ratings] == ["uebrige"]


def test_statement_with_few_ratings_shows_only_its_e(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "AEEEEE", ("1.01", "politik"): "BEEEEE", ("1.01", "uebrige"): "AAEEEEE"}
    )

    statement = results_of(questionnaire, counts).by_statement["1.01"]

    assert (statement.ratings, statement.level, statement.disagreement, statement.band) == (None, None, None, None)
    assert (statement.e, statement.people) == (15, 20)
    assert (statement.answered, statement.blank) == (None, None)  # they would tell that four rated
    assert statement.pattern == "kaum_einschaetzbar"
    assert all(cell.ratings is None and cell.level is None for cell in statement.cells.values())


def test_statement_nobody_answered_says_too_few(questionnaire, counts_frame):
    results = results_of(questionnaire, counts_frame({("1.01", "verwaltung"): "AAAA"}))

    assert [statement.pattern for statement in results.statements] == ["zu_wenige"] * 3
    assert (results.statements[0].e, results.statements[0].answered, results.statements[0].blank) == (0, None, None)
    assert results.discuss_first == ()
    assert results.by_field["zwei"].band is None


def test_room_smaller_than_the_threshold_shows_no_e(questionnaire, counts_frame):
    few = (Group("uebrige", 4, ("fach", "rat"), ("verwaltung", "politik")),)

    statement = results_of(questionnaire, counts_frame({("1.01", "uebrige"): "EEEE"}), few).by_statement["1.01"]

    assert (statement.e, statement.cells["uebrige"].e, statement.pattern) == (None, None, "zu_wenige")


def test_e_is_compared_with_the_answers_and_shown_of_the_people(questionnaire, counts_frame):
    counts = counts_frame(
        {("1.01", "verwaltung"): "AAAEEE", ("1.02", "verwaltung"): "AAAAEEE", ("2.01", "uebrige"): "E"}
    )

    results = results_of(questionnaire, counts)

    # 3 of 6 answers are a half, 3 of 7 are not; both are 3 of 20 people
    assert [statement.pattern for statement in results.statements] == ["kaum_einschaetzbar", "zu_wenige", "zu_wenige"]
    assert [(statement.e, statement.people) for statement in results.statements] == [(3, 20), (3, 20), (1, 20)]


def test_share_of_e_in_a_field_is_of_all_people(questionnaire, counts_frame):
    counts = counts_frame({("1.01", "verwaltung"): "AAAEEE", ("1.02", "verwaltung"): "E", ("1.02", "politik"): "AAAAA"})

    field = results_of(questionnaire, counts).by_field["eins"]

    assert field.e_share == (Fraction(3, 20) + Fraction(1, 20)) / 2
    assert {group: (cell.e_share, cell.e_shown) for group, cell in field.cells.items()} == {
        "verwaltung": ((Fraction(3, 6) + Fraction(1, 6)) / 2, 2),
        "politik": (0, 2),
        "uebrige": (0, 2),
    }


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
