"""Inputs that several forms of the moderator share."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from ui import session

THRESHOLDS = (5, 3)


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
    wanted = st.query_params.get(name)
    if session.remembered(name) not in titles:
        session.remember(name, wanted if wanted in titles else next(iter(titles)))
    chosen: str = session.remembered(name)
    st.segmented_control(
        label, list(titles), format_func=titles.get, default=chosen, label_visibility="collapsed", key=name
    )
    st.query_params[name] = chosen
    return chosen
