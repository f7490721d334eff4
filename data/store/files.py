"""Whose eyes the database's files are for: its own account's alone, whatever the system would let them be."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

FOLDER = 0o700
FILE = 0o600
_OTHERS = 0o077
BESIDE = ("", "-wal", "-shm", "-journal")
"""What SQLite adds to the name of the database for the files that it keeps beside it."""


def make_private(database: Path) -> None:
    """Make what is missing, folders and file, for this account alone. Windows has no such rights."""
    make_folder(database.parent)
    if sys.platform != "win32" and not database.exists():
        os.close(os.open(database, os.O_CREAT | os.O_RDWR, FILE))
        with suppress(PermissionError):  # a disk without such rights
            database.chmod(FILE)  # the umask may have taken too much away


def mend(database: Path) -> tuple[str, ...]:
    """Close files of ours that others can open; gives a sentence for each thing that the operator has to mend.

    A folder that was there before is named, not changed: others may be meant to use it.
    """
    return () if sys.platform == "win32" else tuple(_still_open(database))


def make_folder(folder: Path) -> None:
    """With those above it, each for this account alone."""
    if folder.exists():
        return
    make_folder(folder.parent)
    folder.mkdir(FOLDER, exist_ok=True)
    with suppress(PermissionError):
        folder.chmod(FOLDER)


def _still_open(database: Path) -> Iterator[str]:
    for path in (database.with_name(database.name + ending) for ending in BESIDE):
        if _is_open_to_others(path):
            with suppress(PermissionError):
                path.chmod(FILE)
        if _is_open_to_others(path):
            yield (
                f"Die Datei {path} lässt sich auch von anderen Konten dieses Rechners öffnen. "
                f"Bitte als ihr Eigentümer: chmod 600 '{path}'"
            )
    if _is_open_to_others(database.parent):
        yield (
            f"Der Datenordner {database.parent} lässt sich auch von anderen Konten dieses Rechners öffnen. "
            f"Bitte: chmod 700 '{database.parent}'"
        )


def _is_open_to_others(path: Path) -> bool:
    try:
        return bool(path.stat().st_mode & _OTHERS)
    except FileNotFoundError:
        return False
