"""A file beside what its workshop has stored: the one place where intake and store meet."""

from collections.abc import Iterable
from dataclasses import replace

from data.intake.novelty import Comparison, compare
from data.sheet import FileRecord
from data.store.batches import batches
from data.store.engine import Store
from data.store.surveys import WrongState, record_key, stored_surveys
from data.store.workshops import workshop


def compare_with_stored(
    store: Store, workshop_id: str, records: Iterable[FileRecord], *, link_id: str | None, apart: bool = False
) -> Comparison:
    """Compare a file with the workshop's files; with a team's link only with those that came by it.

    ``apart``: it is known to be another survey. Raises WrongState once the workshop is finished.
    """
    key = record_key(store, workshop_id)
    of = workshop(store, workshop_id)
    if of is None:
        raise WrongState
    known = frozenset(batch.id for batch in batches(store, workshop_id))
    surveys = () if apart else stored_surveys(store, workshop_id, link_id)
    return replace(compare(records, surveys, key=key, at_least=of.threshold), known=known)
