"""Paper sheets by keyboard, and the Verwaltungsbogen."""

import streamlit as st

from ui import entry, frame, guard, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

show.title(frame.headline(_("Bögen erfassen"), workshop))

paper, administration = st.tabs([_("Papierbögen"), _("Verwaltungsbogen")])
with paper:
    entry.paper_sheets(workshop)
with administration:
    entry.administration(workshop)
