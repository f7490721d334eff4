"""Rows that alone end too early, where nobody else has left anything out: a cell was deleted somewhere before."""

from collections.abc import Collection, Mapping, Sequence

from data.intake.moved.profiles import Profile
from data.intake.said import Said, said
from data.intake.tables import Part, Table

GAP, NOBODY, UNEVEN = said("gap"), said("without_ends"), said("uneven_crosses")
_FEWEST_FULL = 5
_TIMES_AS_MANY = 9
_LONGEST_GAP = 2


def lone_gaps(
    profiles: Sequence[Profile], rows: Mapping[int, int], part: Part, known: Collection[int]
) -> dict[int, Said]:
    """Reasons by place; ``known`` are set aside already, or known to have stopped before the end.

    Where others left out something as well, a blank at the end is nothing but a blank.
    """
    asked = [one.number for one in profiles if one.use in ("statement", "not_asked")]
    if len(asked) <= 2 * _LONGEST_GAP or part.worksheet.errors or part.worksheet.formulas:
        return {}
    stored = {place: _stored(part, row) for place, row in rows.items() if place not in known}
    short = {place: cells for place, cells in stored.items() if len(cells) < asked[-1] or cells[asked[-1] - 1] is None}
    if not short or len(stored) - len(short) < max(_FEWEST_FULL, _TIMES_AS_MANY * (len(short) - 1)):
        return {}
    for place, cells in stored.items():
        here = [number <= len(cells) and cells[number - 1] is not None for number in asked]
        gap = len(here) - sum(here)
        if gap > (_LONGEST_GAP if place in short else 0) or not all(here[: len(here) - gap]):
            return {}
    return {place: GAP for place, cells in short.items() if all(value is None for value in cells[asked[-1] - 1 :])}


def without_both_ends(
    profiles: Sequence[Profile], rows: Mapping[int, int], part: Part, known: Collection[int]
) -> dict[int, Said]:
    """Reasons by place, where nearly all others have a perspective, and it stands before the answers."""
    named = [one.number for one in profiles if one.use == "perspective"]
    asked = [one.number for one in profiles if one.use in ("statement", "not_asked")]
    if len(named) != 1 or not asked or named[0] > asked[0]:
        return {}
    stored = {place: _stored(part, row) for place, row in rows.items()}
    without = [place for place, cells in stored.items() if _are_empty(cells[named[0] - 1 : named[0]])]
    if len(stored) - len(without) < max(_FEWEST_FULL, _TIMES_AS_MANY * (len(without) - 1)):
        return {}
    return {
        place: NOBODY
        for place in without
        if place not in known
        and _are_empty(stored[place][asked[-1] - 1 :])
        and not _are_empty(stored[place][named[0] :])
    }


def uneven_crosses(table: Table, number: int, rows: Mapping[int, int], known: Collection[int]) -> dict[int, Said]:
    """Reasons by place, where nearly all others have one cross at each statement; ``number`` of the part."""
    statements = [[place for place, _ in one.options] for one in table.columns if one.part == number and one.options]
    if not statements:
        return {}
    even, uneven = 0, []
    for record, row in rows.items():
        if record in known:
            continue
        cells = _stored(table.parts[number], row)
        filled = [sum(place <= len(cells) and cells[place - 1] is not None for place in one) for one in statements]
        even += min(filled) == max(filled) == 1
        if min(filled) == 0 and max(filled) > 1:
            uneven.append(record)
    return dict.fromkeys(uneven, UNEVEN) if even >= max(_FEWEST_FULL, _TIMES_AS_MANY * (len(uneven) - 1)) else {}


def _are_empty(cells: Sequence[object]) -> bool:
    return all(value is None for value in cells)


def _stored(part: Part, row: int) -> Sequence[object]:
    return part.worksheet.rows[row - 1] if row <= len(part.worksheet.rows) else ()
