"""Where the room differs: statements in a chosen order, groups, and what few can judge."""

import streamlit as st

from content.deck import slide
from content.views import View
from ui import charts, differences, frame, guard, overview, session, show, stage, suggestions

_ = session.words()
workshop = guard.workshop_or_stop()

show.title(frame.headline(_("Unterschiede"), workshop))

release, results = guard.results_or_stop(workshop, "differences")
questionnaire = session.questionnaire(workshop)

view = differences.choose(results)
shown = slide(view, results, questionnaire, _)
charts.show_slide(shown, release, results, questionnaire)
stage.offer(workshop, shown)

show.note(differences.base(view, results))
guard.note_late_sheets(workshop)
show.heading(_("Zu diesen Aussagen"))
for one in shown.shows:
    suggestions.statement_notes(workshop, slide(View("aussage", part=one), results, questionnaire, _))
show.heading(_("Zuerst besprechen"))
differences.reasons(results, questionnaire)
with st.expander(_("Wie ist das zu lesen?")):
    overview.method()
