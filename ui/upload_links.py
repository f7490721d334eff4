"""What "Teams hochladen lassen" unfolds: links by which others hand in files for one workshop, without results."""

from datetime import timedelta

import streamlit as st

from config import load_settings
from data.store.links import UploadLink, WrongState, create_upload_link, revoke_upload_link, upload_links
from data.store.workshops import Workshop
from texts.words import Words
from ui import joining, session, show
from ui.inputs import day, line, needed
from web import address

DAYS = (7, 14, 30)


def offer(of: Workshop) -> None:
    """Make, list and revoke the workshop's links; nothing for teams themselves."""
    if not session.is_moderator():
        return
    _ = session.words()
    with st.popover(_("Teams hochladen lassen")):
        show.paragraph(
            _("Mit einem Link lädt ein Team selbst Dateien hoch. Es sieht die eigenen Dateien, aber keine Ergebnisse.")
        )
        _make(of)
        for link in upload_links(session.store(), of.id):
            _listed(_, link)


def _make(of: Workshop) -> None:
    _ = session.words()
    with st.form(f"upload-link-{of.id}", clear_on_submit=True, border=False):
        label = line(_("Für wen ist der Link? (zum Beispiel Jugendamt)"), key=f"upload-link-for-{of.id}")
        days = st.radio(_("Der Link gilt"), DAYS, format_func=lambda n: _("{n} Tage", n=n), horizontal=True)
        if not st.form_submit_button(_("Link erstellen")):
            return
    if not needed((label, _("Bitte angeben, für wen der Link ist."))):
        return
    try:
        _id, token = create_upload_link(session.store(), of.id, label=label.text, valid=timedelta(days=days))
    except WrongState:
        st.error(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
        return
    _show_once(_, token)


def _show_once(_: Words, token: str) -> None:
    settings = load_settings()
    base = address.base_url(settings, address.real_port(), joining.chosen_address())
    st.code(f"{base}/team/{token}", language=None, wrap_lines=True)
    st.warning(
        _(
            "Kopieren Sie den Link jetzt: Er wird nur dieses eine Mal gezeigt. Wer ihn hat, kann für diesen Workshop "
            "Dateien hochladen und die über diesen Link hochgeladenen Dateien sehen, aber keine Ergebnisse."
        )
    )
    if not settings.public_url:
        show.note(
            _("Der Link führt zu diesem Rechner und öffnet sich nur im selben Netz, solange das Dashboard läuft.")
        )


def _listed(_: Words, link: UploadLink) -> None:
    """One link with the button that closes it."""
    until = day(link.valid_until.astimezone().date())
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-link-{link.id}"):
        if link.expired:
            show.paragraph(_("{label}: abgelaufen am {day}", label=link.label, day=until))
        else:
            show.paragraph(_("{label}: gültig bis {day}", label=link.label, day=until))
        if st.button(_("Widerrufen"), key=f"revoke-{link.id}"):
            revoke_upload_link(session.store(), link.id)
            st.rerun()
