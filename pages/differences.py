"""Where the room differs: statements in a chosen order, groups, and what few can judge."""

import streamlit as st

from ui import charts, differences, frame, guard, overview, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

top = frame.top()
with top:
    show.title(frame.headline(_("Unterschiede"), workshop))

release, results = guard.results_or_stop(workshop, "differences")
questionnaire = session.questionnaire(workshop)

with top:
    chosen = differences.choose_view()
    view = differences.VIEWS[chosen]
    part = differences.choose_part(differences.choose_statements(view, results))
charts.show_slide(view.slide(_, results, questionnaire, part), release, results, questionnaire)

show.note(differences.base(view, results))
guard.note_late_sheets(workshop)
if not session.is_screen():
    address = {name: st.query_params.get(name, "") for name in ("ordnung", "teil")}
    frame.screen_link(_("Leinwand öffnen"), "unterschiede", sicht=chosen, **address)
    differences.talk_notes(part, results, questionnaire)
    show.heading(_("Zuerst besprechen"))
    differences.reasons(results, questionnaire)
    with st.expander(_("Wie ist das zu lesen?")):
        overview.method()
