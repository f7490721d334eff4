"""Paper sheets by keyboard, and the Verwaltungsbogen."""

import streamlit as st

from ui import entry, frame, guard, paper, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

frame.head(
    frame.headline(_("Bögen erfassen"), workshop),
    _("Für alle, die auf Papier antworten, und für die Verwaltung."),
    how="boegen",
)

with show.panel("sheets"):
    tabs = {"papier": _("Papierbögen"), "verwaltung": _("Verwaltungsbogen")}
    first = tabs.get(st.query_params.get("bogen", ""), tabs["papier"])
    on_paper, administration = st.tabs(list(tabs.values()), default=first)
    with on_paper:
        paper.paper_sheets(workshop)
    with administration:
        entry.administration(workshop)
