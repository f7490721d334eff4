"""Texts that a municipality can edit: shown to all, editable for moderators."""

import streamlit as st

from data.store.wording import Place, wording
from texts import standard_prose
from ui import session, show
from ui.preparing import edit_text


def text_page(place: Place, title: str) -> None:
    """One of the pages Hilfe, Datenschutz, Impressum, Barrierefreiheit."""
    _ = session.words()
    show.title(title)
    show.prose(wording(session.store(), place, "de") or standard_prose(place, "de"))
    with st.expander(_("Text bearbeiten")):
        edit_text(place, title)
