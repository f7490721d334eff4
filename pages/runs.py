"""What has happened since the last time, and when to ask again."""

import streamlit as st

from data.evening import evening
from ui import frame, guard, next_run, rechecks, run_comparison, session, show, status_links

_ = session.words()
of = guard.workshop_or_stop()
purpose = _("Was seit dem letzten Mal anders ist, und wann Sie wieder nachfragen")
frame.head(frame.headline(_("Durchgänge"), of), purpose, how="durchgaenge")
now = evening(session.store(), of.id)
if now is None:
    st.stop()
left, right = st.columns([2.19, 1], gap="small")
with left:
    with show.panel("comparison"):
        show.heading(_("Vergleich mit dem früheren Durchgang"))
        run_comparison.show_comparison(of, now)
    with show.panel("next-run"):
        next_run.offer_next_run(of)
with right:
    with show.panel("statuses"):
        status_links.offer_status_links(of, now)
    with show.panel("rechecks"):
        rechecks.offer_rechecks(of, now)
