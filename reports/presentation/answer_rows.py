"""Rows of a name, diverging bars, those who cannot judge, and n: a table with two charts in its columns."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.text import width as width_of
from charts.theme import ANSWER_COLOURS, PAPER, QUIET, TINT, text_colour
from content.labels import Labels
from reports.presentation.around import answer_heads
from reports.presentation.bars import Row, bars, e_bars
from reports.presentation.grid import Text, draw, marked, sized
from reports.presentation.marking import paragraph
from reports.presentation.page import BOTTOM, LEFT, SAFETY, TOP, Box, Page, fitting

NAMES, BARS, E, N = 660, 750, 250, 100
"""Pixels of the columns."""
GAP, HEAD = 6, 104
SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20)
TALLEST = 150


@dataclass(frozen=True)
class AnswerRow:
    """A row as it is drawn; ``instead``: what stands where nothing is shown."""

    row: Row
    instead: str = ""
    is_marked: bool = False


def write_answer_rows(
    page: Page,
    rows: Sequence[AnswerRow],
    labels: Labels,
    head: str,
    *,
    alt: str,
    title: str,
    top: float = TOP,
    bottom: float = BOTTOM,
) -> float:
    """The rows between ``top`` and ``bottom``, and above the bars what their colours mean; gives where they end."""
    widths = (NAMES, BARS, E, N)
    cells: list[tuple[Text, ...]] = [
        (Text(head, colour=QUIET), Text(""), Text(""), Text(labels.people.format(n="").strip(" ="), align="r"))
    ]
    for one in rows:
        n = "" if one.row.ratings is None else str(one.row.ratings.n)
        own = [Text(one.row.name), Text(""), Text("")]
        cells.append(marked([*own, Text(n, bold=True, align="r")], is_marked=one.is_marked))
    grid = sized(cells, widths, bottom - top - HEAD + 60, SIZES, tallest=TALLEST, even=True)
    shift = max(HEAD - grid.heights[0], 0)
    draw(page, LEFT, top + shift, grid, alt=title)
    heads = answer_heads(labels)
    _write_heads(page, top, heads)
    if rows:
        first = top + shift + grid.heights[0]
        place = Box(LEFT + NAMES + GAP, first, BARS - 2 * GAP, grid.heights[1] * len(rows))
        drawn = [one.row for one in rows]
        pixels = bars(page, place, drawn, heads, alt=alt)
        beside = Box(LEFT + NAMES + BARS + GAP, first, E - 2 * GAP, place.height)
        e_bars(page, beside, drawn, heads["E"], pixels, alt=labels.e_people)
        for at, one in enumerate(rows):
            _write_instead(page, one, Box(place.x, first + at * grid.heights[1], place.width, grid.heights[1]))
    return top + shift + sum(grid.heights)


def _write_instead(page: Page, one: AnswerRow, row: Box) -> None:
    """What stands where nothing is shown, over the zero line."""
    if not one.instead:
        return
    size = fitting([one.instead], row.width, row.height, (28, 26, 24, 22, 20), most=1)
    width = min(width_of(one.instead, size) / SAFETY + 24, row.width)
    box = Box(row.x + (row.width - width) / 2, row.y + row.height / 2 - size * 0.7, width, size * 1.4)
    words = paragraph(one.instead, size, page.language, colour=QUIET, align="ctr")
    page.write(box, [words], name=one.instead, fill=TINT if one.is_marked else PAPER, anchor="ctr")


def _write_heads(page: Page, top: float, heads: dict[str, str]) -> None:
    """The four answers on their colours, in the order of the bars, with the zero line between C and B; E apart."""
    width = BARS / 4
    size = fitting_all([heads[code] for code in "DCBA"], width - 2 * GAP - 8)
    for place, code in enumerate("DCBA"):
        colour = ANSWER_COLOURS[code]
        box = Box(LEFT + NAMES + place * width + GAP / 2, top, width - GAP, HEAD - GAP)
        words = paragraph(heads[code], size, page.language, colour=text_colour(colour), align="ctr")
        page.write(box, [words], name=heads[code], fill=colour, anchor="ctr")
    own = fitting([heads["E"]], E - GAP, HEAD, (28, 26, 24, 22, 20))
    box = Box(LEFT + NAMES + BARS + GAP, top, E - GAP, HEAD - GAP)
    page.write(box, [paragraph(heads["E"], own, page.language, colour=QUIET)], name=heads["E"], fill=PAPER, anchor="b")


def fitting_all(texts: Sequence[str], width: float) -> float:
    """One size for all heads."""
    return min(fitting([text], width, HEAD - GAP, (28, 26, 24, 22, 20)) for text in texts)
