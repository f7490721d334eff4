"""Paper sheets by keyboard, and the Verwaltungsbogen."""

import streamlit as st

from ui import entry, frame, guard, paper, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

show.title(frame.headline(_("Bögen erfassen"), workshop))

on_paper, administration = st.tabs([_("Papierbögen"), _("Verwaltungsbogen")])
with on_paper:
    paper.paper_sheets(workshop)
with administration:
    entry.administration(workshop)
