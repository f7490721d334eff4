"""Verwaltungsbogen and room side by side: two marks a field, joined by a line."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from analysis.measures import smallest_difference_to_read
from analysis.results import FieldResult, Results
from charts import text
from charts.formats import Format
from charts.marks import Anchor, Circle, Mark, Picture, Text, across, diamond, paragraph
from charts.rows import (
    LevelAxis,
    areas,
    joined,
    least_height,
    marked,
    note_lines,
    notes_height,
    row_texts,
    rows_between,
    rules,
    scale_height,
    write_notes,
)
from charts.theme import CHOSEN, GREY, INK, PAPER
from content.labels import ADMINISTRATION, PART, ROOM, Labels

DIAMOND = 1.35
"""The mark of the Verwaltungsbogen, in radii of that of the room."""


def dumbbell(
    results: Results, labels: Labels, _shows: Sequence[str], named: Collection[str], format_: Format
) -> Picture:
    """Level of the room (filled circle) and of the Verwaltungsbogen (open diamond) in each field, with their names
    above the first pair.

    The line is grey where the difference is too small to be read into. ``named``: fields to mark.
    """
    ids = [field.id for field in results.fields]
    limit = smallest_difference_to_read(max(results.respondents, 1))
    close = [field for field in results.fields if _pair(field) and abs(_distance(field)) < limit]
    small = {field.id for field in close}
    left = format_.name_column + format_.gap * 2.5
    is_any_part = any(_is_of_part(field) for field in results.fields)
    mark = text.width(PART, format_.count, bold=True) if is_any_part else 0
    axis = LevelAxis(left + mark, format_.width - format_.gap * 2.5 - mark)
    base = scale_height(axis, labels, format_)
    first = next((field for field in results.fields if _pair(field)), None)
    direct = format_.label * 1.5 if first is not None else 0
    notes = [
        axis.reading(labels, format_),
        labels.too_small if any(_has_line(field, axis, format_) for field in close) else "",
        labels.partly if is_any_part else "",
    ]
    lines = note_lines(notes, format_)
    top = base + format_.quiet * 0.5 + direct
    names = [labels.fields[id_] for id_ in ids]
    least = least_height(names, format_.name_column, format_)
    below = notes_height(lines, format_)
    rows = rows_between(format_, len(ids), top, below, height=format_.field_row, least=least)
    marks: list[Mark] = [*marked(ids, named, rows, format_), *rules(rows, format_)]
    marks += axis.grid(base + format_.quiet * 0.3, rows.bottom, format_)
    marks += axis.heads(labels, format_, base)
    for row, field in enumerate(results.fields):
        marks += _marks(field, rows.middle(row), axis, labels, format_, is_quiet=field.id in small)
    if first is not None:
        line = rows.top - format_.label * 0.65
        marks += _names(first, line, axis, labels, format_)
    marks += row_texts(names, ids, rows, format_.name_column, format_, named)
    marks += write_notes(lines, rows.bottom, format_)
    height = format_.tall(rows.bottom + notes_height(lines, format_))
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes), areas(ids, rows, format_))


def _pair(field: FieldResult) -> bool:
    return field.level is not None and field.administration_level is not None


def _distance(field: FieldResult) -> Fraction:
    """How much higher the Verwaltungsbogen is, where both have a value."""
    return (field.administration_level or Fraction(0)) - (field.level or Fraction(0))


def _has_line(field: FieldResult, axis: LevelAxis, format_: Format) -> bool:
    """Whether anything of the line is to be seen between the two marks."""
    length = axis.x(Fraction(1) + abs(_distance(field))) - axis.x(Fraction(1))
    return length > _radius(format_) * (1 + DIAMOND)


def _is_of_part(field: FieldResult) -> bool:
    """Whether one of its two values goes over a part of its statements."""
    room = field.level is not None and field.rated < field.asked
    return room or (field.administration_level is not None and field.administration_rated < field.asked)


def _radius(format_: Format) -> float:
    return format_.count * 0.36


def _marks(
    field: FieldResult, y: float, axis: LevelAxis, labels: Labels, format_: Format, *, is_quiet: bool
) -> list[Mark]:
    """The line, the two marks, and the values at their outer sides."""
    radius = _radius(format_)
    marks: list[Mark] = []
    if field.level is not None and field.administration_level is not None:
        ends = (axis.x(field.level), axis.x(field.administration_level))
        colour = GREY if is_quiet else INK
        role = "distance small" if is_quiet else "distance"
        marks.append(across(ends[0], ends[1], y, role=role, stroke=colour, thickness=format_.pen * 2, about=field.id))
    room_is_right = _pair(field) and _distance(field) < 0
    if field.administration_level is not None:
        x, pen = axis.x(field.administration_level), format_.pen * 1.6
        role, about = f"dot:{ADMINISTRATION}", field.id
        marks.append(diamond(x, y, radius * DIAMOND, role=role, fill=PAPER, stroke=CHOSEN, thickness=pen, about=about))
        shown = labels.mean_of(field.administration_level, field.administration_rated, field.asked)
        marks += _value(shown, x, y, not room_is_right, CHOSEN, format_)
    if field.level is not None:
        x = axis.x(field.level)
        marks.append(Circle(x=x, y=y, radius=radius, role=f"dot:{ROOM}", fill=INK, about=field.id))
        shown = labels.mean_of(field.level, field.rated, field.asked)
        marks += _value(shown, x, y, room_is_right or not _pair(field), INK, format_)
    return marks


def _value(shown: str, x: float, y: float, is_right: bool, colour: str, format_: Format) -> list[Text]:
    away = format_.count * 0.65
    anchor: Anchor = "start" if is_right else "end"
    place = x + away if is_right else x - away
    return paragraph([shown], place, y, format_.count, role="number", anchor=anchor, bold=True, colour=colour)


def _names(field: FieldResult, y: float, axis: LevelAxis, labels: Labels, format_: Format) -> list[Text]:
    """Both names above the marks of a field, the left one ending and the right one beginning between them."""
    if field.level is None or field.administration_level is None:
        return []
    size, space = max(format_.label * 0.9, format_.quiet), format_.label * 0.35
    of = {INK: (labels.room, axis.x(field.level)), CHOSEN: (labels.administration, axis.x(field.administration_level))}
    left, right = (CHOSEN, INK) if _distance(field) < 0 else (INK, CHOSEN)
    between = (of[left][1] + of[right][1]) / 2
    widths = {colour: text.width(of[colour][0], size, bold=True) for colour in of}
    end = min(between - space, max(of[left][1] + widths[left] / 2, axis.left))
    start = max(between + space, of[right][1] - widths[right] / 2)
    start = min(start, format_.width - widths[right])
    end = min(end, start - 2 * space)
    return [
        *paragraph([of[left][0]], end, y, size, role="direct", anchor="end", bold=True, colour=left),
        *paragraph([of[right][0]], start, y, size, role="direct", bold=True, colour=right),
    ]
