"""Documents as every format lays them out: what follows what, without sizes, places and colours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from analysis.results import Results
from content.labels import Labels
from content.slides import Slide
from content.tables import Table


@dataclass(frozen=True)
class Paragraph:
    """Sentences. "finding" is what should be remembered, "quiet" explains, "quote" was said by somebody else."""

    text: str
    look: Literal["plain", "finding", "quiet", "quote"] = "plain"


@dataclass(frozen=True)
class Bullets:
    """A list; numbered where its parts are voted on one by one. ``addresses``: where each item leads, if anywhere."""

    items: tuple[str, ...]
    is_numbered: bool = False
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is said of something, line by line: a name and its value."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Grid:
    """A table. ``widths``: shares of the width by column, else all that hold no text are narrow."""

    table: Table
    widths: tuple[float, ...] = ()
    has_title: bool = True


@dataclass(frozen=True)
class Figure:
    """The picture of a slide, with its alt text; drawn from the document's results."""

    slide: Slide


@dataclass(frozen=True)
class Prompt:
    """A place for words of whoever edits the document: what belongs there. ``is_low``: on paper there is room for a
    line or two. ``name``: what programs call the place, where the text is too long for it."""

    text: str
    is_low: bool = False
    name: str = ""


class Gap(str):
    """A cell or a value that whoever edits the document fills in: what belongs there, or nothing where its head says
    so."""

    __slots__ = ()


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a page of its own; if it ``begins_below``, below others where half
    a page is left."""

    begins_below: bool = False


Block: TypeAlias = "Paragraph | Bullets | Facts | Grid | Figure | Prompt | PageBreak | Section"


@dataclass(frozen=True)
class Section:
    """Blocks under a heading; the headings of sections within are one level lower. ``is_boxed``: set apart from the
    rest. ``is_kept``: stays on one page if it fits."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    is_boxed: bool = False
    is_kept: bool = False


@dataclass(frozen=True, kw_only=True)
class Document:
    """A whole document. ``lines``: what stands below its title; ``foot``: on each page; ``mark``: on each page, large
    enough to be seen, such as that it is a draft. ``author``: the municipality. ``logo``: a PNG or JPEG. ``results``
    and ``labels``: of its figures, if it may have any."""

    title: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    foot: str
    language: str
    author: str
    day: date
    results: Results | None = None
    labels: Labels | None = None
    mark: str = ""
    logo: bytes | None = None

    def drawn_from(self) -> tuple[Results, Labels]:
        """What its figures show; raises ValueError where it has none to show."""
        if self.results is None or self.labels is None:
            raise ValueError("a document without results has no figures")
        return self.results, self.labels

    def walk(self) -> Iterator[Block]:
        """Every block in the order of reading, sections before what they hold."""
        yield from _walk(self.blocks)


def _walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Section):
            yield from _walk(block.blocks)


SHORT = 240
"""Letters of a paragraph that may be kept with what follows it: about three lines."""
MOST_LEADING = 3
"""Paragraphs in a row that are kept with what follows them."""


def leading(blocks: Sequence[Block]) -> tuple[bool, ...]:
    """Which of the blocks must not stand at the foot of a page: short paragraphs before what they speak of."""
    found: list[int] = []
    before = -1
    for block in reversed(blocks):
        is_shown = isinstance(block, Figure | Grid | Bullets | Facts | Prompt)
        is_lead = isinstance(block, Paragraph) and 0 <= before < MOST_LEADING and _may_lead(block)
        found.append(before + 1 if is_lead else 0)
        before = 0 if is_shown else found[-1] or -1
    return tuple(map(bool, reversed(found)))


def _may_lead(paragraph: Paragraph) -> bool:
    return paragraph.look == "finding" or paragraph.text.rstrip().endswith(":") or len(paragraph.text) <= SHORT
