"""Puts a workshop back from its Sicherung, all of it in one transaction, or nothing."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, select, update
from sqlalchemy.exc import SQLAlchemyError

from data.backup.content import Content, Rows, rows_of
from data.backup.linking import Links, link_again
from data.backup.refusal import Refusal
from data.backup.tables import ABOVE, VOID, own_keys, saved_tables, workshop_columns
from data.backup.trying_out import insist_on_readable
from data.backup.values import as_plain
from data.questionnaire_file import QuestionnaireError
from data.store.audit import BY_COMMAND, Actor, note_of_workshop
from data.store.engine import Store
from data.store.errors import ForeignMunicipality, UnknownStatement
from data.store.municipalities import municipality_named
from data.store.questionnaires import digest_of, in_order, keep
from data.store.retention import last_day
from data.store.rights import keep_actor
from data.store.rows import CODE_SIGNS, day_here, free_code, lock
from data.store.schema import municipalities, questionnaires, workshops

_JUMP = 1_000_000
"""What was computed of a release is remembered by the number of its closing: one that was deleted, put back and closed
anew must not find what belonged to its first life."""


@dataclass(frozen=True)
class Restored:
    """``code`` is another one than ``code_before`` where a workshop of this store had that; ``was_there``: nothing was
    to be done; ``links``: what became of those with other runs."""

    workshop_id: str
    code: str
    code_before: str
    was_there: bool
    links: Links


def restore(store: Store, content: Content, *, by: Actor = BY_COMMAND) -> Restored:
    """Put the workshop in, which its municipality reads, and ``by`` whom; raises Refusal, and then nothing has changed.

    Nobody's cookie, sign-in or link of the old place opens anything here.
    """
    if len(content.workshop["code"]) != 6 or not set(content.workshop["code"]) <= set(CODE_SIGNS):
        raise Refusal("damaged")  # codes stand in addresses and in the names of files
    text = _questionnaire_of(store, content)
    insist_on_readable(content.workshop_id, lambda connection: _put(connection, content, text))
    has_tried = False

    def work(connection: Connection) -> Restored:
        nonlocal has_tried
        keep_actor(connection, by)  # before the municipality, which reads of it
        code = connection.execute(select(workshops.c.code).where(workshops.c.id == content.workshop_id)).scalar()
        is_there, links = code is not None, Links()
        if is_there and lock(connection, content.workshop_id) is None:
            raise ForeignMunicipality
        if is_there:
            _insist_on_the_same(connection, content)
        else:
            code, links = _put(connection, content, text)
            note_of_workshop(connection, by, "workshop_restored", _municipality_of(connection, content.workshop_id))
        was_there, has_tried = is_there and not has_tried, True  # else only its acknowledgement was lost
        return Restored(content.workshop_id, code or "", content.workshop["code"], was_there, links)

    try:
        return store.write(work)
    except ForeignMunicipality:
        raise Refusal("foreign") from None
    except (SQLAlchemyError, ValueError):  # the database knows rules that a hostile file breaks
        raise Refusal("damaged") from None


def _municipality_of(connection: Connection, workshop_id: str) -> str:
    query = select(workshops.c.municipality_id).where(workshops.c.id == workshop_id)
    return str(connection.execute(query).scalar_one())


def _questionnaire_of(store: Store, content: Content) -> str:
    """Its text, which is a questionnaire and holds every statement that is asked."""
    workshop = content.workshop
    named = [row["id"] for row in content.tables.get(municipalities.name, ())]
    texts = {row["digest"]: row["text"] for row in content.tables.get(questionnaires.name, ())}
    if named != [workshop["municipality_id"]] or list(texts) != [workshop["questionnaire_digest"]]:
        raise Refusal("damaged")
    ((said, text),) = texts.items()
    try:
        digest = digest_of(store, text)
        asked = store.questionnaires[digest]
        for name in ("room", "administration"):
            if in_order(asked, tuple(workshop[name])) != workshop[name]:
                raise Refusal("damaged")
    except (QuestionnaireError, UnknownStatement, TypeError, ValueError):
        raise Refusal("damaged") from None
    if digest != said:
        raise Refusal("damaged")
    return str(text)


def _put(connection: Connection, content: Content, text: str) -> tuple[str, Links]:
    """Insert every row, tables in the order of their references; gives the workshop's code and its links."""
    workshop = content.workshop
    keep(connection, workshop["questionnaire_digest"], text)
    code = free_code(connection, wanted=workshop["code"])
    own = {
        "code": code,
        "municipality_id": municipality_named(connection, content.tables[municipalities.name][0]["name"]),
        "closings": workshop["closings"] + secrets.randbelow(_JUMP),
        "delete_sheets_on": workshop.get("delete_sheets_on") or last_day(workshop["held_on"], day_here()),
        "follows": None,  # linked once it is there
        "began_after": workshop.get("began_after") or workshop.get("follows"),
    }
    for table in saved_tables():
        rows = _fitting(table, content)
        if table is workshops:
            rows = [row | own for row in rows]
        if rows:
            _insert(connection, table, rows)
    return code, link_again(connection, workshop)


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    """Rows that refer to others of their table do so once all of them are there."""
    later = {key.parent.name: key for key in own_keys(table) if key.parent.name in rows[0]}
    connection.execute(insert(table), [row | dict.fromkeys(later) for row in rows])
    for name, key in later.items():
        wanted = [row for row in rows if row[name] is not None]
        there = _found(connection, table, [row[name] for row in wanted])
        change = update(table).where(*(column == bindparam(f"of_{column.name}") for column in table.primary_key))
        for row in wanted:
            if row[name] in there:
                of = {f"of_{column.name}": row[column.name] for column in table.primary_key}
                connection.execute(change.values({key.parent: row[name]}), of)


def _found(connection: Connection, table: Table, ids: Sequence[str]) -> set[str]:
    """Which of these are in the store."""
    if not ids:
        return set()
    (column,) = {key.column for key in own_keys(table)}
    return set(connection.execute(select(column).where(column.in_(ids))).scalars())


def _fitting(table: Table, content: Content) -> Rows:
    """The rows of a table, which all are the workshop's and refer to nothing that is not there; raises Refusal."""
    rows = [row | _void(table, row) for row in content.tables.get(table.name, ())]
    if any(row[name] != content.workshop_id for row in rows for name in workshop_columns(table)):
        raise Refusal("damaged")
    for key in table.foreign_keys:
        name, above = key.parent.name, key.column.table
        if above in (*ABOVE, table) or not rows or name not in rows[0]:
            continue
        there = {row[key.column.name] for row in content.tables.get(above.name, ())}
        if not key.parent.nullable and any(row[name] not in there for row in rows):
            raise Refusal("damaged")
        rows = [row | {name: row[name] if row[name] in there else None} for row in rows]
    return rows


def _void(table: Table, row: dict[str, Any]) -> dict[str, Any]:
    """What stands in place of what lets a device in, whatever the file says."""
    places = [place.split(".")[1] for place in VOID if place.startswith(f"{table.name}.")]
    instead = {name: VOID[f"{table.name}.{name}"] for name in places}
    return {name: None if other is None else row[other] for name, other in instead.items()}


def _insist_on_the_same(connection: Connection, content: Content) -> None:
    """Raises Refusal if the workshop that is there differs in anything that a Sicherung keeps."""
    if all(_is_same(connection, table, content) for table in saved_tables()):
        return
    there = connection.execute(select(workshops.c.revision).where(workshops.c.id == content.workshop_id)).scalar_one()
    saved = content.workshop["revision"]
    raise Refusal("there_changed" if there == saved else "there_older" if there < saved else "there_newer")


def _is_same(connection: Connection, table: Table, content: Content) -> bool:
    """Beside what is this store's own: the code, the number of closings, and what is linked with other workshops."""
    saved = [row | _void(table, row) for row in content.tables.get(table.name, ())]
    there = rows_of(connection, table, content.workshop_id)
    apart = {key.parent.name for key in table.foreign_keys if key.column.table in (*ABOVE, table)}
    apart |= {"code", "closings"} if table is workshops else set()
    names = sorted(set(saved[0] if saved else table.c.keys()) - apart)
    return _sorted(saved, names) == _sorted(there, names)


def _sorted(rows: Rows, names: Sequence[str]) -> list[str]:
    return sorted(json.dumps([as_plain(row[name]) for name in names], sort_keys=True) for row in rows)
