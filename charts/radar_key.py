"""What the lines of a radar are: in a corner of the picture, in panels below it."""

from collections.abc import Sequence

from analysis.results import Results
from charts import marks as shapes
from charts import text
from charts.formats import Format
from charts.marks import Mark, Text, across, paragraph
from charts.radar_lines import STROKES, Stroke
from charts.radar_names import Circle as Round
from charts.theme import QUIET
from content.labels import ROOM, Labels

Box = tuple[float, float, float, float]


def touches(box: Box, taken: Sequence[Box], height: float, format_: Format) -> bool:
    """Whether the box meets another or leaves the picture."""
    left, top, right, bottom = box
    is_inside = left >= 0 and right <= format_.width and top >= 0 and bottom <= height
    return not is_inside or any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom for other in taken
    )


def key_in_corner(
    results: Results,
    labels: Labels,
    lines: Sequence[str],
    circle: Round,
    taken: Sequence[Box],
    height: float,
    format_: Format,
) -> list[Mark]:
    """Each line with its name and people, in the first corner, from the upper right one on, that is free; people
    stand below the names, or beside them where that has no room. Empty if nothing is free, and in panels."""
    if format_.is_small:
        return []
    middle = circle.radius * 0.75
    within = (circle.x - middle, circle.y - middle, circle.x + middle, circle.y + middle)
    keys = [
        _key_at(results, labels, lines, at, height, format_, is_compact=is_compact)
        for is_compact in (False, True)
        for at in ("upper right", "lower right", "upper left", "lower left")
    ]
    return next((key for key, box in keys if not touches(box, [*taken, within], height, format_)), [])


def _key_at(
    results: Results,
    labels: Labels,
    lines: Sequence[str],
    corner: str,
    height: float,
    format_: Format,
    *,
    is_compact: bool,
) -> tuple[list[Mark], Box]:
    """The key in a corner, and what it takes."""
    people = {ROOM: results.respondents, **{group.id: group.people for group in results.groups}}
    size, quiet = format_.label, format_.quiet
    sample, gap, step = size * 2.2, size * 0.5, size * 1.35
    room, sizes = format_.width * 0.27, (size, (size + quiet) / 2, quiet)
    name_size = min(text.fitting(labels.line(line), room, sizes, 1, bold=True) for line in lines)
    marks: list[Mark] = []
    y = 0.0
    for line, stroke in zip(lines, STROKES, strict=False):
        middle, x = y + size / 2, sample + gap
        name = text.lines(labels.line(line), room, name_size, bold=True, most=1)[0]
        marks.append(across(0, sample, middle, **stroke.drawn(format_, f"key:{line}")))
        marks.append(stroke.mark(sample / 2, middle, format_.count * 0.36, f"key:{line}", format_))
        marks += paragraph([name], x, middle, name_size, role=f"key:{line}", bold=True, colour=stroke.colour)
        if line in people:
            beside = x + text.width(name, name_size, bold=True) + gap
            place = (beside, middle) if is_compact else (x, middle + size / 2 + quiet * 0.6)
            shown = [labels.people.format(n=people[line])]
            marks += paragraph(shown, *place, quiet, role=f"key:{line}", colour=QUIET)
        y += step if is_compact or line not in people else step + quiet * 1.2
    boxes = [mark.box for mark in marks if isinstance(mark, Text)]
    wide, tallness = max(box[2] for box in boxes), max(middle + size / 2, *(box[3] for box in boxes))
    dx = format_.width - wide if "right" in corner else 0
    dy = height - tallness if "lower" in corner else 0
    return [shapes.moved(mark, dx, dy) for mark in marks], (dx, dy, dx + wide, dy + tallness)


def key_anywhere(results: Results, labels: Labels, lines: Sequence[str], height: float, format_: Format) -> list[Mark]:
    """The key where nothing is free; in panels it stands below."""
    if format_.is_small:
        return []
    return _key_at(results, labels, lines, "upper right", height, format_, is_compact=True)[0]


def key_below(results: Results, labels: Labels, lines: Sequence[str], bottom: float, format_: Format) -> list[Mark]:
    """The lines beside each other, on as many rows as they need, the last of them above ``bottom``."""
    people = {ROOM: results.respondents, **{group.id: group.people for group in results.groups}}
    size = format_.quiet
    marks: list[Mark] = []
    x = y = 0.0
    for line, stroke in zip(lines, STROKES, strict=False):
        name = labels.line(line)
        n = labels.people.format(n=people[line]) if line in people else ""
        widths = text.width(name, size, bold=True), text.width(n, size)
        wide = size * 2.3 + widths[0] + (size * 0.4 + widths[1] if n else 0)
        if x and x + wide > format_.width:
            x, y = 0.0, y + size * 1.35
        marks += _sample(line, stroke, x, y, format_)
        marks += paragraph([name], x + size * 2.3, y, size, role=f"key:{line}", bold=True, colour=stroke.colour)
        place = x + size * 2.7 + widths[0]
        marks += paragraph([n] if n else [], place, y, size, role=f"key:{line}", colour=QUIET)
        x += wide + size
    return [shapes.moved(mark, 0, bottom - y - size / 2) for mark in marks]


def _sample(line: str, stroke: Stroke, x: float, y: float, format_: Format) -> list[Mark]:
    long = format_.quiet * 1.9
    drawn = across(x, x + long, y, **stroke.drawn(format_, f"key:{line}"))
    return [drawn, stroke.mark(x + long / 2, y, format_.count * 0.36, f"key:{line}", format_)]


def key_height(key: Sequence[Mark]) -> float:
    """Pixels that ``key_below`` takes, with space above it."""
    boxes = [mark.box for mark in key if isinstance(mark, Text)]
    return max(box[3] for box in boxes) - min(box[1] for box in boxes) + boxes[0][3] - boxes[0][1] if boxes else 0.0
