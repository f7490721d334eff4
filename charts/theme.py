"""What all charts share: colours, typeface, and text that plotly cannot misread."""

from fractions import Fraction
from html import escape
from itertools import pairwise

ANSWER_COLOURS = {"A": "#023175", "B": "#458bb0", "C": "#c97e53", "D": "#7c1b06"}
INK = "#1a1a1a"
QUIET = "#4f4f4f"
"""Axis words, notes, numbers of people."""
GREY = "#8c8c8c"
"""Too small to be read into: never without these words."""
BEHIND = "#a6a6a6"
OUTER = "#6f6f6f"
HATCH = "#6b6b6b"
CELL = "#bfbfbf"
RING = "#c2c2c2"
RULE = "#d9d9d9"
PAPER = "#ffffff"
TINT = "#eef2f7"
"""Ground of the rows of which the sentence above a chart speaks."""
BAND = "#c3d2e4"
"""Between two lines, where the sentence above speaks of their distance."""
CHOSEN = "#6a3d9a"
"""The Verwaltungsbogen, or the first group that somebody picked; groups have no colour of their own."""
SECOND = "#00695c"

FONT = '"Noto Sans", "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
"""Our own typeface, and what is nearest to it where it cannot be loaded."""

_LEVEL_STOPS = (
    (Fraction(1), ANSWER_COLOURS["D"]),
    (Fraction(2), ANSWER_COLOURS["C"]),
    (Fraction(5, 2), "#f3efe9"),
    (Fraction(3), ANSWER_COLOURS["B"]),
    (Fraction(4), ANSWER_COLOURS["A"]),
)
_E_STOPS = ((Fraction(0), "#ffffff"), (Fraction(1, 2), "#a79fb3"), (Fraction(1), "#3d3450"))


def plain(text: str) -> str:
    """The text as plotly shows it letter by letter: no tags, entities or formulas."""
    return escape(text, quote=False).replace("$", "&#36;")


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
