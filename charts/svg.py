"""A picture as SVG, for the wall, phones and documents: classes and attributes only, as a strict policy wants it."""

from html import escape

from analysis.questionnaire import RATINGS
from charts.marks import Circle, Line, Path, Picture, Rect, Shape, Text, alike
from charts.text import printable
from charts.theme import FONT

GROWING = frozenset(f"bar:{answer} new" for answer in RATINGS)
"""Roles of bars that stand at the zero line and have just come."""


def svg(picture: Picture, alt: str) -> str:
    """The picture with ``alt`` as its text for whoever does not see it; it takes the width that it is given.

    Bars that are new know the zero line, so that a style sheet can let them grow from there.
    """
    zero = next((mark.x1 for mark in picture.marks if isinstance(mark, Line) and mark.role == "zero"), None)
    b = picture.bleed
    box = " ".join(_n(part) for part in (-b, 0, picture.width + 2 * b, picture.height))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" role="img" font-family="{escape(FONT)}">'
    shapes = "".join(_shapes(together, zero) for together in alike(picture.shapes))
    return f"{head}<title>{_plain(alt)}</title>{shapes}{''.join(map(_text, picture.texts))}</svg>"


def _shapes(together: list[Shape], zero: float | None) -> str:
    match together:
        case [Rect() as r]:
            grows = r.role in GROWING and zero is not None
            origin = f' transform-origin="{_n(zero or 0)} 0"' if grows else ""
            place = f'x="{_n(r.x)}" y="{_n(r.y)}" width="{_n(r.width)}" height="{_n(r.height)}"'
            return f"<rect {_classes(r.role)} {place}{_look(r)}{origin}/>"
        case [Circle() as c]:
            return f'<circle {_classes(c.role)} cx="{_n(c.x)}" cy="{_n(c.y)}" r="{_n(c.radius)}"{_look(c)}/>'
        case [Path() as p]:
            draws = ' pathLength="1"' if p.role.startswith("line") and not p.dash else ""
            points = "L".join(f"{_n(x)} {_n(y)}" for x, y in p.points)
            return f'<path {_classes(p.role)} d="M{points}{"Z" if p.closed else ""}"{_look(p)}{draws}/>'
    lines = [line for line in together if isinstance(line, Line)]
    d = "".join(f"M{_n(line.x1)} {_n(line.y1)}L{_n(line.x2)} {_n(line.y2)}" for line in lines)
    return f'<path {_classes(lines[0].role)} d="{d}"{_look(lines[0])}/>'


def _look(shape: Shape) -> str:
    fill = None if isinstance(shape, Line) else shape.fill
    look = f' fill="{fill or "none"}"'
    if shape.stroke is not None:
        look += f' stroke="{shape.stroke}" stroke-width="{_n(shape.thickness)}"'
    if isinstance(shape, Line | Path) and shape.dash:
        look += f' stroke-dasharray="{" ".join(map(_n, shape.dash))}"'
    return look


def _text(text: Text) -> str:
    anchor = "" if text.anchor == "start" else f' text-anchor="{text.anchor}"'
    weight = ' font-weight="700"' if text.bold else ""
    place = f'x="{_n(text.x)}" y="{_n(text.y)}" font-size="{_n(text.size)}"'
    look = f'{anchor}{weight} fill="{text.colour}" xml:space="preserve"'
    return f"<text {_classes(text.role)} {place}{look}>{_plain(text.text)}</text>"


def _classes(role: str) -> str:
    """ "bar:A" gives the classes bar and bar-A."""
    names = [name for part in role.split() for name in dict.fromkeys((part.split(":")[0], part.replace(":", "-")))]
    return f'class="{escape(" ".join(names))}"'


def _plain(text: str) -> str:
    return escape(printable(text), quote=False)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
