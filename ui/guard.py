"""What a page needs before it can show anything; without it, a sentence says what to do."""

import streamlit as st

from analysis.results import Results
from data.store.releases import Release, late_sheets, reveal
from data.store.workshops import Workshop
from texts import sheets_title
from ui import session, show


def workshop_or_stop() -> Workshop:
    """The chosen workshop."""
    _ = session.words()
    found = session.workshop()
    who = session.access()
    if found is None and who is not None and who.role == "team":
        st.info(_("Dieser Workshop nimmt gerade keine Dateien an. Bitte fragen Sie die Moderation."))
        st.stop()
    if found is None:
        st.info(_("Noch gibt es keinen Workshop. Legen Sie ihn unter „Workshops“ an."))
        st.stop()
    return found


def results_or_stop(of: Workshop, page: str, button: str | None = None) -> tuple[Release, Results]:
    """The results of a closed workshop, once somebody pressed the ``button`` ("Aufdecken") on this page."""
    _ = session.words()
    closed = session.release(of)
    if session.is_screen() and (closed is None or page not in closed.shown):
        show.heading(_("Gleich geht es weiter."))
        _wait_for_reveal(of.id, page)
        st.stop()
    if closed is None:
        st.info(
            _("Ergebnisse gibt es, sobald die Umfrage geschlossen ist. Schließen können Sie sie unter „Teilnahme“.")
        )
        st.stop()
    if page not in closed.shown:
        _offer_reveal(of, closed, page, button or _("Aufdecken"))
        st.stop()
    return closed, session.results(of, closed)


def _offer_reveal(of: Workshop, closed: Release, page: str, button: str) -> None:
    _ = session.words()
    show.paragraph(sheets_title(_, sum(group.people for group in closed.groups), closed.without_answers))
    if not closed.shown:
        show.note(_("Damit ist das Ergebnis endgültig: Spätere Bögen verändern es nicht mehr."))
    if st.button(button, type="primary"):
        reveal(session.store(), of.id, page)
        st.rerun()


@st.fragment(run_every=1)
def _wait_for_reveal(workshop_id: str, page: str) -> None:
    """The projector follows the moderator's window within a second."""
    waiting = session.current(workshop_id)
    closed = session.release(waiting) if waiting else None
    if closed is not None and page in closed.shown:
        st.rerun()
    st.empty()


def note_late_sheets(of: Workshop) -> None:
    """Say what the results leave out."""
    count = late_sheets(session.store(), of.id)
    if count:
        _ = session.words()
        show.note(_.plural("Ein Bogen kam nach der Auswertung.", "{n} Bögen kamen nach der Auswertung.", count))
