"""What windows hold, asked of Streamlit's own runtime: bounded, theirs alone, and gone with them."""

import contextvars
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime import Runtime, RuntimeConfig, SessionClient
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.web.cache_storage_manager_config import create_default_cache_storage_manager

from data.store.access import Access, access_of_person
from data.store.members import MemberRole, Person
from tests.running import completed
from web import uploads
from web.sessions import WINDOWS_EACH, Sessions, Visitor, let_in
from web.uploads import is_full

MB = 1024 * 1024
MODERATOR = Access("moderator", None)


class Browser(SessionClient):
    """The other end of a websocket that nobody looks at."""

    def write_forward_msg(self, msg: Any) -> None: ...

    @property
    def client_context(self) -> Any:
        return None


@dataclass
class Server:
    """Streamlit's runtime with our sessions around it, as in app.py."""

    runtime: Runtime
    sessions: Sessions
    asking: list[str] = field(default_factory=list)

    def open(self, visitor: Visitor, existing: str | None = None) -> tuple[str, Callable[[], None]]:
        """A window's session, and how its websocket ends; each in a task of its own, as in a server."""
        context, browser = contextvars.copy_context(), Browser()
        context.run(let_in, visitor)
        session_id = context.run(
            lambda: self.runtime.connect_session(client=browser, user_info={}, existing_session_id=existing)
        )
        return session_id, lambda: context.run(lambda: self.runtime.disconnect_session(session_id, client=browser))

    def upload(self, session_id: str, file_id: str, size: int) -> int:
        """Bytes of it that are kept."""
        manager = self.runtime.uploaded_file_mgr
        manager.add_file(session_id=session_id, file=UploadedFileRec(file_id, "a.csv", "text/csv", b"x" * size))
        return sum(len(file.data) for file in manager.get_files(session_id, [file_id]))

    def offer(self, session_id: str, content: bytes, seen: Access = MODERATOR) -> str:
        """The id of a file that is made for who this is."""
        self.asking[:] = [session_id]
        self.sessions.see(seen)
        address = self.runtime.media_file_mgr.add(content, "text/plain", "here", is_for_static_download=True)
        return address.rpartition("/")[2].partition(".")[0]


def served(tmp_path: Path, work: Callable[[Server], Awaitable[None]]) -> None:
    """Do the work beside a running runtime, the only one of this process."""

    async def run() -> None:
        script = tmp_path / "script.py"
        script.write_text("")
        runtime = Runtime(
            RuntimeConfig(
                script_path=str(script),
                media_file_storage=MemoryMediaFileStorage("/media"),
                uploaded_file_manager=MemoryUploadedFileManager("/_stcore/upload_file"),
                cache_storage_manager=create_default_cache_storage_manager(),
                is_hello=False,
                session_storage=MemorySessionStorage(ttl_seconds=60),
            )
        )
        await runtime.start()
        asking: list[str] = []
        server = Server(runtime, Sessions(runtime, lambda: asking[0] if asking else None), asking)
        try:
            await work(server)
        finally:
            runtime.stop()
            await runtime.stopped
            Runtime._instance = None

    before, Runtime._instance = Runtime._instance, None
    try:
        completed(run())
    finally:
        Runtime._instance = before


def test_upload_beyond_the_bounds_keeps_its_name_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "WINDOW", 100)

    async def work(server: Server) -> None:
        session_id, _end = server.open(Visitor("device"))
        kept = [server.upload(session_id, name, 60) for name in ("a", "b")]
        server.asking[:] = [session_id]
        refused = [server.sessions.was_refused(name) for name in ("a", "b")]
        names = [file.name for file in server.runtime.uploaded_file_mgr.get_files(session_id, ["a", "b"])]
        server.runtime.uploaded_file_mgr.remove_file(session_id, "a")

        assert (kept, refused, names) == ([60, 0], [False, True], ["a.csv", "a.csv"])
        assert server.upload(session_id, "c", 60) == 60

    served(tmp_path, work)


def test_what_a_window_held_is_released_when_it_closes(tmp_path: Path) -> None:
    async def work(server: Server) -> None:
        visitor = Visitor("device", "link")
        session_id, end = server.open(visitor)
        server.upload(session_id, "a", 60)
        server.sessions.kept.keep(session_id, "sheets", object(), 1000)
        file_id = server.offer(session_id, b"made")
        before = server.sessions.was_offered(file_id, "device", MODERATOR)

        visitor.has_left = True
        end()

        assert (before, server.sessions.was_offered(file_id, "device", MODERATOR)) == (True, False)
        assert (server.runtime.uploaded_file_mgr.get_files(session_id, ["a"]), server.sessions.kept.weight()) == ([], 0)
        again, _end = server.open(Visitor("device", "link"), existing=session_id)
        assert again != session_id

    served(tmp_path, work)


def test_window_that_lost_its_network_finds_everything_again_and_nobody_else_does(tmp_path: Path) -> None:
    async def work(server: Server) -> None:
        session_id, end = server.open(Visitor("device"))
        server.upload(session_id, "a", 60)
        end()

        stranger, _end = server.open(Visitor("another device"), existing=session_id)
        again, _end = server.open(Visitor("device"), existing=session_id)

        assert stranger != session_id
        assert again == session_id
        assert [len(file.data) for file in server.runtime.uploaded_file_mgr.get_files(session_id, ["a"])] == [60]

    served(tmp_path, work)


def test_window_that_does_not_come_back_is_forgotten_when_streamlit_forgets_it(tmp_path: Path) -> None:
    async def work(server: Server) -> None:
        session_id, end = server.open(Visitor("device"))
        server.upload(session_id, "a", 60)
        end()
        server.runtime._session_mgr._session_storage.delete(session_id)

        server.sessions.tidy_up()

        assert server.runtime.uploaded_file_mgr.get_files(session_id, ["a"]) == []
        assert not server.sessions.belongs(session_id, "device")

    served(tmp_path, work)


def test_made_file_belongs_to_the_devices_it_was_offered_to(tmp_path: Path) -> None:
    async def work(server: Server) -> None:
        first, _end = server.open(Visitor("one"))
        second, _end = server.open(Visitor("two"))
        shared, own = server.offer(first, b"same"), server.offer(first, b"own")
        assert server.offer(second, b"same") == shared

        offered = {
            device: [server.sessions.was_offered(file, device, MODERATOR) for file in (shared, own)]
            for device in DEVICES
        }
        server.runtime.media_file_mgr.clear_session_refs(first)  # as whenever a page begins to run anew

        assert offered == {"one": [True, True], "two": [True, False], "three": [False, False]}
        assert server.sessions.was_offered(own, "one", MODERATOR)

    served(tmp_path, work)


def with_roles(is_operator: bool = False, **roles: MemberRole) -> Access:
    found = access_of_person(Person("id", "Mo", "mo@stadt.example", is_operator, roles=roles))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("then", "now", "is_there"),
    [
        (with_roles(a="moderator"), with_roles(a="facilitator"), True),
        (with_roles(a="moderator"), with_roles(a="moderator", b="moderator"), True),
        (with_roles(a="moderator", b="moderator"), with_roles(a="moderator"), False),
        (with_roles(a="moderator", b="moderator"), with_roles(a="moderator", b="team"), False),
        (with_roles(a="moderator"), with_roles(a="team"), False),
        (with_roles(a="moderator"), with_roles(is_operator=True), False),
        (with_roles(is_operator=True), with_roles(is_operator=True), True),
        (with_roles(is_operator=True, a="moderator"), with_roles(a="moderator"), False),
        (MODERATOR, MODERATOR, True),
        (MODERATOR, Access("team", "w", "link"), False),
        (Access("team", "w", "link"), Access("team", "w", "other"), False),
    ],
)
def test_made_file_goes_with_the_role_that_it_was_made_for(
    tmp_path: Path, then: Access, now: Access, is_there: bool
) -> None:
    async def work(server: Server) -> None:
        session_id, _end = server.open(Visitor("device"))
        file_id = server.offer(session_id, b"results", then)

        assert server.sessions.was_offered(file_id, "device", now) is is_there

    served(tmp_path, work)


def test_devices_of_one_link_share_their_windows(tmp_path: Path) -> None:
    async def work(server: Server) -> None:
        ends = [server.open(Visitor(f"device {number}", "link"))[1] for number in range(WINDOWS_EACH)]
        another = Visitor("one more", "link")

        assert not server.sessions.has_room_for(another)
        assert server.sessions.has_room_for(Visitor("moderator"))
        ends[0]()
        assert server.sessions.has_room_for(another)

    served(tmp_path, work)


DEVICES = ("one", "two", "three")
LINKS = {"m": None, "a1": "a", "a2": "a", "b1": "b"}


@pytest.mark.parametrize(
    ("held", "session_id", "coming", "full"),
    [
        ({}, "m", 40 * MB, False),
        ({}, "m", 40 * MB + 1, True),
        ({"m": [30 * MB]}, "m", 10 * MB, False),
        ({"m": [30 * MB]}, "m", 10 * MB + 1, True),
        ({"m": [0] * 99}, "m", 1, False),
        ({"m": [0] * 100}, "m", 1, True),
        ({"a1": [40 * MB], "a2": [10 * MB]}, "a2", 10 * MB, False),
        ({"a1": [40 * MB], "a2": [10 * MB]}, "a2", 10 * MB + 1, True),
        ({"a1": [40 * MB], "a2": [20 * MB]}, "b1", 40 * MB, False),
        ({"a1": [40 * MB], "a2": [20 * MB], "c1": [40 * MB], "d1": [10 * MB]}, "b1", 10 * MB + 1, True),
        ({"a1": [40 * MB], "a2": [20 * MB], "c1": [40 * MB], "d1": [20 * MB]}, "m", 40 * MB, False),
        ({f"other {number}": [40 * MB] for number in range(5)}, "m", 1, True),
    ],
)
def test_uploads_are_bounded_for_a_window_a_link_all_links_and_the_process(
    held: dict[str, list[int]], session_id: str, coming: int, full: bool
) -> None:
    links = LINKS | {"c1": "c", "d1": "d"}

    assert is_full(held, links, session_id, coming) is full
