"""Rows of dots as a native XY chart: where somebody stands on the scale from 1 to 4."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from charts.spreading import lanes_of
from charts.theme import GREY, INK, PAPER, QUIET, RULE
from reports.presentation.marking import LINE, letters, line, said, solid
from reports.presentation.native import (
    FIRST_AXIS,
    SECOND_AXIS,
    gridlines,
    inner,
    marker,
    numbers,
    place,
    series,
    value_axis,
    writing,
)
from reports.presentation.page import Box, Page
from reports.presentation.sheet import Entry, Sheet

AXIS, LEGEND = 40, 42
"""Pixels of the numbers below the dots, and of a line of names below them."""

LABEL = 26
DOT = 30
"""Pixels of the largest sign."""
LEAST = 0.2
"""Of a sign, what is seen of it at least where there is little room."""


@dataclass(frozen=True)
class Look:
    """How a dot looks: its sign, how large, and its colours."""

    symbol: str
    size: float
    stroke: str = INK
    fill: str | None = INK


@dataclass(frozen=True)
class Dots:
    """One line of the legend: its ``levels`` by row, None is hidden; ``labels`` by row, above or below the dot;
    ``quiet`` rows are grey."""

    name: str
    levels: Sequence[Decimal | None]
    look: Look
    labels: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    quiet: Collection[int] = ()


LOOKS = (
    *(Look(sign, size, PAPER) for sign, size in (("circle", 30), ("square", 26), ("triangle", 26), ("diamond", 22))),
    *(Look(sign, size, INK, None) for sign, size in (("x", 22), ("star", 24), ("plus", 26))),
    *(Look(sign, size, PAPER) for sign, size in (("circle", 18), ("square", 16), ("triangle", 16), ("diamond", 16))),
)
"""Signs of groups, which have no colour: the first ones are larger, so that later ones on top do not hide them."""

TICK = Look("dash", 40, QUIET, QUIET)


def dots(
    page: Page,
    box: Box,
    row_height: float,
    rows: Sequence[str],
    drawn: Sequence[Dots],
    *,
    alt: str,
    margins: tuple[float, float],
) -> None:
    """The upper part of the box holds the rows; numbers of the scale and a legend stand below. ``margins``: pixels
    left and right of the scale."""
    if not any(level is not None for one in drawn for level in one.levels):
        return
    sheet = _sheet(page, rows, drawn, (box.width - sum(margins)) / 3, row_height)
    high = row_height * len(rows) / box.height
    left, right = (margin / box.width for margin in margins)
    found = "".join(_series(page, sheet, number, one) for number, one in enumerate(drawn))
    plot = (
        f"{inner(left, 0, 1 - left - right, high)}"
        f'<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{found}<c:axId val="{FIRST_AXIS}"/><c:axId val="{SECOND_AXIS}"/></c:scatterChart>'
        + value_axis(FIRST_AXIS, SECOND_AXIS, 1, 4, side="b", grid=gridlines(RULE, 2), shows="nextTo").replace(
            "<c:crossAx", f"{writing(28, page.language, QUIET)}<c:crossAx"
        )
        + value_axis(SECOND_AXIS, FIRST_AXIS, 0, len(rows), side="l").replace('val="autoZero"', 'val="min"')
    )
    legend = (box.height - row_height * len(rows) - AXIS) / box.height
    place(page, box, plot, sheet, alt=alt, legend=_legend(page.language, 1 - legend, legend))


def _lifted(drawn: Sequence[Dots], at: int, wide: float, row_height: float) -> list[float]:
    """How much higher than the middle of its row each dot stands, in rows, so that none covers another; ``wide``:
    pixels from one level to the next."""
    there = [number for number, one in enumerate(drawn) if one.levels[at] is not None]
    ends = {drawn[number].labels[at][1]: place for place, number in enumerate(there) if at in drawn[number].labels}
    places = [float(drawn[number].levels[at] or 0) * wide for number in there]
    lanes = lanes_of(places, DOT, lowest=ends.get("b"), highest=ends.get("t"))
    free = row_height - 2 * LABEL * LINE - DOT
    step = min(DOT, max(free / (2 * max([*lanes, 0.5])), DOT * LEAST)) / row_height
    found = [0.0] * len(drawn)
    for number, lane in zip(there, lanes, strict=True):
        found[number] = lane * step
    return found


def _sheet(page: Page, rows: Sequence[str], drawn: Sequence[Dots], wide: float, row_height: float) -> Sheet:
    """By line of the legend its levels and the heights of their dots; a hidden one has neither."""
    heads = [page.words("Name")]
    for one in drawn:
        heads += [one.name, page.words("Höhe im Bild")]
    values = []
    for at, name in enumerate(rows):
        row: list[Entry] = [name]
        for one, lifted in zip(drawn, _lifted(drawn, at, wide, row_height), strict=True):
            level = one.levels[at]
            row += [None, None] if level is None else [float(level), round(len(rows) - at - 0.5 + lifted, 3)]
        values.append(tuple(row))
    return Sheet(page.words("Zahlen"), tuple(heads), tuple(values))


def _series(page: Page, sheet: Sheet, number: int, one: Dots) -> str:
    column, look = 1 + 2 * number, one.look
    labels = "".join(_label(page, at, text, position) for at, (text, position) in sorted(one.labels.items()))
    shown = f"<c:dLbls>{labels}{_SILENT}</c:dLbls>" if labels else ""
    grey = "".join(_grey(at, look) for at in sorted(one.quiet) if one.levels[at] is not None)
    head = f"<c:spPr>{line(None)}</c:spPr>{marker(look.symbol, look.size, look.fill, look.stroke)}{grey}{shown}"
    values = numbers("xVal", sheet, column, "0.0") + numbers("yVal", sheet, column + 1)
    return series(number, sheet, column, head, values, smooth=True)


def _grey(at: int, look: Look) -> str:
    """A dot that must not be read into."""
    stroke = GREY if look.stroke == INK else look.stroke
    return (
        f'<c:dPt><c:idx val="{at}"/>{marker(look.symbol, look.size, look.fill and GREY, stroke)}'
        '<c:bubble3D val="0"/></c:dPt>'
    )


_SILENT = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def _label(page: Page, at: int, text: str, position: str) -> str:
    look = f'<a:rPr lang="{page.language}" sz="{letters(LABEL)}" b="0">{solid(INK)}</a:rPr>'
    return (
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:r>{look}'
        f"<a:t>{said(text)}</a:t></a:r></a:p></c:rich></c:tx>"
        f'<c:dLblPos val="{position}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl>'
    )


def _legend(language: str, top: float, height: float) -> str:
    return (
        '<c:legend><c:legendPos val="b"/><c:layout><c:manualLayout><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="0"/><c:y val="{top:.5f}"/><c:w val="1"/><c:h val="{height:.5f}"/></c:manualLayout></c:layout>'
        f'<c:overlay val="1"/>{writing(28, language)}</c:legend>'
    )
