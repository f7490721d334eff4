"""Texts that a municipality can edit: shown to all, editable for moderators."""

import streamlit as st

from data.store.wording import Place, save_wording, wording
from data.store.workshops import Workshop
from texts import standard_prose
from ui import session, show


def text_page(place: Place, title: str) -> None:
    """One of the pages Hilfe, Datenschutz, Impressum, Barrierefreiheit."""
    _ = session.words()
    show.title(title)
    show.prose(wording(session.store(), place, "de") or standard_prose(place, "de"))
    with st.expander(_("Text bearbeiten")):
        edit_text(place, title)
    if place == "hilfe":  # for moderators, who read German
        return
    with st.expander(_("Englischen Text bearbeiten")):
        show.note(_("Haben Sie nur den deutschen Text geändert, lesen Teilnehmende ihn auch auf der englischen Seite."))
        edit_text(place, title, language="en")


def edit_texts(of: Workshop) -> None:
    """Leitmotiv and Spielregeln of this workshop."""
    _ = session.words()
    for place, label in (("leitmotiv", _("Leitmotiv")), ("spielregeln", _("Spielregeln"))):
        edit_text(place, label, workshop_id=of.id)


def edit_text(place: Place, label: str, workshop_id: str | None = None, *, language: str = "de") -> None:
    """A text of the instance or of one workshop; emptied, the standard text comes back."""
    _ = session.words()
    written = wording(session.store(), place, language, workshop_id)
    with st.form(f"text-{place}-{language}"):
        text = st.text_area(label, written or standard_prose(place, language), height=280, max_chars=20_000)
        show.note(_("Absätze durch eine Leerzeile trennen; „# “ beginnt eine Überschrift, „- “ einen Listenpunkt."))
        if st.form_submit_button(_("Text speichern")):
            save_wording(session.store(), place, language, text.strip(), workshop_id)
            st.rerun()
