"""The server deletes what is due by itself, and lets nobody in whose sign-in is over, whatever the browser holds."""

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from sqlalchemy import text

from data.store.access import issue_key
from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets, tally
from data.store.workshops import Workshop, create_workshop, workshop
from tests.data.store.conftest import QUESTIONNAIRE
from tests.running import RunningServer
from tests.web.conftest import streamlit_run
from web import expiring, runtime
from web.identity import STAFF_COOKIE, hashed, staff_token

T = TypeVar("T")


@pytest.fixture
def own_store(tmp_path: Path, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """The store that the server of this process would have."""
    url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
    monkeypatch.setenv("DATABASE_URL", url)
    runtime.close()
    yield opened(url)
    runtime.close()


def test_day_that_comes_while_the_server_runs_is_noticed(own_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    of = with_a_sheet(own_store)
    days = iter([of.delete_sheets_on - timedelta(days=1), of.delete_sheets_on])
    left: list[int] = []

    def next_day(_store: Store) -> date:
        left.append(tally(own_store, of.id).present)
        return next(days)

    monkeypatch.setattr(expiring, "_day_in", next_day)

    watch_for_a_while()

    found = workshop(own_store, of.id)
    assert (left[:2], tally(own_store, of.id).present) == ([1, 1], 0)
    assert found is not None
    assert found.state == "finished"


def test_fault_does_not_end_the_watch(monkeypatch: pytest.MonkeyPatch) -> None:
    outcomes: list[str] = []

    def delete() -> None:
        outcomes.append("tried")
        raise OSError(outcomes)

    monkeypatch.setattr(expiring, "_delete", delete)

    watch_for_a_while()

    assert len(outcomes) > 1


def test_table_that_could_not_be_rewritten_is_said_each_time(
    own_store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with_a_sheet(own_store)
    monkeypatch.setattr(expiring, "rewrite_tables", lambda _store: ("comments",))

    watch_for_a_while()

    said = [one.getMessage() for one in caplog.records if one.name == expiring.__name__]
    assert len(said) > 1
    assert set(said) == {"Die Tabelle comments ist noch nicht neu geschrieben, in zehn Minuten noch einmal"}


def test_server_that_was_off_on_the_day_deletes_when_it_starts(
    tmp_path: Path, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the clock moved: the workshop was made a year ago."""
    monkeypatch.delenv("KEEP_SHEETS_DAYS", raising=False)
    monkeypatch.setattr("data.store.rows.day_here", lambda: date.today() - timedelta(days=365))
    store = opened(f"sqlite:///{tmp_path / 'selbstcheck.sqlite3'}")
    of = with_a_sheet(store, held_on=date.today() - timedelta(days=365))

    running = streamlit_run(tmp_path)

    try:
        assert of.delete_sheets_on == date.today() - timedelta(days=185)
        assert until(lambda: tally(store, of.id).present == 0)
    finally:
        running.stop()


def test_cookie_is_no_sign_in_once_its_days_are_over(server: RunningServer, opened: Callable[[str], Store]) -> None:
    store = opened(f"sqlite:///{server.data_dir / 'selbstcheck.sqlite3'}")
    key = issue_key(store, "moderator", valid=timedelta(minutes=5))
    with httpx.Client(base_url=server.base, timeout=20) as client:
        client.get(f"/anmelden/{key}")
        held = client.cookies[STAFF_COOKIE]
        before = client.get("/workshops")
        ended = {"token": hashed(staff_token(client.cookies))}
        over = text("UPDATE access SET valid_until = 1 WHERE token_hash = :token")
        store.write(lambda connection: connection.execute(over, ended).rowcount)
        after = client.get("/workshops")
        still_held = client.cookies.get(STAFF_COOKIE)

    assert still_held == held
    assert "Code eingeben" not in before.text
    assert after.is_redirect or "Code eingeben" in after.text


def with_a_sheet(store: Store, held_on: date = date(2027, 3, 4)) -> Workshop:
    of = create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=held_on,
        questionnaire_text=QUESTIONNAIRE,
        room=("1.01", "1.02"),
        administration=(),
    )
    add_sheets(store, of.id, [EnteredSheet("rat", {"1.01": "A"})], source="paper")
    return of


def watch_for_a_while() -> None:
    """Ten minutes are a twentieth of a second here."""

    async def watch() -> None:
        await asyncio.wait_for(expiring.delete_what_is_due(every=0.05), timeout=1.5)

    with pytest.raises(TimeoutError):
        apart(watch())


def until(is_so: Callable[[], bool]) -> bool:
    async def wait() -> bool:
        for _ in range(100):
            if is_so():
                return True
            await asyncio.sleep(0.1)
        return False

    return apart(wait())


def apart(work: Coroutine[Any, Any, T]) -> T:
    """In a thread of its own: in the tests' own one a browser may have its loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
