"""The page Teilnahme: how to join, how many are there, and the steps open and close."""

from datetime import timedelta
from html import escape

import streamlit as st

from config import load_settings
from data.store.access import Role, issue_key
from data.store.releases import Release
from data.store.sheets import Tally, tally
from data.store.workshops import (
    AlreadyRevealed,
    Workshop,
    WrongState,
    discard_sheets,
    open_workshop,
    reopen_workshop,
)
from texts.sentences import sheets_title
from texts.titles import perspective_title
from ui import guard, session, show
from ui.access import asks
from ui.closing import closing_dialog, from_one_address
from web import address, same_address
from web.contact import seconds_since_contact
from web.qr import wifi

KEY_FOR_ANOTHER_DEVICE = timedelta(minutes=15)
ADDRESS = "adresse"
JUST_NOW = 300
"""Seconds during which the Handy-Test counts."""


def join_panel(of: Workshop) -> None:
    """QR code, address and code for phones; the Wi-Fi beside it."""
    _ = session.words()
    link = address.join_url(of.code, chosen_address())
    base = link.removesuffix(f"/t/{of.code}").removeprefix("http://").removeprefix("https://")
    parts = [_wifi_panel(of)] if of.wifi_name else []
    parts += [
        f'<div class="scan"><p class="step">{escape(_("Mit dem Telefon scannen"))}</p>'
        + show.qr_image(link, _("QR-Code zum Mitmachen: {link}", link=link))
        + "</div>",
        f'<div><p class="step">{escape(_("oder im Browser öffnen"))}</p><p class="address">{escape(base)}</p>'
        f'<p class="step">{escape(_("und den Code eingeben"))}</p><p class="code">{escape(of.code)}</p></div>',
    ]
    st.html(f'<div class="join">{"".join(parts)}</div>')


def _wifi_panel(of: Workshop) -> str:
    _ = session.words()
    password = f"<br>{escape(_('Passwort:'))}<br>{_as_typed(of.wifi_password)}" if of.wifi_password else ""
    return (
        f'<div class="wifi"><p class="step">{escape(_("Zuerst ins WLAN"))}</p>'
        + show.qr_image(wifi(of.wifi_name, of.wifi_password), _("QR-Code für das WLAN"))
        + f'<p class="address">{_as_typed(of.wifi_name)}{password}</p></div>'
    )


def _as_typed(text: str) -> str:
    """Names and passwords with every blank in them, whatever the writing direction beside them."""
    return f'<bdi class="typed">{escape(text)}</bdi>'


@st.fragment(run_every=1)
@asks("moderator")
def live_tally(workshop_id: str, seen: tuple[str, int]) -> None:
    """Totals only: how many are there and how many are done; never an interim result.

    Once the workshop is no more what this window has ``seen``, the whole page follows.
    """
    _ = session.words()
    of = session.current(workshop_id)
    if of is None:
        return
    now = tally(session.store(), workshop_id)
    st.html(f'<p class="tally" role="status">{escape(_tally_text(of, now))}</p>')
    if session.version(of) != seen:
        st.rerun(scope="app")


def _tally_text(of: Workshop, now: Tally) -> str:
    _ = session.words()
    if of.state == "prepared":
        return _("Die Umfrage beginnt gleich.")
    if of.state in ("closed", "finished"):
        closed = session.release(of)
        counted = closed.counted.people if closed else sum(now.people.values())
        return _("Die Umfrage ist geschlossen: {sheets}.", sheets=sheets_title(_, counted))
    return _("{present} dabei · {finished} fertig", present=now.present, finished=now.finished)


def steps(of: Workshop) -> None:
    """The buttons that fit the state."""
    _ = session.words()
    store = session.store()
    if of.state == "prepared" and st.button(_("Umfrage öffnen"), type="primary"):
        try:
            open_workshop(store, of.id)
        except WrongState:
            session.say_after(_("Inzwischen ist die Umfrage schon geschlossen."))
        st.rerun()
    if of.state == "open" and st.button(_("Umfrage schließen …"), type="primary"):
        closing_dialog(of)
    closed = session.release(of)
    if closed is not None and of.state in ("closed", "finished"):
        _after_closing(of, closed)


def _after_closing(of: Workshop, closed: Release) -> None:
    """One way on, to the results; and back, as long as nobody has seen one."""
    _ = session.words()
    guard.note_finality(closed)
    with st.container(horizontal=True):
        if st.button(_("Ergebnisse zeigen"), type="primary"):
            guard.reveal_page(of, "overview")
            st.switch_page("pages/overview.py")
        if not closed.shown and st.button(_("Wieder öffnen")):
            try:
                reopen_workshop(session.store(), of.id)
            except (AlreadyRevealed, WrongState):
                session.say_after(_("Ein Ergebnis wurde schon gezeigt; die Umfrage bleibt geschlossen."))
            st.rerun()


def handy_test(of: Workshop) -> None:
    """Whether a phone has reached this server lately."""
    _ = session.words()
    show.heading(_("Handy-Test"))
    _live_contact(of.code)


@st.fragment(run_every=2)
@asks("moderator")
def _live_contact(code: str) -> None:
    _ = session.words()
    seconds = seconds_since_contact(code)
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


@st.fragment(run_every=2)
@asks("moderator")
def by_perspective(of: Workshop) -> None:
    """Sheets per perspective as they come in, for the moderator's own window only."""
    _ = session.words()
    asked = session.questionnaire(of)
    now = tally(session.store(), of.id)
    rows = [
        [perspective_title(_, key, asked), str(now.people[key])] for key in asked.perspective_keys if key in now.people
    ]
    if not rows:
        show.note(_("Noch gibt es keinen Bogen mit Antworten."))
        return
    show.table([_("Perspektive"), _("Bögen")], rows, caption=_("Bögen mit Antworten je Perspektive"))
    for sentence in from_one_address(_, of):
        show.note(sentence)


def another_device(of: Workshop) -> None:
    """A one-time QR code that makes a second device a moderator or a screen."""
    _ = session.words()
    roles: dict[Role, str] = {
        "moderator": _("Zweites Gerät für die Moderation"),
        "screen": _("Leinwand auf einem anderen Rechner"),
    }
    # Translators: for what another device shall be signed in.
    role = st.radio(_("Wofür?"), list(roles), format_func=roles.get, key="device-role")
    if st.button(_("Einmal-Code zeigen")):
        workshop_id = of.id if role == "screen" else None
        key = issue_key(session.store(), role, workshop_id, valid=KEY_FOR_ANOTHER_DEVICE)
        link = address.sign_in_link(key, _.language, chosen_address())
        show.qr_code(link, alt=_("QR-Code zur Anmeldung"), height="16rem")
        st.text(link)
        show.note(_("Gilt einmal und 15 Minuten lang. Nicht auf der Leinwand zeigen."))
    if st.button(_("Alle anderen Geräte abmelden")):
        session.sign_out_others()
        st.success(
            _(
                "Nur dieses Gerät ist noch angemeldet; offene Einmal-Codes gelten nicht mehr. "
                "Links für Teams gelten weiter, bis Sie sie unter „Datei hochladen“ widerrufen."
            )
        )


def begin_anew(of: Workshop) -> None:
    """Delete test sheets, as long as no result was shown."""
    _ = session.words()
    closed = session.release(of)
    if of.state == "finished" or (closed is not None and closed.shown):
        show.note(_("Ein Ergebnis wurde schon gezeigt. Für neue Antworten legen Sie einen neuen Durchgang an."))
        return
    sure = st.checkbox(_("Ja, alle Bögen dieses Workshops löschen. Der Verwaltungsbogen bleibt."))
    if st.button(_("Testbögen löschen und mit 0 beginnen"), disabled=not sure):
        try:
            discard_sheets(session.store(), of.id)
            same_address.forget(of.code)
        except (AlreadyRevealed, WrongState):
            session.say_after(_("Ein Ergebnis wurde schon gezeigt; die Bögen bleiben."))
        st.rerun()
