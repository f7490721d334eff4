"""Where the room stands: radar, groups, heat map, and the Verwaltungsbogen beside the room."""

import streamlit as st

from ui import frame, guard, overview, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

top = frame.top()
with top:
    show.title(frame.headline(_("Überblick"), workshop))

release, results = guard.results_or_stop(workshop, "overview")
questionnaire = session.questionnaire(workshop)

with top:
    view = overview.choose_view(results)
overview.VIEWS[view](workshop, release, results, questionnaire)

show.note(overview.base(results))
guard.note_late_sheets(workshop)
if not session.is_screen():
    frame.screen_link(_("Leinwand öffnen"), "ueberblick", sicht=view)
    with st.expander(_("Wie ist das zu lesen?")):
        overview.method()
