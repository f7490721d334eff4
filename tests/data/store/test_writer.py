import sqlite3
import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, insert, text
from sqlalchemy.exc import OperationalError

from data.store import writer
from data.store.access import issue_key, redeem_key
from data.store.engine import Store, StoreBusy, answers_now
from data.store.schema import questionnaires
from data.store.sheets import EnteredSheet, add_sheets, join, save_answers, tally
from data.store.workshops import Workshop
from data.store.writer import Writer
from tests.data.store.conftest import Phone


def test_failing_work_does_not_harm_its_neighbours(store: Store) -> None:
    with _held_up(store):
        before = store.submit(lambda c: _keep(c, "before"))
        failing = store.submit(lambda c: (_keep(c, "half"), 1 / 0))
        refused = store.submit(lambda c: (_keep(c, "before"),))
        after = store.submit(lambda c: _keep(c, "after"))

    assert (before.exception(), after.exception()) == (None, None)
    assert type(failing.exception()) is ZeroDivisionError
    assert "UNIQUE" in str(refused.exception()).upper()
    assert _kept(store) == ["after", "before"]


def test_answer_is_acknowledged_only_when_others_can_read_it(store: Store, phone: Callable[..., Phone]) -> None:
    somebody = phone()

    for answer in "ABCDE" * 20:
        save_answers(store, somebody.token_hash, somebody.code, {"1.01": answer}).result()
        with store.reading() as connection:
            found = connection.execute(text("SELECT answer FROM answers")).scalars().all()
        assert found == [answer]


def test_work_cancelled_while_it_waits_is_not_done(store: Store) -> None:
    with _held_up(store):
        cancelled = store.submit(lambda c: _keep(c, "cancelled"))
        done = store.submit(lambda c: _keep(c, "done"))
        assert cancelled.cancel()

    done.result()
    assert _kept(store) == ["done"]


def test_too_much_waiting_is_refused_at_once(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "WAITING_AT_MOST", 3)

    with _held_up(store):
        submitted = [store.submit(lambda c, n=n: _keep(c, f"{n}")) for n in range(5)]
        refused = [type(future.exception()) for future in submitted[3:]]

    assert refused == [StoreBusy, StoreBusy]
    assert [future.exception() for future in submitted[:3]] == [None] * 3
    assert _kept(store) == ["0", "1", "2"]


def test_closing_finishes_what_waits(store: Store, store_url: str, opened: Callable[[str], Store]) -> None:
    submitted = [store.submit(lambda c, n=n: _keep(c, f"{n}")) for n in range(20)]

    store.close()

    assert [future.exception() for future in submitted] == [None] * 20
    assert len(_kept(opened(store_url))) == 20


def test_nobody_starves_when_many_write(store: Store, phone: Callable[..., Phone]) -> None:
    phones = [phone() for _ in range(8)]
    written = [0] * len(phones)
    until = time.monotonic() + 1

    def answer(number: int) -> None:
        while time.monotonic() < until:
            phones[number].answers(s1_01="ABCDE"[written[number] % 5])
            written[number] += 1

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(len(phones))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert min(written) >= 0.8 * max(written)


def test_other_process_that_holds_the_file_is_waited_for(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    path = tmp_path / "store.sqlite3"
    store = opened(f"sqlite:///{path}")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    waiting = store.submit(lambda c: _keep(c, "patient"))
    time.sleep(0.3)
    done_too_early = waiting.done()
    other.execute("COMMIT")
    other.close()

    waiting.result()
    assert (done_too_early, _kept(store)) == (False, ["patient"])


def test_full_disk_refuses_and_later_goes_on(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    pages = store.write(lambda c: c.exec_driver_sql("PRAGMA page_count").scalar_one())
    store.write(lambda c: c.exec_driver_sql(f"PRAGMA max_page_count={pages + 2}"))

    refused = store.submit(lambda c: _keep(c, "large", "x" * 100_000))

    assert "full" in str(refused.exception())
    assert answers_now(store)
    store.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count=1000000"))
    store.write(lambda c: _keep(c, "small"))
    assert _kept(store) == ["small"]


def test_lost_connections_lose_no_answer(postgresql_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(postgresql_url)
    lost = 0

    for number in range(30):
        if number % 5 == 0:
            lost += _cut_all_connections(postgresql_url)
        store.write(lambda c, n=number: _keep(c, f"{n:02}"))

    assert lost >= 5
    assert _kept(store) == [f"{number:02}" for number in range(30)]


def test_connection_lost_within_a_batch_is_tried_again(postgresql_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(postgresql_url)
    cut: list[int] = []

    def work(connection: Connection) -> None:
        _keep(connection, "once")
        if not cut:
            cut.append(_cut_all_connections(postgresql_url))
        _keep(connection, "again")

    store.write(work)

    assert _kept(store) == ["again", "once"]


def test_work_whose_acknowledgement_was_lost_is_not_done_twice(
    store: Store, opened_workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The COMMIT came through, the connection broke before anybody heard of it: the batch runs again."""
    commit = Writer._commit
    heard: list[bool] = []

    def commit_unheard(self: Writer, units: Sequence[Any]) -> None:
        commit(self, units)
        heard.append(len(heard) % 2 == 1)
        if not heard[-1]:
            raise OperationalError("COMMIT", {}, Exception("server closed the connection"))

    monkeypatch.setattr(Writer, "_commit", commit_unheard)
    join(store, opened_workshop.id, perspective="rat", source="phone", token_hash="a" * 64).result()
    save_answers(store, "a" * 64, opened_workshop.code, {"1.01": "A"}).result()
    add_sheets(store, opened_workshop.id, [EnteredSheet("rat", {"1.01": "B"})], source="paper")
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(hours=1)))

    assert tally(store, opened_workshop.id).people == {"rat": 2}
    assert redeemed is not None


def test_messages_hold_no_value_that_was_to_be_stored(store: Store) -> None:
    store.write(lambda c: _keep(c, "same", "geheim"))

    refused = store.submit(lambda c: _keep(c, "same", "geheim"))

    assert "geheim" not in str(refused.exception())


class _held_up:  # noqa: N801 - reads as "with the store held up"
    """The writer is busy, so that what is submitted meanwhile becomes one batch."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.started = threading.Event()
        self.go_on = threading.Event()

    def __enter__(self) -> None:
        def wait(_connection: Connection) -> None:
            self.started.set()
            self.go_on.wait(5)

        self.work = self.store.submit(wait)
        self.started.wait(5)

    def __exit__(self, *_: object) -> None:
        self.go_on.set()
        self.work.result()


def _keep(connection: Connection, digest: str, content: str = "text") -> None:
    connection.execute(insert(questionnaires).values(digest=digest, text=content))


def _kept(store: Store) -> list[str]:
    with store.reading() as connection:
        return sorted(connection.execute(text("SELECT digest FROM questionnaires")).scalars())


def _cut_all_connections(server: str) -> int:
    with psycopg.connect(server, autocommit=True) as connection:
        query = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE backend_type = 'client backend'"
        return len(connection.execute(query + " AND pid <> pg_backend_pid()").fetchall())
