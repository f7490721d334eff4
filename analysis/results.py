"""Everything that screens and files may show of a closed workshop: small groups are already protected in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, NamedTuple

from analysis.changes import RunComparison

Pattern = Literal["zu_wenige", "kaum_einschaetzbar", "auseinander", "staerke", "bedarf", "geteilt"]
DisagreementBand = Literal["gering", "mittel", "gross"]

AGREED: frozenset[Pattern] = frozenset({"staerke", "bedarf"})
"""The patterns of what most in the room see alike."""


class Ratings(NamedTuple):
    """How many people ticked A, B, C and D."""

    A: int
    B: int
    C: int
    D: int

    @property
    def n(self) -> int:
        return self.A + self.B + self.C + self.D

    @property
    def agree(self) -> int:
        """People who say "trifft (eher) zu"."""
        return self.A + self.B

    @property
    def disagree(self) -> int:
        """People who say "trifft (eher) nicht zu"."""
        return self.C + self.D


@dataclass(frozen=True)
class Group:
    """A group as formed at closing; ``id`` is a sector's, a perspective's, "ohne-angabe" or "uebrige".

    ``parts``: ids of the sectors and perspectives merged into "uebrige", else empty.
    ``perspectives``: the perspective keys of its people.
    """

    id: str
    people: int
    perspectives: tuple[str, ...]
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """What one group shows of one statement; None is hidden or empty, nobody is told which.

    ``e`` stands apart: it is counted over all ``people`` of the group, shown or not what they rated.
    """

    ratings: Ratings | None
    level: Fraction | None
    e: int | None
    people: int


@dataclass(frozen=True)
class StatementResult:
    """One statement for the room and its groups.

    ``level`` 1–4, ``equal_level`` the same with every shown group weighing alike, ``disagreement`` U in 0..1,
    ``group_distance`` in steps (may be slightly negative), ``administration`` the Verwaltungsbogen's answer.
    ``e`` is counted over all ``people`` in the room; ``answered`` (A–E) and ``blank`` stand only beside ``ratings``.
    """

    id: str
    field: str
    ratings: Ratings | None
    level: Fraction | None
    equal_level: Fraction | None
    disagreement: Fraction | None
    group_distance: Fraction | None
    band: DisagreementBand | None
    pattern: Pattern
    people: int
    e: int | None
    answered: int | None
    blank: int | None
    cells: Mapping[str, Cell]
    administration: str | None = None

    @property
    def topic(self) -> Pattern:
        """What there is to ask and to propose about it."""
        return self.pattern


@dataclass(frozen=True)
class FieldCell:
    """A group's mean over its shown cells of a field; ``level`` is None where fewer than half of them are shown.

    ``shown`` and ``e_shown`` say over how many statements each mean goes, ``people`` is the size of the group.
    """

    level: Fraction | None
    shown: int
    e_share: Fraction | None
    e_shown: int
    people: int


@dataclass(frozen=True)
class FieldResult:
    """One Handlungsfeld: means over its statements' values; ``rated`` of ``asked`` statements have one.

    ``band`` is the place of the Einschätzung in ``Questionnaire.bands``; None is "noch keine Aussage". It follows
    from the mean alone: what is said of the room is ``shared_band``. ``patterns`` are those of its statements.
    """

    id: str
    level: Fraction | None
    equal_level: Fraction | None
    disagreement: Fraction | None
    group_distance: Fraction | None
    band: int | None
    pattern: Pattern
    rated: int
    asked: int
    e_share: Fraction | None
    cells: Mapping[str, FieldCell]
    administration_level: Fraction | None = None
    administration_band: int | None = None
    administration_rated: int = 0
    patterns: tuple[Pattern, ...] = ()

    @property
    def differs_by_statement(self) -> bool:
        """Whether the room is of one mind on each statement that it can judge, but says yes to one and no to the next:
        then it has no Einschätzung of the whole field, although nobody sees it differently from the others."""
        there = set(self.patterns)
        return self.pattern == "geteilt" and bool(there & AGREED) and not there & {"auseinander", "geteilt"}

    @property
    def topic(self) -> Pattern:
        """What there is to ask and to propose about it: its pattern, else what the room wants to be done, else what is
        good already."""
        if not self.differs_by_statement:
            return self.pattern
        return "bedarf" if "bedarf" in self.patterns else "staerke"

    @property
    def shared_band(self) -> int | None:
        """The Einschätzung that may be said of the room: none where it answers differently or can hardly judge, as a
        mean would then speak over the heads of those who see it otherwise."""
        return self.band if self.pattern in AGREED else None


@dataclass(frozen=True)
class Results:
    """The closed workshop. ``statements`` and ``fields`` stand in questionnaire order, ``groups`` in screen order.

    ``plan``: the statements that the room talks about, in their order; empty where nobody asked for a plan.
    ``measures``: how many the room has agreed on so far and not dropped; ``polled``: on how many of them it was asked
    for points, and whether it has seen what came of it. ``since``: what an earlier run of the municipality, which was
    shown, lets be compared; None without one.
    """

    threshold: int
    respondents: int
    without_answers: int
    groups: tuple[Group, ...]
    statements: tuple[StatementResult, ...]
    fields: tuple[FieldResult, ...]
    discuss_first: tuple[str, ...]
    knowledge_gaps: tuple[str, ...]
    plan: tuple[str, ...] = ()
    measures: int = 0
    polled: int = 0
    is_polled_shown: bool = False
    since: RunComparison | None = None

    @property
    def groups_beside(self) -> tuple[Group, ...]:
        """The groups that stand beside the room: one alone is the room once more, so it does not."""
        return self.groups if len(self.groups) > 1 else ()

    @cached_property
    def by_statement(self) -> Mapping[str, StatementResult]:
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def by_field(self) -> Mapping[str, FieldResult]:
        return {field.id: field for field in self.fields}
