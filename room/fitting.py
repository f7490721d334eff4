"""Texts of any length on the canvas: the largest letters in which all of it can be read at once."""

import math
from collections.abc import Sequence

from charts import text
from content.ideas import Idea
from room.canvas import CANVASES, WallSize

POSTER: dict[WallSize, tuple[int, ...]] = {
    "wall": (60, 54, 48, 42, 36, 32, 28),
    "wall43": (76, 68, 60, 54, 48, 42, 34),
}
POSTER_LINE, POSTER_GAP = 1.25, 0.6
POSTER_TITLE = 1.15
CARD_SIZES: dict[WallSize, tuple[int, ...]] = {"wall": (36, 34, 32), "wall43": (44, 40, 38, 36, 34)}
MOST_CARDS = 3
QUOTE_SIZES: dict[WallSize, tuple[int, ...]] = {"wall": (44, 40, 36), "wall43": (54, 48, 44)}
QUOTE_LINE, QUOTE_GAP, QUOTE_BAR = 1.3, 34, 44
"""Heights of lines in font sizes; between quotes, and what stands before each, in pixels."""
SAFETY = 0.97
"""Browsers break at other letters now and then: that much of a room counts."""

ROW_SIZES: dict[WallSize, tuple[int, ...]] = {
    "wall": (42, 38, 34, 32, 30, 28),
    "wall43": (54, 48, 44, 40, 36, 34),
}
ROW_COLUMNS = (0.50, 0.29, 0.21)
ROW_GAP, ROW_LINE, ROW_PAD, ROW_LEAST = 40, 1.24, 36, 130
"""Shares of the columns of a table, pixels between them, heights of lines in font sizes, pixels around a row, and those
that it has at least."""
SECOND_COLUMN = 0.86
"""Size of the letters in the second column, as in leinwand.css."""
OPTION_GAP, OPTION_MARK, OPTION_PAD = 60, 40, 16
"""Pixels between two columns of names, for the mark before each, and between two rows."""
BAR_LEAST = 110
"""Pixels that a row with a bar has at least."""

HEADS_HEIGHT: dict[WallSize, int] = {"wall": 90, "wall43": 104}
"""What the heads of a table's columns take, as in leinwand.css."""

Blocks = Sequence[tuple[str, Sequence[str]]]


def one_line(words: str, room: float, sizes: Sequence[int]) -> int:
    """The largest size in which the words stand in one line, else the smallest."""
    return int(text.fitting(words, room * SAFETY, sizes, 1, bold=True))


def poster(title: str, blocks: Blocks, size: WallSize, *, columns: int = 1) -> int | None:
    """Size of the letters of a text for the whole room; None if it does not fit."""
    canvas = CANVASES[size]
    title_lines = len(text.lines(title, canvas.headline_width, canvas.headline[0], bold=True))
    free = canvas.height - canvas.top - canvas.bottom - 60 - title_lines * canvas.headline[0] * POSTER_TITLE
    width = (canvas.width - 80 * (columns - 1)) // columns
    room = free if columns == 1 else (free - canvas.headline[0] * 2) * columns
    return next((one for one in POSTER[size] if _poster_height(blocks, one, width) <= room), None)


def _poster_height(blocks: Blocks, size: int, width: int) -> float:
    height = 0.0
    for kind, lines in blocks:
        room = (width - size * 0.8 if kind == "list" else width) * SAFETY
        broken = [len(text.lines(line, room, size, bold=kind == "heading")) for line in lines]
        gaps = len(lines) if kind == "list" else 1
        height += sum(broken) * size * POSTER_LINE + gaps * size * POSTER_GAP
    return height


def cards(ideas: Sequence[Idea], size: WallSize, height: float) -> tuple[list[Idea], int]:
    """The first three that fit into cards of this height, and the size of their letters.

    Too long ones are left to the Regie.
    """
    sizes = CARD_SIZES[size]
    chosen = [idea for idea in ideas if _card_height(idea, sizes[-1], size) <= _card_room(size, height)][:MOST_CARDS]
    fits = (one for one in sizes if all(_card_height(idea, one, size) <= _card_room(size, height) for idea in chosen))
    return chosen, next(fits, sizes[-1])


def quotes(texts: Sequence[str], size: WallSize, height: float) -> tuple[list[int], int]:
    """Places of the texts that stand below each other, and the size of their letters.

    All in the largest letters in which they fit, else in the smallest as many as fit, in their order.
    """
    for letters in QUOTE_SIZES[size]:
        room = (CANVASES[size].width - QUOTE_BAR) * SAFETY
        heights = [len(text.lines(one, room, letters)) * letters * QUOTE_LINE + QUOTE_GAP for one in texts]
        if sum(heights) <= height + QUOTE_GAP:
            break
    shown: list[int] = []
    for place, one in enumerate(heights):
        if sum(heights[other] for other in shown) + one <= height + QUOTE_GAP:
            shown.append(place)
    return shown, letters


def rows(cells: Sequence[tuple[str, str, str]], size: WallSize, height: float) -> int:
    """The largest letters in which the rows of a table, what, who and until when, stand below each other."""
    return next((one for one in ROW_SIZES[size] if _rows_height(cells, one, size) <= height), ROW_SIZES[size][-1])


def rows_have_room(cells: Sequence[tuple[str, str, str]], letters: int, size: WallSize, height: float) -> bool:
    """Whether the rows stand below each other in letters of this size."""
    return _rows_height(cells, letters, size) <= height


def _rows_height(cells: Sequence[tuple[str, str, str]], letters: int, size: WallSize) -> float:
    rooms = [(CANVASES[size].width * share - ROW_GAP) * SAFETY for share in ROW_COLUMNS]
    heights = 0.0
    for what, who, due in cells:
        lines = (
            len(text.lines(what, rooms[0], letters, bold=True)),
            len(text.lines(who, rooms[1], letters * SECOND_COLUMN)) * SECOND_COLUMN,
        )
        if text.width(due, letters, bold=True) > rooms[2]:
            return math.inf  # a day stands in one line
        heights += max(max(lines) * letters * ROW_LINE + ROW_PAD, ROW_LEAST)
    return heights


def bars(names: Sequence[str], size: WallSize, height: float) -> int:
    """The largest letters in which names stand below each other, each before its bar."""
    room = (CANVASES[size].width * ROW_COLUMNS[0] - ROW_GAP) * SAFETY

    def needed(letters: int) -> float:
        lines = (len(text.lines(name, room, letters, bold=True)) for name in names)
        return sum(max(count * letters * ROW_LINE + ROW_PAD, BAR_LEAST) for count in lines)

    return next((one for one in ROW_SIZES[size] if needed(one) <= height), ROW_SIZES[size][-1])


def options(names: Sequence[str], size: WallSize, height: float) -> tuple[int, int]:
    """How many names stand in two columns, row by row, and the size of their letters: as many as fit."""
    room = ((CANVASES[size].width - OPTION_GAP) / 2 - OPTION_MARK) * SAFETY
    for letters in ROW_SIZES[size]:
        lines = [len(text.lines(name, room, letters)) for name in names]
        heights = [max(lines[at : at + 2]) * letters * ROW_LINE + OPTION_PAD for at in range(0, len(lines), 2)]
        if sum(heights) <= height:
            return len(names), letters
    fitting = 0
    while sum(heights[: fitting + 1]) <= height:
        fitting += 1
    return 2 * fitting, letters


def _card_room(size: WallSize, height: float) -> float:
    return height if size == "wall" else (height - 2 * 30) / MOST_CARDS


def _card_height(idea: Idea, letters: int, size: WallSize) -> float:
    """Pixels of a card: title, text and who does it below each other, at 4:3 who does it beside them."""
    is_wide = size == "wall43"
    room = (1092 if is_wide else 488) * SAFETY
    who_room = (460 if is_wide else 488) * SAFETY
    quiet = CANVASES[size].quiet
    title = len(text.lines(idea.title, room, letters * 1.22, bold=True)) if idea.title else 0
    words = title * letters * 1.22 * 1.2 + (title > 0) * letters * 0.4
    words += len(text.lines(idea.text, room, letters)) * letters * 1.32
    who = len(text.lines(idea.who, who_room, letters, bold=True)) * letters * 1.22 + quiet * 1.3 if idea.who else 0
    return max(words, who) + 60 if is_wide else words + who + (24 if who else 0) + 12 + 66
