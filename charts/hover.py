"""What stands beside the mouse: the row of the slide's table, in lines that fit the picture."""

from collections.abc import Sequence

from charts import text
from charts.marks import Area, Picture, tall
from charts.text import printable
from charts.theme import plain
from content.tables import Table

SIZE = 13
WIDEST = 300
"""Pixels of a line."""


def hover_texts(picture: Picture, table: Table, rows: Sequence[Sequence[str]]) -> list[str]:
    """By area, as Plotly reads it; ``rows`` are those of the table as they are read. Nothing where it has no row."""
    return [_text(area, table, rows, picture) for area in picture.areas]


def _text(area: Area, table: Table, rows: Sequence[Sequence[str]], picture: Picture) -> str:
    """The row's first value, and the others with their heads; first, and bold too, that of the area's group."""
    if area.about not in table.ids:
        return ""
    name, *values = rows[table.ids.index(area.about)]
    said = [f"{head}: {value}" for head, value in zip(table.heads[1:], values, strict=True)]
    own = table.columns.index(area.group) - 1 if area.group in table.columns[1:] and area.group else None
    first = [name] if own is None else [name, said.pop(own)]
    bold = [line for one in first for line in _lines(one, picture, is_bold=True)]
    quiet = [line for one in said for line in _lines(one, picture)]
    if tall(len(bold) + len(quiet) + 1, SIZE) > picture.height:
        quiet = _lines(" · ".join(said), picture)
    return "<br>".join([*(f"<b>{plain(line)}</b>" for line in bold), *map(plain, quiet)])


def _lines(one: str, picture: Picture, *, is_bold: bool = False) -> list[str]:
    return text.lines(printable(one), min(WIDEST, picture.width - 5 * SIZE), SIZE, bold=is_bold)
