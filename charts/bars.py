"""People as bars on one zero line: D C to its left, B A to its right, and who cannot judge beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from analysis.questionnaire import CANNOT_JUDGE, RATINGS
from analysis.results import Ratings
from charts import text
from charts.formats import Format
from charts.marks import Line, Mark, Rect, Text, hatched, paragraph, tall, upright
from charts.theme import ANSWER_COLOURS, HATCH, INK, PAPER, QUIET, text_colour
from content.labels import ROOM, Labels

MOST_UNITS = 60
"""Up to so many people each one is a field of its own; above, the bars are solid and show shares."""

N = "n"
"""Head of the column of those who rated."""

IN_BAR_ORDER = tuple(reversed(RATINGS))


@dataclass(frozen=True)
class Scale:
    """``zero`` line and pixels a person; with shares, a whole room is ``unit`` pixels.

    ``solid`` bars have no lines between people.
    """

    zero: float
    unit: float
    shares: bool
    solid: bool = False

    def person(self, ratings: Ratings) -> float:
        """Pixels that one of these people takes."""
        return self.unit / max(ratings.n, 1) if self.shares else self.unit

    def span(self, ratings: Ratings, answer: str) -> tuple[float, float]:
        """Left edge and width of an answer's segment."""
        unit = self.person(ratings)
        starts = {"D": -ratings.disagree, "C": -ratings.C, "B": 0, "A": ratings.B}
        return self.zero + starts[answer] * unit, getattr(ratings, answer) * unit


def scale_between(left: float, right: float, rated: Sequence[Ratings], *, shares: bool, solid: bool = False) -> Scale:
    """The zero line stands where the longest bars at both sides reach the edges."""
    base = {id(one): max(one.n, 1) if shares else 1 for one in rated}
    disagree = max((one.disagree / base[id(one)] for one in rated), default=0)
    agree = max((one.agree / base[id(one)] for one in rated), default=0)
    unit = (right - left) / (disagree + agree or 1)
    zero = left + disagree * unit if disagree + agree else (left + right) / 2
    return Scale(zero, unit, shares, shares or solid)


def segments(ratings: Ratings, scale: Scale, top: float, height: float, format_: Format, about: str) -> list[Mark]:
    """The bar of one statement, with white between its answers and, up to sixty, between its people."""
    marks: list[Mark] = []
    for answer in IN_BAR_ORDER:
        left, width = scale.span(ratings, answer)
        if width:
            colour = ANSWER_COLOURS[answer]
            role = f"bar:{answer}"
            marks.append(Rect(x=left, y=top, width=width, height=height, role=role, fill=colour, about=about))
    borders, unit = {-ratings.C: 2.0, ratings.B: 2.0}, scale.person(ratings)
    for place in range(-ratings.disagree + 1, ratings.agree):
        if place and (place in borders or not scale.solid):
            thickness = format_.pen * borders.get(place, min(1.0, unit / 8))
            marks.append(_upright(scale.zero + place * unit, top, height, PAPER, thickness, "between people"))
    return sorted(marks, key=lambda mark: isinstance(mark, Line))


def zero_line(scale: Scale, top: float, bottom: float, format_: Format) -> list[Mark]:
    """The line between C and B, with white at both sides: it is never left out."""
    return [
        _upright(scale.zero, top, bottom - top, colour, format_.pen * thickness, role)
        for colour, thickness, role in ((PAPER, 4.0, "around zero"), (INK, 1.6, "zero"))
    ]


def _upright(x: float, top: float, height: float, stroke: str, thickness: float, role: str) -> Line:
    return upright(x, top, top + height, role=role, stroke=stroke, thickness=thickness)


def counts(
    ratings: Ratings,
    scale: Scale,
    top: float,
    height: float,
    format_: Format,
    about: str,
    *,
    has_below: bool = True,
) -> list[Mark]:
    """How many: in each segment on a patch of its colour, below the bar where the segment is too narrow; not there
    where the rows are too low for it."""
    marks: list[Mark] = []
    below: list[Text] = []
    for answer in IN_BAR_ORDER:
        count = str(getattr(ratings, answer))
        left, width = scale.span(ratings, answer)
        sizes = [size for size in (format_.count, format_.label, format_.quiet) if size * 1.05 <= height]
        size = next((size for size in sizes if _patch_width(count, size) <= width), None)
        middle = left + width / 2
        if count == "0":
            continue
        if size is None:
            base = top + height + format_.quiet * 0.6
            below += _number(count, middle, base, format_.quiet, answer, INK, about)
            continue
        colour, wide = ANSWER_COLOURS[answer], _patch_width(count, size)
        role = f"patch:{answer}"
        marks.append(Rect(x=middle - wide / 2, y=top, width=wide, height=height, role=role, fill=colour))
        marks += _number(count, middle, top + height / 2, size, answer, text_colour(colour), about)
    return [*marks, *_apart(below if has_below else [], scale.zero)]


def has_narrow(ratings: Ratings, scale: Scale, format_: Format) -> bool:
    """Whether a number of this bar has to stand below it."""
    spans = [(getattr(ratings, answer), scale.span(ratings, answer)[1]) for answer in IN_BAR_ORDER]
    return any(count and _patch_width(str(count), format_.quiet) > width for count, width in spans)


def _patch_width(count: str, size: float) -> float:
    return text.width(count, size, bold=True) + size * 0.25


def _number(shown: str, x: float, y: float, size: float, answer: str, colour: str, about: str) -> list[Text]:
    role = f"number:{answer}"
    return paragraph([shown], x, y, size, role=role, anchor="middle", bold=True, colour=colour, about=about)


def _apart(numbers: Sequence[Text], zero: float) -> Iterable[Text]:
    """The numbers moved away from the zero line until none touches its neighbour."""
    for side in (-1, 1):
        edge = zero
        for number in sorted((one for one in numbers if (one.x - zero) * side > 0), key=lambda one: abs(one.x - zero)):
            half = number.width / 2 + number.size * 0.15
            x = side * max(side * number.x, side * edge + half)
            edge = x + side * half
            yield replace(number, x=x)


def e_bar(
    e: int | None,
    unit: float,
    left: float,
    room: float,
    top: float,
    height: float,
    format_: Format,
    about: str,
    *,
    size: float = 0,
) -> list[Mark]:
    """Who cannot judge: hatched, in people, with their number at its right; nobody is a quiet 0.

    ``size``: of the number, where the rows are too low for that of counts.
    """
    if e is None:
        return []
    base = top + height / 2
    width = min(e * unit, room)
    number = paragraph(
        [str(e)],
        left + width + (format_.quiet * 0.4 if e else 0),
        base,
        size or (format_.count if e else format_.label),
        role="number:E",
        bold=bool(e),
        colour=INK if e else QUIET,
        about=about,
    )
    if not e:
        return [*number]
    area = Rect(x=left, y=top, width=width, height=height, role="bar:E", about=about)
    people = [
        _upright(left + person * width / e, top, height, HATCH, format_.pen * 0.6, f"between people:{CANNOT_JUDGE}")
        for person in range(1, e)
        if width / e > format_.pen * 4
    ]
    return [*hatched(area, format_.quiet * 0.45, HATCH), *people, *number]


def how_to_read(labels: Labels, *, solid: bool) -> list[str]:
    """What squares, E and n are."""
    return ["" if solid else labels.one_person, labels.cannot_judge, labels.rated]


def answer_heads(
    labels: Labels, left: float, right: float, base: float, format_: Format, numbers: Mapping[str, int] | None = None
) -> list[Mark]:
    """The scale above the bars, in their order, each with its colour; with ``numbers`` these stand in the colours."""
    size = format_.quiet
    swatch = size if numbers is None else max(size * 2, _widest_number(numbers, format_) + size * 0.5)
    words = _answer_words(labels, (right - left) / 4 - swatch - size * 0.8, format_)
    widths = [swatch + size * 0.4 + text.widest(words[answer], size) for answer in IN_BAR_ORDER]
    free = max((right - left - sum(widths)) / 3, 0)
    height = tall(max(len(lines) for lines in words.values()), size)
    marks: list[Mark] = []
    x = left
    for answer, width in zip(IN_BAR_ORDER, widths, strict=True):
        tallness = size if numbers is None else swatch
        middle = base - max(height, tallness) / 2
        top = base - height if numbers is None else middle - tallness / 2
        colour = ANSWER_COLOURS[answer]
        marks.append(Rect(x=x, y=top, width=swatch, height=tallness, role=f"key:{answer}", fill=colour))
        if numbers is not None:
            place = (x + swatch / 2, top + tallness / 2)
            marks += _number(str(numbers[answer]), *place, format_.count, answer, text_colour(colour), ROOM)
        if numbers is None:
            middle = top + tall(len(words[answer]), size) / 2
        marks += paragraph(words[answer], x + swatch + size * 0.4, middle, size, role="scale", colour=QUIET)
        x += width + free
    return marks


def _answer_words(labels: Labels, quarter: float, format_: Format) -> dict[str, list[str]]:
    """In as much room as each has, in panels in as few lines as all have together."""
    size, found = format_.quiet, {}
    for part in (4, 1.6, 1.3, 1.15, 1) if format_.is_small else (1,):
        room = quarter * part
        found = {answer: text.balanced(labels.answers[answer], room, size, most=3) for answer in IN_BAR_ORDER}
        if sum(text.widest(lines, size) for lines in found.values()) <= quarter * 4:
            return found
    return found


def _widest_number(numbers: Mapping[str, int], format_: Format) -> float:
    return text.widest([str(number) for number in numbers.values()], format_.count, bold=True)


def heads_left(labels: Labels, left: float, right: float, format_: Format, numbers: Mapping[str, int]) -> float:
    """Where the heads begin: with the bars, or at the edge of the picture where the bars are too narrow for words."""
    lines = 2 if format_.has_notes is False else 3
    swatch = max(format_.quiet * 2, _widest_number(numbers, format_) + format_.quiet * 0.5)
    room = (right - left) / 4 - swatch - format_.quiet * 0.8
    words = [text.lines(labels.answers[answer], room, format_.quiet) for answer in IN_BAR_ORDER]
    is_whole = all(
        len(broken) <= lines and " ".join(broken) == labels.answers[answer]
        for broken, answer in zip(words, IN_BAR_ORDER, strict=True)
    )
    return left if is_whole else 0.0


def heads_height(
    labels: Labels, left: float, right: float, format_: Format, numbers: Mapping[str, int] | None = None
) -> float:
    """Pixels that ``answer_heads`` take."""
    marks = answer_heads(labels, left, right, 0, format_, numbers)
    return -min(mark.box[1] if isinstance(mark, Text) else mark.y for mark in marks if isinstance(mark, Text | Rect))


@dataclass(frozen=True)
class Columns:
    """Bars from ``left`` to ``right``, then E, then n at the right edge of the picture; how wide numbers can be."""

    left: float
    right: float
    e: float
    e_width: float
    number: float

    def heads(self, base: float, format_: Format) -> list[Text]:
        """E and n above their columns, on ``base``; the notes say what they are."""
        middle = base - format_.quiet / 2
        return [
            *paragraph([CANNOT_JUDGE], self.e, middle, format_.quiet, role="scale:E", colour=QUIET),
            *paragraph([N], format_.width, middle, format_.quiet, role="scale", anchor="end", colour=QUIET),
        ]

    def e_room(self, format_: Format) -> float:
        """Pixels for the bar of E, beside its number."""
        return self.e_width - self.number - format_.quiet * 0.4


def columns(left: float, people: int, format_: Format) -> Columns:
    """The columns right of ``left``, for numbers up to ``people``."""
    n_width = text.width(str(people), format_.count, bold=True)
    e_width = n_width + format_.quiet * 1.9 if format_.is_small else format_.quiet * 5
    e_left = format_.width - n_width - format_.gap * 0.6 - e_width
    return Columns(left, e_left - format_.gap, e_left, e_width, n_width)
