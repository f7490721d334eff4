"""Tables in Word: a head that is repeated, rows that stay whole, and columns as wide as their words need."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Literal

from docx.blkcntnr import BlockItemContainer
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell

from charts import text as measured
from content.document import Facts, Gap, Grid
from content.tables import Table, as_text
from reports.columns import Columns, columns, height
from reports.printable import writable
from reports.word.prompts import Prompts
from reports.word.writing import element, write, write_prompt
from texts.words import Words

CELL = "No Spacing"
SIZES = (9.0, 8.0)
"""Points of the letters in cells; smaller ones only where they save much."""
PADDING = 4.0
"""Millimetres of a cell that hold no text."""
WHOLE = 330.0
"""Points of a table that stays on one page: half of one."""
NARROWEST_NAME, WIDEST_NAME = 25.0, 0.4
"""Of the first column of facts: millimetres, and a part of the whole."""
BOX_FILL, BOX_EDGE, BOX_PADDING = "EEF2F7", "1A1A1A", 4.0
"""Ground and left edge of what is set apart, and the millimetres around its text."""

WIDER = 1.03
"""How much wider Word sets letters than they are measured."""
_POINTS = 25.4 / 72
_TWIPS = 1440 / 25.4
"""Of a millimetre, in the smallest length that Word counts in."""


def write_grid(holder: BlockItemContainer, _: Words, grid: Grid, width: float, prompts: Prompts) -> WordTable:
    """A table with heads; ``width``: millimetres of all its columns. No row stands alone on a page."""
    table = grid.table
    rows = [[writable(as_text(_, value)) for value in row] for row in table.rows]
    is_narrow = _holds_no_text(table)
    texts = [[writable(head) for head in table.heads], *rows]
    fit = _fitting(texts, grid.widths, width)
    made = _table(holder, [one * _POINTS for one in fit.widths])
    _name(made, table.title)
    _look(made, heads="row")
    is_whole = height(texts, fit, PADDING / _POINTS) < WHOLE
    for place, row in enumerate(texts):
        is_near_the_end = place in (1, len(rows) - 1)
        cells = _row(made, is_head=place == 0, is_kept=(is_whole or is_near_the_end) and place < len(rows))
        for column, (cell, said) in enumerate(zip(cells, row, strict=True)):
            paragraph = cell.paragraphs[0]
            value = said if place == 0 else table.rows[place - 1][column]
            if isinstance(value, Gap):
                write_prompt(paragraph, said, prompts, title=table.heads[column])
                continue
            run = write(paragraph, said, style="Strong" if place == 0 else None)
            if fit.size != SIZES[0]:
                run.font.size = Pt(fit.size)
            if is_narrow[column] or not isinstance(value, str):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def write_facts(holder: BlockItemContainer, facts: Facts, width: float, prompts: Prompts) -> WordTable:
    """Names and what is said of them, line by line."""
    needed = max((_longest([name], is_bold=True) for name, _value in facts.rows), default=0.0) + PADDING
    first = min(max(needed, NARROWEST_NAME), width * WIDEST_NAME)
    made = _table(holder, (first, width - first))
    _look(made, heads="column")
    for name, value in facts.rows:
        names, values = _row(made)
        write(names.paragraphs[0], name, style="Strong")
        if isinstance(value, Gap):
            write_prompt(values.paragraphs[0], value, prompts, title=name)
        else:
            write(values.paragraphs[0], value)
    return made


def boxed_cell(holder: BlockItemContainer, width: float) -> BlockItemContainer:
    """An empty cell with a ground of its own, for all that is set apart."""
    made = _table(holder, (width,))
    _look(made)
    cell: _Cell = _row(made, can_split=True)[0]
    borders, margins = element("w:tcBorders"), element("w:tcMar")
    for side in ("top", "bottom"):
        borders.append(element(f"w:{side}", val="nil"))
    borders.insert(1, element("w:left", val="single", sz=24, space=0, color=BOX_EDGE))
    for side in ("top", "left", "bottom", "right"):
        padding = BOX_PADDING / 2 if side == "bottom" else BOX_PADDING
        margins.append(element(f"w:{side}", w=round(padding * _TWIPS), type="dxa"))
    properties: Any = cell._tc.get_or_add_tcPr()
    properties.extend([borders, element("w:shd", val="clear", color="auto", fill=BOX_FILL), margins])
    cell._tc.remove(cell.paragraphs[0]._p)
    return cell


def _fitting(texts: Sequence[Sequence[str]], shares: Sequence[float], width: float) -> Columns:
    """Columns for these texts, the heads first: Word parts no words, and sets letters a little wider than they are."""
    fit = columns(texts, shares, width / _POINTS / WIDER, SIZES, sides=PADDING / _POINTS, has_hyphens=False)
    return replace(fit, widths=tuple(one * WIDER for one in fit.widths))


def _holds_no_text(table: Table) -> list[bool]:
    columns = zip(*table.rows, strict=True) if table.rows else [("",)] * len(table.heads)
    return [all(not isinstance(value, str) or value == "–" for value in values) for values in columns]


def _longest(texts: Sequence[str], *, is_bold: bool = False) -> float:
    lines = [line for one in texts for line in one.split("\n")]
    return max((measured.width(line, SIZES[0], bold=is_bold) for line in lines), default=0.0) * _POINTS * WIDER


def _table(holder: BlockItemContainer, widths: Sequence[float]) -> WordTable:
    """An empty table of fixed widths; they stand in its grid, too, which some programs read alone."""
    made = BlockItemContainer.add_table(holder, 0, len(widths), Mm(sum(widths)))
    made.style = "Table Grid"
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.LEFT
    ends = [round(sum(widths[:at]) * 10) for at in range(len(widths) + 1)]
    for column, (start, end) in zip(made.columns, pairwise(ends), strict=True):
        column.width = Mm((end - start) / 10)
    total: Any = made._tbl.tblPr.find(qn("w:tblW"))
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(round(sum(widths) * _TWIPS)))
    return made


def _name(made: WordTable, title: str) -> None:
    """What the table shows, for whoever hears it."""
    if title:
        properties: Any = made._tbl.tblPr
        properties.append(element("w:tblCaption", val=writable(title)[:255]))
        properties.append(element("w:tblDescription", val=writable(title)))


def _look(made: WordTable, *, heads: Literal["row", "column", ""] = "") -> None:
    """Which of its cells are heads."""
    properties: Any = made._tbl.tblPr
    for old in properties.findall(qn("w:tblLook")):
        properties.remove(old)
    row, column = int(heads == "row"), int(heads == "column")
    look = element("w:tblLook", val=f"{0x0020 * row + 0x0080 * column + 0x0600:04X}", firstRow=row, lastRow=0)
    for name, value in (("firstColumn", column), ("lastColumn", 0), ("noHBand", 1), ("noVBand", 1)):
        look.set(qn(f"w:{name}"), str(value))
    properties.insert_element_before(look, "w:tblCaption", "w:tblDescription")


def _row(made: Any, *, is_head: bool = False, is_kept: bool = False, can_split: bool = False) -> list[Any]:
    """A row that is not torn at the end of a page; a head stands on every page. ``is_kept``: on the page of the next
    one."""
    row = made.add_row()
    properties: Any = row._tr.get_or_add_trPr()
    if not can_split:
        properties.append(element("w:cantSplit"))
    if is_head:
        properties.append(element("w:tblHeader"))
    cells = list(row.cells)
    for cell, column in zip(cells, made.columns, strict=True):
        cell.width = column.width
        cell.paragraphs[0].style = CELL
        if is_head or is_kept:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    return cells
