"""Rows that stand in a file twice, with the same number, time or address: they are one person."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from data.intake.containers.reading import Value
from data.intake.said import Said, said
from data.intake.survey_tools.moments import to_the_minute
from data.intake.tables import Column, Table

Row = Mapping[tuple[int, int], Value]
"""The filled cells by part and column."""

_DISTINCT = 0.2
"""Share of different values from which a column may tell people apart."""
_FEW = 4


def doubled(table: Table, uses: Sequence[str], identities: Sequence[str | None]) -> dict[int, Said]:
    """By place the reason, for all but the fullest of equal rows. Equal answers alone may be those of two people.

    ``identities``: the tool's id of each record, by which those with the same are found again; None where it is not
    looked at.
    """
    found: dict[int, Said] = {}
    for column, use in zip(table.columns, uses, strict=True):
        if use in ("technical", "personal"):
            found |= {place: why for place, why in _by_column(table, column, identities).items() if place not in found}
    return found


def _by_column(table: Table, column: Column, identities: Sequence[str | None]) -> dict[int, Said]:
    """Rows of which another says all and perhaps more; none where different rows have the same value in this column."""
    values = list(table.values(column))
    times = Counter(value for value in values if value is not None)
    if len(times) < _DISTINCT * len(values) and len(values) > _FEW:
        return {}
    again: defaultdict[Value, list[int]] = defaultdict(list)
    for place, value in enumerate(values):
        if value is not None and times[value] > 1 and identities[place] is not None:
            again[value].append(place)
    if not again or any(_is_day(value) for value in again):
        return {}
    found: dict[int, Said] = {}
    for places in again.values():
        rows = _fullest_of_each({place: _row(table, place) for place in places}, identities)
        fullest = max(rows, key=lambda place: (len(rows[place]), -place))
        if not all(_says_no_more(row, rows[fullest]) for row in rows.values()):
            return {}
        first = next(row for row in table.records[fullest] if row)
        reason = said("double", row=first, column=table.letter(column))
        found |= {place: reason for place in rows if place != fullest}
    return found


def _fullest_of_each(rows: Mapping[int, Row], identities: Sequence[str | None]) -> dict[int, Row]:
    """Those of one id count once anyhow."""
    found: dict[str, int] = {}
    for place, row in rows.items():
        name = identities[place] or f"row {place}"
        if name not in found or len(row) > len(rows[found[name]]):
            found[name] = place
    return {place: rows[place] for place in found.values()}


def _says_no_more(row: Row, than: Row) -> bool:
    """Also where a text was torn, so that only its beginning is left."""
    return all(
        place in than
        and (value == than[place] or (isinstance(value, str) and len(value) > 1 and str(than[place]).startswith(value)))
        for place, value in row.items()
    )


def _row(table: Table, place: int) -> Row:
    """The filled cells of all worksheets."""
    rows = [(part.worksheet.rows, row) for part, row in zip(table.parts, table.records[place], strict=True)]
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
