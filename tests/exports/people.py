"""People who answer the questionnaire, the same every time, for all the exports that tests build."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from analysis.questionnaire import ANSWERS, Field, Questionnaire
from data.questionnaire_file import load_questionnaire

QUESTIONNAIRE = load_questionnaire(Path(__file__).resolve().parents[2] / "questionnaire.yaml")

BERLIN_WINTER = timezone(timedelta(hours=1))
FIRST_START = datetime(2025, 3, 1, 9, 15, 2, tzinfo=BERLIN_WINTER)
BETWEEN_TWO, FOR_ONE = timedelta(minutes=7, seconds=11), timedelta(minutes=12, seconds=40)

PERSPECTIVE_QUESTION = "Welche Perspektive bringen Sie mit?"
COMMENT_QUESTION = "Was möchten Sie uns noch sagen?"

A1_TO_A5 = {"A": "A1", "B": "A2", "C": "A3", "D": "A4", "E": "A5"}
ONE_IS_AGREE = {"A": "1", "B": "2", "C": "3", "D": "4", "E": "5"}
FOUR_IS_AGREE = {"A": "4", "B": "3", "C": "2", "D": "1", "E": "5"}


@dataclass(frozen=True)
class Person:
    """One respondent: the perspective's id, A–E by statement id (a blank one is missing), and a remark."""

    perspective: str
    answers: Mapping[str, str]
    comment: str = ""


def made_people(questionnaire: Questionnaire, count: int) -> tuple[Person, ...]:
    """People of all perspectives in turn, each with all five answers and some blanks; every fourth stops half-way."""
    perspectives = tuple(questionnaire.perspectives)
    return tuple(
        Person(perspectives[place % len(perspectives)], _answers(questionnaire, place)) for place in range(count)
    )


def _answers(questionnaire: Questionnaire, place: int) -> dict[str, str]:
    statements = tuple(questionnaire.statements)
    seen = statements[: len(statements) // 2] if place % 4 == 3 else statements
    return {
        statement: ANSWERS[(3 * place + 2 * number + number // 5) % 5]
        for number, statement in enumerate(seen)
        if (place + number) % 9 != 4
    }


def has_finished(person: Person, questionnaire: Questionnaire) -> bool:
    """Whether the person came as far as the last Handlungsfeld."""
    return any(statement.id in person.answers for statement in questionnaire.fields[-1].statements)


def started(place: int) -> datetime:
    """When the person at this place (from 0) opened the survey, in German time."""
    return FIRST_START + place * BETWEEN_TWO


def ended(place: int) -> datetime:
    """When the person at this place (from 0) sent it."""
    return started(place) + FOR_ONE


def labels(questionnaire: Questionnaire, language: str = "de") -> dict[str, str]:
    """What the scale's answers are called, by A–E."""
    return {step.code: step.label[language] for step in questionnaire.scale}


def perspective_title(person: Person, questionnaire: Questionnaire) -> str:
    """The German title under which the person's perspective could be chosen."""
    return questionnaire.perspectives[person.perspective].title["de"]


def grid_question(field: Field) -> str:
    """The question above the statements of a Handlungsfeld."""
    return f"Bitte schätzen Sie ein: {field.title['de']}"


def written_answers(person: Person, field: Field, words: Mapping[str, str]) -> list[str]:
    """The person's answers to a field in the tool's words; "" for a blank one."""
    return [words[person.answers[one.id]] if one.id in person.answers else "" for one in field.statements]
