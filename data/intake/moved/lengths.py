"""Rows of a text file that have more or fewer cells than their heading: a sign between cells is missing or too many."""

from collections import Counter
from collections.abc import Mapping, Sequence

from data.intake.said import Said, said
from data.intake.tables import Part

_BLOCK = 16
"""Excel writes text files in blocks of so many rows, each only as wide as its widest row."""
_MANY = 4


def rows_of_other_length(part: Part, rows: Sequence[int]) -> dict[int, Said]:
    """The reason by row; none where the file has no separators, or where its rows just end with their last value."""
    lengths = part.worksheet.lengths
    if not lengths or not rows or not part.heads:
        return {}
    of_row = {row: lengths[row - 1] for row in rows}
    heads = max(lengths[row - 1] for row in part.heads)
    usual = _usual(part, of_row, heads)
    odd = {row: cells for row, cells in of_row.items() if cells != usual}
    ends = {row: len(part.worksheet.rows[row - 1]) for row in of_row if row <= len(part.worksheet.rows)}
    shorter = {row for row, cells in odd.items() if cells < usual}
    if shorter and (_are_cut(of_row, ends, shorter) or _are_blocks(part, len(lengths))):
        odd = {row: cells for row, cells in odd.items() if row not in shorter}
    return {row: said("longer" if cells > usual else "shorter", cells=cells, usual=usual) for row, cells in odd.items()}


def _usual(part: Part, of_row: Mapping[int, int], heads: int) -> int:
    """As many cells as the heading has; rows may all end in the same empty cells, or the heading in empty ones."""
    most = Counter(of_row.values()).most_common(1)[0][0]
    named = max(len(part.worksheet.rows[row - 1]) for row in part.heads)
    filled = max((len(part.worksheet.rows[row - 1]) for row in of_row if row <= len(part.worksheet.rows)), default=0)
    empty_ends = most > heads and all(
        len(part.worksheet.rows[row - 1]) <= heads for row, cells in of_row.items() if cells == most
    )
    return most if empty_ends or (named <= most < heads and filled <= most) else heads


def _are_cut(of_row: Mapping[int, int], ends: Mapping[int, int], shorter: set[int]) -> bool:
    """Whether every row ends with its last value, wherever that is: such a file has no empty cells at any end."""
    lengths = {of_row[row] for row in shorter}
    return (
        all(of_row[row] == end for row, end in ends.items())
        and len(lengths) >= _MANY
        and len(shorter) < len(of_row) < 2 * len(shorter)
    )


def _are_blocks(part: Part, count: int) -> bool:
    """Whether all rows of a block have the same length, to which one of them is filled."""
    rows, lengths = part.worksheet.rows, part.worksheet.lengths
    blocks = [range(first, min(first + _BLOCK, count)) for first in range(0, count, _BLOCK)]
    return len(blocks) > 1 and all(
        len({lengths[place] for place in block}) == 1
        and any(place < len(rows) and len(rows[place]) == lengths[place] for place in block)
        for block in blocks
    )
