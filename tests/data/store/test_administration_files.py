"""The Verwaltungsbogen of a file: it replaces the present one, and undoing brings that back."""

from dataclasses import replace
from datetime import date

import pytest

from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.batches import (
    AlreadyImported,
    BuiltUpon,
    NewBatch,
    WrongState,
    add_administration,
    batches,
    has_batch,
    undo_batch,
)
from data.store.engine import Store
from data.store.releases import release
from data.store.sheets import EnteredSheet, UnknownStatement, add_sheets, tally
from data.store.workshops import Workshop, close_workshop, discard_sheets, finish_workshop

TYPED = AdministrationAnswer("1.01", "A", "Beschluss", "Hauptamt")
IMPORTED = AdministrationAnswer("1.02", "B", "", "")
FILE = NewBatch("Bogen.xlsx", "d1", "template")


def test_file_takes_the_place_of_the_whole_sheet(store: Store, prepared: Workshop) -> None:
    save_administration(store, prepared.id, [TYPED])

    add_administration(store, prepared.id, [IMPORTED, AdministrationAnswer("1.03", None, "", "Amt")], FILE)

    (batch,) = batches(store, prepared.id)
    assert list(administration_sheet(store, prepared.id)) == ["1.02", "1.03"]
    assert (batch.people, batch.answers, batch.has_administration, batch.number) == (0, 1, True, 1)


def test_undone_file_brings_the_sheet_of_before_back(store: Store, prepared: Workshop) -> None:
    save_administration(store, prepared.id, [TYPED])
    add_administration(store, prepared.id, [IMPORTED], FILE)

    undo_batch(store, batches(store, prepared.id)[0].id)

    assert administration_sheet(store, prepared.id) == {"1.01": TYPED}
    assert batches(store, prepared.id) == []


def test_files_are_undone_from_the_last_to_the_first(store: Store, prepared: Workshop) -> None:
    add_administration(store, prepared.id, [TYPED], FILE)
    add_administration(store, prepared.id, [IMPORTED], replace(FILE, filename="Neu.xlsx", digest="d2"))
    first, second = sorted(batches(store, prepared.id), key=lambda batch: batch.number)

    with pytest.raises(BuiltUpon, match=r"Neu\.xlsx"):
        undo_batch(store, first.id)
    undo_batch(store, second.id)
    between = administration_sheet(store, prepared.id)
    undo_batch(store, first.id)

    assert (between, administration_sheet(store, prepared.id)) == ({"1.01": TYPED}, {})


def test_one_file_may_hold_participants_and_the_verwaltungsbogen(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "A"})], source="upload", batch=FILE)
    before = has_batch(store, prepared.id, "d1", administration=True)

    add_administration(store, prepared.id, [IMPORTED], FILE)

    assert (before, has_batch(store, prepared.id, "d1", administration=True)) == (False, True)
    with pytest.raises(AlreadyImported):
        add_administration(store, prepared.id, [IMPORTED], FILE)
    assert sorted(batch.has_administration for batch in batches(store, prepared.id)) == [False, True]


def test_refused_file_changes_nothing(store: Store, prepared: Workshop) -> None:
    save_administration(store, prepared.id, [TYPED])

    with pytest.raises(UnknownStatement):
        add_administration(store, prepared.id, [AdministrationAnswer("9.99", "A")], FILE)

    assert (administration_sheet(store, prepared.id), batches(store, prepared.id)) == ({"1.01": TYPED}, [])


def test_beginning_at_zero_leaves_the_file_of_the_verwaltungsbogen(store: Store, prepared: Workshop) -> None:
    add_administration(store, prepared.id, [IMPORTED], FILE)
    add_sheets(store, prepared.id, [EnteredSheet("rat", {"1.01": "A"})], source="upload", batch=FILE)

    discard_sheets(store, prepared.id)

    assert [batch.has_administration for batch in batches(store, prepared.id)] == [True]
    assert tally(store, prepared.id).present == 0


def test_finished_workshop_keeps_its_verwaltungsbogen_and_no_earlier_one(store: Store, prepared: Workshop) -> None:
    save_administration(store, prepared.id, [TYPED])
    add_administration(store, prepared.id, [IMPORTED], FILE)
    close_workshop(store, prepared.id, lambda people: ())

    finish_workshop(store, prepared.id, date(2027, 9, 1))

    with pytest.raises(WrongState):
        undo_batch(store, batches(store, prepared.id)[0].id)
    with pytest.raises(WrongState):
        add_administration(store, prepared.id, [TYPED], replace(FILE, digest="d2"))
    with store.reading() as connection:
        kept = connection.exec_driver_sql("SELECT administration FROM batches").scalar_one()
    stored = release(store, prepared.id)
    assert kept in ([], "[]")
    assert administration_sheet(store, prepared.id) == {"1.02": IMPORTED}
    assert stored is not None
    assert stored.counted.administration == {"1.02": "B"}
