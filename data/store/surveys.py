"""What uploaded files left of their records, so that a file that grew is compared with it; stays inside ``data``."""

import json

from sqlalchemy import ColumnElement, Connection, String, and_, cast, func, select, update

from data.sheet import StoredRecord as StoredRecord
from data.sheet import StoredSurvey as StoredSurvey
from data.store.engine import Store
from data.store.errors import WrongState as WrongState
from data.store.rows import lock, new_record_key
from data.store.schema import answers, batches, participants, workshops
from data.store.unfinished import COMPLETE, COUNTS

_CURRENT = (
    participants.c.workshop_id == batches.c.workshop_id,
    participants.c.source == "upload",
    participants.c.record.is_not(None),
    COUNTS,
)


def record_key(store: Store, workshop_id: str) -> bytes:
    """The workshop's secret for keyed hashes; raises WrongState once it is finished, when the secret is gone."""

    def work(connection: Connection) -> str:
        workshop = lock(connection, workshop_id)
        if workshop is None or workshop.state == "finished":
            raise WrongState
        key: str = workshop.record_key or new_record_key()
        connection.execute(update(workshops).where(workshops.c.id == workshop_id).values(record_key=key))
        return key

    with store.reading() as connection:
        stored = connection.execute(select(workshops.c.record_key).where(workshops.c.id == workshop_id)).scalar()
    return bytes.fromhex(stored or store.write(work))


def stored_surveys(store: Store, workshop_id: str, link_id: str | None = None) -> tuple[StoredSurvey, ...]:
    """The surveys with records that count now and can be recognised; with a link only those that came by it."""
    of_workshop = and_(batches.c.workshop_id == workshop_id, COMPLETE)
    if link_id is not None:
        of_workshop = and_(of_workshop, batches.c.link_id == link_id)
    files = select(batches.c.survey, batches.c.filename, batches.c.imported_on)
    with store.reading() as connection:
        found = connection.execute(files.where(of_workshop).order_by(batches.c.survey, batches.c.number)).all()
        sheets = select(
            participants.c.id,
            participants.c.record,
            participants.c.perspective,
            batches.c.survey,
            _given(connection.dialect.name).label("given"),
        ).join_from(participants, batches, participants.c.batch_id == batches.c.id)
        people = connection.execute(sheets.where(of_workshop, *_CURRENT).order_by(participants.c.id)).all()
    records: dict[str, list[StoredRecord]] = {}
    for row in people:
        record = StoredRecord(row.id, row.record, row.perspective, json.loads(row.given) if row.given else {})
        records.setdefault(row.survey, []).append(record)
    return tuple(
        StoredSurvey(
            survey,
            tuple(row.filename for row in found if row.survey == survey),
            max(row.imported_on for row in found if row.survey == survey),
            tuple(of_survey),
        )
        for survey, of_survey in sorted(records.items())
    )


def _given(dialect: str) -> ColumnElement[str]:
    """What a sheet has answered as one text: a row for each answer of thousands of people would take seconds."""
    paired = func.json_group_object if dialect == "sqlite" else func.json_object_agg
    of_sheet = select(paired(answers.c.statement, answers.c.answer)).where(
        answers.c.participant_id == participants.c.id
    )
    return cast(of_sheet.scalar_subquery(), String)
