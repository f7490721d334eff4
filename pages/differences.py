"""Where the room differs: all statements as a list to work with, and the chosen one beside it."""

import streamlit as st

from content.statement_list import listed
from ui import differences, frame, guard, overview, session, show
from ui.detail import statement_detail

_ = session.words()
workshop = guard.workshop_or_stop()

way_on = frame.head(frame.headline(_("Unterschiede"), workshop), differences.purpose(workshop), how="unterschiede")

release, results = guard.results_or_stop(workshop, "differences")
questionnaire = session.questionnaire(workshop)

choice = differences.choose(results, questionnaire)
statements = listed(_, choice, results, questionnaire)
if not statements:
    differences.say_that_nothing_fits()
    st.stop()
left, right = st.columns([2.19, 1], gap="small")
with right, show.panel("chosen"):
    chosen = differences.pick_statement(statements, questionnaire)
    statement_detail(workshop, release, results, questionnaire, chosen, key="list")
with left, show.panel("list"):
    differences.show_list(statements, chosen, results, questionnaire)
    guard.note_late_sheets(workshop)
    with st.expander(_("Wie ist das zu lesen?")):
        overview.method()
with way_on:
    differences.offer_screenful(workshop, choice, chosen, results, questionnaire)
