"""A picture that comes in steps: what may not be seen yet is not in it, and what has just come is told apart."""

from collections.abc import Collection
from dataclasses import replace

from charts.marks import Mark, Picture

OF_PEOPLE = frozenset({"bar", "patch", "number", "dot", "between people", "cell", "range", "span"})
"""Kinds of marks that show what people answered."""

BETWEEN_LINES = "band"
"""Kind of a mark that ends at two lines, and so tells where both are."""


def without(picture: Picture, lines: Collection[str]) -> Picture:
    """The same without any mark of these lines: no line, dot, value or key, and nothing that ends at one of them."""
    if not lines:
        return picture
    seen = (mark for mark in picture.marks if _id(mark) not in lines and _kind(mark) != BETWEEN_LINES)
    return replace(picture, marks=tuple(seen))


def arriving(picture: Picture, *, lines: Collection[str] = (), kinds: Collection[str] = ()) -> Picture:
    """The same with the role "new" for the marks of these lines or kinds, and for what lies between two lines."""
    kinds = {*kinds, BETWEEN_LINES} if lines else kinds

    def marked(mark: Mark) -> Mark:
        is_new = _id(mark) in lines or _kind(mark) in kinds
        return replace(mark, role=f"{mark.role} new") if is_new else mark

    return replace(picture, marks=tuple(marked(mark) for mark in picture.marks))


def _kind(mark: Mark) -> str:
    return mark.role.partition(":")[0]


def _id(mark: Mark) -> str:
    """That of the line, for the lines that hatch it, too."""
    return mark.role.partition(":")[2].removesuffix(" hatch")
