"""Files to take home."""

import streamlit as st

from reports.filename import file_name
from reports.workbook import workbook
from texts.titles import with_run
from ui import frame, guard, overview, report, session, show

_ = session.words()
workshop = guard.workshop_or_stop()

way_on = frame.head(
    frame.headline(_("Bericht"), workshop), _("Die Ergebnisse zum Mitnehmen und Weitergeben."), how="bericht"
)

release, results = guard.results_or_stop(workshop)

dossier = report.dossier_of(workshop, results)
name = file_name(with_run(_, workshop.municipality, workshop.run), workshop.held_on, "xlsx")
with way_on:
    report.workbook_download(workshop, release, dossier, workbook, file_name=name)
with show.panel("contents"):
    show.heading(_("Das steht in der Excel-Datei"))
    report.contents(dossier)
    show.note(overview.base(results))
    guard.note_late_sheets(workshop)
    with st.expander(_("Wie ist das zu lesen?"), type="compact"):
        overview.method()
