"""A slide as a page shows it: the finding as title, the picture with its alt text, the table one click away."""

from zlib import crc32

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.figures import figure
from charts.formats import FORMATS
from charts.plotly_figure import CONFIG
from content.labels import labels
from content.slides import Slide
from data.store.releases import Release
from ui import session, show
from ui.tables import show_stacked, show_table


def show_slide(slide: Slide, release: Release, results: Results, questionnaire: Questionnaire) -> None:
    """Draw it once for all windows, and show it with its finding, alt text and table."""
    _ = session.words()
    show.finding(slide.finding.sentence)
    drawn = session.figure(
        (release.workshop_id, release.number, slide.address, _.language),
        lambda: figure(slide, results, labels(results, questionnaire, _), FORMATS["page"]),
    )
    name = f"{crc32(repr((release.workshop_id, slide.address)).encode()):x}"
    with st.container(key=f"wide-{name}"):
        st.plotly_chart(drawn, theme=None, width="content", config=CONFIG, alt=slide.alt)
        with st.expander(_("Als Tabelle")):
            show_table(slide.table, marked=slide.marked)
    with st.container(key=f"narrow-{name}"):  # on a phone nobody can read a chart
        show_stacked(slide.table, marked=slide.marked)
