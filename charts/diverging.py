"""Diverging bars: who leans which way on each statement, how strongly, and who cannot judge."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from analysis.results import Results, StatementResult
from charts import text
from charts.bars import (
    MOST_UNITS,
    Columns,
    Scale,
    answer_heads,
    columns,
    counts,
    e_bar,
    has_narrow,
    heads_height,
    how_to_read,
    scale_between,
    segments,
    zero_line,
)
from charts.formats import Format
from charts.marks import Mark, Picture, Text, paragraph, tall
from charts.rows import (
    Rows,
    areas,
    joined,
    least_height,
    marked,
    note_lines,
    notes_height,
    row_texts,
    rows_between,
    rules,
    text_room,
    write_notes,
)
from charts.theme import INK, QUIET
from content.labels import Labels


@dataclass(frozen=True)
class _Place:
    """What all rows of a picture share; ``below``: pixels for numbers below the bars."""

    labels: Labels
    format_: Format
    rows: Rows
    columns: Columns
    scale: Scale
    e_unit: float
    below: float


def diverging(
    results: Results, labels: Labels, statements: Sequence[str], named: Collection[str], format_: Format
) -> Picture:
    """One row a statement, in the given order; the zero line stands at the same place in all of them.

    The rows of the ``named`` statements are marked.
    """
    shown = [results.by_statement[id_] for id_ in statements]
    shares = results.respondents > MOST_UNITS
    texts = [labels.statement(id_, short=format_.is_small) for id_ in statements]
    room = text_room(texts, _likely_height(len(shown), format_), format_)
    places = columns(0 if format_.stacked else room + format_.gap, results.respondents, format_)
    rated = [one.ratings for one in shown if one.ratings]
    scale = scale_between(places.left, places.right, rated, shares=shares, solid=format_.is_small)
    left = 0 if format_.is_small else places.left
    base = heads_height(labels, left, places.right, format_)
    notes = how_to_read(labels, solid=scale.solid)
    lines = note_lines(notes, format_)
    free, least = notes_height(lines, format_), max(format_.label * 2.7, least_height(texts, room, format_))
    rows = rows_between(format_, len(shown), base + format_.quiet * 0.4, free, least=least)
    is_narrow = any(one.ratings and has_narrow(one.ratings, scale, format_) for one in shown)
    below = format_.quiet * (1.25 if is_narrow else 0.4)
    place = _Place(labels, format_, rows, places, scale, _e_unit(shown, scale, places, format_), below)
    marks: list[Mark] = [*marked(statements, named, rows, format_), *rules(rows, format_)]
    marks += answer_heads(labels, left, places.right, base, format_)
    marks += places.heads(base, format_)
    for row, statement in enumerate(shown):
        marks += _row(statement, row, place, statement.id in named)
    if not format_.stacked:
        marks += row_texts(texts, statements, rows, room, format_, named)
    marks += write_notes(lines, rows.bottom, format_)
    height = format_.tall(rows.bottom + notes_height(lines, format_))
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes), areas(statements, rows, format_))


def _likely_height(rows: int, format_: Format) -> float:
    """Of a row, below heads of two lines."""
    free = (format_.height or 0) - format_.quiet * 3
    return min(format_.row, free / max(rows, 1)) if format_.height else format_.row


def _e_unit(shown: Sequence[StatementResult], scale: Scale, places: Columns, format_: Format) -> float:
    """Pixels of a person in the column of E: those of the bars, less if they do not fit."""
    most = max((one.e or 0 for one in shown), default=0)
    room = places.e_room(format_) / max(most, 1)
    return room if scale.shares else min(room, scale.unit)


def _row(statement: StatementResult, row: int, place: _Place, is_named: bool) -> list[Mark]:
    format_, rows, scale, e = place.format_, place.rows, place.scale, place.columns
    above = _words_above(statement, rows.upper(row) + format_.quiet * 0.15, place, is_named)
    lowest = max([rows.upper(row), *(mark.box[3] for mark in above)]) + format_.quiet * 0.25
    free = rows.upper(row + 1) - lowest - place.below
    height = min(rows.height * 0.5, free, format_.count * 1.75)
    top = lowest + (free - height) / 2
    marks: list[Mark] = [*above]
    marks += e_bar(statement.e, place.e_unit, e.e, e.e_room(format_), top, height, format_, statement.id)
    middle = top + height / 2
    if statement.ratings is None:
        return marks + paragraph([place.labels.too_few], e.left, middle, format_.quiet, role="hidden", colour=QUIET)
    marks += segments(statement.ratings, scale, top, height, format_, statement.id)
    marks += zero_line(scale, top - format_.quiet * 0.25, top + height + format_.quiet * 0.25, format_)
    marks += counts(statement.ratings, scale, top, height, format_, statement.id)
    n = [str(statement.ratings.n)]
    marks += paragraph(n, format_.width, middle, format_.count, role="n", anchor="end", bold=True, colour=INK)
    return marks


def _words_above(statement: StatementResult, top: float, place: _Place, is_named: bool) -> list[Text]:
    """The pattern's word above the bar; in a narrow picture the statement, too, with the word at its right."""
    format_, size = place.format_, place.format_.quiet
    word = place.labels.patterns[statement.id]
    colour = INK if is_named else QUIET
    if not format_.stacked:
        left = place.columns.left
        words = [word] if word else []
        return paragraph(words, left, top + size / 2, size, role="pattern", bold=is_named, colour=colour)
    room = format_.width - text.width(word, size, bold=is_named) - format_.gap
    sentence = place.labels.statements[statement.id]
    label = text.fitting(sentence, room, (format_.label * 0.87, size), 2, bold=is_named)
    lines = text.lines(sentence, room, label, bold=is_named, most=3)
    middle = top + tall(len(lines), label) / 2
    role = "name named" if is_named else "name"
    marks = paragraph(lines, 0, middle, label, role=role, bold=is_named, colour=INK, about=statement.id)
    if word:
        right, last = format_.width, marks[-1].middle[1]
        marks += paragraph([word], right, last, size, role="pattern", anchor="end", bold=is_named, colour=colour)
    return marks
