"""The workshops there are, each with what can be done with it."""

from datetime import date, timedelta
from html import escape

import streamlit as st

from config import load_settings
from data.store.workshops import (
    Workshop,
    WorkshopLocked,
    WrongState,
    change_workshop,
    delete_workshop,
    finish_workshop,
    workshops,
)
from texts.titles import statements_title
from texts.words import Words
from ui import checklist, runs, session, show, steps
from ui.access import asks
from ui.inputs import (
    date_line,
    date_of,
    day,
    line,
    needed,
    threshold_input,
    wifi_is_possible,
    wifi_lines,
)
from ui.preparations import change_perspectives
from ui.runs import Linked, linked_with
from ui.workshop_names import dated_name, full_name


def list_workshops() -> None:
    """Every workshop with where it stands, the way into its cockpit, and what can be done with it."""
    _ = session.words()
    chosen = session.workshop()
    everything = workshops(session.store())
    in_use = [one for one in everything if not one.archived]
    if in_use:
        with show.panel("workshops"):
            for one in in_use:
                _card(one, linked_with(one, everything), is_chosen=chosen is not None and one.id == chosen.id)
    archived = [one for one in everything if one.archived]
    if archived:
        with st.expander(_.plural("Ein archivierter Workshop", "{n} archivierte Workshops", len(archived))):
            for one in archived:
                _archived_card(one)


def _card(one: Workshop, linked: Linked, *, is_chosen: bool) -> None:
    _ = session.words()
    with st.container(key=f"work-{one.id}", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(_row(_, one, is_chosen=is_chosen))
            if st.button(_("Cockpit"), key=f"choose-{one.id}", type="primary" if is_chosen else "secondary"):
                session.choose(one.id)
                st.switch_page("pages/cockpit.py")
        runs.name_the_one_before(linked)
        with st.expander(_("Ändern, abschließen, löschen"), type="compact"):
            _change(one, linked)
            change_perspectives(one)
            runs.begin_next(one)
            _finish(one)
            _archive(one)
            _delete(one, linked)


def _row(_: Words, one: Workshop, *, is_chosen: bool) -> str:
    """Name, where it stands, and what is missing before it can begin."""
    step = steps.step_titles(_)[steps.step_of(one)]
    facts = [day(one.held_on), _("Code {code}", code=one.code), statements_title(_, len(one.room))]
    if one.state == "prepared" and (lacking := checklist.missing(_, one)):
        # Translators: what is missing before a workshop can begin, a list of names follows.
        facts.append(_("es fehlt: {things}", things=", ".join(lacking)))
    mark = f' <span class="tag">{escape(_("gewählt"))}</span>' if is_chosen else ""
    return (
        f'<div class="row"><h2>{escape(full_name(_, one))}{mark}</h2>'
        f'<p><b>{escape(step)}</b> <span class="note">{escape(" · ".join(facts))}</span></p></div>'
    )


def _archived_card(one: Workshop) -> None:
    _ = session.words()
    show.paragraph(dated_name(_, one))
    if st.button(_("Zurückholen"), key=f"unarchive-{one.id}"):
        change_workshop(session.store(), one.id, archived=False)
        st.rerun()


def _change(one: Workshop, linked: Linked) -> None:
    _ = session.words()
    with st.form(f"change-{one.id}"):
        municipality = line(_("Kommune"), one.municipality, key=f"municipality-{one.id}")
        runs.say_that_they_move_too(linked)
        title = line(_("Titel"), one.title, key=f"title-{one.id}")
        typed_day = date_line(one.held_on, key=f"date-{one.id}")
        wifi_name, wifi_password = wifi_lines(one.wifi_name, one.wifi_password, key=one.id)
        threshold = one.threshold
        if not one.locked:
            threshold = threshold_input(one.threshold, key=f"threshold-{one.id}")
        if not st.form_submit_button(_("Änderungen speichern")):
            return
    held_on = date_of(typed_day)
    is_named = needed((municipality, _("Bitte die Kommune angeben.")), (title, _("Bitte einen Titel angeben.")))
    if not (wifi_is_possible(wifi_name, wifi_password) and is_named and held_on is not None):
        return
    changes = {"threshold": threshold} if threshold != one.threshold else {}
    try:
        change_workshop(
            session.store(),
            one.id,
            municipality=municipality.text,
            title=title.text,
            held_on=held_on,
            wifi_name=wifi_name.text,
            wifi_password=wifi_password.text,
            **changes,
        )
    except WorkshopLocked:
        session.say_after(_("Inzwischen ist der erste Bogen da; die Mindestgröße liegt jetzt fest."))
    else:
        for typed in (municipality, title, typed_day, wifi_name, wifi_password):
            typed.is_stored()
    st.rerun()


def _finish(one: Workshop) -> None:
    _ = session.words()
    if one.state == "finished" and one.delete_sheets_on is not None:
        show.note(
            _("Die einzelnen Bögen werden am {day} gelöscht, die Auswertung bleibt.", day=day(one.delete_sheets_on))
        )
    if one.state != "closed":
        return
    goes_on = date.today() + timedelta(days=load_settings().keep_sheets_days)
    show.note(
        _(
            "Abschließen: Kein Telefon wird mehr wiedererkannt. Die einzelnen Bögen werden am {day} gelöscht.",
            day=day(goes_on),
        )
    )
    if st.button(_("Workshop abschließen"), key=f"finish-{one.id}"):
        st.dialog(_("Workshop abschließen?"))(_confirm_finishing)(one, goes_on)


@asks("moderator")
def _confirm_finishing(one: Workshop, goes_on: date) -> None:
    _ = session.words()
    show.paragraph(dated_name(_, one))
    show.paragraph(
        _(
            "Danach kommen keine Bögen mehr dazu, kein Telefon wird mehr wiedererkannt, und Links für Teams enden. Das "
            "lässt sich nicht zurücknehmen. Die einzelnen Bögen werden am {day} gelöscht, die Auswertung bleibt.",
            day=day(goes_on),
        )
    )
    with st.container(horizontal=True):
        if st.button(_("Nicht abschließen")):
            st.rerun()
        if st.button(_("Ja, abschließen"), type="primary"):
            try:
                finish_workshop(session.store(), one.id, goes_on)
            except WrongState:
                session.say_after(_("Inzwischen ist die Umfrage wieder offen."))
            st.rerun()


def _archive(one: Workshop) -> None:
    _ = session.words()
    if st.button(_("Archivieren"), key=f"archive-{one.id}"):
        change_workshop(session.store(), one.id, archived=True)
        st.rerun()


def _delete(one: Workshop, linked: Linked) -> None:
    _ = session.words()
    runs.say_what_stays(linked)
    sure = st.checkbox(_("Ja, mit allen Antworten und Ergebnissen löschen"), key=f"sure-{one.id}")
    if st.button(_("Workshop löschen"), key=f"delete-{one.id}", disabled=not sure):
        delete_workshop(session.store(), one.id)
        st.rerun()
