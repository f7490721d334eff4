"""What is known of a workshop at one moment: what stands on the stage, and the results of its release."""

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import Stage
from data.store.engine import Store
from data.store.releases import Release, release, shown
from data.store.stages import stage
from data.store.workshops import Workshop, questionnaire, workshop

KEPT = 32
"""Releases that are remembered with their results; a workshop needs one."""

_kept: "OrderedDict[tuple[str, int, str], tuple[Release, Results]]" = OrderedDict()
_lock = Lock()


@dataclass(frozen=True, eq=False)
class Evening:
    """``results`` of the ``release``, None before the closing."""

    workshop: Workshop
    questionnaire: Questionnaire
    stage: Stage
    release: Release | None
    results: Results | None

    @property
    def is_revealed(self) -> bool:
        """Whether a result was shown, so that the release is final."""
        return self.release is not None and self.release.revealed


def evening(store: Store, workshop_id: str) -> Evening | None:
    """All of it as the store has it now; None for a workshop that is gone. Results are computed once a release."""
    of = workshop(store, workshop_id)
    if of is None:
        return None
    asked = questionnaire(store, of)
    closed, found = _evaluated(store, of, asked) or (None, None)
    return Evening(of, asked, stage(store, workshop_id), closed, found)


def _evaluated(store: Store, of: Workshop, asked: Questionnaire) -> tuple[Release, Results] | None:
    """The release as it stands now and its results; what never changes of it is read and computed once for all."""
    now = shown(store, of.id)
    if now is None:
        return None
    number, pages = now
    key = (of.id, number, of.questionnaire_digest)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            closed, found = _kept[key]
            return replace(closed, shown=pages), found
    read = release(store, of.id)
    if read is None:
        return None
    found = evaluate(read.counted, asked)
    with _lock:
        _kept[of.id, read.number, of.questionnaire_digest] = read, found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return read, found
