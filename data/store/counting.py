"""Counts instead of persons: the only form in which answers leave the store for the analysis."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from sqlalchemy import Connection, Integer, bindparam, case, exists, func, or_, select

from analysis.questionnaire import ANSWERS
from data.store.engine import Store
from data.store.rows import AnyRow
from data.store.schema import answers, participants, releases, workshops
from data.store.unfinished import COUNTS


@dataclass(frozen=True)
class Tally:
    """How many take part, and who they are: sheets with at least one of A–E; ``people`` by perspective key.

    ``finished`` of them pressed Fertig or answered every statement of the room. ``without_answers`` stand apart: they
    are part of no other number.
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
    .where(participants.c.workshop_id == bindparam("workshop"), COUNTS)
    .subquery()
)
_TALLY = (
    select(
        _ANSWERED.c.perspective,
        func.count().label("sheets"),
        func.sum(
            case(
                (_ANSWERED.c.answered == 0, 0),
                (or_(_ANSWERED.c.finished, _ANSWERED.c.answered >= bindparam("asked", type_=Integer)), 1),
                else_=0,
            )
        ).label("finished"),
        func.sum(case((_ANSWERED.c.answered > 0, 1), else_=0)).label("respondents"),
    )
    .group_by(_ANSWERED.c.perspective)
    .order_by(_ANSWERED.c.perspective)
)
_HAS_ANSWERS = exists().where(answers.c.participant_id == participants.c.id)
_SHEETS = (
    select(participants.c.workshop_id, func.count().label("sheets"))
    .where(COUNTS, _HAS_ANSWERS)
    .group_by(participants.c.workshop_id)
)
_BY_SOURCE = (
    select(participants.c.source, func.count().label("sheets"))
    .where(participants.c.workshop_id == bindparam("workshop"), COUNTS, _HAS_ANSWERS)
    .group_by(participants.c.source)
)
_PLACED = (
    select(
        participants.c.id,
        func.dense_rank().over(order_by=participants.c.perspective).label("place"),
    )
    .where(participants.c.workshop_id == bindparam("workshop"), COUNTS)
    .cte("placed")
)
COUNTS_BY_PLACE = (
    select(
        _PLACED.c.place,
        answers.c.statement,
        *(func.count().filter(answers.c.answer == answer).label(answer) for answer in ANSWERS),
    )
    .join_from(_PLACED, answers, answers.c.participant_id == _PLACED.c.id)
    .group_by(_PLACED.c.place, answers.c.statement)
    .order_by(_PLACED.c.place, answers.c.statement)
)
"""Perspectives by their place in the alphabet: SQLite sorts all answers to group them, numbers faster than words."""


def tally(store: Store, workshop_id: str) -> Tally:
    """Who takes part so far, without a single result."""
    with store.reading() as connection:
        return _tally_of(_by_perspective(connection, workshop_id))


def sheets_by_workshop(store: Store) -> dict[str, int]:
    """How many sheets with answers each workshop has by its id, those that have none left out.

    Of one that is closed: those of its release, also once the single sheets are deleted.
    """
    with store.reading() as connection:
        found = {row.workshop_id: int(row.sheets) for row in connection.execute(_SHEETS)}
        for row in connection.execute(select(releases.c.workshop_id, releases.c.groups)):
            found[row.workshop_id] = sum(group["people"] for group in row.groups)
    return found


def sheets_by_source(store: Store, workshop_id: str) -> dict[str, int]:
    """How many sheets with answers came how: "phone", "tablet", "paper", "upload"; those that brought none left out."""
    with store.reading() as connection:
        return {row.source: int(row.sheets) for row in connection.execute(_BY_SOURCE, {"workshop": workshop_id})}


def counts(store: Store, workshop_id: str) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Counts (statement · group · answer · people), people (group · people) and the sheets without any answer.

    ``group`` is the perspective key. All three come from the same state of the data.
    """
    with store.reading() as connection:
        return counted(connection, workshop_id)


def counted(connection: Connection, workshop_id: str) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """As ``counts``, inside a transaction."""
    perspectives = _by_perspective(connection, workshop_id)
    rows = [
        (statement, perspectives[place - 1].perspective, answer, people)
        for place, statement, *by_answer in connection.execute(COUNTS_BY_PLACE, {"workshop": workshop_id})
        for answer, people in zip(ANSWERS, by_answer, strict=True)
        if people
    ]
    present = _tally_of(perspectives)
    return (
        _frame(rows, ("statement", "group", "answer", "people")),
        _frame(list(present.people.items()), ("group", "people")),
        present.without_answers,
    )


def _by_perspective(connection: Connection, workshop_id: str) -> Sequence[AnyRow]:
    """Numbers of sheets, in the alphabet of the perspectives."""
    room = connection.execute(select(workshops.c.room).where(workshops.c.id == workshop_id)).scalar()
    return connection.execute(_TALLY, {"workshop": workshop_id, "asked": len(room or ())}).all()


def _tally_of(perspectives: Sequence[AnyRow]) -> Tally:
    return Tally(
        present=sum(row.respondents for row in perspectives),
        finished=sum(row.finished for row in perspectives),
        people={row.perspective: int(row.respondents) for row in perspectives if row.respondents},
        without_answers=sum(row.sheets - row.respondents for row in perspectives),
    )


def _frame(rows: Sequence[tuple[object, ...]], columns: tuple[str, ...]) -> pd.DataFrame:
    """Words as str, people as int64, also without any row."""
    by_column = zip(*rows, strict=True) if rows else ((),) * len(columns)
    return pd.DataFrame(
        {
            name: pd.Series(values, dtype="int64" if name == "people" else "str")
            for name, values in zip(columns, by_column, strict=True)
        }
    )
