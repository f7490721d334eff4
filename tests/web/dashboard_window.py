"""A window of the dashboard without a browser: speaks Streamlit's protocol over a real websocket."""

import re
from types import TracebackType

import httpx
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from tests.running import RunningServer

MADE_FILE = re.compile(rb"/media/[0-9a-f]+\.xlsx")


class DashboardWindow:
    """Opened with the cookies of a signed-in browser; ``by_themselves``: parts of the page that run on their own."""

    def __init__(self, server: RunningServer, client: httpx.Client, *, resume: str = "") -> None:
        names = ["streamlit", "PLACEHOLDER_AUTH_TOKEN", resume] if resume else ["streamlit"]
        self._socket = connect(
            server.base.replace("http", "ws", 1) + "/_stcore/stream",
            additional_headers={"Cookie": f"selbstcheck={client.cookies['selbstcheck']}", "Origin": server.base},
            subprotocols=[Subprotocol(name) for name in names],
            max_size=None,
        ).__enter__()
        self.session_id = ""
        self.by_themselves: list[str] = []

    def __enter__(self) -> "DashboardWindow":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """As when somebody closes the tab."""
        self._socket.close(1001)

    def ask(self, page: str = "") -> None:
        """Let the page run."""
        message = BackMsg()
        message.rerun_script.page_name = page
        self._socket.send(message.SerializeToString())

    def run_alone(self, fragment: str) -> bytes:
        """Let a part of the page run, as it does by itself every few seconds; what it sent."""
        message = BackMsg()
        message.rerun_script.fragment_id = fragment
        self._socket.send(message.SerializeToString())
        return self.told()

    def told(self, timeout: float = 30) -> bytes:
        """All that the server sends until the page has run; raises TimeoutError."""
        sent = b""
        self.by_themselves = []
        while True:
            raw = self._socket.recv(timeout)
            assert isinstance(raw, bytes)
            sent += raw
            message = ForwardMsg()
            message.ParseFromString(raw)
            if message.WhichOneof("type") == "new_session":
                self.session_id = message.new_session.initialize.session_id
            if message.WhichOneof("type") == "auto_rerun":
                self.by_themselves.append(message.auto_rerun.fragment_id)
            if message.WhichOneof("type") == "script_finished":
                return sent

    def run(self, page: str = "") -> bytes:
        """Let the page run; what it sent."""
        self.ask(page)
        return self.told()

    def made_file(self, page: str) -> str:
        """The address of the first file that a page offers."""
        found = MADE_FILE.search(self.run(page))
        assert found is not None
        return found.group().decode()
