"""Charts of rows: a text at the left, marks at its right, a quiet rule between."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from charts import text
from charts.formats import Format
from charts.marks import Area, Line, Mark, Rect, Text, across, paragraph, tall, upright
from charts.theme import INK, QUIET, RULE, TINT
from content.labels import Labels

BESIDE_NOTES = 100
"""Pixels that a panel leaves free at the right of its notes: there stands the way to its table."""


@dataclass(frozen=True)
class Rows:
    """Rows of one height below one another, from ``top`` on."""

    top: float
    height: float
    count: int

    def upper(self, row: int) -> float:
        return self.top + row * self.height

    def middle(self, row: int) -> float:
        return self.upper(row) + self.height / 2

    @property
    def bottom(self) -> float:
        return self.upper(self.count)


def rows_between(
    format_: Format, count: int, top: float, bottom: float, *, height: float | None = None, least: float = 0
) -> Rows:
    """As many rows below ``top``, of the format's height or this; where the height of the picture is given, they are
    lower if need be, and ``bottom`` stays free below them; ``least``: what they keep in panels."""
    wanted = height or format_.row
    most = (format_.height - top - bottom) / max(count, 1) if format_.height is not None else wanted
    return Rows(top, max(min(wanted, most), least if format_.is_small else 0), count)


def row_texts(
    texts: Sequence[str], ids: Sequence[str], rows: Rows, room: float, format_: Format, named: Collection[str] = ()
) -> list[Text]:
    """The rows' texts at the left, in one size in which all fit if there is one; those that are named bold."""
    sizes = (format_.label, (format_.label + format_.quiet) / 2, format_.quiet)
    airy = (0.9, 0.9, 1)  # of a row; only in the smallest letters texts may nearly touch
    most = [_lines_in(rows.height * part, size) for part, size in zip(airy, sizes, strict=True)]

    def fits(size: float, lines: int, *, whole: bool) -> bool:
        broken = [text.lines(one, room, size, bold=id_ in named) for one, id_ in zip(texts, ids, strict=True)]
        return all(
            len(found) <= lines and (not whole or text.is_whole(one, found))
            for one, found in zip(texts, broken, strict=True)
        )

    places = range(len(sizes))
    fitting = (place for whole in (True, False) for place in places if fits(sizes[place], most[place], whole=whole))
    chosen = next(fitting, len(sizes) - 1)
    marks: list[Text] = []
    for row, (one, id_) in enumerate(zip(texts, ids, strict=True)):
        is_named = id_ in named
        lines = text.lines(one, room, sizes[chosen], bold=is_named, most=most[chosen])
        role = "name named" if is_named else "name"
        marks += paragraph(lines, 0, rows.middle(row), sizes[chosen], role=role, colour=INK, bold=is_named, about=id_)
    return marks


def text_room(texts: Sequence[str], height: float, format_: Format, *, part: float = 1) -> float:
    """Width of the column of statements in rows of this height: that of the format or a part of it, more where texts
    would be cut."""
    lines = _lines_in(height, format_.quiet)
    rooms = [format_.text_column * part * wider for wider in (1, 1.1, 1.2, 1.3)]
    cut = (any(len(text.lines(one, room, format_.quiet, bold=True)) > lines for one in texts) for room in rooms)
    return next((room for room, is_cut in zip(rooms, cut, strict=True) if not is_cut), rooms[-1])


def least_height(texts: Sequence[str], room: float, format_: Format) -> float:
    """Of rows in which each of the texts is whole."""
    most = max((len(text.lines(one, room, format_.quiet, bold=True)) for one in texts), default=1)
    return max(tall(most, format_.quiet) / 0.97, format_.label * 1.3)


def _lines_in(height: float, size: float) -> int:
    return max(1, int((height * 0.98 / size - 1) / text.LINE) + 1)


def marked(ids: Sequence[str], named: Collection[str], rows: Rows, format_: Format) -> list[Mark]:
    """A tint over the whole width and an ink bar at the left of the rows of which the sentence above speaks."""
    marks: list[Mark] = []
    for row, id_ in enumerate(ids):
        if id_ in named:
            band = Rect(
                x=-format_.bleed,
                y=rows.upper(row) + 1,
                width=format_.width + 2 * format_.bleed,
                height=rows.height - 2,
                role="named",
                fill=TINT,
                about=id_,
            )
            marks += [band, replace(band, width=format_.bleed / 3, role="named bar", fill=INK)]
    return marks


def areas(ids: Sequence[str], rows: Rows, format_: Format, *, right: float | None = None) -> tuple[Area, ...]:
    """Each row over the whole width, or as far as ``right``."""
    left, end = -format_.bleed, format_.width + format_.bleed if right is None else right
    return tuple(
        Area(x=left, y=rows.upper(row), width=end - left, height=rows.height, about=id_) for row, id_ in enumerate(ids)
    )


def rules(rows: Rows, format_: Format) -> list[Mark]:
    """Thin rules between the rows."""
    return [rule(rows.upper(row), format_) for row in range(1, rows.count)]


def rule(y: float, format_: Format) -> Line:
    """A thin one over the whole width."""
    return across(0, format_.width, y, role="rule", stroke=RULE, thickness=format_.pen / 2)


@dataclass(frozen=True)
class LevelAxis:
    """Levels 1 to 4 from ``left`` to ``right``, the same in every chart."""

    left: float
    right: float

    def x(self, level: Fraction | float) -> float:
        return self.left + (float(level) - 1) / 3 * (self.right - self.left)

    def heads(self, labels: Labels, format_: Format, base: float) -> list[Text]:
        """The scale in words above its lines, standing on ``base``; the numbers only where the words have no room."""
        marks: list[Text] = []
        words = self._words(labels, format_) or [[str(value)] for value in (1, 2, 3, 4)]
        for value, lines in enumerate(words, 1):
            middle = base - tall(len(lines), format_.quiet) / 2
            marks += paragraph(lines, self.x(value), middle, format_.quiet, role="scale", anchor="middle", colour=QUIET)
        return marks

    def reading(self, labels: Labels, format_: Format) -> str:
        """What the ends of the scale are, if no words stand above it."""
        return "" if self._words(labels, format_) else labels.scale

    def _words(self, labels: Labels, format_: Format) -> list[list[str]]:
        """By value; none in a panel where they have no room."""
        room = (self.right - self.left) / 3 - format_.quiet * 0.5
        words = [f"{value} {word}" for value, word in enumerate(labels.rings, 1)]
        most = 2 if format_.is_small else 3
        broken = [text.balanced(word, room, format_.quiet, most=most) for word in words]
        is_whole = all(text.is_whole(word, lines) for word, lines in zip(words, broken, strict=True))
        return broken if is_whole or not format_.is_small else []

    def grid(self, top: float, bottom: float, format_: Format) -> list[Mark]:
        """A line at each of 1, 2, 3 and 4."""
        return [
            upright(
                self.x(value),
                top,
                bottom,
                role="grid",
                stroke=RULE,
                thickness=format_.pen * 0.8,
            )
            for value in (1, 2, 3, 4)
        ]


def scale_height(axis: LevelAxis, labels: Labels, format_: Format) -> float:
    """Pixels that the words above the axis take."""
    return -min(head.box[1] for head in axis.heads(labels, format_, 0))


def note_lines(sentences: Sequence[str], format_: Format) -> list[str]:
    """How the picture is to be read, in lines; none where the medium has a footer for it."""
    reading = joined(sentences)
    room = format_.width - (BESIDE_NOTES if format_.is_small else 0)
    return text.lines(reading, room, format_.quiet) if format_.has_notes and reading else []


def joined(sentences: Sequence[str]) -> str:
    """Notes one after the other."""
    return " · ".join(sentence for sentence in sentences if sentence)


def notes_height(lines: Sequence[str], format_: Format) -> float:
    """Pixels that the notes take below the rows."""
    return tall(len(lines), format_.quiet) + format_.quiet * 0.7 if lines else 0.0


def write_notes(lines: Sequence[str], top: float, format_: Format) -> list[Text]:
    """The notes below ``top``."""
    middle = top + format_.quiet * 0.6 + tall(len(lines), format_.quiet) / 2
    return paragraph(lines, 0, middle, format_.quiet, role="note", colour=QUIET)
