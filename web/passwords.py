"""Passwords: how long they have to be, and whether one is right, without telling whether there is such an account."""

import asyncio
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

SHORTEST, LONGEST = 12, 200
_AT_ONCE = threading.BoundedSemaphore(2)
"""A check takes 64 MiB and a sixth of a second of one processor, which phones must not wait for."""


_APART = ThreadPoolExecutor(2, "passwords")
"""Whoever waits for a check waits here, and holds no thread that phones need."""


async def apart(work: Callable[..., T], *gaps: Any) -> T:
    """Do this work with passwords in one of two threads of its own."""
    return await asyncio.get_running_loop().run_in_executor(_APART, partial(work, *gaps))


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=3, memory_cost=64 * 1024, parallelism=1)


@cache
def _of_nobody() -> str:
    return _hasher().hash("the password of an account that there is not")


def hashed_password(password: str) -> str:
    """As it is stored: argon2id with a salt of its own."""
    with _AT_ONCE:
        return _hasher().hash(_normalised(password))


def is_right(stored: str | None, password: str) -> bool:
    """Whether this is the password; of nobody (None) it takes as long and is wrong."""
    if len(password) > LONGEST:
        return False
    with _AT_ONCE:
        try:
            return _hasher().verify(stored or _of_nobody(), _normalised(password)) and stored is not None
        except (VerificationError, InvalidHashError):
            return False


def is_outdated(stored: str) -> bool:
    """Whether it was hashed with weaker settings than today's."""
    return _hasher().check_needs_rehash(stored)


def _normalised(password: str) -> str:
    """The same letters from whichever keyboard."""
    return unicodedata.normalize("NFC", password)
