"""Rows of a name, dots on the scale from 1 to 4, and values at the right: a table with a chart in its middle."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.theme import QUIET
from content.labels import Labels
from content.slides import Slide
from reports.presentation.dots import AXIS, LEGEND, Dots, dots
from reports.presentation.grid import Text, draw, marked, sized
from reports.presentation.page import BOTTOM, LEFT, TOP, WIDTH, Box, Page, lines_of

NAMES, VALUE = 800, 160
"""Pixels of the names, and of each column of values."""
MARGINS = 100
"""Beside the scale, for the names of the dots at its ends."""
SIZES = (36, 34, 32, 30, 28, 26, 24, 22, 20)
TALLEST = 140
SHORT = 6
"""Letters of a value that is a number."""


@dataclass(frozen=True)
class DotRow:
    """A field or statement with its ``values`` as they are read; ``instead``: what stands where nothing is shown."""

    id: str
    name: str
    values: tuple[str, ...]
    instead: str = ""


def write_dot_rows(
    page: Page,
    slide: Slide,
    rows: Sequence[DotRow],
    drawn: Sequence[Dots],
    heads: Sequence[str],
    labels: Labels,
    *,
    names: float = NAMES,
    values: Sequence[float] = (),
) -> None:
    """``heads``: of the columns of values. Rows that the slide's sentence names are marked."""
    beside = tuple(values) or (VALUE,) * len(heads)
    scale = WIDTH - names - sum(beside)
    is_wide = _legend_lines([one.name for one in drawn], scale) > 1
    legend = LEGEND * _legend_lines([one.name for one in drawn], WIDTH if is_wide else scale)
    free = BOTTOM - TOP - AXIS - legend
    cells: list[tuple[Text, ...]] = [
        (
            Text(slide.table.heads[0], colour=QUIET),
            Text(_ends(labels), colour=QUIET, align="ctr"),
            *(Text(head, colour=QUIET, align="r") for head in heads),
        )
    ]
    for row in rows:
        own = [Text(row.name), Text(row.instead, colour=QUIET, align="ctr", size=26)]
        own += [Text(value, bold=True, align="r", size=32 if len(value) < SHORT else 0) for value in row.values]
        cells.append(marked(own, is_marked=row.id in slide.finding.named))
    grid = sized(cells, (names, scale, *beside), free, SIZES, tallest=TALLEST, even=True)
    draw(page, LEFT, TOP, grid, alt=slide.table.title)
    if len(rows):
        high = grid.heights[1]
        left, right = (names, sum(beside)) if is_wide else (0.0, 0.0)
        top, height = TOP + grid.heights[0], high * len(rows) + AXIS + legend
        box = Box(LEFT + names - left, top, scale + left + right, height)
        dots(
            page, box, high, [row.name for row in rows], drawn, alt=slide.alt, margins=(left + MARGINS, right + MARGINS)
        )


def _ends(labels: Labels) -> str:
    return f"1 {labels.rings[0]} – 4 {labels.rings[3]}"


def _legend_lines(names: Sequence[str], width: float) -> int:
    """Of the legend below the scale, each name with its sign before it."""
    text = " ".join(f"{name}mmmm" for name in names)
    return len(lines_of(text, width, 28))
