"""Two runs side by side; levels and limits worked out by hand, and what the comparison may never tell."""

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from analysis.changes import Change
from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups
from analysis.results import Group
from analysis.run_comparison import compare_runs
from data.questionnaire_file import parse_questionnaire
from tests.analysis.conftest import SMALL
from tests.analysis.test_attacker_workshops import KEYS, STATEMENTS, counted, some_sheets, swapped

THEN, NOW = date(2026, 9, 24), date(2027, 9, 23)
ROUNDS = 600
BOTH = (Group("fach", 9, ("fach",)), Group("rat", 9, ("rat",)))


@pytest.fixture
def run(questionnaire, counts_frame):
    """Results of a workshop, from letters by statement and group."""

    def evaluated(cells, groups=BOTH, statements=STATEMENTS):
        return evaluate(Counted(counts_frame(cells), groups, statements, 5), questionnaire)

    return evaluated


def compared(now, before, asked, asked_before=None):
    return compare_runs(now, asked, before, asked_before or asked, workshop_id="x", earlier=THEN, later=NOW)


def test_statement_is_compared_with_its_levels_and_the_people_behind_each(questionnaire, run):
    # 9 × B + 9 × C = 2.5 (n = 18); 9 × A + 9 × B = 3.5 (n = 18): 1.0 ≥ 1.8/√18 = 0.42… -> 0.5
    before = run({("1.01", "fach"): "B" * 9, ("1.01", "rat"): "C" * 9})
    now = run({("1.01", "fach"): "A" * 9, ("1.01", "rat"): "B" * 9})

    found = compared(now, before, questionnaire)

    assert found.room.statements == (Change("1.01", Fraction(5, 2), Fraction(7, 2), 18, 18, "hoeher"),)
    assert (found.earlier, found.later) == (THEN, NOW)


@pytest.mark.parametrize(
    ("letters", "direction"),
    # 1.8/√5 = 0.80… -> 0.9 for the five who rated it now; before all 18 said B = 3.0
    [("AAAAB", "klein"), ("AAAAA", "hoeher"), ("BBBCC", "klein"), ("CCCCB", "klein"), ("CCCCC", "niedriger")],
)
def test_difference_is_read_only_where_the_smaller_number_of_people_allows_it(questionnaire, run, letters, direction):
    before = run({("1.01", "fach"): "B" * 9, ("1.01", "rat"): "B" * 9})
    now = run({("1.01", "fach"): letters}, groups=(Group("fach", 5, ("fach",)),))

    found = compared(now, before, questionnaire)

    assert found.room.statements[0].direction == direction
    assert found.room.statements[0].is_readable == (direction != "klein")


def test_field_goes_over_the_statements_that_both_show_in_the_same_words(questionnaire, run):
    """1.02 was worded otherwise, so the field is that of 1.01 alone, and says so."""
    other = parse_questionnaire(SMALL.replace("Zweite Aussage", "Andere Aussage"))
    cells = {("1.01", "fach"): "B" * 9, ("1.02", "fach"): "D" * 9, ("2.01", "fach"): "A" * 9}
    groups = (Group("fach", 9, ("fach",)),)
    before, now = run(cells, groups), run({**cells, ("1.01", "fach"): "A" * 9}, groups)

    found = compared(now, before, questionnaire, other)

    assert found.reworded == ("1.02",)
    assert [one.id for one in found.room.statements] == ["1.01", "2.01"]
    # 1.8/√9 = 0.6
    assert found.room.fields == (
        Change("eins", Fraction(3), Fraction(4), 9, 9, "hoeher", compared=1, asked=2),
        Change("zwei", Fraction(4), Fraction(4), 9, 9, "klein", compared=1, asked=1),
    )


def test_blanks_and_line_ends_make_no_other_wording(questionnaire, run):
    other = parse_questionnaire(SMALL.replace("{de: Erste Aussage}", '{de: "Erste   Aussage\\n"}'))
    before = now = run({("1.01", "fach"): "B" * 9})

    assert compared(now, before, questionnaire, other).reworded == ()


def test_field_needs_half_of_what_both_ask(questionnaire, run):
    """Of three statements in the same words only one was rated often enough before."""
    more = '- {id: "1.02", text: {de: Zweite Aussage}}'
    asked = parse_questionnaire(SMALL.replace(more, f'{more}\n      - {{id: "1.03", text: {{de: Noch eine}}}}'))
    ids = ("1.01", "1.02", "1.03")
    groups = (Group("fach", 9, ("fach",)),)
    frame = {(one, "fach"): "B" * 9 for one in ids}

    def results(cells, counts):
        return evaluate(Counted(counts(cells), groups, ids, 5), asked)

    now = results(frame, _frame)
    before = results({("1.01", "fach"): "B" * 9, ("1.02", "fach"): "B"}, _frame)

    assert [one.id for one in compared(now, before, asked).room.statements] == ["1.01"]
    assert compared(now, before, asked).room.fields == ()


def _frame(cells):
    return counted({"fach": {statement: list(letters) for (statement, _group), letters in cells.items()}})


def test_what_only_one_run_asked_is_named_and_not_compared(questionnaire, run):
    before = run({("1.01", "fach"): "B" * 9}, statements=("1.01", "1.02"))
    now = run({("1.01", "fach"): "B" * 9}, statements=("1.01", "2.01"))

    found = compared(now, before, questionnaire)

    assert (found.added, found.dropped, found.reworded) == (("2.01",), ("1.02",), ())


def test_group_is_compared_only_where_both_show_it(questionnaire, run):
    before = run({("1.01", "fach"): "B" * 9, ("1.01", "rat"): "C" * 9})
    now = run({("1.01", "fach"): "B" * 9, ("1.01", "rat"): "CC"})  # too few, so "fach" is hidden beside it, too

    assert compared(now, before, questionnaire).groups == {}
    assert set(compared(before, before, questionnaire).groups) == {"fach", "rat"}


@pytest.mark.parametrize(
    ("before", "now", "is_same"),
    [
        (Group("zivil", 9, ("communities", "vereine")), Group("zivil", 9, ("vereine",)), True),
        (Group("uebrige", 9, ("rat", "fach"), ("politik", "verwaltung")), Group("uebrige", 9, ("rat",)), False),
    ],
)
def test_group_is_the_same_by_its_id_and_its_parts(questionnaire, run, before, now, is_same):
    cells = {("1.01", now.id): "B" * 9}

    found = compared(run(cells, (now,)), run(cells, (before,)), questionnaire)

    assert set(found.groups) == ({now.id} if is_same else set())


def test_sector_without_the_perspective_that_stands_alone_by_now_is_another_group(questionnaire, run):
    before = run({("1.01", "zivil"): "B" * 9}, (Group("zivil", 9, ("communities", "vereine")),))
    apart = (Group("zivil", 9, ("vereine",)), Group("communities", 9, ("communities",)))
    now = run({("1.01", "zivil"): "B" * 9, ("1.01", "communities"): "B" * 9}, apart)

    assert compared(now, before, questionnaire).groups == {}


def workshop(chance, people_frame, questionnaire):
    threshold = chance.choice([3, 4, 5])
    people = people_frame({key: chance.choice([0, 2, 3, 5, 6, 8]) for key in KEYS})
    groups = form_groups(people, questionnaire, threshold=threshold, mode=chance.choice(["sectors", "perspectives"]))
    sheets = some_sheets(chance, groups)
    return threshold, groups, sheets


def test_comparison_isolates_nobody(questionnaire, people_frame):
    """Exchanged hidden answers of either run change nothing in it, and each of its values stands in one of the two
    results already: whoever has both learns nothing from it."""
    chance = random.Random(14)
    swaps = 0

    for _round in range(ROUNDS):
        one, other = (workshop(chance, people_frame, questionnaire) for _run in range(2))
        results = [
            evaluate(Counted(counted(sheets), groups, STATEMENTS, threshold), questionnaire)
            for threshold, groups, sheets in (one, other)
        ]
        found = compared(results[1], results[0], questionnaire)
        at = chance.choice([0, 1])
        threshold, groups, sheets = (one, other)[at]
        exchanged, swapped_here, _unanimous = swapped(chance, sheets, results[at])
        swaps += swapped_here
        again = list(results)
        again[at] = evaluate(Counted(counted(exchanged), groups, STATEMENTS, threshold), questionnaire)

        assert compared(again[1], again[0], questionnaire) == found
        assert_published_already(found, *results)
    assert swaps > ROUNDS / 4


def assert_published_already(found, before, now):
    for change in found.room.statements:
        old, new = before.by_statement[change.id], now.by_statement[change.id]
        assert (change.before, change.n_before) == (old.level, old.ratings.n)
        assert (change.after, change.n_after) == (new.level, new.ratings.n)
        assert min(old.ratings.n - before.threshold, new.ratings.n - now.threshold) >= 0
    for group, changes in found.groups.items():
        for change in changes.statements:
            old, new = before.by_statement[change.id].cells[group], now.by_statement[change.id].cells[group]
            assert (change.before, change.n_before) == (old.level, old.ratings.n)
            assert (change.after, change.n_after) == (new.level, new.ratings.n)
        levels = {one.id for one in changes.statements}
        for change in changes.fields:
            of_field = [one for one in changes.statements if now.by_statement[one.id].field == change.id]
            assert change.compared == len(of_field) <= len(levels)
            assert change.after == sum(one.after for one in of_field) / len(of_field)


def test_results_without_a_comparison_are_as_before(questionnaire, run):
    now = run({("1.01", "fach"): "B" * 9})

    assert now.since is None
    assert replace(now, since=compared(now, now, questionnaire)).statements == now.statements
