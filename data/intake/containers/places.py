"""Makes of rows what takes little memory: each different value once, and for each cell its place among them."""

import re
from array import array
from collections.abc import Iterable, Sequence
from datetime import time, timedelta
from typing import Any

from data.intake.containers.guard import TOO_LARGE, UnusableFileError
from data.intake.containers.scan import MOST_CELLS, MOST_COLUMNS, MOST_ROWS

MOST_CHARACTERS = 60_000_000
"""Of all cells together: 120 columns of 10,000 people with 50 characters each."""

_CONTROL = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]")


class _Places(dict[object, int]):
    """For each value its place among the different ones; place 0 is the empty cell."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.sent: list[Any] = [None]
        self.lengths = [0]
        self._alike: dict[tuple[bool, object], int] = {}

    def __missing__(self, value: object) -> int:
        if value is None:
            return 0
        if value == 0 or value == 1:  # not kept here, because True == 1.0
            key = (isinstance(value, bool), value)
            if key not in self._alike:
                self._alike[key] = self._add(_plain(value))
            return self._alike[key]
        plain = _plain(value)
        self[value] = self[plain] if isinstance(plain, str) and plain != value else self._add(plain)
        return self[value]

    def _add(self, value: object) -> int:
        self.sent.append(value)
        self.lengths.append(len(value) if isinstance(value, str) else 1)
        return len(self.lengths) - 1


class Cells:
    """The cells of all worksheets, row by row: each the place of its value."""

    def __init__(self) -> None:
        self.places = array("I")
        self._place_of = _Places()
        self._area = 0

    @property
    def values(self) -> list[Any]:
        """Each different value once."""
        return self._place_of.sent

    def add(self, rows: Iterable[Sequence[object]], *, indent: int = 0) -> list[int]:
        """How many cells of each row are kept: all but the empty ends; raises UnusableFileError beyond the caps."""
        place_of = self._place_of.__getitem__
        widths: list[int] = []
        filled = 0
        for row in rows:
            places = list(map(place_of, row))
            while places and places[-1] == 0:
                places.pop()
            if places:
                places[:0] = [0] * indent
                filled = len(widths) + 1
                if filled > MOST_ROWS or len(places) > MOST_COLUMNS:
                    raise UnusableFileError(TOO_LARGE)
                self.places.extend(places)
            widths.append(len(places))
        self._area += filled * max(widths, default=0)
        self._check_sizes()
        return widths[:filled]

    def _check_sizes(self) -> None:
        lengths, cells = self._place_of.lengths, len(self.places)
        long = cells * max(lengths) > MOST_CHARACTERS and sum(map(lengths.__getitem__, self.places)) > MOST_CHARACTERS
        if long or self._area > MOST_CELLS:
            raise UnusableFileError(TOO_LARGE)


def _plain(value: object) -> object:
    """Clean text, whole numbers as such, times of day and spans as text."""
    if isinstance(value, str):
        return _CONTROL.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1 << 53 else value
    if isinstance(value, time | timedelta):
        return str(value)
    return value
