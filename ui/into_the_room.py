"""From preparing into the room: Leinwand and Regie, and what is still missing before one begins."""

import streamlit as st

from config import load_settings
from data.store.workshops import Workshop
from ui import room, session, show
from ui.access import asks
from web import address
from web.contact import seconds_since_contact


def offer(of: Workshop) -> None:
    """Opens the two windows of an evening; before it, what to mend first and where."""
    _ = session.words()
    show.heading(_("In den Raum"))
    if of.state in ("prepared", "open"):
        _what_is_missing(of.id)
    with st.container(horizontal=True):
        st.link_button(_("Leinwand öffnen"), f"/leinwand/{of.code}")
        st.link_button(_("Regie öffnen"), f"/regie/{of.code}")
    show.note(_("Die Leinwand gehört auf den Beamer. Gesteuert wird sie aus der Regie, auch vom Telefon."))


def watching_along(of: Workshop) -> None:
    """The address for people at home or with a screen reader."""
    _ = session.words()
    show.paragraph(
        _(
            "Wer zu Hause ist oder vorlesen lässt, liest unter dieser Adresse mit, was auf der Leinwand steht. "
            "Antworten kann man dort nicht."
        )
    )
    st.text(f"{address.join_url(of.code, room.chosen_address())}/mitschauen")


@st.fragment(run_every=2)
@asks("moderator")
def _what_is_missing(workshop_id: str) -> None:
    _ = session.words()
    of = session.current(workshop_id)
    found = [] if of is None else missing(of)
    if found:
        show.lines(_("Das fehlt noch"), found)
    else:
        show.note(_("Alles ist bereit."))


def missing(of: Workshop) -> list[str]:
    """What is still to be done before the room can answer, each with where to mend it."""
    _ = session.words()
    settings = load_settings()
    said = {
        _("WLAN-Name fehlt: unter „Workshops“, „Ändern, abschließen, löschen“ eintragen."): (
            not of.wifi_name and not settings.public_url
        ),
        _("Telefone erreichen diesen Rechner nicht: Verbinden Sie ihn mit dem WLAN im Raum."): (
            not address.is_reachable(settings)
        ),
        _("Keine Aussagen für den Raum: unter „Workshops“ einen Workshop mit Aussagen anlegen."): not of.room,
        _("Die Umfrage ist noch nicht geöffnet: unter „Teilnahme“ auf „Umfrage öffnen“ drücken."): (
            of.state == "prepared"
        ),
        _("Noch kein Telefon hat sich gemeldet: unter „Teilnahme“ den Handy-Test machen."): (
            seconds_since_contact(of.code) is None
        ),
    }
    return [sentence for sentence, is_missing in said.items() if is_missing]
