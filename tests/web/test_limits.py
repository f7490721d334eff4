"""Wrong codes are slowed down per sender; nobody is refused for a neighbour's, except in a flood."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.running import completed
from web import limits
from web.limits import WrongCodes


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
