"""What can be said about results in one picture: finding, alt text and table, the same in every medium."""

from dataclasses import dataclass
from typing import Literal

from content.findings import Finding
from content.tables import Table

Chart = Literal["radar", "profiles", "levels", "dumbbell", "diverging", "dots", "e"]


@dataclass(frozen=True)
class Slide:
    """One view of the results.

    ``address`` says all that is needed to make it again, ``shows`` what its chart draws: lines of the radar, or
    statements. ``finding`` names rows of ``table``, whose title is the alt text.
    """

    address: str
    chart: Chart
    finding: Finding
    table: Table
    shows: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        """What the picture shows, for whoever does not see it."""
        return f"{self.table.title} {self.finding.sentence}"

    @property
    def marked(self) -> tuple[int, ...]:
        """Places of the rows of which the finding speaks."""
        return tuple(place for place, row in enumerate(self.table.ids) if row in self.finding.named)
