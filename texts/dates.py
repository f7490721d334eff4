"""Days as people read and say them."""

from datetime import date

from babel.dates import format_date

from analysis.action_plan import FIRST_DAY, LAST_DAY
from texts.words import Words

CENTURY = 2000
"""That of a year with two digits."""


def day_in_words(_: Words, day: date) -> str:
    """ "31. Januar 2027", "31 January 2027"."""
    return format_date(day, "d MMMM y" if _.language.startswith("en") else "d. MMMM y", locale=_.language.split("-")[0])


def day_in_short(_: Words, day: date) -> str:
    """ "31.01.2027", "31 Jan 2027", for narrow columns."""
    return format_date(day, "medium", locale="en_GB" if _.language.startswith("en") else "de")


def weekday_in_words(_: Words, day: date) -> str:
    """ "Dienstag, 9. März 2027", "Tuesday 9 March 2027"."""
    pattern = "EEEE d MMMM y" if _.language.startswith("en") else "EEEE, d. MMMM y"
    return format_date(day, pattern, locale=_.language.split("-")[0])


def day_in_digits(day: date) -> str:
    """ "31.01.2027", as forms take it."""
    return day.strftime("%d.%m.%Y")


def day_of(text: str) -> date | None:
    """The day that was typed as "31.1.2027" or "31.1.27", or chosen as "2027-01-31"; None for what is none, and for
    years that nobody means."""
    parts = text.strip().split(".")
    try:
        if len(parts) == 3:
            year = int(parts[2]) + (CENTURY if len(parts[2].strip()) == 2 else 0)
            day = date(year, int(parts[1]), int(parts[0]))
        else:
            day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
