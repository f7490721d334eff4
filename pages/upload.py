"""Answers that were collected elsewhere: exports of survey tools, own tables, the filled template."""

from reports.lists import list_workbook
from reports.template import template
from texts.titles import TOOLS
from ui import batches, frame, guard, session, show, upload_links, uploading

_ = session.words()
workshop = guard.workshop_or_stop()
questionnaire = session.questionnaire(workshop)

frame.head(
    frame.headline(_("Datei hochladen"), workshop),
    _("Antworten, die anderswo gesammelt wurden, zählen hier mit."),
    how="hochladen",
)
show.paragraph(
    _(
        "Hier laden Sie Antworten hoch, die anderswo gesammelt wurden: Exporte aus {tools}, eigene Tabellen oder die "
        "ausgefüllte Vorlage. Die Datei selbst wird nicht gespeichert.",
        tools=_.joined(list(TOOLS.values()), "or"),
    )
)

uploading.offer_template(workshop, questionnaire, template)
source = uploading.choose_source(workshop)
uploading.take_files(workshop, questionnaire, source, list_workbook)
batches.list_batches(workshop)
upload_links.offer(workshop)
