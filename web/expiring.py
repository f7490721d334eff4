"""What is due is deleted by the server itself: at its start, and soon after midnight however long it runs."""

import asyncio
import logging
from datetime import date, datetime

from data.store.alone import Duty, alone
from data.store.engine import Store
from data.store.expiry import forget_expired
from data.store.freeing import rewrite_tables
from data.store.rows import day_here
from data.store.workshops import delete_due_sheets
from web import runtime

TEN_MINUTES = 600
"""Also for a laptop that slept: the clock which counts them stood still meanwhile."""

_log = logging.getLogger(__name__)


async def delete_what_is_due(every: float = TEN_MINUTES) -> None:
    """Look again and again, whatever went wrong before: what is promised for a day may not wait for a new start."""
    while True:
        try:
            await asyncio.to_thread(_delete)
        except Exception as error:
            _log.error("Fälliges ist noch nicht gelöscht: %s", type(error).__name__)
        await asyncio.sleep(every)


def _delete() -> None:
    """By one of the processes that share a store; the others would do the same again."""
    store = runtime.store()
    with alone(store, Duty.DELETE_WHAT_IS_DUE) as is_ours:
        if is_ours:
            _delete_in(store)


def _day_in(store: Store) -> date:
    """The day on which own and shared clock agree: what goes is gone for good, and a clock may be wrong."""
    return min(day_here(), datetime.fromtimestamp(store.now()).astimezone().date())


def _delete_in(store: Store) -> None:
    delete_due_sheets(store, _day_in(store))
    forget_expired(store)
    for table in rewrite_tables(store):
        _log.warning("Die Tabelle %s ist noch nicht neu geschrieben, in zehn Minuten noch einmal", table)
