"""What is remembered of a room goes with it, and holds while the store is away."""

import asyncio
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from data.store.engine import Store, StoreUnavailable
from data.store.workshops import Workshop, delete_workshop, open_workshop
from phone import rooms
from phone.rooms import Room, Rooms
from tests.phone.conftest import close, new_workshop
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


def _looks(store: Store, code: str, times: int, pause: float = 0.02) -> list[Room | None]:
    """One process looks so often for the same room, each time as if a second had passed."""

    async def look() -> list[Room | None]:
        known = Rooms()
        found = []
        for _ in range(times):
            found.append(await known.find(store, code))
            await asyncio.sleep(pause)
        return found

    return completed(look())


def _seen_after(store: Store, of: Workshop, change: Callable[[], object], *, for_page: bool) -> list[str]:
    """The room's state before a change elsewhere, right after it, and a moment later."""

    async def look() -> list[str]:
        known, found = Rooms(), []
        for pause, then in ((0.0, change), (0.2, lambda: None), (0.0, lambda: None)):
            room = await known.find(store, of.code, for_page=for_page)
            assert room is not None
            found.append(room.workshop.state)
            await asyncio.to_thread(then)
            await asyncio.sleep(pause)
        return found

    return completed(look())


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_what_other_processes_show_is_followed_at_once(
    kind: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    opened: Callable[[str], Store],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rooms, "FRESH_SECONDS", 60)  # on a busy machine half a second is soon over
    is_shared = kind == "postgresql"
    store = opened(request.getfixturevalue("postgresql_url") if is_shared else f"sqlite:///{tmp_path / 'one.sqlite3'}")
    waiting, asked, read = (new_workshop(store) for _ in range(3))
    for of in (asked, read):
        open_workshop(store, of.id)

    opens = _seen_after(store, waiting, lambda: open_workshop(store, waiting.id), for_page=False)
    closes = _seen_after(store, asked, lambda: close(store, asked), for_page=False)
    closes_on_pages = _seen_after(store, read, lambda: close(store, read), for_page=True)

    assert opens[::2] == ["prepared", "open" if is_shared else "prepared"]
    assert closes == ["open", "open", "open"]  # an answer is refused when it is saved
    assert closes_on_pages[::2] == ["open", "closed" if is_shared else "open"]


def test_room_is_remembered_while_the_store_is_away_and_asked_anew_afterwards(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "FRESH_SECONDS", 0.01)
    look, faults = rooms._room, iter([None, StoreUnavailable("fort"), StoreUnavailable("fort"), None])

    def unsteady(store: Store, code: str) -> Room | None:
        fault = next(faults)
        if fault is not None:
            raise fault
        return look(store, code)

    monkeypatch.setattr(rooms, "_room", unsteady)

    found = _looks(store, workshop.code, 4)

    assert [one is not None and one.code for one in found] == [workshop.code] * 4
    assert found[3] is not found[0]


def test_answers_do_not_wait_for_a_look_that_hangs(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "FRESH_SECONDS", 0.01)
    monkeypatch.setattr(rooms, "LOOK_SECONDS", 0.1)
    look, go_on, looked = rooms._room, threading.Event(), []

    def hangs(store: Store, code: str) -> Room | None:
        looked.append(code)
        if len(looked) > 1:
            go_on.wait(5)
        return look(store, code)

    monkeypatch.setattr(rooms, "_room", hangs)
    threading.Timer(1, go_on.set).start()
    began = time.monotonic()

    found = _looks(store, workshop.code, 4)

    assert [one is not None and one.code for one in found] == [workshop.code] * 4
    assert (len(looked), time.monotonic() - began < 0.9 + 1) == (2, True)  # nobody asks while a question hangs


def test_store_that_was_away_from_the_beginning_is_no_wrong_code(
    store: Store, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_store: Store, _code: str) -> Room | None:
        raise StoreUnavailable("fort")

    monkeypatch.setattr(rooms, "_room", away)

    with pytest.raises(StoreUnavailable):
        _looks(store, workshop.code, 1)
