"""Charts in Word: a PNG that every program shows, and beside it the SVG, which stays sharp where it is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph as WordParagraph

from charts.formats import FORMATS
from charts.pictures import svg
from content.document import Document, Figure
from content.slides import Slide
from reports.printable import writable
from reports.rasters import pngs
from reports.word.template import WIDTH

TALLEST = 215.0
"""Millimetres of a chart, so that a heading and a sentence stand on its page."""

_BESIDE = """<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">
<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip
 xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{id}"/></a:ext></a:extLst>"""


@dataclass(frozen=True)
class Drawn:
    """A chart in both forms."""

    svg: str
    png: bytes


def drawn(document: Document) -> Mapping[str, Drawn]:
    """All charts of the document, by the address and step of their slides."""
    slides = {key(one.slide): one.slide for one in document.walk() if isinstance(one, Figure)}
    drawings = [svg(slide, *document.drawn_from(), FORMATS["paper"]) for slide in slides.values()]
    found = zip(slides, drawings, pngs(drawings, WIDTH), strict=True)
    return {name: Drawn(drawing, png) for name, drawing, png in found}


def key(slide: Slide) -> str:
    """Which picture it is."""
    return f"{slide.address} {slide.step} {' '.join(slide.shows)}"


def write_chart(made: WordDocument, paragraph: WordParagraph, chart: Drawn, alt: str, width: float) -> None:
    """Add the chart with its text for whoever does not see it."""
    inline = _picture(paragraph, chart.png, alt, width)
    number = sum(part.content_type == "image/svg+xml" for part in made.part.package.iter_parts()) + 1
    part = Part(PackURI(f"/word/media/chart{number}.svg"), "image/svg+xml", chart.svg.encode(), made.part.package)
    beside = parse_xml(_BESIDE.format(id=made.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)))
    inline.find(f".//{qn('a:blip')}").append(beside)


def write_logo(paragraph: WordParagraph, logo: bytes, alt: str, height: float) -> None:
    """Add a PNG or JPEG of this height in millimetres."""
    shape = paragraph.add_run().add_picture(BytesIO(logo), height=Mm(height))
    _say(shape._inline, alt)


def _picture(paragraph: WordParagraph, png: bytes, alt: str, width: float) -> Any:
    shape = paragraph.add_run().add_picture(BytesIO(png), width=Mm(width))
    if shape.height > Mm(TALLEST):
        shape.width, shape.height = round(shape.width * Mm(TALLEST) / shape.height), Mm(TALLEST)
    _say(shape._inline, alt)
    return shape._inline


def _say(inline: Any, alt: str) -> None:
    inline.docPr.set("descr", writable(alt))
    for side in ("distL", "distR"):
        inline.set(side, "0")
    for named in (inline.docPr, inline.find(f".//{qn('pic:cNvPr')}")):
        named.set("name", f"Chart {inline.docPr.id}")
