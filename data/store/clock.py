"""The time of day that all processes of a store share: where clocks differ, none may end what another has begun.

On a server it is that of the database. What a machine's own clock does meanwhile, as when it is set right by an hour,
changes nothing.
"""

import threading
import time

from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

ASKED_EVERY = 20.0
"""Seconds between two looks at the database's clock; after a failover it is that of another machine."""

ENDS_WITHIN = 2.0
"""Seconds for which a closing waits for the last look."""

_TOLD = text("SELECT CAST(extract(epoch FROM clock_timestamp()) AS double precision)")


class OwnClock:
    """Of a store that lies on this machine."""

    def now(self) -> float:
        return time.time()

    def close(self) -> None:
        """There is nothing to let go of."""


class SharedClock:
    """Of a store on a server: nobody waits for it, as a thread asks beside all others."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._ahead = 0.0
        self._closed = threading.Event()
        self._ask()
        self._thread = threading.Thread(target=self._keep_asking, name="store-clock", daemon=True)
        self._thread.start()

    def now(self) -> float:
        return time.monotonic() + self._ahead

    def close(self) -> None:
        self._closed.set()
        self._thread.join(ENDS_WITHIN)

    def _keep_asking(self) -> None:
        while not self._closed.wait(ASKED_EVERY):
            try:
                self._ask()
            except SQLAlchemyError:
                continue  # the database is away: what it said last goes on

    def _ask(self) -> None:
        with self._engine.connect() as connection:
            before = time.monotonic()
            told = float(connection.execute(_TOLD).scalar_one())
        self._ahead = told - (before + time.monotonic()) / 2
