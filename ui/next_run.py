"""Preparing the run after this one: the day is asked for, never guessed where another one was agreed."""

from datetime import date

import streamlit as st

from data.store.farewell import next_date
from data.store.rows import day_here
from data.store.workshops import Workshop, WrongState, next_run, workshops
from texts.dates import day_in_words
from ui import session, show
from ui.inputs import date_line, date_of
from ui.runs import linked_with
from ui.workshop_names import dated_name


def is_begun(one: Workshop, *, place: str) -> bool:
    """The form with the day; True once the run is prepared and chosen. ``place``: where the form stands."""
    _ = session.words()
    agreed = next_date(session.store(), one.id).day
    with st.form(f"next-run-{place}-{one.id}", border=False):
        show.paragraph(_("Der neue Durchgang hat dieselben Einstellungen und folgt auf diesen."))
        typed = date_line(proposed_day(agreed, day_here()), key=f"next-run-day-{place}-{one.id}")
        if agreed is not None:
            show.note(_("Vereinbart ist der {day}.", day=day_in_words(_, agreed)))
        show.note(_("Nach diesem Tag richtet sich auch, wann die einzelnen Bögen gelöscht werden."))
        if not st.form_submit_button(_("Durchgang vorbereiten"), type="primary"):
            return False
    held_on = date_of(typed)
    if held_on is None:
        return False
    try:
        new = next_run(session.store(), one.id, held_on)
    except WrongState:
        session.say_after(_("Dieser Workshop ist inzwischen gelöscht."))
    else:
        session.write_down("workshop_made", new)
        session.choose(new.id)
    return True


def proposed_day(agreed: date | None, today: date) -> date:
    """The date that was agreed, also one that is over: who prepares the run sees it and decides; else today."""
    return agreed or today


def offer_next_run(one: Workshop) -> None:
    """The runs that continue this one, and the form for another."""
    _ = session.words()
    show.heading(_("Nächster Durchgang"))
    after = [run for run in linked_with(one, workshops(session.store())).after if not run.is_recheck]
    for run in after:
        with st.container(horizontal=True, vertical_alignment="center", key=f"next-{run.id}"):
            show.paragraph(dated_name(_, run))
            if st.button(_("Zum Cockpit"), key=f"next-cockpit-{run.id}", type="tertiary"):
                session.choose(run.id)
                st.switch_page("pages/cockpit.py")
    if not after:
        show.note(_("Treffen Sie sich wieder, vergleicht der nächste Durchgang mit diesem."))
    with st.popover(_("Nächsten Durchgang vorbereiten")):
        if is_begun(one, place="page"):
            st.switch_page("pages/cockpit.py")
