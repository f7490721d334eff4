"""The talk about the statement that stands on the stage, as the store has it now."""

import time

from analysis.commenting import commented_with
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.second_vote import second_vote
from analysis.talk import Quote, Talk, Votes
from data.store.agreements import agreements
from data.store.ballots import Ballot, ballot, close_ballot, progress
from data.store.comments import released
from data.store.engine import Store
from data.store.workshops import Workshop


def talk_at(
    store: Store, of: Workshop, asked: Questionnaire, results: Results, step: str | None, statement: str
) -> Talk | None:
    """What this step of the statement shows of the talk; None for one that shows nothing of it."""
    match step:
        case "kommentare":
            about = commented_with(asked.only(of.room), statement)
            quotes = tuple(Quote(one.text, one.is_shortened) for one in released(store, of.id, about))
            return Talk(step, about, comments=quotes)
        case "zweite_abstimmung":
            return Talk(step, statement, votes=votes_on(store, of.id, statement))
        case "vorher_nachher":
            closed = ballot_now(store, of.id, statement)
            if closed is None or closed.result is None or not closed.is_shown:
                return Talk(step, statement)
            after = second_vote(results.by_statement[statement], closed.result, results.threshold)
            return Talk(step, statement, after=after)
        case "einschaetzung":
            return Talk(step, statement, agreement=agreements(store, of.id).get(statement))
    return None


def votes_on(store: Store, workshop_id: str, statement: str) -> Votes | None:
    """The second vote on the statement as the room may follow it, without any result."""
    found = ballot_now(store, workshop_id, statement)
    if found is None:
        return None
    now = progress(store, workshop_id, statement)
    return Votes(found.number, not found.is_closed, found.is_shown, found.until, now.voted, now.present)


def close_when_all_have_voted(store: Store, workshop_id: str, statement: str) -> None:
    """The second vote ends early once everybody who is present has voted."""
    now = progress(store, workshop_id, statement)
    if now.voted >= now.present:
        close_ballot(store, workshop_id, statement)


def ballot_now(store: Store, workshop_id: str, statement: str) -> Ballot | None:
    """The second vote on the statement; whoever looks first after its end closes it."""
    found = ballot(store, workshop_id, statement)
    if found is not None and not found.is_closed and time.time() > found.until:
        return close_ballot(store, workshop_id, statement)
    return found
