"""An attacker who knows the rules looks at the first and the second vote at once, and finds nobody.

The attacker of ``test_attacker`` sees all that is published of a statement in the release, and then of its second vote:
the room, the groups, their E, the moves, and what of these is hidden. They think of every room of these groups that
would be published alike (a *class*).

**What derivable means.** A *part* are people of one group or several who rated, or voted, both times, only before, or
only after. Of a part with fewer than ``threshold`` people, an answer or a move is derived if in the whole class the
same number of its people gave it, and that number is not 0.

**What is not derived.** *Unanimity*, as before: where all of a shown group, or of all hidden groups, ticked one answer
(or moved one way), everybody knows what each of them did. Where nobody voted again, everybody voted before only. Where
moves are hidden, only answers are looked for: a move that is certain has two of them.
"""

import random
from collections import Counter, defaultdict
from itertools import combinations, combinations_with_replacement, product

import numpy as np
import pytest

from analysis.privacy import ShownAgain, TwoVotes, shown_again, shown_of_row
from analysis.questionnaire import RATINGS
from analysis.second_vote import second_vote
from tests.analysis.test_second_vote import room_of

ROOMS = [(2, (2, 2, 2), "AB"), (2, (2, 3), "ABE"), (3, (3, 4), "AB")]
"""Threshold, sizes of the groups, and what each of their people gives before and after, or nothing."""

WAYS = ("twice_before", "twice_after", "rated_before", "rated_after", "voted_before", "voted_after", "moved")


def of_each_way(people):
    """A group: what those who did what answered A, B or E; and the moves up, none and down."""
    twice = [person for person in people if set(person) <= {"A", "B"}]
    once = [person for person in people if person not in twice]
    return (
        *([sum(person[place] == answer for person in twice) for answer in "ABE"] for place in (0, 1)),
        *([sum(person[place] == answer for person in once) for answer in "AB"] + [0] for place in (0, 1)),
        *(
            [sum(person[place] == x and person[1 - place] == "-" for person in people) for x in "ABE"]
            for place in (0, 1)
        ),
        [twice.count(("B", "A")), sum(before == after for before, after in twice), twice.count(("A", "B"))],
    )


def numbers_of(people):
    """A group as the rules see it, and its E before and after."""
    rated = [[person[place] in ("A", "B") for person in people] for place in (0, 1)]
    only = [sum(person[place] != "-" and person[1 - place] == "-" for person in people) for place in (0, 1)]
    e = [sum(person[place] == "E" for person in people) for place in (0, 1)]
    return (sum(rated[0]), sum(rated[1]), sum(map(all, zip(*rated, strict=True))), *only), *e


def groups_of(size, letters):
    """Numbers of a group -> every way in which it can come by them."""
    found = defaultdict(set)
    for people in combinations_with_replacement(list(product((*letters, "-"), repeat=2)), size):
        found[numbers_of(people)].add(tuple(map(tuple, of_each_way(people))))
    return {numbers: sorted(ways) for numbers, ways in found.items()}


def classes(threshold, sizes, letters, rule):
    """What is published of both votes -> all rooms that it may be of; a room is ``of_each_way`` of its groups."""
    people, found = {f"g{place}": size for place, size in enumerate(sizes)}, defaultdict(list)
    by_size = [groups_of(size, letters) for size in sizes]
    for numbers in product(*by_size):
        votes = {group: TwoVotes(*of[0]) for group, of in zip(people, numbers, strict=True)}
        first = shown_of_row({group: of.rated_before for group, of in votes.items()}, people, threshold)
        voted = sum(of[0][1] + of[2] for of in numbers)
        second = rule(votes, voted, threshold, shown_before=first.cells, e_before=bool(first.e_cells))
        rated = sum(of.rated_before for of in votes.values())
        e_after = [of[2] for of in numbers]
        seen = (
            (first.room, first.cells, rated if first.room else None, tuple(of[1] for of in numbers)),
            (second, voted, sum(e_after) if second.e else None, tuple(e_after) if second.e_cells else None),
        )
        cells = [[place for place, group in enumerate(people) if group in shown.cells] for shown in (first, second)]
        for room in product(*(of[group] for of, group in zip(by_size, numbers, strict=True))):
            found[seen, answers_seen(room, first.room, second, cells)].append(room)
    return found


def answers_seen(room, first_room, second, cells):
    """Which answers and moves of this room are published, by group and altogether."""
    before = [tuple(map(sum, zip(group[0], group[2], strict=True))) for group in room]
    after = [tuple(map(sum, zip(group[1], group[3], strict=True))) for group in room]
    return (
        tuple(map(sum, zip(*before, strict=True))) if first_room else None,
        tuple(before[place] for place in cells[0]),
        tuple(map(sum, zip(*after, strict=True))) if second.room else None,
        tuple(after[place] for place in cells[1]),
        tuple(map(sum, zip(*(group[6] for group in room), strict=True))) if second.moves else None,
    )


def unanimous(row, shown, groups):
    """Groups of which everybody knows what each ticked: the shown ones, and all hidden ones together."""
    hidden = [place for place in groups if f"g{place}" not in shown]
    for cell in [[place] for place in groups if place not in hidden] + [hidden]:
        if len(cell) and (row[:, cell, :].sum(axis=(0, 1)) > 0).sum() < 2:
            yield from cell


def derived(threshold, seen, same):
    """Way and groups of each part of which an answer or a move is certain; ``same``: all rooms of the class."""
    (_, before, *_), (second, voted, *_) = seen
    rooms = np.array(same, dtype=np.int16)  # room, group, way, answer
    groups = range(rooms.shape[1])
    known = [
        {*unanimous(rooms[:, :, 0] + rooms[:, :, 2], before, groups)},
        {*unanimous(rooms[:, :, 1] + rooms[:, :, 3], second.cells, groups)},
    ]
    hidden = [place for place in groups if f"g{place}" not in before] or list(groups)
    moves_differ = second.moves and (rooms[:, hidden, 6].sum(axis=(0, 1)) > 0).sum() > 1
    for way, name in enumerate(WAYS):
        if (name == "moved" and not moves_differ) or (name.startswith("voted") and voted == 0):
            continue
        free = [place for place in groups if name == "moved" or place not in known[way % 2]]
        for part in (part for size in range(1, len(free) + 1) for part in combinations(free, size)):
            answers = rooms[:, part, way].sum(axis=1)
            people = answers.sum(axis=1)
            certain = (answers.min(axis=0) == answers.max(axis=0)) & (answers.min(axis=0) > 0)
            if certain.any() and ((people > 0) & (people < threshold)).any():
                yield name, part


def all_derived(threshold, sizes, letters, rule=shown_again):
    found = classes(threshold, sizes, letters, rule)
    return [part for (seen, _), same in found.items() for part in derived(threshold, seen, same)]


@pytest.mark.parametrize(("threshold", "sizes", "letters"), ROOMS, ids=str)
def test_no_answer_and_no_move_of_few_people_follows_from_two_votes(threshold, sizes, letters):
    assert all_derived(threshold, sizes, letters) == []


def moves_by_the_room_alone(votes, voted, threshold, *, shown_before, e_before):
    """Moves as soon as in the whole room nobody or many voted once only, and many rated twice."""
    shown = shown_again(votes, voted, threshold, shown_before=shown_before, e_before=e_before)
    once = sum(of.only_before + of.only_after for of in votes.values())
    twice = sum(of.rated_twice for of in votes.values())
    moves = shown.room and twice >= threshold and (once == 0 or once >= threshold)
    return ShownAgain(shown.room, shown.cells, shown.e, shown.e_cells, moves)


def test_moves_that_look_at_the_room_alone_would_be_found_out():
    """The attacker is worth something: they would read what those who left, came or stayed have ticked."""
    found = all_derived(3, (3, 4), "AB", moves_by_the_room_alone)

    assert {"rated_before", "rated_after", "twice_before", "twice_after"} <= {way for way, _ in found}


LEANINGS = ("ABCD", "AAAB", "CD", "E", "-")


def some_people(chance, size):
    """Most of them vote twice, and many stay."""
    people = []
    for _ in range(size):
        before = chance.choice(chance.choice(LEANINGS))
        after = before if chance.random() < 0.6 else chance.choice("ABCDE-")
        people.append(before + after)
    return people


def exchanged(chance, groups, hidden, place):
    """The same with an answer (``place`` 0 before, 1 after), or the whole of two people who rated twice (None),
    exchanged between two of the hidden groups; None where there are no two that differ."""
    whole = place is None
    who = [
        (group, number)
        for group in hidden
        for number, person in enumerate(groups[group])
        if (set(person) <= set(RATINGS) if whole else person[place] in RATINGS)
    ]
    at = {one: groups[one[0]][one[1]] for one in who}
    pairs = [
        (a, b)
        for a, b in combinations(who, 2)
        if a[0] != b[0] and (at[a] != at[b] if whole else at[a][place] != at[b][place])
    ]
    if not pairs:
        return None
    other = {group: list(people) for group, people in groups.items()}
    one, two = chance.choice(pairs)
    new = [list(at[one]), list(at[two])]
    for spot in (0, 1) if whole else (place,):
        new[0][spot], new[1][spot] = new[1][spot], new[0][spot]
    other[one[0]][one[1]], other[two[0]][two[1]] = map("".join, new)
    return other


@pytest.mark.parametrize("batch", range(4))
def test_hidden_groups_that_exchange_answers_are_published_alike(questionnaire, batch):
    """Without moves the two votes stand apart; with them, hidden people are exchanged as a whole."""
    chance, exchanges = random.Random(batch), Counter()

    for _ in range(300):
        threshold = chance.choice([3, 4, 5])
        groups = {
            name: some_people(chance, chance.randrange(threshold, 9)) for name in "frvw"[: chance.randrange(2, 5)]
        }
        if chance.random() < 0.5:  # everybody rates twice or neither: else moves are seldom shown
            twice = {group: [p if set(p) <= set(RATINGS) else "EE" for p in people] for group, people in groups.items()}
            groups = twice
        before, counted = room_of(groups, questionnaire, threshold)
        result = second_vote(before, counted, threshold)
        hidden = [group for group, cell in before.cells.items() if cell.ratings is None]
        not_again = [group for group, cell in result.cells.items() if cell.ratings is None]
        kinds = ((None, hidden),) if result.moves else ((0, hidden), (1, not_again))
        for place, among in kinds:
            other = exchanged(chance, groups, among, place)
            if other is not None:
                alike = room_of(other, questionnaire, threshold)
                exchanges[place] += 1
                assert (alike[0], second_vote(*alike, threshold)) == (before, result)
    assert min(exchanges[place] for place in (None, 0, 1)) > 20
