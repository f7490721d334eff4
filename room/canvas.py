"""The Leinwand's canvas in pixels, 1920 wide: what fits where, measured with the letters of our own font."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from charts import text
from charts.formats import FORMATS, Format

WallSize = Literal["wall", "wall43"]

KICKER_LINE, HEAD_LINE, FOOT_LINE = 1.25, 1.15, 1.3
"""Heights of lines in font sizes, as in leinwand.css."""
GAP = 22
"""Between what is said and the picture."""


@dataclass(frozen=True)
class Canvas:
    """Sizes of letters and margins in pixels; the headline leaves room for timer and join strip at the right."""

    height: int
    top: int
    bottom: int
    kicker: int
    headline: tuple[int, int, int]
    headline_width: int
    second: int
    quiet: int
    question: int
    width: int = 1760


CANVASES: dict[WallSize, Canvas] = {
    "wall": Canvas(1080, 48, 36, 30, (54, 52, 46), 1530, 40, 28, 44),
    "wall43": Canvas(1440, 64, 44, 36, (64, 60, 54), 1760, 48, 34, 54),
}

QUESTION_COLUMN, QUESTION_BAR, QUESTION_GAP = 430, 56, 60
"""At 16:9: the words, the bar before them, and the space between picture and bar."""


@dataclass(frozen=True)
class Headline:
    """Size of its letters and number of its lines."""

    size: int
    lines: int

    @property
    def height(self) -> float:
        return self.size * HEAD_LINE * self.lines


def headline(sentence: str, canvas: Canvas) -> Headline:
    """Two lines where they suffice, else three, and much smaller letters only where that does not suffice either."""
    large, less, small = canvas.headline
    for most, size in ((2, large), (2, less), (3, large), (99, small)):
        lines = len(text.lines(sentence, canvas.headline_width, size, bold=True))
        if lines <= most:
            break
    return Headline(size, lines)


def second_size(sentence: str, canvas: Canvas) -> int:
    """Size of the sentence under a statement: a tenth less where it then stands in one line."""
    return int(text.fitting(sentence, canvas.width, (canvas.second, canvas.second - 4), 1, bold=True))


def second_lines(sentence: str, canvas: Canvas) -> int:
    """Lines of the sentence under a statement."""
    size = second_size(sentence, canvas)
    return len(text.lines(sentence, canvas.width, size, bold=True)) if sentence else 0


def guessed_height(guessed: str, canvas: Canvas) -> float:
    """Pixels that what was guessed takes below the sentence under a statement."""
    size = canvas.second - 4
    return len(text.lines(guessed, canvas.width, size)) * size * 1.25 if guessed else 0


def free_height(canvas: Canvas, head: Headline, second: int, *, footer: int = 1) -> float:
    """Pixels that are left for the picture."""
    above = canvas.top + canvas.kicker * KICKER_LINE + 6 + head.height + second * canvas.second * 1.25 + GAP
    return canvas.height - above - 16 - footer * canvas.quiet * FOOT_LINE - canvas.bottom


def footer_lines(left: str, right: str, canvas: Canvas) -> int:
    """One where both sides fit beside each other, else one below the other."""
    if text.width(left, canvas.quiet) + text.width(right, canvas.quiet) + 40 <= canvas.width:
        return 1
    return sum(len(text.lines(side, canvas.width, canvas.quiet)) for side in (left, right) if side)


def with_footer(drawn: Callable[[int], tuple[str, str]], whose: str, canvas: Canvas) -> tuple[str, str]:
    """A picture and how to read it, ``drawn`` above as many lines as the footer then takes."""
    image, reading = drawn(1)
    lines = footer_lines(reading, whose, canvas)
    return (image, reading) if lines == 1 else drawn(lines)


def question_height(question: str, canvas: Canvas) -> float:
    """Pixels that a question takes below a picture."""
    room = canvas.width - QUESTION_BAR
    return canvas.quiet * 1.3 + len(text.lines(question, room, canvas.question)) * canvas.question * 1.25 + 40


def picture_format(size: WallSize, height: float, question: str) -> Format:
    """The format in what is left beside or below a question to the room."""
    canvas = CANVASES[size]
    if not question:
        return replace(FORMATS[size], height=height)
    if size == "wall":
        width = canvas.width - QUESTION_COLUMN - QUESTION_BAR - QUESTION_GAP
        return replace(FORMATS[size], height=height, width=width, bleed=0)
    return replace(FORMATS[size], height=height - question_height(question, canvas))


def unbroken(sentence: str) -> str:
    """No line ends at a hyphen within a word, nor between a number and its unit or a day and its month."""
    return re.sub(r"(?<=\w)-(?=\w|/)", "\u2011", re.sub(r"(?<=\d\.) (?=[A-ZÄÖÜ])", "\u00a0", sentence))
