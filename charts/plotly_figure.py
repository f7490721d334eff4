"""A picture as a Plotly figure: for the moderator's pages."""

from typing import Any

import plotly.graph_objects as go

from charts.marks import Circle, Line, Path, Picture, Rect, Shape, Text, alike
from charts.text import printable
from charts.theme import FONT, PAPER, plain

CONFIG: dict[str, Any] = {"displayModeBar": False, "staticPlot": True}
"""For ``st.plotly_chart(config=…)``: nothing to zoom, drag or hover."""

BASE_LINE = 0.25
"""How far below a text's middle Plotly puts its base line, in font sizes."""

_SIDES = {"start": "middle right", "middle": "middle center", "end": "middle left"}


def plotly_figure(picture: Picture) -> go.Figure:
    """The same marks on axes of pixels; shapes are shapes, texts are one trace, so that nothing is measured again."""
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
        "hovermode": False,
        "showlegend": False,
        "dragmode": False,
        "xaxis": {"range": [-b, picture.width + b], "visible": False, "fixedrange": True},
        "yaxis": {"range": [picture.height, 0], "visible": False, "fixedrange": True},
        "shapes": [_shape(together) for together in alike(picture.shapes)],
    }
    return go.Figure([_places(picture.shapes), _texts(picture.texts)], layout)


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
    )


def _places(shapes: tuple[Shape, ...]) -> go.Scatter:
    """Nothing to see: where clicks can be caught, with the id of what is there."""
    known = {shape.middle: shape.about for shape in shapes if shape.about is not None}
    return go.Scatter(
        mode="markers",
        name="about",
        x=[round(x, 1) for x, _ in known],
        y=[round(y, 1) for _, y in known],
        customdata=list(known.values()),
        marker={"opacity": 0},
    )
