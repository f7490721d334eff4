"""What stands where in a picture: shapes and texts in pixels, which every renderer draws alike."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Literal, NotRequired, TypeAlias, TypedDict, Unpack

from charts import text as texts

Point: TypeAlias = tuple[float, float]
Anchor = Literal["start", "middle", "end"]
BEFORE: Mapping[Anchor, float] = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""The part of a text that stands left of where it is anchored."""


class Look(TypedDict):
    """How a shape looks, and what it is for."""

    role: str
    fill: NotRequired[str | None]
    stroke: NotRequired[str | None]
    thickness: NotRequired[float]
    about: NotRequired[str | None]


class Pen(TypedDict):
    """How a line is drawn, and what it is for."""

    role: str
    stroke: str
    thickness: float
    dash: NotRequired[tuple[float, ...]]
    about: NotRequired[str | None]


class Writing(TypedDict):
    """How a text looks, and what it is for."""

    role: str
    colour: str
    anchor: NotRequired[Anchor]
    bold: NotRequired[bool]
    about: NotRequired[str | None]


@dataclass(frozen=True, kw_only=True)
class Rect:
    """``x`` and ``y`` are its upper left corner. Of all marks: ``role`` says what it is for, ``about`` is the id of the
    field, statement or group that it stands for."""

    x: float
    y: float
    width: float
    height: float
    role: str
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 0
    about: str | None = None

    @property
    def middle(self) -> Point:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, kw_only=True)
class Line:
    """A straight one; ``dash`` is lengths of strokes and gaps, or nothing."""

    x1: float
    y1: float
    x2: float
    y2: float
    role: str
    stroke: str
    thickness: float
    dash: tuple[float, ...] = ()
    about: str | None = None

    @property
    def middle(self) -> Point:
        return (self.x1 + self.x2) / 2, (self.y1 + self.y2) / 2


@dataclass(frozen=True, kw_only=True)
class Path:
    """Straight from point to point, closed to an area or open."""

    points: tuple[Point, ...]
    closed: bool
    role: str
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 0
    dash: tuple[float, ...] = ()
    about: str | None = None

    @property
    def middle(self) -> Point:
        return sum(x for x, _ in self.points) / len(self.points), sum(y for _, y in self.points) / len(self.points)


@dataclass(frozen=True, kw_only=True)
class Circle:
    """Around ``x`` and ``y``."""

    x: float
    y: float
    radius: float
    role: str
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 0
    about: str | None = None

    @property
    def middle(self) -> Point:
        return self.x, self.y


@dataclass(frozen=True, kw_only=True)
class Text:
    """One line; ``y`` is its base line, ``x`` where its ``anchor`` stands. It lies above all shapes."""

    x: float
    y: float
    text: str
    size: float
    role: str
    anchor: Anchor = "start"
    bold: bool = False
    colour: str
    about: str | None = None

    @property
    def left(self) -> float:
        return self.x - BEFORE[self.anchor] * self.width

    @property
    def width(self) -> float:
        return texts.width(self.text, self.size, bold=self.bold)

    @property
    def middle(self) -> Point:
        return self.left + self.width / 2, self.y + (texts.DESCENT - texts.ASCENT) / 2 * self.size

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        return (
            self.left,
            self.y - texts.ASCENT * self.size,
            self.left + self.width,
            self.y + texts.DESCENT * self.size,
        )


@dataclass(frozen=True, kw_only=True)
class Area:
    """Where the mouse means ``about``, and this ``group`` of it if there is one; nothing is seen of it."""

    x: float
    y: float
    width: float
    height: float
    about: str
    group: str = ""


Shape: TypeAlias = Rect | Line | Path | Circle
Mark: TypeAlias = Shape | Text


@dataclass(frozen=True)
class Picture:
    """``marks`` from back to front. Texts keep within ``width`` × ``height``; shapes may reach ``bleed`` beyond at the
    sides.

    ``reading``: how the picture is to be read, for a footer; empty where it stands in the picture. ``areas`` do not
    overlap, but that a later one may lie within an earlier one.
    """

    width: float
    height: float
    marks: tuple[Mark, ...]
    bleed: float = 0
    reading: str = ""
    areas: tuple[Area, ...] = ()
    shapes: tuple[Shape, ...] = field(init=False)
    texts: tuple[Text, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shapes", tuple(mark for mark in self.marks if not isinstance(mark, Text)))
        object.__setattr__(self, "texts", tuple(mark for mark in self.marks if isinstance(mark, Text)))


def alike(shapes: Sequence[Shape]) -> Iterator[list[Shape]]:
    """Neighbouring lines of one role and stroke together, everything else alone: renderers draw each as one."""
    for _, together in groupby(enumerate(shapes), lambda place: _style(*place)):
        yield [shape for _, shape in together]


def _style(place: int, shape: Shape) -> tuple[object, ...]:
    if isinstance(shape, Line):
        return shape.role, shape.stroke, shape.thickness, shape.dash, shape.about
    return (place,)


def across(x1: float, x2: float, y: float, **pen: Unpack[Pen]) -> Line:
    """A level line."""
    return Line(x1=x1, x2=x2, y1=y, y2=y, **pen)


def upright(x: float, y1: float, y2: float, **pen: Unpack[Pen]) -> Line:
    """A plumb line."""
    return Line(x1=x, x2=x, y1=y1, y2=y2, **pen)


def moved(mark: Mark, dx: float, dy: float) -> Mark:
    """The same mark elsewhere."""
    match mark:
        case Line():
            return replace(mark, x1=mark.x1 + dx, x2=mark.x2 + dx, y1=mark.y1 + dy, y2=mark.y2 + dy)
        case Path():
            return replace(mark, points=tuple((x + dx, y + dy) for x, y in mark.points))
    return replace(mark, x=mark.x + dx, y=mark.y + dy)


def diamond(x: float, y: float, radius: float, **look: Unpack[Look]) -> Path:
    """A square on its corner, ``radius`` from its middle to its corners."""
    return Path(points=((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y)), closed=True, **look)


def square(x: float, y: float, radius: float, **look: Unpack[Look]) -> Path:
    """An upright square, ``radius`` from its middle to its edges."""
    left, top, right, bottom = x - radius, y - radius, x + radius, y + radius
    return Path(points=((left, top), (right, top), (right, bottom), (left, bottom)), closed=True, **look)


def hatched(area: Rect, step: float, stroke: str) -> list[Shape]:
    """The area on a white ground, with slanting lines every ``step`` pixels that every renderer draws alike."""
    thickness = max(step / 8, 0.75)
    slants: list[Shape] = []
    offset = step
    while offset < area.width + area.height:
        left, right = max(offset - area.height, 0.0), min(offset, area.width)
        slants.append(
            Line(
                x1=area.x + left,
                y1=area.y + offset - left,
                x2=area.x + right,
                y2=area.y + offset - right,
                role=f"{area.role} hatch",
                stroke=stroke,
                thickness=thickness,
            )
        )
        offset += step
    return [replace(area, fill="#ffffff"), *slants, replace(area, fill=None, stroke=stroke, thickness=thickness)]


def paragraph(lines: Sequence[str], x: float, y: float, size: float, **look: Unpack[Writing]) -> list[Text]:
    """Lines below one another, around ``y`` as their middle."""
    first = y + (texts.ASCENT - texts.DESCENT) / 2 * size - (len(lines) - 1) / 2 * texts.LINE * size
    return [
        Text(text=line, x=x, y=first + place * texts.LINE * size, size=size, **look) for place, line in enumerate(lines)
    ]


def tall(lines: int, size: float) -> float:
    """Pixels from the upper to the lower edge of so many lines."""
    return (1 + (lines - 1) * texts.LINE) * size if lines else 0.0
