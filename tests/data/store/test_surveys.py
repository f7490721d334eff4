from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from data.store.batches import NewBatch, batches
from data.store.engine import Store
from data.store.rows import day_here
from data.store.sheets import EnteredSheet, add_sheets
from data.store.surveys import StoredRecord, StoredSurvey, WrongState, record_key, stored_surveys
from data.store.workshops import Workshop, close_workshop, finish_workshop

FIRST = NewBatch("Stand 1.csv", "d1", "limesurvey")


def test_only_current_uploaded_sheets_with_a_record_are_compared(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "D"})], source="paper")
    add_sheets(
        store,
        prepared.id,
        [EnteredSheet("rat", {"1.01": "A"}, "r1"), EnteredSheet("rat", {"1.01": "B"})],
        source="upload",
        batch=FIRST,
    )
    survey = batches(store, prepared.id)[0].survey
    old = stored_surveys(store, prepared.id)[0].records[0]
    newer = EnteredSheet("fachamt", {"1.01": "A", "1.02": "E"}, "r1", replaces=old.participant_id)

    add_sheets(
        store, prepared.id, [newer], source="upload", batch=NewBatch("Stand 2.csv", "d2", "limesurvey", survey=survey)
    )

    (found,) = stored_surveys(store, prepared.id)
    (record,) = found.records
    assert found == StoredSurvey(survey, ("Stand 1.csv", "Stand 2.csv"), day_here(), (record,))
    assert record == StoredRecord(record.participant_id, "r1", "fachamt", {"1.01": "A", "1.02": "E"})
    assert record.participant_id != old.participant_id


def test_files_of_different_surveys_are_kept_apart(store: Store, prepared: Workshop) -> None:
    sheet = EnteredSheet("rat", {"1.01": "A"}, "r1")
    add_sheets(store, prepared.id, [sheet], source="upload", batch=FIRST)
    add_sheets(store, prepared.id, [replace(sheet, record="r2")], source="upload", batch=replace(FIRST, digest="d2"))

    found = stored_surveys(store, prepared.id)

    assert sorted(record.record for survey in found for record in survey.records) == ["r1", "r2"]
    assert len(found) == 2


def test_each_workshop_has_its_own_secret(store: Store, prepared: Workshop) -> None:
    with store.reading() as connection:
        stored = connection.execute(text("SELECT record_key FROM workshops")).scalar_one()

    assert record_key(store, prepared.id) == bytes.fromhex(stored)
    with pytest.raises(WrongState):
        record_key(store, "another")


def test_finishing_forgets_the_secret_and_every_record(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "A"}, "r1")], source="upload", batch=FIRST)
    close_workshop(store, prepared.id, lambda people: ())

    finish_workshop(store, prepared.id, date(2027, 9, 1))

    with store.reading() as connection:
        left = connection.execute(
            text("SELECT record_key, record FROM workshops JOIN participants ON workshop_id = workshops.id")
        ).all()
    assert left == [(None, None)]
    assert stored_surveys(store, prepared.id) == ()
    with pytest.raises(WrongState):
        record_key(store, prepared.id)
