"""Names and values around a radar: what stands at a spoke, and where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from math import atan2, cos, pi, sin, sqrt

from charts import text
from charts.formats import Format
from charts.marks import BEFORE, Anchor, Area, Mark, Point, Rect, Shape, Text, paragraph, tall
from charts.radar_lines import Stroke
from charts.theme import INK

WIDEST = "4,0"
AWAY = 0.7
"""From the outer ring to the names, in quiet font sizes."""
FLAT = 0.85
"""Cosine of a spoke from which on name and values stand beside each other: there is width, but no height."""


SECTOR_STEP = 3
"""Pixels to which the borders between spokes are exact."""


@dataclass(frozen=True)
class Circle:
    """The middle and radius of the outer ring; ``spokes`` start at twelve and run clockwise."""

    x: float
    y: float
    radius: float
    spokes: int

    def point(self, spoke: int, radius: float) -> Point:
        angle = 2 * pi * spoke / self.spokes
        return self.x + radius * sin(angle), self.y - radius * cos(angle)


@dataclass(frozen=True)
class Name:
    """A field's name and its values, so that nothing has to be read off the rings; underlined if it is named.

    ``x`` is where the ``anchor`` stands, ``y`` the middle of the block.
    """

    id: str
    lines: tuple[str, ...]
    values: tuple[tuple[Stroke, str, str], ...]
    is_named: bool
    is_flat: bool
    format_: Format
    anchor: Anchor = "middle"
    x: float = 0
    y: float = 0

    @cached_property
    def _name_width(self) -> float:
        return text.widest(self.lines, self.format_.label, bold=self.is_named)

    @cached_property
    def _name_room(self) -> float:
        """As wide as if it were named, so that nothing moves when the sentence changes."""
        return text.widest(self.lines, self.format_.label, bold=True)

    @cached_property
    def _value_widths(self) -> list[float]:
        """A dash takes as much as a number, so that the place of the others does not tell which it is."""
        count = self.format_.count
        numbers = [text.widest((shown, WIDEST), count, bold=True) for _, _, shown in self.values]
        return [count * 0.75 + number for number in numbers]

    @property
    def _values_width(self) -> float:
        return sum(self._value_widths) + self.format_.count * 0.35 * (len(self.values) - 1)

    @cached_property
    def width(self) -> float:
        if self.is_flat:
            return self._name_room + self.format_.label * 0.6 + self._values_width
        return max(self._name_room, self._values_width)

    @property
    def height(self) -> float:
        name = tall(len(self.lines), self.format_.label)
        return max(name, self.format_.count) if self.is_flat else name + self.format_.count * 1.15

    @property
    def left(self) -> float:
        return self.x - BEFORE[self.anchor] * self.width

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, upper, right and lower edge."""
        return self.left, self.y - self.height / 2, self.left + self.width, self.y + self.height / 2

    def marks(self) -> list[Mark]:
        """The name, and beside or below it each line's value with its mark."""
        size, count = self.format_.label, self.format_.count
        place = BEFORE[self.anchor]
        beside = self._name_room - self._name_width
        x = self.left + (beside if self.is_flat else place * (self.width - self._name_width))
        y = self.y if self.is_flat else self.y - self.height / 2 + tall(len(self.lines), size) / 2
        role = "name named" if self.is_named else "name"
        names = paragraph(self.lines, x, y, size, role=role, bold=self.is_named, colour=INK, about=self.id)
        marks: list[Mark] = [*names, *(self._underlines(names) if self.is_named else [])]
        x = self.left + self.width - self._values_width
        if not self.is_flat:
            x = self.left + place * (self.width - self._values_width)
        y = self.y if self.is_flat else self.y + self.height / 2 - count / 2
        for (stroke, line, shown), width in zip(self.values, self._value_widths, strict=True):
            marks.append(stroke.mark(x + count * 0.3, y, count * 0.26, f"sign:{line}", self.format_, about=self.id))
            role = f"number:{line}"
            marks += paragraph([shown], x + count * 0.7, y, count, role=role, bold=True, colour=stroke.colour)
            x += width + count * 0.35
        return marks

    @property
    def area(self) -> Area:
        left, top, right, bottom = self.box
        return Area(x=left, y=top, width=right - left, height=bottom - top, about=self.id)

    def _underlines(self, names: Sequence[Text]) -> list[Shape]:
        return [
            Rect(
                x=one.x,
                y=one.y + one.size * 0.14,
                width=one.width,
                height=self.format_.pen * 2,
                role="named underline",
                fill=INK,
                about=self.id,
            )
            for one in names
        ]


def around(names: Sequence[Name], circle: Circle, height: float) -> list[Name]:
    """The names at the ends of their spokes; those of a side that would touch are moved apart, within ``height``."""
    placed = [_at_spoke(name, spoke, circle) for spoke, name in enumerate(names)]
    centred = [name for name in placed if name.anchor == "middle"]
    placed = [_beside(name, centred) for name in placed]
    moved = {name.id: name for side in ("start", "end") for name in _apart(placed, side, height)}
    return [moved.get(name.id, name) for name in placed]


def _beside(name: Name, centred: Sequence[Name]) -> Name:
    """A name of a side moved outwards, where it would touch the one above or below the circle."""
    for other in centred:
        overlaps = name.box[1] < other.box[3] and other.box[1] < name.box[3]
        space = name.format_.quiet * 0.5
        if name.anchor == "start" and overlaps:
            name = replace(name, x=max(name.x, other.box[2] + space))
        if name.anchor == "end" and overlaps:
            name = replace(name, x=min(name.x, other.box[0] - space))
    return name


def _apart(placed: Sequence[Name], side: str, height: float) -> list[Name]:
    own = sorted((name for name in placed if name.anchor == side), key=lambda name: name.y)
    for at in range(1, len(own)):
        least = own[at - 1].box[3] + own[at].height / 2
        own[at] = replace(own[at], y=max(own[at].y, least))
    for at in reversed(range(len(own))):
        lowest = height if at == len(own) - 1 else own[at + 1].box[1]
        own[at] = replace(own[at], y=min(own[at].y, lowest - own[at].height / 2))
    return own


def _at_spoke(name: Name, spoke: int, circle: Circle) -> Name:
    angle = 2 * pi * spoke / circle.spokes
    x, y = circle.point(spoke, circle.radius + name.format_.quiet * AWAY)
    anchor: Anchor = "middle" if abs(sin(angle)) < 0.1 else "start" if sin(angle) > 0 else "end"
    return replace(name, anchor=anchor, x=x, y=y - cos(angle) * name.height / 2)


def circle_for(names: Sequence[Name], height: float, format_: Format, part: float) -> Circle:
    """As large as names and height allow, or a part of that; left of the middle, where a key has room at its right."""
    radius = min(format_.width, height) / 2
    while radius > format_.quiet and not _fits(_extents(names, radius), height, format_.width):
        radius *= 0.98
    radius *= part
    left, up, right, down = _extents(names, radius)
    if format_.is_small:  # no key stands in a corner
        up += (height - up - down) / 2
    x = format_.width * (0.5 if format_.stacked or format_.is_small else 0.44) * part
    return Circle(max(left, min(x, format_.width - right)), up, radius, len(names))


def _extents(names: Sequence[Name], radius: float) -> tuple[float, float, float, float]:
    """How far circle, names and the word of the outer ring reach to the left, up, right and down from the middle."""
    quiet = names[0].format_.quiet
    boxes = [
        name.box for name in (_at_spoke(n, spoke, Circle(0, 0, radius, len(names))) for spoke, n in enumerate(names))
    ]
    own = (-radius, -radius - quiet * 0.2, radius, radius + quiet * 1.6)
    return (
        -min(own[0], *(box[0] for box in boxes)),
        -min(own[1], *(box[1] for box in boxes)),
        max(own[2], *(box[2] for box in boxes)),
        max(own[3], *(box[3] for box in boxes)),
    )


def _fits(extents: tuple[float, float, float, float], height: float, width: float) -> bool:
    left, up, right, down = extents
    return left + right <= width and up + down <= height


def sectors(circle: Circle, names: Sequence[Name], step: float) -> Iterator[Area]:
    """The circle in strips of this height, each parted where another spoke is nearer."""
    for strip in range(int(-circle.radius / step), int(circle.radius / step) + 1):
        half = sqrt(max(circle.radius**2 - (strip * step) ** 2, 0))
        parts = int(2 * half / SECTOR_STEP)
        xs = [(part + 0.5) * SECTOR_STEP - parts * SECTOR_STEP / 2 for part in range(parts)]
        for spoke, run in groupby(xs, lambda x: _nearest(x, strip * step, circle.spokes)):  # noqa: B023
            within = list(run)
            left, right = within[0] - SECTOR_STEP / 2, within[-1] + SECTOR_STEP / 2
            yield Area(
                x=circle.x + left,
                y=circle.y + (strip - 0.5) * step,
                width=right - left,
                height=step,
                about=names[spoke].id,
            )


def _nearest(x: float, y: float, spokes: int) -> int:
    return round(atan2(x, -y) / (2 * pi) * spokes) % spokes
