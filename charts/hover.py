"""What stands beside the mouse: the row of the slide's table, in lines that fit the picture."""

from collections.abc import Sequence

from charts import text
from charts.marks import Area, Picture, tall
from charts.text import printable
from charts.theme import plain
from content.tables import Table

SIZE = 12
PART = 0.4
"""Of the picture's width that a line takes, so that it fits beside the mouse."""
LEAST, WIDEST = 170, 280
"""Pixels of a line."""


def hover_texts(picture: Picture, table: Table, rows: Sequence[Sequence[str]]) -> list[str]:
    """By area, as Plotly reads it; ``rows`` are those of the table as they are read. Nothing where it has no row."""
    return [_text(area, table, rows, picture) for area in picture.areas]


def _text(area: Area, table: Table, rows: Sequence[Sequence[str]], picture: Picture) -> str:
    """The row's first value and the others with their heads; in a group's column that of the group alone."""
    if area.about not in table.ids:
        return ""
    name, *values = rows[table.ids.index(area.about)]
    said = [f"{head}: {value}" for head, value in zip(table.heads[1:], values, strict=True)]
    if area.group:
        said = [said[table.columns.index(area.group) - 1]]
    bold, plainly = _lines(name, picture, is_bold=True), [line for one in said for line in _lines(one, picture)]
    if tall(len(bold) + len(plainly) + 1, SIZE) > picture.height:
        plainly = _lines(" · ".join(said), picture)
    return "<br>".join([*(f"<b>{plain(line)}</b>" for line in bold), *map(plain, plainly)])


def _lines(one: str, picture: Picture, *, is_bold: bool = False) -> list[str]:
    return text.lines(printable(one), min(max(LEAST, picture.width * PART), WIDEST), SIZE, bold=is_bold)
