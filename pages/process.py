"""The way through a workshop: what is due, by whom, and what is done already."""

from ui import frame, guard, listing, process, session, show

_ = session.words()
of = guard.workshop_or_stop()
purpose = _("Vom Erstgespräch bis ein Jahr danach: was ansteht, wer es tut, was schon da ist")
way_on = frame.head(frame.headline(_("Ablauf"), of), purpose, how="ablauf")
process.stop_for_recheck(of)
facts, steps = process.steps_of(of)
with way_on:
    process.take_along(of, steps)
with show.panel("process"):
    process.show_steps(of, facts, steps)
listing.show_listing(of)
