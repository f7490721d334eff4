"""What a PDF says, as readers and screen readers find it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pikepdf
import pypdfium2

HYPHEN = "\ufffe"
"""How the library reads a hyphen that was not typed."""


@contextmanager
def opened(made: bytes) -> Iterator[Any]:
    document = pypdfium2.PdfDocument(made)
    try:
        yield document
    finally:
        document.close()


def texts_of(made: bytes) -> list[str]:
    """The text of each page, its lines ended alike."""
    with opened(made) as document:
        return [_text(page) for page in document]


def words_of(made: bytes) -> str:
    """The text of all pages, every run of blanks as one."""
    return " ".join(" ".join(texts_of(made)).split())


def _text(page: Any) -> str:
    text = page.get_textpage()
    return text.get_text_range().replace("\r\n", "\n").replace(HYPHEN, "")


def outside(made: bytes, left: float, right: float, bottom: float, top: float) -> list[str]:
    """Signs that stand, seen, beyond these margins of their page (points), from the paper's edges."""
    found = []
    with opened(made) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                sign = chr(pypdfium2.raw.FPDFText_GetUnicode(text, place))
                x1, y1, x2, y2 = text.get_charbox(place)
                is_in = x1 >= left - 1 and x2 <= width - right + 1 and y1 >= bottom - 1 and y2 <= height - top + 1
                if sign.strip() and not is_in:
                    found.append(f"{sign} on page {number} at {x1:.0f}, {y1:.0f}")
    return found


def size_of(made: bytes) -> tuple[int, float, float]:
    """Pages, and width and height of the first in points."""
    with opened(made) as document:
        return len(document), *document[0].get_size()


@dataclass(frozen=True)
class Tag:
    """A structure element, with its alt text and what it is the head of."""

    name: str
    alt: str
    scope: str


def tags_of(made: bytes) -> list[Tag]:
    """All structure elements in the order of reading."""
    with pikepdf.open(io.BytesIO(made)) as document:
        return list(_tags(document.Root.StructTreeRoot.K))


def _tags(node: Any) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        yield Tag(str(node.S).removeprefix("/"), str(node.get("/Alt", "")), _scope(node.get("/A", [])))
        yield from _tags(node.get("/K", pikepdf.Array()))


def _scope(looks: Any) -> str:
    several = [looks] if isinstance(looks, pikepdf.Dictionary) else looks
    return next((str(look.Scope).removeprefix("/") for look in several if "/Scope" in look), "")


def fonts_of(made: bytes) -> dict[str, bool]:
    """The fonts by name, without the subset's prefix, and whether each is embedded."""
    with pikepdf.open(io.BytesIO(made)) as document:
        described = [one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one]
        return {
            str(one.FontName).removeprefix("/").split("+")[-1]: any(key in one for key in ("/FontFile2", "/FontFile3"))
            for one in described
            if one.get("/Type") == "/FontDescriptor"
        }
