"""Whether the cells of a row would fit better if they had moved by some columns."""

from collections.abc import Sequence
from itertools import accumulate

from data.intake.moved.kinds import Kind
from data.intake.moved.profiles import ASKED, Profile

FURTHEST = 6
"""Columns by which cells are supposed to have moved."""
_ADDED = frozenset({"empty", "text", "word"})
"""What may stand between cells that moved to the right: nothing, or the rest of a text that was split."""
_NO_COLUMN = frozenset({"empty"})


class Shifts:
    """The columns of one worksheet; the rows are given as the kinds of their cells from column A on."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self._width = max((one.number for one in profiles), default=0)
        by_number = {one.number: one for one in profiles}
        named = [by_number.get(number) for number in range(1, self._width + 1)]
        self._fits = [one.fits if one is not None else _NO_COLUMN for one in named]
        self._last = max((one.number for one in profiles if one.counts), default=0)
        self._free = [one is not None and one.is_free for one in named]
        given = [None if one is None else one.use for one in named]
        self._opens = [
            use in ASKED and before in ("perspective", "technical", "personal")
            for before, use in zip([None, *given], given, strict=False)
        ]
        self._known: dict[tuple[Kind, ...], bool] = {}

    def explain(self, cells: tuple[Kind, ...]) -> bool:
        """Whether fewer cells would be in a wrong column if those from some column on had moved together."""
        if cells not in self._known:
            self._known[cells] = self._explained(cells)
        return self._known[cells]

    def _explained(self, cells: tuple[Kind, ...]) -> bool:
        row = [*cells, *["empty"] * (self._width - len(cells))]
        wrong = [self._is_wrong(place, kind) for place, kind in enumerate(row)]
        if not any(wrong):
            return False
        before = [0, *accumulate(wrong)]
        return any(
            self._moved_right(row, wrong, before, by) or self._moved_left(row, before, by)
            for by in range(1, min(FURTHEST, self._width - 1) + 1)
        ) or self._is_torn_text(row, wrong)

    def _is_wrong(self, place: int, kind: Kind) -> bool:
        return kind not in (self._fits[place] if place < self._width else _NO_COLUMN)

    def _moved_right(self, row: Sequence[Kind], wrong: Sequence[bool], before: Sequence[int], by: int) -> bool:
        """With so many cells too many; those must be empty or the rest of a text, and are not what is explained."""
        after = 0
        for place in range(len(row) - 1, -1, -1):
            moved = row[place + by] if place + by < len(row) else "empty"
            after += self._is_wrong(place, moved)
            if place >= self._last:
                continue
            added = row[place : place + by]
            if not _ADDED.issuperset(added):
                continue
            rest = before[-1] - sum(wrong[place : place + by])
            if before[place] + after < rest:
                return True
        return False

    def _moved_left(self, row: Sequence[Kind], before: Sequence[int], by: int) -> bool:
        """With so many cells missing, so that the last ones are empty."""
        if any(kind != "empty" for kind in row[self._width - by :]):
            return False
        after = 0
        for place in range(self._width - 1, by - 1, -1):
            after += self._is_wrong(place, row[place - by])
            if place - by < self._last and before[place - by] + after < before[-1]:
                return True
        return False

    def _is_torn_text(self, row: Sequence[Kind], wrong: Sequence[bool]) -> bool:
        """A text in the first column of answers, behind the beginning of a text; a known perspective is a whole one."""
        return any(
            wrong[place]
            and row[place] == "text"
            and (self._opens[place] or self._free[place - 1])
            and row[place - 1] in ("text", "word")
            for place in range(1, self._width)
        )
