"""Where the room stands: radar, groups, heat map, and the Verwaltungsbogen beside the room."""

import streamlit as st

from content.deck import slide
from ui import charts, frame, guard, overview, session, show, stage, suggestions

_ = session.words()
workshop = guard.workshop_or_stop()

frame.head(
    frame.headline(_("Überblick"), workshop),
    _("Wo der Raum steht, in jedem Handlungsfeld und aus jeder Perspektive."),
    how="ueberblick",
)

release, results = guard.results_or_stop(workshop)
questionnaire = session.questionnaire(workshop)

view = overview.choose(results, questionnaire)
shown = slide(view, results, questionnaire, _)
left, right = st.columns([2.75, 1], gap="small")
with left, show.panel("view"):
    if shown.chart is None:
        suggestions.field_page(shown)
    else:
        charts.show_slide(shown, release, results, questionnaire)
with right, show.panel("beside-view"):
    stage.offer(workshop, shown)
    show.note(overview.base(results))
    guard.note_late_sheets(workshop)
    if view.view == "anregungen":
        suggestions.measure_templates(view.part, questionnaire)
    show.heading(_("Wie ist das zu lesen?"))
    overview.method()
