"""A started server with a workshop, and devices of every role that speak HTTP with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.access import Role, issue_key
from data.store.engine import Store
from data.store.workshops import Workshop
from tests.deploy.behind import one_or_two
from tests.deploy.stack import Stack
from tests.running import ROOT, RunningServer
from tests.web.conftest import streamlit_run

QUESTIONNAIRE = ROOT / "questionnaire.yaml"


@dataclass(frozen=True)
class Device:
    """A browser with its cookies at a workshop."""

    client: httpx.Client
    code: str

    def get(self, path: str) -> httpx.Response:
        return self.client.get(path.format(code=self.code), headers={"Accept": "application/json"})

    def picture(self, size: str = "wall") -> dict[str, Any]:
        reply = self.get(f"/leinwand/{{code}}/bild?format={size}")
        assert reply.status_code == 200, reply.text
        return dict(reply.json())

    def move(self, zug: str, number: int | None = None, **more: object) -> httpx.Response:
        wish = {"nummer": self.picture()["nummer"] if number is None else number, "zug": zug, **more}
        return self.client.post(f"/regie/{self.code}/zug", json=wish, headers={"Accept": "application/json"})


@pytest.fixture(scope="session")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer | Stack]:
    with one_or_two(pytestconfig, lambda: streamlit_run(tmp_path_factory.mktemp("room"))) as started:
        yield started


@pytest.fixture(scope="session")
def store(server: RunningServer) -> Iterator[Store]:
    """The store of the started server, opened a second time."""
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def workshop(store: Store) -> Workshop:
    return filled(store)


def filled(store: Store) -> Workshop:
    """The filled example, closed and not revealed."""
    return fill_demo(store, questionnaire_text(QUESTIONNAIRE), date(2027, 3, 4))


@pytest.fixture
def devices(server: RunningServer, store: Store) -> Iterator[Callable[[Role | None, Workshop], Device]]:
    """Makes browsers that are signed in with a role, a table for the first field; None is nobody."""
    clients: list[httpx.Client] = []

    def device(role: Role | None, of: Workshop) -> Device:
        client = httpx.Client(base_url=server.base, timeout=20)
        clients.append(client)
        if role is not None:
            bound, about = None if role == "moderator" else of.id, "steuerung" if role == "table" else ""
            key = issue_key(store, role, bound, valid=timedelta(minutes=5), about=about)
            assert client.get(f"/anmelden/{key}").status_code == 303
        return Device(client, of.code)

    yield device
    for client in clients:
        client.close()
