"""The tick with which a municipality agrees to be named in public, and the office that is named beside it."""

import streamlit as st

from analysis.participation import LONGEST_OFFICE
from config import load_settings
from data.store.listings import TextMissing, TextTooLong, WrongState, list_publicly, listed_office, take_back
from data.store.workshops import Workshop
from ui import session, show
from ui.access import asks


def show_listing(of: Workshop) -> None:
    """Says what becomes public before anything does; nothing where there is no such page and nobody is named."""
    _ = session.words()
    office, is_public = listed_office(session.store(), of.id), load_settings().are_municipalities_public
    if office is None and not is_public:
        return
    with show.panel("listing"):
        show.heading(_("Öffentlich nennen"))
        show.note(
            _(
                "Mit dem Haken stehen unter „/kommunen“ für alle: der Name der Kommune, die Stelle, die sie begleitet, "
                "das Jahr jedes Workshops und wie weit sie ist, nur als „Selbstcheck geplant“, „Selbstcheck "
                "durchgeführt“ oder „Maßnahmen in Arbeit“. Das gilt auch für spätere Durchgänge. Ergebnisse, Zahlen "
                "und Namen von Personen stehen dort nie. Ohne den Haken verschwindet der Eintrag sofort."
            )
        )
        _choose(of, office)
        if is_public:
            st.link_button(_("Seite ansehen"), f"/kommunen?lang={_.language}")


def _choose(of: Workshop, office: str | None) -> None:
    _ = session.words()
    name, tick = f"office-{of.id}", f"listed-{of.id}"
    session.follow(name, office or "")
    session.follow(tick, office is not None)
    keys = (of.id, name, tick)
    st.text_input(
        _("Begleitende Stelle (keine Person)"),
        office or "",
        max_chars=LONGEST_OFFICE,
        key=name,
        width=480,
        on_change=_keep,
        args=keys,
    )
    label = _("{municipality} ist einverstanden, öffentlich genannt zu werden", municipality=of.municipality)
    st.checkbox(show.plain(label), office is not None, key=tick, on_change=_keep, args=keys)


@asks("moderator")
def _keep(workshop_id: str, name: str, tick: str) -> None:
    """Store both, or put back what stood there and say why."""
    _ = session.words()
    office, is_ticked = str(st.session_state[name]), bool(st.session_state[tick])
    try:
        if is_ticked:
            list_publicly(session.store(), workshop_id, office)
        elif session.known(tick):
            take_back(session.store(), workshop_id)
    except TextMissing:
        session.say_after(_("Tragen Sie zuerst ein, welche Stelle die Kommune begleitet."))
    except TextTooLong:
        session.say_after(_("Der Text ist zu lang. Es wurde nichts gespeichert, bitte kürzen Sie ihn."))
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    else:
        session.know(tick, is_ticked)
        session.know(name, office if is_ticked else "")
        return
    st.session_state[name], st.session_state[tick] = session.known(name), session.known(tick)
