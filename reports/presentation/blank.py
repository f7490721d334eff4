"""An empty presentation of our own: three layouts, our colours and our typeface, and nothing of the program that made
it."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from pptx import Presentation

from texts.words import Words

TEMPLATE = Path(__file__).resolve().parent / "template"
LAYOUTS = ("layout_title", "layout_picture", "layout_text")
TITLE, PICTURE, TEXT = range(len(LAYOUTS))
"""Places of the layouts."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PARTS = {
    "ppt/presentation.xml": ("presentation", "presentationml.presentation.main"),
    "ppt/slideMasters/slideMaster1.xml": ("master", "presentationml.slideMaster"),
    "ppt/notesMasters/notesMaster1.xml": ("notes_master", "presentationml.notesMaster"),
    "ppt/presProps.xml": ("pres_props", "presentationml.presProps"),
    "ppt/viewProps.xml": ("view_props", "presentationml.viewProps"),
    "ppt/tableStyles.xml": ("table_styles", "presentationml.tableStyles"),
    "docProps/app.xml": ("app", "extended-properties"),
    "ppt/theme/theme1.xml": ("theme", "theme"),
    "ppt/theme/theme2.xml": ("theme", "theme"),
    **{
        f"ppt/slideLayouts/slideLayout{number}.xml": (name, "presentationml.slideLayout")
        for number, name in enumerate(LAYOUTS, 1)
    },
}
"""By name in the package: the file of ``TEMPLATE``, and what kind of part it is."""

_RELATIONS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "_rels/.rels": (("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml")),
    "ppt/_rels/presentation.xml.rels": (
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"),
        ("theme", "theme/theme1.xml"),
        *((kind, f"{kind}.xml") for kind in ("presProps", "viewProps", "tableStyles")),
    ),
    "ppt/slideMasters/_rels/slideMaster1.xml.rels": (
        *(("slideLayout", f"../slideLayouts/slideLayout{number}.xml") for number in range(1, len(LAYOUTS) + 1)),
        ("theme", "../theme/theme1.xml"),
    ),
    "ppt/notesMasters/_rels/notesMaster1.xml.rels": (("theme", "../theme/theme2.xml"),),
    **{
        f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels": (("slideMaster", "../slideMasters/slideMaster1.xml"),)
        for number in range(1, len(LAYOUTS) + 1)
    },
}
"""By name in the package what a part refers to; their places are the ids that the parts use."""


def blank(words: Words) -> Any:
    """A presentation without slides, 16:9, whose language is that of the words."""
    gaps = {**_names(words), "language": tag(words)}
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as package:
        package.writestr("[Content_Types].xml", _content_types())
        for name, relations in _RELATIONS.items():
            package.writestr(name, _relations(relations))
        for name, (source, _kind) in _PARTS.items():
            text = (TEMPLATE / f"{source}.xml").read_text(encoding="utf-8")
            package.writestr(name, text if source == "theme" else text.format(**gaps))
    file.seek(0)
    return Presentation(file)


def tag(words: Words) -> str:
    """The language as Office names it."""
    return "en-GB" if words.language.startswith("en") else "de-DE"


def _names(_: Words) -> dict[str, str]:
    """What whoever edits the presentation reads of its layouts."""
    return {
        "title": _("Titel"),
        "subtitle": _("Untertitel"),
        # Translators: a small line above a title, which says to which part of the show a slide belongs.
        "kicker": _("Dachzeile"),
        "reading": _("Lesehilfe"),
        "basis": _("Grundlage"),
        "number": _("Foliennummer"),
        "text": _("Text"),
        # Translators: the sentence that says what a picture shows.
        "finding": _("Befund"),
        "with_picture": _("Befund mit Bild"),
        "with_text": _("Befund mit Text"),
        "picture": _("Folienbild"),
        "notes": _("Notizen"),
        "page": _("Seitenzahl"),
    }


def _content_types() -> str:
    kinds = "".join(
        f'<Override PartName="/{name}" ContentType="{_OFFICE}.{kind}+xml"/>' for name, (_, kind) in _PARTS.items()
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>'
    )


def _relations(relations: tuple[tuple[str, str], ...]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'
