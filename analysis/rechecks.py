"""Months later: when to ask again after a workshop, and until when a measure may be done."""

import calendar
from datetime import date

MONTHS = (3, 6, 12)


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where that month is shorter, its last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
