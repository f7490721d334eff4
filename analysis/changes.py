"""What has changed since an earlier Durchgang, as far as both have shown it: values, and no difference of counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Direction = Literal["hoeher", "niedriger", "klein"]


@dataclass(frozen=True)
class Change:
    """A field's or statement's level in both runs, with the people behind each.

    ``direction``: where it has gone; "klein" where the smaller n does not let the difference be read. Of a field both
    levels go over the same ``compared`` statements, of ``asked`` that the later run has there.
    """

    id: str
    before: Fraction
    after: Fraction
    n_before: int
    n_after: int
    direction: Direction
    compared: int = 1
    asked: int = 1

    @property
    def is_readable(self) -> bool:
        return self.direction != "klein"


@dataclass(frozen=True)
class Changes:
    """Of the room or of one group, in questionnaire order: only what both runs show."""

    fields: tuple[Change, ...]
    statements: tuple[Change, ...]


@dataclass(frozen=True)
class RunComparison:
    """An ``earlier`` run, held on that day, beside this one; ``runs``: the numbers of both.

    ``groups``: by id those that are the same group in both. ``reworded``: statements with the same id and another
    wording; ``added`` and ``dropped``: those that only one of them asks. None of these is compared.
    """

    workshop_id: str
    earlier: date
    later: date
    room: Changes
    groups: Mapping[str, Changes]
    reworded: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    runs: tuple[int, int] = (1, 2)

    def of(self, line: str) -> Changes:
        """The changes of this group; of any other line those of the room."""
        return self.groups.get(line, self.room)
