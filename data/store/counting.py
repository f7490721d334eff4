"""Counts instead of persons: the only form in which answers leave the store for the analysis."""

from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Integer, bindparam, case, cast, func, or_, select

from data.store.engine import Store
from data.store.schema import answers, participants, workshops


@dataclass(frozen=True)
class Tally:
    """How many take part; ``people`` by perspective key are sheets with at least one of A–E.

    ``finished`` pressed Fertig or answered every statement of the room.
    """

    present: int
    finished: int
    people: dict[str, int]
    without_answers: int


_ANSWERED = (
    select(
        participants.c.perspective,
        participants.c.finished,
        select(func.count()).where(answers.c.participant_id == participants.c.id).scalar_subquery().label("answered"),
    )
    .where(participants.c.workshop_id == bindparam("workshop"))
    .subquery()
)
_TALLY = (
    select(
        _ANSWERED.c.perspective,
        func.count().label("present"),
        func.sum(
            case((or_(_ANSWERED.c.finished, _ANSWERED.c.answered >= bindparam("asked", type_=Integer)), 1), else_=0)
        ).label("finished"),
        func.sum(case((_ANSWERED.c.answered > 0, 1), else_=0)).label("respondents"),
    )
    .group_by(_ANSWERED.c.perspective)
    .order_by(_ANSWERED.c.perspective)
)
_COUNTS = (
    select(
        answers.c.statement,
        participants.c.perspective.label("group"),
        answers.c.answer,
        cast(func.count(), Integer).label("people"),
    )
    .join_from(participants, answers)
    .where(participants.c.workshop_id == bindparam("workshop"))
    .group_by(answers.c.statement, participants.c.perspective, answers.c.answer)
    .order_by(answers.c.statement, participants.c.perspective, answers.c.answer)
)


def tally(store: Store, workshop_id: str) -> Tally:
    """Who takes part so far, without a single result."""
    with store.reading() as connection:
        return _tally(connection, workshop_id)


def counts(store: Store, workshop_id: str) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Counts (statement · group · answer · people), people (group · people) and the sheets without any answer.

    ``group`` is the perspective key. All three come from the same state of the data.
    """
    with store.reading() as connection:
        return counted(connection, workshop_id)


def counted(connection: Connection, workshop_id: str) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """As ``counts``, inside a transaction."""
    present = _tally(connection, workshop_id)
    rows = connection.execute(_COUNTS, {"workshop": workshop_id}).all()
    counts_frame = pd.DataFrame.from_records(rows, columns=["statement", "group", "answer", "people"])
    people_frame = pd.DataFrame(present.people.items(), columns=["group", "people"])
    return (
        counts_frame.astype({"statement": "str", "group": "str", "answer": "str", "people": "int64"}),
        people_frame.astype({"group": "str", "people": "int64"}),
        present.without_answers,
    )


def _tally(connection: Connection, workshop_id: str) -> Tally:
    room = connection.execute(select(workshops.c.room).where(workshops.c.id == workshop_id)).scalar()
    rows = connection.execute(_TALLY, {"workshop": workshop_id, "asked": len(room or ())}).all()
    return Tally(
        present=sum(row.present for row in rows),
        finished=sum(row.finished for row in rows),
        people={row.perspective: int(row.respondents) for row in rows if row.respondents},
        without_answers=sum(row.present - row.respondents for row in rows),
    )
