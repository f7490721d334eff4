"""One statement beside whatever names it: what the room and each group answered, and what may follow."""

from pathlib import Path
from zlib import crc32

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.figures import figure
from charts.formats import Format
from charts.plotly_figure import CONFIG
from content.deck import slide
from content.labels import labels
from content.slides import Slide
from content.statement_list import facts
from content.views import View
from data.store.releases import Release
from data.store.workshops import Workshop
from ui import session, show, stage, suggestions
from ui.tables import show_stacked, show_table

STYLE = Path(__file__).with_suffix(".css")
FORMAT = Format(
    width=362, height=None, quiet=12, label=13, count=13, pen=1.2, row=40, text_column=0, name_column=94, bleed=4
)
"""Of the picture: as wide as the column beside a list in a window of 1366 pixels."""


def statement_detail(
    of: Workshop, release: Release, results: Results, questionnaire: Questionnaire, statement_id: str, *, key: str
) -> None:
    """The statement's field, pattern and Spannweite, its sentence, the way to the Leinwand, the picture of the room and
    its groups with its table, why it is worth talking about, questions to begin with and Anregungen.

    ``key`` tells apart several on one page. An unknown statement is the first.
    """
    _ = session.words()
    shown = slide(View("aussage", part=statement_id), results, questionnaire, _)
    st.html(f"<style>{STYLE.read_text('utf-8')}</style>")
    with st.container(key=f"detail-{key}", gap="xsmall"):
        show.note(facts(_, results.by_statement[shown.shows[0]], questionnaire))
        show.finding(shown.title)
        stage.offer(of, shown)
        _picture(shown, release, results, questionnaire, key)
        show.paragraph(shown.finding.sentence)
        suggestions.notes(shown)


def _picture(shown: Slide, release: Release, results: Results, questionnaire: Questionnaire, key: str) -> None:
    _ = session.words()
    drawn = session.figure(
        (release.workshop_id, release.number, shown.address, "detail", _.language),
        lambda: figure(shown, results, labels(results, questionnaire, _), FORMAT),
    )
    name = f"{key}-{crc32(shown.address.encode()):x}"
    with st.container(key=f"detail-wide-{name}", gap="xsmall"):
        st.plotly_chart(drawn, theme=None, width="content", config=CONFIG, alt=shown.alt)
        with st.expander(_("Als Tabelle")):
            show_table(shown.table, marked=shown.marked)
    with st.container(key=f"narrow-{name}"):  # on a phone nobody can read a chart
        show_stacked(shown.table, marked=shown.marked)
