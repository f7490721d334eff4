"""Verwaltungsbogen and room side by side: two marks a field, joined by a line."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from analysis.measures import smallest_difference_to_read
from analysis.results import Results
from charts.drawing import Drawing
from charts.rows import draw_rules, level_axis, row_axis, row_height, write_note, write_row_texts
from charts.theme import (
    CHOSEN,
    FORMATS,
    GREY,
    INK,
    PAPER,
    Format,
    Size,
    plain,
)
from content.labels import Labels


def dumbbell(results: Results, labels: Labels, *, named: Collection[str] = (), size: Size = "page") -> go.Figure:
    """Level of the room (filled circle) and of the Verwaltungsbogen (open diamond) in each field.

    The line is grey where the difference is too small to be read into. ``named``: fields to mark.
    """
    format_ = FORMATS[size]
    top = round(format_.label * 4)
    bottom = format_.smallest * 2
    rows = len(results.fields)
    drawing = Drawing(
        format_,
        height=top + bottom + rows * row_height(top + bottom, format_),
        left=format_.name_column,
        right=4,
        top=top,
        bottom=bottom,
    )
    any_small = False
    limit = smallest_difference_to_read(max(results.respondents, 1))
    for row, field in enumerate(results.fields):
        if field.level is not None and field.administration_level is not None:
            small = abs(field.level - field.administration_level) < limit
            drawing.trace(_bar(field.level, field.administration_level, row, GREY if small else INK, format_))
            any_small = any_small or small
    room = [field.level for field in results.fields]
    administration = [field.administration_level for field in results.fields]
    drawing.trace(_marks(labels.administration, administration, room, labels, format_, CHOSEN, "diamond"))
    drawing.trace(_marks(labels.room, room, administration, labels, format_, INK, "circle"))
    drawing.layout(xaxis=level_axis(labels, format_), yaxis=row_axis(rows), showlegend=True, legend=_legend(format_))
    draw_rules(drawing, rows)
    marked = [row for row, field in enumerate(results.fields) if field.id in named]
    texts = [labels.fields[field.id] for field in results.fields]
    write_row_texts(drawing, texts, format_, format_.name_column, named=marked)
    if any_small:
        write_note(drawing, plain(labels.too_small), format_)
    return drawing.figure()


def _bar(level: Fraction, administration: Fraction, row: int, colour: str, format_: Format) -> go.Scatter:
    return go.Scatter(
        x=[float(level), float(administration)],
        y=[row, row],
        mode="lines",
        line={"color": colour, "width": format_.line},
        showlegend=False,
    )


def _marks(
    name: str,
    levels: list[Fraction | None],
    others: list[Fraction | None],
    labels: Labels,
    format_: Format,
    colour: str,
    symbol: str,
) -> go.Scatter:
    return go.Scatter(
        name=plain(name),
        x=[None if level is None else float(level) for level in levels],
        y=list(range(len(levels))),
        mode="markers+text",
        text=["" if level is None else f"&nbsp;{plain(labels.number(level))}&nbsp;" for level in levels],
        textposition=[_side(level, other, symbol) for level, other in zip(levels, others, strict=True)],
        textfont={"size": format_.label, "color": colour},
        marker={
            "symbol": symbol,
            "size": format_.marker * (1.3 if symbol == "diamond" else 1.1),
            "color": PAPER if symbol == "diamond" else colour,
            "line": {"color": colour, "width": format_.line},
        },
        cliponaxis=False,
    )


def _side(level: Fraction | None, other: Fraction | None, symbol: str) -> str:
    """Numbers stand on the outer side; on equal values the room's at the left."""
    if level is None or other is None:
        return "middle right"
    if level == other:
        return "middle right" if symbol == "diamond" else "middle left"
    return "middle right" if level > other else "middle left"


def _legend(format_: Format) -> dict[str, Any]:
    return {
        "orientation": "h",
        "x": 0,
        "xref": "container",
        "y": 1,
        "yref": "container",
        "yanchor": "top",
        "font": {"size": format_.label},
        "traceorder": "reversed",
        "entrywidth": format_.label * 9,
        "bgcolor": "rgba(0,0,0,0)",
    }
