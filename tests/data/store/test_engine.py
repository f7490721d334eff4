import re
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, text

from data.store.connecting import WITHOUT_ANSWER
from data.store.engine import Store, StoreUnavailable, answers_now, database_url, open_store
from data.store.schema import metadata
from data.store.workshops import Workshop, workshops

LIMITS = ("synchronous_commit", "lock_timeout", "statement_timeout")


def test_new_data_folder_is_for_its_own_account_only(tmp_path: Path) -> None:
    open_store(f"sqlite:///{tmp_path / 'var' / 'new.sqlite3'}").close()

    only_the_owner = 0o777 if sys.platform == "win32" else 0o700  # Windows has no such rights
    assert (tmp_path / "var").stat().st_mode & 0o777 == only_the_owner


def test_migrations_lead_to_the_declared_tables(postgresql_url: str, opened: Callable[[str], Store]) -> None:
    with opened(postgresql_url).reading() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    marks = "remove_table_comment"  # what waits to be written anew is marked so (data/store/freeing.py)
    assert [one for one in differences if one[0] != marks] == []


def test_migrations_write_the_same_sqlite_tables_as_the_declared_ones(tmp_path: Path) -> None:
    declared = create_engine(f"sqlite:///{tmp_path / 'declared.sqlite3'}")
    metadata.create_all(declared)
    declared.dispose()
    open_store(f"sqlite:///{tmp_path / 'migrated.sqlite3'}").close()

    assert _definitions(tmp_path / "migrated.sqlite3") == _definitions(tmp_path / "declared.sqlite3")


def test_store_keeps_its_workshops_when_opened_again(
    store: Store, prepared: Workshop, store_url: str, opened: Callable[[str], Store]
) -> None:
    store.close()

    again = opened(store_url)

    assert workshops(again) == [prepared]


def test_store_answers_until_it_is_closed(store: Store) -> None:
    before = answers_now(store)
    store.close()

    assert (before, answers_now(store)) == (True, False)


def test_closed_store_refuses_work(store: Store) -> None:
    store.close()

    with pytest.raises(StoreUnavailable, match="geschlossen"):
        store.write(lambda connection: connection.execute(text("SELECT 1")).scalar())


def test_sqlite_connections_are_durable_and_erase(tmp_path: Path, opened: Callable[[str], Store]) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "busy_timeout")

    found = store.write(lambda c: [c.exec_driver_sql(f"PRAGMA {pragma}").scalar() for pragma in pragmas])

    assert found == ["wal", 2, 1, 1, 10_000]


def test_postgresql_commits_synchronously_even_if_the_database_says_otherwise(
    postgresql_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(postgresql_url)
    store.write(lambda c: c.exec_driver_sql("ALTER ROLE tester SET synchronous_commit = off"))

    try:
        again = opened(postgresql_url)
        found = again.write(lambda c: c.exec_driver_sql("SHOW synchronous_commit").scalar())
    finally:
        store.write(lambda c: c.exec_driver_sql("ALTER ROLE tester RESET synchronous_commit"))

    assert found == "on"


def test_store_that_cannot_be_written_names_its_place(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    path = tmp_path / "file" / "store.sqlite3"

    with pytest.raises(StoreUnavailable, match=str(path)):
        open_store(f"sqlite:///{path}")


def test_folder_in_the_place_of_the_store_is_named(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match=str(tmp_path)):
        open_store(f"sqlite:///{tmp_path}")


def test_file_that_is_no_database_is_named_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "store.sqlite3"
    path.write_text("something else, long enough to be looked at as a database header" * 20)
    before = path.read_bytes()

    with pytest.raises(StoreUnavailable, match=str(path)):
        open_store(f"sqlite:///{path}")

    assert path.read_bytes() == before


def test_postgresql_that_is_not_there_is_named_without_its_password() -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store("postgres://someone:geheim@127.0.0.1:1/nowhere")

    assert "127.0.0.1:1/nowhere" in str(refused.value)
    assert "geheim" not in str(refused.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "mysql://host/name", "quark"])
def test_address_that_cannot_serve_is_refused(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="DATABASE_URL"):
        open_store(url)


def _definitions(path: Path) -> dict[str, list[str]]:
    """The parts of the tables' and indexes' SQL, by name."""
    with sqlite3.connect(path) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    connection.close()
    return {name: _parts(sql) for name, sql in rows if name != "alembic_version"}


def _parts(sql: str) -> list[str]:
    """Order of the parts does not matter, nor do white space and whether a foreign key stands with its column."""
    apart = re.sub(r"(\w+) (VARCHAR\(32\)) (CONSTRAINT \w+) (REFERENCES)", r"\1 \2, \3 FOREIGN KEY(\1) \4", sql)
    named, _, rest = apart.replace('"', "").partition("(")
    inside, _, options = rest.rpartition(")")
    parts = sorted(" ".join(part.split()) for part in re.split(r",(?![^(]*\))", inside))
    return [named.strip(), *parts, options.strip()]


SEVERAL = "postgresql://app@/name?host=one:5432&host=other:5432"


@pytest.mark.parametrize(
    "url",
    [
        SEVERAL,
        f"{SEVERAL}&target_session_attrs=any",
        f"{SEVERAL}&target_session_attrs=prefer-standby",
        "postgresql://app@/name?host=one,other&port=5432,5432",
        "postgresql://app@one,other/name",
        "postgresql://app@/name?hostaddr=192.0.2.1,192.0.2.2",
    ],
)
def test_several_servers_without_a_word_which_one_writes_are_refused(url: str) -> None:
    with pytest.raises(StoreUnavailable, match="target_session_attrs=read-write"):
        open_store(url)


@pytest.mark.parametrize("word", ["read-write", "primary"])
def test_several_servers_of_which_the_primary_is_meant_are_accepted(word: str) -> None:
    assert database_url(f"{SEVERAL}&target_session_attrs={word}").query["target_session_attrs"] == word


def test_form_of_several_servers_that_libpq_has_alone_is_no_address() -> None:
    with pytest.raises(StoreUnavailable, match="keine Adresse"):
        open_store("postgresql://app@one:5432,other:5432/name")


def test_silence_of_postgresql_is_noticed_within_seconds_and_the_operator_has_the_last_word(
    postgresql_url: str, opened: Callable[[str], Store]
) -> None:
    store = opened(f"{postgresql_url}?tcp_user_timeout=9000&options=-c%20statement_timeout%3D77s")

    told = store.write(lambda c: c.connection.driver_connection.info.get_parameters())  # type: ignore[union-attr]
    limits = store.write(lambda c: [c.exec_driver_sql(f"SHOW {name}").scalar() for name in LIMITS])

    assert {name: told[name] for name in WITHOUT_ANSWER} == {
        "connect_timeout": "3",
        "keepalives_idle": "3",
        "keepalives_interval": "2",
        "keepalives_count": "2",
        "tcp_user_timeout": "9000",
    }
    assert limits == ["on", "10s", "77s"]


def test_new_file_that_another_process_is_just_beginning_is_waited_for(tmp_path: Path) -> None:
    """The switch to WAL does not wait by itself."""
    path = tmp_path / "store.sqlite3"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE begun (id)")
    other.execute("BEGIN EXCLUSIVE")
    later = Timer(0.5, lambda: other.execute("COMMIT"))
    later.start()

    store = open_store(f"sqlite:///{path}")

    later.join()
    other.close()
    assert store.write(lambda c: c.exec_driver_sql("PRAGMA journal_mode").scalar()) == "wal"
    store.close()
