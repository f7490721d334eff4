"""Imported files: what came with each, which survey it continues, and how it can be undone as a whole."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, insert, null, or_, select, update

from data.store.administration import AdministrationAnswer, exchange_administration, insist_on_administration
from data.store.engine import Store
from data.store.errors import AlreadyImported as AlreadyImported
from data.store.errors import BuiltUpon as BuiltUpon
from data.store.errors import OutdatedComparison as OutdatedComparison
from data.store.errors import WrongState as WrongState
from data.store.links import insist_on_link
from data.store.narrowing import insist_on_own_workshop
from data.store.rows import AnyRow, day_here, lock, new_id
from data.store.schema import batches as table
from data.store.schema import participants
from data.store.unfinished import COMPLETE, clear_unfinished, renew, take_back
from data.store.writer import touch


@dataclass(frozen=True)
class NewBatch:
    """A file about to be imported; ``digest`` (SHA-256 of its bytes) recognises it, ``source`` names its tool.

    ``survey`` is the one that it continues (None: it begins one), ``ledger`` the numbers of its cells, ``link_id`` the
    upload link by which it came. ``known``: ids of the batches with which it was compared (None: with none).
    """

    filename: str
    digest: str
    source: str
    survey: str | None = None
    ledger: Mapping[str, int] = field(default_factory=dict)
    link_id: str | None = None
    known: frozenset[str] | None = None


@dataclass(frozen=True)
class Batch:
    """An imported file with the numbers of its sheets and answers; ``number`` counts the files of its survey."""

    id: str
    filename: str
    people: int
    answers: int
    source: str
    imported_on: date
    survey: str
    number: int
    ledger: Mapping[str, int]
    link_id: str | None
    has_administration: bool


_COLUMNS = [table.c[name] for name in Batch.__dataclass_fields__ if name != "has_administration"]
_SELECT = select(*_COLUMNS, table.c.administration.is_not(null()).label("has_administration")).where(COMPLETE)


def batches(store: Store, workshop_id: str, link_id: str | None = None) -> list[Batch]:
    """The imported files, newest day first; with a link only those that came by it."""
    query = _SELECT.where(table.c.workshop_id == workshop_id).order_by(
        table.c.imported_on.desc(), table.c.filename, table.c.number.desc(), table.c.id
    )
    if link_id is not None:
        query = query.where(table.c.link_id == link_id)
    with store.reading() as connection:
        return [Batch(**row._mapping) for row in connection.execute(query)]


def has_batch(store: Store, workshop_id: str, digest: str, *, administration: bool = False) -> bool:
    """Whether the participants, or the Verwaltungsbogen, of this very file are in the workshop."""
    sought = _of_administration(digest) if administration else digest
    query = select(table.c.id).where(table.c.workshop_id == workshop_id, table.c.digest == sought, COMPLETE)
    with store.reading() as connection:
        return connection.execute(query).first() is not None


def add_administration(
    store: Store, workshop_id: str, answers: Sequence[AdministrationAnswer], batch: NewBatch
) -> None:
    """Let the Verwaltungsbogen of a file take the place of the present one, which is kept for undoing.

    All such files of a workshop form one survey. Raises as ``save_administration``, or AlreadyImported or UnknownLink.
    """
    batch_id = new_id()

    def work(connection: Connection) -> None:
        if connection.execute(select(table.c.id).where(table.c.id == batch_id)).first() is not None:
            return  # it was done, its acknowledgement lost with the connection
        insist_on_administration(connection, workshop_id, answers)
        present = table.c.workshop_id == workshop_id, table.c.administration.is_not(null()), COMPLETE
        survey = connection.execute(select(table.c.survey).where(*present)).scalars().first()
        before = exchange_administration(connection, workshop_id, answers)
        of_file = NewBatch(
            batch.filename, _of_administration(batch.digest), batch.source, survey, batch.ledger, batch.link_id
        )
        answered = len({given.statement for given in answers if given.answer is not None})
        begin_batch(connection, batch_id, workshop_id, of_file, store.now())
        kept = [asdict(answer) for answer in before]
        complete_batch(
            connection, batch_id, workshop_id, of_file, store.now(), people=0, answers=answered, administration=kept
        )

    store.write(work, erases=True)


def undo_batch(store: Store, batch_id: str) -> None:
    """Let the file count no more, and what it replaced again, all at once; then delete its sheets, slice by slice.

    A release that counted them stays as it is. Raises BuiltUpon if a later file continues this one, WrongState for a
    Verwaltungsbogen once the workshop is finished.
    """

    def work(connection: Connection) -> None:
        batch = connection.execute(select(table).where(table.c.id == batch_id, COMPLETE)).one_or_none()
        if batch is None:
            return
        insist_on_own_workshop(connection, batch.workshop_id)
        workshop = lock(connection, batch.workshop_id)
        _insist_on_the_last(connection, batch)
        if batch.administration is not None:
            if workshop is None or workshop.state == "finished":
                raise WrongState
            before = [AdministrationAnswer(**values) for values in batch.administration]
            exchange_administration(connection, batch.workshop_id, before)
        take_back(connection, table.c.id == batch_id)
        touch(connection, batch.workshop_id)

    store.write(work)
    clear_unfinished(store)


def begin_batch(connection: Connection, batch_id: str, workshop_id: str, batch: NewBatch, now: float) -> None:
    """Note a file that does not count yet; raises AlreadyImported, OutdatedComparison or UnknownLink.

    The workshop must be locked.
    """
    _place_of(connection, workshop_id, batch, now)
    connection.execute(
        insert(table).values(
            id=batch_id,
            workshop_id=workshop_id,
            filename=batch.filename,
            digest=batch_id,  # its own one only when it counts: until then another may be faster with the same file
            source=batch.source,
            imported_on=day_here(),
            people=0,
            answers=0,
            survey=batch_id,
            number=0,
            ledger=dict(batch.ledger),
            link_id=batch.link_id,
            incomplete_since=int(now),
        )
    )


def complete_batch(
    connection: Connection,
    batch_id: str,
    workshop_id: str,
    batch: NewBatch,
    now: float,
    *,
    people: int,
    answers: int,
    administration: list[dict[str, Any]] | None = None,
) -> None:
    """From now on the file counts, with these numbers of what came with it; raises as ``begin_batch``.

    The workshop must be locked.
    """
    number = _place_of(connection, workshop_id, batch, now)
    renew(connection, batch_id, now)
    values = {
        "digest": batch.digest,
        "imported_on": day_here(),
        "people": people,
        "answers": answers,
        "survey": batch.survey or batch_id,
        "number": number,
        "administration": administration,
        "incomplete_since": None,
    }
    connection.execute(update(table).where(table.c.id == batch_id).values(values))


def is_complete(connection: Connection, batch_id: str) -> bool:
    """Whether this file counts."""
    return connection.execute(select(table.c.id).where(table.c.id == batch_id, COMPLETE)).first() is not None


def _place_of(connection: Connection, workshop_id: str, batch: NewBatch, now: float) -> int:
    """The file's number in its survey, if it may come now."""
    query = select(table.c.id, table.c.digest, table.c.survey, table.c.number)
    present = connection.execute(query.where(table.c.workshop_id == workshop_id, COMPLETE)).all()
    if any(row.digest == batch.digest for row in present):
        raise AlreadyImported(batch.filename)
    if batch.known is not None and batch.known != {row.id for row in present}:
        raise OutdatedComparison
    numbers = [row.number for row in present if row.survey == batch.survey]
    if batch.survey is not None and not numbers:
        raise OutdatedComparison
    if batch.link_id is not None:
        insist_on_link(connection, workshop_id, batch.link_id, now)
    return max(numbers, default=0) + 1


def _insist_on_the_last(connection: Connection, batch: AnyRow) -> None:
    """Raises BuiltUpon if a later file continues the survey, or replaced sheets of this one."""
    replacing = select(participants.c.replaced_in).where(participants.c.batch_id == batch.id)
    later = and_(table.c.survey == batch.survey, table.c.number > batch.number)
    query = (
        select(table.c.filename)
        .where(table.c.workshop_id == batch.workshop_id, COMPLETE, or_(later, table.c.id.in_(replacing)))
        .order_by(table.c.number.desc())
    )
    filename = connection.execute(query).scalars().first()
    if filename is not None:
        raise BuiltUpon(filename)


def _of_administration(digest: str) -> str:
    """One file may hold participants and the Verwaltungsbogen: two batches, each with its own digest."""
    return hashlib.sha256(f"administration {digest}".encode()).hexdigest()
