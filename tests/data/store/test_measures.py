"""Measures stay as they were agreed, and nobody's words are lost to another hand."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from analysis.action_plan import Draft, by_date, by_field
from data.store.engine import Store
from data.store.measures import (
    MeasureChanged,
    ReasonMissing,
    TextMissing,
    TextTooLong,
    TooMany,
    UnknownStatement,
    WrongState,
    add_measure,
    delete_measure,
    measures,
    save_measure,
)
from data.store.rows import new_id
from data.store.stages import stands
from data.store.workshops import Workshop, delete_workshop, questionnaire

ODD = "<script>alert(1)</script> \"'&\n{name} %s 🎈 שלום"
FULL = Draft(
    what=ODD,
    who="Jugendamt",
    person="Mit Zustimmung",
    due=date(2027, 6, 30),
    about=("1.02", "feld"),
    cause="Ursache",
    first_step="Erster Schritt",
    decides="committee",
    with_whom="Trägerkreis",
    means="Zwei Tage",
    cost="small",
    sign="Wir merken es",
    level=4,
    risk="Risiko",
    status="begun",
    status_reason="Angefangen",
)


def test_everything_that_is_said_is_kept(store: Store, prepared: Workshop) -> None:
    kept = add_measure(store, prepared.id, FULL)

    assert measures(store, prepared.id) == [kept]
    assert {name: getattr(kept, name) for name in Draft.__dataclass_fields__} == {
        name: getattr(FULL, name) for name in Draft.__dataclass_fields__
    }


def test_the_room_learns_of_each_change(store: Store, prepared: Workshop) -> None:
    seen = [stands(store, [prepared.id])]
    one = add_measure(store, prepared.id, Draft(what="a"))
    seen.append(stands(store, [prepared.id]))
    two = save_measure(store, prepared.id, one.id, Draft(what="b"), version=one.version)
    seen.append(stands(store, [prepared.id]))
    delete_measure(store, prepared.id, two.id, version=two.version)
    seen.append(stands(store, [prepared.id]))

    assert len({one[prepared.id] for one in seen}) == 4
    assert measures(store, prepared.id) == []


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (Draft(what=" \n"), TextMissing),
        (Draft(what="a" * 141), TextTooLong),
        (Draft(what="a", who="b" * 81), TextTooLong),
        (Draft(what="a", risk="b" * 501), TextTooLong),
        (Draft(what="a", about=("9.99",)), UnknownStatement),
        (Draft(what="a", about=("",)), UnknownStatement),
        (Draft(what="a", status="dropped"), ReasonMissing),
        (Draft(what="a", level=8), ValueError),
        (Draft(what="a", cost="huge"), ValueError),  # type: ignore[arg-type]
        (Draft(what="a", decides="mayor"), ValueError),  # type: ignore[arg-type]
        (Draft(what="a", status="lost"), ValueError),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    store: Store, prepared: Workshop, wrong: Draft, error: type[Exception]
) -> None:
    there = add_measure(store, prepared.id, FULL)

    with pytest.raises(error):
        add_measure(store, prepared.id, wrong)
    with pytest.raises(error):
        save_measure(store, prepared.id, there.id, wrong, version=there.version)

    assert measures(store, prepared.id) == [there]


def test_sent_twice_is_one_measure_and_another_one_under_a_taken_id_is_kept(store: Store, prepared: Workshop) -> None:
    one = new_id()

    first = add_measure(store, prepared.id, FULL, measure_id=one)
    again = add_measure(store, prepared.id, FULL, measure_id=one)
    other = add_measure(store, prepared.id, Draft(what="Anderes"), measure_id=one)

    assert first == again and other.id != one
    assert measures(store, prepared.id) == [first, other]


def test_of_two_hands_the_second_learns_what_the_first_has_written(store: Store, prepared: Workshop) -> None:
    read = add_measure(store, prepared.id, FULL)
    first = save_measure(store, prepared.id, read.id, replace(FULL, who="Schulamt"), version=read.version)

    with pytest.raises(MeasureChanged) as refused:
        save_measure(store, prepared.id, read.id, replace(FULL, who="Sozialamt"), version=read.version)
    with pytest.raises(MeasureChanged):
        delete_measure(store, prepared.id, read.id, version=read.version)

    assert refused.value.measure == first and measures(store, prepared.id) == [first]
    delete_measure(store, prepared.id, first.id, version=first.version)
    delete_measure(store, prepared.id, first.id, version=first.version)
    with pytest.raises(MeasureChanged) as gone:
        save_measure(store, prepared.id, first.id, Draft(what="a"), version=first.version)
    assert gone.value.measure is None


def test_many_hands_at_once_write_measures_with_different_numbers(store: Store, prepared: Workshop) -> None:
    with ThreadPoolExecutor(4) as hands:
        written = list(
            hands.map(lambda n: add_measure(store, prepared.id, Draft(what=str(n)), measure_id=new_id()), range(12))
        )

    assert sorted(one.number for one in written) == list(range(1, 13))


def test_a_workshop_has_a_limit_and_takes_its_measures_with_it(
    store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.store.measures.MOST_MEASURES", 1)
    add_measure(store, prepared.id, FULL)
    with pytest.raises(TooMany):
        add_measure(store, prepared.id, Draft(what="a"))

    delete_workshop(store, prepared.id)

    assert measures(store, prepared.id) == []
    with pytest.raises(WrongState):
        add_measure(store, prepared.id, FULL)


def test_the_board_is_by_date_and_by_field(store: Store, prepared: Workshop) -> None:
    for what, due, about in (
        ("ohne", None, ()),
        ("später", date(2027, 9, 1), ("1.02",)),
        ("bald", date(2027, 5, 1), ()),
    ):
        add_measure(store, prepared.id, Draft(what=what, due=due, about=about))
    found = measures(store, prepared.id)

    assert [one.what for one in by_date(found)] == ["bald", "später", "ohne"]
    fields = by_field(found, questionnaire(store, prepared))
    assert [(field, [one.what for one in of]) for field, of in fields] == [
        ("feld", ["später"]),
        ("", ["bald", "ohne"]),
    ]


def test_open_is_what_has_no_function_or_no_date() -> None:
    assert Draft(what="a").is_open and Draft(what="a", who="b").is_open and Draft(what="a", due=date.max).is_open
    assert not Draft(what="a", who="b", due=date.max).is_open


@pytest.mark.parametrize(("level", "is_output"), [(None, False), (1, True), (3, True), (4, False), (7, False)])
def test_effect_begins_at_the_fourth_step(level: int | None, is_output: bool) -> None:
    assert Draft(what="a", level=level).is_output_only == is_output
