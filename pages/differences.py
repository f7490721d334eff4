"""Where the room differs: all statements as a list to work with, and the chosen one beside it."""

import streamlit as st

from content.statement_list import listed
from data.store.workshops import Workshop
from ui import differences, frame, guard, overview, session, show
from ui.access import asks
from ui.detail import statement_detail

_ = session.words()


@st.fragment
@asks("moderator")
def show_statements(of: Workshop) -> None:
    """A click in the list runs this alone, without what stands around every page."""
    way_on = frame.head(frame.headline(_("Unterschiede"), of), differences.purpose(of), how="unterschiede")
    release, results = guard.results_or_stop(of)
    questionnaire = session.questionnaire(of)
    choice = differences.choose(results, questionnaire)
    statements = listed(_, choice, results, questionnaire)
    if not statements:
        differences.say_that_nothing_fits()
        return
    left, right = st.columns([2.19, 1], gap="small")
    with right, show.panel("chosen"):
        chosen = differences.pick_statement(statements, questionnaire)
        statement_detail(of, release, results, questionnaire, chosen, key="list")
    with left, show.panel("list"):
        differences.show_list(statements, chosen, results, questionnaire)
        guard.note_late_sheets(of)
        with st.expander(_("Wie ist das zu lesen?"), type="compact"):
            overview.method()
    with way_on:
        differences.offer_screenful(of, choice, chosen, results, questionnaire)


show_statements(guard.workshop_or_stop())
