"""What waits for a COMMIT, and what it hears of it."""

import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from data.store.faults import is_about_the_store, unavailable

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

Bundle = Callable[[Connection, Sequence[Item]], Sequence[Outcome | Exception]]
"""Does many items of one kind at once; gives one outcome (or refusal) for each, in their order.

A refused item must leave nothing behind. If the bundle itself raises, its items are tried again one by one.
"""


@dataclass(eq=False)
class Unit:
    """One change; ``since``: when it was handed in, by the clock that nobody sets."""

    bundle: Bundle[Any, Any]
    item: Any
    erases: bool
    patient: bool = False
    since: float = field(default_factory=time.monotonic)
    future: Future[Any] = field(default_factory=Future)
    outcome: Any = None


def refusal(fault: Exception | None) -> Exception | None:
    """What the waiting one hears of it."""
    return unavailable(fault) if isinstance(fault, DBAPIError) and is_about_the_store(fault) else fault


def each_apart(connection: Connection, works: Sequence[Callable[[Connection], Any]]) -> list[Any]:
    """Every work in its own savepoint."""
    outcomes: list[Any] = []
    for work in works:
        savepoint = connection.begin_nested()
        try:
            outcome = work(connection)
            savepoint.commit()
        except Exception as error:
            if is_about_the_store(error):
                raise
            savepoint.rollback()
            outcome = error
        outcomes.append(outcome)
    return outcomes


def resolve(units: Iterable[Unit]) -> None:
    for unit in units:
        if isinstance(unit.outcome, Exception):
            unit.future.set_exception(unit.outcome)
        else:
            unit.future.set_result(unit.outcome)
