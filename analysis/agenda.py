"""The Gesprächsplan as the moderator has arranged it: frozen until another one is proposed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from analysis.plan import MINUTES, talk_plan
from analysis.results import Results

USUAL_MINUTES = 90
FEWEST_MINUTES, MOST_MINUTES = 10, 480


@dataclass(frozen=True)
class Agenda:
    """``minutes`` that there are to talk; ``statements`` by id, in the order of the talk.

    ``pinned`` ones come back with every proposal, in the order in which they were pinned; ``skipped`` ones never.
    """

    minutes: int
    statements: tuple[str, ...]
    pinned: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "minutes": self.minutes,
            "statements": list(self.statements),
            "pinned": list(self.pinned),
            "skipped": list(self.skipped),
        }


def agenda_of(values: Mapping[str, Any]) -> Agenda:
    """The agenda that was written as JSON."""
    return Agenda(values["minutes"], tuple(values["statements"]), tuple(values["pinned"]), tuple(values["skipped"]))


def proposed(
    results: Results, minutes: int = USUAL_MINUTES, pinned: Iterable[str] = (), skipped: Iterable[str] = ()
) -> Agenda:
    """What ``talk_plan`` proposes for so many minutes; ValueError for fewer or more than there can be."""
    if not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        raise ValueError(f"there is no talk of {minutes} minutes")
    kept, left_out = tuple(pinned), tuple(skipped)
    items = talk_plan(results, minutes, kept, left_out)
    return Agenda(minutes, tuple(item.statement for item in items), kept, left_out)


def again(agenda: Agenda, results: Results, minutes: int) -> Agenda:
    """A new proposal with the same pinned and skipped ones; an order of one's own is lost."""
    return proposed(results, minutes, agenda.pinned, agenda.skipped)


def can_be_added(results: Results, agenda: Agenda) -> tuple[str, ...]:
    """Statements that could be talked about, too, in the order of the questionnaire."""
    return tuple(one.id for one in results.statements if one.pattern in MINUTES and one.id not in agenda.statements)


def pinned(agenda: Agenda, statement: str) -> Agenda:
    """With the statement in every proposal from now on."""
    return replace(agenda, pinned=(*_without(agenda.pinned, statement), statement))


def unpinned(agenda: Agenda, statement: str) -> Agenda:
    """With the statement where it is, but in no proposal for that reason alone."""
    return replace(agenda, pinned=_without(agenda.pinned, statement))


def skipped(agenda: Agenda, statement: str) -> Agenda:
    """Without the statement, now and in every proposal."""
    return replace(
        agenda,
        statements=_without(agenda.statements, statement),
        pinned=_without(agenda.pinned, statement),
        skipped=(*_without(agenda.skipped, statement), statement),
    )


def allowed(agenda: Agenda, statement: str) -> Agenda:
    """With the statement in proposals again, where the rules take it."""
    return replace(agenda, skipped=_without(agenda.skipped, statement))


def added(agenda: Agenda, statement: str, results: Results) -> Agenda:
    """With the statement, pinned, where it comes in the order of the talk: before the first that comes later."""
    if statement in agenda.statements or statement not in can_be_added(results, agenda):
        return agenda
    order = [item.statement for item in talk_plan(results, MOST_MINUTES, (*agenda.statements, statement))]
    later = set(order[order.index(statement) :]) if statement in order else set()
    at = next((at for at, one in enumerate(agenda.statements) if one in later), len(agenda.statements))
    statements = (*agenda.statements[:at], statement, *agenda.statements[at:])
    return pinned(replace(allowed(agenda, statement), statements=statements), statement)


def moved(agenda: Agenda, statement: str, by: int) -> Agenda:
    """With the statement so many places later, or earlier for a negative number, at most at the end."""
    if statement not in agenda.statements:
        return agenda
    others = _without(agenda.statements, statement)
    at = min(max(agenda.statements.index(statement) + by, 0), len(others))
    return replace(agenda, statements=(*others[:at], statement, *others[at:]))


def _without(ids: tuple[str, ...], statement: str) -> tuple[str, ...]:
    return tuple(one for one in ids if one != statement)
