"""Municipalities, for the Betrieb: no workshop and no result of theirs."""

from ui import frame, guard, municipalities, session, show

_ = session.words()
guard.accounts_or_stop("operate")
frame.head(_("Kommunen"), _("Anlegen, umbenennen, aus einem Interesse übernehmen"), how="kommunen")
with show.panel("new"):
    show.heading(_("Neue Kommune"))
    municipalities.make_form()
with show.panel("places"):
    show.heading(_("Kommunen"))
    municipalities.list_municipalities()
with show.panel("interest"):
    show.heading(_("Interesse an einer Teilnahme"))
    municipalities.from_interest()
