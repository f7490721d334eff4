"""What is shown of a guess: totals of all from the threshold on, and of the answers nothing before its time."""

import random
from collections import Counter, defaultdict
from itertools import combinations, combinations_with_replacement, product

import numpy as np
import pytest

from analysis.guess import Guess, Guesses, guess, guesses_of, resolved
from analysis.second_vote import second_vote
from tests.analysis.test_second_vote import room_of
from tests.analysis.test_second_vote_attacker import some_people


def counted(letters):
    """Guesses as they are counted; "-" guesses nothing."""
    return guesses_of(Counter(letters.replace("-", "")))


def test_totals_are_shown_from_the_threshold_on():
    assert guess(counted("AC"), 3) == Guess(None)
    assert guess(counted("AAC"), 3).totals == {"A": 2, "B": 0, "C": 1, "D": 0, "E": 0}
    assert (guess(counted("AAC"), 3).n, guess(counted("AAC"), 3).favourites) == (3, ("A",))
    assert (guess(counted("AC"), 3).n, guess(counted("AC"), 3).favourites) == (0, ())
    assert guess(counted("ACCA"), 3).favourites == ("A", "C")


def test_counts_come_back_from_json():
    assert guesses_of(counted("AACE").as_json()) == counted("AACE")


def test_nothing_of_the_answers_is_told_with_the_totals():
    assert guess(counted("AAAA"), 3).right == ()


def test_what_came_most_often_may_be_several_answers(questionnaire):
    before, _ = room_of({"f": ["A-", "A-", "B-"], "r": ["C-", "B-", "E-"]}, questionnaire)

    assert resolved(counted("ABB"), 3, before, has_e=False).right == ("A", "B")


def test_that_most_cannot_judge_is_told_only_once_the_room_sees_it(questionnaire):
    before, _ = room_of({"f": ["E-", "E-", "E-", "E-"], "r": ["C-", "B-", "C-"]}, questionnaire)

    assert resolved(counted("ABB"), 3, before, has_e=False).right == ()
    assert resolved(counted("ABB"), 3, before, has_e=True).right == ("E",)


def test_what_came_most_often_is_hidden_with_the_room(questionnaire):
    before, _ = room_of({"f": ["E-", "E-", "E-", "E-"], "r": ["C-", "B-", "--"]}, questionnaire)

    assert resolved(counted("ABB"), 3, before, has_e=True).right == ()


ROOMS = [(2, (2, 2, 2)), (3, (3, 4)), (3, (2, 2, 3))]
"""Threshold, and how many people there are in each group; each guesses A, B or nothing."""


def classes(threshold, sizes):
    """What is published of a guess -> all rooms that it may be of: per group how many guessed A, B and nothing."""
    found = defaultdict(list)
    for room in product(*(list(combinations_with_replacement("AB-", size)) for size in sizes)):
        letters = "".join(map("".join, room))
        told = guess(counted(letters), threshold)
        voted = len(letters) - letters.count("-")  # is told while it goes on
        seen = (voted, None if told.totals is None else tuple(told.totals.values()))
        found[seen].append([[group.count(letter) for letter in "AB-"] for group in room])
    return found


@pytest.mark.parametrize(("threshold", "sizes"), ROOMS, ids=str)
def test_no_guess_of_few_people_follows_from_the_totals(threshold, sizes):
    """An attacker who knows the rules: of fewer people than the threshold no guess is certain, unless all guessed alike
    (which everybody then knows) or nobody guessed."""
    for (voted, totals), same in classes(threshold, sizes).items():
        rooms = np.array(same)
        given = rooms[:, :, :2]
        if voted == 0 or (totals is not None and max(totals) == voted):
            continue
        for part in (part for size in range(1, len(sizes)) for part in combinations(range(len(sizes)), size)):
            people = given[:, part].sum(axis=(1, 2))
            guessed = given[:, part].sum(axis=1)
            certain = (guessed.min(axis=0) == guessed.max(axis=0)) & (guessed.min(axis=0) > 0)
            assert not (certain.any() and ((people > 0) & (people < threshold)).any()), (voted, totals, part)


def test_guesses_tell_nothing_of_answers_and_answers_nothing_of_guesses(questionnaire):
    """Whoever gave a guess, the release, the second vote and the guess are published alike: nothing is a function of
    two of them for one person, whoever left the room, voted once only, or took their sheet away in between."""
    chance = random.Random(15)

    for _ in range(200):
        threshold = chance.choice([3, 4, 5])
        groups = {name: some_people(chance, chance.randrange(3, 9)) for name in "frvw"[: chance.randrange(2, 5)]}
        size = sum(map(len, groups.values()))
        letters = [chance.choice("AAABCDE--") for _ in range(size)]
        before, again = room_of(groups, questionnaire, threshold)
        published = before, second_vote(before, again, threshold), guess(counted("".join(letters)), threshold)
        chance.shuffle(letters)  # every guess becomes that of somebody else, of whatever group
        told = guess(counted("".join(letters)), threshold)
        assert published == (before, second_vote(before, again, threshold), told)
        assert told.totals is None or sum(told.totals.values()) >= threshold
        for has_e in (False, True):
            both = resolved(counted("".join(letters)), threshold, before, has_e=has_e)
            assert both.totals == told.totals
            assert not both.right or before.ratings is not None


def test_guesses_of_two_rounds_are_no_difference():
    """Below the threshold nothing is told, so a guess that is held once more is told once."""
    few, more = Guesses({"A": 2}), Guesses({"A": 3})

    assert (guess(few, 3).totals, guess(more, 3).n) == (None, 3)
