"""Open windows of the dashboard, asked of the started server: whose files, whose uploads, and when it is over."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from data.store.access import issue_key
from data.store.engine import Store
from data.store.links import create_upload_link, revoke_upload_link
from tests.e2e.stages import new_workshop
from tests.running import RunningServer
from tests.web.dashboard_window import DashboardWindow

OVER = "Diese Anmeldung gilt nicht mehr"
LINK_OVER = "Dieser Link gilt nicht mehr."
A_DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    new_workshop(opened, is_open=True)
    yield opened
    opened.close()


@pytest.fixture
def signed_in(server: RunningServer, store: Store) -> Iterator[Callable[[], httpx.Client]]:
    """Signs in one more moderator's device."""
    clients: list[httpx.Client] = []

    def sign_in() -> httpx.Client:
        clients.append(httpx.Client(base_url=server.base, timeout=30))
        assert clients[-1].get(f"/anmelden/{issue_key(store, 'moderator', valid=A_DAY)}").status_code == 303
        return clients[-1]

    yield sign_in
    for client in clients:
        client.close()


def test_made_file_is_for_the_device_that_it_was_offered_to(
    server: RunningServer, visitor: httpx.Client, signed_in: Callable[[], httpx.Client]
) -> None:
    own, other = signed_in(), signed_in()

    with DashboardWindow(server, own) as window:
        address = window.made_file("hochladen")
        answers = [client.get(address) for client in (own, other, visitor)]
        assert own.get("/media/0123456789.xlsx").status_code == 404

    assert [answer.status_code for answer in answers] == [200, 404, 403]
    assert answers[0].content[:2] == b"PK"
    assert answers[0].headers["cache-control"] == "no-store"
    assert answers[1].text == "Diese Datei gibt es hier nicht mehr. Bitte laden Sie die Seite neu."


def test_same_made_file_is_for_everybody_who_was_offered_it(
    server: RunningServer, signed_in: Callable[[], httpx.Client]
) -> None:
    first, second = signed_in(), signed_in()

    with DashboardWindow(server, first) as one, DashboardWindow(server, second) as another:
        addresses = {one.made_file("hochladen"), another.made_file("hochladen")}
        (address,) = addresses

        assert [client.get(address).status_code for client in (first, second)] == [200, 200]
        one.run("hochladen")
        assert first.get(address).status_code == 200


def test_made_file_goes_with_the_window(server: RunningServer, signed_in: Callable[[], httpx.Client]) -> None:
    own = signed_in()
    with DashboardWindow(server, own) as window:
        address = window.made_file("hochladen")

    statuses = {own.get(address).status_code for _ in range(50)}

    assert own.get(address).status_code == 404
    assert statuses <= {200, 404}


def test_nobody_uploads_into_somebody_elses_window(
    server: RunningServer, signed_in: Callable[[], httpx.Client]
) -> None:
    own, other = signed_in(), signed_in()

    with DashboardWindow(server, own) as window:
        window.run()
        statuses = [_upload(client, window.session_id) for client in (own, other)]

    assert statuses == [204, 400]
    assert _upload(own, window.session_id) == 400


def test_upload_without_the_pages_own_token_is_refused(
    server: RunningServer, signed_in: Callable[[], httpx.Client]
) -> None:
    own = signed_in()

    with DashboardWindow(server, own) as window:
        window.run()
        statuses = [_upload(own, window.session_id, token) for token in ("", "of another page", None)]

    assert statuses == [403, 403, 204]


def test_window_of_a_signed_out_device_says_so_by_itself_and_hears_nothing_more(
    server: RunningServer, signed_in: Callable[[], httpx.Client]
) -> None:
    own = signed_in()

    with DashboardWindow(server, own) as window:
        assert OVER.encode() not in window.run()
        cookies = dict(own.cookies)
        own.post("/abmelden")

        assert OVER.encode() in window.told()
        for _ in range(3):
            window.ask("hochladen")
        with pytest.raises(TimeoutError):
            window.told(timeout=2)
    assert httpx.get(server.base + "/media/x.xlsx", cookies=cookies).status_code == 403


def test_message_of_a_signed_out_window_is_not_heard(
    server: RunningServer, store: Store, signed_in: Callable[[], httpx.Client]
) -> None:
    workshop = new_workshop(store, is_open=True)
    link_id, token = create_upload_link(store, workshop.id, label="Amt", valid=A_DAY)
    with httpx.Client(base_url=server.base, timeout=30) as team:
        team.get(f"/team/{token}")
        with DashboardWindow(server, team) as window:
            window.run()
            revoke_upload_link(store, link_id)
            window.ask("hochladen")

            told = window.told()

    assert LINK_OVER.encode() in told
    assert b".xlsx" not in told


def test_session_of_somebody_else_is_not_taken_over(
    server: RunningServer, signed_in: Callable[[], httpx.Client]
) -> None:
    own, other = signed_in(), signed_in()

    with DashboardWindow(server, own) as window:
        window.run()
        with DashboardWindow(server, other, resume=window.session_id) as stranger:
            stranger.run()
            assert stranger.session_id != window.session_id
        with DashboardWindow(server, own, resume=window.session_id) as again:
            again.run()
            assert again.session_id == window.session_id


def test_one_device_has_only_so_many_windows(server: RunningServer, signed_in: Callable[[], httpx.Client]) -> None:
    own, other = signed_in(), signed_in()
    windows = [DashboardWindow(server, own) for _ in range(30)]

    with pytest.raises(InvalidStatus):
        DashboardWindow(server, own)
    DashboardWindow(server, other).close()
    for window in windows:
        window.close()


def _upload(client: httpx.Client, session_id: str, token: str | None = None) -> int:
    """``token``: another one than the cookie's; empty for none."""
    client.get("/_stcore/health")
    client.get("/_stcore/host-config")
    told = client.cookies["_streamlit_xsrf"] if token is None else token
    headers = {"X-Xsrftoken": told} if told else {}
    files = {"file": ("a.csv", b"x", "text/csv")}
    return client.put(f"/_stcore/upload_file/{session_id}/1", files=files, headers=headers).status_code
