"""Pictures as what the templates read: SVG of which every text can be printed."""

import re
import unicodedata
from typing import Any

from reports.printable import in_one_line, printable

_BETWEEN_TAGS = re.compile(r">([^<]+)<")
"""Texts only: a stroke over the first sign of one would be composed with the tag's end."""
JOINER = "\u200d"
CHANGING = frozenset(map(chr, (*range(0x1F1E6, 0x1F200), *range(0x1F3FB, 0x1F400))))
"""Letters of flags, and tones of skin: two signs, of which the pair is one picture."""
_BOX = re.compile(r'viewBox="\S+ \S+ (\S+) (\S+)"')


def drawn(svg: str, alt: str) -> dict[str, Any]:
    """A picture with its alt text, and its height as a part of its width."""
    found = _BOX.search(svg)
    shape = float(found[2]) / float(found[1]) if found else 1.0
    texts = _BETWEEN_TAGS.sub(lambda text: f">{_plain(text[1])}<", svg)
    return {"kind": "figure", "svg": texts, "alt": in_one_line(alt), "shape": shape}


def _plain(text: str) -> str:
    """Without signs that change the one before them and are no part of it: Typst cannot say in a picture what they
    stand for, and refuses the whole file. Tables have them."""
    gone = CHANGING | {JOINER}
    return "".join(sign for sign in printable(text) if unicodedata.category(sign)[0] != "M" and sign not in gone)
