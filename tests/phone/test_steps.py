"""A field a screen; a long field by its topics."""

from dataclasses import replace
from pathlib import Path

from analysis.questionnaire import Statement, Topic
from data.questionnaire_file import load_questionnaire
from phone.steps import first_open, steps_of

ASKED = load_questionnaire(Path(__file__).resolve().parents[2] / "questionnaire.yaml")


def statements(*topics: str) -> tuple[Statement, ...]:
    some = next(iter(ASKED.statements.values()))
    return tuple(replace(some, id=f"9.{number:02}", topic=topic) for number, topic in enumerate(topics, 1))


def with_one_field(*topics: str):  # type: ignore[no-untyped-def]
    known = tuple(Topic(topic, {"de": topic}) for topic in dict.fromkeys(topics))
    field = replace(ASKED.fields[0], topics=known, statements=statements(*topics))
    return replace(ASKED, fields=(field, ASKED.fields[1]))


def test_every_field_of_the_short_form_is_one_step() -> None:
    steps = steps_of(ASKED.only(ASKED.short_form))

    assert [(step.number, step.field_number, step.parts) for step in steps] == [(n, n, 1) for n in range(1, 8)]
    assert [statement.id for step in steps for statement in step.statements] == list(ASKED.short_form)


def test_eight_statements_stay_together() -> None:
    assert len(steps_of(with_one_field(*"aaaabbbb"))) == 2


def test_nine_statements_are_parted_by_topic() -> None:
    steps = steps_of(with_one_field(*"aaaaabbbb"))

    assert [(step.topic.id if step.topic else None, step.part, step.parts) for step in steps] == [
        ("a", 1, 2),
        ("b", 2, 2),
        (None, 1, 1),
    ]
    assert [step.field_number for step in steps] == [1, 1, 2]


def test_first_open_step_has_an_unanswered_statement() -> None:
    steps = steps_of(ASKED.only(ASKED.short_form))
    first = {statement.id for statement in steps[0].statements}

    assert first_open(steps, set()) == 1
    assert first_open(steps, first) == 2
    assert first_open(steps, set(ASKED.short_form)) is None
