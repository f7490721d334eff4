"""A workshop as it stands in its row."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, TypeAlias

from sqlalchemy import Connection, Row, insert, select, update

from analysis.grouping import Mode
from data.store.narrowing import of_own
from data.store.retention import last_day
from data.store.schema import municipalities
from data.store.schema import workshops as table

AnyRow: TypeAlias = Row[*tuple[Any, ...]]
State = Literal["prepared", "open", "closed", "finished"]

CODE_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a code consists of: nothing that could be read as something else (0 O 1 I L)."""


@dataclass(frozen=True)
class Workshop:
    """One Durchgang of a municipality.

    ``follows``: the id of the workshop that it continues, while that is there; ``run`` counts from 1 and stays.
    ``is_recheck``: people answer by link, each alone, and nobody comes together.
    ``room`` and ``administration``: statement ids in questionnaire order. ``locked``: a participant's sheet has
    arrived, so threshold, perspectives and statements are fixed. ``delete_sheets_on``: the day that participants are
    told; it may come sooner, never later. ``revision`` rises with every change of answers,
    sheets, state or release. ``talk_minutes``: how long the talk shall be, None: nobody has said so.
    """

    id: str
    code: str
    municipality_id: str = field(compare=False)  # the same workshop has another one in another store
    municipality: str
    follows: str | None
    run: int
    is_recheck: bool
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
    delete_sheets_on: date
    revision: int
    talk_minutes: int | None


_OWN = [table.c[name] for name in Workshop.__dataclass_fields__ if name != "municipality"]
SELECT_WORKSHOPS = select(*_OWN, municipalities.c.name.label("municipality")).join_from(table, municipalities)
_LOCKED = select(table).with_for_update()


def workshop_of(row: AnyRow) -> Workshop:
    values = {name: row._mapping[name] for name in Workshop.__dataclass_fields__}
    return Workshop(**values | {"room": tuple(values["room"]), "administration": tuple(values["administration"])})


def one_workshop(connection: Connection, workshop_id: str) -> Workshop:
    """The workshop, which is there."""
    return workshop_of(connection.execute(SELECT_WORKSHOPS.where(table.c.id == workshop_id)).one())


def insert_workshop(connection: Connection, values: Mapping[str, Any]) -> None:
    """Put in a workshop that has just been prepared, with a code, a secret and a day of deletion of its own."""
    new = {"state": "prepared", "archived": False, "locked": False, "revision": 1, "closings": 0}
    own = {"code": free_code(connection), "record_key": new_record_key()}
    kept_until = last_day(values["held_on"], day_here())
    connection.execute(insert(table).values(**values, **new, **own, delete_sheets_on=kept_until))


def lock(connection: Connection, workshop_id: str) -> AnyRow | None:
    """The workshop's row, kept from all others until the COMMIT: answers wait for its next state."""
    return connection.execute(of_own(connection, _LOCKED.where(table.c.id == workshop_id))).one_or_none()


def let_the_room_look(connection: Connection, workshop_id: str) -> None:
    """So that Leinwand and phones learn that there is something else to see beside stage and answers."""
    counted = table.c.agreed + 1
    connection.execute(update(table).where(table.c.id == workshop_id).values(agreed=counted))


def day_here() -> date:
    """The day where the server stands."""
    return datetime.now().astimezone().date()


def new_id() -> str:
    """A random id: it tells neither who came first nor how many there are."""
    return secrets.token_hex(16)


def new_record_key() -> str:
    """A workshop's secret for the keyed hashes of its files' records."""
    return secrets.token_hex(32)


def free_code(connection: Connection, wanted: str = "") -> str:
    """A code that no workshop has: the one that is wanted, or a random one."""
    code = wanted
    while not code or connection.execute(select(table.c.id).where(table.c.code == code)).first() is not None:
        code = "".join(secrets.choice(CODE_SIGNS) for _ in range(6))
    return code
