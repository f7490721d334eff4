"""What the product knows of the way through a workshop, from wherever it is kept."""

from analysis.process import Facts
from data.store.administration import administration_sheet
from data.store.engine import Store
from data.store.farewell import next_date
from data.store.measures import measures
from data.store.releases import release
from data.store.workshops import Workshop, workshops


def process_facts(store: Store, of: Workshop) -> Facts:
    """As the store has it now; never a word that somebody wrote, only whether and how much there is."""
    closed = release(store, of.id)
    after = [one for one in workshops(store) if one.follows == of.id]
    answered = administration_sheet(store, of.id) if of.administration else {}
    return Facts(
        asked=len(of.administration),
        answered=sum(one.answer is not None for one in answered.values()),
        is_open=of.state == "open",
        is_closed=closed is not None,
        is_shown=closed is not None and closed.revealed,
        is_finished=of.state == "finished",
        measures=len(measures(store, of.id)),
        is_next_date_decided=next_date(store, of.id).is_decided,
        rechecks=tuple(sorted(one.held_on for one in after if one.is_recheck)),
        has_next_run=any(not one.is_recheck for one in after),
    )
