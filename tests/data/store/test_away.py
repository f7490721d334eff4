"""PostgreSQL goes away for a while, or may not be written: what waits is kept, tried again, and stored once."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Timer

import pytest
from sqlalchemy import Connection, insert, text

from data.store import engine, writer
from data.store.engine import Store, StoreUnavailable, answers_now
from data.store.schema import questionnaires
from data.store.sheets import join, save_answers, tally
from data.store.workshops import open_workshop
from tests.data.store.conftest import prepared_in
from tests.failing_database import FailingDatabase, failing_database


@pytest.fixture
def database(postgres: str) -> Iterator[FailingDatabase]:
    with failing_database(postgres) as database:
        yield database


@pytest.fixture
def store(database: FailingDatabase, opened: Callable[[str], Store]) -> Store:
    return opened(database.url)


def test_what_comes_while_the_database_is_away_is_stored_once_it_is_back(
    store: Store, database: FailingDatabase
) -> None:
    with database.away(1.5):
        kept = [store.submit(lambda c, n=n: _keep(c, f"{n:02}")) for n in range(20)]
        time.sleep(0.5)
        kept += [store.submit(lambda c, n=n: _keep(c, f"{n:02}")) for n in range(20, 40)]
        faults = [future.exception() for future in kept]

    assert faults == [None] * 40
    assert _kept(store) == [f"{n:02}" for n in range(40)]


def test_phones_wait_for_their_answers_instead_of_being_refused(store: Store, database: FailingDatabase) -> None:
    of = prepared_in(store)
    open_workshop(store, of.id)
    for n in range(4):
        join(store, of.id, perspective="rat", source="phone", token_hash=f"{n}" * 64).result()

    with database.away(1):
        saved = [save_answers(store, f"{n}" * 64, of.code, {"1.01": "A"}).result().answers for n in range(4)]

    assert saved == [{"1.01": "A"}] * 4
    assert tally(store, of.id).people == {"rat": 4}


def test_server_that_may_not_write_any_more_is_left_for_the_one_that_may(
    store: Store, database: FailingDatabase
) -> None:
    database.becomes_read_only()
    promotion = Timer(1, database.becomes_writable)
    promotion.start()

    bundled = store.submit(lambda c: _keep(c, "kept"))

    assert bundled.exception() is None
    promotion.join()
    assert _kept(store) == ["kept"]


def test_server_that_may_not_write_for_long_is_unavailable_and_no_fault_of_a_unit(
    store: Store, database: FailingDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "AWAY_AT_MOST", 0.5)
    database.becomes_read_only()

    refused = [store.submit(lambda c, n=n: _keep(c, f"{n}")).exception() for n in range(2)]

    assert [type(one) for one in refused] == [StoreUnavailable] * 2


def test_database_that_stays_away_is_given_up_for_all_that_wait_at_the_same_time(
    store: Store, database: FailingDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "AWAY_AT_MOST", 1.0)
    monkeypatch.setattr(writer, "BATCH", 2)
    database.goes()
    began = time.monotonic()

    refused = [store.submit(lambda c, n=n: _keep(c, f"{n}")) for n in range(10)]
    kinds = {type(one.exception()) for one in refused}
    waited = time.monotonic() - began
    at_once = store.submit(lambda c: _keep(c, "next")).exception()

    assert kinds == {StoreUnavailable}
    assert 0.9 < waited < 2.5
    assert isinstance(at_once, StoreUnavailable)
    assert time.monotonic() - began - waited < 0.9  # whoever comes later is not let wait again
    database.comes_back()
    store.write(lambda c: _keep(c, "back"))
    assert _kept(store) == ["back"]


def test_store_is_closed_soon_while_the_database_is_away(store: Store, database: FailingDatabase) -> None:
    database.goes()
    waiting = [store.submit(lambda c, n=n: _keep(c, f"{n}")) for n in range(3)]
    time.sleep(0.5)
    began = time.monotonic()

    store.close()

    assert time.monotonic() - began < 2
    assert {type(one.exception()) for one in waiting} == {StoreUnavailable}


def test_unit_that_fails_by_itself_is_not_tried_again_for_seconds(store: Store) -> None:
    store.write(lambda c: _keep(c, "same"))
    began = time.monotonic()

    refused = store.submit(lambda c: _keep(c, "same")).exception()

    assert "UNIQUE" in str(refused).upper()
    assert time.monotonic() - began < 1


def test_store_in_which_nothing_is_stored_for_too_long_is_not_healthy(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the only synchronous standby is gone: every COMMIT waits without end."""
    monkeypatch.setattr(engine, "STANDSTILL", 0.3)
    go_on = threading.Event()

    stuck: Future[object] = store.submit(lambda _connection: go_on.wait(5))
    at_first = answers_now(store)
    time.sleep(0.5)
    later = answers_now(store)
    go_on.set()
    stuck.result()

    assert (at_first, later, answers_now(store)) == (True, False, True)


def test_erasing_keeps_nobody_waiting_who_writes(store: Store, database: FailingDatabase) -> None:
    """Somebody else writes into the table meanwhile, so PostgreSQL cannot give its empty pages back."""
    rows = "INSERT INTO remembered SELECT 'q', n::text, 'question', repeat('x', 1000) FROM generate_series(1, 4000) n"
    store.write(lambda c: c.exec_driver_sql(rows).close())
    other = store.engine.connect()
    other.exec_driver_sql("LOCK TABLE remembered IN ROW EXCLUSIVE MODE")
    began = time.monotonic()

    erased = store.submit(lambda c: c.exec_driver_sql("DELETE FROM remembered").close(), erases=True)
    time.sleep(0.1)
    store.write(lambda c: _keep(c, "meanwhile"))
    waited = time.monotonic() - began
    erased.result()
    other.close()

    assert waited < 2
    assert time.monotonic() - began < 4


def test_what_erases_is_told_only_after_the_rows_are_free(store: Store) -> None:
    store.write(lambda c: _keep(c, "gone"))

    store.write(lambda c: c.exec_driver_sql("DELETE FROM answers").close(), erases=True)

    with store.reading() as connection:
        vacuumed = connection.execute(
            text("SELECT last_vacuum IS NOT NULL FROM pg_stat_user_tables WHERE relname = 'answers'")
        ).scalar()
    assert vacuumed is True


def _keep(connection: Connection, digest: str) -> None:
    connection.execute(insert(questionnaires).values(digest=digest, text="text"))


def _kept(store: Store) -> list[str]:
    with store.reading() as connection:
        return sorted(connection.execute(text("SELECT digest FROM questionnaires")).scalars())
