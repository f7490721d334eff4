"""What goes wrong in front of forty people: the server dies, a proxy has nobody behind it, the sign-in ends."""

import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from analysis.stage import Place
from data.store.access import issue_key, revoke
from data.store.engine import Store, open_store
from data.store.stages import stage
from data.store.workshops import Workshop
from tests.e2e.test_proxy import NGINX
from tests.room.conftest import filled
from tests.running import PATIENCE, RunningServer, free_port, wait_for_port
from web.identity import hashed

LOST = "Verbindung unterbrochen, letzter Stand"
RADAR = "ueberblick?sicht=radar"


@dataclass
class Show:
    """A server with a store of its own, its settings, and a Leinwand that steers."""

    server: RunningServer
    folder: Path
    settings: Mapping[str, str]
    store: Store
    workshop: Workshop
    leinwand: Page

    def again(self) -> None:
        """Start the server anew, where it was."""
        self.server = RunningServer(self.folder, port=self.server.port, settings=self.settings)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'selbstcheck.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE leinwand")
    yield f"{server.rpartition('/')[0]}/leinwand"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE leinwand WITH (FORCE)")


@pytest.fixture
def wall(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="de-DE")
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def show(database: str, tmp_path: Path, wall: BrowserContext) -> Iterator[Show]:
    settings = {"DATABASE_URL": database}
    server = RunningServer(tmp_path, settings=settings)
    store = open_store(database)
    workshop = filled(store)
    page = wall.new_page()
    page.goto(f"{server.base}/anmelden/{issue_key(store, 'comoderator', workshop.id, valid=timedelta(minutes=5))}")
    page.goto(f"{server.base}/leinwand/{workshop.code}")
    running = Show(server, tmp_path, settings, store, workshop, page)
    yield running
    store.close()
    running.server.stop()


def address(page: Page) -> str:
    return str(page.evaluate("document.body.dataset.address"))


def onward(page: Page, to: str, text: str) -> None:
    """Press the presenter's key, and wait for what comes."""
    page.keyboard.press("PageDown")
    expect(page.locator("#picture")).to_contain_text(text)
    assert address(page) == to


def test_keeps_its_picture_and_goes_on_where_it_was(show: Show) -> None:
    page = show.leinwand
    onward(page, "leitmotiv", "Leitmotiv")
    onward(page, "spielregeln", "Spielregeln")
    onward(page, "antworten", "dabei")
    onward(page, RADAR, "eine Skala")
    onward(page, RADAR, "am wenigsten")
    before = page.locator("#picture").inner_html()

    show.server.kill()
    expect(page.locator("#lost")).to_contain_text(LOST, timeout=10_000)
    assert page.locator("#picture").inner_html() == before

    show.again()
    healthy = time.monotonic()
    expect(page.locator("#lost")).to_be_empty(timeout=10_000)
    assert time.monotonic() - healthy < 5
    assert stage(show.store, show.workshop.id).place == Place("folie", RADAR, 1)
    assert page.locator("#picture").inner_html() == before
    onward(page, RADAR, "Verwaltungsbogen")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_press_that_did_not_arrive_is_sent_again_and_never_done_twice(show: Show) -> None:
    """At first nothing arrives, then the move does and its answer gets lost, then everything is well."""
    page, tries = show.leinwand, []

    def unsteady(route: Route) -> None:
        tries.append(route.request.post_data_json)
        if len(tries) == 2:
            route.fetch()
        if len(tries) < 3:
            route.fulfill(status=502) if len(tries) == 1 else route.abort()
        else:
            route.continue_()

    page.route("**/zug", unsteady)
    onward(page, "leitmotiv", "Leitmotiv")
    page.wait_for_timeout(1_500)

    assert [one["nummer"] for one in tries] == [0, 0, 0]
    assert stage(show.store, show.workshop.id).place == Place("leitmotiv")


def test_is_told_when_it_is_signed_out(show: Show, wall: BrowserContext) -> None:
    token = next(cookie["value"] for cookie in wall.cookies() if cookie["name"] == "selbstcheck").partition(".")[0]
    revoke(show.store, hashed(token))
    show.leinwand.keyboard.press("PageDown")
    expect(show.leinwand.locator("#lost")).to_contain_text("abgemeldet")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_proxy_without_a_server_behind_it_does_not_lose_the_leinwand(
    show: Show, wall: BrowserContext, tmp_path: Path
) -> None:
    port = free_port()
    settings = tmp_path / "nginx.conf"
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{kind}_temp_path {tmp_path / kind};" for kind in kinds)
    behind = (
        f"proxy_pass http://127.0.0.1:{show.server.port}; proxy_set_header Host $http_host; proxy_http_version 1.1;"
    )
    settings.write_text(
        f"user root; daemon off; pid {tmp_path / 'pid'}; error_log stderr crit; events {{}}\n"
        f"http {{ {places} access_log off; server {{ listen 127.0.0.1:{port}; location / {{ {behind} }} }} }}\n"
    )
    nginx = subprocess.Popen([NGINX, "-p", tmp_path, "-e", "stderr", "-c", settings])
    try:
        wait_for_port(port)
        page = wall.new_page()
        page.goto(f"http://127.0.0.1:{port}/leinwand/{show.workshop.code}")
        expect(page.locator("#picture")).to_contain_text("Danke fürs Mitmachen")
        show.server.kill()
        expect(page.locator("#lost")).to_contain_text(LOST, timeout=10_000)
        time.sleep(10)  # all the while nginx answers 502, which closes an EventSource for good
        show.again()
        expect(page.locator("#lost")).to_be_empty(timeout=10_000)
        page.keyboard.press("PageDown")
        expect(page.locator("#picture")).to_contain_text("Leitmotiv")
    finally:
        nginx.terminate()
        nginx.wait(PATIENCE)
