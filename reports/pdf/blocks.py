"""Documents as what the template reads: blocks as JSON, every text of people as a string that can be printed."""

from collections.abc import Mapping, Sequence
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
    leading,
)
from reports.columns import unbroken
from reports.pdf.drawings import drawn
from reports.pdf.tables import grid
from reports.pdf.typesetting import FAMILIES
from reports.phone_numbers import in_one_piece
from reports.printable import in_one_line, printable
from texts.words import words

MARGIN = 20
"""Millimetres at the left and right of A4."""
WIDTH = (210 - 2 * MARGIN) * 72 / 25.4
"""Points of a line."""
SIZES = (9.5, 8.5, 8.0)
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
SHORT = 500
"""Letters of a section that is not torn."""
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
        "lines": [line for line in map(_written, document.lines) if line.strip()],
        "foot": _at_most(FOOT, document.foot),
        "mark": _at_most(MARK, document.mark),
        "logo": None if document.logo is None else list(document.logo),
        "blocks": _blocks(document, document.blocks, 2, WIDTH),
        "margin": MARGIN,
        "inset": INSET,
        "size": BODY,
        "names": NAMES,
    }


def _written(text: str) -> str:
    return in_one_piece(printable(text))


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
    kept = zip(blocks, leading(blocks), strict=True)
    return [_block(document, block, level, width, leads=leads) for block, leads in kept]


def _block(document: Document, block: Block, level: int, width: float, *, leads: bool) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "text": _written(block.text), "look": block.look, "leads": leads}
        case Bullets():
            return {
                "kind": "bullets",
                "items": [_written(item) for item in block.items],
                "numbered": block.is_numbered,
                "addresses": block.addresses,
            }
        case Facts():
            return {"kind": "facts", "rows": [_fact(name, value, width) for name, value in block.rows]}
        case Grid():
            return grid(block, words(document.language), width, SIZES)
        case Figure():
            svg = pictures.svg(block.slide, *document.drawn_from(), FORMATS["paper"])
            return drawn(svg, block.slide.alt)
        case Prompt():
            return {"kind": "prompt", "text": _written(block.text), "low": block.is_low}
        case PageBreak():
            return {"kind": "break", "begins-below": block.begins_below}
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
        "kept": (section.is_kept or _is_short(section)) and not any(map(_breaks, section.blocks)),
        "blocks": _blocks(document, section.blocks, level + 1, inside),
    }


def _breaks(block: Block) -> bool:
    return isinstance(block, PageBreak)


def _is_short(section: Section) -> bool:
    """Whether it has a few lines of text and nothing else, none of which stands alone on the next page."""
    texts = [block.text for block in section.blocks if isinstance(block, Paragraph)]
    return len(texts) == len(section.blocks) and sum(map(len, texts)) <= SHORT


def _fact(name: str, value: str, width: float) -> dict[str, Any]:
    said = printable(name)
    return {"name": said, "limit": unbroken(said, width * NAMES - 2, BODY, bold=True), "value": _written(value)}


def _limit(title: str, width: float, size: float) -> int:
    """From how many letters on a word is wider than the line; headings have no hyphens."""
    return min((len(word) for word in title.split() if text.width(word, size, bold=True) > width), default=0)
