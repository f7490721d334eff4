"""Dot plot: where the groups stand on each statement, and between which two the distance is widest."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from analysis.comparison import quiet_groups, shown_levels, span
from analysis.results import Results, StatementResult
from charts import text
from charts.formats import Format
from charts.lanes import MOST_LANES, lanes
from charts.marks import Anchor, Circle, Line, Mark, Picture, Text, across, paragraph, tall, upright
from charts.rows import (
    LevelAxis,
    Rows,
    areas,
    joined,
    marked,
    note_lines,
    notes_height,
    row_texts,
    rows_between,
    rules,
    scale_height,
    text_room,
    write_notes,
)
from charts.spreading import lanes_of
from charts.theme import GREY, INK, PAPER, QUIET
from content.labels import ROOM, Labels


def dots(
    results: Results, labels: Labels, statements: Sequence[str], named: Collection[str], format_: Format
) -> Picture:
    """One row a statement, one dot a shown group, a thin line from the lowest to the highest; up to two statements on
    the wall have a lane a group.

    The two ends are named; a group is grey where it is too close to every other to be read into. The rows of the
    ``named`` statements are marked.
    """
    if not format_.has_notes and len(statements) <= MOST_LANES:
        return lanes(results, labels, statements, named, format_)
    shown = [results.by_statement[id_] for id_ in statements]
    head = text.lines(labels.span, format_.quiet * 6, format_.quiet, most=1)
    span_width = max(text.widest(head, format_.quiet), text.width("4,0", format_.count, bold=True))
    texts = [labels.statement(id_, short=format_.is_small) for id_ in statements]
    likely = (format_.height - format_.quiet * 4.5) / max(len(shown), 1) if format_.height else format_.row
    room = text_room(texts, min(likely, format_.row), format_)
    if format_.stacked:  # the statements stand above, the names of the ends beside their dots
        axis = LevelAxis(_beside(format_), format_.width - span_width - _beside(format_) - format_.gap)
    else:
        axis = LevelAxis(room + format_.gap * 3.5, format_.width - span_width - format_.gap * 3.5)
    base = scale_height(axis, labels, format_)
    notes = [axis.reading(labels, format_), labels.too_small if any(quiet_groups(one) for one in shown) else ""]
    lines = note_lines(notes, format_)
    key = format_.quiet * 1.7
    free, least = key + notes_height(lines, format_), format_.label * 2.9
    rows = rows_between(format_, len(shown), base + format_.quiet * 0.4, free, least=least)
    marks: list[Mark] = [*marked(statements, named, rows, format_), *rules(rows, format_)]
    marks += axis.grid(base + format_.quiet * 0.2, rows.bottom, format_)
    marks += axis.heads(labels, format_, base)
    middle = base - tall(len(head), format_.quiet) / 2
    marks += paragraph(head, format_.width, middle, format_.quiet, role="scale", anchor="end", colour=QUIET)
    if format_.stacked:
        above = _texts_above(texts, statements, rows, format_, named)
        marks += [mark for of in above for mark in of]
        lowest = [max(mark.box[3] for mark in of) for of in above]
    else:
        marks += row_texts(texts, statements, rows, room, format_, named)
        lowest = [rows.upper(row) for row in range(rows.count)]
    for row, statement in enumerate(shown):
        free = rows.upper(row + 1) - lowest[row]
        marks += _row(statement, lowest[row] + free / 2, free, axis, labels, format_)
    marks += _key(labels, rows.bottom + key * 0.6, format_)
    marks += write_notes(lines, rows.bottom + key, format_)
    height = format_.tall(rows.bottom + key + notes_height(lines, format_))
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes), areas(statements, rows, format_))


def _texts_above(
    texts: Sequence[str], ids: Sequence[str], rows: Rows, format_: Format, named: Collection[str]
) -> list[list[Text]]:
    """Each statement over the width of the picture, above its dots."""
    sizes = (format_.label * 0.87, format_.quiet)
    found = []
    for row, (one, id_) in enumerate(zip(texts, ids, strict=True)):
        is_named = id_ in named
        size = text.fitting(one, format_.width, sizes, 2, bold=is_named)
        lines = text.lines(one, format_.width, size, bold=is_named, most=3)
        middle = rows.upper(row) + format_.quiet * 0.2 + tall(len(lines), size) / 2
        role = "name named" if is_named else "name"
        found.append(paragraph(lines, 0, middle, size, role=role, bold=is_named, colour=INK, about=id_))
    return found


def _row(
    statement: StatementResult, y: float, height: float, axis: LevelAxis, labels: Labels, format_: Format
) -> list[Mark]:
    marks: list[Mark] = []
    if statement.level is not None:
        marks.append(_tick(axis.x(statement.level), y, format_))
    levels = shown_levels(statement)
    if not levels:
        words = text.balanced(
            labels.hidden if statement.ratings else labels.too_few, axis.right - axis.left, format_.quiet
        )
        x = (axis.left + axis.right) / 2
        return marks + paragraph(words, x, y, format_.quiet, role="hidden", anchor="middle", colour=QUIET)
    low, high = min(levels.values()), max(levels.values())
    quiet = quiet_groups(statement)
    stroke = GREY if set(levels) <= quiet else INK
    marks.append(across(axis.x(low), axis.x(high), y, role="range", stroke=stroke, thickness=format_.pen * 1.5))
    radius = format_.count * 0.33
    lifted = lanes_of([axis.x(level) for level in levels.values()], radius * 2)
    away = min(height * 0.33, format_.count * 0.45 + format_.quiet * 0.65)
    half = max(min(max(lifted) * radius * 2.1, height * 0.5 - format_.quiet * 0.65 - away), 0)
    step = half / max([*lifted, 0.5])
    for (group, level), lift in zip(levels.items(), lifted, strict=True):
        ink = GREY if group in quiet else INK
        marks.append(
            Circle(
                x=axis.x(level),
                y=y - lift * step,
                radius=radius,
                role=f"dot:{group}",
                fill=ink if level in (low, high) else PAPER,
                stroke=ink,
                thickness=format_.pen * 1.5,
                about=statement.id,
            )
        )
    away += half
    for level, side in {low: 1, high: -1}.items():
        there = [group for group, own in levels.items() if own == level]
        colour = QUIET if set(there) <= quiet else INK
        if format_.stacked:
            most = 2 if tall(2, format_.quiet) < height else 1
            marks += _end_beside(there, level, y, -side, axis, labels, colour, format_, most=most)
        else:
            marks += _end(there, level, y + side * away, axis, labels, colour, format_)
    width = span(statement)
    shown = ["–" if width is None else labels.number(width)]
    return marks + paragraph(shown, format_.width, y, format_.count, role="span", anchor="end", bold=True, colour=INK)


def _tick(x: float, y: float, format_: Format) -> Line:
    """Everybody in the room."""
    half = format_.count * 0.45
    return upright(x, y - half, y + half, role=f"tick:{ROOM}", stroke=QUIET, thickness=format_.pen * 2)


def _end(
    groups: Sequence[str], level: Fraction, y: float, axis: LevelAxis, labels: Labels, colour: str, format_: Format
) -> list[Mark]:
    """Names and value above or below an end's dot, pushed inwards near the ends of the axis."""
    name = _joined(groups, labels)
    beyond = format_.gap * 3
    room = axis.right - axis.left + 2 * beyond
    value = labels.number(level)
    shortened = text.lines(name, room - text.width(f" {value}", format_.quiet), format_.quiet, most=1)[0]
    shown = f"{shortened} {value}"
    half = text.width(shown, format_.quiet) / 2
    x = min(max(axis.x(level), axis.left - beyond + half), axis.right + beyond - half)
    return [*paragraph([shown], x, y, format_.quiet, role="direct", anchor="middle", colour=colour)]


def _beside(format_: Format) -> float:
    """Room for names left and right of an axis."""
    return format_.name_column * 1.25


def _joined(groups: Sequence[str], labels: Labels) -> str:
    names = [labels.groups[group] for group in groups]
    return " · ".join(names) if len(names) < 3 else f"{names[0]} · {names[1]} …"


def _end_beside(
    groups: Sequence[str],
    level: Fraction,
    y: float,
    side: int,
    axis: LevelAxis,
    labels: Labels,
    colour: str,
    format_: Format,
    *,
    most: int,
) -> list[Mark]:
    """Names and value left (-1) or right (1) of an end's dot, in at most so many lines."""
    x = axis.x(level) + side * format_.count * 0.6
    room = (x if side < 0 else axis.right + _beside(format_) - x) - format_.quiet * 0.2
    value = labels.number(level)
    first = labels.groups[groups[0]]
    shortened = text.lines(first, room - text.width(f" {value}", format_.quiet), format_.quiet, most=1)[0]
    names = (_joined(groups, labels), f"{first} …" if len(groups) > 1 else first, shortened)
    broken = [text.lines(f"{name} {value}", room, format_.quiet) for name in names]
    lines = next((found for found in broken if len(found) <= most), broken[-1])
    anchor: Anchor = "end" if side < 0 else "start"
    return [*paragraph(lines, x, y, format_.quiet, role="direct", anchor=anchor, colour=colour)]


def _key(labels: Labels, y: float, format_: Format) -> list[Mark]:
    """What the tick is."""
    x = format_.quiet * 0.4
    words = paragraph([labels.room], x + format_.quiet * 0.8, y, format_.quiet, role="note", colour=QUIET)
    half = format_.quiet * 0.45
    tick = upright(x, y - half, y + half, role="key", stroke=QUIET, thickness=format_.pen * 2)
    return [tick, *words]
