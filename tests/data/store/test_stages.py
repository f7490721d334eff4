"""The stage is one row: moved by compare-and-set, revealing in the same COMMIT."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from math import inf, nan

import pandas as pd
import pytest

from analysis.results import Group
from analysis.stage import Place, Stage, place_of
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.releases import release, reveal
from data.store.stages import StageMoved, moment, moment_of_code, move, stage, stands
from data.store.workshops import (
    Workshop,
    change_workshop,
    close_workshop,
    delete_workshop,
    reopen_workshop,
    workshop,
)

RADAR = Place("folie", "ueberblick?sicht=radar", 1)


def everybody(people: pd.DataFrame) -> tuple[Group, ...]:
    return (Group("alle", int(people["people"].sum()), tuple(people["group"]), ()),)


def test_begins_with_how_to_join(store: Store, prepared: Workshop) -> None:
    assert stage(store, prepared.id) == Stage(0, Place("ankommen"))


def test_keeps_all_of_a_stage(store: Store, prepared: Workshop) -> None:
    wanted = Stage(0, Place("pause"), Place("leitmotiv"), True, 1_900_000_000, False, (Place("antworten"), RADAR))

    assert move(store, prepared.id, wanted) == replace(wanted, number=1)
    assert stage(store, prepared.id) == replace(wanted, number=1)

    move(store, prepared.id, Stage(1))
    assert stage(store, prepared.id) == Stage(2)


def test_whoever_is_late_is_told_what_stands(store: Store, prepared: Workshop) -> None:
    first = move(store, prepared.id, Stage(0, Place("leitmotiv")))
    with pytest.raises(StageMoved) as late:
        move(store, prepared.id, Stage(0, Place("spielregeln")))
    assert late.value.stage == first == stage(store, prepared.id)


def test_two_hands_that_want_the_same_make_one_step(store: Store, prepared: Workshop) -> None:
    """Two moderators press "Weiter" at the same moment, 200 times: no step is skipped."""
    places = [Place("leitmotiv"), Place("spielregeln")]
    with ThreadPoolExecutor(2) as hands:
        for round_ in range(200):
            wanted = Stage(round_, places[round_ % 2])
            left = [hands.submit(move, store, prepared.id, wanted) for _ in range(2)]
            assert {one.result() for one in left} == {replace(wanted, number=round_ + 1)}
    assert stage(store, prepared.id).number == 200


def test_two_hands_that_add_the_same_are_told_so(store: Store, prepared: Workshop) -> None:
    wanted = Stage(0, timer_until=1_900_000_000)
    first = move(store, prepared.id, wanted, adds=True)

    with pytest.raises(StageMoved) as late:
        move(store, prepared.id, wanted, adds=True)

    assert late.value.stage == first


def test_of_two_that_want_different_things_one_moves(store: Store, prepared: Workshop) -> None:
    def hand(number: int, place: Place) -> Stage | StageMoved:
        try:
            return move(store, prepared.id, Stage(number, place))
        except StageMoved as error:
            return error

    with ThreadPoolExecutor(2) as hands:
        for number in range(50):
            here = [hands.submit(hand, number, Place(kind)) for kind in ("leitmotiv", "pause")]
            assert sorted(type(one.result()).__name__ for one in here) == ["Stage", "StageMoved"]
    assert stage(store, prepared.id).number == 50


def test_what_reveals_needs_a_release_and_makes_it_final(store: Store, prepared: Workshop) -> None:
    with pytest.raises(WrongState):
        move(store, prepared.id, Stage(0, RADAR), reveals="overview")
    assert stage(store, prepared.id) == Stage()

    close_workshop(store, prepared.id, everybody)
    move(store, prepared.id, replace(Stage(0), place=replace(RADAR, step=0)))
    assert (found := release(store, prepared.id)) is not None and not found.revealed
    move(store, prepared.id, Stage(1, RADAR), reveals="overview")
    assert (found := release(store, prepared.id)) is not None and found.shown == ("overview",)


def test_what_stands_is_another_word_after_everything_that_the_room_may_see(store: Store, prepared: Workshop) -> None:
    seen = [stands(store, [prepared.id])[prepared.id]]
    for change in (
        lambda: move(store, prepared.id, Stage(0, black=True)),
        lambda: change_workshop(store, prepared.id, wifi_password="richtig geschrieben"),
        lambda: close_workshop(store, prepared.id, everybody),
        lambda: reopen_workshop(store, prepared.id),
        lambda: close_workshop(store, prepared.id, everybody),
        lambda: reveal(store, prepared.id, "overview"),
    ):
        change()
        seen.append(stands(store, [prepared.id])[prepared.id])
    assert len(set(seen)) == len(seen)


def test_one_look_tells_the_same_as_a_look_at_each_part(store: Store, prepared: Workshop) -> None:
    for change in (
        lambda: None,
        lambda: move(store, prepared.id, Stage(0, Place("pause"), resume=Place("antworten"), joining=True)),
        lambda: close_workshop(store, prepared.id, everybody),
        lambda: reveal(store, prepared.id, "overview"),
    ):
        change()
        now = moment(store, prepared.id)
        assert now is not None and now == moment_of_code(store, f" {prepared.code.lower()} ")
        assert now.workshop == workshop(store, prepared.id)
        assert (now.stage, now.stand) == (stage(store, prepared.id), stands(store, [prepared.id])[prepared.id])
        found = release(store, prepared.id)
        assert now.release == (None if found is None else (found.number, found.shown))


def test_goes_with_its_workshop(store: Store, prepared: Workshop) -> None:
    move(store, prepared.id, Stage(0, Place("pause")))
    delete_workshop(store, prepared.id)
    assert stands(store, [prepared.id]) == {}
    assert moment(store, prepared.id) is None
    with pytest.raises(WrongState):
        move(store, prepared.id, Stage(0))


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"kind": "x", "slide": "", "step": 0},
        {"kind": "folie", "slide": "", "step": 0},
        *({"kind": "pause", "slide": "", "step": step} for step in (inf, -inf, nan, 0.0, True, "0", None, -1)),
    ],
)
def test_what_is_no_place_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        place_of(values)
