"""Wrong codes are slowed down per sender; nobody is refused for a neighbour's, except in a flood."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from data.store.engine import Store
from tests.running import completed
from web import limits, shared_counts
from web.limits import WrongCodes
from web.shared_counts import SharedCounts


def test_wrong_codes_of_one_sender_wait_longer_and_longer_up_to_a_bound() -> None:
    codes = WrongCodes(clock=lambda: 0.0)

    pauses = [codes.pause("a") for _ in range(60)]

    assert pauses[:20] == [0.0] * 20
    assert pauses[20:23] == pytest.approx([0.1, 0.2, 0.3])
    assert pauses[40:] == [2.0] * 20
    assert codes.pause("b") == 0.0


def test_pace_returns_after_a_minute() -> None:
    now = [0.0]
    codes = WrongCodes(clock=lambda: now[0])
    for _ in range(21):
        codes.pause("a")

    now[0] = 59.0
    assert codes.pause("a") == pytest.approx(0.2)
    now[0] = 60.0
    assert codes.pause("a") == 0.0


def test_more_answers_than_anybody_types_do_not_wait_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "AT_ONCE", 0)
    monkeypatch.setattr(limits, "STEP", 0.01)
    monkeypatch.setattr(limits, "WAITING_EACH", 3)
    codes = WrongCodes()

    async def arrive() -> tuple[list[bool], bool]:
        flood = [asyncio.create_task(codes.answers("a")) for _ in range(5)]
        neighbour = asyncio.create_task(codes.answers("b"))
        answered = [await task for task in flood]
        return answered, await neighbour

    assert completed(arrive()) == ([True, True, True, False, False], True)
    assert completed(codes.answers("a"))


def test_only_so_many_senders_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 5)
    codes = WrongCodes(clock=lambda: 0.0)

    for number in range(100):
        codes.pause(f"sender {number}")

    assert (len(codes._seen), len(codes._counts)) == (5, 5)


def test_addresses_are_not_kept_readable() -> None:
    codes = WrongCodes()
    codes.pause("203.0.113.9")

    assert "203.0.113.9" not in repr(vars(codes))


def test_wrong_code_is_forgotten_after_its_time_though_no_other_one_comes() -> None:
    codes = WrongCodes(seconds=0.05)

    async def once() -> tuple[int, int]:
        await codes.answers("203.0.113.9")
        at_first = len(codes._seen)
        await asyncio.sleep(0.2)
        return at_first, len(codes._seen) + len(codes._counts) + len(codes._waiting)

    with ThreadPoolExecutor() as beside:  # a browser of another test may have left a loop in this thread
        assert beside.submit(asyncio.run, once()).result() == (1, 0)


def test_wrong_codes_are_counted_over_all_processes_of_a_store(
    postgresql_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two counters stand for two processes; each tells the store of its own within a moment."""
    monkeypatch.setattr(limits, "STEP", 0.001)
    one, other, alone = WrongCodes(), WrongCodes(), WrongCodes()
    for codes in (one, other):
        codes._shared = SharedCounts("wrong code", every=0.05)
    store = opened(postgresql_url)

    async def mistype() -> tuple[float, float]:
        for _ in range(15):
            await one.answers("203.0.113.9", store)
            await other.answers("203.0.113.9", store)
        await asyncio.sleep(0.3)
        shared = await other._shared.others(store, "203.0.113.9")
        return other.pause("203.0.113.9", shared), other.pause("203.0.113.10")

    assert completed(mistype()) == (pytest.approx(0.011), 0.0)
    assert [alone.pause("203.0.113.9") for _ in range(16)] == [0.0] * 16
    with store.reading() as connection:
        rows = connection.execute(text("SELECT who, sum(n) FROM attempts GROUP BY who")).all()
    assert [(len(who), int(n)) for who, n in rows] == [(32, 30)]


def test_what_is_counted_together_is_forgotten_though_no_other_one_comes(
    postgresql_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(postgresql_url)
    shared = SharedCounts("wrong code", every=0.05)
    slots = iter([7, 7, 7, *[14] * 1000])
    monkeypatch.setattr(shared_counts, "slot_now", lambda _store: next(slots))

    async def once() -> None:
        await shared.others(store, "203.0.113.9")
        assert shared._telling is not None
        await shared._telling

    completed(once())

    assert (shared._all, shared._told, shared._untold) == ({}, {}, {})
    with store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM attempts")).scalar() == 0


def test_laptop_counts_in_memory_alone(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")

    assert completed(WrongCodes().answers("203.0.113.9", store))

    with store.reading() as connection:
        counted = [
            connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in ("attempts", "day_keys")
        ]
    assert counted == [0, 0]


def test_store_that_is_away_leaves_everybody_to_count_for_themselves(
    postgresql_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgresql_url)
    store.close()

    assert completed(WrongCodes().answers("203.0.113.9", store))
