"""What the room answered before the talk and after it: two blocks of people on one zero line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from analysis.results import Ratings
from charts import text
from charts.bars import (
    MOST_UNITS,
    Columns,
    Scale,
    answer_heads,
    columns,
    counts,
    e_bar,
    heads_height,
    how_to_read,
    scale_between,
    segments,
    zero_line,
)
from charts.formats import Format
from charts.marks import Mark, Picture, paragraph, tall
from charts.rows import joined, note_lines, notes_height, rule, write_notes
from charts.squares import packed, square_scale, squares
from charts.theme import INK, QUIET
from content.labels import Labels

LINES = 3
"""Rows of squares in each block."""
SUM = 1.6
"""Size of the sums of both sides, in sizes of counts."""
BLOCK = 0.84
"""The part of a row that squares may take."""


@dataclass(frozen=True)
class Vote:
    """What all in the room answered once; None is not shown."""

    id: str
    name: str
    ratings: Ratings | None
    e: int | None
    people: int


@dataclass(frozen=True)
class _Place:
    """What both rows share: bars stand between ``left`` and ``right``, the sums of both sides beside these."""

    labels: Labels
    format_: Format
    columns: Columns
    left: float
    right: float
    scale: Scale
    row: float
    e_unit: float


def before_after(votes: Sequence[Vote], labels: Labels, format_: Format) -> Picture:
    """A block a vote, the first above, each person a square of one size; above sixty people bars show shares."""
    place, base = _place(votes, labels, format_)
    solid, scale = place.scale.solid, place.scale
    notes = how_to_read(labels, solid=solid)
    lines = note_lines(notes, format_)
    marks: list[Mark] = [
        *answer_heads(labels, place.left, place.right, base, format_),
        *place.columns.heads(base, format_),
    ]
    top = base + format_.quiet * 0.4
    zeros: list[Mark] = []
    for number, vote in enumerate(votes):
        if number:
            marks.append(rule(top, format_))
        marks += _marks(vote, top, place)
        if vote.ratings is not None:
            inset = (place.row - _high(place)) / 2 - format_.quiet * 0.3
            zeros += zero_line(scale, top + inset, top + place.row - inset, format_)
        top += place.row
    marks += [*zeros, *write_notes(lines, top, format_)]
    height = format_.tall(top + notes_height(lines, format_) + 1)
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes))


def _place(votes: Sequence[Vote], labels: Labels, format_: Format) -> tuple[_Place, float]:
    """Where the rows stand, and the line on which the heads do."""
    people = max(vote.people for vote in votes)
    name = max(text.width(vote.name, format_.label, bold=True) for vote in votes)
    places = columns(name + format_.gap, people, format_)
    beside = text.width(str(people), format_.count * SUM, bold=True) + format_.gap * 0.8
    left, right = places.left + beside, places.right - beside
    base = heads_height(labels, left, right, format_) + format_.quiet * 0.2
    lines = note_lines(how_to_read(labels, solid=False), format_)
    free = (format_.height or 0) - base - format_.quiet * 0.4 - notes_height(lines, format_)
    row = free / len(votes) if format_.height else format_.row
    scale = _scale([vote.ratings for vote in votes if vote.ratings], left, right, row, shares=people > MOST_UNITS)
    e_unit = places.e_room(format_) / max(*(vote.e or 0 for vote in votes), 1)
    return _Place(labels, format_, places, left, right, scale, row, e_unit), base


def _scale(rated: Sequence[Ratings], left: float, right: float, row: float, *, shares: bool) -> Scale:
    if shares:
        return scale_between(left, right, rated, shares=True)
    return square_scale(left, right, [packed(one, LINES) for one in rated], row * BLOCK / LINES)


def _high(place: _Place) -> float:
    """Pixels from the upper to the lower edge of a block."""
    return place.row * 0.5 if place.scale.solid else place.scale.unit * LINES


def _marks(vote: Vote, top: float, place: _Place) -> list[Mark]:
    format_, scale, middle = place.format_, place.scale, top + place.row / 2
    marks: list[Mark] = [
        *paragraph([vote.name], 0, middle, format_.label, role="head", bold=True, colour=INK, about=vote.id),
        *_e(vote, middle, place),
    ]
    if vote.ratings is None:
        words = text.balanced(place.labels.too_few, place.right - place.left, format_.quiet)
        return marks + paragraph(words, place.left, middle, format_.quiet, role="hidden", colour=QUIET)
    upper = middle - _high(place) / 2
    if scale.solid:
        marks += segments(vote.ratings, scale, upper, _high(place), format_, vote.id)
        marks += counts(vote.ratings, scale, upper, _high(place), format_, vote.id)
    else:
        marks += squares(vote.ratings, LINES, scale, upper, format_, vote.id)
    marks += _sums(vote.ratings, middle, vote.id, place)
    n, size = [str(vote.ratings.n)], format_.count
    return marks + paragraph(
        n, format_.width, middle, size, role="n", anchor="end", bold=True, colour=INK, about=vote.id
    )


def _e(vote: Vote, middle: float, place: _Place) -> list[Mark]:
    """Who cannot judge: as squares are, of bars the part of the people."""
    format_, room = place.format_, place.columns.e_room(place.format_)
    unit = room / max(vote.people, 1) if place.scale.shares else min(place.scale.unit, place.e_unit)
    height = min(_high(place), tall(1, format_.count) * 1.6)
    return e_bar(vote.e, unit, place.columns.e, room, middle - height / 2, height, format_, vote.id)


def _sums(ratings: Ratings, middle: float, about: str, place: _Place) -> Iterator[Mark]:
    """How many stand at each side, at both ends."""
    size, gap = place.format_.count * SUM, place.format_.gap * 0.45
    yield from paragraph(
        [str(ratings.disagree)],
        place.left - gap,
        middle,
        size,
        role="sum",
        anchor="end",
        bold=True,
        colour=INK,
        about=about,
    )
    yield from paragraph(
        [str(ratings.agree)], place.right + gap, middle, size, role="sum", bold=True, colour=INK, about=about
    )
