"""A slide's chart as a Plotly figure."""

import plotly.graph_objects as go

from analysis.results import Results
from charts.diverging import diverging
from charts.dots import dots
from charts.dumbbell import dumbbell
from charts.heatmap import e_statement_heatmap, level_heatmap
from charts.profiles import profiles
from charts.radar import radar
from charts.theme import Size
from content.labels import Labels
from content.slides import Slide


def figure(slide: Slide, results: Results, labels: Labels, size: Size) -> go.Figure:
    """Draw it; what the finding speaks of is marked."""
    named = slide.finding.named
    match slide.chart:
        case "radar":
            return radar(results, labels, lines=slide.shows, named=named, size=size)
        case "profiles":
            return profiles(results, labels, named=named, size=size)
        case "levels":
            return level_heatmap(results, labels, named=named, size=size)
        case "dumbbell":
            return dumbbell(results, labels, named=named, size=size)
        case "diverging":
            return diverging(results, labels, slide.shows, named=named, size=size)
        case "dots":
            return dots(results, labels, slide.shows, named=named, size=size)
        case "e":
            return e_statement_heatmap(results, labels, slide.shows, named=named, size=size)
