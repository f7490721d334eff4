"""The Fotoprotokoll: pages as wide as a Leinwand, on each a finding and what it was said about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from content.document import Grid
from content.tables import Table
from reports.pdf.blocks import about
from reports.pdf.drawings import drawn
from reports.pdf.tables import grid
from reports.pdf.typesetting import typeset_pdf
from reports.phone_numbers import in_one_piece
from reports.printable import in_one_line, printable
from texts.words import Words, words

TEMPLATE = "pictures.typ"
WIDTH = 880
"""Points of a line: a Leinwand is 1920 pixels wide, two to a point, of which 80 are free at each side."""
SIZES = (20, 18, 16, 14, 13)
"""Of texts in tables, the largest that fits: on A4 the smallest are still 11 points high."""
ROOM = 385.0
"""Points that a table has below its finding."""


@dataclass(frozen=True)
class PicturePage:
    """A page: its ``title`` is the finding, ``said`` the sentence about which it is; below it stands a picture drawn
    for the wall, with its ``alt`` and below it how it is to be read, or a table, or one after the other."""

    title: str
    said: str = ""
    svg: str | None = None
    alt: str = ""
    table: Table | None = None
    reading: str = ""


def pictures_pdf(title: str, language: str, day: date, author: str, pages: Sequence[PicturePage]) -> bytes:
    """The pages as PDF, for screens and for paper; what a table has more than a page goes on under the same finding."""
    _ = words(language)
    data = {
        **about(title, language, author),
        "day": [day.year, day.month, day.day],
        "pages": [part for one in pages for part in _parts(_, one)],
    }
    return typeset_pdf(TEMPLATE, data)


def _parts(_: Words, page: PicturePage) -> list[Mapping[str, Any]]:
    """The page, or the pages over which its table goes."""
    title, said = in_one_line(page.title), in_one_piece(printable(page.said))
    picture = None if page.svg is None else drawn(page.svg, page.alt or page.title)
    if page.table is None:
        return [{"title": title, "said": said, "picture": picture, "table": None, "reading": page.reading}]
    tables = _over_pages(_, page.table, ROOM if picture is None else ROOM * 10)
    numbers = [_("{title} (Seite {n} von {of})", title=title, n=at, of=len(tables)) for at in range(1, len(tables) + 1)]
    titles = numbers if len(tables) > 1 else [title]
    return [
        {"title": own, "said": said, "picture": picture, "reading": "", "table": grid(Grid(table), _, WIDTH, [size])}
        for own, (table, size) in zip(titles, tables, strict=True)
    ]


def _over_pages(_: Words, table: Table, room: float) -> list[tuple[Table, float]]:
    """As few parts of about the same length as fit on a page each, and the size of the letters of all."""
    for count in range(1, len(table.rows) + 1):
        ends = [round(len(table.rows) * part / count) for part in range(count + 1)]
        parts = [replace(table, rows=table.rows[a:b], ids=table.ids[a:b]) for a, b in pairwise(ends)]
        for size in SIZES:
            if all(grid(Grid(part), _, WIDTH, [size])["height"] <= room for part in parts):
                return [(part, size) for part in parts]
    return [(table, SIZES[-1])]
