"""Documents as what the template reads: blocks as JSON, every text of people as a string that can be printed."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from charts import pictures, text, theme
from charts.formats import FORMATS
from content.document import (
    Block,
    Bullets,
    Document,
    Facts,
    Figure,
    Grid,
    PageBreak,
    Paragraph,
    Prompt,
    Section,
    leads,
)
from reports.pdf.columns import unbroken
from reports.pdf.drawings import drawn
from reports.pdf.tables import grid
from reports.pdf.typesetting import FAMILIES
from reports.printable import in_one_line, printable
from texts.words import words

MARGIN = 20
"""Millimetres at the left and right of A4."""
WIDTH = (210 - 2 * MARGIN) * 72 / 25.4
"""Points of a line."""
SIZES = (9.5, 8.5, 7.5)
"""Of texts in tables."""
HEADING_SIZES = (20, 15, 12.5, 11, 10.5, 10.5)
DEEPEST = len(HEADING_SIZES)
"""PDF knows no lower heading."""
BODY = 10.5
NAMES = 0.3
"""Of the width, for the names of facts."""
TITLE_WIDTH = WIDTH - 46 * 72 / 25.4
"""Beside a logo."""
FOOT, MARK = 150, 80
"""Letters that stand at most at the foot and at the head of each page."""
INSET = 10
"""Points between the edge of a box and what it holds."""
COLOURS = {
    "ink": theme.INK,
    "quiet": theme.QUIET,
    "line": theme.RULE,
    "edge": theme.BEHIND,
    "tint": theme.TINT,
    "paper": theme.PAPER,
}


def document_data(document: Document) -> Mapping[str, Any]:
    """All that the template needs, and nothing that changes from one time to the next."""
    return {
        **about(document.title, document.language, document.author),
        "day": [document.day.year, document.day.month, document.day.day],
        "heading-sizes": HEADING_SIZES,
        "title-limit": _limit(in_one_line(document.title), TITLE_WIDTH, HEADING_SIZES[0]),
        "lines": [line for line in map(printable, document.lines) if line.strip()],
        "foot": _at_most(FOOT, document.foot),
        "mark": _at_most(MARK, document.mark),
        "logo": None if document.logo is None else list(document.logo),
        "blocks": _blocks(document, document.blocks, 2, WIDTH),
        "margin": MARGIN,
        "inset": INSET,
        "size": BODY,
        "names": NAMES,
    }


def _at_most(letters: int, text: str) -> str:
    """What stands on every page, in one line if it is not much too long; an ellipsis stands for the rest."""
    line = " ".join(printable(text).split())
    return line if len(line) <= letters else line[: letters - 1] + "…"


def about(title: str, language: str, author: str) -> dict[str, Any]:
    """What is said of every PDF as a whole, and how its pages are counted."""
    _, code = words(language), language.split("-")[0]
    return {
        "title": in_one_line(title),
        "author": " ".join(printable(author).split()),
        "language": code,
        "region": {"de": "DE", "en": "GB"}.get(code),
        "page": _("Seite {page} von {pages}", page="{page}", pages="{pages}"),
        "colours": COLOURS,
        "families": FAMILIES,
    }


def _blocks(document: Document, blocks: Sequence[Block], level: int, width: float) -> list[dict[str, Any]]:
    followed = pairwise([*blocks, None])
    return [_block(document, block, after, level, width) for block, after in followed if block is not None]


def _block(document: Document, block: Block, after: "Block | None", level: int, width: float) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {
                "kind": "paragraph",
                "text": printable(block.text),
                "look": block.look,
                "leads": leads(block, after),
            }
        case Bullets():
            return {
                "kind": "bullets",
                "items": [printable(item) for item in block.items],
                "numbered": block.is_numbered,
            }
        case Facts():
            return {"kind": "facts", "rows": [_fact(name, value, width) for name, value in block.rows]}
        case Grid():
            return grid(block, words(document.language), width, SIZES)
        case Figure():
            svg = pictures.svg(block.slide, *document.drawn_from(), FORMATS["paper"])
            return drawn(svg, block.slide.alt)
        case Prompt():
            return {"kind": "prompt", "text": printable(block.text)}
        case PageBreak():
            return {"kind": "break"}
        case Section():
            return _section(document, block, level, width)


def _section(document: Document, section: Section, level: int, width: float) -> dict[str, Any]:
    inside, lowest = width - 2 * INSET if section.is_boxed else width, min(level, DEEPEST)
    title = in_one_line(section.title)
    return {
        "kind": "section",
        "title": title,
        "limit": _limit(title, inside, HEADING_SIZES[lowest - 1]),
        "level": lowest,
        "boxed": section.is_boxed,
        "kept": section.is_kept and not any(isinstance(block, PageBreak) for block in section.blocks),
        "blocks": _blocks(document, section.blocks, level + 1, inside),
    }


def _fact(name: str, value: str, width: float) -> dict[str, Any]:
    said = printable(name)
    return {"name": said, "limit": unbroken(said, width * NAMES - 2, BODY, bold=True), "value": printable(value)}


def _limit(title: str, width: float, size: float) -> int:
    """From how many letters on a word is wider than the line; headings have no hyphens."""
    return min((len(word) for word in title.split() if text.width(word, size, bold=True) > width), default=0)
