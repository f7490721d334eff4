"""A started server and a real browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.stages import Stages, set_the_stage, store_of
from tests.running import RunningServer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("server"))
    yield running
    running.stop()


@pytest.fixture(scope="module")
def stages(server: RunningServer) -> Iterator[Stages]:
    """A workshop of each kind on the started server."""
    store = store_of(server.data_dir)
    yield set_the_stage(store)
    store.close()


@pytest.fixture(scope="module")
def moderator(browser: Browser, server: RunningServer) -> Iterator[BrowserContext]:
    """A browser that has signed in with the printed key."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="de-DE")
    context.set_default_timeout(20_000)
    context.new_page().goto(f"{server.base}/anmelden/{server.key}")
    yield context
    context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens phones, each with cookies of its own."""
    contexts: list[BrowserContext] = []

    def open_phone(*, javascript: bool = True, language: str = "de-DE") -> Page:
        context = browser.new_context(
            viewport={"width": 390, "height": 844}, java_script_enabled=javascript, locale=language
        )
        context.set_default_timeout(20_000)
        contexts.append(context)
        return context.new_page()

    yield open_phone
    for context in contexts:
        context.close()
