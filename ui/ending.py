"""What ends a workshop: finishing, archiving (which can be undone), deleting."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from data.store.farewell import next_date
from data.store.rows import day_here
from data.store.workshops import Workshop, WrongState, change_workshop, delete_workshop, finish_workshop
from texts.dates import day_in_words
from ui import farewell, made_documents, runs, session, show
from ui.inputs import Typed, date_line, date_of
from ui.runs import Linked
from ui.workshop_names import dated_name

ARCHIVED = "archived"
"""The workshop that was just put away, and the one that was chosen then."""


def finish(one: Workshop) -> bool:
    """What finishing means, and the question; True once it was answered."""
    _ = session.words()
    show.paragraph(dated_name(_, one))
    show.paragraph(
        _(
            "Danach kommen keine Bögen mehr dazu, kein Telefon wird mehr wiedererkannt, und Links für Teams enden. Das "
            "lässt sich nicht zurücknehmen. Die einzelnen Bögen werden am {day} gelöscht, die Auswertung bleibt.",
            day=day_in_words(_, one.delete_sheets_on),
        )
    )
    show.note(_("Diesen Tag haben die Teilnehmenden gelesen. Die Bögen dürfen früher gelöscht werden, nicht später."))
    with st.expander(_("Früher löschen"), type="compact"):
        typed = date_line(one.delete_sheets_on, key=f"delete-on-{one.id}")
    decided = next_date(session.store(), one.id)
    following = None
    if not decided.is_decided:
        show.part(_("Nächster Termin"))
        following = farewell.next_date_inputs(decided, key=f"end-{one.id}")
    with st.container(horizontal=True):
        is_left = st.button(_("Nicht abschließen"))
        is_wanted = st.button(_("Ja, abschließen"), type="primary")
    if is_wanted:
        goes_on = _sooner(one, typed)
        if goes_on is None or (following is not None and not farewell.is_kept(one, following, key=f"end-{one.id}")):
            return False
        try:
            finish_workshop(session.store(), one.id, goes_on)
        except WrongState:
            session.say_after(_("Inzwischen ist die Umfrage wieder offen."))
    return is_left or is_wanted


def _sooner(one: Workshop, typed: Typed) -> date | None:
    """The day that was typed; None, with the reason below it, for one that is none, over, or later than was told."""
    _ = session.words()
    told, goes_on = one.delete_sheets_on, date_of(typed)
    if goes_on is None or goes_on == told or day_here() <= goes_on < told:
        return goes_on
    typed.refuse(_("Bitte einen Tag von heute an angeben, nicht später als den {day}.", day=day_in_words(_, told)))
    return None


def archive(one: Workshop) -> None:
    """Put the workshop away; the list says so, and takes it back."""
    chosen = session.workshop()
    change_workshop(session.store(), one.id, archived=True)
    session.keep_here(ARCHIVED, (one.id, chosen.id if chosen is not None else one.id))
    st.rerun()


def offer_undo(everything: Sequence[Workshop]) -> None:
    """That a workshop was just archived here, with the way back."""
    _ = session.words()
    archived_id, chosen_id = session.kept_here(ARCHIVED) or ("", "")
    one = next((one for one in everything if one.id == archived_id and one.archived), None)
    if one is None:
        return
    with st.container(key="panel-undo", horizontal=True, vertical_alignment="center"):
        show.paragraph(_("Archiviert: {workshop}", workshop=dated_name(_, one)))
        if st.button(_("Rückgängig"), key=f"undo-{one.id}"):
            change_workshop(session.store(), one.id, archived=False)
            session.keep_here(ARCHIVED, None)
            session.choose(chosen_id)
            st.rerun()


def delete(one: Workshop, linked: Linked) -> bool:
    """What goes and what stays, and the question; True once it is deleted."""
    _ = session.words()
    show.paragraph(dated_name(_, one))
    runs.say_what_stays(linked)
    sure = st.checkbox(_("Ja, mit allen Antworten und Ergebnissen löschen"), key=f"sure-{one.id}")
    with st.container(horizontal=True):
        is_left = st.button(_("Nicht löschen"))
        is_wanted = st.button(_("Workshop löschen"), key=f"really-{one.id}", type="primary", disabled=not sure)
    if is_wanted:
        session.write_down("workshop_deleted", one)
        delete_workshop(session.store(), one.id)
        made_documents.let_go(one.id)
        # Translators: the name of a workshop follows.
        session.say_after(_("Gelöscht: {workshop}", workshop=dated_name(_, one)))
    return is_left or is_wanted
