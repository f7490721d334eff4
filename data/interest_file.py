"""A file of the form „Interesse an einer Teilnahme“, checked; docs/interesse.md is its format."""

import json
from dataclasses import dataclass

LARGEST = 64 * 1024
"""Bytes: all of its texts at their longest take a tenth of it."""
LONGEST_NAME = 120


class NoInterest(ValueError):  # noqa: N818 - named by what is so
    """This is no such file, or one of a newer version."""


@dataclass(frozen=True)
class Interest:
    """What becomes a municipality; nothing else of the file is kept."""

    municipality: str
    email: str


def interest_in(content: bytes) -> Interest:
    """Raises NoInterest."""
    if len(content) > LARGEST:
        raise NoInterest
    try:
        said = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise NoInterest from None
    if not isinstance(said, dict) or said.get("kind") != "interest" or said.get("version") != 1:
        raise NoInterest
    name, email = said.get("municipality"), said.get("email")
    if not isinstance(name, str) or not isinstance(email, str):
        raise NoInterest
    named = " ".join(name.split())
    if not named or len(named) > LONGEST_NAME or len(email) > LONGEST_NAME:
        raise NoInterest
    return Interest(named, email.strip())
