"""What lies in the free space of PostgreSQL's pages goes, too: VACUUM frees rows without overwriting them."""

import time

from sqlalchemy import Connection
from sqlalchemy.exc import ProgrammingError, SQLAlchemyError

from data.store.engine import Store
from data.store.errors import StoreUnavailable

TABLES = ("participants", "answers", "comments", "votes", "points", "exit_answers", "batches", "upload_links")
"""Where sheets, and what came with them, stood."""

TRIES = 5
WAIT = "2s"
"""For a table that is in use; everybody else waits behind us."""

_MARK = "selbstcheck: neu zu schreiben seit "
"""Begins the comment of a table in PostgreSQL's catalogue while it waits; the number of the deletion follows."""


def mark_for_rewriting(connection: Connection) -> None:
    """Let the COMMIT that deletes sheets also remember, in the catalogue, that their tables are to be written anew."""
    if connection.dialect.name != "postgresql":
        return
    deletion = connection.exec_driver_sql("SELECT txid_current()").scalar_one()
    for table in TABLES:
        try:
            with connection.begin_nested():
                connection.exec_driver_sql(f"COMMENT ON TABLE {table} IS '{_MARK}{deletion}'")
        except ProgrammingError:
            return  # only its owner may write a table anew; deleting must not fail for that


def rewrite_tables(store: Store) -> tuple[str, ...]:
    """Write the marked tables anew without what was deleted, and give those that have to wait for the next time.

    SQLite has overwritten it already. Everybody else waits for a table meanwhile, so it is done only when a workshop's
    day has come, and a table that is in use is tried again later, also after a crash: its mark stays until it is done.
    """
    if store.engine.dialect.name != "postgresql":
        return ()
    left: tuple[str, ...] = ()
    for attempt in range(TRIES):
        time.sleep(attempt)
        marked = _marked(store).items()
        left = tuple(table for table, mark in marked if not _is_rewritten(store, table, mark))
        if not left:
            break
    return left


def _marked(store: Store) -> dict[str, str]:
    """The tables that wait, with their marks."""
    with store.reading() as connection:
        found = {table: _mark_of(connection, table) for table in TABLES}
    return {table: mark for table, mark in found.items() if mark.startswith(_MARK)}


def _mark_of(connection: Connection, table: str) -> str:
    query = f"SELECT obj_description('{table}'::regclass, 'pg_class')"
    return str(connection.exec_driver_sql(query).scalar_one() or "")


def _is_rewritten(store: Store, table: str, mark: str) -> bool:
    try:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            if _is_seen_by_others(connection, mark):
                return False
            connection.exec_driver_sql(f"SET lock_timeout = '{WAIT}'")
            try:
                connection.exec_driver_sql(f"VACUUM (FULL) {table}")
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        store.write(lambda writing: _forget(writing, table, mark))
    except (SQLAlchemyError, StoreUnavailable):
        return False
    return True


def _is_seen_by_others(connection: Connection, mark: str) -> bool:
    """Whether somebody still reads from before the deletion: VACUUM would keep what they could see."""
    older = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND age(backend_xmin) >= age((%s::bigint %% 4294967296)::text::xid)"
    )
    return bool(connection.exec_driver_sql(older, (mark.removeprefix(_MARK),)).scalar_one())


def _forget(connection: Connection, table: str, mark: str) -> None:
    """Take the mark away, unless another deletion has set its own meanwhile."""
    connection.exec_driver_sql(f"LOCK TABLE {table} IN SHARE UPDATE EXCLUSIVE MODE")
    if _mark_of(connection, table) == mark:
        connection.exec_driver_sql(f"COMMENT ON TABLE {table} IS NULL")
