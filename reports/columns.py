"""How wide a table's columns are, in PDF and in Word: enough for their words, heads of few lines, and the rest where it
makes the table lowest."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
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
LINE = 1.25
"""From one base line to the next, in font sizes."""
ABOVE = 10.0
"""Points above and below a row, both together."""
RAGGED = 1.12
"""Lines are not filled to their end."""
HYPHENS, SMALLER = 0.4, 0.5
"""What hyphens, and each smaller size, have to save of a table's height."""
HEAD_LINES = {2: 0.0, 3: 0.1, 4: 1.2, 99: 2.0}
"""Lines of a head at most, and what so tall a head has to save of a table's height."""
SYLLABLES = 0.55
"""The part of a long word that stands in a line at least, if it may be hyphenated."""
_SPEAKABLE = re.compile("(?i)(?!.*([aeiouyäöü]{4}|[bcdfghj-np-tv-xzß]{6}))[a-zäöüß]{1,30}$")
"""What German and English hyphens can part."""
_STRANGE = re.compile("[^\u0000-\u017f\u2010-\u2044]")
_SEAMS = re.compile(r"[-–/*:.,;!?()„“”\"']")

Texts = Sequence[Sequence[str]]
"""Rows of cells, the heads first."""


@dataclass(frozen=True)
class Columns:
    """Widths in points, and the font size of the texts."""

    widths: tuple[float, ...]
    size: float


def columns(
    texts: Texts,
    shares: Sequence[float],
    room: float,
    sizes: Sequence[float],
    *,
    sides: float = SIDES,
    has_hyphens: bool = True,
) -> Columns:
    """Columns for these texts in so many points; ``shares`` of the room if they are given.

    Of the sizes the one in which the table is lowest, but that smaller letters, hyphens and tall heads have to save a
    good part. ``sides``: what a cell keeps free; ``has_hyphens``: whether the program parts words.
    """
    given = [room * share / sum(shares) for share in shares]
    found: list[tuple[float, Columns]] = []
    known: dict[tuple[float, ...], tuple[list[float], float]] = {}  # most ways lead to widths that another one had
    for size, least, price in _ways(texts, sizes, sides, has_hyphens):
        if not (all(map(le, least, given)) if given else sum(least) <= room):
            continue
        if (size, *least) not in known:
            widths = given or _shared_out(texts, least, room, size, sides)
            known[size, *least] = widths, _height(texts, widths, size, sides)
        widths, high = known[size, *least]
        found.append((high * price, Columns(tuple(widths), size)))
    if not found:
        return Columns(tuple(given or _lowered(least, room)), size)
    return min(found, key=lambda one: one[0])[1]


def _ways(
    texts: Texts, sizes: Sequence[float], sides: float, has_hyphens: bool
) -> Iterator[tuple[float, list[float], float]]:
    """Each size, with and without hyphens and tall heads: what every column takes at least, and what that costs."""
    for (place, size), hyphened in product(enumerate(sizes), (False, True)[: 1 + has_hyphens]):
        widest = [_widest(column, size, hyphened) for column in zip(*texts, strict=True)]
        for most, tall in HEAD_LINES.items():
            heads = (_head(head, size, hyphened, most) for head in texts[0])
            least = [sides + 0.5 + max(both) for both in zip(widest, heads, strict=True)]
            yield size, least, 1 + HYPHENS * hyphened + SMALLER * place + tall


def unbroken(words: str, room: float, size: float, *, bold: bool = False) -> int:
    """Letters of the shortest word that is wider than the room and knows no hyphens; 0 if all fit."""

    def fits(word: str) -> bool:
        wide = _wide(word, size, bold=bold)
        return wide <= room or (wide * SYLLABLES <= room and _parted(word))

    return min((len(word) for word in _words(words) if not fits(word)), default=0)


def lines_in(cell: str, width: float, size: float, *, bold: bool = False, sides: float = SIDES) -> int:
    """About how many lines a text takes in a column."""
    room = max(width - sides, size)
    return sum(max(ceil(_wide(line, size, bold=bold) * RAGGED / room), 1) for line in cell.split("\n"))


def _words(texts: str) -> list[str]:
    """What blanks part at which a line may end."""
    return re.split("[ \\n\\t]+", texts)


def _widest(column: Sequence[str], size: float, hyphened: bool) -> float:
    """What the widest word takes, or its longer part; the first cell is the head."""
    head, *cells = column
    words = {word for cell in cells for word in _words(cell)}
    bold = (_word(word, size, True, hyphened) for word in _words(head))
    return max((*bold, *(_word(word, size, False, hyphened) for word in words)), default=0)


def _head(head: str, size: float, hyphened: bool, most: int) -> float:
    """About the least width in which a head has so many lines."""
    pieces = [piece for word in _words(head) for piece in _pieces(word, size, hyphened)]
    low, high = max(wide for wide, _is_new in pieces), sum(wide for wide, _is_new in pieces) + size * len(pieces)
    if most >= len(pieces):
        return 0
    while high - low > size / 8:
        middle = (low + high) / 2
        low, high = (low, middle) if _count(pieces, middle, size) <= most else (middle, high)
    return high


def _pieces(word: str, size: float, hyphened: bool) -> list[tuple[float, bool]]:
    """The widths of the parts of a word between which a line may end, and whether it begins a word."""
    whole = _wide(word, size, bold=True)
    part = _word(word, size, bold=True, hyphened=hyphened)
    return [(whole, True)] if part >= whole else [(part, True), (max(whole - part, part / 2), False)]


def _count(pieces: Sequence[tuple[float, bool]], room: float, size: float) -> int:
    """Lines of these pieces in so much room."""
    lines, used = 0, room + 1
    blank = _wide(" ", size, bold=True)
    for wide, is_new in pieces:
        needed = wide + blank * is_new
        lines, used = (lines, used + needed) if used + needed <= room else (lines + 1, wide)
    return lines


def _word(word: str, size: float, bold: bool, hyphened: bool) -> float:
    whole = _wide(word, size, bold=bold)
    if not _parted(word):
        return min(whole, LONGEST_WORD * size)
    return max(whole * SYLLABLES, 5 * size) if hyphened and whole > 5 * size else whole


@lru_cache(maxsize=4096)
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


def _shared_out(texts: Texts, least: Sequence[float], room: float, size: float, sides: float) -> list[float]:
    """What is left of the room, step by step to the column that makes most lines, then to the one with most text."""
    widths, left = list(least), room - sum(least)
    lengths = [[_wide(cell, size, bold=row == 0) * RAGGED for cell in cells] for row, cells in enumerate(texts)]
    while left > 0:
        lowers = [0.0] * len(widths)
        for row in lengths:
            lines = [ceil(length / (width - sides)) for length, width in zip(row, widths, strict=True)]
            if max(lines) > 1:
                lowers[lines.index(max(lines))] += max(lines) - 1
        if not any(lowers):
            break
        widths[lowers.index(max(lowers))] += min(STEP, left)
        left -= STEP
    longest = [sum(column) for column in zip(*lengths, strict=True)]
    widths[longest.index(max(longest))] += max(left, 0)
    return widths


def height(texts: Texts, fit: Columns, sides: float = SIDES) -> float:
    """About how many points a table takes."""
    return sum(most * fit.size * LINE + ABOVE for most in _lines(texts, fit.widths, fit.size, sides))


def _height(texts: Texts, widths: Sequence[float], size: float, sides: float) -> float:
    """Lines of all rows, each with the room above and below it, in points."""
    return size * sum(most + 1 for most in _lines(texts, widths, size, sides))


def _lines(texts: Texts, widths: Sequence[float], size: float, sides: float) -> list[int]:
    """How many lines each row has."""
    return [
        max(lines_in(cell, width, size, bold=row == 0, sides=sides) for cell, width in zip(cells, widths, strict=True))
        for row, cells in enumerate(texts)
    ]


def _wide(words: str, size: float, *, bold: bool = False) -> float:
    return text.width(words, size, bold=bold) + _strange(words) * (UNKNOWN_SIGN - 0.5) * size


@lru_cache(maxsize=4096)
def _strange(words: str) -> int:
    """Signs of which the width is not known."""
    return len(_STRANGE.findall(words))
