"""What is changed while a workshop is prepared: its Wi-Fi and its perspectives."""

import streamlit as st

from content.said.sentences import Speech
from data.questionnaire_file import QuestionnaireError, with_perspectives
from data.store.questionnaires import text_of
from data.store.workshops import Workshop, WorkshopLocked, WrongState, change_workshop
from ui import session, show
from ui.inputs import wifi_is_possible, wifi_lines


def change_wifi(of: Workshop) -> None:
    """Name and password, as the Leinwand shows them."""
    _ = session.words()
    with st.form(f"wifi-{of.id}", border=False):
        name, password = wifi_lines(of.wifi_name, of.wifi_password, key=f"{of.id}-alone")
        if not st.form_submit_button(_("WLAN speichern")):
            return
    if not wifi_is_possible(name, password):
        return
    try:
        change_workshop(session.store(), of.id, wifi_name=name.text, wifi_password=password.text)
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    name.is_stored()
    password.is_stored()
    st.rerun()


def change_perspectives(one: Workshop) -> None:
    """Who is asked, per sector."""
    if perspectives_are_changed(one):
        st.rerun()


def perspectives_are_changed(one: Workshop) -> bool:
    """The form, fixed with the first sheet; True once what it holds was stored."""
    _ = session.words()
    if one.locked:
        show.note(_("Perspektiven, Aussagen und Mindestgröße liegen fest, seit der erste Bogen da ist."))
        return False
    with st.form(f"perspectives-{one.id}", border=False):
        show.note(
            _("Perspektiven: eine je Zeile; ein Stern dahinter heißt: eigene Gruppe, wenn genug Personen da sind.")
        )
        typed = {
            sector.id: st.text_area(
                show.plain(_.local(sector.title)),
                "\n".join(p.title["de"] + (" *" if p.own_group else "") for p in sector.perspectives),
                max_chars=2_000,
                key=f"perspectives-{one.id}-{sector.id}",
            )
            for sector in session.questionnaire(one).sectors
        }
        if not st.form_submit_button(_("Perspektiven speichern")):
            return False
    titles = {sector: [line for line in text.splitlines() if line.strip(" *")] for sector, text in typed.items()}
    try:
        changed = with_perspectives(text_of(session.store(), one), titles)
        change_workshop(session.store(), one.id, questionnaire_text=changed)
    except QuestionnaireError as error:
        st.error(_("Die Perspektiven lassen sich so nicht speichern:"))
        for sentence in map(Speech(_), error.problems):
            st.text(sentence)
        return False
    except WorkshopLocked:
        st.error(_("Inzwischen ist der erste Bogen da; die Perspektiven liegen jetzt fest."))
        return False
    except WrongState:
        session.say_after(_("Diesen Workshop gibt es nicht mehr"))
    return True
