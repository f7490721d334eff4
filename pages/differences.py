"""Where the room differs: statements in the order "zuerst besprechen", groups, and what few can judge."""

import streamlit as st

from ui import differences, frame, guard, overview, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

top = frame.top()
with top:
    show.title(frame.headline(_("Unterschiede"), workshop))

release, results = guard.results_or_stop(workshop, "differences")
questionnaire = session.questionnaire(workshop)

with top:
    view = differences.choose_view()
    part = differences.choose_part(differences.VIEWS[view].order(results))
differences.VIEWS[view].draw(workshop, release, results, questionnaire, part)

show.note(overview.base(results))
guard.note_late_sheets(workshop)
if not session.is_screen():
    frame.screen_link(_("Leinwand öffnen"), "unterschiede", sicht=view, teil=st.query_params.get("teil", ""))
    differences.talk_notes(part, results, questionnaire)
    show.heading(_("Zuerst besprechen"))
    differences.reasons(results, questionnaire)
    with st.expander(_("Wie ist das zu lesen?")):
        overview.method()
