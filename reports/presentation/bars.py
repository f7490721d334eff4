"""Diverging bars as native charts: who leans which way, and in a chart of their own those who cannot judge."""

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.questionnaire import RATINGS
from analysis.results import Ratings
from charts import text as texts
from charts.theme import ANSWER_COLOURS, HATCH, INK, PAPER, text_colour
from reports.presentation.marking import line, solid
from reports.presentation.native import (
    FIRST_AXIS,
    SECOND_AXIS,
    inner,
    names,
    numbers,
    place,
    series,
    value_axis,
    writing,
)
from reports.presentation.page import Box, Page
from reports.presentation.sheet import Sheet
from texts.words import Words

FROM_ZERO = ("C", "D", "B", "A")
"""The order in which the bars are stacked: C lies next to the zero line on the left, B on the right."""

LEFT = ("C", "D")
COUNT = 32
"""Size of the numbers in the bars, unless these are lower."""


@dataclass(frozen=True)
class Row:
    """What is drawn of one statement or group; None is hidden."""

    name: str
    ratings: Ratings | None
    e: int | None


def bars(page: Page, box: Box, rows: Sequence[Row], heads: dict[str, str], *, alt: str) -> float:
    """One row a name, all equally high, with its zero in the middle of the box; gives the pixels of a person.

    ``heads``: the answers by letter. Numbers that have no room in their part of a bar are left out there.
    """
    rated = [row.ratings for row in rows if row.ratings]
    reach = max((max(one.agree, one.disagree) for one in rated), default=0)
    if not reach:
        return 0
    pixels, size = box.width / 2 / reach, count_size(box, rows)
    sheet = answer_sheet(page.words, rows, heads)
    drawn = "".join(_answer(page, sheet, column, rows, pixels, size) for column in range(1, len(FROM_ZERO) + 1))
    plot = (
        f'{inner(0, 0, 1, 1)}<c:barChart><c:barDir val="bar"/><c:grouping val="stacked"/><c:varyColors val="0"/>{drawn}'
        f'<c:gapWidth val="60"/><c:overlap val="100"/>{_axes(-reach, reach, pen=4)}'
    )
    place(page, box, plot, sheet, alt=alt, size=COUNT)
    return pixels


def e_bars(page: Page, box: Box, rows: Sequence[Row], head: str, pixels: float, *, alt: str) -> None:
    """Hatched bars of E from the left of the box; ``pixels`` of a person as in the bars beside, if they fit."""
    most = max((row.e or 0 for row in rows), default=0)
    if not most:
        return
    room = box.width / (pixels or box.width)
    sheet = Sheet(_title(page.words), (_name(page.words), head), tuple((row.name, row.e) for row in rows))
    hatched = (
        f'<c:spPr><a:pattFill prst="wdUpDiag"><a:fgClr>{_colour(HATCH)}</a:fgClr>'
        f'<a:bgClr>{_colour(PAPER)}</a:bgClr></a:pattFill>{line(HATCH, 2)}</c:spPr><c:invertIfNegative val="0"/>'
    )
    labels = _labels(page.language, INK, [], count_size(box, rows), position="outEnd")
    one = series(0, sheet, 1, hatched + labels, names(sheet) + numbers("val", sheet, 1))
    plot = (
        f'{inner(0, 0, 1, 1)}<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/>{one}'
        f'<c:gapWidth val="100"/>{_axes(0, max(room, most * 1.35), pen=2)}'
    )
    place(page, box, plot, sheet, alt=alt, size=COUNT)


def count_size(box: Box, rows: Sequence[Row]) -> float:
    """Size of the numbers in bars that share the height of the box."""
    return min(COUNT, box.height / max(len(rows), 1) * 0.52)


def answer_sheet(_: Words, rows: Sequence[Row], heads: dict[str, str]) -> Sheet:
    """The counts, those of disagreement below zero, without their signs."""
    values = tuple(
        (row.name, *(None if row.ratings is None else _signed(row.ratings, code) for code in FROM_ZERO)) for row in rows
    )
    return Sheet(_title(_), (_name(_), *(heads[code] for code in FROM_ZERO)), values, unsigned=(1, 2))


def _signed(ratings: Ratings, code: str) -> int:
    count = int(ratings[RATINGS.index(code)])
    return -count if code in LEFT else count


def _answer(page: Page, sheet: Sheet, column: int, rows: Sequence[Row], pixels: float, size: float) -> str:
    code = FROM_ZERO[column - 1]
    colour = ANSWER_COLOURS[code]
    counts = [0 if row.ratings is None else int(row.ratings[RATINGS.index(code)]) for row in rows]
    narrow = [at for at, n in enumerate(counts) if n and n * pixels < texts.width(str(n), size, bold=True) + 6]
    look = f'<c:spPr>{solid(colour)}{line(PAPER, 2)}</c:spPr><c:invertIfNegative val="0"/>'
    labels = _labels(page.language, text_colour(colour), narrow, size, position="ctr")
    return series(column - 1, sheet, column, look + labels, names(sheet) + numbers("val", sheet, column, "0;0"))


def _labels(language: str, colour: str, without: Sequence[int], size: float, *, position: str) -> str:
    """The numbers, but zeros and those that have no room."""
    left_out = "".join(f'<c:dLbl><c:idx val="{at}"/><c:delete val="1"/></c:dLbl>' for at in without)
    return (
        f'<c:dLbls>{left_out}<c:numFmt formatCode="0;0;;" sourceLinked="0"/><c:spPr><a:noFill/>{line(None)}</c:spPr>'
        f'{writing(size, language, colour, bold=True)}<c:dLblPos val="{position}"/><c:showLegendKey val="0"/>'
        '<c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/>'
        '<c:showBubbleSize val="0"/></c:dLbls>'
    )


def _axes(low: float, high: float, *, pen: float) -> str:
    """The zero line, and no other; the first row is the upper one."""
    return (
        f'<c:axId val="{FIRST_AXIS}"/><c:axId val="{SECOND_AXIS}"/></c:barChart>'
        f'<c:catAx><c:axId val="{FIRST_AXIS}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:spPr>{line(INK, pen)}</c:spPr>'
        f'<c:crossAx val="{SECOND_AXIS}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        + value_axis(SECOND_AXIS, FIRST_AXIS, low, high, side="t", is_there=False)
    )


def _colour(colour: str) -> str:
    return solid(colour).removeprefix("<a:solidFill>").removesuffix("</a:solidFill>")


def _title(_: Words) -> str:
    """The name of the worksheet behind a chart."""
    return _("Zahlen")


def _name(_: Words) -> str:
    return _("Name")
