"""The button "Probe" on the page Workshops: really rehearsed, one at a time, beside the store of the pages."""

import sys
import time
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from data.store.engine import Store
from data.store.workshops import workshops
from tests.ui.conftest import Visit
from ui import rehearsing

SMALL = (sys.executable, "commands", "rehearse", "--people", "1", "--json")
STARTS = "Probe starten"


@pytest.fixture(autouse=True)
def nothing_rehearsed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody has rehearsed on this server; what a test starts ends with it."""
    latest: list[rehearsing.Rehearsal] = []
    monkeypatch.setattr(rehearsing, "_latest", latest)
    yield
    for one in latest:
        one.process.terminate()
        wait_for(one)


def wait_for(rehearsal: rehearsing.Rehearsal) -> None:
    deadline = time.monotonic() + 120
    while not rehearsal.is_over:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def press(app: AppTest) -> None:
    next(button for button in app.button if button.label == STARTS).click().run()


def buttons(app: AppTest) -> list[bool]:
    """Whether the button can not be pressed, for each that is there."""
    return [button.disabled for button in app.button if button.label == STARTS]


def test_rehearsal_is_shown_while_it_runs_and_what_it_came_to(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsing, "COMMAND", SMALL)
    before = workshops(store)
    app = visit("workshops")
    assert buttons(app) == [False]

    press(app)

    running = rehearsing.latest()
    assert running is not None
    assert buttons(app) == [True]
    assert not app.exception
    wait_for(running)
    app.run()
    assert not app.exception
    assert [one.value for one in app.success] == ["Alles ist angekommen."]
    assert buttons(app) == [False]
    table = next(one.proto.body for one in app.get("html") if "Ergebnis der Probe" in one.proto.body)
    assert '<th scope="row">Beigetreten</th><td>1 von 1</td>' in table
    assert '<th scope="row">Antworten im Speicher gefunden</th><td>21 von 21</td>' in table
    assert workshops(store) == before


def test_rehearsal_that_fails_says_why(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    app = visit("workshops")
    monkeypatch.setenv("DATABASE_URL", "mysql://anderswo/daten")

    press(app)

    failed = rehearsing.latest()
    assert failed is not None
    wait_for(failed)
    app.run()
    assert [one.value.replace("\\", "") for one in app.error] == [
        "Die Probe kam nicht zustande. DATABASE_URL: mysql wird nicht unterstützt, nur sqlite und postgresql."
    ]


def test_only_one_is_rehearsed_at_a_time(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsing, "COMMAND", SMALL)
    first, second = visit("workshops"), visit("workshops")

    press(first)
    running = rehearsing.latest()
    press(second)

    assert rehearsing.latest() is running
    assert buttons(second) == [True]
