"""What tables send to the moderation: it belongs to a field, not to a device, and nothing tells who was first."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from analysis.action_plan import LONGEST_WHO
from analysis.proposals import (
    KINDS,
    LONGEST,
    MOST_OF_A_TABLE,
    ProposalState,
    Said,
    about_of_table,
    in_order,
)
from analysis.proposals import Proposal as Proposal
from data.store.engine import Store
from data.store.errors import TextMissing as TextMissing
from data.store.errors import TextTooLong as TextTooLong
from data.store.errors import TooMany as TooMany
from data.store.errors import UnknownStatement as UnknownStatement
from data.store.errors import WrongState as WrongState
from data.store.free_text import as_kept
from data.store.questionnaires import parsed, questionnaire
from data.store.releases import is_revealed
from data.store.rows import AnyRow, lock, new_id
from data.store.schema import proposals as table
from data.store.workshops import workshop


class ProposalChanged(Exception):  # noqa: N818 - named by what is so
    """Somebody else has decided on it meanwhile; ``proposal`` is None once the table has withdrawn it."""

    def __init__(self, proposal: Proposal | None) -> None:
        super().__init__()
        self.proposal = proposal


def proposals(store: Store, workshop_id: str, field: str | None = None) -> tuple[Proposal, ...]:
    """All of the workshop, or those of one field's table, in the order of the questionnaire."""
    of = workshop(store, workshop_id)
    if of is None:
        return ()
    with store.reading() as connection:
        rows = connection.execute(select(table).where(*_of(workshop_id, field))).all()
    return tuple(in_order(questionnaire(store, of), (_proposal(row) for row in rows)))


def count_sent(store: Store, workshop_id: str) -> int:
    """How many nobody has decided on."""
    query = select(func.count()).where(table.c.workshop_id == workshop_id, table.c.state == "sent")
    with store.reading() as connection:
        return connection.execute(query).scalar_one()


def send_proposal(store: Store, workshop_id: str, field: str, said: Said, *, proposal_id: str = "") -> Proposal:
    """Send what a table has written; the same ``proposal_id`` with the same words is the same one, sent twice.

    Raises TextMissing, TextTooLong, TooMany, UnknownStatement for what is not this table's, WrongState before a result
    was shown, and once the workshop is finished.
    """
    kept = _kept(said)
    ids, version = (proposal_id or new_id(), new_id()), new_id()

    def work(connection: Connection) -> Proposal:
        _insist_on_subject(store, connection, workshop_id, field, kept)
        for one in ids:
            row = connection.execute(select(table).where(table.c.id == one)).one_or_none()
            if row is None:
                break
            found = _proposal(row)
            if (row.workshop_id, found.field, found.said) == (workshop_id, field, kept):
                return found
        if connection.execute(select(func.count()).where(*_of(workshop_id, field))).scalar_one() >= MOST_OF_A_TABLE:
            raise TooMany
        new = Proposal(one, field, kept, "sent", version)
        connection.execute(insert(table).values(workshop_id=workshop_id, **_row(new)))
        return new

    return store.write(work)


def withdraw_proposal(store: Store, workshop_id: str, field: str, proposal_id: str) -> None:
    """Let it be gone for good; raises ProposalChanged where it was taken over."""

    def work(connection: Connection) -> None:
        found = _locked(connection, workshop_id, proposal_id)
        if found is None or found.field != field:
            return
        if not found.may_be_withdrawn:
            raise ProposalChanged(found)
        connection.execute(delete(table).where(table.c.id == proposal_id))

    store.write(work, erases=True)


def delete_proposal(store: Store, workshop_id: str, proposal_id: str, *, version: str) -> None:
    """Let one that was decided on be gone for good, not what was made of it; raises ProposalChanged where it is another
    by now."""

    def work(connection: Connection) -> None:
        found = _locked(connection, workshop_id, proposal_id)
        if found is None:
            return
        if found.version != version or found.state == "sent":
            raise ProposalChanged(found)
        connection.execute(delete(table).where(table.c.id == proposal_id))

    store.write(work, erases=True)


def put_aside(store: Store, workshop_id: str, proposal_id: str, *, version: str) -> None:
    """Nothing comes of it for now; raises ProposalChanged where it is another by now."""
    decide(store, workshop_id, proposal_id, "aside", version=version)


def put_back(store: Store, workshop_id: str, proposal_id: str, *, version: str) -> None:
    """Look at it again; raises ProposalChanged where it is another by now."""
    decide(store, workshop_id, proposal_id, "sent", version=version)


def decide(
    store: Store,
    workshop_id: str,
    proposal_id: str,
    state: ProposalState,
    *,
    version: str,
    also: Callable[[Connection, Proposal], object] | None = None,
) -> None:
    """Give it this state, and do what comes ``also`` of it in the same COMMIT: of two who decide at once, one does.

    Raises ProposalChanged where it is not of this ``version`` any more, or was taken over.
    """
    after = new_id()

    def work(connection: Connection) -> None:
        found = _locked(connection, workshop_id, proposal_id)
        if found is not None and found.version == after:
            return  # it was done, its acknowledgement lost with the connection
        if found is None or found.version != version or found.state == "taken":
            raise ProposalChanged(found)
        changed = replace(found, state=state, version=after)
        connection.execute(update(table).where(table.c.id == proposal_id).values(**_row(changed)))
        if also is not None:
            also(connection, found)

    store.write(work)


def _kept(said: Said) -> Said:
    """What is said, as it is kept; who and until when belong to a measure."""
    if said.kind not in KINDS:
        raise ValueError(f"there is no kind {said.kind!r}")
    text = as_kept(said.text, LONGEST[said.kind], is_needed=True)
    if said.kind != "measure":
        return Said(said.kind, said.about, text)
    return replace(said, text=text, who=as_kept(said.who, LONGEST_WHO))


def _insist_on_subject(store: Store, connection: Connection, workshop_id: str, field: str, said: Said) -> None:
    of = lock(connection, workshop_id)
    if of is None or of.state != "closed" or not is_revealed(connection, workshop_id):
        raise WrongState
    asked = parsed(store, connection, of.questionnaire_digest).only(tuple(of.room))
    known = about_of_table(asked, field)
    if said.about not in (known[1:] if said.kind == "reason" else known):
        raise UnknownStatement([said.about])


def _locked(connection: Connection, workshop_id: str, proposal_id: str) -> Proposal | None:
    """The proposal, kept from all others until the COMMIT."""
    lock(connection, workshop_id)
    row = connection.execute(select(table).where(*_of(workshop_id), table.c.id == proposal_id)).one_or_none()
    return None if row is None else _proposal(row)


def _of(workshop_id: str, field: str | None = None) -> tuple[ColumnElement[bool], ...]:
    here = table.c.workshop_id == workshop_id
    return (here,) if field is None else (here, table.c.field == field)


def _row(one: Proposal) -> dict[str, Any]:
    said = {name: getattr(one.said, name) for name in Said.__dataclass_fields__}
    return {"id": one.id, "field": one.field, **said, "state": one.state, "version": one.version}


def _proposal(row: AnyRow) -> Proposal:
    return Proposal(row.id, row.field, Said(row.kind, row.about, row.text, row.who, row.due), row.state, row.version)
