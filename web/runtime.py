"""The one store of this process, opened when first asked for; routes and pages share it."""

import threading

from config import load_settings
from data.store.engine import Store, open_store

_lock = threading.Lock()
_open: list[Store] = []


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
