"""Municipalities, for the Betrieb: made, renamed, and from a file „Interesse an einer Teilnahme“ in one step."""

import streamlit as st

from data.interest_file import Interest, NoInterest, interest_in
from data.store.invitations import invite
from data.store.roles import Municipality, WrongState, make_municipality, named_municipalities, rename_municipality
from ui import inviting, large, sending, session, show
from ui.inputs import line, needed


def make_form() -> None:
    """A new one by its name."""
    _ = session.words()
    with st.form("municipality", border=False, clear_on_submit=False):
        name = line(_("Name der Kommune"), key="municipality-made")
        is_wanted = st.form_submit_button(_("Kommune anlegen"), type="primary")
    if not is_wanted or not needed((name, _("Bitte die Kommune angeben."))):
        return
    try:
        make_municipality(session.accounts_store(), name.text, by=session.actor())
    except WrongState:
        name.refuse(_("Eine Kommune mit diesem Namen gibt es schon."))
    else:
        session.say_after(_("Die Kommune ist angelegt. Laden Sie jetzt unter „Personen“ ihre Moderation ein."))
        st.rerun()


def list_municipalities() -> None:
    """Each with how many people it has, and its name to change."""
    _ = session.words()
    for one in named_municipalities(session.accounts_store()):
        with st.container(horizontal=True, vertical_alignment="center", key=f"row-place-{one.id}"):
            show.paragraph(one.name)
            show.note(_.plural("eine Person", "{n} Personen", one.people), is_short=True)
            with st.popover(_("Umbenennen"), type="tertiary", key=f"rename-{one.id}"):
                _rename(one)


def _rename(one: Municipality) -> None:
    _ = session.words()
    with st.form(f"rename-form-{one.id}", border=False):
        name = line(_("Name der Kommune"), one.name, key=f"name-{one.id}")
        is_wanted = st.form_submit_button(_("Namen speichern"))
    if not is_wanted or not needed((name, _("Bitte die Kommune angeben."))):
        return
    try:
        rename_municipality(session.accounts_store(), one.id, name.text, by=session.actor())
    except WrongState:
        name.refuse(_("Eine Kommune mit diesem Namen gibt es schon."))
    else:
        name.is_stored()
        st.rerun()


def from_interest() -> None:
    """Take the file, make the municipality and invite its contact; what else stands in it is not kept."""
    _ = session.words()
    show.note(
        _(
            "Aus der Datei von „Interesse an einer Teilnahme“ wird eine Kommune mit einer Einladung an die angegebene "
            "Stelle. Gespeichert werden nur Name und E-Mail-Adresse."
        )
    )
    file = st.file_uploader(_("Datei wählen (JSON)"), type=["json"], key="interest-file")
    if file is None or large.had_no_room(_, file.file_id, file.name):
        return
    try:
        said = interest_in(file.getvalue())
    except NoInterest:
        st.error(_("Das ist keine Datei von „Interesse an einer Teilnahme“. Es wurde nichts übernommen."))
        return
    with st.form("interest", border=False):
        show.paragraph(said.municipality)
        email = line(_("E-Mail-Adresse"), said.email, key=f"interest-email-{file.file_id}", longest=120)
        is_wanted = st.form_submit_button(_("Kommune anlegen und einladen"), type="primary")
    if is_wanted and inviting.is_email(email):
        _take(said, email.text)
    sending.show_kept("interest")


def _take(said: Interest, email: str) -> None:
    _, store, by = session.words(), session.accounts_store(), session.actor()
    try:
        new = make_municipality(store, said.municipality, by=by)
    except WrongState:
        st.error(_("Eine Kommune mit diesem Namen gibt es schon."))
        return
    token = invite(store, email, new, "moderator", is_operator=False, by=by)
    sending.offer("interest", inviting.invited(token, email, said.municipality, "moderator"))
