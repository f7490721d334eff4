"""What one address brings is counted while the room is open, and cannot be read back."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import select

from data.store.busiest import busiest_elsewhere, tell_busiest
from data.store.engine import Store
from data.store.schema import attempts
from data.store.workshops import discard_sheets
from tests.e2e.stages import new_workshop
from tests.running import completed
from web import same_address
from web.same_address import brought_by_one, forget, most_from_one_address, note_sheet, tell_the_others


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    same_address._rooms.clear()


def test_the_busiest_address_is_told() -> None:
    for number in range(7):
        note_sheet("ABC234", f"sheet {number}", "203.0.113.9")
    note_sheet("ABC234", "another", "203.0.113.10")

    assert most_from_one_address("ABC234") == 7


def test_a_sheet_counts_once_however_often_it_answers() -> None:
    for address in ("203.0.113.9", "203.0.113.9", "198.51.100.1"):
        note_sheet("ABC234", "one sheet", address)

    assert most_from_one_address("ABC234") == 1


def test_rooms_are_counted_apart_and_a_closed_one_is_forgotten() -> None:
    note_sheet("ABC234", "one", "203.0.113.9")
    note_sheet("XYZ789", "one", "203.0.113.9")

    forget("ABC234")

    assert (most_from_one_address("ABC234"), most_from_one_address("XYZ789")) == (0, 1)


def test_what_processes_have_counted_is_added_up_to_the_most_that_it_can_be(store: Store) -> None:
    of = replace(new_workshop(store, is_open=True), state="open")
    note_sheet(of.code, "here", "203.0.113.9")
    alone = brought_by_one(store, of)
    tell_busiest(store, of.id, "another process", 4).result()

    together = brought_by_one(store, of)
    forget(of.code)

    assert alone == (1, False)
    assert together == ((5, True) if store.is_shared else (1, False))
    assert brought_by_one(store, of) == ((4, False) if store.is_shared else (0, False))
    assert brought_by_one(store, replace(of, state="closed")) == (0, False)


def test_what_is_told_late_stays_out_of_the_next_survey(store: Store) -> None:
    of = new_workshop(store, is_open=True)
    discard_sheets(store, of.id)

    tell_busiest(store, of.id, "another process", 4).result()

    assert busiest_elsewhere(store, of.id, "this one") == []


def test_others_are_told_a_number_and_nothing_of_the_address(store: Store) -> None:
    of = new_workshop(store, is_open=True)

    async def sheets_come() -> None:
        for number in range(3):
            note_sheet(of.code, f"sheet {number}", "203.0.113.9")
            tell_the_others(store, of)
        while same_address._telling:
            await asyncio.sleep(0.05)
        store.write(lambda connection: None)  # behind it

    completed(sheets_come())

    with store.reading() as connection:
        told = connection.execute(select(attempts)).all()
    who = f"{of.id}:{same_address._process}"
    assert [(row.what, row.who, row.n) for row in told] == ([("busiest address", who, 3)] if store.is_shared else [])
    assert all(row.slot * 10 % (24 * 3600) == 0 for row in told)  # the day, not when


def test_neither_addresses_nor_sheets_can_be_read() -> None:
    note_sheet("ABC234", "one sheet", "203.0.113.9")

    kept = repr(same_address._rooms)

    assert "203.0.113.9" not in kept
    assert "one sheet" not in kept


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(same_address, "MOST_SHEETS", 3)

    for number in range(9):
        note_sheet("ABC234", f"sheet {number}", f"203.0.113.{number}")

    assert len(same_address._rooms["ABC234"].sheets) == 3
