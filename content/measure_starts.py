"""What a measure can start from: templates and Anregungen of the questionnaire."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten

from analysis.action_plan import LONGEST_DETAIL, LONGEST_WHAT, LONGEST_WHO, Draft
from analysis.fitting import fits
from analysis.questionnaire import Field, Questionnaire
from analysis.rechecks import months_after
from content.ideas import idea_of
from texts.words import Words


@dataclass(frozen=True)
class Start:
    """``key`` names it among all of a questionnaire; ``months``: until when it may be done, 0 where nobody says.

    ``draft``: the measure as it begins, without day and subject. ``is_fitting``: whether it fits the statement that was
    asked for.
    """

    key: str
    field: str
    draft: Draft
    months: int
    is_template: bool
    is_fitting: bool = False

    @property
    def what(self) -> str:
        return self.draft.what

    @property
    def who(self) -> str:
        return self.draft.who


def starts(_: Words, questionnaire: Questionnaire, about: str = "") -> tuple[Start, ...]:
    """By field its templates, then all its Anregungen, whatever the room has answered, so that they tell nothing of
    it. For a statement ``about`` those that fit it come first, then those of its field."""
    found = [
        start for field in questionnaire.fields for start in (*_templates(_, field, about), *_ideas(_, field, about))
    ]
    home = questionnaire.field_of.get(about, about)
    return tuple(sorted(found, key=lambda one: (not one.is_fitting, one.field != home)))


def begun(start: Start, about: str, today: date) -> Draft:
    """The measure that begins with it, about a statement or else about the field of the start."""
    due = months_after(today, start.months) if start.months else None
    return replace(start.draft, about=(about or start.field,), due=due)


def _templates(_: Words, field: Field, about: str) -> Iterator[Start]:
    for number, one in enumerate(field.measures):
        draft = Draft(
            what=_short(_.local(one.what), LONGEST_WHAT),
            who=_short(_.local(one.who), LONGEST_WHO),
            first_step=_short(_.local(one.first_step), LONGEST_DETAIL),
            decides=one.decides,
            cost=one.cost,
            sign=_short(_.local(one.noticed), LONGEST_DETAIL),
            risk=_short(_.local(one.risk), LONGEST_DETAIL),
        )
        yield Start(f"{field.id}.v{number}", field.id, draft, one.months, True, fits(field, one, about))


def _ideas(_: Words, field: Field, about: str) -> Iterator[Start]:
    fitting: dict[str, bool] = {}
    for one in (one for found in field.suggestions.values() for one in found):
        text = _.local(one.text)
        fitting[text] = fitting.get(text, False) or fits(field, one, about)
    for number, (text, is_fitting) in enumerate(fitting.items()):
        idea = idea_of(text)
        draft = Draft(what=_short(idea.title or idea.text, LONGEST_WHAT), who=_short(idea.who, LONGEST_WHO))
        yield Start(f"{field.id}.a{number}", field.id, draft, 0, False, is_fitting)


def _short(text: str, longest: int) -> str:
    """As much of it as a measure takes, in whole words."""
    return shorten(text, longest, placeholder=" …")
