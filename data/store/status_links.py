"""Status links: those whom the measures of a workshop concern say by them how far each is, until the link expires."""

import secrets
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from analysis.action_plan import LONGEST_WHO, Measure, Status
from data.store.access import hashed
from data.store.engine import Store
from data.store.errors import TooMany as TooMany
from data.store.errors import UnknownLink as UnknownLink
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.measures import set_status
from data.store.narrowing import insist_on_own_workshop
from data.store.rows import AnyRow, day_here, lock, new_id
from data.store.schema import status_links as table

MOST_LINKS = 50
"""Of one workshop."""


@dataclass(frozen=True)
class StatusLink:
    """A link as the moderator sees it; its token is shown once and not stored.

    ``changes``: how often something was said by it, on ``changed_on`` for the last time.
    """

    id: str
    label: str
    valid_until: datetime
    changes: int
    changed_on: date | None
    expired: bool


def create_status_link(store: Store, workshop_id: str, *, label: str, valid: timedelta) -> tuple[str, str]:
    """A new link: its id and its token, of which only the hash is stored; also of a finished workshop, whose measures
    have only begun. Raises WrongState without the workshop, TextMissing, TextTooLong, TooMany."""
    link_id, token = new_id(), secrets.token_urlsafe(24)
    values = {
        "id": link_id,
        "workshop_id": workshop_id,
        "token_hash": hashed(token),
        "label": as_kept(label, LONGEST_WHO, is_needed=True),
        "valid_until": int(store.now() + valid.total_seconds()),
    }

    def work(connection: Connection) -> None:
        if lock(connection, workshop_id) is None:
            raise WrongState
        connection.execute(delete(table).where(table.c.id == link_id))  # this work may run again
        there = connection.execute(select(table.c.id).where(table.c.workshop_id == workshop_id)).all()
        if len(there) >= MOST_LINKS:
            raise TooMany
        connection.execute(insert(table).values(**values))

    store.write(work)
    return link_id, token


def status_links(store: Store, workshop_id: str) -> list[StatusLink]:
    """The workshop's links, expired ones too, by their labels."""
    columns = (table.c.id, table.c.label, table.c.valid_until, table.c.changes, table.c.changed_on)
    query = select(*columns).where(table.c.workshop_id == workshop_id).order_by(table.c.label, table.c.id)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    return [_link(row, now=store.now()) for row in rows]


def _link(row: AnyRow, *, now: float) -> StatusLink:
    until = datetime.fromtimestamp(row.valid_until, UTC)
    return StatusLink(row.id, row.label, until, row.changes, row.changed_on, expired=row.valid_until <= now)


def revoke_status_link(store: Store, link_id: str) -> None:
    """Close the link; what was said by it stays. Raises ForeignMunicipality."""

    def work(connection: Connection) -> None:
        gone = delete(table).where(table.c.id == link_id).returning(table.c.workshop_id)
        for workshop_id in connection.execute(gone).scalars().all():
            insist_on_own_workshop(connection, workshop_id)

    store.write(work, erases=True)


def workshop_of_status_link(store: Store, token: str) -> str | None:
    """The workshop whose measures the link with this token leads to; None if it is unknown or too old."""
    query = select(table.c.workshop_id).where(*_valid(store, token))
    with store.reading() as connection:
        return connection.execute(query).scalar_one_or_none()


def say_status(store: Store, token: str, measure_id: str, status: Status, reason: str, *, version: str) -> Measure:
    """``set_status`` by the link with this token, which remembers that; raises UnknownLink, and as that."""
    of = workshop_of_status_link(store, token)
    if of is None:
        raise UnknownLink
    changed = set_status(store, of, measure_id, status, reason, version=version)
    if changed.version != version:
        _remember(store, token)
    return changed


def _remember(store: Store, token: str) -> None:
    day = day_here()

    def work(connection: Connection) -> None:
        changed = update(table).where(table.c.token_hash == hashed(token))
        connection.execute(changed.values(changes=table.c.changes + 1, changed_on=day))

    store.write(work)


def _valid(store: Store, token: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.token_hash == hashed(token), table.c.valid_until > int(store.now())
