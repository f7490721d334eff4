"""A picture as a Plotly figure: for the moderator's pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from charts.hover import SIZE
from charts.marks import Area, Circle, Line, Path, Picture, Rect, Shape, Text, alike
from charts.text import printable
from charts.theme import FONT, INK, OUTER, PAPER, plain

CONFIG: dict[str, Any] = {"displayModeBar": False, "staticPlot": True}
"""For ``st.plotly_chart(config=…)``: nothing to zoom, drag or hover."""

EXPLORABLE: dict[str, Any] = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False}
"""The same for figures with hover texts: the mouse reads and chooses, and moves nothing."""

BASE_LINE = 0.25
"""How far below a text's middle Plotly puts its base line, in font sizes."""

PIECE = 60
"""Pixels of an area of which Plotly knows one place."""

CLEAR = "rgba(0,0,0,0)"

_SIDES = {"start": "middle right", "middle": "middle center", "end": "middle left"}


def plotly_figure(picture: Picture, hovers: Sequence[str] | None = None) -> go.Figure:
    """The same marks on axes of pixels; shapes are shapes, texts are one trace, so that nothing is measured again.

    ``hovers``: by area what is said of it. Then places can be chosen, and texts are a trace a colour, as Plotly knows
    one colour a trace for texts that are not chosen.
    """
    b = picture.bleed
    layout = {
        "template": "none",
        "width": round(picture.width + 2 * b),
        "height": round(picture.height),
        "autosize": False,
        "margin": dict.fromkeys("lrtb", 0) | {"pad": 0, "autoexpand": False},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": FONT},
        "hovermode": False if hovers is None else "closest",
        "clickmode": "event+select",
        "hoverlabel": {
            "bgcolor": PAPER,
            "bordercolor": OUTER,
            "font": {"family": FONT, "size": SIZE, "color": INK},
            "align": "left",
        },
        "barmode": "overlay",
        "showlegend": False,
        "dragmode": False,
        "xaxis": {"range": [-b, picture.width + b], "visible": False, "fixedrange": True},
        "yaxis": {"range": [picture.height, 0], "visible": False, "fixedrange": True},
        "shapes": [_shape(together) for together in alike(picture.shapes)],
    }
    written = [picture.texts] if hovers is None else _by_colour(picture.texts)
    return go.Figure([*map(_texts, written), _areas(picture.areas, hovers)], layout)


def _shape(together: list[Shape]) -> dict[str, Any]:
    look: dict[str, Any] = {"layer": "below", "name": together[0].role}
    look["line"] = {"color": together[0].stroke, "width": together[0].thickness if together[0].stroke else 0}
    match together:
        case [Rect() as r]:
            place: dict[str, Any] = {"type": "rect", "x0": r.x, "y0": r.y, "x1": r.x + r.width, "y1": r.y + r.height}
        case [Circle() as c]:
            place = {"type": "circle", "x0": c.x - c.radius, "y0": c.y - c.radius}
            place |= {"x1": c.x + c.radius, "y1": c.y + c.radius}
        case [Path() as p]:
            points = "L".join(f"{x:.1f} {y:.1f}" for x, y in p.points)
            place = {"type": "path", "path": f"M{points}{'Z' if p.closed else ''}"}
        case _:
            lines = [line for line in together if isinstance(line, Line)]
            d = "".join(f"M{line.x1:.1f} {line.y1:.1f}L{line.x2:.1f} {line.y2:.1f}" for line in lines)
            place = {"type": "path", "path": d}
    first = together[0]
    if isinstance(first, Line | Path) and first.dash:
        look["line"]["dash"] = ",".join(f"{length:g}px" for length in first.dash)
    if not isinstance(first, Line) and first.fill:
        look["fillcolor"] = first.fill
    return {key: round(value, 1) if isinstance(value, float) else value for key, value in (place | look).items()}


def _by_colour(texts: tuple[Text, ...]) -> list[tuple[Text, ...]]:
    colours = dict.fromkeys(one.colour for one in texts)
    return [tuple(one for one in texts if one.colour == colour) for colour in colours]


def _texts(texts: tuple[Text, ...]) -> go.Scatter:
    return go.Scatter(
        mode="text",
        name="texts",
        x=[round(one.x, 1) for one in texts],
        y=[round(one.y - BASE_LINE * one.size, 1) for one in texts],
        text=[plain(printable(one.text)) for one in texts],
        textposition=[_SIDES[one.anchor] for one in texts],
        textfont={
            "size": [one.size for one in texts],
            "color": [one.colour for one in texts],
            "weight": [700 if one.bold else 400 for one in texts],
        },
        cliponaxis=False,
        hoverinfo="skip",
        unselected={"textfont": {"color": texts[0].colour if texts else INK}},
    )


def _areas(areas: tuple[Area, ...], hovers: Sequence[str] | None) -> go.Bar:
    """Nothing to see: where the mouse is understood, with the ids of what is there."""
    told = list(zip(areas, hovers or [""] * len(areas), strict=True))
    pieces = [(piece, hover) for area, hover in told for piece in _pieces(area)]
    return go.Bar(
        name="about",
        x=[round(area.x + area.width / 2, 1) for area, _ in pieces],
        width=[round(area.width, 1) for area, _ in pieces],
        base=[round(area.y, 1) for area, _ in pieces],
        y=[round(area.height, 1) for area, _ in pieces],
        customdata=[[area.about, area.group] for area, _ in pieces],
        hovertext=[hover for _, hover in pieces],
        hovertemplate="%{hovertext}<extra></extra>",
        marker={"color": CLEAR},
        selected={"marker": {"color": CLEAR}},
        unselected={"marker": {"color": CLEAR}},
        cliponaxis=False,
    )


def _pieces(area: Area) -> list[Area]:
    """The area in parts beside each other: Plotly writes beside the middle of a part, and so not over the mouse."""
    parts = max(round(area.width / PIECE), 1)
    width = area.width / parts
    return [replace(area, x=area.x + part * width, width=width) for part in range(parts)]
