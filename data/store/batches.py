"""Imported files: what came with each, and how it can be undone as a whole."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, delete, insert, select

from data.store.engine import Store
from data.store.errors import AlreadyImported as AlreadyImported
from data.store.rows import day_here
from data.store.schema import batches as table
from data.store.schema import participants
from data.store.writer import touch


@dataclass(frozen=True)
class NewBatch:
    """A file about to be imported; ``digest`` (SHA-256 of its bytes) recognises it, ``source`` names its tool."""

    filename: str
    digest: str
    source: str


@dataclass(frozen=True)
class Batch:
    """An imported file with the numbers of its sheets and answers."""

    id: str
    filename: str
    people: int
    answers: int
    source: str
    imported_on: date


def batches(store: Store, workshop_id: str) -> list[Batch]:
    """The imported files, newest day first."""
    query = (
        select(*(table.c[name] for name in Batch.__dataclass_fields__))
        .where(table.c.workshop_id == workshop_id)
        .order_by(table.c.imported_on.desc(), table.c.filename, table.c.id)
    )
    with store.reading() as connection:
        return [Batch(**row._mapping) for row in connection.execute(query)]


def has_batch(store: Store, workshop_id: str, digest: str) -> bool:
    """Whether this very file is in the workshop."""
    query = select(table.c.id).where(table.c.workshop_id == workshop_id, table.c.digest == digest)
    with store.reading() as connection:
        return connection.execute(query).first() is not None


def undo_batch(store: Store, batch_id: str) -> None:
    """Remove the file's sheets with all their answers; a release that counted them stays as it is."""

    def work(connection: Connection) -> None:
        workshop_id = connection.execute(select(table.c.workshop_id).where(table.c.id == batch_id)).scalar()
        if workshop_id is not None:
            connection.execute(delete(participants).where(participants.c.batch_id == batch_id))
            connection.execute(delete(table).where(table.c.id == batch_id))
            touch(connection, workshop_id)

    store.write(work, erases=True)


def keep_batch(
    connection: Connection, batch_id: str, workshop_id: str, batch: NewBatch, *, people: int, answers: int
) -> None:
    """Note the file with the numbers of what came with it; raises AlreadyImported."""
    same = select(table.c.id).where(table.c.workshop_id == workshop_id, table.c.digest == batch.digest)
    if connection.execute(same).first() is not None:
        raise AlreadyImported(batch.filename)
    connection.execute(
        insert(table).values(
            id=batch_id,
            workshop_id=workshop_id,
            filename=batch.filename,
            digest=batch.digest,
            source=batch.source,
            imported_on=day_here(),
            people=people,
            answers=answers,
        )
    )
