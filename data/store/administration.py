"""The Verwaltungsbogen: the one joint sheet of the administration, with its reasons."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import Connection, delete, insert, select

from analysis.questionnaire import ANSWERS
from data.sheet import AdministrationAnswer as AdministrationAnswer
from data.store.engine import Store
from data.store.errors import UnknownAnswer, UnknownStatement, WrongState
from data.store.rows import lock
from data.store.schema import administration_answers as table
from data.store.schema import workshops
from data.store.writer import touch


def administration_sheet(store: Store, workshop_id: str) -> dict[str, AdministrationAnswer]:
    """What is filled in so far, by statement id, in the order of the workshop's statements."""
    query = select(table.c.statement, table.c.answer, table.c.reason, table.c.who_knows).where(
        table.c.workshop_id == workshop_id
    )
    with store.reading() as connection:
        asked = connection.execute(select(workshops.c.administration).where(workshops.c.id == workshop_id)).scalar()
        stored = {row.statement: AdministrationAnswer(**row._mapping) for row in connection.execute(query)}
    return {statement: stored[statement] for statement in asked or () if statement in stored}


def save_administration(store: Store, workshop_id: str, answers: Sequence[AdministrationAnswer]) -> None:
    """Replace what is stored for these statements; one without answer, reason and name is cleared.

    Raises UnknownStatement, UnknownAnswer, or WrongState once the workshop is finished.
    """

    def work(connection: Connection) -> None:
        insist_on_administration(connection, workshop_id, answers)
        given = [answer.statement for answer in answers]
        connection.execute(delete(table).where(table.c.workshop_id == workshop_id, table.c.statement.in_(given)))
        _insert(connection, workshop_id, answers)

    store.write(work, erases=True)


def insist_on_administration(connection: Connection, workshop_id: str, answers: Sequence[AdministrationAnswer]) -> None:
    """Keep the workshop as it is; raises as ``save_administration``."""
    workshop = lock(connection, workshop_id)
    if workshop is None or workshop.state == "finished":
        raise WrongState
    if unknown := [given.statement for given in answers if given.statement not in workshop.administration]:
        raise UnknownStatement(unknown)
    if unknown := [str(given.answer) for given in answers if given.answer not in (*ANSWERS, None)]:
        raise UnknownAnswer(unknown)


def exchange_administration(
    connection: Connection, workshop_id: str, answers: Sequence[AdministrationAnswer]
) -> list[AdministrationAnswer]:
    """Let these be the whole Verwaltungsbogen; gives what it was before."""
    columns = (table.c.statement, table.c.answer, table.c.reason, table.c.who_knows)
    cleared = delete(table).where(table.c.workshop_id == workshop_id).returning(*columns)
    before = [AdministrationAnswer(**row._mapping) for row in connection.execute(cleared)]
    _insert(connection, workshop_id, answers)
    return before


def _insert(connection: Connection, workshop_id: str, answers: Sequence[AdministrationAnswer]) -> None:
    """Of two answers to one statement the later; none that is empty throughout."""
    last = {given.statement: given for given in answers}
    rows = [
        {"workshop_id": workshop_id, **asdict(given)}
        for given in last.values()
        if given.answer is not None or given.reason or given.who_knows
    ]
    if rows:
        connection.execute(insert(table), rows)
    touch(connection, workshop_id)


def given_answers(connection: Connection, workshop_id: str, asked: Sequence[str]) -> dict[str, str]:
    """The answers A–E by statement, without those left open, in the order of ``asked``."""
    query = select(table.c.statement, table.c.answer).where(
        table.c.workshop_id == workshop_id, table.c.answer.is_not(None)
    )
    stored: dict[str, str] = {row.statement: row.answer for row in connection.execute(query)}
    return {statement: stored[statement] for statement in asked if statement in stored}
