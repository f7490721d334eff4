"""Small multiples: each group's profile over the fields, with the room as a grey line behind it."""

from collections.abc import Collection
from fractions import Fraction
from typing import Any

import plotly.graph_objects as go

from analysis.comparison import quiet_groups
from analysis.results import Group, Results
from charts.drawing import Drawing
from charts.rows import BOLD, mark_row, row_axis
from charts.theme import (
    FORMATS,
    GREY,
    GRID,
    INK,
    LINE,
    MUTED,
    PAPER,
    Format,
    Size,
    characters_in,
    plain,
    wrapped,
)
from content.labels import ROOM, Labels

PANELS_IN_A_ROW = 5


def profiles(results: Results, labels: Labels, *, named: Collection[str] = (), size: Size = "page") -> go.Figure:
    """A panel a group, in screen order; a hidden value leaves a gap.

    A dot is grey where it is too close to that of every other group to be read into. ``named``: fields to mark.
    """
    format_ = FORMATS[size]
    across = min(PANELS_IN_A_ROW, max(len(results.groups), 1))
    down = max(-(-len(results.groups) // across), 1)
    head, bottom = round(format_.smallest * LINE * 4), format_.smallest * 3
    height = format_.height if down == 1 else round(format_.height * (1 if format_.width else 0.7 * down))
    drawing = Drawing(format_, height=height, left=format_.name_column, right=format_.marker, top=head, bottom=bottom)
    plot = height - head - bottom
    for place, group in enumerate(results.groups):
        row, column = divmod(place, across)
        panel = "" if place == 0 else str(place + 1)
        part = (plot - head * (down - 1)) / down / plot
        upper = 1 - row * (part + head / plot)
        axes = {
            f"xaxis{panel}": _level_axis(column, across, f"y{panel}", format_),
            f"yaxis{panel}": row_axis(len(results.fields), domain=[max(upper - part, 0), upper], anchor=f"x{panel}"),
        }
        drawing.layout(**axes)
        _draw_panel(drawing, results, labels, group, panel, format_)
        if column == 0:
            _write_fields(drawing, results, labels, panel, format_, named)
    _explain(drawing, labels, format_)
    return drawing.figure()


def _level_axis(column: int, across: int, anchor: str, format_: Format) -> dict[str, Any]:
    return {
        "range": [0.7, 5.1],
        "domain": [column / across + 0.01, (column + 1) / across - 0.01],
        "anchor": anchor,
        "tickvals": [1, 2, 3, 4],
        "tickfont": {"size": format_.smallest, "color": MUTED},
        "side": "top",
        "gridcolor": GRID,
        "gridwidth": 2,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "fixedrange": True,
    }


def _draw_panel(drawing: Drawing, results: Results, labels: Labels, group: Group, panel: str, format_: Format) -> None:
    axes = {"xaxis": f"x{panel}", "yaxis": f"y{panel}"}
    rows = list(range(len(results.fields)))
    drawing.trace(
        go.Scatter(
            name=ROOM,
            x=[_number(field.level) for field in results.fields],
            y=rows,
            mode="lines",
            connectgaps=False,
            line={"color": "#a6a6a6", "width": format_.line},
            **axes,
        )
    )
    levels = [field.cells[group.id].level for field in results.fields]
    telling = [group.id not in quiet_groups(field) for field in results.fields]
    drawing.trace(
        go.Scatter(
            name=group.id,
            x=[_number(level) for level in levels],
            y=rows,
            mode="markers",
            marker={
                "size": format_.marker,
                "color": [INK if tells else GREY for tells in telling],
                "line": {"color": PAPER, "width": 2},
            },
            cliponaxis=False,
            **axes,
        )
    )
    for row, (level, tells) in enumerate(zip(levels, telling, strict=True)):
        text = "–" if level is None else plain(labels.number(level))
        _write(drawing, f"<b>{text}</b>" if tells and level is not None else text, row, panel, format_)
    _write_head(drawing, labels, group, panel, format_)


def _number(level: Fraction | None) -> float | None:
    return None if level is None else float(level)


def _write(drawing: Drawing, text: str, row: int, panel: str, format_: Format) -> None:
    """A value in the column right of its panel."""
    drawing.text(
        text,
        x=5,
        xref=f"x{panel}",
        xanchor="right",
        y=row,
        yref=f"y{panel}",
        showarrow=False,
        font={"size": format_.smallest},
    )


def _write_head(drawing: Drawing, labels: Labels, group: Group, panel: str, format_: Format) -> None:
    drawing.text(
        f"<b>{wrapped(labels.groups[group.id], 17, 2)}</b><br>{plain(labels.people.format(n=group.people))}",
        x=2.5,
        xref=f"x{panel}",
        y=1,
        yref=f"y{panel} domain",
        yanchor="bottom",
        yshift=round(format_.smallest * LINE),
        showarrow=False,
        font={"size": format_.smallest},
    )


def _write_fields(
    drawing: Drawing, results: Results, labels: Labels, panel: str, format_: Format, named: Collection[str]
) -> None:
    font = format_.smallest + 2
    for row, field in enumerate(results.fields):
        indent = mark_row(drawing, row, f"y{panel}", format_, format_.name_column) if field.id in named else 0
        column = (format_.name_column - font - indent) * (BOLD if indent else 1)
        text = wrapped(labels.fields[field.id], characters_in(column, font), 3)
        drawing.text(
            f"<b>{text}</b>" if indent else text,
            x=0,
            xref="paper",
            xshift=indent - format_.name_column,
            xanchor="left",
            align="left",
            y=row,
            yref=f"y{panel}",
            showarrow=False,
            font={"size": font},
        )


def _explain(drawing: Drawing, labels: Labels, format_: Format) -> None:
    """The key below: the grey line, grey dots and hidden values."""
    gap = "&nbsp;" * 5
    line = f'<span style="color:#a6a6a6"><b>━━</b></span> {plain(labels.room)}'
    scale = f"1 = {plain(labels.rings[0])}, 4 = {plain(labels.rings[3])}"
    drawing.text(
        f"{line}{gap}{scale}<br>{plain(labels.too_small)}{gap}–&nbsp;&nbsp;{plain(labels.hidden)}",
        align="left",
        x=0,
        xref="paper",
        xshift=-format_.name_column,
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        yshift=-6,
        showarrow=False,
        font={"size": format_.smallest, "color": MUTED},
    )
