"""What was said and agreed of the statement that stands on the stage, as far as its step shows it."""

from dataclasses import dataclass

from analysis.protocol import Agreement
from data.store.agreements import agreements
from data.store.engine import Store


@dataclass(frozen=True)
class Talk:
    """``agreement``: the shared assessment, None: nothing is agreed yet."""

    agreement: Agreement | None = None


def talk_of(store: Store, workshop_id: str, statement: str) -> Talk:
    """All of it as the store has it now."""
    return Talk(agreements(store, workshop_id).get(statement))
