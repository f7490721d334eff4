"""What can be said about results on one screen: finding, alt text, table and notes, the same in every medium."""

from dataclasses import dataclass
from typing import Literal

from content.findings.finding import Finding
from content.tables import Table
from content.views import View

Chart = Literal["radar", "gaps", "profiles", "levels", "dumbbell", "diverging", "dots", "e", "statement", "slope"]
Kind = Literal["about", "assessment", "pattern", "questions", "ideas"]
WHOLE = "ganz"
"""The one step of a slide that is revealed at once."""

AXES = "achsen"
"""A step that shows no result yet: what will be shown, and on which scale."""


@dataclass(frozen=True)
class Note:
    """Lines beside the picture: what a field is about, its Einschätzung, questions to begin with, Anregungen."""

    kind: Kind
    title: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Slide:
    """One view of the results.

    ``view`` says all that is needed to make it again, ``title`` what it is about, ``shows`` what its chart draws:
    lines of the radar, or statements. ``finding`` names rows of ``table``, whose title says what the picture shows.
    ``steps``: what is revealed one after the other, by id; finding, table and ``shown`` are those of ``step``, the
    last of them unless another was asked for.
    """

    view: View
    title: str
    finding: Finding
    table: Table
    chart: Chart | None = None
    shows: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    steps: tuple[str, ...] = (WHOLE,)
    step: int = 0

    @property
    def shown(self) -> tuple[str, ...]:
        """What of ``shows`` is revealed at this step."""
        return (
            tuple(one for one in self.shows if one not in self.steps[self.step + 1 :])
            if len(self.steps) > 1
            else self.shows
        )

    @property
    def address(self) -> str:
        """The view as a word."""
        return self.view.address

    @property
    def alt(self) -> str:
        """What the picture shows, for whoever does not see it."""
        return f"{self.table.title} {self.finding.sentence}"

    @property
    def marked(self) -> tuple[int, ...]:
        """Places of the rows of which the finding speaks."""
        return tuple(place for place, row in enumerate(self.table.ids) if row in self.finding.named)
