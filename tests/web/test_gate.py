"""What Streamlit gets of a websocket: an origin that it knows, and messages at the pace of their window's owner."""

import pytest
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from data.store.access import Access, hashed
from data.store.members import Person
from tests.running import completed
from web import gate
from web.gate import Gate

HEADERS = [(b"host", b"stadt.example:443"), (b"origin", b"HTTPS://Stadt.example"), (b"cookie", b"selbstcheck=t.de")]
SCOPE = {"type": "websocket", "path": "/_stcore/stream", "headers": HEADERS, "scheme": "wss", "query_string": b""}
EVENTS: list[Message] = [
    {"type": "websocket.connect"},
    {"type": "websocket.receive", "bytes": b"1"},
    {"type": "websocket.receive", "bytes": b"2"},
    {"type": "websocket.disconnect", "code": 1001},
]


class Noted:
    """Streamlit and the paces, noting what they are asked."""

    def __init__(self) -> None:
        self.scopes: list[Scope] = []
        self.heard: list[Message] = []
        self.owners: list[str] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scopes.append(scope)
        for _ in EVENTS:
            self.heard.append(await receive())

    def of_a_window(self, owner: str) -> "Noted":
        self.owners.append(owner)
        return self


def test_streamlit_hears_a_window_at_its_owners_pace_and_by_an_origin_that_it_knows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streamlit, events, waits = Noted(), iter(EVENTS), iter([0.0, 0.01])

    async def access(_connection: object) -> Access:
        return Access("team", "workshop", "link")

    async def receive() -> Message:
        return next(events)

    async def send(_event: Message) -> None:
        raise AssertionError("nothing is sent")

    monkeypatch.setattr(gate, "access_to", access)
    at_the_door = Gate(streamlit, b"")
    monkeypatch.setattr(
        at_the_door._paces, "of_a_window", lambda owner: streamlit.of_a_window(owner) and (lambda: next(waits))
    )

    completed(at_the_door.websocket(SCOPE, receive, send))

    assert streamlit.heard == EVENTS
    assert streamlit.owners == ["link"]
    assert next(waits, "none left") == "none left"
    assert dict(streamlit.scopes[0]["headers"])[b"origin"] == b"http://stadt.example:443"


TEAM = Access("team", None, person=Person("anna", "Anna", "anna@stadt.example", roles={"m": "team"}))
MODERATOR = Access("moderator", None, person=Person("mo", "Mo", "mo@stadt.example", roles={"m": "moderator"}))
OPERATOR = Access("operator", None, person=Person("bea", "Bea", "bea@land.example", is_operator=True))


class Lane:
    """Where an upload would go on, noting whose it is."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bool]] = []

    def through(self, app: ASGIApp, owner: str, *, is_team: bool) -> ASGIApp:
        self.asked.append((owner, is_team))
        return app

    def belongs(self, _session: str, _device: str) -> bool:
        return True


def uploaded(monkeypatch: pytest.MonkeyPatch, access: Access) -> list[tuple[str, bool]]:
    """As whose an upload goes on."""

    async def found(_connection: object) -> Access:
        return access

    lane = Lane()
    monkeypatch.setattr(gate, "access_to", found)
    monkeypatch.setattr(gate.runtime, "sessions", lambda: lane)
    at_the_door = Gate(Noted(), b"")
    monkeypatch.setattr(at_the_door, "_lanes", lane)
    completed(at_the_door.upload(Request({**SCOPE, "type": "http", "path": "/_stcore/upload_file/s/f"})))
    return lane.asked


def test_devices_of_a_team_account_share_what_a_team_may_send_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert uploaded(monkeypatch, TEAM) == [("anna", True)]
    assert uploaded(monkeypatch, Access("team", "workshop", "link")) == [("link", True)]
    assert uploaded(monkeypatch, MODERATOR) == [(hashed("t"), False)]


def test_operator_uploads_the_file_of_an_interest(monkeypatch: pytest.MonkeyPatch) -> None:
    assert uploaded(monkeypatch, OPERATOR) == [(hashed("t"), False)]
    assert uploaded(monkeypatch, Access("screen", "workshop")) == []
