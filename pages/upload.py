"""Answers that were collected elsewhere: exports of survey tools, own tables, the filled template."""

from reports.lists import list_workbook
from reports.template import template
from ui import batches, frame, guard, session, team_choice, upload_links, uploading

_ = session.words()
workshop = guard.workshop_or_stop()
questionnaire = session.questionnaire(workshop)
team_choice.offer(workshop)

with frame.head(
    frame.headline(_("Datei hochladen"), workshop),
    _("Antworten, die anderswo gesammelt wurden, zählen hier mit."),
    how="hochladen",
):
    uploading.offer_template(workshop, questionnaire, template)
    upload_links.offer(workshop)

uploading.take_files(workshop, questionnaire, list_workbook)
batches.list_batches(workshop)
