"""Texts and small parts of Word's XML, as every block writes them."""

from typing import Any
from unicodedata import bidirectional

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from reports.phone_numbers import in_one_piece
from reports.printable import in_one_line, writable
from reports.word.prompts import Prompts

LONGEST_ALIAS = 64
"""Letters of the name of a place to write in; Word takes no more."""


def element(tag: str, **values: str | int) -> Any:
    """An element like "w:shd" with these attributes of Word's own namespace."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def write(paragraph: WordParagraph, text: str, *, style: str | None = None) -> Run:
    """Add a text as it was typed, from right to left where it begins so; ``style``: of its letters."""
    clean = in_one_piece(writable(text))
    run = paragraph.add_run(clean, style)
    if _is_from_right(clean):
        run.font.rtl = True
        properties: Any = paragraph._p.get_or_add_pPr()
        if properties.find(qn("w:bidi")) is None:
            properties.insert_element_before(element("w:bidi"), *_AFTER_BIDI)
    return run


_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _is_from_right(text: str) -> bool:
    """Whether the first letter belongs to Arabic, Hebrew or another script of that direction."""
    return next((kind != "L" for sign in text if (kind := bidirectional(sign)) in ("L", "R", "AL")), False)


def lead_to(run: Run, address: str) -> None:
    """Let the text lead to this address of the web."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), run.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run.font.underline = True
    run._r.addprevious(link)
    link.append(run._r)


def write_field(paragraph: WordParagraph, code: str) -> None:
    """A field that Word fills in, such as PAGE."""
    for kind in ("begin", "", "separate", "1", "end"):
        run = paragraph.add_run()
        if kind in ("begin", "separate", "end"):
            run._r.append(element("w:fldChar", fldCharType=kind))
        elif kind:
            run.text = kind
        else:
            instruction = element("w:instrText")
            instruction.text = f" {code} "
            run._r.append(instruction)


def write_prompt(paragraph: WordParagraph, text: str, prompts: Prompts, *, title: str = "") -> None:
    """A place that shows what belongs there until somebody writes into it, and again once it is emptied; brackets are
    seen on paper, too. ``title``: what the place is called where the text does not say it."""
    shown = f"[{in_one_piece(writable(text)) or '…'}]"
    run = write(paragraph, shown, style="Placeholder Text")
    control, properties, content = (element(f"w:{name}") for name in ("sdt", "sdtPr", "sdtContent"))
    if title or text:
        properties.append(element("w:alias", val=in_one_line(title or text)[:LONGEST_ALIAS]))
    properties.append(element("w:id", val=prompts.next()))
    placeholder = element("w:placeholder")
    placeholder.append(element("w:docPart", val=prompts.block_of(shown)))
    properties.append(placeholder)
    properties.append(element("w:showingPlcHdr"))
    control.append(properties)
    control.append(content)
    run._r.addprevious(control)
    content.append(run._r)
