"""Typst, with our fonts and nothing else from the machine: the same data give the same bytes everywhere."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from reports.printable import FONTS

_HERE = Path(__file__).resolve().parent
FAMILIES = ("Noto Sans", "Noto Sans Math", "Noto Sans Symbols2", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji")
_STANDARDS = ("ua-1", "a-2a")
"""Readable by machines and kept for long; Typst refuses what has no title, no alt text, or skips a heading."""


_PAGES = re.compile(rb" 0 obj\n<<\s*/Type\s*/Pages\s*/Count (\d+)")
"""No text of people has a line end before it: titles have none, and all else is compressed."""


class TypesettingError(RuntimeError):
    """The template is wrong, or was given what it cannot print; the message is Typst's."""


def typeset_pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """The template filled with the data, as PDF."""
    return _typeset(template, data, "pdf", None)[0]


def page_count(made: bytes) -> int:
    """How many pages a PDF of ours has."""
    counts = [int(one) for one in _PAGES.findall(made)]
    if not counts:
        raise TypesettingError("no pages")
    return max(counts)


def typeset_pages(template: str, data: Mapping[str, Any], ppi: float) -> list[bytes]:
    """Its pages as PNG, with so many pixels an inch."""
    return _typeset(template, data, "png", ppi)


def _typeset(template: str, data: Mapping[str, Any], kind: Literal["pdf", "png"], ppi: float | None) -> list[bytes]:
    """Only strings of the data come from people, and no template evaluates one."""
    files = {"main.typ": _source(template), "shared.typ": _source("shared.typ"), "data.json": _as_json(data)}
    return compiled(files, kind, ppi, _STANDARDS if kind == "pdf" else ())


def compiled(
    files: Mapping[str, bytes], kind: Literal["pdf", "png"], ppi: float | None, standards: Sequence[str] = ()
) -> list[bytes]:
    """What Typst makes of main.typ and the files beside it: one PDF, or a PNG a page; a warning is an error, too."""
    made: Any
    given: Any = dict(files)
    asked: Any = list(standards)
    try:
        made, warnings = typst.compile_with_warnings(
            given, font_paths=fonts(), format=kind, ppi=ppi, pdf_standards=asked
        )
    except typst.TypstError as error:
        raise TypesettingError(error.message) from error
    if warnings:
        raise TypesettingError("; ".join(warning.message for warning in warnings))
    return made if isinstance(made, list) else [made]


def _source(name: str) -> bytes:
    return (_HERE / name).read_bytes()


def _as_json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


@cache
def fonts() -> typst.Fonts:
    """Ours, and no others of this machine."""
    found = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    if set(found.families()) != set(FAMILIES):
        raise TypesettingError(f"fonts in {FONTS.name}: {sorted(found.families())}")
    return found
