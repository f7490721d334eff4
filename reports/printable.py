"""User text as files can hold it."""

import unicodedata

from charts import text as texts

_DIRECTIONS = dict.fromkeys([0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF])
"""Signs that turn the text around them, and others that nobody sees."""


def printable(text: str) -> str:
    """The text without control characters, halves of characters and what turns it round."""
    return texts.printable(unicodedata.normalize("NFC", text).translate(_DIRECTIONS)).replace("\r\n", "\n")
