"""What one process is to do for all that work with the same database."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from data.store.engine import Store
from data.store.faults import unavailable


class Duty(IntEnum):
    """Numbers that PostgreSQL locks by; that of the migrations is beside them."""

    DELETE_WHAT_IS_DUE = 7_246_922
    ISSUE_THE_FIRST_KEY = 7_246_923


@contextmanager
def alone(store: Store, duty: Duty, *, waits: bool = False) -> Iterator[bool]:
    """Whether this process has the duty now; with ``waits``, as soon as another one has done it.

    A process that dies has it no more. On SQLite there is nobody else. Raises StoreUnavailable.
    """
    if not store.is_shared:
        yield True
        return
    take = text("SELECT true FROM pg_advisory_lock(:duty)" if waits else "SELECT pg_try_advisory_lock(:duty)")
    try:
        connection = store.engine.connect().execution_options(isolation_level="AUTOCOMMIT")
    except SQLAlchemyError as error:
        raise unavailable(error) from None
    with connection:
        try:
            has_it = bool(connection.execute(take, {"duty": int(duty)}).scalar())
        except SQLAlchemyError as error:
            raise unavailable(error) from None
        try:
            yield has_it
        finally:
            if has_it:
                connection.execute(text("SELECT pg_advisory_unlock(:duty)"), {"duty": int(duty)})
