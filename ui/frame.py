"""The look of every page."""

import json
from pathlib import Path

import streamlit as st

from data.store.workshops import Workshop
from texts.titles import with_run
from ui import session
from web import light

_HERE = Path(__file__).resolve().parent


def dress() -> None:
    """Apply the look; call it once a run, before the page."""
    choose = json.dumps(session.words()("Datei auswählen"), ensure_ascii=False)
    st.html(f"<style>{_fonts()}:root {{ --choose-file: {choose}; }}{(_HERE / 'frame.css').read_text()}</style>")


def name_sections(sizes: dict[str, int]) -> None:
    """Put a section's title before its first page in the menu.

    Streamlit's own sections are no valid list for people who have the menu read aloud.
    """
    first, rules = 1, ""
    for title, size in sizes.items():
        rules += f'[data-testid="stSidebarNavItems"] > li:nth-child({first})::before {{ content: "{title}"; }}'
        first += size
    st.html(f"<style>{rules}</style>")


def headline(title: str, of: Workshop) -> str:
    """The page's title with the municipality and the run."""
    return f"{title} · {with_run(session.words(), of.municipality, of.run)}"


def _fonts() -> str:
    """The typeface of the charts, from our own server; Streamlit's own setting for it knows only its static folder."""
    return "".join(
        f"@font-face {{ font-family: 'Noto Sans'; font-weight: {weight}; font-display: block; "
        f"src: url({light.assets()[f'noto-sans-{weight}.woff2'].address}) format('woff2'); }}"
        for weight in (400, 700)
    )
