"""What one address brings is counted while the room is open, and cannot be read back."""

from collections.abc import Iterator

import pytest

from web import same_address
from web.same_address import forget, most_from_one_address, note_sheet


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
