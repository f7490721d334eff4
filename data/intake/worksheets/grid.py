"""A worksheet to be looked at by row and column, whatever its rows' lengths, and what kind of thing a cell holds."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest

from data.intake.containers.reading import Value, Worksheet

_FIGURES = re.compile(r"[+-]?\d[\d\s.,:/+\-TZ%]*(?:\s?[AaPp][Mm])?(?:\s[A-Za-z]{2,5})?")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\s*%?")


class Grid:
    """Rows and columns from 1; an error and a formula without a stored value fill their cell, and their value is None.

    A text of blanks only counts as an empty cell.
    """

    def __init__(self, worksheet: Worksheet) -> None:
        self.worksheet = worksheet
        self._marked: defaultdict[int, list[int]] = defaultdict(list)
        for row, column in (*worksheet.errors, *worksheet.formulas):
            self._marked[row].append(column)
        self.height = max(len(worksheet.rows), *self._marked, 0)
        self.width = max((*map(len, worksheet.rows), *(max(columns) for columns in self._marked.values())), default=0)

    def value(self, row: int, column: int) -> Value:
        """What is stored there; None also beyond the end."""
        values = self.worksheet.rows[row - 1] if row <= len(self.worksheet.rows) else ()
        return values[column - 1] if column <= len(values) else None

    def cells(self, row: int) -> dict[int, Value]:
        """The filled cells of a row by column."""
        values = self.worksheet.rows[row - 1] if row <= len(self.worksheet.rows) else ()
        found: dict[int, Value] = dict.fromkeys(self._marked.get(row, ()))
        found.update((place, one) for place, one in enumerate(values, 1) if one is not None and not is_blank(one))
        return found

    def is_empty(self, row: int) -> bool:
        """Whether nothing at all is stored in the row, not even blanks."""
        return row not in self._marked and (
            row > len(self.worksheet.rows) or not any_stored(self.worksheet.rows[row - 1])
        )

    def column(self, column: int, rows: range) -> dict[int, Value]:
        """The values in these rows of a column by row, without empty ones."""
        values = {row: self.value(row, column) for row in rows}
        return {row: value for row, value in values.items() if value is not None and not is_blank(value)}

    def used_columns(self, columns: Sequence[int], first: int) -> set[int]:
        """Those of these columns in which anything is stored from this row on."""
        found = {column for row, marked in self._marked.items() if row >= first for column in marked}
        waiting = sorted(set(columns) - found)
        for row in self.worksheet.rows[first - 1 :]:
            stored = [column for column in waiting[: bisect_right(waiting, len(row))] if row[column - 1] is not None]
            if stored:
                found.update(stored)
                waiting = [column for column in waiting if column not in found]
        return found & set(columns)

    def spread(self, row: int) -> Mapping[int, Value]:
        """The filled cells of a row; what stands in merged cells stands in each of their columns."""
        found: dict[int, Value] = {}
        for top, left, bottom, right in self.worksheet.merged:
            if top <= row <= bottom and left not in found and (value := self.value(top, left)) is not None:
                found.update(dict.fromkeys(range(left, min(right, self.width) + 1), value))
        return found | self.cells(row)


def flipped(worksheet: Worksheet) -> Worksheet:
    """Rows and columns change places."""
    return Worksheet(
        title=worksheet.title,
        rows=tuple(zip_longest(*worksheet.rows)),
        hidden=worksheet.hidden,
        merged=tuple((left, top, right, bottom) for top, left, bottom, right in worksheet.merged),
        errors={(column, row): text for (row, column), text in worksheet.errors.items()},
        formulas={(column, row): text for (row, column), text in worksheet.formulas.items()},
    )


def any_stored(values: Iterable[Value]) -> bool:
    """Whether one of the values is not None; 0 and False are values."""
    return any(value is not None for value in values)


def is_blank(value: Value) -> bool:
    return isinstance(value, str) and not value.strip()


def is_figure(value: Value) -> bool:
    """A number, a truth, a date, or a text of that kind: "0,76", "01.03.2025 09:15", "9:15:02 AM MEZ"."""
    return value is not None and (not isinstance(value, str) or _FIGURES.fullmatch(value.strip()) is not None)


def number(value: Value) -> float | None:
    """The number, also from a text with a comma or a percent sign; None if it is none."""
    if isinstance(value, str):
        text = value.strip()
        return float(text.rstrip("% \t").replace(",", ".")) if _NUMBER.fullmatch(text) else None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
