"""What is known of a workshop at one moment: what stands on the stage, and the results of its release."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from analysis.evaluation import evaluate
from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import Stage
from data.store.engine import Store
from data.store.releases import Release, release
from data.store.stages import stage
from data.store.workshops import Workshop, questionnaire, workshop

KEPT = 32
"""Releases whose results are remembered; a workshop needs one."""

_results: "OrderedDict[tuple[str, int, str], Results]" = OrderedDict()
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
    closed = release(store, workshop_id)
    found = None if closed is None else results_of(of, closed, asked)
    return Evening(of, asked, stage(store, workshop_id), closed, found)


def results_of(of: Workshop, closed: Release, asked: Questionnaire) -> Results:
    """The results of a release, computed once for all who ask."""
    key = (of.id, closed.number, of.questionnaire_digest)
    with _lock:
        if key in _results:
            _results.move_to_end(key)
            return _results[key]
    found = evaluate(closed.counted, asked)
    with _lock:
        _results[key] = found
        while len(_results) > KEPT:
            _results.popitem(last=False)
    return found
