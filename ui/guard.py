"""What a page needs before it can show anything; without it, a sentence says what to do."""

import streamlit as st

from analysis.results import Results
from data.store.releases import Release, WrongState, late_sheets, reveal
from data.store.workshops import Workshop
from texts.sentences import sheets_title
from ui import retention, session, show, stage
from ui.access import asks
from web.matrix import Act, may_somewhere


def workshop_or_stop() -> Workshop:
    """The chosen workshop."""
    _ = session.words()
    if session.is_moderator() and session.lost_workshop():
        show.title(_("Diesen Workshop gibt es nicht mehr"))
        st.info(_("Er wurde in einem anderen Fenster archiviert oder gelöscht. Es ist nichts weiter geschehen."))
        st.page_link("pages/workshops.py", label=_("Zu den Workshops"))
        st.stop()
    found = session.workshop()
    who = session.access()
    if found is None and who is not None and who.role == "team":
        st.info(_("Dieser Workshop nimmt gerade keine Dateien an. Bitte fragen Sie die Moderation."))
        st.stop()
    if found is None:
        show.title(_("Noch kein Workshop"))
        st.info(_("Noch gibt es keinen Workshop. Legen Sie ihn unter „Workshops“ an."))
        st.page_link("pages/workshops.py", label=_("Zu den Workshops"))
        st.stop()
    return found


def accounts_or_stop(*acts: Act) -> None:
    """Goes on for who has an account and may do one of these somewhere."""
    found = session.access()
    if found is None or found.person is None or not any(may_somewhere(found, act) for act in acts):
        st.info(session.words()("Dieses Gerät darf das nicht. Es wurde nichts geändert."))
        st.stop()


def unfinished_or_stop(of: Workshop) -> None:
    """Goes on where sheets can still come."""
    if of.state == "finished":
        st.info(session.words()("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
        st.stop()


def results_or_stop(of: Workshop) -> tuple[Release, Results]:
    """The results of a closed workshop, once somebody has shown one, here or in the room."""
    closed = session.release(of)
    if closed is None or not closed.revealed:
        _say_what_is_missing(of, closed)
        wait_for_news(of.id, session.version(of))
        st.stop()
    return closed, session.results(of, closed)


def _say_what_is_missing(of: Workshop, closed: Release | None) -> None:
    _ = session.words()
    if closed is None and of.state == "finished":
        retention.say_that_nothing_is_left(of)
        return
    if closed is None:
        st.info(_("Ergebnisse gibt es, sobald die Umfrage geschlossen ist. Schließen können Sie sie im „Cockpit“."))
        return
    with show.panel("results"):
        show.heading(sheets_title(_, closed.counted.people, closed.counted.without_answers))
        note_finality(closed)
        with st.container(horizontal=True, gap="small"):
            offer_results(of)


def offer_results(of: Workshop) -> None:
    """The buttons that show the first result: in the room and here, or here alone; unless another window has just
    reopened the survey."""
    _ = session.words()
    is_for_here = of.state != "finished" and st.button(_("Nur hier ansehen"))
    is_for_all = st.button(_("Ergebnisse zeigen"), type="primary")
    if not (is_for_here or is_for_all):
        return
    try:
        if is_for_all and of.state != "finished":
            stage.show_first(of)
        reveal(session.store(), of.id, "overview")
    except WrongState:
        session.say_after(_("Inzwischen ist die Umfrage wieder offen."))
    st.rerun()


def note_finality(closed: Release) -> None:
    """Before the first result is shown: what that means."""
    _ = session.words()
    if not closed.shown:
        show.note(_("Sobald ein Ergebnis gezeigt ist, ist es endgültig: Spätere Bögen verändern es nicht mehr."))


@st.fragment(run_every=2)
@asks("moderator")
def wait_for_news(workshop_id: str, seen: tuple[str, int]) -> None:
    """The whole page follows the Regie, and every other window, in which somebody closes, reopens or reveals."""
    now = session.current(workshop_id)
    if now is None or session.version(now) != seen:
        st.rerun()
    st.empty()


def note_late_sheets(of: Workshop) -> None:
    """Say what the results leave out."""
    count = late_sheets(session.store(), of.id)
    if count:
        _ = session.words()
        show.note(_.plural("Ein Bogen kam nach der Auswertung.", "{n} Bögen kamen nach der Auswertung.", count))
