"""Codes of statements that Excel took for dates: 1.06 became the first of June, or "01. Jun", or 45809."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import product

from analysis.questionnaire import Questionnaire
from data.intake.containers.reading import Value, Worksheet
from data.intake.said import Said, said
from data.intake.worksheets.grid import Grid, flipped
from data.intake.worksheets.mentions import Reader

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januar january jän jänner", "feb februar february", "mär mrz märz mar march", "apr april", "mai may",
            "jun juni june", "jul juli july", "aug august", "sep sept september", "okt oktober oct october",
            "nov november", "dez dezember dec december",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_ID = re.compile(r"(\d{1,3})[._-](\d{1,3})")
_DAY_FIRST = re.compile(r"(\d{1,2})[.\s/-]+([^\W\d_]{3,9})\.?")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.?[\s/-]+(\d{1,2})")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ]00:00(?::00)?)?")
_FIGURES = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{2}|\d{4})(?: 00:00(?::00)?)?")
_SERIALS = range(36_526, 73_051)
"""2000 to 2099, as Excel counts days."""
_ROWS_LOOKED_AT = 15
_BELOW = 30
_NEAR = 3
_FEWEST = 2
_FEWEST_IN_ORDER = 5
_MOST_ALIKE = 6
_MOST_YEARS = 40
_WIDEST_TO_TURN, _LONGEST_TO_TURN = 60, 500


@dataclass(frozen=True)
class _Day:
    """``year`` is None where the text has none; ``loose``: "Jan 13", of which 13 is a day or a year."""

    day: int
    month: int
    year: int | None
    loose: bool = False


def restored(worksheet: Worksheet, reader: Reader) -> tuple[Worksheet, Said | None, Said | None]:
    """The worksheet with its codes, a note, and why codes can't be told for certain; both are None without any."""
    pairs = _pairs(reader.catalogue.questionnaire)
    found = _restored(worksheet, reader, pairs, needs_wording=False)
    if found != (worksheet, None, None) or not _may_be_turned(worksheet, reader):
        return found
    turned, note, cause = _restored(flipped(worksheet), reader, pairs, needs_wording=True)
    return (replace(flipped(turned), merged=worksheet.merged), note, cause) if note else (worksheet, None, cause)


def _may_be_turned(worksheet: Worksheet, reader: Reader) -> bool:
    """Whether statements may stand below each other: no row names them, and a column beside a text holds dates."""
    if len(worksheet.rows) > _LONGEST_TO_TURN or max(map(len, worksheet.rows), default=0) > _WIDEST_TO_TURN:
        return False
    grid = Grid(worksheet)
    rows = range(1, min(grid.height, _ROWS_LOOKED_AT) + 1)
    return all(reader.mentions(grid.cells(row)).different < _FEWEST for row in rows)


def _restored(
    worksheet: Worksheet, reader: Reader, pairs: Mapping[tuple[int, int], str], *, needs_wording: bool
) -> tuple[Worksheet, Said | None, Said | None]:
    grid = Grid(worksheet)
    for row in range(1, min(grid.height, _ROWS_LOOKED_AT) + 1):
        days = _days(grid, row, reader)
        if not days:
            continue
        worded = _wording(grid, row, reader, days)
        codes = worded if worded.keys() == days.keys() else {}
        if not codes and not needs_wording and len(days) >= _FEWEST:
            codes = _codes(days, pairs, _others(grid, row, reader), worded, list(pairs.values()))
        first = min(days)
        example = _shown(grid.value(row, first))
        if not codes:
            unclear = len(days) >= _FEWEST and not needs_wording
            return worksheet, None, said("dated_codes", example=example, row=row) if unclear else None
        values = list(worksheet.rows[row - 1])
        for column, code in codes.items():
            values[column - 1] = code
        rows = (*worksheet.rows[: row - 1], tuple(values), *worksheet.rows[row:])
        note = said("restored_codes", sheet=worksheet.title, example=example, code=codes[first])
        return replace(worksheet, rows=rows), note, None
    return worksheet, None, None


def _days(grid: Grid, row: int, reader: Reader) -> dict[int, _Day]:
    """The dates of a row of heads: from first to last nothing but dates and codes, and no dates in other rows."""
    cells = grid.cells(row)
    days = {column: day for column, value in cells.items() if (day := _day(value)) is not None}
    if not days:
        return {}
    between = [value for column, value in cells.items() if min(days) < column < max(days) and column not in days]
    if any(reader.catalogue.match([value]) is None for value in between):
        return {}
    near = [grid.cells(one) for one in range(max(1, row - _BELOW), min(grid.height, row + _BELOW) + 1) if one != row]
    again = sum(any(_day(cells.get(column)) is not None for cells in near) for column in days)
    return days if 2 * again < len(days) else {}


def _day(value: Value) -> _Day | None:
    if isinstance(value, datetime) and (value.hour or value.minute or value.second):
        return None
    if isinstance(value, date):
        return _Day(value.day, value.month, value.year)
    if isinstance(value, int | float) and not isinstance(value, bool) and value in _SERIALS:
        return _day(date(1899, 12, 30) + timedelta(days=int(value)))
    return _day_in(value.strip().casefold()) if isinstance(value, str) else None


def _day_in(text: str) -> _Day | None:
    if (found := _DAY_FIRST.fullmatch(text)) is not None and found[2] in _MONTHS:
        return _Day(int(found[1]), _MONTHS[found[2]], None)
    if (found := _MONTH_FIRST.fullmatch(text)) is not None and found[1] in _MONTHS:
        return _Day(int(found[2]), _MONTHS[found[1]], None, loose=True)
    if (found := _ISO.fullmatch(text)) is not None:
        return _Day(int(found[3]), int(found[2]), int(found[1]))
    if (found := _FIGURES.fullmatch(text)) is not None:
        return _Day(int(found[1]), int(found[2]), int(found[3][-2:]) + 2000)
    return _day(int(text)) if text.isascii() and text.isdecimal() and len(text) == len("45809") else None


def _pairs(questionnaire: Questionnaire) -> dict[tuple[int, int], str]:
    """The statements whose id is of two numbers, in their order; not those of which two have the same."""
    pairs: dict[tuple[int, int], str] = {}
    twice: set[tuple[int, int]] = set()
    for one in questionnaire.statements:
        if (found := _ID.fullmatch(one)) is not None:
            pair = int(found[1]), int(found[2])
            twice |= {pair} & pairs.keys()
            pairs[pair] = one
    return {pair: one for pair, one in pairs.items() if pair not in twice}


def _wording(grid: Grid, row: int, reader: Reader, days: Mapping[int, _Day]) -> dict[int, str]:
    """The statements whose text stands near the dates."""
    near = [one for one in (*range(row + 1, row + _NEAR), row - 1) if 0 < one <= grid.height]
    found: dict[int, str] = {}
    for column in days:
        for one in near:
            match = reader.catalogue.match([grid.value(one, column)])
            if match is not None and match.how != "code" and len(match.statements) == 1:
                found.setdefault(column, match.statements[0])
    return found if len(set(found.values())) == len(found) else {}


def _others(grid: Grid, row: int, reader: Reader) -> dict[int, str]:
    """The codes of the row that are still codes."""
    found = {column: reader.catalogue.match([value]) for column, value in grid.cells(row).items() if not _day(value)}
    return {column: one.statements[0] for column, one in found.items() if one is not None and len(one.statements) == 1}


def _codes(
    days: Mapping[int, _Day],
    pairs: Mapping[tuple[int, int], str],
    others: Mapping[int, str],
    worded: Mapping[int, str],
    order: Sequence[str],
) -> dict[int, str]:
    """The one way to read all of them as different statements; of several the only one that follows their order."""
    ways = [
        way
        for way in _ways(days, pairs)
        if len(set(way.values()) | set(others.values())) == len(way) + len(others)
        and all(way[column] == one for column, one in worded.items())
    ]
    different = [way for place, way in enumerate(ways) if way not in ways[:place]]
    if len(different) > 1 and len(days) >= _FEWEST_IN_ORDER:
        different = [way for way in different if _is_in_order({**others, **way}, order)]
    return different[0] if len(different) == 1 else {}


def _is_in_order(codes: Mapping[int, str], order: Sequence[str]) -> bool:
    places = [order.index(codes[column]) for column in sorted(codes) if codes[column] in order]
    return places == sorted(places)


def _ways(days: Mapping[int, _Day], pairs: Mapping[tuple[int, int], str]) -> Iterator[dict[int, str]]:
    """German Excel reads 1.06 as day and month, an English one 1-06 as month and day; 1.13 is month and year."""
    years = sorted({day.year for day in days.values() if day.year is not None})
    for base in (*years[:_MOST_YEARS], None):
        for day_first in (True, False):
            way = {column: pairs.get(_pair(day, pairs, base, day_first=day_first), "") for column, day in days.items()}
            if all(way.values()):
                yield from _told_apart(way, days, pairs)


def _told_apart(
    way: Mapping[int, str], days: Mapping[int, _Day], pairs: Mapping[tuple[int, int], str]
) -> Iterator[dict[int, str]]:
    """In 2025 both 1.03 and 3.25 become the first of March: of two columns with the same date either may be each."""
    counts = Counter(way.values())
    twice = [column for column, one in way.items() if counts[one] > 1]
    as_year = {
        one: pairs.get((days[one].month, (days[one].year or 0) % 100), "") for one in twice if days[one].day == 1
    }
    if not twice or not all(as_year.values()) or len(as_year) < len(twice) or len(twice) > _MOST_ALIKE:
        yield dict(way)
        return
    for chosen in product((False, True), repeat=len(twice)):
        yield {**way, **{column: as_year[column] for column, year in zip(twice, chosen, strict=True) if year}}


def _pair(day: _Day, pairs: Mapping[tuple[int, int], str], base: int | None, *, day_first: bool) -> tuple[int, int]:
    pair = (day.day, day.month) if day_first else (day.month, day.day)
    if day.loose:
        return pair if pair in pairs else (day.month, day.day)
    if day.year is None or day.year == base:
        return pair
    return (day.month, day.year % 100) if day.day == 1 else (0, 0)


def _shown(value: Value) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value)
