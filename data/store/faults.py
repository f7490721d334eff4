"""What a database's complaint means: is it away, is it busy, or is it about what was to be done."""

from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError, TimeoutError

from data.store.errors import StoreBusy, StoreUnavailable

READ_ONLY = "25006"
"""PostgreSQL's code for a server that follows another one: what we were connected to is the primary no more."""

_GOING_DOWN_OR_COMING_UP = ("57P01", "57P02", "57P03")
_CONNECTION = "08"
"""How the codes of broken connections begin."""


def is_away(error: Exception | None) -> bool:
    """Whether PostgreSQL cannot be reached or may not write any more: another try, a little later, may find it.

    libpq gives no code where no connection came about, and none where one broke.
    """
    if not isinstance(error, DBAPIError) or not hasattr(error.orig, "sqlstate"):
        return False
    code = getattr(error.orig, "sqlstate", None)
    if code is None:
        return error.connection_invalidated or isinstance(error, OperationalError)
    return code == READ_ONLY or code in _GOING_DOWN_OR_COMING_UP or str(code).startswith(_CONNECTION)


def is_about_the_store(error: Exception | None) -> bool:
    """Whether the database is the matter, and not what was to be done with it."""
    return isinstance(error, OperationalError) or is_away(error)


def unavailable(error: SQLAlchemyError) -> StoreUnavailable:
    """The database's complaint as a sentence, without any value that was to be stored."""
    reason = str(error.orig) if isinstance(error, DBAPIError) else type(error).__name__
    if isinstance(error, TimeoutError) or "locked" in reason or "lock timeout" in reason:
        return StoreBusy("Der Datenspeicher ist gerade belegt. Bitte gleich noch einmal.")
    return StoreUnavailable(f"Der Datenspeicher antwortet nicht ({reason.splitlines()[0] if reason else 'unbekannt'}).")
