"""Inputs that several forms of the moderator share."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from ui import session

THRESHOLDS = (5, 3)
LIST_WIDTH = 320
"""Pixels of a list that unfolds."""


def day(of: date) -> str:
    return of.strftime("%d.%m.%Y")


def threshold_input(current: int, *, key: str) -> int:
    _ = session.words()
    return st.radio(
        _("Kleinste Gruppe, die einzeln gezeigt wird (liegt mit dem ersten Bogen fest)"),
        THRESHOLDS,
        index=THRESHOLDS.index(current) if current in THRESHOLDS else 0,
        format_func=lambda n: _("{n} Personen", n=n),
        horizontal=True,
        key=key,
    )


def date_input(label: str, value: date, *, key: str) -> date | None:
    """A date typed the German way: Streamlit's calendar speaks the browser's language, not the page's."""
    typed = st.text_input(label, day(value), max_chars=10, key=key)
    parts = typed.strip().split(".")
    try:
        return date(int(parts[2]), int(parts[1]), int(parts[0]))
    except (ValueError, IndexError):
        return None


def pick_one(label: str, titles: Mapping[str, str], name: str) -> str:
    """One of several views, as buttons in a row; kept in the address under ``name``, so that the projector can open
    the same."""
    chosen = _kept(titles, name)
    st.segmented_control(
        label, list(titles), format_func=titles.get, default=chosen, label_visibility="collapsed", key=name
    )
    st.query_params[name] = chosen
    return chosen


def pick_from_list(label: str, titles: Mapping[str, str], name: str) -> str:
    """Like ``pick_one``, as a list that unfolds: for what is rarely changed."""
    chosen = _kept(titles, name)
    st.selectbox(label, list(titles), format_func=lambda one: titles[one], key=name, width=LIST_WIDTH)
    st.query_params[name] = chosen
    return chosen


def _kept(titles: Mapping[str, str], name: str) -> str:
    """What was chosen in this window, else what the address says, else the first."""
    wanted = st.query_params.get(name)
    if session.remembered(name) not in titles:
        session.remember(name, wanted if wanted in titles else next(iter(titles)))
    chosen: str = session.remembered(name)
    return chosen
