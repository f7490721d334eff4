"""Streamlit's sessions, each a window of somebody's: what they hold is bounded, theirs alone, and goes with them."""

import threading
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from data.store.access import Access
from web.kept import KeptValues
from web.matrix import still_holds
from web.uploads import WINDOW_FILES, is_full

WINDOWS_EACH = 30
"""Windows that one device, or all devices of one link, may have open at once."""

_OFFERS = 200
"""Made files that a window may still download: many times what its pages show at once."""


@dataclass(eq=False)
class Visitor:
    """Whoever opened a websocket: the hash of the device's token, and of a team its link or its account."""

    device: str
    link: str | None = None
    has_left: bool = False

    @property
    def owner(self) -> str:
        """Whose windows count together."""
        return self.link or self.device


@dataclass(eq=False)
class _Window:
    visitor: Visitor
    seen: Access | None = None
    offered: dict[str, Access | None] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)


_at_the_door: ContextVar[Visitor | None] = ContextVar("_at_the_door", default=None)


def let_in(visitor: Visitor) -> None:
    """The websocket that this task is about to hand to Streamlit is this visitor's."""
    _at_the_door.set(visitor)


class Sessions:
    """Stands between Streamlit's runtime and whoever calls it; ``current``: the session whose script asks."""

    def __init__(self, runtime: Any, current: Callable[[], str | None]) -> None:
        self.kept = KeptValues()
        self.current = current
        self._runtime, self._uploads, media = runtime, runtime.uploaded_file_mgr, runtime.media_file_mgr
        self._windows: dict[str, _Window] = {}
        self._lock = threading.Lock()
        self._connect, runtime.connect_session = runtime.connect_session, self._connected
        self._disconnect, runtime.disconnect_session = runtime.disconnect_session, self._disconnected
        self._add_upload, self._uploads.add_file = self._uploads.add_file, self._uploaded
        self._add_media, media.add = media.add, self._offer

    def has_room_for(self, visitor: Visitor) -> bool:
        """Whether one more window of this visitor's may open."""
        known = [one for one, window in self._windows.items() if window.visitor.owner == visitor.owner]
        return len([one for one in known if self._runtime.is_active_session(one)]) < WINDOWS_EACH

    def belongs(self, session_id: str, device: str) -> bool:
        """Whether this session is a window of the device with this token hash."""
        window = self._windows.get(session_id)
        return window is not None and window.visitor.device == device

    def see(self, access: Access | None) -> None:
        """What the asking window may from now on, and so what is made there is for."""
        window = self._windows.get(self.current() or "")
        if window is not None:
            window.seen = access

    def was_offered(self, file_id: str, device: str, now: Access) -> bool:
        """Whether a made file was offered to the device with this token hash, in whichever of its windows, for what it
        may still do ``now``: a role may have been taken away since."""
        with self._lock:
            windows = [one for one in self._windows.values() if one.visitor.device == device]
            return any(file_id in one.offered and still_holds(now, one.offered[file_id]) for one in windows)

    def was_refused(self, file_id: str) -> bool:
        """Whether this upload of the asking window came when there was no room for it; only its name is there."""
        window = self._windows.get(self.current() or "")
        return window is not None and file_id in window.refused

    def tidy_up(self) -> None:
        """Let go of what belonged to windows that Streamlit has forgotten."""
        manager = self._runtime._session_mgr  # there is no other way to ask for those that may come back
        alive = {info.session.id for info in manager.list_sessions()}
        for session_id in [one for one in list(self._windows) if one not in alive]:
            self._forget(session_id)

    def _connected(self, *, existing_session_id: str | None = None, **how: Any) -> str:
        """Nobody goes on with a session of somebody else's."""
        visitor = _at_the_door.get()
        if existing_session_id and (visitor is None or not self.belongs(existing_session_id, visitor.device)):
            existing_session_id = None
        session_id: str = self._connect(existing_session_id=existing_session_id, **how)
        if visitor is not None:
            with self._lock:
                self._windows.setdefault(session_id, _Window(visitor)).visitor = visitor
        return session_id

    def _disconnected(self, session_id: str, **how: Any) -> None:
        self._disconnect(session_id, **how)
        visitor, window = _at_the_door.get(), self._windows.get(session_id)
        if visitor is not None and visitor.has_left and window is not None and window.visitor is visitor:
            self._runtime.close_session(session_id)
            self._forget(session_id)
        self.tidy_up()

    def _forget(self, session_id: str) -> None:
        with self._lock:
            self._windows.pop(session_id, None)
        self._uploads.remove_session_files(session_id)
        self.kept.let_go(session_id)

    def _uploaded(self, session_id: str, file: Any) -> None:
        """Take a file while there is room for it; else only its name, so that the page can say so."""
        storage = self._uploads.file_storage
        held = {one: [len(kept.data) for kept in list(files.values())] for one, files in list(storage.items())}
        links = {one: window.visitor.link for one, window in self._windows.items()}
        if is_full(held, links, session_id, len(file.data)):
            window = self._windows.get(session_id)
            if window is None or len(window.refused) >= WINDOW_FILES:
                return
            window.refused.add(file.file_id)
            file = file._replace(data=b"")
        self._add_upload(session_id=session_id, file=file)

    def _offer(self, *args: Any, **how: Any) -> str:
        """Remember for whom a file was made, also while a page runs anew and its old files are on their way."""
        address: str = self._add_media(*args, **how)
        with self._lock:
            window = self._windows.get(self.current() or "")
            if window is not None:
                file_id = address.rpartition("/")[2].partition(".")[0]
                window.offered.pop(file_id, None)
                window.offered[file_id] = window.seen
                if len(window.offered) > _OFFERS:
                    del window.offered[next(iter(window.offered))]
        return address
