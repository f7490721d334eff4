"""Telephone numbers as they are read: in one line."""

import re

_NUMBER = re.compile(r"(?<![\w.,+])(?:\+\d|\(0|0)[\d ()/–-]{4,20}\d(?![\w.,]\d)")
FEWEST = 6
"""Digits of a telephone number."""
_UNBREAKABLE = str.maketrans({" ": "\u00a0", "-": "\u2011"})


def in_one_piece(text: str) -> str:
    """The text, in which no line ends within a telephone number."""
    return _NUMBER.sub(_whole, text) if "0" in text or "+" in text else text


def _whole(found: re.Match[str]) -> str:
    number = found[0]
    is_number = sum(sign.isdigit() for sign in number) >= FEWEST
    return number.translate(_UNBREAKABLE) if is_number else number
