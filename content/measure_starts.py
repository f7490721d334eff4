"""What a measure can start from: templates and Anregungen of the questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from analysis.action_plan import LONGEST_WHAT, LONGEST_WHO
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
        what, who = _short(_.local(one.what), LONGEST_WHAT), _short(_.local(one.who), LONGEST_WHO)
        yield Start(f"{field.id}.v{number}", field.id, what, who, one.months, True)


def _ideas(_: Words, field: Field) -> Iterator[Start]:
    texts = dict.fromkeys(_.local(text) for texts in field.suggestions.values() for text in texts)
    for number, idea in enumerate(map(idea_of, texts)):
        what, who = _short(idea.title or idea.text, LONGEST_WHAT), _short(idea.who, LONGEST_WHO)
        yield Start(f"{field.id}.a{number}", field.id, what, who, 0, False)


def _short(text: str, longest: int) -> str:
    """As much of it as a measure takes, in whole words."""
    return shorten(text, longest, placeholder=" …")
