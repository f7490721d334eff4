"""Other devices and people: signing in with a one-time code, the tablet that goes round, watching along."""

from datetime import timedelta

import streamlit as st

from data.store.access import Role, issue_key
from data.store.workshops import Workshop
from ui import joining, session, show
from web import address

KEY_FOR_ANOTHER_DEVICE = timedelta(minutes=15)


def another_device(of: Workshop) -> None:
    """A one-time QR code that makes a second device a moderator or a screen."""
    _ = session.words()
    roles: dict[Role, str] = {"screen": _("Leinwand auf einem anderen Rechner")}
    if session.person() is None:
        roles = {"moderator": _("Zweites Gerät für die Moderation"), **roles}
    # Translators: for what another device shall be signed in.
    role = st.radio(_("Wofür?"), list(roles), format_func=roles.get, key="device-role")
    if st.button(_("Einmal-Code zeigen")):
        workshop_id = of.id if role == "screen" else None
        key = issue_key(session.store(), role, workshop_id, valid=KEY_FOR_ANOTHER_DEVICE)
        link = address.sign_in_link(key, _.language, joining.chosen_address())
        show.qr_code(link, alt=_("QR-Code zur Anmeldung"), height="16rem")
        st.text(link)
        show.note(_("Gilt einmal und 15 Minuten lang. Nicht auf der Leinwand zeigen."))
    if st.button(_("Alle anderen Geräte abmelden")):
        session.sign_out_others()
        if session.person() is not None:
            st.success(_("Ihre anderen Geräte sind abgemeldet. Geräte im Raum meldet die Regie ab."))
            return
        st.success(
            _(
                "Nur dieses Gerät ist noch angemeldet; offene Einmal-Codes gelten nicht mehr. "
                "Links für Teams gelten weiter, bis Sie sie unter „Datei hochladen“ widerrufen."
            )
        )


def watching_along(of: Workshop) -> None:
    """The address for people at home or with a screen reader."""
    _ = session.words()
    show.paragraph(
        _(
            "Wer zu Hause ist oder vorlesen lässt, liest unter dieser Adresse mit, was auf der Leinwand steht. "
            "Antworten kann man dort nicht."
        )
    )
    st.text(f"{address.join_url(of.code, joining.chosen_address())}/mitschauen")
