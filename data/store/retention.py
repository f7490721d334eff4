"""How long single sheets are kept: until a day that is set with the workshop, told to everybody, and never put off."""

from datetime import date, timedelta

from config import load_settings


def last_day(held_on: date, set_on: date) -> date:
    """The day on which sheets go: so many days after the workshop's, or after the day on which this is settled.

    The later of both counts, so that a workshop which is entered afterwards keeps its sheets as long as any other.
    """
    kept = timedelta(days=load_settings().keep_sheets_days)
    return min(max(held_on, set_on), date.max - kept) + kept
