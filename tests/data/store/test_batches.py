import pytest

from data.store.batches import AlreadyImported, Batch, NewBatch, batches, has_batch, undo_batch
from data.store.engine import Store
from data.store.rows import day_here
from data.store.sheets import EnteredSheet, Tally, add_sheets, tally
from data.store.workshops import Workshop

FILE = NewBatch("Antworten.xlsx", "d" * 64, "template", ledger={"total": 9})
SHEETS = [EnteredSheet("rat", {"1.01": "A", "1.02": "B"}), EnteredSheet("fachamt", {"1.01": "C"})]


def test_batch_is_listed_with_its_numbers(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    found = batches(store, prepared.id)

    own = found[0].id
    assert found == [Batch(own, "Antworten.xlsx", 2, 3, "template", day_here(), own, 1, {"total": 9}, None, False)]
    assert has_batch(store, prepared.id, "d" * 64)
    assert not has_batch(store, prepared.id, "e" * 64)


def test_undone_batch_leaves_all_other_sheets(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("leitstelle", {"1.01": "D"})], source="paper")
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    undo_batch(store, batches(store, prepared.id)[0].id)

    assert batches(store, prepared.id) == []
    assert tally(store, prepared.id) == Tally(present=1, finished=1, people={"leitstelle": 1}, without_answers=0)


def test_same_file_is_not_imported_twice(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    with pytest.raises(AlreadyImported):
        add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    assert tally(store, prepared.id).present == 2


def test_file_can_be_imported_again_after_it_was_undone(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)
    undo_batch(store, batches(store, prepared.id)[0].id)

    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    assert tally(store, prepared.id).present == 2


def test_refused_file_leaves_no_batch(store: Store, prepared: Workshop) -> None:
    with pytest.raises(Exception, match=r"9\.99"):
        add_sheets(store, prepared.id, [EnteredSheet("rat", {"9.99": "A"})], source="upload", batch=FILE)

    assert batches(store, prepared.id) == []


def test_undoing_twice_does_nothing_more(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)
    batch = batches(store, prepared.id)[0]

    undo_batch(store, batch.id)
    undo_batch(store, batch.id)

    assert tally(store, prepared.id).present == 0
