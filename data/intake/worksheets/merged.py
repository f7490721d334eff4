"""Cells merged over several people: their value is stored once and holds for all of them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from data.intake.containers.reading import Value, Worksheet
from data.intake.said import Said, said
from data.intake.worksheets.grid import is_blank

_MOST_NAMED = 20
_MOST_ROWS = 1_000_000


@dataclass(frozen=True)
class Spread:
    """``copied``: the columns of each row whose value was stored further up.

    ``held`` are the merged cells, each by its first, that now hold for all their rows; ``lost`` those that cannot.
    """

    worksheet: Worksheet
    copied: Mapping[int, frozenset[int]]
    held: tuple[tuple[int, int], ...]
    lost: tuple[tuple[int, int], ...]


def spread_down(worksheet: Worksheet, first: int, but: Collection[int]) -> Spread:
    """From this row on; not into rows without content, nor in columns that tell people apart or hold crosses (``but``).

    Merged cells overlap in damaged files only; no more of them is looked at than a whole worksheet of them has.
    """
    places: list[tuple[int, int, int]] = []
    held: list[tuple[int, int]] = []
    lost: list[tuple[int, int]] = []
    rows_left = _MOST_ROWS
    for top, left, bottom, _ in sorted(worksheet.merged):
        if top < first or bottom == top or _stored(worksheet, top, left) is None:
            continue
        rows = _within(worksheet, top + 1, bottom)
        rows_left -= len(rows)
        (lost if left in but or rows_left < 0 else held).append((top, left))
        places += [(row, left, top) for row in rows if left not in but and rows_left >= 0]
    filled = {
        row: list(worksheet.rows[row - 1]) for row, _, _ in places if not all(map(_is_empty, worksheet.rows[row - 1]))
    }
    copied: defaultdict[int, set[int]] = defaultdict(set)
    for row, left, top in places:
        if row in filled and _stored(worksheet, row, left) is None:
            filled[row] += [None] * (left - len(filled[row]))
            filled[row][left - 1] = _stored(worksheet, top, left)
            copied[row].add(left)
    spread = tuple(tuple(filled[row]) if row in copied else cells for row, cells in enumerate(worksheet.rows, 1))
    return Spread(
        replace(worksheet, rows=spread) if copied else worksheet,
        {row: frozenset(columns) for row, columns in copied.items()},
        tuple(held),
        tuple(lost),
    )


def note_on_merged(
    title: str, held: Collection[str], answers: Collection[str], lost: Collection[str]
) -> tuple[Said, ...]:
    """What merged cells were taken for; ``answers`` are those of ``held`` that are answers. Nothing without any."""
    more = []
    if held:
        more.append(said("merged_held", cells=_named(held)))
    if answers:
        more.append(said("merged_answers", cells=_named(answers)))
    if lost:
        more.append(said("merged_lost", cells=_named(lost)))
    return (said("merged", sheet=title, more=tuple(more)),) if more else ()


def _named(addresses: Collection[str]) -> str:
    listed = list(addresses)
    return ", ".join(listed[:_MOST_NAMED]) + (" …" if len(listed) > _MOST_NAMED else "")


def _is_empty(value: Value) -> bool:
    return value is None or is_blank(value)


def _within(worksheet: Worksheet, top: int, bottom: int) -> range:
    return range(top, min(bottom, len(worksheet.rows)) + 1)


def _stored(worksheet: Worksheet, row: int, column: int) -> Value:
    cells = worksheet.rows[row - 1] if row <= len(worksheet.rows) else ()
    return cells[column - 1] if column <= len(cells) else None
