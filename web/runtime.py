"""What this process has one of: the store, opened when first asked for, Streamlit's sessions, who keeps the copies."""

import threading

from config import load_settings
from data.backup.copies import Keeper
from data.store.engine import Store, open_store
from web.sessions import Sessions

_lock = threading.Lock()
_open: list[Store] = []
_sessions: list[Sessions] = []
_keepers: list[Keeper] = []


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


def remember_keeper(keeper: Keeper | None) -> None:
    """Called once, when the server begins to copy its store."""
    _keepers[:] = [] if keeper is None else [keeper]


def keeper() -> Keeper | None:
    """Who looks after the copies of the store; None where nobody does."""
    return _keepers[0] if _keepers else None
