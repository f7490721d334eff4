"""From a statement to what other municipalities have done about it: the practice cards of the Bibliothek."""

import streamlit as st

from config import load_settings
from data.library_file import library_in
from data.own_cards import with_own
from ui import session
from ui.inputs import begin_page_with

PAGE = "bibliothek"


def offer(statement: str) -> None:
    """The way to the cards that fit a statement, where there are any."""
    _ = session.words()
    known = with_own(library_in(load_settings().library).library, session.cards_store())
    found = len(known.fitting(statement))
    if not found:
        return
    label = _("Beispiele aus anderen Kommunen ({n})", n=found)
    if st.button(label, key=f"examples-{statement}", type="tertiary"):
        for name, choice in (("feld", ""), ("suche", ""), ("groesse", ""), ("art", "practice"), ("aussage", statement)):
            begin_page_with(PAGE, name, choice)
        st.switch_page("pages/library.py", query_params={"art": "practice", "aussage": statement})
