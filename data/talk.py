"""The talk about the statement that stands on the stage, as the store has it now."""

from analysis.commenting import commented_with
from analysis.guess import Guess, Guesses, guess, resolved
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.second_vote import Recount, second_vote
from analysis.talk import BallotKind, Quote, Talk, Votes
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
        case "vermutung":
            votes = votes_on(store, of.id, statement, "guess")
            guesses = _guesses(store, of.id, statement)
            told = None if guesses is None else guess(guesses, results.threshold)
            return Talk(step, statement, votes=votes, guess=told)
        case "zweite_abstimmung":
            return Talk(step, statement, votes=votes_on(store, of.id, statement, "second_vote"))
        case "vorher_nachher":
            closed = ballot_now(store, of.id, statement, "second_vote")
            if closed is None or not isinstance(closed.result, Recount) or not closed.is_shown:
                return Talk(step, statement)
            after = second_vote(results.by_statement[statement], closed.result, results.threshold)
            return Talk(step, statement, after=after)
        case "einschaetzung":
            return Talk(step, statement, agreement=agreements(store, of.id).get(statement))
    return None


RESOLVED_AT = ("verteilung", "e")
"""Steps at which a guess is told beside what came most often: there the room looks at its answers as a whole."""


def guess_told(store: Store, workshop_id: str, results: Results, step: str | None, statement: str) -> Guess | None:
    """The guess on the statement as this step resolves it; None where nothing of it was shown, or is to be."""
    guesses = _guesses(store, workshop_id, statement) if step in RESOLVED_AT else None
    if guesses is None:
        return None
    told = resolved(guesses, results.threshold, results.by_statement[statement], has_e=step == "e")
    return told if told.totals is not None else None


def _guesses(store: Store, workshop_id: str, statement: str) -> Guesses | None:
    """The guesses on the statement, once they are over."""
    found = ballot_now(store, workshop_id, statement, "guess")
    return found.result if found is not None and isinstance(found.result, Guesses) else None


def votes_on(store: Store, workshop_id: str, statement: str, kind: BallotKind) -> Votes | None:
    """The ballot on the statement as the room may follow it, without any result."""
    found = ballot_now(store, workshop_id, statement, kind)
    if found is None:
        return None
    now = progress(store, workshop_id, statement, kind)
    return Votes(kind, found.number, not found.is_closed, found.is_shown, found.until, now.voted, now.present)


def close_when_all_have_voted(store: Store, workshop_id: str, statement: str, kind: BallotKind) -> None:
    """The ballot ends early once everybody who is present has voted."""
    now = progress(store, workshop_id, statement, kind)
    if now.voted >= now.present:
        close_ballot(store, workshop_id, statement, kind)


def ballot_now(store: Store, workshop_id: str, statement: str, kind: BallotKind) -> Ballot | None:
    """The ballot on the statement; whoever looks first after its end closes it."""
    found = ballot(store, workshop_id, statement, kind)
    if found is not None and not found.is_closed and store.now() > found.until:
        return close_ballot(store, workshop_id, statement, kind)
    return found
