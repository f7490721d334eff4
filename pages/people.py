"""Who is what in which municipality: invite, change, remove; and what was done about that."""

from ui import audit, frame, guard, inviting, people, session, show

_ = session.words()
guard.accounts_or_stop("people", "operate")
frame.head(_("Personen"), _("Wer in welcher Kommune was darf"), how="personen")
own = people.municipalities()
with show.panel("invite"):
    show.heading(_("Einladen"))
    inviting.invite_form(own)
    inviting.list_invitations()
with show.panel("people"):
    show.heading(_("Personen"))
    people.list_people(own)
audit.show_log()
