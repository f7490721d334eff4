"""Rows that stand in a file twice, with the same number, time or address: they are one person."""

from collections import Counter, defaultdict
from collections.abc import Sequence

from data.intake.reading import Value
from data.intake.survey_tools.moments import to_the_minute
from data.intake.tables import Column, Table

DOUBLE = (
    "Alles in dieser Zeile steht auch in Zeile {row}, auch die Angabe in Spalte {column}, die jede Person nur einmal "
    "hat. Beide sind ein Bogen und zählen einmal."
)

_DISTINCT = 0.2
"""Share of different values from which a column may tell people apart."""
_FEW = 4


def doubled(table: Table, uses: Sequence[str], identified: Sequence[bool]) -> dict[int, str]:
    """By place the reason, for all but the fullest of equal rows. Equal answers alone may be those of two people."""
    found: dict[int, str] = {}
    if all(identified):
        return found
    for column, use in zip(table.columns, uses, strict=True):
        if use in ("technical", "personal"):
            found |= {place: why for place, why in _by_column(table, column, identified).items() if place not in found}
    return found


def _by_column(table: Table, column: Column, identified: Sequence[bool]) -> dict[int, str]:
    """Rows of which another says all and perhaps more; none where different rows have the same value in this column."""
    values = list(table.values(column))
    times = Counter(value for value in values if value is not None)
    if len(times) < _DISTINCT * len(values) and len(values) > _FEW:
        return {}
    again: defaultdict[Value, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        if value is not None and times[value] > 1 and not identified[place]:
            again[value].append(place)
    if not again or any(_is_day(value) for value in again):
        return {}
    found: dict[int, str] = {}
    for places in again.values():
        rows = {place: _row(table, place) for place in places}
        fullest = max(places, key=lambda place: (len(rows[place]), -place))
        if any(not rows[place].items() <= rows[fullest].items() for place in places):
            return {}
        first = next(row for row in table.records[fullest] if row)
        reason = DOUBLE.format(row=first, column=table.letter(column))
        found |= {place: reason for place in places if place != fullest}
    return found


def _row(table: Table, place: int) -> dict[tuple[int, int], Value]:
    """The filled cells of all sheets."""
    rows = [(part.sheet.rows, row) for part, row in zip(table.parts, table.records[place], strict=True)]
    return {
        (part, number): value
        for part, (stored, row) in enumerate(rows)
        if 0 < row <= len(stored)
        for number, value in enumerate(stored[row - 1], 1)
        if value is not None
    }


def _is_day(value: Value) -> bool:
    """Many people answer on the same day, also on one written as a moment at midnight."""
    return to_the_minute(value).endswith("T00:00")
