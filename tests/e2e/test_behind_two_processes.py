"""The evening and the talk once more, as they stand, in server mode: phones at either process, windows at one."""

from collections.abc import Iterator

import pytest

from tests.deploy.behind import two_processes
from tests.deploy.stack import Stack
from tests.e2e.test_room import crowd, hand, store, test_an_evening, wall
from tests.e2e.test_talk import room, test_two_statements_are_talked_through

__all__ = ["crowd", "hand", "room", "store", "test_an_evening", "test_two_statements_are_talked_through", "wall"]


@pytest.fixture(scope="module")
def server() -> Iterator[Stack]:
    with two_processes() as whole:
        yield whole
