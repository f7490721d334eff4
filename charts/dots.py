"""Dot plot: where the groups stand on each statement, and between which two the distance is widest."""

from collections.abc import Collection, Sequence
from fractions import Fraction

import plotly.graph_objects as go

from analysis.comparison import quiet_groups, shown_levels, span
from analysis.results import Results, StatementResult
from charts.drawing import Drawing
from charts.rows import draw_rules, level_axis, row_axis, row_height, write_note, write_statements
from charts.theme import (
    CHOSEN,
    FORMATS,
    GREY,
    INK,
    MUTED,
    PAPER,
    Format,
    Size,
    plain,
    wrapped,
)
from content.labels import Labels

_PANEL = (0.0, 0.84)


def dots(
    results: Results,
    labels: Labels,
    statements: Sequence[str],
    *,
    chosen: str | None = None,
    named: Collection[str] = (),
    size: Size = "page",
) -> go.Figure:
    """One row a statement, one dot a shown group, a thin line from the lowest to the highest.

    The two ends are named, and a ``chosen`` group; a group is grey where it is too close to every other to be read
    into. The rows of the ``named`` statements are marked.
    """
    format_ = FORMATS[size]
    rows = [results.by_statement[id_] for id_ in statements]
    top, bottom = round(format_.smallest * 1.3 * 2) + 12, format_.smallest * 2
    height = top + bottom + len(rows) * row_height(top + bottom, format_)
    drawing = Drawing(format_, height=height, left=format_.text_column, right=4, top=top, bottom=bottom)
    for row, statement in enumerate(rows):
        _draw_row(drawing, row, statement, labels, chosen, format_)
    drawing.layout(xaxis=level_axis(labels, format_, range=[0.5, 4.5], domain=_PANEL), yaxis=row_axis(len(rows)))
    draw_rules(drawing, len(rows))
    write_statements(drawing, labels, statements, format_, named)
    _write_spans(drawing, rows, labels, format_)
    note = f"<b>|</b>&nbsp;&nbsp;{plain(labels.room)}"
    if any(quiet_groups(statement) for statement in rows):
        note += f"&nbsp;&nbsp;&nbsp;&nbsp;{plain(labels.too_small)}"
    write_note(drawing, note, format_)
    return drawing.figure()


def _draw_row(
    drawing: Drawing,
    row: int,
    statement: StatementResult,
    labels: Labels,
    chosen: str | None,
    format_: Format,
) -> None:
    levels = shown_levels(statement)
    if statement.level is not None:
        drawing.trace(_room(float(statement.level), row, format_))
    if not levels:
        _write(drawing, labels.hidden if statement.ratings else labels.too_few, 2.5, row, "center", format_, MUTED)
        return
    low, high = min(levels.values()), max(levels.values())
    quiet = quiet_groups(statement)
    inks = {group: MUTED if group in quiet else INK for group in levels}
    drawing.trace(_range(low, high, row, INK if INK in inks.values() else GREY))
    drawing.trace(_groups(levels, row, inks, chosen, format_))
    ends = {low: 1, high: -1} if low != high else {high: -1}
    for level, side in ends.items():
        there = [group for group, own in levels.items() if own == level]
        names = [labels.groups[group] for group in there]
        name = " · ".join(names) if len(names) < 3 else f"{names[0]} · {names[1]} …"
        ink = INK if any(inks[group] == INK for group in there) else MUTED
        _name(drawing, f"{name} {labels.number(level)}", level, row + side * 0.32, ink, format_)
    if chosen in levels and levels[chosen] not in ends:
        text = f"{labels.groups[chosen]} {labels.number(levels[chosen])}"
        nearer_to_the_high_end = 2 * levels[chosen] > low + high
        _name(drawing, text, levels[chosen], row + (0.32 if nearer_to_the_high_end else -0.32), CHOSEN, format_)


def _room(level: float, row: int, format_: Format) -> go.Scatter:
    """Everybody in the room as a vertical tick."""
    return go.Scatter(
        x=[level],
        y=[row],
        mode="markers",
        marker={
            "symbol": "line-ns",
            "size": format_.marker,
            "line": {"color": MUTED, "width": format_.line},
        },
    )


def _range(low: Fraction, high: Fraction, row: int, colour: str) -> go.Scatter:
    return go.Scatter(
        x=[float(low), float(high)],
        y=[row, row],
        mode="lines",
        line={"color": colour, "width": 3},
    )


def _groups(
    levels: dict[str, Fraction], row: int, inks: dict[str, str], chosen: str | None, format_: Format
) -> go.Scatter:
    ends = (min(levels.values()), max(levels.values()))
    lines = [CHOSEN if group == chosen else inks[group] for group in levels]
    return go.Scatter(
        x=[float(level) for level in levels.values()],
        y=[row] * len(levels),
        ids=list(levels),
        mode="markers",
        marker={
            "size": format_.marker,
            "color": [
                line if level in ends or line == CHOSEN else PAPER
                for line, level in zip(lines, levels.values(), strict=True)
            ],
            "line": {"color": lines, "width": 3},
        },
        cliponaxis=False,
    )


def _name(drawing: Drawing, text: str, level: Fraction, y: float, colour: str, format_: Format) -> None:
    """A name above or below its dot, pushed inwards near the ends of the axis."""
    anchor = "left" if level < Fraction(3, 2) else "right" if level > Fraction(7, 2) else "center"
    _write(drawing, text, float(level), y, anchor, format_, colour)


def _write(drawing: Drawing, text: str, x: float, y: float, anchor: str, format_: Format, colour: str) -> None:
    drawing.text(
        plain(text),
        x=x,
        xref="x",
        xanchor=anchor,
        xshift={"left": -format_.marker // 2, "right": format_.marker // 2}.get(anchor, 0),
        y=y,
        yref="y",
        yanchor="middle",
        showarrow=False,
        font={"size": format_.smallest, "color": colour},
    )


def _write_spans(drawing: Drawing, rows: Sequence[StatementResult], labels: Labels, format_: Format) -> None:
    """Spannweite at the right: the difference of the two values that stand at the ends of the row."""
    spans = [span(row) for row in rows]
    texts = ["–" if width is None else labels.number(width) for width in spans]
    for y, text in enumerate(texts):
        drawing.text(
            f"<b>{plain(text)}</b>",
            x=1,
            xref="paper",
            xanchor="right",
            y=y,
            yref="y",
            showarrow=False,
            font={"size": format_.label},
        )
    drawing.text(
        wrapped(labels.span, 10, 2),
        x=1,
        xref="paper",
        xanchor="right",
        align="right",
        y=1,
        yref="paper",
        yanchor="bottom",
        yshift=6,
        showarrow=False,
        font={"size": format_.smallest},
    )
