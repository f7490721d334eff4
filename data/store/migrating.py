"""The tables' next steps, and what a program does that finds more of them than it knows."""

import time
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, insert, inspect, select, text, update
from sqlalchemy.exc import OperationalError

from data.store.errors import StoreBusy, StoreUnavailable
from data.store.faults import unavailable
from data.store.schema import about_store

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
COMPATIBLE_FROM = "compatible_from"
"""The row, and the name in the newest migration, that say which programs may go on: those that know at least this
step."""

_MIGRATION_LOCK = 7_246_921
_WAIT, _PAUSE, _AT_MOST = "300ms", 0.7, 8.0


def migrate(connection: Connection) -> None:
    """Bring the tables up to date; of several servers that start together, one does it and the others wait.

    Raises StoreUnavailable where a newer program has brought them further than this one may read them.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
    steps = _steps()
    taken = set(MigrationContext.configure(connection).get_current_heads())
    unknown = taken - {step.revision for step in steps.walk_revisions()}
    if unknown:
        _insist_on_compatibility(connection, own=str(steps.get_current_head()), found=", ".join(unknown))
        return
    if taken != {steps.get_current_head()}:
        _upgrade(connection)
    _note(connection, compatible_from(steps))


@cache
def _steps() -> ScriptDirectory:
    """Our own steps, read once: they do not change while the program runs."""
    return ScriptDirectory(str(MIGRATIONS))


def _upgrade(connection: Connection) -> None:
    """PostgreSQL lets nobody past a change of a table that waits for a reader: so it waits briefly, and again."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if connection.dialect.name != "postgresql":
        command.upgrade(config, "head")
        return
    until = time.monotonic() + _AT_MOST
    while True:
        try:
            with connection.begin_nested():
                connection.execute(text(f"SET LOCAL lock_timeout = '{_WAIT}'"))
                command.upgrade(config, "head")
            return
        except OperationalError as error:
            if not isinstance(unavailable(error), StoreBusy) or time.monotonic() > until:
                raise
        time.sleep(_PAUSE)


def compatible_from(steps: ScriptDirectory) -> str:
    """The oldest step whose programs may go on with the newest tables; without a word in it, only its own."""
    newest = str(steps.get_current_head())
    return str(getattr(steps.get_revision(newest).module, COMPATIBLE_FROM, newest))


def _insist_on_compatibility(connection: Connection, *, own: str, found: str) -> None:
    """An old program may go on beside a new one, or start again, where nothing that it needs has changed."""
    since = _noted(connection) if inspect(connection).has_table(about_store.name) else None
    if since is None or own < since:
        raise StoreUnavailable(
            f"Der Datenspeicher gehört zu einer neueren Fassung dieses Programms (Stand {found}, dieses kennt {own}). "
            "Bitte starten Sie die neuere Fassung; geändert wurde nichts."
        )


def _noted(connection: Connection) -> str | None:
    return connection.execute(select(about_store.c.value).where(about_store.c.name == COMPATIBLE_FROM)).scalar()


def _note(connection: Connection, since: str) -> None:
    noted = _noted(connection)
    if noted is None:
        connection.execute(insert(about_store).values(name=COMPATIBLE_FROM, value=since))
    elif noted != since:
        row = update(about_store).where(about_store.c.name == COMPATIBLE_FROM)
        connection.execute(row.values(value=since))
