"""What all charts share: sizes for page and projector, colours, and text that plotly cannot misread."""

import re
import textwrap
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from itertools import pairwise
from typing import Any, Literal

Size = Literal["page", "screen"]

ANSWER_COLOURS = {"A": "#023175", "B": "#458bb0", "C": "#c97e53", "D": "#7c1b06", "E": "#8c8c8c"}
INK = "#1a1a1a"
MUTED = "#595959"
GREY = "#8c8c8c"
GRID = "#d9d9d9"
TRACK = "#efefef"
PAPER = "#ffffff"
CHOSEN = "#6a3d9a"
"""For the one or two lines or groups that somebody picked; groups have no colour of their own."""
SECOND = "#00695c"
NAMED = "#fbf0c8"
"""Ground of the rows of which the sentence above a chart speaks."""

FONT = '"Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
CHARACTER = 0.52
"""Mean width of a character in these fonts, in font sizes."""
LINE = 1.3
"""Plotly's line height, in font sizes."""

LONGEST_WORD = 36

CONFIG: dict[str, Any] = {"displayModeBar": False, "staticPlot": True}
"""For ``st.plotly_chart(config=…)``: nothing to zoom, drag or hover."""

_LEVEL_STOPS = (
    (Fraction(1), ANSWER_COLOURS["D"]),
    (Fraction(2), ANSWER_COLOURS["C"]),
    (Fraction(5, 2), "#f3efe9"),
    (Fraction(3), ANSWER_COLOURS["B"]),
    (Fraction(4), ANSWER_COLOURS["A"]),
)
_E_STOPS = ((Fraction(0), "#ffffff"), (Fraction(1, 2), "#a79fb3"), (Fraction(1), "#3d3450"))


PAGE_WIDTH = 940
"""What a page is taken to offer where a text must be fitted before it is drawn."""


@dataclass(frozen=True)
class Format:
    """Font sizes, strokes and columns in pixels.

    "screen" is drawn for 1920 × 1080 and eight screen heights of distance: it has a fixed width and is scaled as a
    whole for smaller projectors. "page" takes the width it is given (from about 900). Statements stand in the
    ``text_column``, names of fields in the ``name_column``; ``row`` is the height of a row.
    """

    width: int | None
    height: int
    smallest: int
    label: int
    line: float
    marker: int
    text_column: int
    name_column: int
    row: int


FORMATS: dict[Size, Format] = {
    "screen": Format(
        width=1840, height=830, smallest=22, label=28, line=5, marker=22, text_column=640, name_column=400, row=100
    ),
    "page": Format(
        width=None, height=620, smallest=15, label=18, line=3.5, marker=14, text_column=380, name_column=220, row=76
    ),
}


def plain(text: str) -> str:
    """The text as plotly shows it letter by letter: no tags, entities or formulas."""
    return escape(text, quote=False).replace("$", "&#36;")


def wrapped(text: str, characters: int, lines: int = 4) -> str:
    """The text over several lines, broken between words; beyond ``lines`` it ends with an ellipsis."""
    return "<br>".join(plain(line) for line in text_lines(text, characters, lines))


def text_lines(text: str, characters: int, lines: int = 4) -> list[str]:
    """The lines that ``wrapped`` joins, not yet escaped; a word is broken only if it is longer than any should be."""
    width = max(characters, *(min(len(word), LONGEST_WORD) for word in re.split(r"[\s-]+", text)))
    return textwrap.wrap(text, width, max_lines=lines, placeholder=" …") or [""]


def balanced(text: str, characters: int, lines: int = 2) -> str:
    """Like ``wrapped``, with lines of about the same length: no lonely last word in a head."""
    needed = len(text_lines(text, characters, lines))
    narrow = next(width for width in range(8, characters + 1) if _is_whole(text, width, needed) or width == characters)
    return wrapped(text, narrow, lines)


def _is_whole(text: str, characters: int, lines: int) -> bool:
    return len(text_lines(text, characters, 99)) <= lines


def characters_in(pixels: float, font_size: int) -> int:
    """How many characters of running text fit."""
    return int(pixels / (font_size * CHARACTER))


def level_colour(level: Fraction) -> str:
    """Colour of a mean: the answers' own colours at 1, 2, 3 and 4, light in the middle."""
    return _between(_LEVEL_STOPS, level)


def e_colour(share: Fraction) -> str:
    """Colour of a share of people who cannot judge, white at none."""
    return _between(_E_STOPS, share)


def text_colour(background: str) -> str:
    """Black where it reads well (4.5 : 1), else white; one of the two always does."""
    return "#000000" if contrast("#000000", background) >= 4.5 else PAPER


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio of two "#rrggbb" colours."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _between(stops: tuple[tuple[Fraction, str], ...], value: Fraction) -> str:
    for (low, start), (high, end) in pairwise(stops):
        if value <= high:
            part = float((value - low) / (high - low))
            mixed = (round(a + (b - a) * part) for a, b in zip(_rgb(start), _rgb(end), strict=True))
            return "#" + "".join(f"{channel:02x}" for channel in mixed)
    return stops[-1][1]


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    shares = (channel / 255 for channel in _rgb(colour))
    red, green, blue = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
