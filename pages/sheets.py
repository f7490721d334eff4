"""Paper sheets by keyboard, and the Verwaltungsbogen."""

from ui import entry, frame, guard, paper, session, show
from ui.inputs import pick_in_the_address

_ = session.words()
workshop = guard.workshop_or_stop()

frame.head(
    frame.headline(_("Bögen erfassen"), workshop),
    _("Für alle, die auf Papier antworten, und für die Verwaltung."),
    how="boegen",
)

guard.unfinished_or_stop(workshop)
kinds = {"papier": _("Papierbögen")} | ({"verwaltung": _("Verwaltungsbogen")} if workshop.administration else {})
# Translators: of sheets: on paper, or that of the administration.
kind = pick_in_the_address(_("Welche Bögen?"), kinds, "bogen")
with show.panel("sheets"):
    if kind == "verwaltung":
        entry.administration(workshop)
    else:
        paper.paper_sheets(workshop)
