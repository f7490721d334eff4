"""Copies of the whole SQLite store while a workshop is open, and the way back from one.

Deleted is deleted: once something was erased, a copy is made anew and those from before go. PostgreSQL has tools of its
own for this, and gets no copies here.
"""

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from threading import Lock

from sqlalchemy import exists, or_, select

from data.backup.content import PACKED
from data.backup.refusal import Refusal
from data.backup.sealing import Sealer
from data.backup.taking import SQLITE, unsealed
from data.store.engine import Store, database_url
from data.store.files import BESIDE, FILE, make_folder
from data.store.schema import releases, workshops

EVERY = timedelta(minutes=10)
KEPT = 5
KEPT_FOR = timedelta(days=7)

_NAME = "selbstcheck-{:%Y%m%d-%H%M%S}"
_HALF = ".part"
_OURS = re.compile(r"selbstcheck-\d{8}-\d{6}\.(sqlite3|sicherung)", re.ASCII)
_OUR_HALVES = re.compile(rf"\.{_OURS.pattern}{re.escape(_HALF)}", re.ASCII)
"""Exactly these: whatever else lies in the folder, like somebody's own Sicherung, is not ours to delete."""


class CopyUnsound(Exception):  # noqa: N818 - named by what is so
    """The database itself is damaged: a copy of it would only push out those from before."""


@dataclass(frozen=True)
class Copy:
    path: Path
    made_at: datetime


def folder_beside(store: Store, chosen: Path | None) -> Path | None:
    """Where copies of this store lie; None for a database on a server."""
    database = _file_of(store)
    return None if database is None else chosen or database.parent / "backups"


def copies_in(folder: Path) -> list[Copy]:
    """The oldest first."""
    made = [Copy(path, datetime.fromtimestamp(path.stat().st_mtime).astimezone()) for path in _named(folder, _OURS)]
    return sorted(made, key=lambda copy: (copy.made_at, copy.path.name))


class Keeper:
    """Looks after the copies of one store; called again and again, also while no workshop is open.

    ``failed_at``: when the newest try failed; None once a copy was made.
    """

    def __init__(self, store: Store, folder: Path, sealer: Sealer | None = None) -> None:
        self._store, self._folder, self._sealer = store, folder, sealer
        self._erasures = store.writer.erasures
        self._one_at_a_time = Lock()
        self.failed_at: datetime | None = None

    def look_after(self, now: datetime) -> None:
        """Make a copy if it is time, and let go of those whose time is over; raises whatever went wrong, and then the
        copies from before are still there."""
        with self._one_at_a_time:
            try:
                self._look_after(now)
            except Exception:
                self.failed_at = now
                raise

    def finish(self, now: datetime) -> None:
        """The last look, before the store is closed: what was just deleted must not live on in a copy."""
        if copies_in(self._folder) and self._store.writer.erasures != self._erasures:
            self.look_after(now)

    def _look_after(self, now: datetime) -> None:
        erasures = self._store.writer.erasures
        self._drop(copy for copy in copies_in(self._folder) if now - copy.made_at > KEPT_FOR)
        copies = copies_in(self._folder)
        if copies and erasures != self._erasures:
            new = self._make(now)
            self._drop(copy for copy in copies if copy.path != new)
        elif self._is_needed(now) and not (copies and abs(now - copies[-1].made_at) < EVERY):
            self._make(now)
            self._drop(copies_in(self._folder)[:-KEPT])
        self._erasures = erasures

    def _is_needed(self, now: datetime) -> bool:
        """Whether people answer, or talk about what they have answered today."""
        is_open = exists().where(workshops.c.state == "open")
        of_today = releases.c.workshop_id == workshops.c.id, releases.c.closed_on == now.date()
        is_talked_about = exists().where(workshops.c.state == "closed", *of_today)
        with self._store.reading() as connection:
            return bool(connection.execute(select(or_(is_open, is_talked_about))).scalar())

    def _make(self, now: datetime) -> Path:
        """A copy appears whole and sound or not at all, and is for our own account alone."""
        make_folder(self._folder)
        for left_over in _named(self._folder, _OUR_HALVES):
            left_over.unlink(missing_ok=True)
        content = _snapshot(_file_of(self._store))
        if not _is_sound(content):
            raise CopyUnsound
        if self._sealer is not None:
            plain, sealed = BytesIO(content), BytesIO()
            self._sealer.seal(plain, sealed)
            content = sealed.getvalue()
        place = self._folder / f"{_NAME.format(now)}{'.sqlite3' if self._sealer is None else '.sicherung'}"
        write_whole(place, content)
        os.utime(place, (now.timestamp(), now.timestamp()))
        self.failed_at = None
        return place

    def _drop(self, copies: "Iterator[Copy] | list[Copy]") -> None:
        for copy in copies:
            copy.path.unlink(missing_ok=True)


def keeper_for(store: Store, chosen: Path | None, word: str) -> Keeper | None:
    """Who looks after the copies of this store, sealed if there is a ``word``; None for a database on a server."""
    folder = folder_beside(store, chosen)
    return None if folder is None else Keeper(store, folder, Sealer(word) if word else None)


def put_store_back(file: Path, word: str, url: str) -> Path:
    """Let a copy be the store at ``url``, where none may be; raises Refusal or OSError. Gives its place."""
    address = database_url(url)
    if address.get_backend_name() != "sqlite" or address.database is None:
        raise Refusal("no_file_database")
    place = Path(address.database)
    if any(place.with_name(place.name + ending).exists() for ending in BESIDE):
        raise Refusal("store_is_there", place=str(place))
    content = unsealed(file, word)
    if not content.startswith(SQLITE):
        raise Refusal("one_workshop" if content.startswith(PACKED) else "damaged")
    if not _is_sound(content):
        raise Refusal("damaged")
    make_folder(place.parent)
    write_whole(place, content)
    return place


def write_whole(place: Path, content: bytes) -> None:
    """The file is there as a whole and on the disk, or not at all; for our own account alone."""
    half = place.with_name(f".{place.name}{_HALF}")
    half.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, FILE), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(place)
    finally:
        half.unlink(missing_ok=True)


def _named(folder: Path, names: re.Pattern[str]) -> list[Path]:
    return [path for path in folder.glob("*") if names.fullmatch(path.name)]


def _file_of(store: Store) -> Path | None:
    url = store.engine.url
    return Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None


def _snapshot(database: Path | None) -> bytes:
    """One state of the database, in one go: in pieces it would begin anew whenever somebody writes."""
    with closing(sqlite3.connect(":memory:")) as copy:
        with closing(sqlite3.connect(f"{(database or Path()).absolute().as_uri()}?mode=ro", uri=True)) as source:
            source.backup(copy)
        return _without_log(copy.serialize())


def _is_sound(content: bytes) -> bool:
    with closing(sqlite3.connect(":memory:")) as copy:
        try:
            copy.deserialize(_without_log(content))
            return copy.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        except sqlite3.Error:
            return False


def _without_log(content: bytes) -> bytes:
    """Its head says no more that a log lies beside it, which memory cannot have; the store begins a new one."""
    return content[:18] + b"\1\1" + content[20:]
