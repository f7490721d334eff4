"""A slide's chart as Plotly figure, for the moderator's pages."""

import plotly.graph_objects as go

from analysis.results import Results
from charts.formats import Format
from charts.pictures import picture
from charts.plotly_figure import plotly_figure
from content.labels import Labels
from content.slides import Slide


def figure(slide: Slide, results: Results, labels: Labels, format_: Format) -> go.Figure:
    """The slide's picture for a Streamlit page."""
    return plotly_figure(picture(slide, results, labels, format_))
