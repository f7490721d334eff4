"""A database of its own for a while, on the PostgreSQL server that somebody uses for another one."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from data.store.connecting import connect_arguments, database_url
from data.store.errors import StoreUnavailable


def is_on_a_server(url: str) -> bool:
    """Whether this store is a database on a server, not a file; raises StoreUnavailable for what is no address."""
    return database_url(url).get_backend_name() == "postgresql"


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """The address of an empty database beside the one at ``url``, which is not touched; it is dropped afterwards.

    Raises StoreUnavailable, with the reason, where none can be made.
    """
    place = database_url(url)
    own = place.set(database=f"selbstcheck_probe_{secrets.token_hex(6)}")
    _run(place, f'CREATE DATABASE "{own.database}"', "Auf dem Server lässt sich keine eigene Datenbank anlegen")
    try:
        yield own.render_as_string(hide_password=False)
    finally:
        drop = f'DROP DATABASE IF EXISTS "{own.database}" WITH (FORCE)'
        _run(place, drop, f"Die Datenbank {own.database} ließ sich nicht wieder löschen")


def _run(place: URL, statement: str, otherwise: str) -> None:
    """Databases are made and dropped outside a transaction; where that does not go, ``otherwise`` and the reason."""
    engine = create_engine(
        place,
        hide_parameters=True,
        isolation_level="AUTOCOMMIT",
        poolclass=NullPool,
        connect_args=connect_arguments(place),
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(statement)
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreUnavailable(f"{otherwise}: {reason}") from None
