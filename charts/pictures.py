"""A slide's chart: its marks, and as SVG; Plotly is not needed for that (figures.py)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from analysis.results import Results
from charts.diverging import diverging
from charts.dots import dots
from charts.dumbbell import dumbbell
from charts.formats import Format
from charts.heatmap import e_statement_heatmap, level_heatmap
from charts.marks import Picture
from charts.profiles import profiles
from charts.radar import radar, radar_reading
from charts.slope import slope
from charts.statement import statement
from charts.steps import OF_PEOPLE, arriving, without
from charts.svg import svg as as_svg
from content.labels import Labels
from content.slides import Chart, Slide
from content.talk import STEPS

Layout: TypeAlias = Callable[[Results, Labels, Sequence[str], Collection[str], Format], Picture]
"""Says what stands where, from what the slide ``shows`` and what its finding has ``named``."""

LAYOUTS: Mapping[Chart, Layout] = {
    "radar": radar,
    "gaps": partial(radar, has_bands=True),
    "profiles": profiles,
    "levels": level_heatmap,
    "dumbbell": dumbbell,
    "diverging": diverging,
    "dots": dots,
    "e": e_statement_heatmap,
    "statement": statement,
    "slope": slope,
}


RADARS: frozenset[Chart] = frozenset({"radar", "gaps"})


def picture(slide: Slide, results: Results, labels: Labels, format_: Format, *, is_new: bool = False) -> Picture:
    """What stands where at the slide's step; what the finding speaks of is marked. ValueError without a chart.

    Every step of a radar has the layout of all its lines, and nothing of those that are not revealed; a statement is
    larger before its groups come. ``is_new``: what
    comes with this step gets the role "new": of a radar its newest line, of others all that counts people.
    """
    if slide.chart is None:
        raise ValueError(f"{slide.address} has no chart")
    layout = LAYOUTS[slide.chart]
    if slide.chart == "statement" and slide.step < STEPS.index("gruppen"):
        return _of_the_room(slide, results, labels, format_, is_new=is_new)
    drawn = layout(results, labels, slide.shows, slide.finding.named, format_)
    if slide.chart not in RADARS:
        return arriving(drawn, kinds=OF_PEOPLE) if is_new else drawn
    if hidden := set(slide.shows) - set(slide.shown):
        drawn = replace(without(drawn, hidden), reading=radar_reading(results, labels, slide.shown))
    return arriving(drawn, lines=slide.shown[-1:]) if is_new else drawn


def _of_the_room(slide: Slide, results: Results, labels: Labels, format_: Format, *, is_new: bool) -> Picture:
    """A statement before its groups come: what all answered alone, in larger squares; then who cannot judge it."""
    drawn = statement(replace(results, groups=()), labels, slide.shows, slide.finding.named, format_)
    if slide.step < STEPS.index("e"):
        drawn = without(drawn, ("E",))
        return arriving(drawn, kinds=OF_PEOPLE) if is_new else drawn
    return arriving(drawn, lines=("E",)) if is_new else drawn


def svg(slide: Slide, results: Results, labels: Labels, format_: Format) -> str:
    """The slide's picture for the wall, phones and documents."""
    return as_svg(picture(slide, results, labels, format_), slide.alt)
