"""A slide as a page shows it: the finding as title, the picture with its alt text, the table one click away."""

from collections.abc import Callable
from typing import NamedTuple
from zlib import crc32

import plotly.graph_objects as go
import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.figures import explorable, figure
from charts.formats import FORMATS, Format
from charts.plotly_figure import CONFIG, EXPLORABLE
from content.labels import labels
from content.slides import Slide
from content.tables import as_read
from data.store.releases import Release
from ui import session, show
from ui.access import asks
from ui.tables import show_stacked, show_table


class Place(NamedTuple):
    """What somebody clicked: a field, statement or group, and in charts with a column a group that one of it."""

    id: str
    group: str = ""


def show_slide(slide: Slide, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    """Draw it once for all windows, and show it with its finding, alt text and table."""
    _ = session.words()
    show.finding(slide.finding.sentence)
    drawn = session.figure(
        (release.workshop_id, release.number, slide.address, _.language, _compared_with(slide, results)),
        lambda: figure(slide, results, labels(results, questionnaire, _), FORMATS["page"]),
    )
    name = f"{crc32(repr((release.workshop_id, slide.address)).encode()):x}"
    with st.container(key=f"wide-{name}"):
        st.plotly_chart(drawn, theme=None, width="content", config=CONFIG, alt=slide.alt)
        with st.expander(_("Als Tabelle")):
            show_table(slide.table, marked=slide.marked)
    with st.container(key=f"narrow-{name}"):  # on a phone nobody can read a chart
        show_stacked(slide.table, marked=slide.marked)


def _compared_with(slide: Slide, results: Results) -> object:
    """Of a comparison the other run: it may have been shown, moved to another day or deleted meanwhile."""
    since = results.since
    return (
        (since.workshop_id, since.earlier, since.later, since.runs)
        if since and slide.view.page == "vergleich"
        else None
    )


def explore(
    slide: Slide,
    release: Release,
    results: Results,
    questionnaire: Questionnaire,
    format_: Format,
    *,
    key: str,
    on_click: Callable[[Place], None] | None = None,
) -> None:
    """The same as a chart to look into: the mouse reads the rows of its table, a click gives the place.

    ``key`` names the chart in its page. ``on_click`` is called with each click before the page runs, also for a second
    click on the same place. All rows that can be clicked are in the table and can be offered to the keyboard by
    ``slide.table.ids``.
    """
    _ = session.words()

    show.finding(slide.finding.sentence)
    drawn = session.figure(
        (release.workshop_id, release.number, slide.address, _.language, format_),
        lambda: explorable(slide, results, labels(results, questionnaire, _), format_, as_read(_, slide.table)),
    )
    with st.container(key=f"explored-{key}"):  # on a phone its table is read instead
        if on_click is None:
            st.plotly_chart(drawn, theme=None, width="content", key=key, config=EXPLORABLE, alt=slide.alt)
        else:
            _clickable(drawn, slide.alt, key, on_click)
    table_below(slide, key=f"beside-{key}")


def table_below(slide: Slide, *, key: str) -> None:
    """The way to a slide's table, at the right; below a picture it stands in the line of its notes."""
    with (
        st.container(key=key, horizontal_alignment="right"),
        st.popover(session.words()("Als Tabelle"), type="tertiary"),
    ):
        show_table(slide.table, marked=slide.marked)


def _clickable(drawn: go.Figure, alt: str, key: str, on_click: Callable[[Place], None]) -> None:
    @asks("moderator")
    def clicked() -> None:
        _clicked(key, on_click)

    st.plotly_chart(
        drawn,
        theme=None,
        width="content",
        key=key,
        on_select=clicked,
        selection_mode="points",
        config=EXPLORABLE,
        alt=alt,
    )


def _clicked(key: str, on_click: Callable[[Place], None]) -> None:
    """Keep the place. A click on the chosen one takes Plotly's choice away, but means the same place again."""
    points = st.session_state[key].selection.points
    if points:
        st.session_state[_last(key)] = Place(*points[-1]["customdata"])
    if _last(key) in st.session_state:
        on_click(st.session_state[_last(key)])


def _last(key: str) -> str:
    return f"clicked-{key}"
