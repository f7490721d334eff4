"""What this process has one of: the store, opened when first asked for, and Streamlit's sessions."""

import threading

from config import load_settings
from data.store.engine import Store, open_store
from web.sessions import Sessions

_lock = threading.Lock()
_open: list[Store] = []
_sessions: list[Sessions] = []


def store() -> Store:
    """The process-wide store; the first call opens and migrates it."""
    with _lock:
        if not _open:
            _open.append(open_store(load_settings().database_url))
        return _open[0]


def close() -> None:
    """Close the store; the next call of ``store`` opens it again."""
    with _lock:
        while _open:
            _open.pop().close()


def remember_sessions(sessions: Sessions) -> None:
    """Called once, when Streamlit's runtime stands."""
    _sessions[:] = [sessions]


def sessions() -> Sessions | None:
    """Streamlit's sessions; None where a page runs without a server around it."""
    return _sessions[0] if _sessions else None
