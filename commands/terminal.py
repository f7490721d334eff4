"""Texts for a terminal, which takes some signs for orders: to go elsewhere, to colour, to overwrite what is there."""

import unicodedata
from collections.abc import Iterable

_DIRECTIONS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""They turn the order in which the signs beside them are shown."""
_ORDERS = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control signs, halves of letters, and what ends a line or a paragraph."""


def as_lines(lines: Iterable[str]) -> str:
    """The lines below each other, each as one line: what a terminal would obey is spelled out, as in ``\\x1b[2J``."""
    return "\n".join(map(_spelled_out, lines))


def _spelled_out(line: str) -> str:
    if line.isprintable():
        return line
    return "".join(_code(sign) if _is_order(sign) else sign for sign in line)


def _is_order(sign: str) -> bool:
    return sign in _DIRECTIONS or unicodedata.category(sign) in _ORDERS


def _code(sign: str) -> str:
    return sign.encode("unicode_escape").decode("ascii")
