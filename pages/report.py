"""Documents to take home."""

import logging

import streamlit as st

from data.evening import evening
from reports.apart import NotMadeError, made_apart
from ui import documents, frame, guard, overview, session, show

_ = session.words()
workshop = guard.workshop_or_stop()
way_on = frame.head(
    frame.headline(_("Bericht"), workshop), _("Die Ergebnisse zum Mitnehmen und Weitergeben."), how="bericht"
)
release, results = guard.results_or_stop(workshop)
now = evening(session.store(), workshop.id)
if now is None or not now.is_revealed:
    st.stop()

left, right = st.columns([2.19, 1], gap="small")
with right, show.panel("choices"):
    show.heading(_("Was in den Dokumenten steht"))
    order = documents.choose(now)
with left:
    with show.panel("documents"):
        show.heading(_("Dokumente"))
        place = st.container()
        documents.list_files(order)
        show.note(overview.base(results))
        guard.note_late_sheets(workshop)
        with st.expander(_("Wie ist das zu lesen?"), type="compact"):
            overview.method()
    with show.panel("preview"):
        show.heading(_("Vorschau"))
        documents.preview(order)
with place:
    try:
        documents.offer_making(order, made_apart)
    except NotMadeError:
        logging.getLogger(__name__).exception("documents were not made")
        st.error(_("Die Dokumente konnten nicht erstellt werden. Bitte versuchen Sie es noch einmal."))
with way_on:
    documents.offer_all(order)
