"""The look of every page, and the projector's window without Streamlit's frame."""

import json
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.store.workshops import Workshop
from texts.titles import with_run
from ui import session
from web import light

DRAWN_FOR = 1920
"""Width in pixels for which the projector's pages are drawn; --k says how much smaller or larger the screen is."""

_HERE = Path(__file__).resolve().parent


def dress() -> None:
    """Apply the look; call it once a run, before the page."""
    choose = json.dumps(session.words()("Datei auswählen"), ensure_ascii=False)
    st.html(f"<style>{_fonts()}:root {{ --choose-file: {choose}; }}{(_HERE / 'frame.css').read_text()}</style>")
    if session.is_screen():
        st.html(f"<style>{(_HERE / 'screen.css').read_text()}{_scaling()}</style>")


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
    """The page's title with the municipality and the run; alone on the projector, where the room knows it."""
    return title if session.is_screen() else f"{title} · {with_run(session.words(), of.municipality, of.run)}"


def top() -> DeltaGenerator:
    """Where title and controls stand: one below the other on a page, in one line on the projector."""
    if session.is_screen():
        return st.container(horizontal=True, vertical_alignment="center", key="screen-top")
    return st.container()


def screen_link(label: str, path: str, **more: str) -> None:
    """Opens the projector's view of a page in a window of its own."""
    chosen = session.workshop()
    parts = {"leinwand": "1", "w": chosen.id if chosen else "", **more}
    query = urlencode({name: value for name, value in parts.items() if value}, safe=",:/")
    st.link_button(label, f"/{path}?{query}")


def _fonts() -> str:
    """The typeface of the charts, from our own server; Streamlit's own setting for it knows only its static folder."""
    return "".join(
        f"@font-face {{ font-family: 'Noto Sans'; font-weight: {weight}; font-display: block; "
        f"src: url({light.assets()[f'noto-sans-{weight}.woff2'].address}) format('woff2'); }}"
        for weight in (400, 700)
    )


def _scaling() -> str:
    widths = [*range(640, DRAWN_FOR, 32), *range(DRAWN_FOR, 3841, 64)]
    return "".join(f"@media (min-width:{width}px){{:root{{--k:{width / DRAWN_FOR:.4f}}}}}" for width in widths)
