"""Moving the stage for somebody who steers, and what they are told where it was not moved."""

from dataclasses import replace
from typing import Any

from content.moves import NoWayOn, UnknownMove, moved
from content.turns import turn_at
from data.store.stages import StageMoved, WrongState, move
from data.turns import take_turn
from room.visit import Visit
from texts.words import Words
from web import runtime

REFUSED = (StageMoved, NoWayOn, UnknownMove, WrongState)


def move_stage(visit: Visit, wish: dict[str, Any]) -> int:
    """The number of the stage after the move; what leads nowhere is tried again where another hand was faster.

    ``wish`` has the "nummer" of the stage that its sender saw. Raises one of REFUSED.
    """
    store, of = runtime.store(), visit.evening.workshop.id
    stage, now = visit.evening.stage, int(store.now())
    while True:
        planned = moved(stage, wish, visit.evening.results, now, is_revealed=visit.evening.is_revealed)
        if planned.is_about_place and wish["nummer"] != stage.number:
            raise StageMoved(stage)
        try:
            stands = move(store, of, planned.stage, reveals=planned.reveals, adds=not planned.is_about_place)
            take_turn(store, of, turn_at(stands))
            return stands.number
        except StageMoved as error:
            if planned.is_about_place:
                raise
            stage = replace(error.stage, looks_back=stage.looks_back)


def refusals(_: Words) -> dict[str, tuple[str, int]]:
    """The sentence and the status for each of REFUSED, by its name."""
    return {
        "StageMoved": (_("Inzwischen hat jemand anders weitergeschaltet."), 409),
        "NoWayOn": (_("Hier ist die Folge zu Ende."), 409),
        "UnknownMove": (_("Diese Folie gibt es gerade nicht."), 422),
        "WrongState": (_("Inzwischen ist die Umfrage wieder offen."), 409),
    }
