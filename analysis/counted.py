"""What was counted, by the groups formed at closing: all that results are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import pandas as pd

from analysis.results import Group


@dataclass(frozen=True, eq=False)
class Counted:
    """The counts of a workshop, and what they are counts of.

    ``counts``: the frame ``statement · group (id) · answer (A–E) · people``. ``groups`` in screen order, ``statements``
    in any order. ``administration``: the Verwaltungsbogen's answers by statement; it enters no measure of the room.
    """

    counts: pd.DataFrame
    groups: tuple[Group, ...]
    statements: tuple[str, ...]
    threshold: int
    without_answers: int = 0
    administration: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def people(self) -> int:
        """Respondents: sheets with at least one answer."""
        return sum(group.people for group in self.groups)
