"""What closing a workshop leaves: a copy of the counts that later sheets cannot change."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, exists, func, insert, select, update

from analysis.results import Group
from data.store.engine import Store
from data.store.errors import AlreadyRevealed as AlreadyRevealed
from data.store.errors import WrongState as WrongState
from data.store.rows import lock
from data.store.schema import answers, participants
from data.store.schema import releases as table
from data.store.unfinished import COUNTS
from data.store.writer import touch

_COLUMNS = ["statement", "group", "answer", "people"]


@dataclass(frozen=True, eq=False)
class Release:
    """The counts (statement · group · answer · people) by the groups formed at closing, and all that goes with them.

    ``number`` counts the closings of the workshop. ``shown``: the pages that revealed it; the first makes it final.
    """

    workshop_id: str
    groups: tuple[Group, ...]
    counts: pd.DataFrame
    without_answers: int
    statements: tuple[str, ...]
    threshold: int
    administration: Mapping[str, str]
    shown: tuple[str, ...]
    closed_on: date
    number: int

    @property
    def revealed(self) -> bool:
        """Whether one of its results was shown or exported."""
        return bool(self.shown)


def release(store: Store, workshop_id: str) -> Release | None:
    """The release of a closed or finished workshop."""
    with store.reading() as connection:
        row = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).one_or_none()
    if row is None:
        return None
    stored = dict(row._mapping)
    frame = pd.DataFrame.from_records(stored["counts"], columns=_COLUMNS)
    return Release(
        **stored
        | {
            "counts": frame.astype(dict.fromkeys(_COLUMNS[:-1], "str") | {"people": "int64"}),
            "groups": tuple(_group(values) for values in stored["groups"]),
            "statements": tuple(stored["statements"]),
            "shown": tuple(stored["shown"]),
        }
    )


def reveal(store: Store, workshop_id: str, page: str) -> None:
    """Show the results on this page; with the first page the release is final. Raises WrongState without a release."""

    def work(connection: Connection) -> None:
        lock(connection, workshop_id)  # nobody reopens meanwhile
        shown = _shown(connection, workshop_id)
        if shown is None:
            raise WrongState
        if page not in shown:
            changed = update(table).where(table.c.workshop_id == workshop_id).values(shown=[*shown, page])
            connection.execute(changed)
            touch(connection, workshop_id)

    store.write(work)


def late_sheets(store: Store, workshop_id: str) -> int:
    """Sheets with answers that came after the closing and are not in the release."""
    has_answers = exists().where(answers.c.participant_id == participants.c.id)
    late = (participants.c.late, COUNTS, has_answers)
    query = select(func.count()).where(participants.c.workshop_id == workshop_id, *late)
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def is_revealed(connection: Connection, workshop_id: str) -> bool:
    return bool(_shown(connection, workshop_id))


def _shown(connection: Connection, workshop_id: str) -> list[str] | None:
    """Pages that revealed the release; None without one."""
    query = select(table.c.shown).where(table.c.workshop_id == workshop_id)
    row = connection.execute(query).one_or_none()
    return None if row is None else list(row.shown)


def keep_release(connection: Connection, new: Release) -> None:
    """Store the release in place of one that nobody has seen."""
    drop_release(connection, new.workshop_id)
    values = {name: getattr(new, name) for name in Release.__dataclass_fields__} | {
        "groups": [asdict(group) for group in new.groups],
        "counts": new.counts[_COLUMNS].values.tolist(),
        "statements": list(new.statements),
        "shown": list(new.shown),
        "administration": dict(new.administration),
    }
    connection.execute(insert(table).values(**values))


def drop_release(connection: Connection, workshop_id: str) -> None:
    """Take back a release; raises AlreadyRevealed once it was shown."""
    if is_revealed(connection, workshop_id):
        raise AlreadyRevealed
    connection.execute(delete(table).where(table.c.workshop_id == workshop_id))


def _group(values: Mapping[str, Any]) -> Group:
    return Group(values["id"], values["people"], tuple(values["perspectives"]), tuple(values["parts"]))
