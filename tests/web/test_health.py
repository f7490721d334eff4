"""Whoever asks how the server is gets an answer, also where the database keeps silent."""

import asyncio
import threading
import time

import pytest

from tests.running import completed
from web import health
from web.health import Pulse


def test_answer_comes_though_the_question_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "PATIENCE", 0.2)
    go_on = threading.Event()
    asked: list[int] = []

    def hangs() -> bool:
        asked.append(1)
        return go_on.wait(5)

    pulse = Pulse(hangs)

    async def ask() -> tuple[list[bool], float, bool]:
        began = time.monotonic()
        answers = list(await asyncio.gather(*(pulse.beats() for _ in range(5))))
        waited = time.monotonic() - began
        go_on.set()
        return answers, waited, await pulse.beats()

    answers, waited, later = completed(ask())

    assert answers == [False] * 5
    assert waited < 1
    assert (len(asked), later) == (1, True)  # those who come meanwhile share the question


def test_question_that_fails_is_no_good_sign() -> None:
    def fails() -> bool:
        raise OSError

    assert completed(Pulse(fails).beats()) is False
