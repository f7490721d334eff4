"""Diverging bars: who leans which way on each statement, how strongly, and who cannot judge."""

from collections.abc import Collection, Sequence
from typing import Any

import plotly.graph_objects as go

from analysis.questionnaire import CANNOT_JUDGE, RATINGS
from analysis.results import Ratings, Results, StatementResult
from charts.drawing import Drawing
from charts.rows import draw_rules, row_axis, row_height, write_statements
from charts.theme import (
    ANSWER_COLOURS,
    CHARACTER,
    FORMATS,
    INK,
    MUTED,
    PAGE_WIDTH,
    PAPER,
    TRACK,
    Format,
    Size,
    balanced,
    plain,
    text_colour,
    wrapped,
)
from content.labels import Labels

MOST_UNITS = 60
"""Up to so many people each one is a mark of its own; above, the bars are solid."""

_MAIN = (0.0, 0.68)
_E = (0.71, 0.85)
_N = 1.0
_THICKNESS = 0.46
_OFF_BAR = {"D": 1, "C": -1, "B": 1, "A": -1}
"""Where a number stands that does not fit into its segment: below (1) or above (-1), neighbours never alike."""


def diverging(
    results: Results, labels: Labels, statements: Sequence[str], *, named: Collection[str] = (), size: Size = "page"
) -> go.Figure:
    """One row a statement, in the given order; D C to the left of zero, B A to its right, E in its own column.

    The rows of the ``named`` statements are marked.
    """
    format_ = FORMATS[size]
    rows = [results.by_statement[id_] for id_ in statements]
    units = results.respondents <= MOST_UNITS
    reach = _reach(results, units)
    top, bottom = round(format_.smallest * 1.3 * 3) + 12, 12
    drawing = Drawing(
        format_,
        height=top + bottom + len(rows) * row_height(top + bottom, format_),
        left=format_.text_column,
        top=top,
        bottom=bottom,
        right=4,
    )
    for answer in RATINGS:
        drawing.trace(_segments(rows, answer, units))
    drawing.trace(_e_bars(rows))
    if units:
        for lines in _unit_lines(rows):
            drawing.trace(lines)
    drawing.layout(
        barmode="overlay",
        xaxis={"range": [-reach, reach], "domain": _MAIN, "visible": False, "fixedrange": True},
        xaxis2={"range": [0, 1], "domain": _E, "visible": False, "fixedrange": True, "anchor": "y"},
        yaxis=row_axis(len(rows)),
    )
    draw_rules(drawing, len(rows))
    for row, statement in enumerate(rows):
        _write_numbers(drawing, statement, row, labels, format_, reach, units)
    _draw_zero(drawing, len(rows), format_)
    write_statements(drawing, labels, statements, format_, named)
    _write_heads(drawing, labels, format_)
    return drawing.figure()


def _reach(results: Results, units: bool) -> float:
    """The same half width for every figure of these results."""
    if not units:
        return 1.0
    rated = [statement.ratings for statement in results.statements if statement.ratings is not None]
    return max((max(ratings.agree, ratings.disagree) for ratings in rated), default=1) + 0.5


def _span(ratings: Ratings, answer: str, units: bool) -> tuple[float, float]:
    """From where to where a segment goes, in people or in shares of those who rated."""
    starts = {"D": -ratings.disagree, "C": -ratings.C, "B": 0, "A": ratings.B}
    scale = 1 if units else ratings.n
    return starts[answer] / scale, getattr(ratings, answer) / scale


def _segments(rows: Sequence[StatementResult], answer: str, units: bool) -> go.Bar:
    """One answer in all rows; rows without ratings hold None."""
    spans = [None if row.ratings is None else _span(row.ratings, answer, units) for row in rows]
    return go.Bar(
        name=answer,
        orientation="h",
        y=list(range(len(rows))),
        base=[None if span is None else span[0] for span in spans],
        x=[None if span is None else span[1] for span in spans],
        width=_THICKNESS,
        marker={"color": ANSWER_COLOURS[answer], "line": {"width": 0}},
        customdata=[None if row.ratings is None else getattr(row.ratings, answer) for row in rows],
    )


def _e_bars(rows: Sequence[StatementResult]) -> go.Bar:
    shares = [None if row.e is None else row.e / row.people for row in rows]
    return go.Bar(
        name=CANNOT_JUDGE,
        orientation="h",
        xaxis="x2",
        y=[row + 0.16 for row in range(len(rows))],
        x=shares,
        width=0.2,
        marker={
            "color": PAPER,
            "line": {"color": MUTED, "width": 1},
            "pattern": {"shape": "/", "fgcolor": MUTED, "bgcolor": PAPER, "size": 8, "solidity": 0.4},
        },
        customdata=[row.e for row in rows],
    )


def _unit_lines(rows: Sequence[StatementResult]) -> tuple[go.Scatter, go.Scatter]:
    """White lines between the people of each bar, and wider ones between its answers."""
    thin: list[tuple[int, int]] = []
    wide: list[tuple[int, int]] = []
    for row, statement in enumerate(rows):
        if statement.ratings is not None:
            borders = {-statement.ratings.C, statement.ratings.B}
            for place in range(-statement.ratings.disagree + 1, statement.ratings.agree):
                (wide if place in borders else thin).append((place, row))
    return _white_lines(thin, 1.5), _white_lines(wide, 4)


def _white_lines(places: Sequence[tuple[int, int]], width: float) -> go.Scatter:
    return go.Scatter(
        mode="lines",
        x=[x for place, _ in places for x in (place, place, None)],
        y=[y for _, row in places for y in (row - _THICKNESS / 2, row + _THICKNESS / 2, None)],
        line={"color": PAPER, "width": width},
    )


def _draw_zero(drawing: Drawing, rows: int, format_: Format) -> None:
    for colour, width in ((PAPER, format_.line + 4), (INK, 3)):
        drawing.line(xref="x", yref="y", x0=0, x1=0, y0=-0.5, y1=rows - 0.5, line={"color": colour, "width": width})


def _write_numbers(
    drawing: Drawing, statement: StatementResult, row: int, labels: Labels, format_: Format, reach: float, units: bool
) -> None:
    if statement.ratings is None:
        _write(drawing, plain(labels.too_few), 0, "x", row, format_.smallest, MUTED, bgcolor=PAPER)
    else:
        pixels = ((format_.width or PAGE_WIDTH) - format_.text_column) * (_MAIN[1] - _MAIN[0]) / (2 * reach)
        for answer in RATINGS:
            _write_count(drawing, statement.ratings, answer, row, format_, pixels, units)
        _write(drawing, f"<b>{statement.ratings.n}</b>", _N, "paper", row, format_.label, INK, xanchor="right")
    if statement.e is not None:
        text = plain(labels.e_of.format(e=statement.e, people=statement.people))
        _write(drawing, text, _E[0], "paper", row - 0.14, format_.smallest, INK, xanchor="left")
        _track(drawing, row)


def _write_count(
    drawing: Drawing, ratings: Ratings, answer: str, row: int, format_: Format, pixels: float, units: bool
) -> None:
    """The number in its segment, on a plain patch of its colour; beside the bar where the segment is too narrow."""
    count = getattr(ratings, answer)
    if not count:
        return
    start, length = _span(ratings, answer, units)
    fits = length * pixels > (len(str(count)) * CHARACTER * 1.2 + 0.3) * format_.label
    colour = ANSWER_COLOURS[answer]
    if fits:
        _write(
            drawing, f"<b>{count}</b>", start + length / 2, "x", row, format_.label, text_colour(colour), bgcolor=colour
        )
    else:
        beside = row + _OFF_BAR[answer] * (_THICKNESS / 2 + 0.13)
        _write(drawing, f"<b>{count}</b>", start + length / 2, "x", beside, format_.smallest, INK, bgcolor=PAPER)


def _track(drawing: Drawing, row: int) -> None:
    drawing.box(
        xref="x2",
        yref="y",
        x0=0,
        x1=1,
        y0=row + 0.06,
        y1=row + 0.26,
        fillcolor=TRACK,
        line={"width": 0},
        layer="below",
    )


def _write_heads(drawing: Drawing, labels: Labels, format_: Format) -> None:
    """The scale above its columns, in the order and colours of the segments."""
    column = ((format_.width or PAGE_WIDTH) - format_.text_column) * _MAIN[1] / 4
    for place, answer in enumerate(reversed(RATINGS)):
        middle = _MAIN[1] * (place + 0.5) / 4
        swatch = f'<span style="color:{ANSWER_COLOURS[answer]}">■</span>'
        label = balanced(f"{answer} {labels.answers[answer]}", int(column / (format_.smallest * CHARACTER)) - 2, 3)
        _head(drawing, f"{swatch} {label}", middle, "center", format_)
    e_label = wrapped(f"{CANNOT_JUDGE} {labels.answers[CANNOT_JUDGE]}", 15 if format_.width else 14, 3)
    _head(drawing, e_label, _E[0], "left", format_)
    _head(drawing, wrapped(labels.rated, 9, 2), _N, "right", format_)


def _head(drawing: Drawing, text: str, x: float, anchor: str, format_: Format) -> None:
    drawing.text(
        text,
        x=x,
        xref="paper",
        xanchor=anchor,
        align=anchor,
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=6,
        showarrow=False,
        font={"size": format_.smallest},
    )


def _write(drawing: Drawing, text: str, x: float, xref: str, y: float, font: int, colour: str, **more: Any) -> None:
    drawing.text(
        text,
        x=x,
        xref=xref,
        y=y,
        yref="y",
        yanchor="middle",
        showarrow=False,
        borderpad=1,
        font={"size": font, "color": colour},
        **more,
    )
