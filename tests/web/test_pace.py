"""Windows that ask without end are slowed down; the others do not notice."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from starlette.types import Message

from tests.running import completed
from web import window as module
from web.pace import Pace, Paces
from web.sessions import Visitor
from web.window import Window


def test_so_many_come_at_once_and_then_so_many_a_second() -> None:
    now = [0.0]
    pace = Pace(at_once=2, per_second=4, clock=lambda: now[0])

    first = [pace.pause() for _ in range(4)]
    now[0] = 10.0

    assert first == [0.0, 0.0, 0.25, 0.5]
    assert [pace.pause() for _ in range(3)] == [0.0, 0.0, 0.25]


def test_loop_of_one_window_gets_forty_and_then_three_a_second() -> None:
    now = [0.0]
    pause = Paces(clock=lambda: now[0]).of_a_window("owner")

    def passed_in(seconds: float) -> int:
        end, count = now[0] + seconds, 0
        while now[0] <= end:
            now[0] += pause()
            count += now[0] <= end
        return count

    assert passed_in(10) in (40 + 30, 40 + 31)
    assert passed_in(10) in (30, 31)


def test_many_windows_of_one_owner_share_a_pace_and_others_have_theirs() -> None:
    paces = Paces(clock=lambda: 0.0)
    many = [paces.of_a_window("owner") for _ in range(10)]

    came_in = 0
    for window in many:
        while window() == 0:
            came_in += 1

    assert came_in == 79  # and one more that waits for its own window's pace
    assert paces.of_a_window("other")() == 0.0


class Wire:
    """What a browser sends, and how long the window made us wait for it."""

    def __init__(self, *events: Message) -> None:
        self._events = list(events)

    async def receive(self) -> Message:
        if not self._events:
            await asyncio.Event().wait()
        return self._events.pop(0)


SENT = {"type": "websocket.receive", "bytes": b"rerun"}


def opened(wire: Wire, *, visitor: Visitor | None = None, is_signed_in: Callable[[], bool] = lambda: True) -> Window:
    async def asked() -> bool:
        return is_signed_in()

    ask: Callable[[], Awaitable[bool]] = asked
    return Window(wire.receive, visitor or Visitor("device"), pause=lambda: 0.0, is_signed_in=ask, last_run=b"last run")


def test_message_waits_as_long_as_its_pace_says(monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    async def work() -> list[Message]:
        pauses = iter([0.0, 0.25])

        async def signed_in() -> bool:
            return True

        window = Window(
            Wire(SENT, SENT).receive,
            Visitor("device"),
            pause=lambda: next(pauses),
            is_signed_in=signed_in,
            last_run=b"",
        )
        return [await window.receive(), await window.receive()]

    monkeypatch.setattr(module.asyncio, "sleep", note)

    assert completed(work()) == [SENT, SENT]
    assert waited == [0.0, 0.25]


def test_signed_out_window_runs_once_more_and_is_deaf_then() -> None:
    async def work() -> tuple[Message, Message]:
        window = opened(Wire(SENT, SENT, {"type": "websocket.disconnect", "code": 1006}), is_signed_in=lambda: False)
        return await window.receive(), await window.receive()

    first, second = completed(work())

    assert first == {"type": "websocket.receive", "bytes": b"last run"}
    assert second["type"] == "websocket.disconnect"


def test_silent_window_is_asked_about_its_sign_in_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOOK_EVERY", 0.01)
    answers = iter([True, True, False])

    async def work() -> Message:
        window = opened(Wire(), is_signed_in=lambda: next(answers))
        try:
            return await window.receive()
        finally:
            window.close()

    assert completed(work()) == {"type": "websocket.receive", "bytes": b"last run"}


@pytest.mark.parametrize(("code", "has_left"), [(1000, True), (1001, True), (1005, False), (1006, False)])
def test_closed_window_is_told_from_a_lost_network(code: int, has_left: bool) -> None:
    visitor = Visitor("device")

    completed(opened(Wire({"type": "websocket.disconnect", "code": code}), visitor=visitor).receive())

    assert visitor.has_left is has_left
