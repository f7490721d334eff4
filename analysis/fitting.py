"""Which Anregungen and templates of measures fit a statement: those that name it or its topic come first."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from analysis.questionnaire import Field, MeasureTemplate, Questionnaire, Statement, Suggestion


class _Fitting(Protocol):
    @property
    def fits(self) -> tuple[str, ...]: ...
    @property
    def topics(self) -> tuple[str, ...]: ...


One = TypeVar("One", bound=_Fitting)


def suggestions_for(questionnaire: Questionnaire, statement_id: str, pattern: str) -> list[Suggestion]:
    """Anregungen of this pattern for a statement: those that fit it, of its own field and then of others, and those for
    the whole field. What is written for other statements is left out."""
    home = questionnaire.field_of[statement_id]
    fields = sorted(questionnaire.fields, key=lambda field: field.id != home)
    fitting = [one for field in fields for one in _fitting(field, field.suggestions.get(pattern, ()), (statement_id,))]
    return [*fitting, *_for_all(questionnaire.field(home).suggestions.get(pattern, ()))]


def suggestions_of_field(field: Field, pattern: str, statement_ids: Sequence[str]) -> list[Suggestion]:
    """Anregungen of this pattern for a field: those that fit one of these statements, then those for all of it."""
    found = field.suggestions.get(pattern, ())
    return [*_fitting(field, found, statement_ids), *_for_all(found)]


def fitting_templates(questionnaire: Questionnaire, statement_id: str) -> list[MeasureTemplate]:
    """Templates that fit a statement, those of its own field first."""
    home = questionnaire.field_of[statement_id]
    fields = sorted(questionnaire.fields, key=lambda field: field.id != home)
    return [one for field in fields for one in _fitting(field, field.measures, (statement_id,))]


def fits(field: Field, one: _Fitting, statement_id: str) -> bool:
    """Whether an Anregung or a template of this field names the statement or its topic."""
    return statement_id in one.fits or _topic(field, statement_id) in one.topics


def _fitting(field: Field, found: Iterable[One], statement_ids: Sequence[str]) -> list[One]:
    return [one for one in found if any(fits(field, one, each) for each in statement_ids)]


def _for_all(found: Iterable[One]) -> list[One]:
    return [one for one in found if not one.fits and not one.topics]


def _topic(field: Field, statement_id: str) -> str | None:
    statement: Statement | None = next((one for one in field.statements if one.id == statement_id), None)
    return statement.topic if statement else None
