"""The next date, measures and steps of a workshop as a calendar file (iCalendar, RFC 5545): whole days, no names."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from analysis.action_plan import Measure
from analysis.farewell import NextDate
from analysis.process import ProcessStep
from content.action_plan import in_force, who_text
from content.farewell import invitation
from content.process import due_days
from texts.words import Words

KIND = "text/calendar; charset=utf-8"


def has_dates(decided: NextDate, measures: Sequence[Measure]) -> bool:
    """Whether there is anything to put into a calendar."""
    return decided.day is not None or any(_is_due(one) for one in in_force(measures))


def _is_due(one: Measure) -> bool:
    return one.due is not None and one.status != "done"


def calendar(
    _: Words, code: str, municipality: str, decided: NextDate, measures: Sequence[Measure], made: datetime
) -> bytes:
    """``code`` is the workshop's, by which a calendar knows the same dates again; ``made``: when, with its zone."""
    file = _empty()
    if decided.day is not None:
        title = _("Wir sehen uns wieder: Weltoffene Kommune, {place}", place=municipality)
        file.add_component(_day(f"{code}-termin", decided.day, title, invitation(_, decided), made))
    for one in in_force(measures):
        if one.due is not None and _is_due(one):
            title = _("Maßnahme bis heute: {what}", what=one.what)
            file.add_component(_day(f"{code}-{one.id}", one.due, title, who_text(_, one), made))
    return bytes(file.to_ical())


def process_calendar(_: Words, code: str, municipality: str, steps: Sequence[ProcessStep], made: datetime) -> bytes:
    """The days by which the open steps of the way through a workshop are due; who does them stays out."""
    file = _empty()
    for step, title, day in due_days(_, steps):
        told = _("{step}: Weltoffene Kommune, {place}", step=title, place=municipality)
        file.add_component(_day(f"{code}-ablauf-{step}", day, told, _("Fällig, siehe „Ablauf“."), made))
    return bytes(file.to_ical())


def _empty() -> Calendar:
    file = Calendar()
    file.add("prodid", "-//Selbstcheck Weltoffene Kommune//DE")
    file.add("version", "2.0")
    return file


def _day(name: str, day: date, title: str, more: str, made: datetime) -> Event:
    event = Event()
    event.add("uid", f"{name}@selbstcheck-weltoffene-kommune")
    event.add("dtstamp", made)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("description", more)
    event.add("transp", "TRANSPARENT")
    return event
