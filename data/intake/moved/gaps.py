"""Rows that alone end too early, where nobody else has left anything out: a cell was deleted somewhere before."""

from collections.abc import Collection, Mapping, Sequence

from data.intake.moved.profiles import Profile
from data.intake.tables import Part

GAP = (
    "Nur hier fehlen die letzten Antworten, sonst hat niemand etwas ausgelassen: Vermutlich wurden Zellen gelöscht und "
    "die Antworten dahinter sind nach links verrutscht. Die Zeile wird nicht gezählt. Bitte mit dem Original "
    "vergleichen; fehlen die Antworten wirklich, dort „keine Angabe“ eintragen und noch einmal hochladen."
)
_FEWEST_FULL = 5
_TIMES_AS_MANY = 9
_LONGEST_GAP = 2


def lone_gaps(
    profiles: Sequence[Profile], rows: Mapping[int, int], part: Part, known: Collection[int]
) -> dict[int, str]:
    """Reasons by place; ``known`` are set aside already, or known to have stopped before the end.

    Where others left out something as well, a blank at the end is nothing but a blank.
    """
    asked = [one.number for one in profiles if one.use in ("statement", "not_asked")]
    if len(asked) <= 2 * _LONGEST_GAP or part.sheet.errors or part.sheet.formulas:
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


def _stored(part: Part, row: int) -> Sequence[object]:
    return part.sheet.rows[row - 1] if row <= len(part.sheet.rows) else ()
