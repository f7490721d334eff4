"""Large things in a window's memory: values that weigh much, and uploads for which there was no room."""

from typing import Any

import streamlit as st

from texts.words import Words
from web.kept import LARGE, KeptValues, weight_of
from web.runtime import sessions


def keep(key: str, value: object) -> bool:
    """Keep a value of this window where its weight is bounded; False if it is small, or no server is around."""
    let_go(key)
    weight = weight_of(value)
    found = _of_this_window() if weight >= LARGE else None
    if found is None:
        return False
    all_kept, window = found
    all_kept.keep(window, key, value, weight)
    return True


def kept(key: str, default: object = None) -> Any:
    """What ``keep`` kept; the default once there was no room for it any more."""
    found = _of_this_window()
    if found is None:
        return default
    all_kept, window = found
    return all_kept.kept(window, key, default)


def let_go(key: str) -> None:
    """Forget what ``keep`` kept."""
    found = _of_this_window()
    if found is not None:
        all_kept, window = found
        all_kept.let_go(window, key)


def _of_this_window() -> tuple[KeptValues, str] | None:
    """What the process keeps, and the window whose page is running; None without a server around."""
    known = sessions()
    window = known.current() if known is not None else None
    return (known.kept, window) if known is not None and window is not None else None


def had_no_room(_: Words, file_id: str, name: str) -> bool:
    """Whether this upload came when too much waited already; the page then says so, with what to do."""
    known = sessions()
    if known is None or not known.was_refused(file_id):
        return False
    st.error(
        _(
            "Hier warten schon zu viele oder zu große Dateien; diese wurde nicht angenommen. Bitte übernehmen oder "
            "entfernen Sie zuerst andere, und laden Sie diese danach noch einmal hoch."
        )
    )
    st.text(name)
    return True
