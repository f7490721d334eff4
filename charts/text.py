"""Texts measured with the letters' widths of the font itself, so that lines break alike in every medium."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import east_asian_width

_WIDTHS = Path(__file__).resolve().parents[1] / "fonts" / "widths.json"
ASCENT, DESCENT = 0.78, 0.22
"""How far letters reach above and below their base line, in font sizes."""
_SPACES = re.compile(r"[^\S\u00a0\u202f]+")
"""Where lines may break: at no space that says it must not."""
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LINE = 1.2
"""From one base line to the next, in font sizes."""


def printable(text: str) -> str:
    """The text without control characters and halves of characters, which no medium can write."""
    return _UNPRINTABLE.sub("", text)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Pixels that the text takes in one line; a letter that the font does not have counts as a mean one."""
    return _thousandths(text, bold) * size / 1000


def lines(text: str, room: float, size: float, *, bold: bool = False, most: int = 99) -> list[str]:
    """The text over lines of at most ``room`` pixels, broken between words; beyond ``most`` lines an ellipsis ends it.

    A single word wider than the room is broken, too.
    """
    found: list[str] = []
    for word in _pieces(text, room, size, bold):
        longer = f"{found[-1]} {word}" if found else word
        if found and width(longer, size, bold=bold) <= room:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > most:
        found = [*found[: most - 1], _shortened(found[most - 1], room, size, bold)]
    return found or [""]


def balanced(text: str, room: float, size: float, *, bold: bool = False, most: int = 2) -> list[str]:
    """Like ``lines``, of about the same length: no lonely last word."""
    needed = len(lines(text, room, size, bold=bold, most=most))
    best, step = room, room / 2
    while step > size / 8:
        narrower = lines(text, best - step, size, bold=bold)
        if len(narrower) <= needed and widest(narrower, size, bold=bold) <= best - step and is_whole(text, narrower):
            best -= step
        step /= 2
    return lines(text, best, size, bold=bold, most=most)


def fitting(text: str, room: float, sizes: Sequence[float], most: int, *, bold: bool = False) -> float:
    """The largest of the sizes in which the text needs at most so many lines, else the smallest."""
    return next((one for one in sizes if len(lines(text, room, one, bold=bold)) <= most), sizes[-1])


def widest(texts: Sequence[str], size: float, *, bold: bool = False) -> float:
    """Pixels of the widest line."""
    return max((width(text, size, bold=bold) for text in texts), default=0.0)


def is_whole(text: str, broken: Sequence[str]) -> bool:
    """Whether no word was parted and nothing left out."""
    return " ".join(broken) == " ".join(_words(text))


def _words(text: str) -> list[str]:
    return [word for word in _SPACES.split(text.replace("\u00ad", "")) if word]


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    """Words, those wider than the room in parts: after a hyphen or slash if it has one, else somewhere."""
    pieces: list[str] = []
    for word in _words(text):
        rest = word
        while width(rest, size, bold=bold) > room and len(rest) > 1:
            part = _part(rest, room, size, bold)
            pieces.append(part)
            rest = rest[len(part.removesuffix("\u2010")) :]
        pieces.append(rest)
    return pieces


def _part(word: str, room: float, size: float, bold: bool) -> str:
    """As much of the word as fits, with a hyphen where it has none of its own; at least one letter."""
    fits, taken = [], _thousandths("\u2010", bold)
    for end, letter in enumerate(word[:-1], 1):
        taken += _thousandths(letter, bold)
        if taken * size / 1000 > room:
            break
        fits.append(end)
    fits = fits or [1]
    own = [end for end in fits if word[end - 1] in "-/"]
    if own:
        return word[: own[-1]]
    return word[: min(fits[-1], max(1, len(word) - 3))] + "\u2010"


def _shortened(line: str, room: float, size: float, bold: bool) -> str:
    """The line with an ellipsis, which stands for what follows."""
    words = _words(line)
    while words and width(" ".join([*words, "…"]), size, bold=bold) > room:
        words.pop()
    if words:
        return " ".join([*words, "…"])
    letters = line
    while letters and width(letters + "…", size, bold=bold) > room:
        letters = letters[:-1]
    return letters + "…"


@lru_cache(maxsize=4096)
def _thousandths(text: str, bold: bool) -> int:
    table, mean = _tables()[bold]
    return sum(table.get(letter) or (1000 if east_asian_width(letter) in "WF" else mean) for letter in text)


@cache
def _tables() -> Mapping[bool, tuple[Mapping[str, int], int]]:
    widths = json.loads(_WIDTHS.read_text(encoding="utf-8"))
    return {bold: (table, _mean(table)) for bold, table in ((False, widths["400"]), (True, widths["700"]))}


def _mean(table: Mapping[str, int]) -> int:
    letters = [table[letter] for letter in "abcdefghijklmnopqrstuvwxyz"]
    return sum(letters) // len(letters)
