"""What becomes of a table's proposal: a note, the reason of a shared assessment, a measure; in one COMMIT with that it
was taken over."""

from dataclasses import replace

from sqlalchemy import Connection

from analysis.action_plan import Draft
from analysis.proposals import Proposal
from analysis.protocol import LONGEST_NOTE, LONGEST_REASON, Note
from data.store.agreements import give_reason_in
from data.store.engine import Store
from data.store.free_text import as_kept
from data.store.measures import measure_in
from data.store.notes import note_in
from data.store.proposals import decide
from data.store.rows import new_id


def take_as_note(
    store: Store, workshop_id: str, proposal_id: str, text: str, *, is_visible: bool, version: str
) -> None:
    """Keep this ``text`` as a note about what the table wrote about.

    Raises ProposalChanged where somebody else has decided meanwhile, TextMissing, TextTooLong.
    """
    kept, spare, new_version = as_kept(text, LONGEST_NOTE, is_needed=True), new_id(), new_id()

    def write(connection: Connection, found: Proposal) -> None:
        note = Note(proposal_id, found.said.about, kept, is_visible, 0, new_version)
        note_in(store, connection, workshop_id, note, spare)

    decide(store, workshop_id, proposal_id, "taken", version=version, also=write)


def take_as_reason(store: Store, workshop_id: str, proposal_id: str, text: str, *, version: str) -> None:
    """Let this ``text`` be the reason of the shared assessment that has none yet.

    Raises as ``take_as_note``, and AgreementChanged where there is no assessment, or one with a reason.
    """
    kept = as_kept(text, LONGEST_REASON, is_needed=True)

    def write(connection: Connection, found: Proposal) -> None:
        give_reason_in(connection, workshop_id, found.said.about, kept)

    decide(store, workshop_id, proposal_id, "taken", version=version, also=write)


def take_as_measure(store: Store, workshop_id: str, proposal_id: str, said: Draft, *, version: str) -> None:
    """Let this be a measure, about what the table wrote about.

    Raises as ``take_as_note``, and TooMany.
    """
    ids, new_version = (proposal_id, new_id()), new_id()

    def write(connection: Connection, found: Proposal) -> None:
        about = replace(said, about=(found.said.about,))
        measure_in(store, connection, workshop_id, about, ids, new_version)

    decide(store, workshop_id, proposal_id, "taken", version=version, also=write)
