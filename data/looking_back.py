"""What the run before has agreed on, for the one that continues it."""

from analysis.action_plan import Measure, by_date
from data.evening import Evening
from data.store.engine import Store
from data.store.measures import measures


def agreed_before(store: Store, now: Evening) -> list[Measure]:
    """The measures of the run that this one continues, which is one of the same municipality, the next first; else
    none."""
    return [] if now.before is None else by_date(measures(store, now.before.workshop_id))
