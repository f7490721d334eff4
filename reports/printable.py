"""Texts as every document can write them."""

import re

_NO_SIGN = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What XML refuses, halves of characters, and what turns the order of reading round."""


def printable(text: str) -> str:
    """The text without control characters, halves of characters, and signs that turn the order of letters round."""
    return _NO_SIGN.sub("", text)
