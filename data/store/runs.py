"""Durchgänge: workshops of a municipality that continue one another, and are counted."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, select, update

from data.store.audit import Actor, note_of_workshop
from data.store.engine import Store
from data.store.errors import WrongState
from data.store.municipalities import (
    forget_if_unused,
    id_of,
    keep_municipalities,
    keep_municipality,
    municipality_named,
    respell,
)
from data.store.questionnaires import in_order, parsed
from data.store.rights import keep_actor
from data.store.rows import AnyRow, Workshop, insert_workshop, lock, new_id, one_workshop
from data.store.schema import workshops as table
from data.store.writer import touch

TAKEN_OVER = (
    "municipality_id",
    "title",
    "questionnaire_digest",
    "room",
    "administration",
    "threshold",
    "mode",
    "wifi_name",
    "wifi_password",
    "expected",
)
"""What a run has from the one that it continues."""


def next_run(store: Store, workshop_id: str, held_on: date) -> Workshop:
    """Prepare the run that continues this workshop, with its settings; raises WrongState if that is not there."""
    return _begin(store, workshop_id, held_on, lambda _connection, _before: {})


def recheck(store: Store, workshop_id: str, held_on: date, *, title: str, statements: Sequence[str]) -> Workshop:
    """Prepare a short run that asks these statements of a workshop again, by link: without a Verwaltungsbogen, a Wi-Fi
    or people who are awaited, as nobody comes together. Raises WrongState if that is not there, UnknownStatement."""

    def changed(connection: Connection, before: AnyRow) -> Mapping[str, object]:
        asked = parsed(store, connection, before.questionnaire_digest)
        return {"title": title, "room": in_order(asked, tuple(statements)), **_NOBODY_COMES_TOGETHER}

    return _begin(store, workshop_id, held_on, changed)


_NOBODY_COMES_TOGETHER = {
    "is_recheck": True,
    "administration": [],
    "wifi_name": "",
    "wifi_password": "",
    "expected": {},
}


def _begin(
    store: Store, workshop_id: str, held_on: date, changed: Callable[[Connection, AnyRow], Mapping[str, object]]
) -> Workshop:
    """Prepare the next run; ``changed``: what of the settings it does not take over."""
    new = new_id()

    def work(connection: Connection) -> Workshop:
        if lock(connection, new) is None:  # else it was done, its acknowledgement lost with the connection
            before = lock(connection, workshop_id)
            if before is None:
                raise WrongState
            keep_municipality(connection, before.municipality_id)
            number = 1 + max(row.run for row in _linked(connection, before))
            taken_over = {name: before._mapping[name] for name in TAKEN_OVER}
            own = {"id": new, "held_on": held_on, "run": number, "follows": workshop_id, "began_after": workshop_id}
            insert_workshop(connection, {**taken_over, **changed(connection, before), **own})
        return one_workshop(connection, new)

    return store.write(work)


def name_municipality(connection: Connection, workshop: AnyRow, name: str, *, by: Actor) -> None:
    """Let the workshop, and the runs that it is linked with, belong to the municipality with this name.

    A name that differs only in case or blanks is a better spelling for all workshops of the municipality.
    """
    before = workshop.municipality_id
    keep_actor(connection, by)
    keep_municipalities(connection, {before, id_of(connection, name) or before})
    named = municipality_named(connection, name)
    if named == before:
        respell(connection, before, name)
        return
    for row in _linked(connection, workshop):
        connection.execute(update(table).where(table.c.id == row.id).values(municipality_id=named))
        touch(connection, row.id)
    note_of_workshop(connection, by, "workshop_moved", before)
    note_of_workshop(connection, by, "workshop_came", named)
    forget_if_unused(connection, before)


def _linked(connection: Connection, workshop: AnyRow) -> list[AnyRow]:
    """The workshop itself, what it continues, what continues it, and so on; all are of one municipality."""
    query = select(table.c.id, table.c.follows, table.c.run).where(table.c.municipality_id == workshop.municipality_id)
    others = list(connection.execute(query.order_by(table.c.id)))
    linked = [row for row in others if row.id == workshop.id]
    for known in linked:  # grows while it is gone through
        near = [row for row in others if row not in linked and (row.id == known.follows or row.follows == known.id)]
        linked += near
    return linked
