"""German holidays, so that made-up days are such on which people work."""

from datetime import date, timedelta

FIXED = frozenset({(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)})
"""Month and day of those that stand."""
AFTER_EASTER = frozenset({-2, 1, 39, 50, 60})
"""Days from Easter Sunday to Karfreitag, Ostermontag, Himmelfahrt, Pfingstmontag and, in half of the country,
Fronleichnam."""


def is_holiday(day: date) -> bool:
    """Whether most people in Germany have this day off."""
    return (day.month, day.day) in FIXED or (day - easter(day.year)) in {timedelta(days=one) for one in AFTER_EASTER}


def easter(year: int) -> date:
    """Easter Sunday (the anonymous Gregorian algorithm, Meeus, Astronomical Algorithms, chapter 8)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leaps, rest = divmod(century, 4)
    shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leaps - shift + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
