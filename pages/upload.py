"""Sheets that were filled in as Excel files."""

from reports.template import template
from ui import frame, guard, session, show, uploading

_ = session.words()
workshop = guard.workshop_or_stop()
questionnaire = session.questionnaire(workshop)

show.title(frame.headline(_("Datei hochladen"), workshop))
show.paragraph(_("Laden Sie die Vorlage herunter, verteilen Sie sie, und laden Sie sie ausgefüllt wieder hoch."))

uploading.offer_template(workshop, questionnaire, template)
uploading.take_files(workshop, questionnaire)
uploading.list_batches(workshop)
