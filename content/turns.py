"""What the room sees decides what it votes on: a ballot begins with its step, and ends with those that tell of it."""

from analysis.stage import Stage
from analysis.talk import Turn
from content.talk import ENDED_AT, VOTED_AT, statement_at, step_at


def turn_at(stage: Stage) -> Turn:
    """What this stage does; a black Leinwand shows nothing, so it does nothing."""
    if stage.black:
        return Turn()
    seen, step = stage.seen, step_at(stage.seen)
    return Turn(
        statement=statement_at(seen),
        begins=VOTED_AT.get(step or ""),
        ends=tuple(kind for kind, steps in ENDED_AT.items() if step in steps),
        shows_points=seen.kind == "punkte" and seen.step > 0,
        is_farewell=seen.kind == "abschluss",
    )
