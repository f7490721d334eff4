"""Time stamps as the tools write them, to the minute: seconds get lost when a file is saved again."""

import contextlib
import re
from datetime import date, datetime, timedelta

from data.intake.containers.reading import Value

_CLOCK = (
    r"(?:[T,\s]+(?:um\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d\d)(?:[:.]\d\d(?:[.,]\d+)?)?"
    r"\s*(?P<half>[AP]\.?M\.?)?.{0,60})?"
)
_DATES = (
    r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[.-]\s?(?P<month>\d{1,2})[.-]\s?(?P<year>\d{4}|\d\d)",
    r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d\d)",
    r"(?:[A-Z][a-z]{2},? )?(?P<month>[A-Z][a-z]{2})[a-z]* (?P<day>\d{1,2}),? (?P<year>\d{4})",
)
_FORMS = tuple(re.compile(rf"(?:(?:Mo|Di|Mi|Do|Fr|Sa|So)\.?,? )?{form}{_CLOCK}", re.IGNORECASE) for form in _DATES)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_EXCEL_BEGINS = datetime(1899, 12, 30)  # noqa: DTZ001 - wall time without a zone, like all here
_EXCEL_DAYS = range(20_000, 80_000)
_LONGEST = 120
_NO_DATE = "1980-01-01"
"""What LimeSurvey writes where a survey stores no dates."""


def to_the_minute(value: Value) -> str:
    """ "2025-03-01T09:15" as the clock showed it, whatever the zone; "" for what is no time stamp."""
    found = _moment(value)
    if found is None:
        return ""
    minute = found.isoformat(timespec="minutes")
    return "" if minute.startswith(_NO_DATE) else minute


def _moment(value: Value) -> datetime | None:
    if isinstance(value, str):
        return _written(value)
    if isinstance(value, datetime):
        return (value + timedelta(milliseconds=500)).replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)  # noqa: DTZ001
    if isinstance(value, int | float) and not isinstance(value, bool) and int(value) in _EXCEL_DAYS:
        return _EXCEL_BEGINS + timedelta(days=value, milliseconds=500)
    return None


def _written(text: str) -> datetime | None:
    stripped = text.strip()
    if len(stripped) > _LONGEST:
        return None
    if stripped[4:5] == "-":
        with contextlib.suppress(ValueError):  # what most tools write, read ten times as fast
            return datetime.fromisoformat(stripped).replace(tzinfo=None)
    for form in _FORMS:
        if (found := form.fullmatch(stripped)) is not None:
            return _read(found)
    return None


def _read(found: re.Match[str]) -> datetime | None:
    """With slashes the month stands first, as Americans write, unless there is no such month."""
    year, month, day = int(found["year"]), _month(found["month"]), int(found["day"])
    if month > 12 >= day and "/" in found[0]:
        month, day = day, month
    hour, half = int(found["hour"] or 0), (found["half"] or "")[:1].upper()
    if half:
        hour = hour % 12 + (12 if half == "P" else 0)
    try:
        return datetime(year + 2000 if year < 100 else year, month, day, hour, int(found["minute"] or 0))  # noqa: DTZ001
    except ValueError:
        return None


def _month(text: str) -> int:
    """0 for a word that is none."""
    if text.isdecimal():
        return int(text)
    return _MONTHS.index(text.casefold()) + 1 if text.casefold() in _MONTHS else 0
