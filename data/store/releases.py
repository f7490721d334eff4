"""What closing a workshop leaves: a copy of the counts that later sheets cannot change."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, exists, func, insert, select, update

from analysis.counted import Counted
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
    """The counts by the groups formed at closing.

    ``number`` counts the closings of the workshop. ``shown``: the pages that revealed it; the first makes it final.
    """

    workshop_id: str
    counted: Counted
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
    frame = pd.DataFrame.from_records(row.counts, columns=_COLUMNS)
    return Release(
        workshop_id=row.workshop_id,
        counted=Counted(
            counts=frame.astype(dict.fromkeys(_COLUMNS[:-1], "str") | {"people": "int64"}),
            groups=tuple(_group(values) for values in row.groups),
            statements=tuple(row.statements),
            threshold=row.threshold,
            without_answers=row.without_answers,
            administration=row.administration,
        ),
        shown=tuple(row.shown),
        closed_on=row.closed_on,
        number=row.number,
    )


def reveal(store: Store, workshop_id: str, page: str) -> None:
    """Show the results on this page; with the first page the release is final. Raises WrongState without a release."""

    def work(connection: Connection) -> None:
        lock(connection, workshop_id)  # nobody reopens meanwhile
        reveal_in(connection, workshop_id, page)

    store.write(work)


def reveal_in(connection: Connection, workshop_id: str, page: str) -> None:
    """``reveal`` as a part of something greater, of a workshop that is locked."""
    pages = _shown(connection, workshop_id)
    if pages is None:
        raise WrongState
    if page not in pages:
        changed = update(table).where(table.c.workshop_id == workshop_id).values(shown=[*pages, page])
        connection.execute(changed)
        if not pages:  # what else the room comes to is no news to those who look at all of it
            touch(connection, workshop_id)


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
    counted = new.counted
    values = {
        "workshop_id": new.workshop_id,
        "groups": [asdict(group) for group in counted.groups],
        "counts": counted.counts[_COLUMNS].values.tolist(),
        "statements": list(counted.statements),
        "threshold": counted.threshold,
        "without_answers": counted.without_answers,
        "administration": dict(counted.administration),
        "shown": list(new.shown),
        "closed_on": new.closed_on,
        "number": new.number,
    }
    connection.execute(insert(table).values(**values))


def drop_release(connection: Connection, workshop_id: str) -> None:
    """Take back a release; raises AlreadyRevealed once it was shown."""
    if is_revealed(connection, workshop_id):
        raise AlreadyRevealed
    connection.execute(delete(table).where(table.c.workshop_id == workshop_id))


def _group(values: Mapping[str, Any]) -> Group:
    return Group(values["id"], values["people"], tuple(values["perspectives"]), tuple(values["parts"]))
