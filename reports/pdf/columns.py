"""How wide a table's columns are: enough for their words, and the rest where it makes the table lowest."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from operator import le

from charts import text

SIDES = 10.0
"""Points that a cell keeps free at its left and right, both together."""
STEP = 6.0
"""Points that are given away at a time."""
LONGEST_WORD = 12.0
"""Font sizes that are kept free for what knows no hyphens; longer ones are broken."""
UNKNOWN_SIGN = 1.4
"""Font sizes that a sign takes at most of which the width is not known: pictures are the widest."""
RAGGED = 1.12
"""Lines are not filled to their end."""
HYPHENS, SMALLER = 0.4, 0.5
"""What hyphens, and each smaller size, have to save of a table's height."""
SYLLABLES = 0.55
"""The part of a long word that stands in a line at least, if it may be hyphenated."""
_SPEAKABLE = re.compile("(?i)(?!.*([aeiouyäöü]{4}|[bcdfghj-np-tv-xzß]{6}))[a-zäöüß]{1,30}$")
"""What German and English hyphens can part."""
_SEAMS = re.compile(r"[-–/*:.,;!?()„“”\"']")

Texts = Sequence[Sequence[str]]
"""Rows of cells, the heads first."""


@dataclass(frozen=True)
class Columns:
    """Widths in points, and the font size of the texts."""

    widths: tuple[float, ...]
    size: float


def columns(texts: Texts, shares: Sequence[float], room: float, sizes: Sequence[float]) -> Columns:
    """Columns for these texts in so many points; ``shares`` of the room if they are given.

    Of the sizes the one in which the table is lowest, but that smaller letters and hyphens have to save a good part.
    """
    given = [room * share / sum(shares) for share in shares]
    found: list[tuple[float, Columns]] = []
    for place, size in enumerate(sizes):
        for hyphened in (False, True):
            least = [_least(column, size, hyphened) for column in zip(*texts, strict=True)]
            fits = all(map(le, least, given)) if given else sum(least) <= room
            if fits:
                widths = given or _shared_out(texts, least, room, size)
                price = 1 + HYPHENS * hyphened + SMALLER * place
                found.append((_height(texts, widths, size) * price, Columns(tuple(widths), size)))
    if not found:
        return Columns(tuple(given or _lowered(least, room)), size)
    return min(found, key=lambda one: one[0])[1]


def unbroken(words: str, room: float, size: float, *, bold: bool = False) -> int:
    """Letters of the shortest word that is wider than the room and knows no hyphens; 0 if all fit."""

    def fits(word: str) -> bool:
        wide = _wide(word, size, bold=bold)
        return wide <= room or (wide * SYLLABLES <= room and _parted(word))

    return min((len(word) for word in _words(words) if not fits(word)), default=0)


def lines_in(cell: str, width: float, size: float, *, bold: bool = False) -> int:
    """About how many lines a text takes in a column."""
    room = max(width - SIDES, size)
    return sum(max(ceil(_wide(line, size, bold=bold) * RAGGED / room), 1) for line in cell.split("\n"))


def _words(texts: str) -> list[str]:
    """What blanks part at which a line may end."""
    return re.split("[ \\n\\t]+", texts)


def _least(column: Sequence[str], size: float, hyphened: bool) -> float:
    """What the widest word takes, or its longer part."""
    head, *cells = column
    words = [(word, True) for word in _words(head)] + [(word, False) for cell in cells for word in _words(cell)]
    return SIDES + 0.5 + max((_word(word, size, bold, hyphened) for word, bold in words), default=0)


def _word(word: str, size: float, bold: bool, hyphened: bool) -> float:
    whole = _wide(word, size, bold=bold)
    if not _parted(word):
        return min(whole, LONGEST_WORD * size)
    return max(whole * SYLLABLES, 5 * size) if hyphened and whole > 5 * size else whole


def _parted(word: str) -> bool:
    """Whether hyphens or its own signs part the word: it is made of few parts that can be spoken, one of them long."""
    parts = [part for part in _SEAMS.split(word) if part]
    return len(parts) <= 4 and any(len(part) > 4 for part in parts) and all(map(_SPEAKABLE.match, parts))


def _lowered(least: Sequence[float], room: float) -> list[float]:
    """As much as fits for all, the widest lowered to the same width."""
    low, high = 0.0, max(least)
    for _step in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(min(one, middle) for one in least) <= room else (low, middle)
    return [min(one, low) for one in least]


def _shared_out(texts: Texts, least: Sequence[float], room: float, size: float) -> list[float]:
    """What is left of the room, step by step to the column that makes most lines, then to the one with most text."""
    widths, left = list(least), room - sum(least)
    lengths = [[_wide(cell, size, bold=row == 0) * RAGGED for cell in cells] for row, cells in enumerate(texts)]
    while left > 0:
        lowers = [0.0] * len(widths)
        for row in lengths:
            lines = [ceil(length / (width - SIDES)) for length, width in zip(row, widths, strict=True)]
            if max(lines) > 1:
                lowers[lines.index(max(lines))] += max(lines) - 1
        if not any(lowers):
            break
        widths[lowers.index(max(lowers))] += min(STEP, left)
        left -= STEP
    longest = [sum(column) for column in zip(*lengths, strict=True)]
    widths[longest.index(max(longest))] += max(left, 0)
    return widths


def _height(texts: Texts, widths: Sequence[float], size: float) -> float:
    """Lines of all rows, each with the room above and below it, in points."""
    lines = (
        max(lines_in(cell, width, size, bold=row == 0) for cell, width in zip(cells, widths, strict=True))
        for row, cells in enumerate(texts)
    )
    return size * sum(most + 1 for most in lines)


def _wide(words: str, size: float, *, bold: bool = False) -> float:
    strange = sum(ord(letter) > 0x17F and not 0x2010 <= ord(letter) <= 0x2044 for letter in words)
    return text.width(words, size, bold=bold) + strange * (UNKNOWN_SIGN - 0.5) * size
