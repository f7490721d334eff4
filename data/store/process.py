"""The way through a workshop: which steps a moderator has ticked, and which function takes care of them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from analysis.process import LONGEST_WHO, STEPS, Kept, StepId
from data.store.engine import Store
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.rows import lock
from data.store.schema import process_steps as table


def kept_steps(store: Store, workshop_id: str) -> dict[StepId, Kept]:
    """What was said of the steps; those of which nothing was said are not in it."""
    with store.reading() as connection:
        rows = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).all()
    stored = {row.step: Kept(row.done_on, row.who) for row in rows}
    return {step: stored[step] for step in STEPS if step in stored}


def tick(store: Store, workshop_id: str, step: StepId, done_on: date | None) -> None:
    """Say that a step was done, on this day, or with None that it is not; raises WrongState without the workshop."""
    _keep(store, workshop_id, step, {"done_on": done_on})


def assign(store: Store, workshop_id: str, step: StepId, who: str) -> None:
    """Say which function takes care of a step, nobody with an empty text.

    Raises TextTooLong, WrongState without the workshop.
    """
    _keep(store, workshop_id, step, {"who": " ".join(as_kept(who, LONGEST_WHO).split())})


def _keep(store: Store, workshop_id: str, step: StepId, changed: Mapping[str, Any]) -> None:
    """Change what is said of a step; one of which nothing is said any more leaves no row."""
    if step not in STEPS:
        raise ValueError("no step of the way")
    at = table.c.workshop_id == workshop_id, table.c.step == step

    def work(connection: Connection) -> None:
        if lock(connection, workshop_id) is None:
            raise WrongState
        row = connection.execute(select(table.c.done_on, table.c.who).where(*at)).one_or_none()
        after: dict[str, Any] = {"done_on": None, "who": "", **(row._mapping if row is not None else {}), **changed}
        if after == {"done_on": None, "who": ""}:
            connection.execute(delete(table).where(*at))
        elif row is None:
            connection.execute(insert(table).values(workshop_id=workshop_id, step=step, **after))
        else:
            connection.execute(update(table).where(*at).values(**after))

    store.write(work, erases=True)
