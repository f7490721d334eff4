"""Ballots, the poll on measures and the exit questions go with the stage, whoever has moved it."""

from contextlib import suppress

from analysis.talk import Turn
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


def take_turn(store: Store, workshop_id: str, turn: Turn) -> None:
    """Let begin what begins, once, and end what ends: its result is final once the room sees it.

    What was left open ends here, too, once its time is over.
    """
    close_due(store)
    if turn.shows_points:
        with suppress(BallotOver, WrongState):
            show_poll(store, workshop_id)
    if turn.is_farewell:
        begin_exit_questions(store, workshop_id)
    try:
        if turn.begins is not None and ballot(store, workshop_id, turn.statement, turn.begins) is None:
            open_ballot(store, workshop_id, turn.statement, int(store.now()) + SECONDS, turn.begins)
        for ends in turn.ends:
            if ballot(store, workshop_id, turn.statement, ends) is not None:
                close_ballot(store, workshop_id, turn.statement, ends)
                show_ballot(store, workshop_id, turn.statement, ends)
    except (WrongState, UnknownStatement, AlreadyRevealed):
        return  # meanwhile the survey was reopened or the workshop finished: there is nothing to vote on
