"""Rows in which Nextcloud Forms wrote one empty cell for a grid that was skipped as a whole, so that all else moved.

Since version 5.3 the export leaves a single cell where there should be one for each row of the grid. What follows moves
left, and as many cells at the end of the row are missing. A grid that was answered in part keeps all its cells.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from data.intake.containers.reading import Value

Kind = Literal["as_is", "one", "many", "none"]
Cells = tuple[Value, ...]
Grids = Sequence[tuple[int, int]]
"""Place of the first cell, and number of cells, of each grid, from left to right."""

MOST_GRIDS = 10


@dataclass(frozen=True)
class Outcome:
    """How a row can be read: as it is, in ``one`` other way (``cells``, with these grids skipped), in many or in none.

    Only the first two are readings; the others must not be counted.
    """

    kind: Kind
    cells: Cells = ()
    skipped: tuple[int, ...] = ()


AS_IS, MANY, NONE = Outcome("as_is"), Outcome("many"), Outcome("none")


def keeps_places(rows: Iterable[Sequence[Value]], grids: Grids) -> bool:
    """Whether the file was written without the fault: in some row a grid is empty and the last cell is not.

    One export writes all its rows in the same way, so that one such row speaks for all.
    """
    wide = [(start, length) for start, length in grids if length > 1]
    return any(
        not _is_empty(cells[-1]) and any(all(map(_is_empty, cells[start : start + length])) for start, length in wide)
        for cells in rows
    )


def realigned(cells: Sequence[Value], grids: Grids, readable: Callable[[int, Value], bool]) -> Outcome:
    """Find all ways in which the row may have been written.

    ``cells`` are those of all questions in the order of the columns; ``readable`` says whether a value that is not
    empty may stand at a place. A row that is full to its end has lost nothing.
    """
    wide = [(index, start, length) for index, (start, length) in enumerate(grids) if length > 1]
    spare = _empty_end(cells)
    if not wide or spare < min(length for _, _, length in wide) - 1:
        return AS_IS
    if len(wide) > MOST_GRIDS:
        return MANY
    row = _Row(tuple(None if _is_empty(value) else value for value in cells), wide, spare, readable)
    ways: dict[Cells, tuple[int, ...]] = {row.cells: ()} if row.fits(0, len(cells), 0) else {}
    for skipped in row.ways():
        ways.setdefault(row.spread(skipped), skipped)
        if len(ways) > 1:
            return MANY
    if not ways:
        return NONE
    found, grids_skipped = next(iter(ways.items()))
    return AS_IS if found == row.cells else Outcome("one", found, grids_skipped)


class _Row:
    """One row as written; ``wide`` are its grids of several cells by index, start and length."""

    def __init__(
        self, cells: Cells, wide: Sequence[tuple[int, int, int]], spare: int, readable: Callable[[int, Value], bool]
    ) -> None:
        self.cells = cells
        self._wide, self._spare, self._readable = wide, spare, readable

    def ways(self, number: int = 0, lost: int = 0, skipped: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
        """Each set of skipped grids under which all values stand where they may.

        So far grids before ``number`` are settled, by which ``lost`` cells are missing. A grid that was not skipped has
        an answer, or else it would have been written as one cell.
        """
        begin = self._wide[number - 1][1] + self._wide[number - 1][2] if number else 0
        if number == len(self._wide):
            if self.fits(begin, len(self.cells), lost):
                yield skipped
            return
        index, start, length = self._wide[number]
        if not self.fits(begin, start, lost):
            return
        written = self.cells[start - lost : start - lost + length]
        if any(value is not None for value in written) and self.fits(start, start + length, lost):
            yield from self.ways(number + 1, lost, skipped)
        if written[0] is None and lost + length - 1 <= self._spare:
            yield from self.ways(number + 1, lost + length - 1, (*skipped, index))

    def fits(self, first: int, last: int, lost: int) -> bool:
        """Whether the places from ``first`` to before ``last`` may hold what stands so many cells further left."""
        written = self.cells[first - lost : last - lost]
        return all(value is None or self._readable(place, value) for place, value in enumerate(written, first))

    def spread(self, skipped: Sequence[int]) -> Cells:
        """The row with the cells that are missing for these grids."""
        cells = list(self.cells)
        for index, start, length in self._wide:
            if index in skipped:
                cells[start:start] = [None] * (length - 1)
        return tuple(cells[: len(self.cells)])


def _empty_end(cells: Sequence[Value]) -> int:
    return next((place for place, value in enumerate(reversed(cells)) if not _is_empty(value)), len(cells))


def _is_empty(value: Value) -> bool:
    return value is None or value == ""
