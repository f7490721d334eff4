"""One statement beside whatever names it: what the room and each group answered, and what may follow."""

from pathlib import Path
from zlib import crc32

import streamlit as st

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from charts.formats import panel
from content.deck import slide
from content.slides import Slide
from content.statement_list import facts
from content.views import View
from data.store.releases import Release
from data.store.workshops import Workshop
from ui import agenda, charts, examples, session, show, stage, suggestions
from ui.tables import show_stacked

STYLE = Path(__file__).with_suffix(".css")
FORMAT = panel(370, 230)
"""As wide as the column beside the list in a window of 1366 pixels."""


def statement_detail(
    of: Workshop, release: Release, results: Results, questionnaire: Questionnaire, statement_id: str, *, key: str
) -> None:
    """The statement's field, pattern and Spannweite, its sentence, the way to the Leinwand, the picture of the room and
    its groups with its table and why it is worth talking about, questions to begin with, Anregungen and the way to
    practice cards.

    ``key`` tells apart several on one page. An unknown statement is the first.
    """
    _ = session.words()
    shown = slide(View("aussage", part=statement_id), results, questionnaire, _)
    st.html(f"<style>{STYLE.read_text('utf-8')}</style>")
    with st.container(key=f"detail-{key}", gap="xsmall"):
        show.note(facts(_, results.by_statement[shown.shows[0]], questionnaire))
        show.finding(shown.title)
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            stage.offer(of, shown)
            with st.popover(_("Anregungen")):
                suggestions.notes(shown)
            agenda.offer(of, shown.shows[0])
        _picture(shown, release, results, questionnaire, key)
        suggestions.first_question(shown)
        examples.offer(shown.shows[0])


def _picture(shown: Slide, release: Release, results: Results, questionnaire: Questionnaire, key: str) -> None:
    """With its finding, which says why to talk about it, and its table."""
    name = f"{key}-{crc32(shown.address.encode()):x}"
    with st.container(key=f"detail-wide-{name}", gap="xsmall"):
        charts.explore(shown, release, results, questionnaire, FORMAT, key=f"chart-{name}")
    with st.container(key=f"narrow-{name}"):  # on a phone nobody can read a chart
        show.finding(shown.finding.sentence)
        show_stacked(shown.table, marked=shown.marked)
