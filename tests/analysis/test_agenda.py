"""The Gesprächsplan as it is arranged: what is pinned, skipped, added and moved, and what a new proposal keeps."""

import pytest

from analysis.agenda import (
    Agenda,
    added,
    again,
    agenda_of,
    allowed,
    can_be_added,
    moved,
    pinned,
    proposed,
    skipped,
    unpinned,
)
from analysis.results import Ratings, Results

from .test_plan import apart, divided, gap, need, said, strength, workshop

RESULTS: Results = workshop(
    strength("stark"),
    strength("schwächer", 16),
    apart("fern"),
    divided("geteilt"),
    gap("unbekannt"),
    need("nötig"),
    need("weniger nötig", 16),
    said("leer", Ratings(1, 0, 0, 0), people=1),
)
USUAL = ("stark", "fern", "geteilt", "unbekannt", "nötig")


def test_proposal_is_the_plan_of_the_rules_for_ninety_minutes() -> None:
    assert proposed(RESULTS) == Agenda(90, USUAL)


@pytest.mark.parametrize("minutes", [9, 481, -1])
def test_there_is_no_talk_of_these_minutes(minutes: int) -> None:
    with pytest.raises(ValueError, match=str(minutes)):
        proposed(RESULTS, minutes)


def test_skipped_statement_goes_and_its_next_of_kind_comes_with_the_next_proposal() -> None:
    without = skipped(proposed(RESULTS), "stark")

    assert without == Agenda(90, USUAL[1:], skipped=("stark",))
    assert again(without, RESULTS, 90).statements == ("schwächer", *USUAL[1:])
    assert again(allowed(without, "stark"), RESULTS, 90).statements == USUAL


def test_pinned_statement_stays_in_a_proposal_that_is_too_short_for_all() -> None:
    arranged = pinned(proposed(RESULTS), "unbekannt")

    assert arranged == Agenda(90, USUAL, pinned=("unbekannt",))
    assert again(arranged, RESULTS, 10).statements == ("unbekannt",)
    assert again(unpinned(arranged, "unbekannt"), RESULTS, 10).statements == ("nötig",)


def test_pinning_again_makes_it_the_last_pinned_and_skipping_unpins() -> None:
    twice = pinned(pinned(pinned(proposed(RESULTS), "fern"), "stark"), "fern")

    assert twice.pinned == ("stark", "fern")
    assert skipped(twice, "fern").pinned == ("stark",)


def test_added_statement_is_pinned_and_takes_its_place_in_the_order_of_the_talk() -> None:
    arranged = added(proposed(RESULTS), "schwächer", RESULTS)

    assert arranged == Agenda(90, ("stark", "schwächer", *USUAL[1:]), pinned=("schwächer",))
    assert added(arranged, "weniger nötig", RESULTS).statements[-2:] == ("nötig", "weniger nötig")


def test_only_what_was_answered_and_is_not_in_the_plan_can_be_added() -> None:
    arranged = proposed(RESULTS)

    assert can_be_added(RESULTS, arranged) == ("schwächer", "weniger nötig")
    assert [added(arranged, one, RESULTS) for one in ("leer", "stark", "gibt es nicht")] == [arranged] * 3


def test_adding_a_skipped_statement_allows_it_again() -> None:
    arranged = added(skipped(proposed(RESULTS), "fern"), "fern", RESULTS)

    assert arranged == Agenda(90, USUAL, pinned=("fern",))


def test_statements_move_one_place_and_no_further_than_the_ends() -> None:
    arranged = proposed(RESULTS)

    assert moved(arranged, "fern", 1).statements == ("stark", "geteilt", "fern", "unbekannt", "nötig")
    assert moved(arranged, "stark", -1) == arranged
    assert moved(arranged, "nötig", 1) == arranged
    assert moved(arranged, "gibt es nicht", 1) == arranged
    assert again(moved(arranged, "fern", 1), RESULTS, 90).statements == USUAL


def test_agenda_comes_back_from_json() -> None:
    arranged = skipped(pinned(proposed(RESULTS, 45), "fern"), "stark")

    assert agenda_of(arranged.as_json()) == arranged
