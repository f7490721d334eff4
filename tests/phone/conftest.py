"""A started server with workshops in every state, and phones that speak HTTP with it."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page

from data.questionnaire_file import load_questionnaire
from data.store.access import issue_key
from data.store.engine import Store
from data.store.workshops import Workshop, close_workshop, create_workshop, open_workshop
from tests.running import ROOT, RunningServer, free_port

QUESTIONNAIRE = ROOT / "questionnaire.yaml"
ROOM = load_questionnaire(QUESTIONNAIRE).short_form


@dataclass(frozen=True)
class Phone:
    """A browser without JavaScript: cookies, no redirects followed unless asked."""

    client: httpx.Client
    code: str

    def get(self, place: str = "", **options: str) -> httpx.Response:
        return self.client.get(f"/t/{self.code}{place}", headers=options)

    def post(self, place: str = "", **form: str) -> httpx.Response:
        return self.client.post(f"/t/{self.code}{place}", data=form)

    def join(self, perspective: str = "fachverwaltung", **form: str) -> httpx.Response:
        return self.post(perspective=perspective, **form)

    def save(self, answers: object) -> httpx.Response:
        return self.client.put(f"/api/t/{self.code}/answers", json={"answers": answers})

    def state(self) -> str:
        return str(self.client.get(f"/api/t/{self.code}/state").json()["show"])


def new_key(server: RunningServer) -> str:
    """A key of one's own: that of the server's greeting opens only once."""
    store = server.store()
    try:
        return issue_key(store, "moderator", valid=timedelta(minutes=5))
    finally:
        store.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    port = free_port()
    command = (
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        f"--server.port={port}",
        "--server.address=127.0.0.1",
    )
    running = RunningServer(tmp_path_factory.mktemp("phone"), port=port, command=command)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def store(server: RunningServer) -> Iterator[Store]:
    """The store of the started server, opened a second time."""
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def prepared(store: Store) -> Workshop:
    return new_workshop(store)


@pytest.fixture
def workshop(store: Store) -> Workshop:
    """An open workshop of its own for every test."""
    created = new_workshop(store)
    open_workshop(store, created.id)
    return created


@pytest.fixture
def phones(server: RunningServer) -> Iterator[Callable[[Workshop], Phone]]:
    """Makes phones at a workshop."""
    clients: list[httpx.Client] = []

    def phone(at: Workshop, language: str = "de-DE") -> Phone:
        headers = {"Accept-Language": language}
        clients.append(httpx.Client(base_url=server.base, headers=headers, timeout=20))
        return Phone(clients[-1], at.code)

    yield phone
    for client in clients:
        client.close()


@pytest.fixture
def phone(phones: Callable[[Workshop], Phone], workshop: Workshop) -> Phone:
    """A phone at the open workshop."""
    return phones(workshop)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    # The strict policy would keep axe out, too.
    opened = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE", bypass_csp=True)
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, server: RunningServer, workshop: Workshop) -> Page:
    """A phone that has just scanned the code."""
    opened = context.new_page()
    opened.goto(f"{server.base}/t/{workshop.code}")
    return opened


@pytest.fixture
def joined(page: Page) -> Page:
    page.get_by_text("Kommunalpolitik").click()
    page.get_by_role("button", name="Los geht’s").click()
    page.wait_for_url("**/fragen**")
    return page


def new_workshop(
    store: Store, *, questionnaire: Path = QUESTIONNAIRE, threshold: int = 5, room: tuple[str, ...] = ()
) -> Workshop:
    asked = load_questionnaire(questionnaire)
    return create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck-Workshop",
        held_on=date(2026, 12, 1),
        questionnaire_text=questionnaire.read_text("utf-8"),
        room=room or asked.short_form,
        administration=(),
        threshold=threshold,
    )


def close(store: Store, workshop: Workshop) -> None:
    """Close without any results to form."""
    close_workshop(store, workshop.id, lambda people: ())


def option(page: Page, statement: str, answer: str) -> Locator:
    return page.locator(f'[data-id="{statement}"]').get_by_role("radio", name=answer)


def tap(page: Page, statement: str, answer: str) -> None:
    option(page, statement, answer).check()


def skip_to_the_end(page: Page) -> None:
    """Leave open what is not answered yet."""
    end = page.locator('.step[data-step="ende"]')
    while not end.is_visible():
        step = page.locator(".step:visible")
        skip = step.locator(".skip:not([hidden])")
        (skip if skip.count() else step.locator(".next")).click()
