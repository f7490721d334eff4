"""Passwords: how long they have to be, and whether one is right, without telling whether there is such an account."""

import threading
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 200
_AT_ONCE = threading.BoundedSemaphore(2)
"""A check takes 64 MiB and a sixth of a second of one processor, which phones must not wait for."""


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
