"""What is known of a workshop at one moment: what stands on the stage, and the results of its release."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock

from analysis.agenda import USUAL_MINUTES, Agenda, proposed
from analysis.changes import RunComparison
from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.run_comparison import compare_runs
from analysis.stage import Stage
from data.store.engine import Store
from data.store.releases import Release, release
from data.store.stages import Before, Moment, moment, moment_of_code
from data.store.workshops import Workshop, questionnaire, workshop

KEPT = 32
"""Releases that are remembered with their results; a workshop needs one."""

_kept: "OrderedDict[tuple[str, int, str, int | None], tuple[Release, Results, Agenda]]" = OrderedDict()
_compared: "OrderedDict[tuple[str, int, date, Before], RunComparison]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, eq=False)
class Evening:
    """``results`` of the ``release``, with the plan of the talk, and the ``agenda`` as it is arranged or else proposed;
    None before the closing. ``stand``: another word once there is more to see. ``before``: the run that it continues.
    """

    workshop: Workshop
    questionnaire: Questionnaire
    stage: Stage
    stand: str
    release: Release | None
    results: Results | None
    agenda: Agenda | None
    before: Before | None = None

    @property
    def is_revealed(self) -> bool:
        """Whether a result was shown, so that the release is final."""
        return self.release is not None and self.release.revealed


def evening(store: Store, workshop_id: str) -> Evening | None:
    """All of it as the store has it now; None for a workshop that is gone. Results are computed once a release."""
    return _evening(store, moment(store, workshop_id))


def evening_of_code(store: Store, code: str) -> Evening | None:
    """The same of the workshop with this code."""
    return _evening(store, moment_of_code(store, code))


def _evening(store: Store, now: Moment | None) -> Evening | None:
    if now is None:
        return None
    asked = questionnaire(store, now.workshop)
    evaluated = _evaluated(store, now.workshop, now.release, asked)
    if evaluated is None:
        return Evening(now.workshop, asked, now.stage, now.stand, None, None, None, now.before)
    closed, found, proposal = evaluated
    agenda = now.agenda or proposal
    since = _since(store, now, closed.number, found, asked)
    polled, is_shown = now.polled
    arranged = replace(
        found,
        plan=agenda.statements,
        measures=now.measures,
        polled=polled,
        is_polled_shown=is_shown,
        since=since,
    )
    return Evening(now.workshop, asked, now.stage, now.stand, closed, arranged, agenda, now.before)


def _since(store: Store, now: Moment, number: int, found: Results, asked: Questionnaire) -> RunComparison | None:
    """This run beside the one that it continues, of which a result was shown: only then is its release final."""
    before, of = now.before, now.workshop
    if before is None or before.release is None:
        return None
    key = (of.id, number, of.held_on, before)
    with _lock:
        if key in _compared:
            _compared.move_to_end(key)
            return _compared[key]
    then = workshop(store, before.workshop_id)
    asked_then = questionnaire(store, then) if then is not None else None
    evaluated = _evaluated(store, then, (before.release, ()), asked_then) if then and asked_then else None
    if evaluated is None or asked_then is None or evaluated[0].number != before.release:
        return None
    compared = compare_runs(
        found,
        asked,
        evaluated[1],
        asked_then,
        workshop_id=before.workshop_id,
        earlier=before.held_on,
        later=of.held_on,
        runs=(before.run, of.run),
    )
    with _lock:
        _compared[key] = compared
        while len(_compared) > KEPT:
            _compared.popitem(last=False)
    return compared


def _evaluated(
    store: Store, of: Workshop, closing: tuple[int, tuple[str, ...]] | None, asked: Questionnaire
) -> tuple[Release, Results, Agenda] | None:
    """The release of this closing as it stands now, its results and what is proposed to talk about; what never changes
    is read and computed once for all."""
    if closing is None:
        return None
    number, pages = closing
    key = (of.id, number, of.questionnaire_digest, of.talk_minutes)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            closed, found, proposal = _kept[key]
            return replace(closed, shown=pages), found, proposal
    read = release(store, of.id)
    if read is None:
        return None
    found = evaluate(read.counted, asked)
    proposal = proposed(found, of.talk_minutes or USUAL_MINUTES)
    with _lock:
        _kept[of.id, read.number, of.questionnaire_digest, of.talk_minutes] = read, found, proposal
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return read, found, proposal
