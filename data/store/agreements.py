"""Shared assessments: what the room says together of a statement. Answers and release stay as they are."""

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from analysis.protocol import ASSESSMENTS, LONGEST_REASON
from analysis.protocol import Agreement as Agreement
from data.store.engine import Store
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import UnknownAnswer, UnknownStatement, WrongState
from data.store.free_text import as_kept
from data.store.releases import is_revealed
from data.store.rows import AnyRow, let_the_room_look, lock, new_id
from data.store.schema import agreements as table
from data.store.schema import workshops


class AgreementChanged(Exception):  # noqa: N818 - named by what is so
    """Somebody else has written down another one meanwhile; ``agreement`` is None once it was taken back."""

    def __init__(self, agreement: Agreement | None) -> None:
        super().__init__()
        self.agreement = agreement


def agreements(store: Store, workshop_id: str) -> dict[str, Agreement]:
    """What was agreed, by statement, in the order of the questionnaire."""
    with store.reading() as connection:
        asked = connection.execute(select(workshops.c.room).where(workshops.c.id == workshop_id)).scalar()
        rows = connection.execute(select(table).where(table.c.workshop_id == workshop_id)).all()
    stored = {row.statement: _agreement(row) for row in rows}
    return {statement: stored[statement] for statement in asked or () if statement in stored}


def agree(
    store: Store, workshop_id: str, statement: str, answer: str, *, reason: str = "", version: str = ""
) -> Agreement:
    """Keep this as the shared assessment, in the place of the one with this ``version``, empty where there is none.

    Raises AgreementChanged where another one stands by now, WrongState before a result was shown, UnknownStatement for
    one that the room was not asked, UnknownAnswer, TextTooLong.
    """
    if answer not in ASSESSMENTS:
        raise UnknownAnswer([answer])
    said, after = {"answer": answer, "reason": as_kept(reason, LONGEST_REASON)}, new_id()

    def work(connection: Connection) -> Agreement:
        found = _locked(connection, workshop_id, statement)
        if found is not None and (found.answer, found.reason) == (said["answer"], said["reason"]):
            return _agreement(found)
        _insist(found, version)
        if found is None:
            connection.execute(
                insert(table).values(workshop_id=workshop_id, statement=statement, version=after, **said)
            )
        else:
            connection.execute(update(table).where(*_at(workshop_id, statement)).values(version=after, **said))
        let_the_room_look(connection, workshop_id)
        return Agreement(statement=statement, version=after, **said)  # type: ignore[arg-type]  # one of ASSESSMENTS

    return store.write(work, erases=True)


def give_reason_in(connection: Connection, workshop_id: str, statement: str, reason: str) -> None:
    """Give the shared assessment its reason, as a part of something greater; raises AgreementChanged where there is
    none, or one with a reason, and as ``agree``."""
    found = _locked(connection, workshop_id, statement)
    if found is None or found.reason:
        raise AgreementChanged(None if found is None else _agreement(found))
    said = {"reason": reason, "version": new_id()}
    connection.execute(update(table).where(*_at(workshop_id, statement)).values(**said))
    let_the_room_look(connection, workshop_id)


def take_back_agreement(store: Store, workshop_id: str, statement: str, *, version: str) -> None:
    """Let there be no shared assessment again; raises as ``agree``."""

    def work(connection: Connection) -> None:
        found = _locked(connection, workshop_id, statement)
        if found is not None:
            _insist(found, version)
            connection.execute(delete(table).where(*_at(workshop_id, statement)))
            let_the_room_look(connection, workshop_id)

    store.write(work, erases=True)


def _locked(connection: Connection, workshop_id: str, statement: str) -> AnyRow | None:
    """What is agreed on the statement, kept from all others until the COMMIT."""
    of = lock(connection, workshop_id)
    if of is None or not is_revealed(connection, workshop_id):
        raise WrongState
    if statement not in of.room:
        raise UnknownStatement([statement])
    return connection.execute(select(table).where(*_at(workshop_id, statement))).one_or_none()


def _insist(found: AnyRow | None, version: str) -> None:
    if ("" if found is None else found.version) != version:
        raise AgreementChanged(None if found is None else _agreement(found))


def _at(workshop_id: str, statement: str) -> tuple[ColumnElement[bool], ...]:
    return table.c.workshop_id == workshop_id, table.c.statement == statement


def _agreement(row: AnyRow) -> Agreement:
    return Agreement(row.statement, row.answer, row.reason, row.version)
