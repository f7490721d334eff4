"""A figure in the making: plotly checks it once at the end instead of at every stroke, which would be quadratic."""

from typing import Any

import plotly.graph_objects as go

from charts.theme import FONT, INK, PAPER, Format


class Drawing:
    """Collects traces, texts and shapes for a white figure without hover, legend or Streamlit's template."""

    def __init__(
        self, format_: Format, *, height: int, left: int = 0, right: int = 0, top: int = 0, bottom: int = 0
    ) -> None:
        """All lengths are pixels; the margins hold whatever stands outside the axes."""
        self._traces: list[Any] = []
        self._texts: list[dict[str, Any]] = []
        self._shapes: list[dict[str, Any]] = []
        self._layout: dict[str, Any] = {
            "template": "none",
            "width": format_.width,
            "height": height,
            "autosize": format_.width is None,
            "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
            "paper_bgcolor": PAPER,
            "plot_bgcolor": PAPER,
            "font": {"family": FONT, "size": format_.label, "color": INK},
            "hovermode": False,
            "showlegend": False,
            "dragmode": False,
        }

    def trace(self, trace: Any) -> None:
        """Add marks, a plotly trace; later ones lie on top of earlier ones."""
        self._traces.append(trace)

    def text(self, text: str, **annotation: Any) -> None:
        """Write an already escaped text, above all marks."""
        self._texts.append({"text": text, "showarrow": False, **annotation})

    def line(self, **shape: Any) -> None:
        """Draw a straight line."""
        self._shapes.append({"type": "line", **shape})

    def box(self, **shape: Any) -> None:
        """Draw a rectangle."""
        self._shapes.append({"type": "rect", **shape})

    def layout(self, **layout: Any) -> None:
        """Set properties of plotly's layout."""
        self._layout.update(layout)

    def figure(self) -> go.Figure:
        """The finished figure; ValueError where a property does not exist."""
        return go.Figure(self._traces, {**self._layout, "annotations": self._texts, "shapes": self._shapes})
