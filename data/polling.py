"""The poll on measures as the room may see it now: without any number before it is shown."""

from analysis.points import Poll, PollResult, poll_result
from data.store.engine import Store
from data.store.point_polls import StoredPoll, poll, poll_progress
from data.store.workshops import Workshop


def poll_now(store: Store, of: Workshop) -> Poll | None:
    """The poll of this workshop; None where nobody has opened one."""
    found = poll(store, of.id)
    if found is None:
        return None
    now = poll_progress(store, of.id)
    is_too_few = found.state == "closed" and found.sums is not None and found.sums.people < of.threshold
    return Poll(
        question=found.question,
        number=found.number,
        is_open=found.state == "open",
        voted=now.voted,
        present=now.present,
        fewest=of.threshold,
        result=_shown(found, of.threshold),
        is_too_few=is_too_few,
    )


def points_shown(store: Store, of: Workshop) -> PollResult | None:
    """What the room has seen of its poll; None where it has seen nothing."""
    found = poll(store, of.id)
    return None if found is None else _shown(found, of.threshold)


def _shown(found: StoredPoll, threshold: int) -> PollResult | None:
    if found.state != "shown" or found.sums is None:
        return None
    return poll_result(found.question, found.sums, threshold)
