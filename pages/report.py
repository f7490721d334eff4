"""Documents to take home."""

import logging

import streamlit as st

from data.evening import evening
from reports.apart import NotMadeError, made_apart
from ui import documents, frame, guard, made_documents, overview, report_choices, session, show

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
with right:
    with show.panel("choices"):
        show.heading(_("Was in den Dokumenten steht"))
        order = report_choices.choose(now)
    last = made_documents.last_made(order, workshop.id)
    with show.panel("preview"):
        show.heading(_("Vorschau"))
        documents.preview(last)
with left, show.panel("documents"):
    show.heading(_("Dokumente"))
    progress = st.container()
    documents.say_of_what(order, last)
    documents.list_files(last)
    show.note(overview.base(results))
    guard.note_late_sheets(workshop)
    with st.expander(_("Wie ist das zu lesen?"), type="compact"):
        overview.method()
with way_on:
    try:
        documents.offer_making(order, last, workshop.id, made_apart, progress)
    except NotMadeError:
        logging.getLogger(__name__).exception("documents were not made")
        progress.error(_("Die Dokumente konnten nicht erstellt werden. Bitte versuchen Sie es noch einmal."))
    documents.offer_all(order, last)
