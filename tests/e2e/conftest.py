"""A started server and a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.deploy.behind import one_or_two
from tests.deploy.stack import Stack
from tests.e2e.stages import Stages, set_the_stage
from tests.running import RunningServer

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A browser on a busy machine does not always get its turn: a test that fails here is tried once more.

    The summary names it and shows why it failed at first: what stands there again and again is a fault.
    """
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.flaky(reruns=1, only_rerun="."))


@pytest.fixture(scope="module")
def server(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer | Stack]:
    with one_or_two(pytestconfig, lambda: RunningServer(tmp_path_factory.mktemp("server"))) as started:
        yield started


@pytest.fixture(scope="module")
def stages(server: RunningServer) -> Iterator[Stages]:
    """A workshop of each kind on the started server."""
    store = server.store()
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
