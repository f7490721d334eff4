"""The small pieces of DrawingML that slides, tables and charts share."""

from html import escape
from typing import Literal

from charts.theme import ANSWER_COLOURS, CHOSEN, HATCH, INK, PAPER, QUIET, TINT
from reports.phone_numbers import in_one_piece
from reports.printable import writable

NAMESPACES = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
PIXEL = 6350
"""EMU of a pixel of a canvas that is 1920 wide, as the Leinwand is measured; a point has two of these pixels."""

LINE = 1.2
"""From one base line to the next, in sizes of the letters."""

Align = Literal["l", "ctr", "r"]

_THEME = {
    INK: "tx1",
    PAPER: "bg1",
    QUIET: "tx2",
    TINT: "bg2",
    ANSWER_COLOURS["A"]: "accent1",
    ANSWER_COLOURS["B"]: "accent2",
    ANSWER_COLOURS["C"]: "accent3",
    ANSWER_COLOURS["D"]: "accent4",
    CHOSEN: "accent5",
    HATCH: "accent6",
}
"""Our colours by their place in the theme, so that a municipality can exchange them."""


def said(text: str) -> str:
    """User text as it stands in XML."""
    return escape(writable(text), quote=True)


def emu(pixels: float) -> int:
    """A length as Office measures it."""
    return round(pixels * PIXEL)


def solid(colour: str | None) -> str:
    """A fill; None is none."""
    if colour is None:
        return "<a:noFill/>"
    if colour in _THEME:
        return f'<a:solidFill><a:schemeClr val="{_THEME[colour]}"/></a:solidFill>'
    return f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#").upper()}"/></a:solidFill>'


def line(colour: str | None, pixels: float = 0, dash: str = "solid", *, element: str = "a:ln") -> str:
    """An outline; None is none."""
    if colour is None:
        return f"<{element}><a:noFill/></{element}>"
    return f'<{element} w="{emu(pixels)}">{solid(colour)}<a:prstDash val="{dash}"/></{element}>'


def paragraph(
    text: str,
    size: float,
    language: str,
    *,
    bold: bool = False,
    colour: str = INK,
    align: Align = "l",
    after: float = 0,
) -> str:
    """Text of this size in pixels, with lines that are as far apart in every program; its own line breaks are kept."""
    look = f'lang="{language}" sz="{letters(size)}" b="{int(bold)}" dirty="0"'
    if not text:
        return f"<a:p><a:endParaRPr {look}/></a:p>"
    runs = "<a:br/>".join(
        f"<a:r><a:rPr {look}>{solid(colour)}</a:rPr><a:t>{said(one)}</a:t></a:r>"
        for one in in_one_piece(text).split("\n")
    )
    space = f'<a:spcAft><a:spcPts val="{letters(after)}"/></a:spcAft>' if after else ""
    return (
        f'<a:p><a:pPr algn="{align}"><a:lnSpc><a:spcPts val="{letters(size * LINE)}"/></a:lnSpc>{space}</a:pPr>'
        f"{runs}</a:p>"
    )


def letters(pixels: float) -> int:
    """A size of letters in hundredths of a point."""
    return round(pixels * 50)
