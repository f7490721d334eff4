"""A slide's chart: its marks, and as Plotly figure or SVG."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TypeAlias

import plotly.graph_objects as go

from analysis.results import Results
from charts.diverging import diverging
from charts.dots import dots
from charts.dumbbell import dumbbell
from charts.formats import Format
from charts.heatmap import e_statement_heatmap, level_heatmap
from charts.marks import Picture
from charts.plotly_figure import plotly_figure
from charts.profiles import profiles
from charts.radar import radar
from charts.statement import statement
from charts.svg import svg as as_svg
from content.labels import Labels
from content.slides import Chart, Slide

Layout: TypeAlias = Callable[[Results, Labels, Sequence[str], Collection[str], Format], Picture]
"""Says what stands where, from what the slide ``shows`` and what its finding has ``named``."""

LAYOUTS: Mapping[Chart, Layout] = {
    "radar": radar,
    "profiles": profiles,
    "levels": level_heatmap,
    "dumbbell": dumbbell,
    "diverging": diverging,
    "dots": dots,
    "e": e_statement_heatmap,
    "statement": statement,
}


def picture(slide: Slide, results: Results, labels: Labels, format_: Format) -> Picture:
    """What stands where; what the finding speaks of is marked. ValueError for a slide without a chart."""
    if slide.chart is None:
        raise ValueError(f"{slide.address} has no chart")
    return LAYOUTS[slide.chart](results, labels, slide.shows, slide.finding.named, format_)


def figure(slide: Slide, results: Results, labels: Labels, format_: Format) -> go.Figure:
    """The slide's picture for a Streamlit page."""
    return plotly_figure(picture(slide, results, labels, format_))


def svg(slide: Slide, results: Results, labels: Labels, format_: Format) -> str:
    """The slide's picture for the wall, phones and documents."""
    return as_svg(picture(slide, results, labels, format_), slide.alt)
