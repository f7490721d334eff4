"""Tries a Sicherung out in a store in memory before it comes into ours: what the product cannot read is damaged.

Everything of the workshop is read as its pages read it, and what is open in it is ended as on the day on which its
sheets are deleted: a single row that cannot be would stop every page, and every workshop's deletion.
"""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from analysis.evaluation import evaluate
from analysis.farewell import exit_poll
from analysis.grouping import form_groups
from analysis.guess import Guesses, guess, resolved
from analysis.points import poll_result
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.second_vote import Recount, second_vote
from data.backup.refusal import Refusal
from data.store.administration import administration_sheet
from data.store.agreements import agreements
from data.store.ballot_kinds import KINDS
from data.store.ballots import Ballot, ballots, close_all_in
from data.store.batches import batches
from data.store.comments import comments, part_reported
from data.store.counting import counted
from data.store.engine import Store
from data.store.farewell import end_exit_in, exit_result, next_date
from data.store.in_memory import store_in_memory
from data.store.links import upload_links
from data.store.measures import measures
from data.store.notes import notes
from data.store.planning import expected, printed
from data.store.point_polls import close_poll_in, poll
from data.store.process import kept_steps
from data.store.proposals import proposals
from data.store.questionnaires import questionnaire
from data.store.releases import release
from data.store.rows import Workshop
from data.store.stages import Moment, moment
from data.store.status_links import status_links
from data.store.surveys import stored_surveys

_READ: tuple[Callable[[Store, str], object], ...] = (
    administration_sheet,
    agreements,
    batches,
    comments,
    expected,
    kept_steps,
    measures,
    next_date,
    notes,
    printed,
    proposals,
    status_links,
    stored_surveys,
    upload_links,
)


def insist_on_readable(workshop_id: str, put: Callable[[Connection], object]) -> None:
    """``put`` the workshop into an empty store and read all of it; raises Refusal("damaged") where that fails."""
    try:
        with store_in_memory() as store:
            for change in (put, lambda connection: _end(connection, workshop_id)):
                with store.engine.begin() as connection:
                    change(connection)
                _read(store, workshop_id)
    except (Refusal, MemoryError):
        raise
    except Exception:  # whatever a hostile row provokes, now or in front of the room
        raise Refusal("damaged") from None


def _read(store: Store, workshop_id: str) -> None:
    for reads in _READ:
        reads(store, workshop_id)
    now = moment(store, workshop_id)
    if now is None:
        raise Refusal("damaged")
    asked = questionnaire(store, now.workshop)
    with store.reading() as connection:
        _counts, people, _without_answers = counted(connection, workshop_id)
    form_groups(people, asked, threshold=now.workshop.threshold, mode=now.workshop.mode)
    found = _results(store, now, asked)
    _read_polls(store, now.workshop)
    for kind in KINDS:
        _read_ballots(ballots(store, workshop_id, kind), found)


def _results(store: Store, now: Moment, asked: Questionnaire) -> Results | None:
    """Of the release, with a plan of the talk that speaks of nothing else."""
    closed = release(store, now.workshop.id)
    if closed is None:
        return None
    found = evaluate(closed.counted, asked)
    if now.agenda is not None:
        arranged = {*now.agenda.statements, *now.agenda.pinned, *now.agenda.skipped}
        if not arranged <= found.by_statement.keys():
            raise Refusal("damaged")
    return found


def _read_polls(store: Store, of: Workshop) -> None:
    asked = poll(store, of.id)
    if asked is not None and asked.sums is not None:
        poll_result(asked.question, asked.sums, of.threshold)
    said = exit_result(store, of.id)
    if said is not None:
        exit_poll(*said, of.threshold)


def _read_ballots(held: Mapping[str, Ballot], found: Results | None) -> None:
    """Each is about a statement of the release, and its result, once there is one, fits the answers to it."""
    if found is None and held:
        raise Refusal("damaged")
    for statement, ballot in held.items():
        if found is None or ballot.is_closed != (ballot.result is not None):
            raise Refusal("damaged")
        before = found.by_statement[statement]
        match ballot.result:
            case Recount() as again:
                second_vote(before, again, found.threshold)
            case Guesses() as guesses:
                guess(guesses, found.threshold)
                resolved(guesses, found.threshold, before, has_e=True)


def _end(connection: Connection, workshop_id: str) -> None:
    """What happens to every workshop on its last day at the latest."""
    close_all_in(connection, workshop_id)
    close_poll_in(connection, workshop_id)
    end_exit_in(connection, workshop_id)
    part_reported(connection, [workshop_id])
