"""A workshop as it stands in its row."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, select

from analysis.grouping import Mode
from data.store.schema import workshops as table

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
State = Literal["prepared", "open", "closed", "finished"]


@dataclass(frozen=True)
class Workshop:
    """One Durchgang of a municipality.

    ``room`` and ``administration``: statement ids in questionnaire order. ``locked``: a participant's sheet has
    arrived, so threshold, perspectives and statements are fixed. ``revision`` rises with every change of answers,
    sheets, state or release.
    """

    id: str
    code: str
    municipality: str
    title: str
    held_on: date
    questionnaire_digest: str
    room: tuple[str, ...]
    administration: tuple[str, ...]
    threshold: int
    mode: Mode
    wifi_name: str
    wifi_password: str
    state: State
    archived: bool
    locked: bool
    delete_sheets_on: date | None
    revision: int


SELECT_WORKSHOPS = select(*(table.c[name] for name in Workshop.__dataclass_fields__))
_LOCKED = select(table).with_for_update()


def workshop_of(row: AnyRow) -> Workshop:
    values = dict(row._mapping)
    return Workshop(**values | {"room": tuple(values["room"]), "administration": tuple(values["administration"])})


def lock(connection: Connection, workshop_id: str) -> AnyRow | None:
    """The workshop's row, kept from all others until the COMMIT: answers wait for its next state."""
    return connection.execute(_LOCKED.where(table.c.id == workshop_id)).one_or_none()


def day_here() -> date:
    """The day where the server stands."""
    return datetime.now().astimezone().date()


def new_id() -> str:
    """A random id: it tells neither who came first nor how many there are."""
    return secrets.token_hex(16)


def new_record_key() -> str:
    """A workshop's secret for the keyed hashes of its files' records."""
    return secrets.token_hex(32)
