"""The empty Word document from which all start: A4, our styles and typeface, a language, and nothing of others."""

import re
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from reports.printable import writable

HERE = Path(__file__).resolve().parent
LANGUAGES = {"de": "de-DE", "en": "en-GB"}
"""What Word calls them; plain German is German."""

WIDTH, MARGIN = 170.0, 20.0
"""Millimetres of text on A4, and around it."""

OUR_TYPEFACE = b"Noto Sans"
LONGEST_PROPERTY = 255

_OWN = {
    RELATIONSHIP_TYPE.STYLES: "styles.xml",
    RELATIONSHIP_TYPE.SETTINGS: "settings.xml",
    RELATIONSHIP_TYPE.NUMBERING: "numbering.xml",
    RELATIONSHIP_TYPE.FONT_TABLE: "fonts.xml",
    RELATIONSHIP_TYPE.THEME: "",
}
"""The parts beside the text, with our files for them; all others of python-docx's own template are left out."""

_TYPEFACE = re.compile(rb'(?<=<a:latin typeface=")[^"]*')

_OF_PACKAGE = (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES)


def blank(language: str) -> WordDocument:
    """An empty document in this language."""
    made = docx.Document()
    _keep(made.part.package, _OF_PACKAGE)
    _keep(made.part, tuple(_OWN))
    for relation in made.part.rels.values():
        part = relation.target_part
        own = _OWN[relation.reltype]
        _fill(part, (HERE / own).read_bytes() if own else _TYPEFACE.sub(OUR_TYPEFACE, part.blob))
    tongue = made.styles.element.find(f".//{qn('w:lang')}")
    assert tongue is not None
    for place in ("w:val", "w:eastAsia"):
        tongue.set(qn(place), _tongue(language))
    of_fonts = OxmlElement("w:themeFontLang")
    of_fonts.set(qn("w:val"), _tongue(language))
    made.settings.element.append(of_fonts)
    _set_paper(made)
    return made


def set_properties(made: WordDocument, *, title: str, author: str, language: str, day: date) -> None:
    """Title, author, language and the document's day; who made it and when is nobody's business."""
    properties: Any = made.core_properties
    for known in list(properties._element):
        properties._element.remove(known)
    properties.title = writable(title)[:LONGEST_PROPERTY]
    properties.author = writable(author)[:LONGEST_PROPERTY]
    properties.language = _tongue(language)
    properties.created = properties.modified = datetime.combine(day, time(12), UTC)


def _tongue(language: str) -> str:
    return LANGUAGES.get(language.split("-")[0], language)


def _keep(holder: Any, kinds: tuple[str, ...]) -> None:
    for name, relation in list(holder.rels.items()):
        if relation.reltype not in kinds:
            del holder.rels[name]


def _fill(part: Any, content: bytes) -> None:
    if hasattr(part, "_element"):
        part._element = parse_xml(content)
    else:
        part._blob = content


def _set_paper(made: WordDocument) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(21), Mm(21)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)
