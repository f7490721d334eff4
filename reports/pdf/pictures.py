"""The Fotoprotokoll: pages as wide as a Leinwand, on each a finding and what it was said about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.document import Grid
from content.tables import Table
from reports.pdf.blocks import about
from reports.pdf.drawings import drawn
from reports.pdf.tables import grid
from reports.pdf.typesetting import typeset_pdf
from reports.printable import in_one_line
from texts.words import Words, words

TEMPLATE = "pictures.typ"
WIDTH = 880
"""Points of a line: a Leinwand is 1920 pixels wide, two to a point, of which 80 are free at each side."""
SIZES = (18, 14, 11)
"""Of texts in tables."""


@dataclass(frozen=True)
class PicturePage:
    """A page: its ``title`` is the finding; below it stands a picture drawn for the wall, with its ``alt``, or a table,
    or one after the other."""

    title: str
    svg: str | None = None
    alt: str = ""
    table: Table | None = None


def pictures_pdf(title: str, language: str, day: date, author: str, pages: Sequence[PicturePage]) -> bytes:
    """The pages as PDF, for screens and for paper; a page whose table is longer goes on on the next."""
    _ = words(language)
    data = {
        **about(title, language, author),
        "day": [day.year, day.month, day.day],
        "pages": [_page(_, one) for one in pages],
    }
    return typeset_pdf(TEMPLATE, data)


def _page(_: Words, page: PicturePage) -> Mapping[str, Any]:
    return {
        "title": in_one_line(page.title),
        "picture": None if page.svg is None else drawn(page.svg, page.alt or page.title),
        "table": None if page.table is None else grid(Grid(page.table), _, WIDTH, SIZES),
    }
