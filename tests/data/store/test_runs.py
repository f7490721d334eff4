import threading
from collections.abc import Callable
from datetime import date

import pytest

from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import (
    Workshop,
    WrongState,
    change_workshop,
    delete_workshop,
    next_run,
    questionnaire,
    workshop,
    workshops,
)
from tests.data.store.conftest import Phone, prepared_in

NEXT_YEAR = date(2028, 3, 4)


def test_next_run_continues_the_workshop_with_its_settings(store: Store, prepared: Workshop) -> None:
    change_workshop(store, prepared.id, mode="perspectives", wifi_name="Saal", wifi_password="gemeinsam")

    new = next_run(store, prepared.id, NEXT_YEAR)

    assert (new.municipality, new.title, new.held_on) == ("Musterlingen", "Selbstcheck", NEXT_YEAR)
    assert (new.room, new.administration, new.threshold) == (("1.01", "1.02"), ("1.01", "1.02", "1.03"), 3)
    assert (new.mode, new.wifi_name, new.wifi_password) == ("perspectives", "Saal", "gemeinsam")
    assert (new.follows, new.run, prepared.follows, prepared.run) == (prepared.id, 2, None, 1)
    assert questionnaire(store, new) == questionnaire(store, prepared)
    assert workshop(store, new.id) == new


def test_next_run_begins_without_anything_that_happened(
    store: Store, phone: Callable[..., Phone], prepared: Workshop
) -> None:
    phone("rat").answers(s1_01="A")
    change_workshop(store, prepared.id, archived=True)

    new = next_run(store, prepared.id, NEXT_YEAR)

    assert (new.state, new.locked, new.archived) == ("prepared", False, False)
    assert new.code != prepared.code
    add_sheets(store, new.id, [EnteredSheet("fachamt", {"1.01": "A"})], source="paper")


def test_linked_runs_are_counted_on_whichever_of_them_is_continued(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, NEXT_YEAR)
    beside = next_run(store, prepared.id, NEXT_YEAR)
    last = next_run(store, second.id, NEXT_YEAR)

    assert [one.run for one in (prepared, second, beside, last)] == [1, 2, 3, 4]
    assert [one.follows for one in (second, beside, last)] == [prepared.id, prepared.id, second.id]


def test_two_who_continue_a_workshop_at_once_get_two_numbers(store_url: str, opened: Callable[[str], Store]) -> None:
    stores = (opened(store_url), opened(store_url))
    first = prepared_in(stores[0])
    starting = threading.Barrier(2)

    def go_on(store: Store) -> None:
        starting.wait()
        next_run(store, first.id, NEXT_YEAR)

    threads = [threading.Thread(target=go_on, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one.run for one in workshops(stores[0])) == [1, 2, 3]


def test_run_stays_with_its_number_when_the_one_before_is_deleted(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, NEXT_YEAR)
    add_sheets(store, second.id, [EnteredSheet("fachamt", {"1.01": "A"})], source="paper")

    delete_workshop(store, prepared.id)

    (left,) = workshops(store)
    assert (left.id, left.follows, left.run, left.municipality) == (second.id, None, 2, "Musterlingen")
    assert next_run(store, second.id, NEXT_YEAR).run == 3


def test_run_between_two_others_goes_and_they_stay_linked(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, NEXT_YEAR)
    third = next_run(store, second.id, NEXT_YEAR)

    delete_workshop(store, second.id)

    assert {one.id: (one.run, one.follows) for one in workshops(store)} == {
        prepared.id: (1, None),
        third.id: (3, prepared.id),
    }
    assert next_run(store, prepared.id, NEXT_YEAR).run == 4


def test_deleted_run_leaves_the_one_before_alone(store: Store, prepared: Workshop) -> None:
    second = next_run(store, prepared.id, NEXT_YEAR)

    delete_workshop(store, second.id)

    assert workshops(store) == [prepared]


def test_workshop_that_is_gone_cannot_be_continued(store: Store, prepared: Workshop) -> None:
    delete_workshop(store, prepared.id)

    with pytest.raises(WrongState):
        next_run(store, prepared.id, NEXT_YEAR)

    assert workshops(store) == []
