"""Figures of the started server: what is counted, who may ask, and that nobody can be read from them."""

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from data.store.engine import Store
from data.store.figures import asked_of_database, figures
from data.store.workshops import open_workshop
from phone import routes as phone
from room import routes as room
from tests.e2e.stages import new_workshop
from tests.running import RunningServer, free_port
from tests.web.conftest import streamlit_run
from web.figures import KINDS, kind_of, told_on


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningServer, int]]:
    """A server that tells its figures, and where."""
    port = free_port()
    running = streamlit_run(tmp_path_factory.mktemp("told"), settings={"METRICS_PORT": str(port)})
    yield running, port
    running.stop()


def read(port: int) -> dict[str, float]:
    text = httpx.get(f"http://127.0.0.1:{port}/metrics", timeout=20).text
    lines = (line.rsplit(" ", 1) for line in text.splitlines() if line.startswith("selbstcheck_"))
    return {name: float(value) for name, value in lines}


def test_figures_grow_with_what_happens_and_name_nobody(told: tuple[RunningServer, int]) -> None:
    server, port = told
    store = server.store()
    workshop = new_workshop(store, is_open=False)
    open_workshop(store, workshop.id)
    store.close()
    before = read(port)
    for _ in range(12):
        with httpx.Client(base_url=server.base) as one:
            one.post(f"/t/{workshop.code}", data={"perspective": "fachverwaltung"})
            one.put(f"/api/t/{workshop.code}/answers", json={"answers": {workshop.room[0]: "B"}})
            one.get("/erfunden/von/fremden")
    after = read(port)

    def grown(name: str) -> float:
        return after.get(name, 0) - before.get(name, 0)

    assert grown('selbstcheck_requests_total{kind="phone",status="3xx"}') == 12
    assert grown('selbstcheck_requests_total{kind="phone",status="2xx"}') == 12
    assert grown('selbstcheck_requests_total{kind="page",status="3xx"}') == 12
    assert grown('selbstcheck_request_seconds_count{kind="phone"}') == 24
    assert grown("selbstcheck_commits_total") >= 24
    assert after["selbstcheck_commits_failed_total"] == 0
    assert after["selbstcheck_waiting"] == 0
    assert after["selbstcheck_oldest_waiting_seconds"] == 0
    assert after["selbstcheck_phones_present"] == 10
    assert after["selbstcheck_pool_in_use"] == 0
    assert "selbstcheck_sync_standbys" not in after
    page = httpx.get(f"http://127.0.0.1:{port}/metrics").text
    assert [word for word in (workshop.code, workshop.id, "erfunden", "127.0.0.1") if word in page] == []


def test_kinds_are_few_whatever_is_asked() -> None:
    paths = [route.path for route in (*phone.routes(), *room.routes())]

    assert {kind_of(path) for path in paths} == {"phone", "room"}
    assert [kind_of(path) for path in ("/", "/hochladen", "/%00", "/x/../regie", "//regie")] == ["page"] * 4 + ["room"]
    assert set(KINDS.values()) == {"phone", "room", "sign_in", "streamlit", "file", "health"}


def test_only_this_machine_may_ask(told: tuple[RunningServer, int]) -> None:
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()

    places = re.findall(rf": ([0-9A-F]+):{told[1]:04X} [0-9A-F]+:0000 0A", listening)

    assert places == ["0100007F"]


def test_server_without_the_setting_tells_nobody_and_with_a_taken_port_says_so(
    caplog: pytest.LogCaptureFixture, store: Store
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told_on(port, lambda: store)()
    told_on(0, lambda: store)()

    assert caplog.messages == [f"METRICS_PORT={port} ist belegt: Es gibt keine Kennzahlen."]


def test_store_tells_its_copies_only_where_there_can_be_some(store: Store) -> None:
    now = figures(store, asked_of_database(store))

    assert (now.phones, now.copies) == (0, 0 if store.is_shared else None)
    assert (now.waiting, now.longest_wait, now.failures) == (0, 0.0, 0)
    assert figures(store, None).phones is None
