"""Workshops: create, find and change them; their steps are in ``steps``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, update

from analysis.grouping import Mode
from data.store.audit import BY_COMMAND, Actor
from data.store.engine import Store
from data.store.errors import AlreadyRevealed as AlreadyRevealed
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WorkshopLocked as WorkshopLocked
from data.store.errors import WrongState as WrongState
from data.store.municipalities import municipality_named
from data.store.narrowing import of_own
from data.store.questionnaires import digest_of, in_order, keep, parsed
from data.store.questionnaires import questionnaire as questionnaire
from data.store.releases import Release as Release
from data.store.retention import last_day
from data.store.rows import CODE_SIGNS as CODE_SIGNS
from data.store.rows import SELECT_WORKSHOPS, day_here, insert_workshop, lock, new_id, one_workshop, workshop_of
from data.store.rows import State as State
from data.store.rows import Workshop as Workshop
from data.store.runs import name_municipality
from data.store.runs import next_run as next_run
from data.store.runs import recheck as recheck
from data.store.saving import normalised
from data.store.schema import municipalities
from data.store.schema import workshops as table
from data.store.steps import close_workshop as close_workshop
from data.store.steps import delete_due_sheets as delete_due_sheets
from data.store.steps import delete_workshop as delete_workshop
from data.store.steps import discard_sheets as discard_sheets
from data.store.steps import finish_workshop as finish_workshop
from data.store.steps import open_workshop as open_workshop
from data.store.steps import reopen_workshop as reopen_workshop
from data.store.writer import touch

FIXED_ONCE_LOCKED = frozenset({"questionnaire_text", "room", "administration", "threshold", "mode"})
ALWAYS_CHANGEABLE = frozenset({"municipality", "title", "held_on", "wifi_name", "wifi_password", "archived"})


def create_workshop(
    store: Store,
    *,
    municipality: str,
    title: str,
    held_on: date,
    questionnaire_text: str,
    room: Sequence[str],
    administration: Sequence[str],
    threshold: int = 5,
    mode: Mode = "sectors",
    wifi_name: str = "",
    wifi_password: str = "",
) -> Workshop:
    """Prepare a workshop; raises QuestionnaireError, UnknownStatement or ForeignMunicipality."""
    workshop_id = new_id()
    digest = digest_of(store, questionnaire_text)
    asked = store.questionnaires[digest]
    values = {
        "id": workshop_id,
        "title": title,
        "held_on": held_on,
        "questionnaire_digest": digest,
        "room": in_order(asked, tuple(room)),
        "administration": in_order(asked, tuple(administration)),
        "threshold": threshold,
        "mode": mode,
        "wifi_name": wifi_name,
        "wifi_password": wifi_password,
    }

    def work(connection: Connection) -> Workshop:
        if lock(connection, workshop_id) is None:  # else it was done, its acknowledgement lost with the connection
            keep(connection, digest, questionnaire_text)
            belongs_to = municipality_named(connection, municipality)
            insert_workshop(connection, values | {"municipality_id": belongs_to})
        return one_workshop(connection, workshop_id)

    return store.write(work)


def workshops(store: Store) -> list[Workshop]:
    """All workshops, newest date first."""
    query = SELECT_WORKSHOPS.order_by(
        table.c.held_on.desc(), municipalities.c.name, table.c.title, table.c.run.desc(), table.c.id
    )
    with store.reading() as connection:
        return [workshop_of(row) for row in connection.execute(of_own(connection, query))]


def workshop(store: Store, workshop_id: str) -> Workshop | None:
    with store.reading() as connection:
        row = connection.execute(of_own(connection, SELECT_WORKSHOPS.where(table.c.id == workshop_id))).one_or_none()
    return None if row is None else workshop_of(row)


def workshop_by_code(store: Store, code: str) -> Workshop | None:
    """The workshop with this code, whatever its state; case and blanks do not matter."""
    query = SELECT_WORKSHOPS.where(table.c.code == normalised(code))
    with store.reading() as connection:
        row = connection.execute(of_own(connection, query)).one_or_none()
    return None if row is None else workshop_of(row)


def change_workshop(store: Store, workshop_id: str, *, by: Actor = BY_COMMAND, **changes: Any) -> Workshop:
    """Change what is given, by the names that create_workshop uses, and ``archived``.

    To another municipality go the runs that are linked with this one, too; both read that it was moved, and ``by``
    whom. With another day moves the one on which
    the sheets are deleted, until the first participant's sheet is there: then it was told.

    Raises WorkshopLocked for what is fixed since that sheet, UnknownStatement if the statements do not fit the
    questionnaire, WrongState for a workshop that is not there, ForeignMunicipality, TypeError for an unknown name.
    """
    if unknown := set(changes) - FIXED_ONCE_LOCKED - ALWAYS_CHANGEABLE:
        raise TypeError(f"not part of a workshop: {sorted(unknown)}")
    text = changes.get("questionnaire_text")
    digest = None if text is None else digest_of(store, text)

    def work(connection: Connection) -> None:
        before = lock(connection, workshop_id)
        if before is None:
            raise WrongState
        if before.locked and FIXED_ONCE_LOCKED & set(changes):
            raise WorkshopLocked
        values = {name: value for name, value in changes.items() if name != "questionnaire_text"}
        if text is not None and digest is not None:
            keep(connection, digest, text)
            values["questionnaire_digest"] = digest
        if FIXED_ONCE_LOCKED & set(changes):
            asked = parsed(store, connection, digest or before.questionnaire_digest)
            values["room"] = in_order(asked, tuple(changes.get("room", before.room)))
            values["administration"] = in_order(asked, tuple(changes.get("administration", before.administration)))
        if "municipality" in values:
            name_municipality(connection, before, values.pop("municipality"), by=by)
        if not before.locked and values.get("held_on", before.held_on) != before.held_on:
            values["delete_sheets_on"] = last_day(values["held_on"], day_here())
        if values:
            connection.execute(update(table).where(table.c.id == workshop_id).values(**values))
        touch(connection, workshop_id)

    store.write(work, erases=True)  # a replaced Wi-Fi password is nobody's business any more
    with store.reading() as connection:
        return one_workshop(connection, workshop_id)
