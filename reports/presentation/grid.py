"""Native tables, whose rows are as high as they were measured: charts stand in their empty columns."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from charts import text as texts
from charts.theme import INK, RULE, TINT
from reports.presentation.marking import LINE, NAMESPACES, Align, emu, line, paragraph, said, solid
from reports.presentation.page import SAFETY, Box, Page, lines_of

MARGIN = 8
"""Pixels between the side of a cell and its text."""
HEADS: tuple[float, ...] = (36, 34, 32, 30, 28, 26, 24, 22, 20)
"""Sizes of heads, which are never larger than what stands below them."""
RATHER_THAN_CUT = (18, 16, 14, 12, 10)
"""Sizes of letters for what has no room in any that is read well."""
SLACK = 0.2
"""In sizes of letters: what a row is higher than its text, since some programs set lines a little further apart."""
SMALLEST = 24
"""Letters that are still read; below it rather a word is parted."""

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""Office's table style without any style."""


@dataclass(frozen=True)
class Text:
    """What a cell says, and how it looks."""

    text: str
    bold: bool = False
    colour: str = INK
    fill: str | None = None
    align: Align = "l"
    size: float = 0


@dataclass(frozen=True)
class Grid:
    """A table: ``widths`` in pixels, ``heights`` of its rows, the first of them that of the heads."""

    widths: tuple[float, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[Text, ...], ...]


def sized(
    rows: Sequence[Sequence[Text]],
    widths: Sequence[float],
    height: float,
    sizes: Sequence[float],
    *,
    tallest: float = 1000,
    even: bool = False,
) -> Grid:
    """The table in the largest letters in which it is no higher; what is left is shared among the rows, up to the
    ``tallest``. ``even``: all rows below the heads are equally high."""
    tries = [(size, _heights(rows, widths, size, even=even)) for size in (*sizes, *RATHER_THAN_CUT)]
    fit = [one for one in tries if sum(one[1]) <= height] or tries[-1:]
    size, needed = next((one for one in fit if _has_whole_words(rows[1:], widths, one[0])), fit[0])
    smaller = [one for one in HEADS if one <= size] or [size]
    head = next((one for one in smaller if _has_whole_words(rows[:1], widths, one)), smaller[-1])
    needed = (max(_height(cell, width, head) for cell, width in zip(rows[0], widths, strict=True)), *needed[1:])
    free = max(height - sum(needed), 0) / max(len(rows) - 1, 1)
    heights = (needed[0], *(max(one, min(one + free, tallest)) for one in needed[1:]))
    if even and len(heights) > 1:
        heights = (heights[0], *[max(heights[1:])] * (len(heights) - 1))
    return Grid(
        tuple(widths),
        heights,
        tuple(
            tuple(replace(cell, size=cell.size or (size if place else head)) for cell in row)
            for place, row in enumerate(rows)
        ),
    )


def _heights(rows: Sequence[Sequence[Text]], widths: Sequence[float], size: float, *, even: bool) -> tuple[float, ...]:
    found = [max(_height(cell, width, size) for cell, width in zip(row, widths, strict=True)) for row in rows]
    if even and len(found) > 1:
        found = [found[0], *[max(found[1:])] * (len(found) - 1)]
    return tuple(found)


def _has_whole_words(rows: Sequence[Sequence[Text]], widths: Sequence[float], size: float) -> bool:
    """Whether no word has to be parted; one that is wider than its column in letters of any size does not count."""
    cells = [(cell, width - 2 * MARGIN) for row in rows for cell, width in zip(row, widths, strict=True)]
    return all(
        texts.width(word, cell.size or size, bold=cell.bold) <= width * SAFETY
        for cell, width in cells
        for word in cell.text.split()
        if texts.width(word, SMALLEST, bold=cell.bold) <= width * SAFETY
    )


def _height(cell: Text, width: float, size: float) -> float:
    own = cell.size or size
    return len(lines_of(cell.text, width - 2 * MARGIN, own, bold=cell.bold)) * own * LINE + MARGIN + own * SLACK


def draw(page: Page, x: float, y: float, grid: Grid, *, alt: str) -> Box:
    """Put the table there; gives the place that it takes."""
    box = Box(x, y, sum(grid.widths), sum(grid.heights))
    columns = "".join(f'<a:gridCol w="{emu(width)}"/>' for width in grid.widths)
    rows = "".join(
        f'<a:tr h="{emu(height)}">{"".join(_cell(cell, page.language, number) for cell in row)}</a:tr>'
        for number, (row, height) in enumerate(zip(grid.rows, grid.heights, strict=True))
    )
    page.add(
        f'<p:graphicFrame {NAMESPACES}><p:nvGraphicFramePr><p:cNvPr id="{page.next_id}" '
        f'name="{said(page.words("Tabelle"))}" descr="{said(alt)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"<p:xfrm>{box.frame}</p:xfrm>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table">'
        f'<a:tbl><a:tblPr firstRow="1"><a:tableStyleId>{_PLAIN}</a:tableStyleId></a:tblPr>'
        f"<a:tblGrid>{columns}</a:tblGrid>{rows}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    return box


def _cell(cell: Text, language: str, row: int) -> str:
    words = paragraph(cell.text, cell.size, language, bold=cell.bold, colour=cell.colour, align=cell.align)
    sides = "".join(line(None, element=f"a:{side}") for side in ("lnL", "lnR", "lnT"))
    below = line(INK if row == 0 else RULE, 2 if row == 0 else 1.5, element="a:lnB")
    return (
        f'<a:tc><a:txBody><a:bodyPr/><a:lstStyle/>{words}</a:txBody><a:tcPr marL="{emu(MARGIN)}" marR="{emu(MARGIN)}" '
        f'marT="{emu(MARGIN / 2)}" marB="{emu(MARGIN / 2)}" anchor="{"b" if row == 0 else "ctr"}">'
        f"{sides}{below}{solid(cell.fill)}</a:tcPr></a:tc>"
    )


def marked(cells: Sequence[Text], *, is_marked: bool) -> tuple[Text, ...]:
    """A row of which the sentence above speaks: on a tinted ground, its name bold."""
    if not is_marked:
        return tuple(cells)
    return tuple(
        replace(cell, fill=cell.fill or TINT, bold=cell.bold or place == 0) for place, cell in enumerate(cells)
    )
