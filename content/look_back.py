"""What became of the measures of an earlier run, in words: nothing is said of why, that is for the room to tell."""

from collections.abc import Mapping, Sequence
from datetime import date

from analysis.action_plan import STATUSES, Measure, Status, by_date
from content.action_plan import due_text, status_text, who_text
from content.tables import Column, Table, filled
from texts.words import Words


def look_back_finding(_: Words, measures: Sequence[Measure]) -> str:
    """How many measures there were, and how many of them are how far."""
    agreed = _.plural("Eine Maßnahme war vereinbart", "{n} Maßnahmen waren vereinbart", len(measures))
    said = statuses_counted(_, measures)
    return _("{agreed}: {statuses}", agreed=agreed, statuses=said) if said else agreed


def statuses_counted(_: Words, measures: Sequence[Measure]) -> str:
    """How many are how far, the furthest first."""
    counts = {status: sum(one.status == status for one in measures) for status in STATUSES}
    return _.joined([_counted(_)[status].format(n=counts[status]) for status in _FURTHEST_FIRST if counts[status]])


_FURTHEST_FIRST: tuple[Status, ...] = ("done", "begun", "planned", "dropped")


def _counted(_: Words) -> Mapping[Status, str]:
    return {
        # Translators: of the measures so many are planned, begun, done, dropped.
        "planned": _("{n} geplant"),
        "begun": _("{n} begonnen"),
        "done": _("{n} erledigt"),
        "dropped": _("{n} verworfen"),
    }


def look_back_table(_: Words, measures: Sequence[Measure], day: date | None = None) -> Table:
    """What, who until when, and how far it is, with what is late on this ``day``; no names and no reasons."""
    columns = (
        Column[Measure](_("Was?"), lambda one: one.what),
        Column[Measure](_("Wer, bis wann?"), lambda one: who_and_when(_, one)),
        Column[Measure](_("Status"), lambda one: status_text(_, one, day)),
    )
    kept = by_date(measures)
    return filled(_("Was wurde daraus?"), columns, kept, [one.id for one in kept])


def who_and_when(_: Words, measure: Measure) -> str:
    """The function that does it, and the day."""
    return _("{who} · {due}", who=who_text(_, measure), due=due_text(_, measure))
