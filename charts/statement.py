"""One statement: the room and its groups as people on one zero line."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from analysis.questionnaire import RATINGS
from analysis.results import Ratings, Results
from charts import text
from charts.bars import (
    IN_BAR_ORDER,
    MOST_UNITS,
    Columns,
    Scale,
    answer_heads,
    columns,
    counts,
    e_bar,
    has_narrow,
    heads_height,
    heads_left,
    how_to_read,
    scale_between,
    segments,
    zero_line,
)
from charts.formats import Format
from charts.marks import Area, Line, Mark, Picture, across, paragraph, tall
from charts.rows import joined, note_lines, notes_height, rule, write_notes
from charts.squares import packed, square_scale, squares
from charts.theme import ANSWER_COLOURS, INK, QUIET, text_colour
from content.labels import ROOM, Labels

DASH = "–"
ROOM_ROWS, ROWS_ALONE = 2, 4
"""Rows of squares that the room takes, above its groups and where there is none."""


@dataclass(frozen=True)
class _Row:
    """The room or a group; ``ratings`` None are hidden or too few."""

    id: str
    name: str
    ratings: Ratings | None
    e: int | None
    people: int
    lines: int


@dataclass(frozen=True)
class _Place:
    """What all rows of a picture share; ``e_unit``: pixels a person at which every bar of E fits."""

    labels: Labels
    format_: Format
    columns: Columns
    scale: Scale
    row: float
    e_unit: float


def statement(
    results: Results, labels: Labels, shows: Sequence[str], _named: Collection[str], format_: Format
) -> Picture:
    """The first statement that is shown: the room above a rule, then each group in screen order, in the same squares.

    Up to sixty people each one is a square, in panels a part of a bar; above, bars show shares.
    """
    shown = list(_rows(results, labels, shows[0]))
    shares = results.respondents > MOST_UNITS
    left = format_.name_column + format_.gap
    places = columns(left, results.respondents, format_)
    numbers, head_left = _heads(shown[0], labels, places, format_)
    base = heads_height(labels, head_left, places.right, format_, numbers) + format_.quiet * 0.2
    notes = [*how_to_read(labels, solid=shares or format_.is_small), _of_dashes(shown, base, labels, format_)]
    lines = note_lines(notes, format_)
    free = (format_.height or 0) - base - format_.quiet - notes_height(lines, format_)
    tallness = shown[0].lines * 0.8
    row = free / (len(shown) - 1 + tallness) if format_.height else format_.row * 0.62
    row = max(min(row, format_.row * 0.7), format_.label * 1.4 if format_.is_small else 0)
    scale = _scale(shown, places, row, shares=shares, solid=format_.is_small)
    e_unit = places.e_room(format_) / max(*(one.e or 0 for one in shown), 1)
    place = _Place(labels, format_, places, scale, row, e_unit)
    marks: list[Mark] = [
        *answer_heads(labels, head_left, places.right, base, format_, numbers),
        *places.heads(base, format_),
    ]
    zeros: list[Mark] = []
    rules: list[Mark] = []
    top = base + format_.quiet * 0.4
    places_of: list[Area] = []
    for one in shown:
        height = row * (tallness if one.id == ROOM else 1)
        left = -format_.bleed
        places_of.append(Area(x=left, y=top, width=format_.width - 2 * left, height=height, about=one.id))
        marks += _marks(one, top, height, place)
        if one.ratings is not None:
            zeros += zero_line(scale, top, top + height, format_)
        top += height
        if len(shown) > 1:
            rules.append(_below_room(top, format_) if one.id == ROOM else rule(top, format_))
    marks += [mark for mark in zeros if mark.role != "zero"]
    marks += [*rules, *(mark for mark in zeros if mark.role == "zero")]  # the white beside it covers no rule
    marks += write_notes(lines, top, format_)
    height = format_.tall(top + notes_height(lines, format_) + 1)
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes), tuple(places_of))


def _of_dashes(shown: Sequence[_Row], base: float, labels: Labels, format_: Format) -> str:
    """What a dash is, where the rows may be too low for the words themselves."""
    is_low = format_.height is not None and (format_.height - base) / (len(shown) + 1.6) < tall(2, format_.quiet)
    return f"{DASH} {labels.hidden}" if is_low and any(one.ratings is None for one in shown[1:]) else ""


def _rows(results: Results, labels: Labels, id_: str) -> Iterator[_Row]:
    of = results.by_statement[id_]
    lines = ROOM_ROWS if results.groups_beside else ROWS_ALONE
    yield _Row(ROOM, labels.room, of.ratings, of.e, results.respondents, lines)
    for group in results.groups_beside:
        cell = of.cells[group.id]
        yield _Row(group.id, labels.groups[group.id], cell.ratings, cell.e, group.people, 1)


def _heads(room: _Row, labels: Labels, places: Columns, format_: Format) -> tuple[Mapping[str, int] | None, float]:
    """The room's counts, which stand in the colours of the heads, and where these begin; in panels its bar has them."""
    if format_.is_small:
        return None, 0
    numbers = dict.fromkeys(RATINGS, 0) if room.ratings is None else room.ratings._asdict()
    return numbers, heads_left(labels, places.left, places.right, format_, numbers)


def _scale(shown: Sequence[_Row], places: Columns, row: float, *, shares: bool, solid: bool) -> Scale:
    """Squares as large as rows and columns allow; a bar of the room has two rows of them."""
    whole = [one.ratings for one in shown if one.ratings is not None]
    if solid or shares:
        return scale_between(places.left, places.right, whole, shares=shares, solid=True)
    columns_of = [packed(one.ratings, one.lines) for one in shown if one.ratings is not None]
    return square_scale(places.left, places.right, columns_of, row * 0.7)


def _marks(one: _Row, top: float, height: float, place: _Place) -> list[Mark]:
    format_, labels, scale, is_room = place.format_, place.labels, place.scale, one.id == ROOM
    middle = top + height / 2
    marks: list[Mark] = [*_name(one, middle, height, place)]
    is_low = not is_room and (format_.is_small or height < format_.quiet * 2.1)
    unit, above = scale.unit, 0.0
    if scale.solid:
        unit = place.row * (0.9 if is_room else 0.8 if is_low else 0.45)
        above = 0 if is_low or is_room else format_.quiet * 0.4
    if format_.is_small and is_room and one.ratings and has_narrow(one.ratings, scale, format_):
        unit, above = min(unit, height - format_.quiet * 1.3), format_.quiet * 0.6
    e_room = place.columns.e_room(format_)
    e_unit = e_room / max(one.people, 1) if scale.shares else min(scale.unit, place.e_unit)
    top = middle - unit / 2 - above
    size = 0 if is_room else min(format_.label, place.row * 0.75)
    marks += e_bar(one.e, e_unit, place.columns.e, e_room, top, unit, format_, one.id, size=size)
    if one.ratings is None:
        sentence = labels.too_few if is_room else labels.hidden
        words = text.balanced(sentence, place.columns.right - place.columns.left, format_.quiet)
        if tall(len(words), format_.quiet) > height:
            words = [DASH]
        return marks + paragraph(words, place.columns.left, middle, format_.quiet, role="hidden", colour=QUIET)
    if scale.solid:
        marks += segments(one.ratings, scale, top, unit, format_, one.id)
    else:
        marks += squares(one.ratings, one.lines, scale, middle - unit * one.lines / 2, format_, one.id)
    if not is_room and not scale.solid and _fits(one.ratings, unit, format_):
        marks += _numbers(one, one.ratings, middle, place)
    elif not is_room or format_.is_small:
        marks += counts(one.ratings, scale, top, unit, format_, one.id, has_below=not is_low)
    n = [str(one.ratings.n)]
    size = format_.count if is_room else min(format_.label, max(height / 1.1, format_.quiet))
    return marks + paragraph(
        n, format_.width, middle, size, role="n", anchor="end", bold=is_room, colour=INK, about=one.id
    )


def _name(one: _Row, middle: float, height: float, place: _Place) -> list[Mark]:
    format_, is_room = place.format_, one.id == ROOM
    all_sizes = (format_.label, (format_.label + format_.quiet) / 2, format_.quiet)
    sizes = [size for size in all_sizes if size * 1.1 <= height] or [format_.quiet]
    room = format_.name_column
    size = text.fitting(one.name, room, sizes, 1, bold=is_room)
    most = 2 if tall(2, size) < height else 1
    lines = text.lines(one.name, room, size, bold=is_room, most=most)
    return [*paragraph(lines, 0, middle, size, role=f"head:{one.id}", bold=is_room, colour=INK, about=one.id)]


def _fits(ratings: Ratings, unit: float, format_: Format) -> bool:
    """Whether each count has room in a single square."""
    return text.width(str(max(ratings)), format_.quiet, bold=True) < unit * 0.88 and format_.quiet * 1.1 < unit


def _numbers(one: _Row, ratings: Ratings, y: float, place: _Place) -> list[Mark]:
    """Each count in the square in the middle of its answer's."""
    marks: list[Mark] = []
    for answer in IN_BAR_ORDER:
        left, width = place.scale.span(ratings, answer)
        count, size = getattr(ratings, answer), place.format_.quiet
        x = left + width / 2 - (0 if count % 2 else place.scale.unit / 2)
        if count:
            role, colour = f"number:{answer}", text_colour(ANSWER_COLOURS[answer])
            marks += paragraph(
                [str(count)], x, y, size, role=role, anchor="middle", bold=True, colour=colour, about=one.id
            )
    return marks


def _below_room(y: float, format_: Format) -> Line:
    return across(0, format_.width, y, role="rule", stroke=INK, thickness=format_.pen)
