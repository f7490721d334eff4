"""The radar of the Handlungsfelder: where the room stands, beside the Verwaltungsbogen or up to two groups."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby, product
from math import cos, hypot, pi

from analysis.results import FieldResult, Results
from charts import marks as shapes
from charts import text
from charts.formats import Format
from charts.marks import Line, Mark, Path, Picture, Text, across, paragraph, tall
from charts.radar_key import Box, key_anywhere, key_below, key_height, key_in_corner, touches
from charts.radar_lines import STROKES, Stroke
from charts.radar_names import FLAT, Circle, Name, around, circle_for, sectors
from charts.rows import joined, note_lines, notes_height, write_notes
from charts.theme import BAND, OUTER, QUIET, RING, RULE
from content.labels import ADMINISTRATION, PART, ROOM, Labels

MOST_LINES = len(STROKES)
PARTS = (1, 0.9, 0.8, 0.7, 0.6)
"""Of the largest circle, as small as it takes to keep the names apart."""
GROWS = (1, 1.15, 1.3, 1.5)
"""Of its height, for a panel in which names have no room."""
HOLE = 0.22
"""Radius of the ring of level 1, in radii of the outer ring: its word stands in it."""


def radar(
    results: Results,
    labels: Labels,
    lines: Sequence[str],
    named: Collection[str],
    format_: Format,
    *,
    has_bands: bool = False,
) -> Picture:
    """At most three lines by id: ROOM, ADMINISTRATION or group ids. A hidden value leaves a gap; ``named``: fields to
    mark, with ``has_bands`` by a band between the first two lines, too. Nothing moves with what is named.
    """
    if not 1 <= len(lines) <= MOST_LINES:
        raise ValueError(f"a radar shows 1 to {MOST_LINES} lines, not {len(lines)}")
    if format_.is_small:
        format_ = replace(format_, label=format_.quiet, count=format_.quiet)
    reading = radar_reading(results, labels, lines)
    note = note_lines([reading], format_)
    free = format_.height - notes_height(note, format_) if format_.height else format_.radar
    below = key_below(results, labels, lines, free, format_) if format_.is_small else []
    free -= key_height(below)
    free, circle, names, key = _arranged(results, labels, lines, named, free, format_)
    marks: list[Mark] = [*_rings(circle, format_)]
    if has_bands:
        marks += _bands(results, lines, named, circle, format_)
    for line, stroke in reversed(list(zip(lines, STROKES, strict=False))):
        marks += _line(results, line, stroke, circle, format_)
    for name in names:
        marks += name.marks()
    taken = [*(name.box for name in names), *(mark.box for mark in key if isinstance(mark, Text))]
    marks += [*key, *below, *_ring_words(labels, circle, taken, free, format_)]
    free += key_height(below)
    marks += write_notes(note, free, format_)
    areas = (*sectors(circle, names, format_.quiet * 0.75), *(name.area for name in names))
    height = free + notes_height(note, format_)
    return Picture(format_.width, height, tuple(marks), format_.bleed, reading, areas)


def radar_reading(results: Results, labels: Labels, lines: Sequence[str]) -> str:
    """How a radar with these lines is to be read."""
    values = [line_value(field, line, labels) for field in results.fields for line in lines]
    partly = labels.partly if any(value.endswith(PART) for value in values) else ""
    return joined([labels.scale, f"– {labels.hidden}" if _has_gap(results, lines) else "", partly])


def line_level(field: FieldResult, line: str) -> Fraction | None:
    """The level of a line in a field; None where it is hidden or empty."""
    if line == ROOM:
        return field.level
    if line == ADMINISTRATION:
        return field.administration_level
    return field.cells[line].level


def line_value(field: FieldResult, line: str, labels: Labels) -> str:
    """What is read of a line in a field, marked where it goes over a part of the statements."""
    level = line_level(field, line)
    if level is None:
        return "–"
    own = {ROOM: field.rated, ADMINISTRATION: field.administration_rated}
    return labels.mean_of(level, own[line] if line in own else field.cells[line].shown, field.asked)


def _has_gap(results: Results, lines: Sequence[str]) -> bool:
    groups = [line for line in lines if line not in (ROOM, ADMINISTRATION)]
    return any(line_level(field, group) is None for field in results.fields for group in groups)


def _arranged(
    results: Results, labels: Labels, lines: Sequence[str], named: Collection[str], height: float, format_: Format
) -> tuple[float, Circle, list[Name], list[Mark]]:
    """Height, circle, names and key, the circle as large as leaves them apart; only a panel grows for it."""
    ways = (False,) if format_.stacked else (True, False)
    for taller, part, is_flat in product(GROWS if format_.is_small else (1,), PARTS, ways):
        names = _names(results, labels, lines, named, format_, is_flat=is_flat)
        circle = circle_for(names, height * taller, format_, part)
        names = around(names, circle, height * taller)
        boxes = [name.box for name in names]
        key = key_in_corner(results, labels, lines, circle, boxes, height * taller, format_)
        are_apart = not any(touches(box, boxes[:at], height * taller, format_) for at, box in enumerate(boxes))
        if are_apart and (key or format_.is_small):
            return height * taller, circle, names, key
    return height * taller, circle, names, key or key_anywhere(results, labels, lines, height * taller, format_)


def _names(
    results: Results,
    labels: Labels,
    lines: Sequence[str],
    named: Collection[str],
    format_: Format,
    *,
    is_flat: bool,
) -> list[Name]:
    """The fields with their values, those at top and bottom in one line if ``is_flat``."""
    spokes = len(results.fields)
    return [
        _name(
            field, labels, lines, field.id in named, format_, is_flat=is_flat and abs(cos(2 * pi * at / spokes)) > FLAT
        )
        for at, field in enumerate(results.fields)
    ]


def _name(
    field: FieldResult, labels: Labels, lines: Sequence[str], is_named: bool, format_: Format, *, is_flat: bool
) -> Name:
    values = [(stroke, line, line_value(field, line, labels)) for line, stroke in zip(lines, STROKES, strict=False)]
    room = format_.width * (0.34 if format_.is_small else 0.22)
    broken = text.balanced(labels.fields[field.id], room, format_.label, bold=True, most=3 if format_.is_small else 2)
    return Name(field.id, tuple(broken), tuple(values), is_named, is_flat, format_)


def _ring(circle: Circle, level: Fraction | float) -> float:
    """Radius of a level."""
    return circle.radius * (HOLE + (1 - HOLE) * (float(level) - 1) / 3)


def _rings(circle: Circle, format_: Format) -> Iterator[Mark]:
    for spoke in range(circle.spokes):
        (x1, y1), (x2, y2) = (circle.point(spoke, radius) for radius in (_ring(circle, 1), circle.radius))
        yield Line(x1=x1, y1=y1, x2=x2, y2=y2, role="spoke", stroke=RULE, thickness=format_.pen * 0.7)
    for level in (1, 2, 3, 4):
        stroke = OUTER if level == 4 else RING
        radius, pen = _ring(circle, level), format_.pen
        yield shapes.Circle(x=circle.x, y=circle.y, radius=radius, role="ring", stroke=stroke, thickness=pen)


def _bands(
    results: Results, lines: Sequence[str], named: Collection[str], circle: Circle, format_: Format
) -> Iterator[Mark]:
    """Between the first two lines at the named fields, of which the sentence says how far apart they are."""
    for spoke, field in enumerate(results.fields):
        ends = [line_level(field, line) for line in lines[:2]]
        if field.id in named and len(ends) == 2 and None not in ends:
            (x1, y1), (x2, y2) = (circle.point(spoke, _ring(circle, level or 0)) for level in ends)
            thick = format_.count * 0.7
            yield Line(x1=x1, y1=y1, x2=x2, y2=y2, role="band", stroke=BAND, thickness=thick, about=field.id)


def _line(results: Results, line: str, stroke: Stroke, circle: Circle, format_: Format) -> list[Mark]:
    """One path for each run of fields with a value, then the marks; a whole one is closed."""
    levels = [line_level(field, line) for field in results.fields]
    points = [
        None if level is None else circle.point(spoke, _ring(circle, level)) for spoke, level in enumerate(levels)
    ]
    is_whole = all(point is not None for point in points) and len(points) > 2
    first = 0 if is_whole else next((at for at, point in enumerate(points) if point is None), 0)
    pen = stroke.drawn(format_, f"line:{line}")
    marks: list[Mark] = []
    for is_there, run in groupby([*points[first:], *points[:first]], lambda point: point is not None):
        through = tuple(point for point in run if point is not None)
        if is_there and len(through) > 1:
            marks.append(Path(points=through, closed=is_whole, **pen))
    for field, point in zip(results.fields, points, strict=True):
        if point is not None:
            marks.append(stroke.mark(*point, format_.count * 0.36, f"dot:{line}", format_, about=field.id))
    return marks


def _ring_words(labels: Labels, circle: Circle, taken: Sequence[Box], height: float, format_: Format) -> list[Mark]:
    """The scale in words: 1 in the hole, 2 and 3 at the ends of dotted leaders, 4 below; none where it would touch."""
    size, hole = format_.quiet, _ring(circle, 1)
    inner = text.balanced(labels.rings[0], hole * 1.75, size, most=3)
    marks: list[Mark] = []
    if hypot(text.widest(inner, size) / 2, tall(len(inner), size) * 0.42) < hole:
        marks += paragraph(inner, circle.x, circle.y, size, role="scale", anchor="middle", colour=QUIET)
    below = circle.y + circle.radius + size * 0.85
    outer = paragraph([labels.rings[3]], circle.x, below, size, role="scale", anchor="middle", colour=QUIET)
    if not touches(outer[0].box, taken, height, format_):
        marks += outer
    leaders = {level: _leader(labels.rings[level - 1], level, circle, taken, height, format_) for level in (2, 3)}
    return marks + [mark for leader in leaders.values() for mark in leader]


def _leader(word: str, level: int, circle: Circle, taken: Sequence[Box], height: float, format_: Format) -> list[Mark]:
    """A dotted line from the lowest point of the ring to its word outside, at the side where that touches nothing."""
    size, y = format_.quiet, circle.y + _ring(circle, level)
    for side in (1, -1):
        end = circle.x + side * (circle.radius + size * 0.4)
        anchor: shapes.Anchor = "start" if side > 0 else "end"
        words = paragraph([word], end + side * size * 0.4, y, size, role="scale", anchor=anchor, colour=QUIET)
        if not touches(words[0].box, taken, height, format_):
            dash = (format_.pen, format_.pen * 3)
            start = shapes.Circle(x=circle.x, y=y, radius=format_.pen * 1.6, role="leader", fill=OUTER)
            line = across(circle.x, end, y, role="leader", stroke=OUTER, thickness=format_.pen, dash=dash)
            return [line, start, *words]
    return []
