"""How people join: code, address and Wi-Fi, and whether phones reach this server."""

from html import escape

import streamlit as st

from config import load_settings
from data.store.workshops import Workshop
from ui import session, show
from ui.access import asks
from web import address
from web.contact import seconds_since_contact

ADDRESS = "adresse"
JUST_NOW = 300
"""Seconds during which the Handy-Test counts."""


def show_joining(of: Workshop) -> None:
    """Code, address and Wi-Fi, as they are said aloud to somebody who comes late."""
    _ = session.words()
    link = address.join_url(of.code, chosen_address())
    base = link.removesuffix(f"/t/{of.code}").removeprefix("http://").removeprefix("https://")
    wifi_line = ""
    if of.wifi_name:
        password = f" · {_as_typed(of.wifi_password)}" if of.wifi_password else ""
        wifi_line = f'<p class="note">{escape(_("WLAN"))} {_as_typed(of.wifi_name)}{password}</p>'
    st.html(
        f'<div class="joining">{show.qr_image(link, _("QR-Code zum Mitmachen: {link}", link=link))}'
        f'<div><p class="code">{escape(of.code)}</p><p class="address">{escape(base)}</p>{wifi_line}</div></div>'
    )


def test_a_phone(of: Workshop) -> None:
    """Whether a phone has reached this server lately, the code to try it with, and the address that is in it."""
    _ = session.words()
    link = address.join_url(of.code, chosen_address())
    choose_address()
    show.qr_code(link, alt=_("QR-Code zum Mitmachen: {link}", link=link), height="11rem")
    _live_contact(of.id)


def _as_typed(text: str) -> str:
    """Names and passwords with every blank in them, whatever the writing direction beside them."""
    return f'<bdi class="typed">{escape(text)}</bdi>'


@st.fragment(run_every=2)
@asks("moderator")
def _live_contact(workshop_id: str) -> None:
    _ = session.words()
    seconds = seconds_since_contact(session.store(), workshop_id)
    if seconds is not None and seconds < JUST_NOW:
        st.success(_("Telefon verbunden: Telefone in diesem Netz erreichen die Umfrage."))
    else:
        st.info(
            _(
                "Scannen Sie den QR-Code mit einem Telefon im selben WLAN. Sobald die Seite dort erscheint, steht hier "
                "„Telefon verbunden“. Erscheint sie nicht, wählen Sie eine andere Adresse oder ein anderes WLAN."
            )
        )


def chosen_address() -> str | None:
    """The address picked in this window; None: the likeliest."""
    wanted = session.remembered(ADDRESS)
    return wanted if wanted in address.local_addresses() else None


def choose_address() -> None:
    """Where the machine has several addresses, the one that phones reach."""
    _ = session.words()
    found = address.local_addresses()
    if len(found) < 2 or load_settings().public_url:
        return
    picked = st.radio(_("Adresse dieses Geräts im Netz der Telefone"), found, horizontal=True, key="pick-address")
    if picked != chosen_address():
        session.remember(ADDRESS, picked)
        st.rerun()
