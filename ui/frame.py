"""The look of every page."""

import json
from html import escape
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.store.workshops import Workshop
from texts.prose import Part
from texts.titles import with_run
from ui import prose, session

_HERE = Path(__file__).resolve().parent
_BESIDE_AN_ACCOUNT = '[data-testid="stToolbar"] { padding-right: 20rem; }'
"""The pages' names leave room for one more word at the right."""


def dress() -> None:
    """Apply the look; call it once a run, before the page."""
    choose = json.dumps(session.words()("Datei auswählen"), ensure_ascii=False)
    skip = json.dumps(session.words()("Zum Inhalt"), ensure_ascii=False)
    more = json.dumps(session.words()("Mehr"), ensure_ascii=False)
    rest = json.dumps(session.words()("Mehr Seiten"), ensure_ascii=False)
    names = f":root {{ --choose-file: {choose}; --skip: {skip}; --more: {more}; --more-pages: {rest}; }}"
    wider = _BESIDE_AN_ACCOUNT if session.person() is not None else ""
    st.html(f"<style>{names}{(_HERE / 'frame.css').read_text()}{wider}</style>")


def head(title: str, facts: str, *, how: Part | None = None) -> DeltaGenerator:
    """The first row of a page: where we are and what for; at the right what the help says of it, if there is a part on
    ``how`` it goes, and the place for what comes next.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.html(f'<div class="where"><h1>{escape(title)}</h1><p class="note">{escape(facts)}</p></div>')
        way_on = st.container(horizontal=True, vertical_alignment="center", width="content", gap="small", key="next")
    if how is not None:
        with way_on:
            prose.offer_help(how)
    return way_on


def headline(title: str, of: Workshop) -> str:
    """The page's title with the municipality and the run."""
    return f"{title} · {with_run(session.words(), of.municipality, of.run)}"
