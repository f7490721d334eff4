"""What a room guessed: a row an answer, a square a guess, its number at the end."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from analysis.questionnaire import ANSWERS, CANNOT_JUDGE
from charts import text
from charts.bars import MOST_UNITS, e_bar
from charts.formats import Format
from charts.marks import Mark, Picture, Rect, paragraph
from charts.rows import rule
from charts.theme import ANSWER_COLOURS, INK, QUIET
from content.labels import Labels

BAR = 0.58
"""The part of a row that its squares may take."""


@dataclass(frozen=True)
class _Place:
    """What all rows share: where they begin, how tall they are, and pixels a guess; ``is_solid``: no squares."""

    left: float
    row: float
    unit: float
    is_solid: bool
    format_: Format

    @property
    def high(self) -> float:
        return self.row * BAR if self.is_solid else self.unit


def guesses(totals: Mapping[str, int], labels: Labels, format_: Format) -> Picture:
    """Answers in the order of the questionnaire, whatever was guessed most often; above sixty guesses solid bars."""
    place = _place(totals, labels, format_)
    marks: list[Mark] = []
    for number, answer in enumerate(ANSWERS):
        top = number * place.row
        middle = top + place.row / 2
        if number:
            marks.append(rule(top, format_))
        words = [labels.answers[answer]]
        marks += paragraph(words, 0, middle, format_.label, role="head", colour=INK, about=answer)
        marks += _row(answer, totals[answer], middle, place)
    reading = "" if place.is_solid else labels.one_person
    height = format_.tall(place.row * len(ANSWERS))
    return Picture(format_.width, height, tuple(marks), format_.bleed, reading)


def _place(totals: Mapping[str, int], labels: Labels, format_: Format) -> _Place:
    row = min((format_.height or format_.row * len(ANSWERS)) / len(ANSWERS), format_.row)
    left = max(text.width(labels.answers[answer], format_.label) for answer in ANSWERS) + format_.gap
    number = text.width(str(max(totals.values())), format_.count, bold=True) + format_.quiet * 0.4
    unit = min((format_.width - left - number) / max(*totals.values(), 1), row * BAR)
    return _Place(left, row, unit, sum(totals.values()) > MOST_UNITS, format_)


def _row(answer: str, people: int, middle: float, place: _Place) -> list[Mark]:
    """The squares or the bar of one answer, and how many."""
    format_, width, top = place.format_, people * place.unit, middle - place.high / 2
    if answer == CANNOT_JUDGE:
        return e_bar(people, place.unit, place.left, width, top, place.high, format_, answer)
    number = paragraph(
        [str(people)],
        place.left + width + (format_.quiet * 0.4 if people else 0),
        middle,
        format_.count if people else format_.label,
        role=f"number:{answer}",
        bold=bool(people),
        colour=INK if people else QUIET,
        about=answer,
    )
    return [*_squares(answer, people, top, place), *number]


def _squares(answer: str, people: int, top: float, place: _Place) -> Iterator[Rect]:
    is_one = place.is_solid and people > 0
    inset = 0.0 if place.is_solid else max(place.unit * 0.05, place.format_.pen * 0.5)
    wide = place.unit * people if is_one else place.unit
    for number in range(1 if is_one else people):
        yield Rect(
            x=place.left + number * wide + inset,
            y=top + inset,
            width=wide - 2 * inset,
            height=place.high - 2 * inset,
            role=f"bar:{answer}",
            fill=ANSWER_COLOURS[answer],
            about=answer,
        )
