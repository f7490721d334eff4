"""Texts as documents can print them: what people typed, without what no page can show."""

import json
import re
import unicodedata
from functools import cache
from itertools import chain
from pathlib import Path

FONTS = Path(__file__).resolve().parents[1] / "fonts" / "documents"
UNKNOWN = "\ufffd"
"""What stands for a sign that none of our fonts has."""

_NO_TEXT = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
    "|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)
"""What XML refuses, halves of characters, and what turns the order of reading round."""
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_PLAIN = re.compile("[\t\n -~\u00a0-\u00ac\u00ae-\u017f–‘’‚“”„…]*")
"""Nearly all that is written here, as it is."""
_TURNING = frozenset(map(chr, (0x061C, 0x200E, 0x200F, 0x2060, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)))
"""Signs that are not seen, and of which some print what follows the other way round."""
_JOINING = frozenset("\u200d\ufe0e\ufe0f")
"""Signs that make one picture of several, and nothing anywhere else."""


def writable(text: str) -> str:
    """The text for programs that have fonts of their own: without what their files refuse, and marks of direction."""
    return _NO_TEXT.sub("", text)


def printable(text: str) -> str:
    """The text as our own fonts print it: composed, its lines ended by a line feed.

    Control characters, halves of characters and marks of direction are left out; � stands for what no font has.
    """
    if _PLAIN.fullmatch(text):
        return text
    shown, parts = "", list[str]()
    for sign in unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text)):
        shown = _shown(sign, after=shown[-1:])
        parts.append(shown)
    return "".join(parts)


def in_one_line(text: str) -> str:
    """The printable text without line ends and runs of blanks, for titles; "–" if nothing is left of it."""
    return " ".join(printable(text).split()) or "–"


def _shown(sign: str, after: str) -> str:
    if sign in "\n\t":
        return sign
    kind = unicodedata.category(sign)
    if sign in _JOINING:
        return sign if after in _JOINING or _is_picture(after) else ""
    if sign in _TURNING or kind in ("Cc", "Cs"):
        return ""
    if ord(sign) in _covered() and kind not in ("Co", "Cn"):
        return sign
    return "" if kind == "Cf" else UNKNOWN


def _is_picture(sign: str) -> bool:
    return sign not in ("", UNKNOWN) and unicodedata.category(sign) in ("So", "Sk")


@cache
def _covered() -> frozenset[int]:
    rows = json.loads((FONTS / "covered.json").read_text(encoding="utf-8"))
    return frozenset(chain.from_iterable(range(first, last + 1) for first, last in rows))
