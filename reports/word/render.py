"""A document as a Word file: its blocks in the order of reading, with Word's own styles."""

from io import BytesIO
from re import split

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from content.document import Document
from reports.packages import dated
from reports.word.layout import lay_out
from reports.word.pictures import write_logo
from reports.word.template import blank, set_properties
from reports.word.writing import write, write_field
from texts.words import Words, words

LOGO = 16.0
"""Millimetres of its height."""
MARK = 16
"""Points of what stands on every page."""


def word(document: Document) -> bytes:
    """A .docx that an office goes on editing."""
    made = blank(document.language)
    _ = words(document.language)
    _write_head(made, _, document)
    _write_margins(made, _, document)
    lay_out(made, _, document)
    set_properties(made, title=document.title, author=document.author, language=document.language, day=document.day)
    file = BytesIO()
    made.save(file)
    return dated(file.getvalue(), document.day)


def _write_head(made: WordDocument, _: Words, document: Document) -> None:
    if document.logo is not None:
        alt = _("Logo von {municipality}", municipality=document.author)
        write_logo(made.add_paragraph(), document.logo, alt, LOGO)
    write(made.add_paragraph(style="Title"), document.title)
    for line in document.lines:
        write(made.add_paragraph(style="Subtitle"), line)


def _write_margins(made: WordDocument, _: Words, document: Document) -> None:
    """What stands on each page: the mark above; below whose it is, and the page."""
    section = made.sections[0]
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    if document.mark:
        above.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        write(above, document.mark, style="Strong").font.size = Pt(MARK)
    if document.foot:
        write(below, document.foot)
        below = section.footer.add_paragraph(style="Footer")
    below.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    fields = {"page": "PAGE", "pages": "NUMPAGES"}
    said = _("Seite {page} von {pages}", page="{page}", pages="{pages}")
    for part in split(r"\{(page|pages)\}", said):
        if part in fields:
            write_field(below, fields[part])
        elif part:
            write(below, part)
