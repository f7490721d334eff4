"""The questionnaire in steps that fit a phone: a field each, a long field by its topics."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from itertools import groupby

from analysis.questionnaire import Field, Questionnaire, Statement, Topic

LONGEST = 8
"""Statements of a field that still stand on one screen."""


@dataclass(frozen=True)
class Step:
    """One screen; the numbers count from 1, ``parts`` is 1 for a field in one piece."""

    number: int
    field: Field
    field_number: int
    topic: Topic | None
    part: int
    parts: int
    statements: tuple[Statement, ...]


def steps_of(questionnaire: Questionnaire) -> tuple[Step, ...]:
    """All steps, in questionnaire order."""
    steps: list[Step] = []
    for field_number, field in enumerate(questionnaire.fields, 1):
        parts = _parts(field)
        for part, (topic, statements) in enumerate(parts, 1):
            steps.append(Step(len(steps) + 1, field, field_number, topic, part, len(parts), statements))
    return tuple(steps)


def first_open(steps: tuple[Step, ...], answered: Container[str]) -> int | None:
    """Number of the first step with a statement that is not answered; None when all are."""
    for step in steps:
        if any(statement.id not in answered for statement in step.statements):
            return step.number
    return None


def _parts(field: Field) -> list[tuple[Topic | None, tuple[Statement, ...]]]:
    topics: Mapping[str | None, Topic] = {topic.id: topic for topic in field.topics}
    if len(field.statements) <= LONGEST or not topics:
        return [(None, field.statements)]
    grouped = groupby(field.statements, key=lambda statement: statement.topic)
    return [(topics.get(topic), tuple(statements)) for topic, statements in grouped]
