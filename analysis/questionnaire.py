"""What is asked: the frozen questionnaire, in the order in which it stands on every screen."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from fractions import Fraction
from functools import cached_property

from analysis.deciding import Cost, Decider

Text = Mapping[str, str]
"""One text in several languages, by language code; German ("de") is always there."""

RATINGS = ("A", "B", "C", "D")
CANNOT_JUDGE = "E"
ANSWERS = (*RATINGS, CANNOT_JUDGE)

LONGEST_NAME = 27
"""Characters of a statement's name: one line of a list on a phone."""

UNSTATED = "ohne-angabe"
"""The perspective of people who do not want to name one."""


def sector_only(sector: str) -> str:
    """Perspective key of a sheet that belongs to a sector without saying which perspective."""
    return f"sector:{sector}"


@dataclass(frozen=True)
class ScaleStep:
    """One of the five answers; ``aliases``: what else files call it, such as the labels of earlier versions."""

    code: str
    value: int | None
    label: Text
    aliases: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All that a file may call it, in any language."""
        return (*self.aliases, *self.label.values())


@dataclass(frozen=True)
class Perspective:
    """One stakeholder group as people name it; ``own_group``: shown apart from its sector when large enough."""

    id: str
    title: Text
    short: Text
    aliases: tuple[str, ...] = ()
    own_group: bool = False


@dataclass(frozen=True)
class Sector:
    id: str
    title: Text
    short: Text
    perspectives: tuple[Perspective, ...]


@dataclass(frozen=True)
class Band:
    """An Einschätzung; holds for levels under ``below`` (the last one, with None, for all others)."""

    below: Fraction | None
    title: Text
    text: Text


@dataclass(frozen=True)
class Topic:
    id: str
    title: Text


@dataclass(frozen=True)
class Statement:
    """One statement; ``short`` marks the Kurzform, ``codes`` are what other tools call it, ``name`` what lists do."""

    id: str
    text: Text
    short: bool
    topic: str | None
    codes: tuple[str, ...]
    help: Text
    name: Text = attribute(default_factory=dict)


@dataclass(frozen=True)
class Suggestion:
    """An Anregung; ``fits``: ids of statements it fits best, ``topics``: ids of topics; with neither all the field."""

    text: Text
    fits: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class MeasureTemplate:
    """A measure to start from: what is done, who usually does it, in how many months; ``fits`` and ``topics`` as those
    of a Suggestion. ``first_step``: of the first 14 days. ``noticed``: by what people will notice it."""

    what: Text
    who: Text
    months: int
    first_step: Text = attribute(default_factory=dict)
    decides: Decider | None = None
    cost: Cost | None = None
    noticed: Text = attribute(default_factory=dict)
    risk: Text = attribute(default_factory=dict)
    fits: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class Field:
    """A Handlungsfeld; ``assessments``: a text for each band, or none; ``suggestions``: Anregungen by pattern id."""

    id: str
    title: Text
    short: Text
    statements: tuple[Statement, ...]
    topics: tuple[Topic, ...] = ()
    introduction: Text = attribute(default_factory=dict)
    assessments: tuple[Text, ...] = ()
    suggestions: Mapping[str, tuple[Suggestion, ...]] = attribute(default_factory=dict)
    measures: tuple[MeasureTemplate, ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    """Everything that is asked and said about it; ``questions`` open the talk, by pattern id."""

    id: str
    version: str
    title: Text
    scale: tuple[ScaleStep, ...]
    sectors: tuple[Sector, ...]
    bands: tuple[Band, ...]
    fields: tuple[Field, ...]
    questions: Mapping[str, tuple[Text, ...]] = attribute(default_factory=dict)

    @cached_property
    def statements(self) -> Mapping[str, Statement]:
        """All statements by id, in questionnaire order."""
        return {statement.id: statement for field in self.fields for statement in field.statements}

    @cached_property
    def field_of(self) -> Mapping[str, str]:
        """Field id by statement id."""
        return {statement.id: field.id for field in self.fields for statement in field.statements}

    @cached_property
    def perspectives(self) -> Mapping[str, Perspective]:
        """All perspectives by id, in questionnaire order; without "ohne-angabe"."""
        return {perspective.id: perspective for sector in self.sectors for perspective in sector.perspectives}

    @cached_property
    def perspective_keys(self) -> tuple[str, ...]:
        """Everything a sheet may name as its perspective, in questionnaire order."""
        keys: list[str] = []
        for sector in self.sectors:
            keys += [perspective.id for perspective in sector.perspectives]
            keys.append(sector_only(sector.id))
        return (*keys, UNSTATED)

    @cached_property
    def short_form(self) -> tuple[str, ...]:
        """Statement ids of the Kurzform; all of them where none is marked."""
        marked = tuple(statement.id for statement in self.statements.values() if statement.short)
        return marked or tuple(self.statements)

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """Languages in which every statement can be read, German first."""
        texts = [statement.text for statement in self.statements.values()]
        return tuple(language for language in texts[0] if all(language in text for text in texts))

    def field(self, field_id: str) -> Field:
        """The field with this id; KeyError if there is none."""
        return next(field for field in self.fields if field.id == field_id)

    def only(self, statement_ids: tuple[str, ...]) -> "Questionnaire":
        """The same questionnaire reduced to these statements; fields left without any are dropped."""
        wanted = set(statement_ids)
        fields = (
            replace(field, statements=tuple(s for s in field.statements if s.id in wanted)) for field in self.fields
        )
        return replace(self, fields=tuple(field for field in fields if field.statements))
