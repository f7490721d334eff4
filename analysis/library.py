"""The Bibliothek: what helps to act before, during and after a workshop, and what other municipalities have done."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from analysis.questionnaire import Text

Kind = Literal["agenda", "invitation", "after", "leadership", "dialogue", "practice"]
Occasion = Literal["after_the_check", "conflict", "building_project", "nobody_comes"]
Size = Literal["small_town", "town", "city", "district"]
"""Of a municipality: under 20,000 people, to 100,000, above; or a Landkreis."""


@dataclass(frozen=True)
class Step:
    """A part of a script or an agenda; ``slide``: what stands on the Leinwand meanwhile, "" for nothing.
    ``is_optional``: goes first when time runs short."""

    minutes: int
    title: Text
    text: Text | None = None
    aim: Text | None = None
    say: Text | None = None
    material: Text | None = None
    fallback: Text | None = None
    slide: str = ""
    is_optional: bool = False


@dataclass(frozen=True)
class Part:
    """What stands under one heading, or without one; ``prompts``: places for the reader's own words."""

    title: Text | None = None
    text: tuple[Text, ...] = ()
    bullets: tuple[Text, ...] = ()
    steps: tuple[Step, ...] = ()
    prompts: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Source:
    title: str
    url: str


@dataclass(frozen=True)
class Practice:
    """What a municipality did, as public sources tell it; what they do not tell is None.

    ``years``: when; ``statements``: ids that it fits; ``checked``: when the sources were last read.
    """

    place: Text
    sizes: tuple[Size, ...]
    years: str
    problem: Text
    steps: tuple[Text, ...]
    statements: tuple[str, ...]
    sources: tuple[Source, ...]
    checked: date
    cost: Text | None = None
    time: Text | None = None
    resistance: Text | None = None
    failed: Text | None = None
    evidence: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to read, print and adapt. ``minutes``: how long it takes, if it is something to do.

    ``steps``: of an agenda; ``practice``: of a practice card; ``perspective``: whom a letter invites, "" for all.
    ``is_own``: written by whoever runs this instance, not shipped.
    """

    kind: Kind
    id: str
    title: Text
    summary: Text
    minutes: int | None = None
    parts: tuple[Part, ...] = ()
    steps: tuple[Step, ...] = ()
    is_online: bool = False
    occasions: tuple[Occasion, ...] = ()
    people: Text | None = None
    perspective: str = ""
    is_easy: bool = False
    practice: Practice | None = None
    is_own: bool = False

    def texts(self) -> Iterator[Text]:
        """Everything that is written in it."""
        yield from (self.title, self.summary)
        if self.people is not None:
            yield self.people
        for part in self.parts:
            yield from _there((part.title,))
            yield from (*part.text, *part.bullets, *part.prompts)
        for step in (*self.steps, *(step for part in self.parts for step in part.steps)):
            yield from _there((step.title, step.text, step.aim, step.say, step.material, step.fallback))
        if self.practice is not None:
            one = self.practice
            yield from _there((one.place, one.problem, one.cost, one.time, one.resistance, one.failed, one.evidence))
            yield from one.steps


@dataclass(frozen=True)
class Library:
    """All items in the order of their kinds, then as their files are named."""

    items: tuple[Item, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    def of_kind(self, kind: Kind) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.kind == kind)

    def joined_by(self, own: Iterable[Item]) -> "Library":
        """With these items behind the others of their kind; what is shipped keeps its id."""
        return Library((*self.items, *(item for item in own if item.id not in self.by_id)))

    def fitting(self, statement: str) -> tuple[Item, ...]:
        """The practice cards for a statement, in their order: none is better than another."""
        return tuple(item for item in self.items if item.practice is not None and statement in item.practice.statements)


def _there(texts: Iterable[Text | None]) -> Iterator[Text]:
    return (text for text in texts if text is not None)
