"""Dot plot: where the groups stand on each statement, and between which two the distance is widest."""

from collections.abc import Collection, Sequence
from fractions import Fraction

from analysis.comparison import quiet_groups, shown_levels, span
from analysis.results import Results, StatementResult
from charts import text
from charts.formats import Format
from charts.lanes import MOST_LANES, lanes
from charts.marks import Circle, Line, Mark, Picture, across, paragraph, tall, upright
from charts.rows import (
    LevelAxis,
    joined,
    marked,
    note_lines,
    notes_height,
    row_texts,
    rows_between,
    rules,
    scale_height,
    write_notes,
)
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
    room = format_.text_column
    axis = LevelAxis(room + format_.gap * 3.5, format_.width - span_width - format_.gap * 3.5)
    base = scale_height(axis, labels, format_)
    notes = [labels.too_small if any(quiet_groups(one) for one in shown) else ""]
    lines = note_lines(notes, format_)
    key = format_.quiet * 1.7
    rows = rows_between(format_, len(shown), base + format_.quiet * 0.4, key + notes_height(lines, format_))
    marks: list[Mark] = [*marked(statements, named, rows, format_), *rules(rows, format_)]
    marks += axis.grid(base + format_.quiet * 0.2, rows.bottom, format_)
    marks += axis.heads(labels, format_, base)
    middle = base - tall(len(head), format_.quiet) / 2
    marks += paragraph(head, format_.width, middle, format_.quiet, role="scale", anchor="end", colour=QUIET)
    for row, statement in enumerate(shown):
        marks += _row(statement, rows.middle(row), rows.height, axis, labels, format_)
    texts = [labels.statements[id_] for id_ in statements]
    marks += row_texts(texts, statements, rows, room, format_, named)
    marks += _key(labels, rows.bottom + key * 0.6, format_)
    marks += write_notes(lines, rows.bottom + key, format_)
    height = format_.height or rows.bottom + key + notes_height(lines, format_)
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes))


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
    for group, level in levels.items():
        ink = GREY if group in quiet else INK
        marks.append(
            Circle(
                x=axis.x(level),
                y=y,
                radius=format_.count * 0.33,
                role=f"dot:{group}",
                fill=ink if level in (low, high) else PAPER,
                stroke=ink,
                thickness=format_.pen * 1.5,
                about=statement.id,
            )
        )
    away = min(height * 0.33, format_.count * 0.45 + format_.quiet * 0.65)
    for level, side in {low: 1, high: -1}.items():
        there = [group for group, own in levels.items() if own == level]
        colour = QUIET if set(there) <= quiet else INK
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
    names = [labels.groups[group] for group in groups]
    name = " · ".join(names) if len(names) < 3 else f"{names[0]} · {names[1]} …"
    beyond = format_.gap * 3
    room = axis.right - axis.left + 2 * beyond
    value = labels.number(level)
    shortened = text.lines(name, room - text.width(f" {value}", format_.quiet), format_.quiet, most=1)[0]
    shown = f"{shortened} {value}"
    half = text.width(shown, format_.quiet) / 2
    x = min(max(axis.x(level), axis.left - beyond + half), axis.right + beyond - half)
    return [*paragraph([shown], x, y, format_.quiet, role="direct", anchor="middle", colour=colour)]


def _key(labels: Labels, y: float, format_: Format) -> list[Mark]:
    """What the tick is."""
    x = format_.quiet * 0.4
    words = paragraph([labels.room], x + format_.quiet * 0.8, y, format_.quiet, role="note", colour=QUIET)
    half = format_.quiet * 0.45
    tick = upright(x, y - half, y + half, role="key", stroke=QUIET, thickness=format_.pen * 2)
    return [tick, *words]
