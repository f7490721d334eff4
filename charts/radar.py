"""The radar of the Handlungsfelder: where the room stands, beside the Verwaltungsbogen or up to two groups."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import cos, pi
from typing import Any

import plotly.graph_objects as go

from analysis.results import FieldResult, Results
from charts.drawing import Drawing
from charts.theme import CHOSEN, FORMATS, GRID, INK, MUTED, PAPER, SECOND, Format, Size, balanced, plain, wrapped
from content.labels import ADMINISTRATION, ROOM, Labels

MOST_LINES = 3
HOLE = 0.15


@dataclass(frozen=True)
class _Stroke:
    """Lines differ by dash and marker, not by colour alone; ``sign`` is the marker in running text.

    Markers differ in size too, so that equal values stay visible inside one another.
    """

    colour: str
    dash: str
    symbol: str
    sign: str
    marker: float


_STROKES = (
    _Stroke(INK, "solid", "circle", "●", 0.9),
    _Stroke(CHOSEN, "dash", "diamond", "◇", 1.3),
    _Stroke(SECOND, "dot", "square", "□", 1.6),
)


def radar(
    results: Results,
    labels: Labels,
    *,
    lines: Sequence[str] = (ROOM, ADMINISTRATION),
    named: Collection[str] = (),
    size: Size = "page",
) -> go.Figure:
    """At most three lines by id: ROOM, ADMINISTRATION or group ids. A hidden value leaves a gap; ``named``: fields to
    mark."""
    if not 1 <= len(lines) <= MOST_LINES:
        raise ValueError(f"a radar shows 1 to {MOST_LINES} lines, not {len(lines)}")
    format_ = FORMATS[size]
    drawing = Drawing(
        format_, height=format_.height, top=format_.label * 3, bottom=format_.label * (4 if format_.width else 7)
    )
    angles = [360 * place / len(results.fields) for place in range(len(results.fields))]
    drawing.trace(_ring_words(results, labels, lines, format_))
    for rank, (line, stroke) in reversed(list(enumerate(zip(lines, _STROKES, strict=False)))):
        drawing.trace(_line(results, labels, line, stroke, angles, format_).update(legendrank=rank + 1))
    drawing.layout(
        polar=_polar(results, labels, lines, angles, format_, named),
        showlegend=True,
        legend=_legend(format_),
    )
    return drawing.figure()


def line_level(field: FieldResult, line: str) -> Fraction | None:
    """The level of a line in a field; None where it is hidden or empty."""
    if line == ROOM:
        return field.level
    if line == ADMINISTRATION:
        return field.administration_level
    return field.cells[line].level


def _line(
    results: Results, labels: Labels, line: str, stroke: _Stroke, angles: Sequence[float], format_: Format
) -> go.Scatterpolar:
    levels = [line_level(field, line) for field in results.fields]
    radii = [None if level is None else float(level) for level in levels]
    closed = radii[0] is not None and radii[-1] is not None
    return go.Scatterpolar(
        name=_name(results, labels, line),
        r=[*radii, radii[0]] if closed else radii,
        theta=[*angles, angles[0]] if closed else list(angles),
        mode="lines+markers",
        connectgaps=False,
        fill="none",
        line={"color": stroke.colour, "width": format_.line, "dash": stroke.dash},
        marker={
            "symbol": stroke.symbol,
            "size": format_.marker * stroke.marker,
            "color": stroke.colour if stroke.dash == "solid" else PAPER,
            "line": {"color": stroke.colour, "width": format_.line},
        },
        legendgroup=line,
        cliponaxis=False,
    )


def _name(results: Results, labels: Labels, line: str) -> str:
    people = {ROOM: results.respondents, **{group.id: group.people for group in results.groups}}
    name = plain(labels.line(line))
    return f"{name}<br>{plain(labels.people.format(n=people[line]))}" if line in people else name


def _ring_words(results: Results, labels: Labels, lines: Sequence[str], format_: Format) -> go.Scatterpolar:
    """The scale in words between the two lowest spokes, on the side of each ring where no line runs."""
    spokes = len(results.fields)
    gap = (spokes - 1) // 2
    angle = 360 * (gap + 0.5) / spokes
    crossings = _crossings(results, lines, gap)

    def clearance(level: float) -> float:
        return min((abs(level - crossing) for crossing in crossings), default=1.0)

    words = [balanced(word, width) for word, width in zip(labels.rings[1:], (12, 15, 15), strict=True)]
    offsets = [0.31 if "<br>" in word else 0.17 for word in words]
    places = [max((ring - by, ring + by), key=clearance) for ring, by in zip((2, 3), offsets, strict=False)]
    return go.Scatterpolar(
        r=[*places, 4 - offsets[2]],
        theta=[angle] * 3,
        mode="text",
        text=words,
        textfont={"size": format_.smallest, "color": MUTED},
        showlegend=False,
    )


def _crossings(results: Results, lines: Sequence[str], gap: int) -> list[float]:
    """The levels at which the lines cross the middle between spoke ``gap`` and the next."""
    fields = (*results.fields, results.fields[0])
    bend = cos(pi / len(results.fields))
    levels = []
    for line in lines:
        ends = [line_level(field, line) for field in fields[gap : gap + 2]]
        if all(end is not None for end in ends):
            one, other = (HOLE + float(end - 1) / 3 * (1 - HOLE) for end in ends if end is not None)
            levels.append(1 + (2 * one * other * bend / (one + other) - HOLE) / (1 - HOLE) * 3)
    return levels


def _legend(format_: Format) -> dict[str, Any]:
    """At the right of a wide screen, below on a page."""
    place = {"x": 0.78, "y": 1, "yanchor": "top", "tracegroupgap": format_.label}
    below = {"orientation": "h", "x": 0, "y": 0, "yref": "container", "yanchor": "bottom", "entrywidth": 230}
    return {
        **(place if format_.width else below),
        "font": {"size": format_.label},
        "itemwidth": 60,
        "bgcolor": "rgba(0,0,0,0)",
    }


def _polar(
    results: Results,
    labels: Labels,
    lines: Sequence[str],
    angles: Sequence[float],
    format_: Format,
    named: Collection[str],
) -> dict[str, Any]:
    return {
        "hole": HOLE,
        "domain": {"x": [0.06, 0.74] if format_.width else [0.02, 0.98], "y": [0, 1]},
        "bgcolor": "rgba(0,0,0,0)",
        "gridshape": "circular",
        "radialaxis": {
            "range": [1, 4],
            "tickvals": [1, 2, 3, 4],
            "showticklabels": False,
            "ticks": "",
            "showline": False,
            "gridcolor": GRID,
            "gridwidth": 2,
        },
        "angularaxis": {
            "rotation": 90,
            "direction": "clockwise",
            "tickvals": list(angles),
            "ticktext": [_field_text(field, labels, lines, field.id in named) for field in results.fields],
            "tickfont": {"size": format_.smallest + 2},
            "ticks": "outside",
            "ticklen": format_.marker * 0.7,
            "tickcolor": "rgba(0,0,0,0)",
            "gridcolor": GRID,
            "gridwidth": 2,
            "linecolor": "#8c8c8c",
            "linewidth": 2,
        },
    }


def _field_text(field: FieldResult, labels: Labels, lines: Sequence[str], named: bool) -> str:
    """The field's name and its values, so that nothing has to be read off the rings; bold and underlined if named."""
    values = []
    for line, stroke in zip(lines, _STROKES, strict=False):
        level = line_level(field, line)
        shown = "–" if level is None else labels.number(level)
        values.append(f'<span style="color:{stroke.colour}">{stroke.sign} <b>{plain(shown)}</b></span>')
    name = wrapped(labels.fields[field.id], 22, 3)
    return f"{f'<b><u>{name}</u></b>' if named else name}<br>{'   '.join(values)}"
