"""The bars of a list: for each statement D C | B A on one zero line and E apart, small enough for a table's row."""

import base64
from collections.abc import Mapping, Sequence

from analysis.results import Ratings, Results
from charts import text
from charts.bars import IN_BAR_ORDER, MOST_UNITS, Scale, e_bar, scale_between
from charts.formats import Format
from charts.marks import Mark, Picture, Rect, paragraph, upright
from charts.svg import svg
from charts.theme import ANSWER_COLOURS, INK, QUIET, text_colour
from content.labels import Labels

NUMBER = 11
"""Pixels of the numbers in the bars."""
GAP = 10
"""Between the bars and E."""
MOST_FOR_E = 0.16
"""Of the width, for the bars of E with their numbers."""


def inline_bars(
    results: Results, labels: Labels, statements: Sequence[str], *, width: int, height: int
) -> Mapping[str, Picture]:
    """The bar of each of these statements, in so many pixels.

    All are drawn to one measure, that of the whole questionnaire, so that narrowing a list moves no bar. A count
    stands in its segment where it has room; where the room's answers may not be shown, their words stand instead.
    """
    format_ = _format(width, height)
    shares = results.respondents > MOST_UNITS
    rated = [one.ratings for one in results.statements if one.ratings]
    most_e = max((one.e or 0 for one in results.statements), default=0)
    number = _wide(str(results.respondents)) + NUMBER * 0.4
    free = width - GAP - number
    people = max((one.disagree for one in rated), default=0) + max((one.agree for one in rated), default=0)
    e_room = width * MOST_FOR_E if shares else min(free * most_e / max(people + most_e, 1), width * MOST_FOR_E)
    scale = scale_between(1, free - e_room, rated, shares=shares)
    e_unit = e_room / max(most_e, 1)
    drawn: dict[str, Picture] = {}
    for id_ in statements:
        one = results.by_statement[id_]
        marks = _bar(one.ratings, scale, labels, height)
        marks += e_bar(one.e, e_unit, free - e_room + GAP, e_room, 3, height - 6, format_, id_)
        drawn[id_] = Picture(width, height, tuple(marks))
    return drawn


def image(picture: Picture, alt: str) -> str:
    """The picture as a data address that an image can have, in its own pixels."""
    drawn = svg(picture, alt).replace("<svg ", f'<svg width="{picture.width:g}" height="{picture.height:g}" ', 1)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.encode()).decode()


def _bar(ratings: Ratings | None, scale: Scale, labels: Labels, height: float) -> list[Mark]:
    if ratings is None:
        return [*paragraph([labels.too_few], 1, height / 2, NUMBER, role="hidden", colour=QUIET)]
    marks: list[Mark] = []
    for answer in IN_BAR_ORDER:
        left, width = scale.span(ratings, answer)
        count, colour = str(getattr(ratings, answer)), ANSWER_COLOURS[answer]
        if width:
            area = max(width - 1, 0.5)  # white between two answers
            marks.append(Rect(x=left + 0.5, y=2, width=area, height=height - 4, role=f"bar:{answer}", fill=colour))
        if width >= _wide(count) + 2:
            role, black_or_white = f"number:{answer}", text_colour(colour)
            place = (left + width / 2, height / 2, NUMBER)
            marks += paragraph([count], *place, role=role, anchor="middle", bold=True, colour=black_or_white)
    return [*marks, upright(scale.zero, 0, height, role="zero", stroke=INK, thickness=2)]


def _wide(number: str) -> float:
    """Pixels that a number may take: an image is drawn without our own typeface, in one that may be wider."""
    return text.width(number, NUMBER, bold=True) * 1.2


def _format(width: float, height: float) -> Format:
    """What ``e_bar`` reads of a format."""
    return Format(
        width=width,
        height=height,
        quiet=NUMBER,
        label=NUMBER,
        count=NUMBER,
        pen=1,
        row=height,
        text_column=0,
        name_column=0,
        bleed=0,
    )
