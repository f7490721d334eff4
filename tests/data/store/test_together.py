"""What several processes with one store must agree on: stores opened twice stand for two of them."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from data.store import busiest
from data.store.access import redeem_key
from data.store.alone import Duty, alone
from data.store.attempts import exchange_attempts, slot_now
from data.store.busiest import busiest_elsewhere, tell_busiest
from data.store.contacts import note_phone, phone_was_there_at
from data.store.day_keys import key_of_the_day
from data.store.engine import Store
from data.store.expiry import forget_expired
from data.store.first_key import first_key
from data.store.workshops import Workshop, close_workshop, delete_workshop, discard_sheets, open_workshop
from tests.e2e.stages import new_workshop

TODAY = datetime.now(UTC).date()


@pytest.fixture
def two(postgresql_url: str, opened: Callable[[str], Store]) -> tuple[Store, Store]:
    return opened(postgresql_url), opened(postgresql_url)


def test_duty_is_one_process_at_a_time(two: tuple[Store, Store]) -> None:
    with alone(two[0], Duty.DELETE_WHAT_IS_DUE) as first, alone(two[1], Duty.DELETE_WHAT_IS_DUE) as second:
        assert (first, second) == (True, False)
    with alone(two[1], Duty.DELETE_WHAT_IS_DUE) as later:
        assert later


def test_duty_of_one_who_fails_is_free_again(two: tuple[Store, Store]) -> None:
    with pytest.raises(ZeroDivisionError), alone(two[0], Duty.DELETE_WHAT_IS_DUE):
        raise ZeroDivisionError

    with alone(two[1], Duty.DELETE_WHAT_IS_DUE) as later:
        assert later


def test_processes_that_start_together_print_one_key(two: tuple[Store, Store]) -> None:
    with ThreadPoolExecutor(8) as starting:
        keys = list(starting.map(lambda n: first_key(two[n % 2], valid=timedelta(hours=12)), range(8)))

    (printed,) = [key for key in keys if key is not None]
    assert redeem_key(two[0], printed) is not None
    assert first_key(two[1], valid=timedelta(hours=12)) is not None  # the first one is used up


def test_restart_after_a_while_prints_a_new_key(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    first_key(two[0], valid=timedelta(hours=12))
    later = time.time() + 61
    monkeypatch.setattr("data.store.engine.Store.now", lambda _store: later)

    assert first_key(two[1], valid=timedelta(hours=12)) is not None


def test_laptop_prints_a_key_at_every_start(opened: Callable[[str], Store], tmp_path: Path) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")

    assert all(first_key(store, valid=timedelta(hours=12)) for _start in range(2))


def test_attempts_are_counted_together_and_forgotten(store: Store, store_url: str) -> None:
    slot = slot_now(store)
    exchange_attempts(store, "wrong code", {slot - 9: {"a": 3}}, since=slot - 9)

    once = exchange_attempts(store, "wrong code", {slot: {"a": 2, "b": 1}}, since=slot - 9)
    other_matter = exchange_attempts(store, "sign-in", {slot: {"a": 1}}, since=slot - 9)
    later = exchange_attempts(store, "wrong code", {}, since=slot)
    much_later = exchange_attempts(store, "wrong code", {}, since=slot + 1)

    assert (once, other_matter) == ({"a": 5, "b": 1}, {"a": 1})
    assert (later, much_later) == ({"a": 2, "b": 1}, {})
    assert _rows(store, "attempts WHERE what = 'wrong code'") == 0


def test_attempts_leave_no_word_in_the_log_of_postgresql(postgresql_url: str, opened: Callable[[str], Store]) -> None:
    with opened(postgresql_url).reading() as connection:
        kept = connection.execute(text("SELECT relpersistence FROM pg_class WHERE relname = 'attempts'")).scalar_one()

    assert kept == "u"


def test_key_of_the_day_is_one_and_ends_with_the_day_after(two: tuple[Store, Store]) -> None:
    before = [key_of_the_day(two[0], TODAY - timedelta(days=days)) for days in (3, 1)]

    with ThreadPoolExecutor(8) as asking:
        keys = set(asking.map(lambda n: key_of_the_day(two[n % 2], TODAY), range(8)))
    forget_expired(two[0])

    assert len(keys) == 1
    assert len({*before, *keys}) == 3
    assert _rows(two[1], "day_keys") == 2


def test_what_ended_processes_have_counted_is_forgotten(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange_attempts(two[0], "wrong code", {slot_now(two[0]): {"a": 1}}, since=0)
    forget_expired(two[1])
    before = _rows(two[1], "attempts")
    later = time.time() + 140
    monkeypatch.setattr(Store, "now", lambda _store: later)

    forget_expired(two[1])

    assert (before, _rows(two[1], "attempts")) == (1, 0)


def test_phone_that_reached_one_process_is_known_to_the_other_for_a_day(
    store: Store, prepared: Workshop, store_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    other = opened(store_url)
    before = phone_was_there_at(other, prepared.id)
    note_phone(store, prepared.id)
    store.write(lambda c: c.exec_driver_sql("SELECT 1").close())  # behind it

    at = phone_was_there_at(other, prepared.id)
    tomorrow = time.time() + 24 * 3600 + 1
    monkeypatch.setattr(Store, "now", lambda _store: tomorrow)

    assert before is None
    assert at is not None
    assert abs(time.time() - at) < 10
    assert phone_was_there_at(other, prepared.id) is None


def test_busiest_addresses_of_processes_are_told_as_numbers_that_replace_each_other(
    store: Store, prepared: Workshop, store_url: str, opened: Callable[[str], Store]
) -> None:
    open_workshop(store, prepared.id)
    for process, sheets in (("one", 3), ("other", 4), ("one", 5)):
        tell_busiest(store, prepared.id, process, sheets).result()
    tell_busiest(store, new_workshop(store, is_open=True).id, "one", 9).result()
    other = opened(store_url)

    assert busiest_elsewhere(other, prepared.id, "one") == [4]
    assert busiest_elsewhere(other, prepared.id, "other") == [5]
    assert sorted(busiest_elsewhere(other, prepared.id, "a third")) == [4, 5]


@pytest.mark.parametrize("step", [lambda store, of: close_workshop(store, of, lambda people: ()), discard_sheets])
def test_busiest_addresses_are_forgotten_when_the_survey_is_over(
    store: Store, prepared: Workshop, step: Callable[[Store, str], object]
) -> None:
    open_workshop(store, prepared.id)
    tell_busiest(store, prepared.id, "one", 3).result()
    assert busiest_elsewhere(store, prepared.id, "other") == [3]

    step(store, prepared.id)

    assert busiest_elsewhere(store, prepared.id, "other") == []


def test_busiest_addresses_of_a_deleted_workshop_and_of_one_that_nobody_closes_are_forgotten(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    deleted, left_open = new_workshop(two[0], is_open=True), new_workshop(two[0], is_open=True)
    for of in (deleted, left_open):
        tell_busiest(two[0], of.id, "one", 3).result()
    delete_workshop(two[0], deleted.id)
    forget_expired(two[1])
    before = _rows(two[1], "attempts")
    later = time.time() + (busiest.KEPT_DAYS + 1) * 24 * 3600
    monkeypatch.setattr(busiest.time, "time", lambda: later)

    forget_expired(two[1])

    assert (before, _rows(two[1], "attempts")) == (1, 0)


def _rows(store: Store, of: str) -> int:
    with store.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {of}")).scalar_one())
