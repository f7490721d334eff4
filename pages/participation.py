"""How people join, how many are there, and when the survey opens and closes."""

import streamlit as st

from texts.titles import with_run
from ui import guard, into_the_room, printing, room, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

show.title(f"{with_run(_, workshop.title, workshop.run)} · {workshop.municipality}")
joining = st.container()  # keeps its place, so that nothing below it moves when the survey closes
if workshop.state in ("prepared", "open"):
    with joining:
        room.join_panel(workshop)
room.live_tally(workshop.id, session.version(workshop))

room.steps(workshop)
into_the_room.offer(workshop)
room.choose_address()
if workshop.state in ("prepared", "open"):
    room.handy_test(workshop)
with st.expander(_("Bögen je Perspektive (nicht auf der Leinwand zeigen)")):
    room.by_perspective(workshop)
with st.expander(_("Weiteres Gerät anmelden")):
    room.another_device(workshop)
with st.expander(_("Mitschauen")):
    into_the_room.watching_along(workshop)
with st.expander(_("Papier und Tablet")):
    printing.paper_form(workshop)
    st.link_button(_("Tablet zum Herumreichen"), f"/t/{workshop.code}?tablet=1")
with st.expander(_("Testbögen löschen")):
    room.begin_anew(workshop)
