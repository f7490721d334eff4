"""What is remembered of a room goes with it."""

import asyncio

from data.store.engine import Store
from data.store.workshops import Workshop, delete_workshop
from phone.rooms import Rooms
from web.same_address import most_from_one_address, note_sheet


def test_addresses_are_forgotten_with_a_room_that_is_not_open(store: Store, prepared: Workshop) -> None:
    note_sheet(prepared.code, "sheet", "203.0.113.9")

    asyncio.run(Rooms().find(store, prepared.code))

    assert most_from_one_address(prepared.code) == 0


def test_addresses_are_forgotten_with_a_deleted_workshop(store: Store, workshop: Workshop) -> None:
    note_sheet(workshop.code, "sheet", "203.0.113.9")
    delete_workshop(store, workshop.id)

    room = asyncio.run(Rooms().find(store, workshop.code))

    assert room is None
    assert most_from_one_address(workshop.code) == 0
