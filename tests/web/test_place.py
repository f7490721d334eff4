"""Where several processes work, a window learns which of them has it; nobody else does."""

from collections.abc import Iterator, Mapping

import httpx
import pytest
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from data.store.workshops import open_workshop
from tests.e2e.stages import new_workshop
from tests.running import RunningServer
from tests.web.conftest import streamlit_run


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A server that is one of several."""
    running = streamlit_run(tmp_path_factory.mktemp("named"), settings={"PROCESS_NAME": "p2"})
    yield running
    running.stop()


def window_cookies(server: RunningServer, token: str, more: Mapping[str, str]) -> list[str]:
    """The cookies that come with a window as it is opened."""
    address = server.base.replace("http", "ws", 1) + "/_stcore/stream"
    headers = {"Cookie": f"selbstcheck={token}", "Origin": server.base, **more}
    with connect(address, additional_headers=headers, subprotocols=[Subprotocol("streamlit")]) as window:
        assert window.response is not None
        return window.response.headers.get_all("Set-Cookie")


def test_window_learns_which_process_has_it(
    named: RunningServer, server: RunningServer, moderator: httpx.Client
) -> None:
    with httpx.Client(base_url=named.base) as own:
        own.get(f"/anmelden/{named.key}")
        encrypted = {"X-Forwarded-Proto": "https", "Origin": named.base.replace("http", "https")}
        plain, behind_a_proxy = (window_cookies(named, own.cookies["selbstcheck"], more) for more in ({}, encrypted))

    assert plain == ["platz=p2; Path=/; HttpOnly; SameSite=Lax"]
    assert behind_a_proxy == ["platz=p2; Path=/; HttpOnly; SameSite=Lax; Secure"]
    assert window_cookies(server, moderator.cookies["selbstcheck"], {}) == []


def test_participants_never_get_it(named: RunningServer) -> None:
    store = named.store()
    workshop = new_workshop(store, is_open=False)
    open_workshop(store, workshop.id)
    store.close()

    with httpx.Client(base_url=named.base, follow_redirects=True) as phone:
        phone.get(f"/t/{workshop.code}")
        phone.post(f"/t/{workshop.code}", data={"perspective": "fachverwaltung"})
        names = {cookie.name for cookie in phone.cookies.jar}

    assert names == {f"bogen_{workshop.code}"}
