"""The key that a start prints: one for all processes that start together on the same store."""

from datetime import timedelta

from sqlalchemy import exists, select

from data.store.access import issue_key
from data.store.alone import Duty, alone
from data.store.engine import Store
from data.store.schema import keys

TOGETHER = timedelta(minutes=1)
"""Within which processes start that were started together; a restart after a longer while prints a new key."""


def first_key(store: Store, *, valid: timedelta) -> str | None:
    """A moderator's key; None where another process has just issued one that nobody has used yet."""
    if not store.is_shared:
        return issue_key(store, "moderator", valid=valid)
    with alone(store, Duty.ISSUE_THE_FIRST_KEY, waits=True):
        return None if _was_just_issued(store, valid) else issue_key(store, "moderator", valid=valid)


def _was_just_issued(store: Store, valid: timedelta) -> bool:
    lasts = int(store.now() + (valid - TOGETHER).total_seconds())
    waiting = exists().where(keys.c.role == "moderator", keys.c.workshop_id.is_(None), keys.c.valid_until > lasts)
    with store.reading() as connection:
        return bool(connection.execute(select(waiting)).scalar())
