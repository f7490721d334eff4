"""Large things in a window's memory: values that weigh much, and uploads for which there was no room."""

from typing import Any

import streamlit as st

from texts import Words
from web import runtime
from web.kept import LARGE, weight_of


def keep(key: str, value: object) -> bool:
    """Keep a value of this window where its weight is bounded; False if it is small, or no server is around."""
    sessions = runtime.sessions()
    window = sessions.current() if sessions is not None else None
    if sessions is None or window is None:
        return False
    sessions.kept.let_go(window, key)
    weight = weight_of(value)
    if weight >= LARGE:
        sessions.kept.keep(window, key, value, weight)
    return weight >= LARGE


def kept(key: str, default: object = None) -> Any:
    """What ``keep`` kept; the default once there was no room for it any more."""
    sessions = runtime.sessions()
    window = sessions.current() if sessions is not None else None
    return default if sessions is None or window is None else sessions.kept.kept(window, key, default)


def let_go(key: str) -> None:
    """Forget what ``keep`` kept."""
    sessions = runtime.sessions()
    window = sessions.current() if sessions is not None else None
    if sessions is not None and window is not None:
        sessions.kept.let_go(window, key)


def had_no_room(_: Words, file_id: str, name: str) -> bool:
    """Whether this upload came when too much waited already; the page then says so, with what to do."""
    sessions = runtime.sessions()
    if sessions is None or not sessions.was_refused(file_id):
        return False
    st.error(
        _(
            "Hier warten schon zu viele oder zu große Dateien; diese wurde nicht angenommen. Bitte übernehmen oder "
            "entfernen Sie zuerst andere, und laden Sie diese danach noch einmal hoch."
        )
    )
    st.text(name)
    return True
