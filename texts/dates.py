"""Days as people read and say them."""

import re
from datetime import date
from typing import Literal

from babel.dates import format_date

from analysis.action_plan import FIRST_DAY, LAST_DAY
from texts.words import Words

CENTURY = 2000
"""That of a year with two digits."""
_LIKE_A_DAY = re.compile(r"\s*(\d{1,2}\s*\.\s*\d{1,2}\s*\.\s*(\d{4}|\d{2})|\d{4}-\d{2}-\d{2})\s*", re.ASCII)


class NoDay(ValueError):  # noqa: N818 - named by what is so
    """What was ``typed`` is no day: not written like one, in no calendar, or in a year that nobody means."""

    def __init__(self, typed: str, fault: Literal["form", "calendar", "year"]) -> None:
        super().__init__(fault)
        self.typed = typed.strip()
        self.fault = fault


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


def day_of(text: str) -> date:
    """The day that was typed as "31.1.2027" or "31.1.27", or chosen as "2027-01-31"; raises NoDay."""
    if _LIKE_A_DAY.fullmatch(text) is None:
        raise NoDay(text, "form")
    parts = text.strip().split(".")
    try:
        if len(parts) == 3:
            year = int(parts[2]) + (CENTURY if len(parts[2].strip()) == 2 else 0)
            day = date(year, int(parts[1]), int(parts[0]))
        else:
            day = date.fromisoformat(text.strip())
    except ValueError:
        raise NoDay(text, "calendar") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise NoDay(text, "year")
    return day


def day_or_none(text: str) -> date | None:
    """The day, None where nothing was typed; raises NoDay."""
    return day_of(text) if text.strip() else None


def no_day_sentence(_: Words, error: NoDay) -> str:
    """What is wrong with it, so that it can be put right."""
    match error.fault:
        case "calendar":
            # Translators: {day} is a date that no calendar has, as it was typed, for example 31.02.2027.
            return _("Den {day} gibt es nicht.", day=error.typed)
        case "year":
            years = {"first": FIRST_DAY.year, "last": LAST_DAY.year}
            return _("{day} liegt nicht zwischen den Jahren {first} und {last}.", day=error.typed, **years)
    return _("Bitte ein Datum in der Form 24.09.2026 angeben.")
