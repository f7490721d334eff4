"""Tables in Word: a head that is repeated, rows that stay whole, and columns as wide as their words need."""

from collections.abc import Sequence
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
from content.document import Facts, Grid
from content.tables import Table, as_text
from reports.printable import writable
from reports.word.writing import element, write
from texts.words import Words

CELL = "No Spacing"
SIZE, MANY, SIZE_OF_MANY = 9.0, 8, 7.5
"""Points of the letters in cells, and in those of a table with many columns."""
PADDING = 4.0
"""Millimetres of a cell that hold no text."""
WIDEST_WORD, WIDEST_TEXT = 45.0, 110.0
"""Millimetres that a column is given for its longest word, and for its longest text."""
NARROWEST_NAME, WIDEST_NAME = 25.0, 0.4
"""Of the first column of facts: millimetres, and a part of the whole."""
BOX_FILL, BOX_EDGE, BOX_PADDING = "EEF2F7", "1A1A1A", 4.0
"""Ground and left edge of what is set apart, and the millimetres around its text."""

_POINTS = 25.4 / 72
_TWIPS = 1440 / 25.4
"""Of a millimetre, in the smallest length that Word counts in."""


def write_grid(holder: BlockItemContainer, _: Words, grid: Grid, width: float) -> WordTable:
    """A table with heads; ``width``: millimetres of all its columns."""
    table = grid.table
    rows = [[writable(as_text(_, value)) for value in row] for row in table.rows]
    is_narrow = _holds_no_text(table)
    made = _table(holder, column_widths(table.heads, rows, is_narrow, grid.widths, width))
    _name(made, table.title)
    _look(made, heads="row")
    for place, texts in enumerate([list(table.heads), *rows]):
        cells = _row(made, is_head=place == 0)
        for column, (cell, said) in enumerate(zip(cells, texts, strict=True)):
            paragraph = cell.paragraphs[0]
            run = write(paragraph, said, style="Strong" if place == 0 else None)
            if len(table.heads) >= MANY:
                run.font.size = Pt(SIZE_OF_MANY)
            value = said if place == 0 else table.rows[place - 1][column]
            if is_narrow[column] or not isinstance(value, str):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return made


def write_facts(holder: BlockItemContainer, facts: Facts, width: float) -> WordTable:
    """Names and what is said of them, line by line."""
    needed = max((_longest([name], is_bold=True) for name, _value in facts.rows), default=0.0) + PADDING
    first = min(max(needed, NARROWEST_NAME), width * WIDEST_NAME)
    made = _table(holder, (first, width - first))
    _look(made, heads="column")
    for name, value in facts.rows:
        names, values = _row(made)
        write(names.paragraphs[0], name, style="Strong")
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


def column_widths(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    is_narrow: Sequence[bool],
    shares: Sequence[float],
    width: float,
) -> tuple[float, ...]:
    """Millimetres by column: as the shares say, else every column its longest word, and the rest to those with most
    text."""
    if shares:
        return tuple(width * share / sum(shares) for share in shares)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(heads)
    least, wanted = [], []
    for head, texts, narrow in zip(heads, columns, is_narrow, strict=True):
        word = max(_word([head], is_bold=True), _word(texts))
        least.append(min(word, WIDEST_WORD) + PADDING)
        whole = max(_longest([head], is_bold=True) / 2, _longest(texts))
        wanted.append(least[-1] if narrow else max(least[-1], min(whole, WIDEST_TEXT) + PADDING))
    return _shared(least, wanted, width)


def _shared(least: Sequence[float], wanted: Sequence[float], width: float) -> tuple[float, ...]:
    """All of the width: at least the least, unless that is too much, and beyond it as much as each wants of it."""
    left = width - sum(least)
    if left <= 0:
        part = (width - PADDING * len(least)) / (sum(least) - PADDING * len(least))
        return tuple(PADDING + (one - PADDING) * part for one in least)
    more = [want - one for one, want in zip(least, wanted, strict=True)]
    if not sum(more):
        return tuple(one * width / sum(least) for one in least)
    return tuple(one + left * part / sum(more) for one, part in zip(least, more, strict=True))


def _holds_no_text(table: Table) -> list[bool]:
    columns = zip(*table.rows, strict=True) if table.rows else [("",)] * len(table.heads)
    return [all(not isinstance(value, str) or value == "–" for value in values) for values in columns]


def _word(texts: Sequence[str], *, is_bold: bool = False) -> float:
    return _longest([word for one in texts for word in one.replace("-", "- ").split()], is_bold=is_bold)


def _longest(texts: Sequence[str], *, is_bold: bool = False) -> float:
    lines = [line for one in texts for line in one.split("\n")]
    return max((measured.width(line, SIZE, bold=is_bold) for line in lines), default=0.0) * _POINTS * 1.03


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


def _row(made: Any, *, is_head: bool = False, can_split: bool = False) -> list[Any]:
    """A row that is not torn at the end of a page; a head stands on every page."""
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
        if is_head:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
    return cells
