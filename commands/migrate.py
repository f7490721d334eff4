"""``run.py migrate``: the store's tables as this version needs them, before any process of it starts."""

from commands.exit_codes import OK
from commands.opening import store_or_stop
from config import load_settings


def migrate() -> int:
    """Do it and say so; what the version before wrote meanwhile stays as it is."""
    store_or_stop(load_settings()).close()
    print("Der Datenspeicher hat den Stand dieser Fassung.")
    return OK
