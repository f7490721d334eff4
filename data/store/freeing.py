"""What lies in the free space of PostgreSQL's pages goes, too: VACUUM frees rows without overwriting them."""

import time

from sqlalchemy.exc import SQLAlchemyError

from data.store.engine import Store

TABLES = ("participants", "answers", "comments", "votes", "points", "exit_answers", "batches", "upload_links")
"""Where sheets, and what came with them, stood."""

TRIES = 5


def rewrite_tables(store: Store) -> None:
    """Write the tables of sheets anew without what was deleted; SQLite has overwritten it already.

    Everybody else waits for a table meanwhile, so it is done only when a workshop's day has come, and a table that is
    in use for more than two seconds is tried again later.
    """
    if store.engine.dialect.name != "postgresql":
        return
    left = list(TABLES)
    for attempt in range(TRIES):
        time.sleep(attempt)
        left = [table for table in left if not _is_rewritten(store, table)]
        if not left:
            return


def _is_rewritten(store: Store, table: str) -> bool:
    try:
        with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("SET lock_timeout = '2s'")
            try:
                connection.exec_driver_sql(f"VACUUM (FULL) {table}")
            finally:
                connection.exec_driver_sql("RESET lock_timeout")
        return True
    except SQLAlchemyError:
        return False
