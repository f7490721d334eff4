"""The books of a file: each non-empty cell is booked once, and rejected ones are named with their reason."""

from collections import Counter
from dataclasses import dataclass
from typing import Literal

from data.intake.cells import RawCell
from data.intake.said import Said, said

Fate = Literal["imported", "metadata", "ignored", "rejected"]

LONGEST_SHOWN = 60
MOST_NAMED = 10_000
"""So many rejected cells are named; nobody corrects more one by one. All are counted."""


@dataclass(frozen=True)
class Problem:
    """A cell that was not taken over, and why."""

    worksheet: str
    cell: str
    value: str
    reason: Said


@dataclass(frozen=True)
class Ledger:
    """What became of the non-empty cells of the file; the four sum up to ``total``."""

    total: int = 0
    imported: int = 0
    metadata: int = 0
    ignored: int = 0
    rejected: int = 0


class Booking:
    """Collects the fate of the cells while a file is read."""

    def __init__(self) -> None:
        self._cells: Counter[Fate] = Counter()
        self._problems: list[Problem] = []
        self._unnamed = 0

    def book(self, fate: Fate, cells: int = 1) -> None:
        self._cells[fate] += cells

    def reject(self, worksheet: str, cell: RawCell, reason: Said) -> None:
        self._cells["rejected"] += 1
        if len(self._problems) == MOST_NAMED:
            self._unnamed += 1
            return
        shown = cell.text if len(cell.text) <= LONGEST_SHOWN else f"{cell.text[:LONGEST_SHOWN]}…"
        self._problems.append(Problem(worksheet, cell.address, shown, reason))

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems)

    @property
    def notes(self) -> tuple[Said, ...]:
        """How many rejected cells are not named."""
        if not self._unnamed:
            return ()
        return (said("further_cells", n=self._unnamed),)

    @property
    def ledger(self) -> Ledger:
        return Ledger(
            total=self._cells.total(),
            imported=self._cells["imported"],
            metadata=self._cells["metadata"],
            ignored=self._cells["ignored"],
            rejected=self._cells["rejected"],
        )
