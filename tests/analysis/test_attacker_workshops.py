"""An attacker who knows the rules looks at whole workshops, made at random, and finds no hidden answer.

What derivable means stands in ``test_attacker``. Here it is tried on everything that a workshop publishes at once:
all statements, their sums and field means, the orders of talk, the groups merged at closing, the sheets without
answers, what ``check`` prints and what the workbook holds. **Two workshops that differ only in who of two hidden groups
gave which answer must be published alike**: then no sum or difference, over one statement or over several, tells who
gave it. Unanimous statements have no such two answers; they are the exception that is said.
"""

import json
import random
from collections import Counter

import pandas as pd
import pytest

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.grouping import form_groups
from analysis.questionnaire import RATINGS
from analysis.results import Results
from content.deck import deck
from content.fields import field_table, group_field_tables
from content.statements import statement_table
from reports.check import results_as_json, results_as_text
from texts.words import words

KEYS = ("fach", "abh", "rat", "communities", "vereine", "betriebe", "ohne-angabe", "sector:zivil")
STATEMENTS = ("1.01", "1.02", "2.01")
WORKSHOPS = 4_000
BATCHES = 8
LEANINGS = ("ABCDE-", "AAABE", "DDDC-", "EEEA", "AB--", "E---", "A", "ABCD", "EEEED")

Sheets = dict[str, dict[str, list[str]]]
"""Group -> statement -> one letter a person, "-" for nothing."""


def some_sheets(chance, groups) -> Sheets:
    leaning = {one: chance.choice(LEANINGS) for one in STATEMENTS}
    return {
        group.id: {
            one: [chance.choice(chance.choice([leaning[one], *LEANINGS])) for _person in range(group.people)]
            for one in STATEMENTS
        }
        for group in groups
    }


def counted(sheets: Sheets) -> pd.DataFrame:
    rows = [
        (statement, group, answer, people)
        for group, letters_of in sheets.items()
        for statement, letters in letters_of.items()
        for answer, people in Counter(letters).items()
        if answer != "-"
    ]
    return pd.DataFrame(rows, columns=["statement", "group", "answer", "people"], dtype=object)


def swapped(chance, sheets: Sheets, results: Results) -> tuple[Sheets, int, int]:
    """The same with two answers exchanged in each statement between two hidden groups; swaps, and unanimous ones."""
    other = {group: {one: list(letters) for one, letters in of.items()} for group, of in sheets.items()}
    swaps = unanimous = 0
    for statement in results.statements:
        hidden = [group for group, cell in statement.cells.items() if cell.ratings is None]
        places = [
            (group, place, letter)
            for group in hidden
            for place, letter in enumerate(sheets[group][statement.id])
            if letter in RATINGS
        ]
        pairs = [(a, b) for a in places for b in places if a[0] < b[0] and a[2] != b[2]]
        if pairs:
            (group, place, letter), (other_group, other_place, other_letter) = chance.choice(pairs)
            other[group][statement.id][place] = other_letter
            other[other_group][statement.id][other_place] = letter
            swaps += 1
        elif places and statement.ratings is not None:
            assert len({letter for _, _, letter in places}) == 1, "two answers of one hidden group alone"
            unanimous += 1
    return other, swaps, unanimous


def files(results, questionnaire):
    """What ``check`` prints, the workbook holds, and slides say."""
    _ = words("de")
    return (
        json.dumps(results_as_json(results, results, questionnaire, _)),
        results_as_text(results, questionnaire, _),
        [table(_, results, questionnaire) for table in (field_table, statement_table, group_field_tables)],
        [(slide.finding, slide.table, slide.notes) for slide in deck(results, questionnaire, _)],
    )


def assert_every_base_is_large_enough(sheets, results):
    """What stands alone, or is left by subtraction, is of two groups or more and of t answers or more."""
    large = all(group.people >= results.threshold for group in results.groups)
    assert large or len(results.groups) == 1
    for statement in results.statements:
        rated = {group: sum(one in RATINGS for one in of[statement.id]) for group, of in sheets.items()}
        shown = [group for group, cell in statement.cells.items() if cell.ratings is not None]
        left = {group: n for group, n in rated.items() if group not in shown and n}
        assert statement.ratings is None or statement.ratings.n >= results.threshold
        assert all(rated[group] >= results.threshold for group in shown)
        if statement.ratings is not None and left:
            assert len(left) >= 2
            assert sum(left.values()) >= results.threshold
        if statement.ratings is None:
            assert (shown, statement.answered, statement.blank, statement.level) == ([], None, None, None)
        assert (statement.e is not None) == (results.respondents >= results.threshold)


@pytest.mark.parametrize("batch", range(BATCHES))
def test_no_answer_of_a_hidden_group_follows_from_a_workshop(questionnaire, people_frame, batch):
    chance = random.Random(batch)
    swaps = 0

    for number in range(WORKSHOPS // BATCHES):
        threshold = chance.choice([3, 4, 5])
        people = people_frame({key: chance.choice([0, 0, 1, 2, 3, 4, 5, 6, 8]) for key in KEYS})
        mode = chance.choice(["sectors", "perspectives"])
        merged = chance.sample(["politik", "zivil", "rat", "vereine"], chance.choice([0, 0, 2]))
        groups = form_groups(people, questionnaire, threshold=threshold, mode=mode, also_merge=merged)
        sheets = some_sheets(chance, groups)
        options = {"statements": STATEMENTS, "threshold": threshold, "without_answers": chance.randrange(3)}

        results = evaluate(Counted(counted(sheets), groups, **options), questionnaire)
        other, swapped_here, _unanimous = swapped(chance, sheets, results)
        results_of_other = evaluate(Counted(counted(other), groups, **options), questionnaire)

        swaps += swapped_here
        assert results_of_other == results
        assert_every_base_is_large_enough(sheets, results)
        if number % 20 == 0:
            assert files(results_of_other, questionnaire) == files(results, questionnaire)
    assert swaps > WORKSHOPS // BATCHES
