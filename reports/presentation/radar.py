"""The radar as a native chart."""

from collections.abc import Sequence

from charts.theme import CHOSEN, INK, QUIET, RING
from reports.presentation.marking import line
from reports.presentation.native import (
    FIRST_AXIS,
    SECOND_AXIS,
    gridlines,
    inner,
    marker,
    names,
    numbers,
    place,
    series,
    value_axis,
    writing,
)
from reports.presentation.page import Box, Page
from reports.presentation.sheet import Sheet

_LOOKS: Sequence[tuple[str, float, str, str, float]] = (
    (INK, 6, "solid", "circle", 20),
    (CHOSEN, 5, "dash", "diamond", 26),
)
"""Of the room and of the Verwaltungsbogen: colour, thickness, dash, marker and its size; not by colour alone."""


def radar(page: Page, box: Box, sheet: Sheet, *, alt: str) -> None:
    """The first column of the sheet are the spokes, each other a line on the scale from 1 to 4."""
    drawn = "".join(
        series(
            number,
            sheet,
            number + 1,
            f"<c:spPr>{line(colour, pen, dash)}</c:spPr>{marker(symbol, size, colour, colour)}",
            names(sheet) + numbers("val", sheet, number + 1, "0.0"),
        )
        for number, (colour, pen, dash, symbol, size) in enumerate(_LOOKS[: len(sheet.heads) - 1])
    )
    plot = (
        f'{inner(0.17, 0.07, 0.66, 0.79)}<c:radarChart><c:radarStyle val="marker"/><c:varyColors val="0"/>{drawn}'
        f'<c:axId val="{FIRST_AXIS}"/><c:axId val="{SECOND_AXIS}"/></c:radarChart>{_spokes(page.language)}'
        + value_axis(SECOND_AXIS, FIRST_AXIS, 1, 4, side="l", grid=gridlines(RING, 1.5), shows="nextTo").replace(
            "<c:crossAx", f"{writing(24, page.language, QUIET)}<c:crossAx"
        )
    )
    place(page, box, plot, sheet, alt=alt, legend=_legend(page.language))


def _spokes(language: str) -> str:
    return (
        f'<c:catAx><c:axId val="{FIRST_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/>{gridlines(RING, 1.5)}<c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"{writing(28, language)}"
        f'<c:crossAx val="{SECOND_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _legend(language: str) -> str:
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{writing(30, language)}</c:legend>'
