"""A ballot goes with the stage: it begins with its step, and its result is final once the room sees it."""

import time
from contextlib import suppress

from analysis.stage import Stage
from content.talk import ENDED_AT, VOTED_AT, statement_at, step_at
from data.store.ballots import (
    AlreadyRevealed,
    BallotOver,
    UnknownStatement,
    WrongState,
    ballot,
    close_ballot,
    close_due,
    open_ballot,
    show_ballot,
)
from data.store.engine import Store
from data.store.farewell import begin_exit_questions
from data.store.point_polls import show_poll

SECONDS, MORE = 60, 30
"""How long a ballot takes, and how much longer at a tap."""


def begin_or_show(store: Store, workshop_id: str, stage: Stage) -> None:
    """What the room sees now decides: at the step of a ballot it begins, once; at those that tell of it, it ends, as
    the poll on measures does.

    A black Leinwand shows nothing of either. What was left open ends here, too, once its time is over.
    """
    close_due(store)
    if stage.black:
        return
    if stage.seen.kind == "punkte" and stage.seen.step > 0:
        with suppress(BallotOver, WrongState):
            show_poll(store, workshop_id)
        return
    if stage.seen.kind == "abschluss":
        begin_exit_questions(store, workshop_id)
    step, statement = step_at(stage.seen), statement_at(stage.seen)
    begins = VOTED_AT.get(step or "")
    try:
        if begins is not None and ballot(store, workshop_id, statement, begins) is None:
            open_ballot(store, workshop_id, statement, int(time.time()) + SECONDS, begins)
        for ends in (kind for kind, steps in ENDED_AT.items() if step in steps):
            if ballot(store, workshop_id, statement, ends) is not None:
                close_ballot(store, workshop_id, statement, ends)
                show_ballot(store, workshop_id, statement, ends)
    except (WrongState, UnknownStatement, AlreadyRevealed):
        return  # meanwhile the survey was reopened or the workshop finished: there is nothing to vote on
