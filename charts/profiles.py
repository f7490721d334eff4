"""Small multiples: each group's profile over the fields, with the room as a grey line behind it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from analysis.comparison import quiet_groups
from analysis.results import Group, Results
from charts import text
from charts.formats import Format
from charts.marks import Area, Circle, Mark, Path, Picture, Point, Text, across, paragraph, tall
from charts.rows import LevelAxis, Rows, areas, joined, marked, note_lines, notes_height, row_texts, write_notes
from charts.theme import BEHIND, GREY, INK, PAPER, QUIET
from content.labels import PART, ROOM, Labels

PANELS_IN_A_ROW = 5
"""More only where the rows would be too low for their numbers."""


@dataclass(frozen=True)
class _Panel:
    """One group's part of the picture."""

    group: Group
    rows: Rows
    axis: LevelAxis
    beside: float


def profiles(
    results: Results, labels: Labels, _shows: Sequence[str], named: Collection[str], format_: Format
) -> Picture:
    """A panel a group, in screen order; a hidden value leaves a gap.

    A dot is grey where it is too close to that of every other group to be read into. ``named``: fields to mark.
    """
    is_any_quiet = any(quiet_groups(field) for field in results.fields)
    is_any_hidden = any(cell.level is None for field in results.fields for cell in field.cells.values())
    notes = [
        labels.scale,
        labels.too_small if is_any_quiet else "",
        f"– {labels.hidden}" if is_any_hidden else "",
        labels.partly if _is_any_part(results) else "",
    ]
    lines = note_lines(notes, format_)
    key = format_.quiet * 1.7
    foot = key + notes_height(lines, format_)
    across = _across(results, foot, format_)
    names = {group.id: _name(labels, group, across, format_) for group in results.groups}
    head = tall(max((len(name) for name in names.values()), default=0) + 2, format_.quiet) + format_.quiet * 0.7
    panels = list(_panels(results, across, head, foot, format_))
    ids = [field.id for field in results.fields]
    marks: list[Mark] = []
    for rows in dict.fromkeys(panel.rows for panel in panels):
        marks += marked(ids, named, rows, format_)
    quiet = {field.id: quiet_groups(field) for field in results.fields}
    for panel in panels:
        marks += panel.axis.grid(panel.rows.top, panel.rows.bottom, format_)
        marks += _panel(panel, results, labels, names[panel.group.id], quiet, format_)
    for rows in dict.fromkeys(panel.rows for panel in panels):
        marks += row_texts([labels.fields[id_] for id_ in ids], ids, rows, format_.name_column, format_, named)
    bottom = max((panel.rows.bottom for panel in panels), default=0.0)
    marks += _key(labels, bottom + key * 0.6, format_)
    marks += write_notes(lines, bottom + key, format_)
    height = format_.height or bottom + key + notes_height(lines, format_)
    where = tuple(_areas(ids, panels, format_))
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes), where)


def _areas(ids: Sequence[str], panels: Sequence[_Panel], format_: Format) -> Iterator[Area]:
    """The names, and each field of each group."""
    width = panels[1].axis.left - panels[0].axis.left if len(panels) > 1 else format_.width - format_.name_column
    for rows in dict.fromkeys(panel.rows for panel in panels):
        yield from areas(ids, rows, format_, right=format_.name_column)
    for panel in panels:
        left, group, rows = panel.axis.left - format_.quiet * 0.3, panel.group.id, panel.rows
        right = min(left + width, format_.width + format_.bleed)
        for row, about in enumerate(ids):
            place = {"x": left, "y": rows.upper(row), "width": right - left, "height": rows.height}
            yield Area(**place, about=about, group=group)


def _part(across: int, results: Results, foot: float, format_: Format) -> float:
    """Height of a row of panels, if so many stand in it."""
    down = max(-(-len(results.groups) // across), 1)
    if format_.height is not None:
        return (format_.height - foot) / down
    return format_.radar if down == 1 else format_.radar * 0.75


def _across(results: Results, foot: float, format_: Format) -> int:
    """How many panels stand in a row."""
    groups, head = max(len(results.groups), 1), tall(4, format_.quiet) + format_.quiet * 0.7
    least = format_.quiet * 1.1 * len(results.fields)
    counts = range(min(PANELS_IN_A_ROW, groups), groups + 1)
    return next((one for one in counts if _part(one, results, foot, format_) - head >= least), groups)


def _panels(results: Results, across: int, head: float, foot: float, format_: Format) -> Iterator[_Panel]:
    left = format_.name_column + format_.gap / 2
    width = (format_.width - left) / across
    gap = min(format_.gap, width * 0.12)
    number = text.width(_widest(results), format_.quiet, bold=True)
    part = _part(across, results, foot, format_)
    for place, group in enumerate(results.groups):
        row, column = divmod(place, across)
        rows = Rows(row * part + head, (part - head) / len(results.fields), len(results.fields))
        start = left + column * width + gap * 0.7
        beside = _beside(gap, rows, format_)
        yield _Panel(group, rows, LevelAxis(start, start + width - gap * 1.25 - beside - number), beside)


def _is_any_part(results: Results) -> bool:
    """Whether the mean of a group goes over a part of the statements of its field."""
    return any(
        cell.level is not None and cell.shown < field.asked for field in results.fields for cell in field.cells.values()
    )


def _widest(results: Results) -> str:
    return f"4,0{PART}" if _is_any_part(results) else "4,0"


def _beside(gap: float, rows: Rows, format_: Format) -> float:
    """From the end of the axis to the numbers, past a dot that stands there."""
    return max(gap * 0.55, _radius(rows, format_) + format_.quiet * 0.2)


def _radius(rows: Rows, format_: Format) -> float:
    return min(format_.quiet * 0.45, rows.height * 0.35)


def _name(labels: Labels, group: Group, across: int, format_: Format) -> list[str]:
    room = (format_.width - format_.name_column) / across - format_.gap * 0.7
    return text.balanced(labels.groups[group.id], room, format_.quiet, bold=True, most=3)


def _panel(
    panel: _Panel,
    results: Results,
    labels: Labels,
    name: list[str],
    quiet: Mapping[str, frozenset[str]],
    format_: Format,
) -> list[Mark]:
    rows, axis, group = panel.rows, panel.axis, panel.group.id
    marks: list[Mark] = [*_head(panel, labels, name, format_), *_room(panel, results, format_)]
    right = axis.right + panel.beside + text.width(_widest(results), format_.quiet, bold=True)
    radius = _radius(rows, format_)
    for row, field in enumerate(results.fields):
        cell, y = field.cells[group], rows.middle(row)
        level = cell.level
        is_quiet = group in quiet[field.id]
        if level is not None:
            fill = GREY if is_quiet else INK
            dot = Circle(
                x=axis.x(level),
                y=y,
                radius=radius,
                role=f"dot:{group}",
                fill=fill,
                stroke=PAPER,
                thickness=format_.pen,
                about=field.id,
            )
            marks.append(dot)
        shown = "–" if level is None else labels.mean_of(level, cell.shown, field.asked)
        is_bold = level is not None and not is_quiet
        role = f"dash:{group}" if level is None else f"number:{group}"
        colour = INK if is_bold else QUIET
        marks += paragraph([shown], right, y, format_.quiet, role=role, anchor="end", bold=is_bold, colour=colour)
    return marks


def _room(panel: _Panel, results: Results, format_: Format) -> list[Mark]:
    """The room's line behind the dots, with a gap where it has no value."""
    axis, rows = panel.axis, panel.rows
    marks: list[Mark] = []
    middles: list[Point | None] = [
        None if field.level is None else (axis.x(field.level), rows.middle(row))
        for row, field in enumerate(results.fields)
    ]
    for is_shown, run in groupby(middles, lambda point: point is not None):
        points = tuple(point for point in run if point is not None)
        if is_shown and len(points) > 1:
            role = f"line:{ROOM}"
            marks.append(Path(points=points, closed=False, role=role, stroke=BEHIND, thickness=format_.pen * 2))
    return marks


def _head(panel: _Panel, labels: Labels, name: list[str], format_: Format) -> list[Text]:
    """The group's name and size, and the numbers of the axis."""
    size = format_.quiet
    ticks = panel.rows.top - size * 0.75
    people = ticks - size * 1.25
    middle = people - size * (0.5 + 0.1) - size * 0.1 - tall(len(name), size) / 2
    x, role = panel.axis.left - size * 0.3, f"head:{panel.group.id}"
    marks = paragraph(name, x, middle, size, role=role, bold=True, colour=INK)
    marks += paragraph([labels.people.format(n=panel.group.people)], x, people, size, role=role, colour=QUIET)
    is_wide = panel.axis.x(2) - panel.axis.x(1) > size * 0.8
    for value in (1, 2, 3, 4) if is_wide else (1, 4):
        marks += paragraph([str(value)], panel.axis.x(value), ticks, size, role="scale", anchor="middle", colour=QUIET)
    return marks


def _key(labels: Labels, y: float, format_: Format) -> list[Mark]:
    """What the grey line is."""
    long = format_.quiet * 2
    line = across(0, long, y, role="key", stroke=BEHIND, thickness=format_.pen * 2)
    words = paragraph([labels.room], long + format_.quiet * 0.5, y, format_.quiet, role="note", colour=QUIET)
    return [line, *words]
