"""The blocks of a document in the order of reading, each in Word's own styles."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from docx.blkcntnr import BlockItemContainer
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

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
from reports.word.pictures import Drawn, drawn, key, write_chart
from reports.word.prompts import Prompts
from reports.word.tables import BOX_PADDING, boxed_cell, write_facts, write_grid
from reports.word.template import WIDTH
from reports.word.writing import lead_to, write, write_prompt
from texts.words import Words

LOWEST_HEADING = 4
BELOW_TABLE = Pt(10)


def lay_out(made: WordDocument, _: Words, document: Document) -> None:
    """Add all blocks of the document."""
    place = _Place(made, made._body, _, drawn(document), WIDTH)
    place.write(document.blocks)
    place.progress.prompts.write(made)


@dataclass
class _Progress:
    """What the next block has to know of those before it: whether it begins a page, which prompts there are."""

    begins_page: bool = False
    prompts: Prompts = field(default_factory=Prompts)


@dataclass(frozen=True)
class _Place:
    """Where blocks go: ``holder`` is the text or a cell, ``width`` what it has in millimetres, ``level`` that of the
    next heading."""

    made: WordDocument
    holder: BlockItemContainer
    words: Words
    charts: Mapping[str, Drawn]
    width: float
    level: int = 1
    progress: _Progress = field(default_factory=_Progress)

    def write(self, blocks: tuple[Block, ...]) -> None:
        """Add the blocks; a table is never the last, since Word wants a paragraph there."""
        self._write_all(blocks)
        if self._last in (None, qn("w:tbl")):
            self.holder.add_paragraph(style="No Spacing")

    def _write_all(self, blocks: tuple[Block, ...]) -> None:
        for block, leads in zip(blocks, leading(blocks), strict=True):
            self._write(block)
            if leads:
                self.holder.paragraphs[-1].paragraph_format.keep_with_next = True

    def _write(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(block)
            case Bullets():
                self._bullets(block)
            case Facts():
                self._before_table("")
                write_facts(self.holder, block, self.width, self.progress.prompts)
            case Grid():
                self._before_table(block.table.title if block.has_title else "")
                write_grid(self.holder, self.words, block, self.width, self.progress.prompts)
            case Figure(slide):
                write_chart(self.made, self._next(), self.charts[key(slide)], slide.alt, self.width)
            case Prompt(text=text, name=name):
                write_prompt(self._next(), text, self.progress.prompts, title=name)
            case PageBreak():
                self.progress.begins_page = True
            case Section():
                self._section(block)

    @property
    def _parts(self) -> list[Any]:
        return [one for one in self.holder._element if one.tag in (qn("w:p"), qn("w:tbl"))]

    @property
    def _last(self) -> str | None:
        parts = self._parts
        return parts[-1].tag if parts else None

    def _next(self, style: str = "Normal") -> WordParagraph:
        """A paragraph, on a page of its own if one was asked for, and apart from a table above it."""
        is_below_table = self._last == qn("w:tbl")
        paragraph = self.holder.add_paragraph(style=style)
        if self.progress.begins_page and self.holder is self.made._body:
            paragraph.paragraph_format.page_break_before = True
            self.progress.begins_page = False
        elif is_below_table and not style.startswith("Heading"):
            paragraph.paragraph_format.space_before = BELOW_TABLE
        return paragraph

    def _paragraph(self, block: Paragraph) -> None:
        letters = {"plain": None, "finding": "Strong", "quiet": "Subtle Emphasis", "quote": None}
        write(self._next("Quote" if block.look == "quote" else "Normal"), block.text, style=letters[block.look])

    def _bullets(self, block: Bullets) -> None:
        number = _new_list(self.made) if block.is_numbered else None
        for item, address in zip_longest(block.items, block.addresses):
            paragraph = self._next("List Bullet" if number is None else "List Number")
            if number is not None:
                properties: Any = paragraph._p.get_or_add_pPr().get_or_add_numPr()
                properties.get_or_add_numId().val = number
            run = write(paragraph, item)
            if address:
                lead_to(run, address)

    def _before_table(self, title: str) -> None:
        """Its title, else nothing; but two tables without anything between them would be one."""
        if title:
            write(self._next("Caption"), title)
        elif self.progress.begins_page or self._last == qn("w:tbl"):
            self._next("No Spacing")

    def _section(self, section: Section) -> None:
        before = len(self._parts)
        write(self._next(f"Heading {min(self.level, LOWEST_HEADING)}"), section.title)
        inside = replace(self, level=self.level + 1)
        if section.is_boxed:
            cell = boxed_cell(self.holder, self.width)
            inside = replace(inside, holder=cell, width=self.width - 2 * BOX_PADDING)
            inside.write(section.blocks)
        else:
            inside._write_all(section.blocks)
        if section.is_kept:
            _keep_together(self._parts[before:])


def _new_list(made: WordDocument) -> int:
    """The number of a list that begins with 1 again."""
    numbering: Any = made.part.numbering_part.element
    style: Any = made.styles["List Number"].element
    abstract = numbering.num_having_numId(style.pPr.numPr.numId.val).abstractNumId.val
    number = numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)


def _keep_together(parts: list[Any]) -> None:
    """Each of these stays with the next."""
    paragraphs = [one for part in parts for one in part.iter(qn("w:p"))]
    for one in paragraphs[:-1]:
        one.get_or_add_pPr().get_or_add_keepNext()
