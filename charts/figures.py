"""A slide's chart as Plotly figure, for the moderator's pages."""

from collections.abc import Sequence

import plotly.graph_objects as go

from analysis.results import Results
from charts.formats import Format
from charts.hover import hover_texts
from charts.pictures import picture
from charts.plotly_figure import plotly_figure
from content.labels import Labels
from content.slides import Slide


def figure(slide: Slide, results: Results, labels: Labels, format_: Format) -> go.Figure:
    """The slide's picture for a Streamlit page."""
    return plotly_figure(picture(slide, results, labels, format_))


def explorable(
    slide: Slide, results: Results, labels: Labels, format_: Format, rows: Sequence[Sequence[str]]
) -> go.Figure:
    """The same, of which every place answers to the mouse with its row; ``rows``: those of the slide's table as they
    are read."""
    drawn = picture(slide, results, labels, format_)
    return plotly_figure(drawn, hover_texts(drawn, slide.table, rows))
