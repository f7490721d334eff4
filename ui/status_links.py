"""Links by which those whom measures concern say how far they are, before the next workshop looks back."""

from datetime import timedelta

import streamlit as st

from config import load_settings
from content.look_back import look_back_finding
from data.store.measures import measures
from data.store.status_links import (
    StatusLink,
    TooMany,
    WrongState,
    create_status_link,
    revoke_status_link,
    status_links,
)
from data.store.workshops import Workshop
from texts.words import Words
from ui import joining, session, show
from ui.inputs import day, line, needed
from web import address

DAYS = (14, 30, 90)


def offer_status_links(of: Workshop) -> None:
    """How far the measures are, and links by which others say so; nothing where none was agreed."""
    _ = session.words()
    agreed = measures(session.store(), of.id)
    show.heading(_("Was wurde daraus?"))
    if not agreed:
        show.paragraph(_("Sobald Maßnahmen vereinbart sind, fragen Sie hier per Link, wie weit sie sind."))
        return
    show.paragraph(look_back_finding(_, agreed))
    show.note(
        _(
            "Wer den Link hat, sieht nur diese Maßnahmen ohne Namen von Personen und sagt zu jeder, wie weit sie ist. "
            "Der nächste Durchgang zeigt den Stand vor den Fragen."
        )
    )
    _make(of)
    for link in status_links(session.store(), of.id):
        _listed(_, link)


def _make(of: Workshop) -> None:
    _ = session.words()
    with st.form(f"status-link-{of.id}", clear_on_submit=True, border=False):
        label = line(_("An wen geht der Link? (zum Beispiel Jugendamt)"), key=f"status-link-for-{of.id}")
        days = st.radio(_("Der Link gilt"), DAYS, format_func=lambda n: _("{n} Tage", n=n), horizontal=True)
        if not st.form_submit_button(_("Link erstellen")):
            return
    if not needed((label, _("Bitte angeben, an wen der Link geht."))):
        return
    try:
        _id, token = create_status_link(session.store(), of.id, label=label.text, valid=timedelta(days=days))
    except TooMany:
        st.error(_("Mehr Links kann ein Workshop nicht haben. Widerrufen Sie einen, der nicht mehr gebraucht wird."))
        return
    except WrongState:
        st.error(_("Diesen Workshop gibt es nicht mehr"))
        return
    st.code(
        f"{address.base_url(load_settings(), address.real_port(), joining.chosen_address())}/stand/{token}",
        language=None,
        wrap_lines=True,
    )
    st.warning(_("Kopieren Sie den Link jetzt: Er wird nur dieses eine Mal gezeigt."))


def _listed(_: Words, link: StatusLink) -> None:
    """One link with the button that closes it, and whether something was said by it."""
    until = day(link.valid_until.astimezone().date())
    with st.container(horizontal=True, vertical_alignment="center", key=f"row-status-link-{link.id}"):
        if link.expired:
            show.paragraph(_("{label}: abgelaufen am {day}", label=link.label, day=until))
        else:
            show.paragraph(_("{label}: gültig bis {day}", label=link.label, day=until))
        show.note(_said(_, link), is_short=True)
        if st.button(_("Widerrufen"), key=f"revoke-status-{link.id}"):
            revoke_status_link(session.store(), link.id)
            st.rerun()


def _said(_: Words, link: StatusLink) -> str:
    if link.changed_on is None:
        return _("noch keine Angabe")
    return _.plural("eine Angabe, am {day}", "{n} Angaben, zuletzt am {day}", link.changes, day=day(link.changed_on))
