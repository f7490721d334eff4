"""People as squares in rows on a zero line, all of one size."""

from collections.abc import Sequence

from analysis.results import Ratings
from charts.bars import Scale, scale_between
from charts.formats import Format
from charts.marks import Mark, Rect
from charts.theme import ANSWER_COLOURS


def packed(ratings: Ratings, lines: int) -> Ratings:
    """How many columns of squares each side takes in so many rows, as one answer a side."""
    return Ratings(0, -(-ratings.agree // lines), -(-ratings.disagree // lines), 0)


def square_scale(left: float, right: float, columns: Sequence[Ratings], most: float) -> Scale:
    """Squares as large as these packed columns allow, at most this large, and then in the middle."""
    wide = scale_between(left, right, columns, shares=False)
    if not columns or wide.unit <= most:
        return wide
    disagree = max(one.disagree for one in columns)
    agree = max(one.agree for one in columns)
    spare = right - left - (disagree + agree) * most
    return Scale(left + disagree * most + spare / 2, most, shares=False)


def squares(ratings: Ratings, lines: int, scale: Scale, top: float, format_: Format, about: str) -> list[Mark]:
    """A square a person, answers outwards from the zero line."""
    inset = max(scale.unit * 0.05, format_.pen * 0.5)
    marks: list[Mark] = []
    for side, answers in ((-1, "CD"), (1, "BA")):
        people = "".join(answer * getattr(ratings, answer) for answer in answers)
        for number, answer in enumerate(people):
            column, line = divmod(number, lines)
            x = scale.zero + side * (column + 0.5) * scale.unit
            marks.append(
                Rect(
                    x=x - scale.unit / 2 + inset,
                    y=top + line * scale.unit + inset,
                    width=scale.unit - 2 * inset,
                    height=scale.unit - 2 * inset,
                    role=f"bar:{answer}",
                    fill=ANSWER_COLOURS[answer],
                    about=about,
                )
            )
    return marks
