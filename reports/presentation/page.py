"""One slide: its title, what stands around the picture, texts, pictures' places, and the notes of whoever speaks."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pptx.oxml import parse_xml

from charts import text as lengths
from charts.theme import QUIET
from reports.presentation.blank import PICTURE, TEXT, tag
from reports.presentation.marking import LINE, NAMESPACES, Align, emu, line, paragraph, said, solid
from reports.printable import writable
from texts.words import Words

SAFETY = 0.95
"""The part of a width that measured text may take: Office sets letters a little apart from how we measure them."""

TITLE_SIZES = (54, 48, 44, 40, 36, 32, 28)
TITLE_WIDTH, TITLE_HEIGHT = 1760, 150
LEFT, TOP, WIDTH, BOTTOM = 80, 270, 1760, 994
"""Where the picture stands."""

MOST_CHARTS = 10
"""On one slide."""

_KICKER, _READING, _BASIS = 13, 14, 15
"""Placeholders of the layouts, by their ids."""


@dataclass(frozen=True)
class Box:
    """A place on the slide, in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def frame(self) -> str:
        """As a shape has it."""
        return f'<a:off x="{emu(self.x)}" y="{emu(self.y)}"/><a:ext cx="{emu(self.width)}" cy="{emu(self.height)}"/>'


WHOLE = Box(LEFT, TOP, WIDTH, BOTTOM - TOP)


class Page:
    """A slide that is being written, in the order in which it is read aloud."""

    def __init__(self, show: Any, words: Words, layout: int = PICTURE) -> None:
        self.slide: Any = show.slides.add_slide(show.slide_layouts[layout])
        self.words = words
        self.language = tag(words)
        self.sentence, self.topic, self._title_height = "", "", float(TITLE_HEIGHT)
        self._number, self._charts = len(show.slides), 0
        self._places = {one.placeholder_format.idx: one for one in self.slide.placeholders}
        _name(self._places, show.slide_layouts[layout])
        if layout in (PICTURE, TEXT):
            self._add_number(show.slide_layouts[layout])

    def write_title(self, sentence: str, *, topic: str = "", height: float = TITLE_HEIGHT) -> None:
        """The sentence, in the largest letters in which all of it has room; ``topic``: what it speaks of, to be named
        where another slide says the same."""
        self.sentence, self.topic, self._title_height = sentence, topic, height
        self._write_title(sentence)

    def tell_apart(self, added: str) -> None:
        """Say behind the sentence by what this slide differs from others with the same one."""
        self._write_title(self.words("{title} ({added})", title=self.sentence, added=added))

    def _write_title(self, sentence: str) -> None:
        size = fitting([sentence], TITLE_WIDTH, self._title_height, TITLE_SIZES, bold=True)
        _write(self.slide.shapes.title, [paragraph(sentence, size, self.language, bold=True)])

    def write_around(self, kicker: str = "", reading: str = "", basis: str = "") -> None:
        """The line above the title and both below the picture; empty ones are left out."""
        for place, text, size, align in (
            (_KICKER, kicker, 30, "l"),
            (_READING, reading, 28, "l"),
            (_BASIS, basis, 28, "r"),
        ):
            shape = self._places[place]
            if not text:
                shape._element.getparent().remove(shape._element)
                continue
            width = shape.width / emu(1)
            if place == _READING and basis:
                width = self._beside(basis)
            sizes = (size, 26, 24) if place == _READING else (size, 26, 24, 22, 20)
            fits = fitting([text], width, 40, sizes, most=1)
            _write(shape, [paragraph(text, fits, self.language, colour=QUIET, align=_align(align))])

    def _beside(self, basis: str) -> float:
        """Make room for the line below the picture at the left, beside the one at the right; gives its width."""
        left, right = self._places[_READING], self._places[_BASIS]
        needed = lengths.width(basis, 28) / SAFETY + 10
        end = (right.left + right.width) / emu(1)
        width = end - needed - 40 - left.left / emu(1)
        for shape, x, wide in ((left, left.left / emu(1), width), (right, end - needed, needed)):
            shape.left, shape.top, shape.width, shape.height = emu(x), shape.top, emu(wide), shape.height
        return float(width)

    def write_body(self, idx: int, paragraphs: Sequence[str], box: Box | None = None) -> None:
        """Paragraphs from ``marking`` in a placeholder of the layout."""
        shape = self._places[idx]
        if box is not None:
            shape.left, shape.top, shape.width, shape.height = map(emu, (box.x, box.y, box.width, box.height))
        _write(shape, paragraphs)

    def write(
        self, box: Box, paragraphs: Sequence[str], *, name: str, fill: str | None = None, anchor: str = "t"
    ) -> None:
        """Text in a box of its own."""
        self.add(
            f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{self.next_id}" name="{said(name)}"/><p:cNvSpPr txBox="1"/>'
            f"<p:nvPr/></p:nvSpPr><p:spPr><a:xfrm>{box.frame}</a:xfrm>"
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{solid(fill)}{line(None)}</p:spPr>'
            '<p:txBody><a:bodyPr wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" '
            f'anchor="{anchor}"><a:noAutofit/></a:bodyPr><a:lstStyle/>{"".join(paragraphs)}</p:txBody></p:sp>'
        )

    def write_picture(self, box: Box, picture: bytes, *, alt: str) -> None:
        """A picture as large as it has room in the box, at its upper left corner."""
        shape = self.slide.shapes.add_picture(io.BytesIO(picture), emu(box.x), emu(box.y))
        part = min(emu(box.width) / shape.width, emu(box.height) / shape.height)
        shape.width, shape.height = round(shape.width * part), round(shape.height * part)
        named = shape._element.nvPicPr.cNvPr
        named.set("name", writable(alt)[:100])
        named.set("descr", writable(alt))

    def add(self, xml: str) -> Any:
        """A shape in front of the others."""
        element = parse_xml(xml)
        self.slide.shapes._spTree.append(element)
        return element

    @property
    def next_id(self) -> int:
        """The id of the next shape."""
        return int(self.slide.shapes._next_shape_id)

    def next_chart(self) -> int:
        """The number of the next chart, which no other chart of the presentation has."""
        self._charts += 1
        return self._number * MOST_CHARTS + self._charts - 1

    def write_notes(self, lines: Sequence[str]) -> None:
        """What whoever speaks reads: a paragraph a line."""
        written = self.slide.notes_slide
        _name({one.placeholder_format.idx: one for one in written.placeholders}, written.part.notes_master)
        body = written.notes_text_frame._txBody
        for old in list(body.p_lst):
            body.remove(old)
        for one in lines:
            body.append(parse_xml(_note(one, self.language)))

    def _add_number(self, layout: Any) -> None:
        found = next(one for one in layout.placeholders if one.placeholder_format.idx == 12)
        place = '<p:ph type="sldNum" sz="quarter" idx="12"/>'
        self.add(
            f'<p:sp {NAMESPACES}><p:nvSpPr><p:cNvPr id="{self.next_id}" name="{said(found.name)}"/>'
            f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:spPr/>'
            '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="{self.language}"/><a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>'
        )


def fitting(
    paragraphs: Sequence[str],
    width: float,
    height: float,
    sizes: Sequence[float],
    *,
    bold: bool = False,
    gap: float = 0,
    most: int = 99,
) -> float:
    """The largest of the sizes in which these paragraphs, ``gap`` apart, fit into the box; else the smallest."""

    def fits(size: float) -> bool:
        lines = [len(lines_of(one, width, size, bold=bold)) for one in paragraphs]
        return max(lines, default=0) <= most and sum(lines) * size * LINE + gap * (len(lines) - 1) <= height

    return next((size for size in sizes if fits(size)), sizes[-1])


def lines_of(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text with line breaks of its own."""
    return [line for part in text.split("\n") for line in lengths.lines(part, width * SAFETY, size, bold=bold)]


def _write(shape: Any, paragraphs: Sequence[str]) -> None:
    body = shape.text_frame._txBody
    for old in list(body.p_lst):
        body.remove(old)
    for one in paragraphs:
        body.append(parse_xml(one.replace("<a:p>", f"<a:p {NAMESPACES}>", 1)))


def _name(places: Mapping[int, Any], like: Any) -> None:
    """Call placeholders what their layout calls them, in the language of the words."""
    names = {one.placeholder_format.idx: one.name for one in like.placeholders}
    for idx, shape in places.items():
        shape.name = names.get(idx, shape.name)


def _note(text: str, language: str) -> str:
    runs = f'<a:r><a:rPr lang="{language}"/><a:t>{said(text)}</a:t></a:r>' if text else ""
    return f'<a:p {NAMESPACES}>{runs}<a:endParaRPr lang="{language}"/></a:p>'


def _align(word: str) -> Align:
    return "r" if word == "r" else "l"
