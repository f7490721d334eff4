"""A PostgreSQL database of a test's own that goes away and comes back, or may not be written, when the test says so."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

import psycopg
from sqlalchemy import make_url

from data.store.databases import own_database


class FailingDatabase:
    """``url`` for the product; what fails is the real server's doing."""

    def __init__(self, server: str, url: str) -> None:
        self.url = url
        self._server = server
        self._name = make_url(url).database

    def goes(self) -> None:
        """Nobody gets in, and who is in is thrown out."""
        self._say(f'ALTER DATABASE "{self._name}" WITH ALLOW_CONNECTIONS false')
        self.cut()

    def comes_back(self) -> None:
        self._say(f'ALTER DATABASE "{self._name}" WITH ALLOW_CONNECTIONS true')

    def becomes_read_only(self) -> None:
        """As a primary that follows another server now: it answers, and refuses to write (25006)."""
        self._say(f'ALTER DATABASE "{self._name}" SET default_transaction_read_only = on')
        self.cut()

    def becomes_writable(self) -> None:
        """For new connections: those that stand stay as they are."""
        self._say(f'ALTER DATABASE "{self._name}" RESET default_transaction_read_only')

    def cut(self) -> int:
        """End all connections; how many there were."""
        with psycopg.connect(self._server, autocommit=True) as connection:
            of_it = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
            return len(connection.execute(of_it, (self._name,)).fetchall())

    @contextmanager
    def away(self, seconds: float) -> Iterator[None]:
        """Away from now on, and back after so many seconds."""
        self.goes()
        back = Timer(seconds, self.comes_back)
        back.start()
        try:
            yield
        finally:
            back.cancel()
            back.join()
            self.comes_back()

    def _say(self, statement: str) -> None:
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def failing_database(server: str) -> Iterator[FailingDatabase]:
    """Beside the one that other tests use."""
    with own_database(server) as url:
        database = FailingDatabase(server, url.replace("postgresql+psycopg:", "postgresql:"))
        yield database
        database.comes_back()
