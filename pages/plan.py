"""What the room talks about in its minutes, in which order and why."""

import streamlit as st

from content.deck import slide
from content.views import View
from ui import agenda, frame, guard, printing, session, show, stage

_ = session.words()

of = guard.workshop_or_stop()
purpose = _("Die wenigen Aussagen, die das Gespräch am meisten lohnen")
way_on = frame.head(frame.headline(_("Gesprächsplan"), of), purpose, how="gespraechsplan")
guard.results_or_stop(of)
now, arranged, results = agenda.planned_or_stop(of)
with way_on:
    if of.state != "finished" and results.plan:
        stage.offer(of, slide(View("plan"), results, now.questionnaire, _))
left, right = st.columns([2.19, 1], gap="small")
with left, show.panel("list"):
    show.heading(agenda.facts(_, arranged, results))
    agenda.show_items(of, now, arranged, results)
with right, show.panel("choices"):
    agenda.show_choices(of, now, arranged, results)
    printing.table_sheets(of)
