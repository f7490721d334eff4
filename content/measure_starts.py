"""What a measure can start from: templates and Anregungen of the questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass

from analysis.questionnaire import Field, Questionnaire
from content.ideas import idea_of
from texts.words import Words


@dataclass(frozen=True)
class Start:
    """``key`` names it among all of a questionnaire; ``months``: until when it may be done, 0 where nobody says."""

    key: str
    field: str
    what: str
    who: str
    months: int
    is_template: bool


def starts(_: Words, questionnaire: Questionnaire) -> tuple[Start, ...]:
    """By field its templates, then all its Anregungen, whatever the room has answered, so that they tell nothing of
    it."""
    return tuple(start for field in questionnaire.fields for start in (*_templates(_, field), *_ideas(_, field)))


def _templates(_: Words, field: Field) -> Iterator[Start]:
    for number, one in enumerate(field.measures):
        yield Start(f"{field.id}.v{number}", field.id, _.local(one.what), _.local(one.who), one.months, True)


def _ideas(_: Words, field: Field) -> Iterator[Start]:
    texts = dict.fromkeys(_.local(text) for texts in field.suggestions.values() for text in texts)
    for number, idea in enumerate(map(idea_of, texts)):
        yield Start(f"{field.id}.a{number}", field.id, idea.title or idea.text, idea.who, 0, False)
