"""Two runs side by side: a line from each level of the earlier one to that of the later."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from analysis.changes import Change
from analysis.results import Results
from charts import text
from charts.formats import Format
from charts.marks import Anchor, Circle, Line, Mark, Picture, Text, across, paragraph, tall, upright
from charts.rows import joined, note_lines, notes_height, write_notes
from charts.spreading import spread
from charts.theme import GREY, INK, OUTER, QUIET, RULE
from content.labels import Labels

AIR = 0.4
"""Between two names, in sizes of their letters."""
LEAD = 2.4
"""Gaps of the line from a dot to its value, wide enough that lines do not run into one another."""
CLOSE = 0.6
"""Of the scale that names may fill where its height is free: beyond it they would stand far from their dots."""
LOW = 340
"""Pixels of the scale where the height of the picture is free."""


@dataclass(frozen=True)
class _Entry:
    """A change with its name in lines; ``ns`` says how many people stand behind it, if the heads do not."""

    change: Change
    lines: tuple[str, ...]
    ns: str
    size: float
    is_named: bool
    height: float


@dataclass(frozen=True)
class _Place:
    """Lines go from ``left`` to ``right``, between ``top`` (level 4) and ``bottom`` (level 1); ``has_both``: the names
    stand at both sides."""

    left: float
    right: float
    top: float
    bottom: float
    has_both: bool
    format_: Format

    def y(self, level: Fraction) -> float:
        return self.bottom - (float(level) - 1) / 3 * (self.bottom - self.top)


def slope(results: Results, labels: Labels, shows: Sequence[str], named: Collection[str], format_: Format) -> Picture:
    """Levels before at the left, afterwards at the right; ``shows``: of whom, then ids of fields or statements.

    Grey where the difference is too small to be read into. What lies close together is written apart, each with a thin
    line to its dot.
    """
    rows = _rows(results, shows)
    is_of_fields = all(one.id in labels.fields for one in rows)
    small = labels.too_small if any(not one.is_readable for one in rows) else ""
    notes = [small, labels.not_the_same]
    lines = note_lines(notes, format_)
    heads = _heads(rows, labels, has_n=is_of_fields)
    below = notes_height(lines, format_) + _end(format_)
    entries, place = _laid_out(rows, labels, named, format_, heads, below, is_of_fields=is_of_fields)
    marks: list[Mark] = [*_frame(place, labels), *_written_heads(heads, place)]
    for entry in sorted(entries, key=lambda one: one.change.is_readable):
        marks += _line(entry, place)
    marks += [*_side(entries, place, labels, is_left=True), *_side(entries, place, labels, is_left=False)]
    end = place.bottom + _end(format_)
    marks += write_notes(lines, end, format_)
    return Picture(
        format_.width, format_.tall(end + notes_height(lines, format_)), tuple(marks), format_.bleed, joined(notes)
    )


def _rows(results: Results, shows: Sequence[str]) -> list[Change]:
    """The changes that are shown, of the line with which ``shows`` begins."""
    if results.since is None or not shows:
        return []
    of = results.since.of(shows[0])
    by_id = {one.id: one for one in (*of.fields, *of.statements)}
    return [by_id[one] for one in shows[1:] if one in by_id]


def _heads(rows: Sequence[Change], labels: Labels, *, has_n: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands above both sides: the run, and of fields how many people it had."""
    if not has_n or not rows:
        return (labels.runs[0],), (labels.runs[1],)
    ns = rows[0].n_before, rows[0].n_after
    return (labels.runs[0], labels.people.format(n=ns[0])), (labels.runs[1], labels.people.format(n=ns[1]))


def _end(format_: Format) -> float:
    """Below the scale: its lower end in words, and as far as names may reach beyond."""
    return format_.quiet * 1.7


def _laid_out(
    rows: Sequence[Change],
    labels: Labels,
    named: Collection[str],
    format_: Format,
    heads: tuple[tuple[str, ...], tuple[str, ...]],
    below: float,
    *,
    is_of_fields: bool,
) -> tuple[list[_Entry], _Place]:
    """The largest letters in which all names have room beside the scale."""
    room = format_.name_column * 1.1 if is_of_fields else format_.text_column
    value = text.width("4,0", format_.count, bold=True) + format_.gap * (LEAD + 0.5)
    head = max(text.width(line, format_.label, bold=True) for of in heads for line in of)
    top = tall(len(heads[0]), format_.label) + format_.quiet * 2.4
    free = format_.height - top - below if format_.height is not None else None
    entries = _fitting(rows, labels, named, room, format_, free, is_of_fields=is_of_fields)
    needed = sum(entry.height for entry in entries)
    high = max(free if free is not None else max(LOW, format_.radar * 0.85), needed - format_.quiet)
    beside = room + format_.gap * 0.5
    left = max(value + (beside if is_of_fields else 0), head / 2)
    right = format_.width - max(value + beside, head / 2)
    return entries, _Place(left, right, top, top + high, is_of_fields, format_)


def _fitting(
    rows: Sequence[Change],
    labels: Labels,
    named: Collection[str],
    room: float,
    format_: Format,
    free: float | None,
    *,
    is_of_fields: bool,
) -> list[_Entry]:
    """The names in the largest letters in which all of them stand below one another; of statements that are too long
    for that what lists call them."""
    sizes = (format_.label, (format_.label + format_.quiet) / 2, format_.quiet)
    texts = [labels.fields] if is_of_fields else [labels.statements, labels.names]
    tries = [(names, size, 99) for names, size in product(texts, sizes)]
    entries: list[_Entry] = []
    most_high = free or LOW * (1.4 if is_of_fields else CLOSE)
    for names, size, most in (*tries, *((texts[-1], sizes[-1], lines) for lines in (3, 2, 1))):
        of = ((one, text.lines(names[one.id], room, size, bold=one.id in named, most=most)) for one in rows)
        entries = [_entry(one, lines, labels, one.id in named, size, format_, is_of_fields) for one, lines in of]
        if sum(entry.height for entry in entries) <= most_high:
            break
    return entries


def _entry(
    change: Change,
    lines: Sequence[str],
    labels: Labels,
    is_named: bool,
    size: float,
    format_: Format,
    is_of_fields: bool,
) -> _Entry:
    ns = "" if is_of_fields else labels.n_of_both.format(before=change.n_before, after=change.n_after)
    tallest = max(tall(len(lines), size) + (format_.quiet * text.LINE if ns else 0), tall(1, format_.count))
    return _Entry(change, tuple(lines), ns, size, is_named, tallest + AIR * size)


def _frame(place: _Place, labels: Labels) -> list[Mark]:
    """The scale: a line at each side and one at each level, with the words of both ends in between."""
    format_ = place.format_
    marks: list[Mark] = [
        across(place.left, place.right, place.y(Fraction(level)), role="grid", stroke=RULE, thickness=format_.pen * 0.6)
        for level in (1, 2, 3, 4)
    ]
    for x in (place.left, place.right):
        marks.append(upright(x, place.top, place.bottom, role="axis", stroke=OUTER, thickness=format_.pen * 0.8))
    room, middle = place.right - place.left - format_.gap, (place.left + place.right) / 2
    away = format_.quiet * 0.85
    for level, y in ((4, place.top - away), (1, place.bottom + away)):
        words = f"{level} {labels.rings[level - 1]}"
        shown = words if text.width(words, format_.quiet) <= room else str(level)
        marks += paragraph([shown], middle, y, format_.quiet, role="scale", anchor="middle", colour=QUIET)
    return marks


def _written_heads(heads: tuple[tuple[str, ...], tuple[str, ...]], place: _Place) -> list[Text]:
    size = place.format_.label
    marks: list[Text] = []
    for lines, x in zip(heads, (place.left, place.right), strict=True):
        middle = tall(len(lines), size) / 2
        marks += paragraph(lines, x, middle, size, role="head", anchor="middle", bold=True, colour=INK)
    return marks


def _line(entry: _Entry, place: _Place) -> list[Mark]:
    """From dot to dot; grey and thinner where it must not be read into."""
    one, format_ = entry.change, place.format_
    colour, wide = (INK, 2.4) if one.is_readable else (GREY, 1.4)
    before, after = place.y(one.before), place.y(one.after)
    radius = format_.count * (0.28 if one.is_readable else 0.2)
    role = "change" if one.is_readable else "change small"
    drawn = Line(
        x1=place.left,
        y1=before,
        x2=place.right,
        y2=after,
        role=role,
        stroke=colour,
        thickness=format_.pen * wide,
        about=one.id,
    )
    ends = ((place.left, before), (place.right, after))
    dots = [Circle(x=x, y=y, radius=radius, role="dot", fill=colour, about=one.id) for x, y in ends]
    return [drawn, *dots]


def _side(entries: Sequence[_Entry], place: _Place, labels: Labels, *, is_left: bool) -> list[Mark]:
    """Values of one side, and the names where they stand there, apart from one another."""
    format_ = place.format_
    levels = [entry.change.before if is_left else entry.change.after for entry in entries]
    over = format_.quiet * 0.9
    wanted = [place.y(level) for level in levels]
    alone = tall(1, format_.count) + AIR * format_.quiet
    heights = [alone if is_left and not place.has_both else entry.height for entry in entries]
    ys = spread(wanted, heights, place.top - over, place.bottom + over)
    marks: list[Mark] = []
    for entry, level, at, y in zip(entries, levels, wanted, ys, strict=True):
        marks += _written(entry, labels.number(level), at, y, place, is_left=is_left)
    return marks


def _written(entry: _Entry, value: str, at: float, y: float, place: _Place, *, is_left: bool) -> list[Mark]:
    """One value with the thin line to its dot, and the name beside it."""
    format_, one = place.format_, entry.change
    way, anchor = (-1.0, "end") if is_left else (1.0, "start")
    side: Anchor = "end" if anchor == "end" else "start"
    axis = place.left if is_left else place.right
    x = axis + way * format_.gap * LEAD
    colour = INK if one.is_readable else QUIET
    marks: list[Mark] = []
    if abs(y - at) > format_.pen:
        marks.append(
            Line(
                x1=axis + way * format_.gap * 0.4,
                y1=at,
                x2=x - way * format_.gap * 0.15,
                y2=y,
                role="leader",
                stroke=OUTER,
                thickness=format_.pen * 0.6,
                about=one.id,
            )
        )
    marks += paragraph([value], x, y, format_.count, role="number", anchor=side, bold=True, colour=colour, about=one.id)
    if not is_left or place.has_both:
        beside = x + way * (text.width("4,0", format_.count, bold=True) + format_.gap * 0.5)
        marks += _name(entry, beside, y, colour, side, format_)
    return marks


def _name(entry: _Entry, x: float, y: float, colour: str, anchor: Anchor, format_: Format) -> list[Text]:
    role, about = "name named" if entry.is_named else "name", entry.change.id
    extra = format_.quiet * text.LINE if entry.ns else 0.0
    marks = paragraph(
        entry.lines,
        x,
        y - extra / 2,
        entry.size,
        role=role,
        anchor=anchor,
        bold=entry.is_named,
        colour=colour,
        about=about,
    )
    if entry.ns:
        below = y + tall(len(entry.lines), entry.size) / 2 + extra * 0.1
        marks += paragraph([entry.ns], x, below, format_.quiet, role="n", anchor=anchor, colour=QUIET, about=about)
    return marks
