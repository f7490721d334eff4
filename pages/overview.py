"""Where the room stands: radar, groups, heat map, and the Verwaltungsbogen beside the room."""

import streamlit as st

from ui import charts, frame, guard, overview, session, show, suggestions

_ = session.words()
workshop = guard.workshop_or_stop()

top = frame.top()
with top:
    show.title(frame.headline(_("Überblick"), workshop))

release, results = guard.results_or_stop(workshop, "overview")
questionnaire = session.questionnaire(workshop)

with top:
    view = overview.choose_view(results)
    field = suggestions.choose_field(results, questionnaire) if view == overview.SUGGESTIONS else None
if field is None:
    charts.show_slide(overview.slide(view, results, questionnaire), release, results, questionnaire)
else:
    suggestions.field_page(field, questionnaire)

show.note(overview.base(results))
guard.note_late_sheets(workshop)
if not session.is_screen():
    if field is not None:
        suggestions.measure_templates(field.id, questionnaire)
    groups = st.query_params.get("gruppen", "") if view == "radar" else ""
    frame.screen_link(_("Leinwand öffnen"), "ueberblick", sicht=view, feld=field.id if field else "", gruppen=groups)
    with st.expander(_("Wie ist das zu lesen?")):
        overview.method()
