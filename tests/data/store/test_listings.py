"""Who has agreed to be named in public: nobody else is, and taking it back leaves nothing."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from analysis.action_plan import Draft
from analysis.participation import LONGEST_OFFICE, Agreed
from data.store.engine import Store
from data.store.listings import (
    TextMissing,
    TextTooLong,
    WrongState,
    agreed_workshops,
    list_publicly,
    listed_office,
    take_back,
)
from data.store.measures import add_measure, set_status
from data.store.releases import reveal
from data.store.schema import listings
from data.store.workshops import (
    Workshop,
    close_workshop,
    create_workshop,
    delete_workshop,
    finish_workshop,
    recheck,
)
from tests.data.store.conftest import QUESTIONNAIRE, Phone
from tests.data.store.test_stages import everybody

DAY = date(2027, 3, 4)
PLANNED = Agreed("Musterlingen", "Landesstelle", DAY, is_held=False, has_open_measures=False)


def rows(store: Store) -> int:
    with store.reading() as connection:
        return connection.execute(select(func.count()).select_from(listings)).scalar_one()


def create(store: Store, name: str) -> Workshop:
    return create_workshop(
        store,
        municipality=name,
        title="Selbstcheck",
        held_on=DAY,
        questionnaire_text=QUESTIONNAIRE,
        room=("1.01",),
        administration=("1.01",),
    )


def test_only_who_agreed_is_named(store: Store, prepared: Workshop) -> None:
    create(store, "Beispielstadt")
    before = agreed_workshops(store)
    list_publicly(store, prepared.id, "  Landes\nstelle ")

    assert (before, listed_office(store, prepared.id)) == ([], "Landes stelle")
    assert agreed_workshops(store) == [replace(PLANNED, office="Landes stelle")]


def test_agreement_holds_for_all_runs_of_the_municipality_and_not_for_rechecks(
    store: Store, prepared: Workshop
) -> None:
    list_publicly(store, prepared.id, "Landesstelle")
    again = create(store, "MUSTERLINGEN")
    recheck(store, prepared.id, date(2027, 9, 4), title="Nachbefragung", statements=("1.01",))

    assert listed_office(store, again.id) == "Landesstelle"
    assert agreed_workshops(store) == [PLANNED, PLANNED]


def test_another_office_takes_the_place_of_the_first(store: Store, prepared: Workshop) -> None:
    list_publicly(store, prepared.id, "Landesstelle")
    list_publicly(store, prepared.id, "Stiftung")

    assert (listed_office(store, prepared.id), rows(store)) == ("Stiftung", 1)


def test_what_is_taken_back_leaves_no_row(store: Store, prepared: Workshop) -> None:
    list_publicly(store, prepared.id, "Landesstelle")
    take_back(store, prepared.id)
    take_back(store, prepared.id)

    assert (listed_office(store, prepared.id), agreed_workshops(store), rows(store)) == (None, [], 0)


def test_listing_goes_with_the_last_workshop(store: Store, prepared: Workshop) -> None:
    list_publicly(store, prepared.id, "Landesstelle")
    again = create(store, "Musterlingen")
    delete_workshop(store, prepared.id)
    kept = listed_office(store, again.id)
    delete_workshop(store, again.id)

    assert (kept, rows(store)) == ("Landesstelle", 0)


def test_way_goes_on_once_a_result_was_shown_and_while_a_measure_is_open(
    store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]
) -> None:
    of = opened_workshop.id
    list_publicly(store, of, "Landesstelle")
    for answer in "ABD":
        phone().answers(s1_01=answer, s1_02="C")
    close_workshop(store, of, everybody)
    added = add_measure(store, of, Draft(what="Sprechstunde"))
    closed = agreed_workshops(store)
    reveal(store, of, "overview")
    shown = agreed_workshops(store)
    set_status(store, of, added.id, "done", "", version=added.version)
    done = agreed_workshops(store)

    assert [one.state for (one,) in (closed, shown, done)] == ["planned", "measures", "held"]


def test_finished_workshop_was_held(store: Store, opened_workshop: Workshop, phone: Callable[..., Phone]) -> None:
    list_publicly(store, opened_workshop.id, "Landesstelle")
    phone().answers(s1_01="A", s1_02="C")
    close_workshop(store, opened_workshop.id, everybody)
    finish_workshop(store, opened_workshop.id)

    assert [one.state for one in agreed_workshops(store)] == ["held"]


@pytest.mark.parametrize(("office", "why"), [(" \n", TextMissing), ("a" * (LONGEST_OFFICE + 1), TextTooLong)])
def test_office_is_needed_and_short(store: Store, prepared: Workshop, office: str, why: type[Exception]) -> None:
    list_publicly(store, prepared.id, "Landesstelle")

    with pytest.raises(why):
        list_publicly(store, prepared.id, office)
    assert listed_office(store, prepared.id) == "Landesstelle"


def test_without_the_workshop_nothing_is_kept(store: Store, prepared: Workshop) -> None:
    delete_workshop(store, prepared.id)

    with pytest.raises(WrongState):
        list_publicly(store, prepared.id, "Landesstelle")
    with pytest.raises(WrongState):
        take_back(store, prepared.id)
    assert (listed_office(store, prepared.id), rows(store)) == (None, 0)
