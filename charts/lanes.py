"""One or two statements with a lane a group: who sees it how, and from where to where the Spannweite reaches."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction

from analysis.comparison import quiet_groups, shown_levels, span
from analysis.results import Group, Results, StatementResult
from charts import text
from charts.formats import Format
from charts.marks import Anchor, Circle, Mark, Picture, Rect, across, paragraph, tall, upright
from charts.rows import LevelAxis, Rows, joined, rule
from charts.theme import GREY, INK, PAPER, QUIET
from content.labels import Labels

MOST_LANES = 2
"""Statements side by side."""


@dataclass(frozen=True)
class _Panel:
    """One statement's part of the picture."""

    statement: StatementResult
    lines: list[str]
    left: float
    right: float
    axis: LevelAxis


def lanes(
    results: Results, labels: Labels, statements: Sequence[str], _named: Collection[str], format_: Format
) -> Picture:
    """The groups from above in screen order, all names once at the left; the two ends of each statement are filled."""
    panels = _panels(results, labels, statements, format_)
    head = tall(max((len(panel.lines) for panel in panels), default=1), format_.label) + format_.label * 0.3
    bracket = format_.label * 2
    height = format_.height or head + bracket + len(results.groups) * format_.label * 2.6 + format_.quiet * 2
    free = height - head - bracket - format_.quiet * 2
    lane = min(free / max(len(results.groups), 1), format_.label * 3)
    rows = Rows(head + bracket, lane, len(results.groups))
    marks: list[Mark] = [rule(rows.upper(row), format_) for row in range(rows.count + 1)]
    for panel in panels:
        marks += panel.axis.grid(rows.top, rows.bottom, format_)
    for row, group in enumerate(results.groups):
        marks += _name(group, row, rows, labels, format_)
    for panel in panels:
        marks += _panel(panel, results, rows, labels, format_)
    quiet = any(quiet_groups(panel.statement) for panel in panels)
    notes = [labels.scale, labels.ends, labels.too_small if quiet else ""]
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes))


def _panels(results: Results, labels: Labels, statements: Sequence[str], format_: Format) -> list[_Panel]:
    start = format_.name_column + format_.gap * 0.5
    width = (format_.width - start) / max(len(statements), 1)
    panels = []
    for place, id_ in enumerate(statements):
        left, right = start + place * width, start + (place + 1) * width - format_.gap
        lines = text.lines(labels.statements[id_], right - left, format_.label, bold=True, most=5)
        axis = LevelAxis(left + format_.gap, right - format_.gap)
        panels.append(_Panel(results.by_statement[id_], lines, left, right, axis))
    return panels


def _name(group: Group, row: int, rows: Rows, labels: Labels, format_: Format) -> list[Mark]:
    """The group with its people below, beside it where the lanes are narrow."""
    people, middle = labels.people.format(n=group.people), rows.middle(row)
    role = f"head:{group.id}"
    is_tall = rows.height > (format_.label + format_.quiet) * 1.15
    beside = 0 if is_tall else text.width(people, format_.quiet) + format_.quiet * 0.5
    size = min(format_.label, rows.height / 1.15)
    name = text.lines(labels.groups[group.id], format_.name_column - beside, size, bold=True, most=1)
    y = middle - format_.quiet * 0.6 if is_tall else middle
    below = middle + format_.label * 0.55 if is_tall else middle
    after = 0 if is_tall else text.width(name[0], size, bold=True) + format_.quiet * 0.5
    return [
        *paragraph(name, 0, y, size, role=role, bold=True, colour=INK),
        *paragraph([people], after, below, format_.quiet, role=role, colour=QUIET),
    ]


def _panel(panel: _Panel, results: Results, rows: Rows, labels: Labels, format_: Format) -> list[Mark]:
    middle = tall(len(panel.lines), format_.label) / 2
    marks: list[Mark] = [*paragraph(panel.lines, panel.left, middle, format_.label, role="name", bold=True, colour=INK)]
    words = rows.bottom + format_.quiet
    ends: list[tuple[str, float, Anchor]] = [
        (labels.rings[0], panel.left, "start"),
        (labels.rings[3], panel.right, "end"),
    ]
    for word, x, anchor in ends:
        shown = text.lines(word, (panel.right - panel.left) / 2 - format_.quiet, format_.quiet, most=1)
        marks += paragraph(shown, x, words, format_.quiet, role="scale", anchor=anchor, colour=QUIET)
    levels = shown_levels(panel.statement)
    marks += _bracket(panel, levels, results, rows, labels, format_)
    for row, group in enumerate(results.groups):
        marks += _lane(panel, levels, group.id, rows.middle(row), labels, format_)
    return marks


def _bracket(
    panel: _Panel, levels: dict[str, Fraction], results: Results, rows: Rows, labels: Labels, format_: Format
) -> list[Mark]:
    """The Spannweite above the lanes, with dotted lines down to its two ends."""
    width = span(panel.statement)
    if width is None:
        return []
    y, foot, pen = rows.top - format_.label * 0.45, format_.label * 0.3, format_.pen * 2
    low, high = (panel.axis.x(end(levels.values())) for end in (min, max))
    marks: list[Mark] = [across(low, high, y, role="bracket", stroke=INK, thickness=pen)]
    order = [group.id for group in results.groups]
    for x, level in ((low, min(levels.values())), (high, max(levels.values()))):
        marks.append(upright(x, y - foot, y + foot, role="bracket", stroke=INK, thickness=pen))
        last = max(order.index(group) for group, own in levels.items() if own == level)
        dash = (format_.pen, format_.pen * 2)
        bottom = rows.middle(last)
        marks.append(upright(x, rows.top, bottom, role="end", stroke=INK, thickness=format_.pen, dash=dash))
    sentence = labels.span_of.format(steps=labels.number(width))
    half = text.width(sentence, format_.label, bold=True) / 2
    x = min(max((low + high) / 2, panel.left + half), panel.right - half)
    return marks + paragraph(
        [sentence], x, y - format_.label * 0.9, format_.label, role="span", anchor="middle", bold=True, colour=INK
    )


def _lane(
    panel: _Panel, levels: dict[str, Fraction], group: str, y: float, labels: Labels, format_: Format
) -> list[Mark]:
    """The group's dot with its value at the inner side, or why there is none."""
    if group not in levels:
        shown = labels.hidden if panel.statement.ratings else labels.too_few
        words = text.lines(shown, panel.right - panel.left - format_.gap, format_.quiet, most=1)
        patch = _patch(panel.left + format_.gap * 0.5, words[0], y, format_.quiet, bold=False)
        return [patch, *paragraph(words, patch.x, y, format_.quiet, role="hidden", colour=QUIET)]
    level = levels[group]
    x, radius = panel.axis.x(level), format_.count * 0.55
    is_quiet = group in quiet_groups(panel.statement)
    is_end = level in (min(levels.values()), max(levels.values()))
    stroke = GREY if is_quiet else INK
    fill = stroke if is_end else PAPER
    pen = format_.pen * 2
    dot = Circle(
        x=x, y=y, radius=radius, role=f"dot:{group}", fill=fill, stroke=stroke, thickness=pen, about=panel.statement.id
    )
    number = labels.number(level)
    is_right = x < (panel.axis.left + panel.axis.right) / 2
    away = radius + format_.count * 0.35
    wide = text.width(number, format_.count, bold=True)
    left = x + away if is_right else x - away - wide
    colour = QUIET if is_quiet else INK
    shown_number = paragraph([number], left, y, format_.count, role=f"number:{group}", bold=True, colour=colour)
    return [_patch(left, number, y, format_.count, bold=True), dot, *shown_number]


def _patch(x: float, shown: str, y: float, size: float, *, bold: bool) -> Rect:
    """White below a text, so that no line runs through it."""
    width = text.width(shown, size, bold=bold)
    return Rect(x=x, y=y - size / 2, width=width, height=size, role="patch", fill=PAPER)
