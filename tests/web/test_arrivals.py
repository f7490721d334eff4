"""Futures of other threads reach those who wait for them, each its own."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

import pytest

from web.arrivals import arrival

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """In a thread of its own: in this one, the browser of other tests may keep an event loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def test_each_waits_for_its_own_result() -> None:
    async def wait_for_all() -> list[int]:
        futures: list[Future[int]] = [Future() for _ in range(500)]
        waiting = asyncio.gather(*(arrival(future) for future in futures))
        thread = threading.Thread(target=lambda: [future.set_result(n) for n, future in enumerate(futures)])
        thread.start()
        results = await waiting
        thread.join()
        return results

    assert run(wait_for_all()) == list(range(500))


def test_failure_is_raised_where_it_is_waited_for() -> None:
    async def wait() -> None:
        future: Future[int] = Future()
        threading.Thread(target=future.set_exception, args=[LookupError("nicht da")]).start()
        await arrival(future)

    with pytest.raises(LookupError, match="nicht da"):
        run(wait())


def test_those_who_left_disturb_nobody() -> None:
    async def leave_and_wait() -> int:
        given_up: Future[int] = Future()
        kept: Future[int] = Future()
        leaving = asyncio.ensure_future(arrival(given_up))
        staying = asyncio.ensure_future(arrival(kept))
        await asyncio.sleep(0)
        leaving.cancel()
        given_up.set_result(1)
        kept.set_result(2)
        return await staying

    assert run(leave_and_wait()) == 2
