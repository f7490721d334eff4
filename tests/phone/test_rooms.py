"""What is remembered of a room goes with it."""

from data.store.engine import Store
from data.store.workshops import Workshop, delete_workshop
from phone.rooms import Rooms
from tests.running import completed
from web.same_address import most_from_one_address, note_sheet


def test_addresses_are_forgotten_with_a_room_that_is_not_open(store: Store, prepared: Workshop) -> None:
    note_sheet(prepared.code, "sheet", "203.0.113.9")

    completed(Rooms().find(store, prepared.code))

    assert most_from_one_address(prepared.code) == 0


def test_addresses_are_forgotten_with_a_deleted_workshop(store: Store, workshop: Workshop) -> None:
    note_sheet(workshop.code, "sheet", "203.0.113.9")
    delete_workshop(store, workshop.id)

    room = completed(Rooms().find(store, workshop.code))

    assert room is None
    assert most_from_one_address(workshop.code) == 0
