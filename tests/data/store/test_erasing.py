from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from data.store.administration import AdministrationAnswer, save_administration
from data.store.batches import NewBatch, batches, undo_batch
from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets, delete_sheet, join
from data.store.workshops import Workshop, create_workshop, delete_workshop, discard_sheets, open_workshop

CANARY = "KANARIENVOGEL-93517"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "store.sqlite3"


@pytest.fixture
def file_store(place: Path, opened: Callable[[str], Store]) -> Store:
    return opened(f"sqlite:///{place}")


@pytest.fixture
def filled(file_store: Store, questionnaire_text: str) -> Workshop:
    workshop = create_workshop(
        file_store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=date(2027, 3, 4),
        questionnaire_text=questionnaire_text,
        room=("1.01", "1.02"),
        administration=("1.01",),
    )
    open_workshop(file_store, workshop.id)
    return workshop


def test_deleted_workshop_leaves_no_trace_in_any_file(file_store: Store, place: Path, filled: Workshop) -> None:
    save_administration(file_store, filled.id, [AdministrationAnswer("1.01", "A", CANARY)])
    before = _traces(place)

    delete_workshop(file_store, filled.id)

    assert before > 0
    assert _traces(place) == 0


def test_changed_reason_leaves_no_trace_of_the_old_one(file_store: Store, place: Path, filled: Workshop) -> None:
    save_administration(file_store, filled.id, [AdministrationAnswer("1.01", "A", CANARY)])

    save_administration(file_store, filled.id, [AdministrationAnswer("1.01", "A", "neu")])

    assert _traces(place) == 0


def test_undone_batch_leaves_no_trace_of_its_file(file_store: Store, place: Path, filled: Workshop) -> None:
    batch = NewBatch(f"{CANARY}.xlsx", "d" * 64, "template")
    add_sheets(file_store, filled.id, [EnteredSheet("rat", {"1.01": "A"})], source="upload", batch=batch)

    undo_batch(file_store, batches(file_store, filled.id)[0].id)

    assert _traces(place) == 0


def test_own_deleted_sheet_leaves_no_trace_of_its_token(file_store: Store, place: Path, filled: Workshop) -> None:
    join(file_store, filled.id, perspective="rat", source="phone", token_hash=CANARY).result()
    before = _traces(place)

    delete_sheet(file_store, CANARY, filled.code).result()

    assert before > 0
    assert _traces(place) == 0


def test_discarded_test_sheets_leave_no_trace(file_store: Store, place: Path, filled: Workshop) -> None:
    join(file_store, filled.id, perspective="rat", source="phone", token_hash=CANARY).result()

    discard_sheets(file_store, filled.id)

    assert _traces(place) == 0


def test_reader_that_holds_the_log_back_only_delays_it(file_store: Store, place: Path, filled: Workshop) -> None:
    join(file_store, filled.id, perspective="rat", source="phone", token_hash=CANARY).result()

    with file_store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM participants").scalar()
        discard_sheets(file_store, filled.id)
        meanwhile = _traces(place)
    open_workshop(file_store, filled.id)  # any next change, or a second of silence, tries again

    assert meanwhile > 0
    assert _traces(place) == 0


def _traces(place: Path) -> int:
    """How often the canary stands in the database's files."""
    return sum(file.read_bytes().count(CANARY.encode()) for file in place.parent.glob(f"{place.name}*"))
