"""An attacker who knows the rules looks at every row that small groups can produce, and finds no hidden answer.

**Who attacks.** Somebody who has everything that is published of a statement, knows the size of each group and all
rules of ``analysis/``, and can go through every row of answers that would be published alike (a *class*).

**What derivable means.** Of a row, the answers of a *part* (any groups, fewer than all that are hidden) are derived if
in the whole class the same number of its people ticked the same answer, and that number is not 0. Besides, what all
hidden groups answered together is the room minus the shown cells: it must come from two groups or more and from as many
answers as the threshold.

**What is not derived, but said on the Datenschutz page.** *Unanimity*: where all hidden groups together ticked one
answer only, everybody knows what each of them ticked. *Own subtraction*: a member of a hidden group knows one answer
more than the attacker. The *number* of ratings of a hidden group is no answer: it is never published, but where nobody
left the statement blank, it is the group's people minus its E.
"""

from collections import defaultdict
from dataclasses import replace
from itertools import combinations, product
from math import comb, prod

import pandas as pd
import pytest

from analysis.counted import Counted
from analysis.evaluation import evaluate
from analysis.patterns import pattern
from analysis.privacy import shown_of_row
from analysis.results import Group
from data.questionnaire_file import parse_questionnaire
from tests.analysis.conftest import SMALL

CASES = [
    (3, (3, 3, 3, 3)),
    (3, (3, 3, 4)),
    (3, (3, 4, 5)),
    (3, (4, 4, 4)),
    (4, (4, 4, 5)),
    (5, (5, 5, 6)),
    (5, (5, 6, 7)),
    (5, (5, 12)),
]
"""Threshold and sizes of the groups; a row says how many of each group ticked A, B, C, D, E or nothing."""


def compositions(total, parts):
    """All ways to write ``total`` as a sum of ``parts`` numbers from 0."""
    if parts == 1:
        return [(total,)]
    return [(first, *rest) for first in range(total + 1) for rest in compositions(total - first, parts - 1)]


def published(rated, e, sizes, threshold):
    """Everything that is published of a row, but for which answers the shown people ticked; and the hidden groups."""
    people = {f"g{place}": size for place, size in enumerate(sizes)}
    shown = shown_of_row(dict(zip(people, rated, strict=True)), people, threshold)
    total, total_e = sum(rated), sum(e)
    # with a hidden room, the pattern is the only trace of how many rated
    trace = None if shown.room else few_rated_pattern(total, total_e, threshold)
    cells = tuple(n if group in shown.cells else None for group, n in zip(people, rated, strict=True))
    hidden = tuple(place for place, group in enumerate(people) if group not in shown.cells)
    assert shown.e
    assert shown.e_cells == set(people)
    return (e, total if shown.room else None, cells, trace), hidden


def few_rated_pattern(rated, e, threshold):
    return pattern(ratings=None, e=e, answered=rated + e, disagreement=None, group_distance=None, threshold=threshold)


def classes(threshold, sizes):
    """Published counts -> the ratings that each hidden group may have; and how many rows of answers there are."""
    found, rows = defaultdict(set), 0
    for people in product(*(compositions(size, 3) for size in sizes)):
        rated, e, _blank = zip(*people, strict=True)
        seen, hidden = published(rated, e, sizes, threshold)
        found[seen, hidden].add(tuple(rated[place] for place in hidden))
        rows += prod(comb(n + 3, 3) for n in rated)
    return found, rows


def derived_answers(possible, together):
    """Parts of the hidden groups of which an answer that ``together`` people of all of them ticked is certain.

    How many of a part ticked it lies between (together - ratings of the others) and (its own ratings), and every number
    between is possible: the other answers fill the rest.
    """
    groups = range(len(next(iter(possible))))
    for size in range(1, len(groups)):
        for part in combinations(groups, size):
            own = [sum(ratings[place] for place in part) for ratings in possible]
            others = [sum(ratings) - n for ratings, n in zip(possible, own, strict=True)]
            if max(others) == 0:  # the others are known to be empty: the part is all that is hidden
                continue
            least = min(max(0, together - n) for n in others)
            most = max(min(together, n) for n in own)
            if least == most > 0:
                yield part


@pytest.mark.parametrize(("threshold", "sizes"), CASES, ids=str)
def test_no_answer_of_a_hidden_group_follows_from_a_row(threshold, sizes):
    found, rows = classes(threshold, sizes)

    derived, checked = [], {}
    for (seen, _hidden), possible in found.items():
        _e, total, cells, _trace = seen
        together = 0 if total is None else total - sum(n for n in cells if n is not None)
        for ratings in possible if together else ():
            assert sum(n > 0 for n in ratings) >= 2, (seen, ratings)
            assert together >= threshold, (seen, ratings)
        key = frozenset(possible)
        if together and key not in checked:
            # what all of them ticked is unanimity
            checked[key] = [(n, part) for n in range(1, together) for part in derived_answers(possible, n)]
            derived += checked[key]
    assert derived == []
    assert rows == prod(comb(size + 5, 5) for size in sizes)


def test_attacker_goes_through_more_than_a_hundred_million_rows():
    assert sum(prod(comb(size + 5, 5) for size in sizes) for _, sizes in CASES) > 100_000_000


def test_hiding_only_what_is_too_small_would_be_found_out():
    """The attacker is worth something: without the complementary rule they find the only hidden group."""
    assert list(derived_answers({(2, 5)}, 1)) == []
    assert list(derived_answers({(2, 3), (2, 4)}, 5)) == []
    assert list(derived_answers({(1, 0, 4)}, 5)) == [(0,), (2,), (0, 1), (1, 2)]


def rows_of_one_group(size):
    """Every way in which so many people tick A, D, E or nothing."""
    return ["A" * a + "D" * d + "E" * e for a, d, e, _blank in compositions(size, 4)]


def test_real_results_of_every_row_of_three_groups_of_three_keep_hidden_answers():
    """The same without any shortcut: all rows with A, D, E or nothing, by everything that ``evaluate`` gives."""
    groups = tuple(Group(name, 3, ()) for name in ("fach", "rat", "vereine"))
    rows = list(product(rows_of_one_group(3), repeat=3))

    alike = defaultdict(list)
    for row, result in zip(rows, real_results(rows, groups, threshold=3), strict=True):
        alike[repr(replace(result, id=""))].append((row, result))

    for same in alike.values():
        _, result = same[0]
        hidden = [place for place, cell in enumerate(result.cells.values()) if cell.ratings is None]
        parts = [part for size in range(1, len(hidden)) for part in combinations(hidden, size)]
        together = {"".join(row[place] for place in hidden).replace("E", "") for row, _ in same}
        for row, _ in same if result.ratings is not None and together != {""} else ():
            assert sum(bool(row[place].strip("E")) for place in hidden) >= 2, row
            assert sum(len(row[place].replace("E", "")) for place in hidden) >= 3, row
        unanimous = all(len(set(letters)) < 2 for letters in together)
        for part, letter in product(parts, "AD"):
            others = [place for place in hidden if place not in part]
            nobody_else = all(not row[place].strip("E") for row, _ in same for place in others)
            counts = {sum(row[place].count(letter) for place in part) for row, _ in same}
            assert unanimous or nobody_else or len(counts) > 1 or counts == {0}, (part, letter, same[0])
    assert len(rows) == 8_000


def real_results(rows, groups, *, threshold):
    """What ``evaluate`` publishes of these rows, each as a statement of its own questionnaire."""
    small = parse_questionnaire(SMALL)
    first = small.fields[0].statements[0]
    statements = tuple(replace(first, id=str(number)) for number in range(len(rows)))
    field = replace(small.fields[0], statements=statements)
    cells = [
        (str(number), group.id, letter, letters.count(letter))
        for number, row in enumerate(rows)
        for group, letters in zip(groups, row, strict=True)
        for letter in set(letters)
    ]
    counts = pd.DataFrame(cells, columns=["statement", "group", "answer", "people"])
    asked = replace(small, fields=(field,))
    ids = tuple(one.id for one in statements)
    return evaluate(Counted(counts, groups, ids, threshold), asked).statements
