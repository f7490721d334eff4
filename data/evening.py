"""What is known of a workshop at one moment: what stands on the stage, and the results of its release."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from analysis.agenda import Agenda, proposed
from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import Stage
from data.store.engine import Store
from data.store.releases import Release, release
from data.store.stages import Moment, moment, moment_of_code
from data.store.workshops import Workshop, questionnaire

KEPT = 32
"""Releases that are remembered with their results; a workshop needs one."""

_kept: "OrderedDict[tuple[str, int, str], tuple[Release, Results, Agenda]]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, eq=False)
class Evening:
    """``results`` of the ``release``, with the plan of the talk, and the ``agenda`` as it is arranged or else proposed;
    None before the closing. ``stand``: another word once there is more to see."""

    workshop: Workshop
    questionnaire: Questionnaire
    stage: Stage
    stand: str
    release: Release | None
    results: Results | None
    agenda: Agenda | None

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
    evaluated = _evaluated(store, now, asked)
    if evaluated is None:
        return Evening(now.workshop, asked, now.stage, now.stand, None, None, None)
    closed, found, proposal = evaluated
    agenda = now.agenda or proposal
    polled, is_shown = now.polled
    arranged = replace(found, plan=agenda.statements, measures=now.measures, polled=polled, is_polled_shown=is_shown)
    return Evening(now.workshop, asked, now.stage, now.stand, closed, arranged, agenda)


def _evaluated(store: Store, now: Moment, asked: Questionnaire) -> tuple[Release, Results, Agenda] | None:
    """The release as it stands now, its results and what is proposed to talk about; what never changes is read and
    computed once for all."""
    if now.release is None:
        return None
    of = now.workshop
    number, pages = now.release
    key = (of.id, number, of.questionnaire_digest)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            closed, found, proposal = _kept[key]
            return replace(closed, shown=pages), found, proposal
    read = release(store, of.id)
    if read is None:
        return None
    found = evaluate(read.counted, asked)
    proposal = proposed(found)
    with _lock:
        _kept[of.id, read.number, of.questionnaire_digest] = read, found, proposal
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return read, found, proposal
