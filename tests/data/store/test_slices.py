"""A large file comes and goes in slices: it counts all at once, or not at all, and nobody waits for it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from sqlalchemy import text

from analysis.grouping import form_groups
from data.store import entering, unfinished
from data.store.batches import NewBatch, OutdatedComparison, batches, has_batch, undo_batch
from data.store.engine import Store
from data.store.releases import late_sheets
from data.store.sheets import EnteredSheet, WrongState, add_sheets, counts, save_answers, tally
from data.store.surveys import stored_surveys
from data.store.unfinished import GIVEN_UP_AFTER, clear_unfinished
from data.store.workshops import (
    Workshop,
    WorkshopLocked,
    change_workshop,
    close_workshop,
    delete_due_sheets,
    delete_workshop,
    discard_sheets,
    finish_workshop,
    questionnaire,
    workshop,
)
from tests.data.store.conftest import Phone

FILE = NewBatch("groß.csv", "d" * 64, "limesurvey")
SHEETS = [EnteredSheet("rat", {"1.01": "A", "1.02": "B"}, f"r{number}") for number in range(9)]
Meanwhile = Callable[[Callable[[], object]], None]


class Killed(BaseException):
    """The process ends here: nothing is tidied up."""


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "ANSWERS_A_SLICE", 6)  # two sheets
    monkeypatch.setattr(unfinished, "SHEETS_A_SLICE", 2)


@pytest.fixture
def before_the_last(monkeypatch: pytest.MonkeyPatch) -> Meanwhile:
    """Does something once, when all slices of a file are in but the one with which it counts."""
    write = Store.write
    pending: list[Callable[[], object]] = []

    def writing(self: Store, work: Callable[..., Any], *, erases: bool = False) -> Any:
        name = getattr(work, "__name__", "")
        if name == "_give_up" and killed:
            raise Killed
        if name == "_last" and pending:
            what = pending.pop()
            killed.append(what) if what is _die else None
            what()
        return write(self, work, erases=erases)

    killed: list[object] = []
    monkeypatch.setattr(Store, "write", writing)
    return pending.append


def _die() -> None:
    raise Killed


@pytest.fixture
def half_there(store: Store, prepared: Workshop, before_the_last: Meanwhile) -> None:
    """The process was killed before the last slice of the file."""
    before_the_last(_die)
    with pytest.raises(Killed):
        add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)
    assert _rows(store, "participants") == 9


def test_large_file_counts_as_any_other(store: Store, prepared: Workshop) -> None:
    assert add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE) == 9

    (found,) = batches(store, prepared.id)
    assert (found.people, found.answers, found.number, found.survey) == (9, 18, 1, found.id)
    assert tally(store, prepared.id).people == {"rat": 9}
    assert _cells(store, prepared) == [("1.01", "rat", "A", 9), ("1.02", "rat", "B", 9)]
    assert len(stored_surveys(store, prepared.id)[0].records) == 9


@pytest.mark.usefixtures("half_there")
def test_unfinished_file_is_not_there(store: Store, prepared: Workshop) -> None:
    assert (tally(store, prepared.id).present, _cells(store, prepared)) == (0, [])
    assert (batches(store, prepared.id), has_batch(store, prepared.id, FILE.digest)) == ([], False)
    assert stored_surveys(store, prepared.id) == ()
    change_workshop(store, prepared.id, threshold=5)  # nothing locks it yet


@pytest.mark.usefixtures("half_there")
def test_unfinished_file_is_in_no_release(store: Store, prepared: Workshop) -> None:
    asked = questionnaire(store, prepared)
    made = close_workshop(store, prepared.id, partial(form_groups, questionnaire=asked, threshold=3))

    assert (made.counted.groups, made.counted.counts.empty, late_sheets(store, prepared.id)) == ((), True, 0)


@pytest.mark.usefixtures("half_there")
def test_unfinished_file_does_not_keep_the_same_one_out(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=replace(FILE, known=frozenset()))

    assert tally(store, prepared.id).present == 9
    with pytest.raises(WorkshopLocked):
        change_workshop(store, prepared.id, threshold=5)


@pytest.mark.usefixtures("half_there")
def test_what_is_left_goes_by_its_age_alone(store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process may still be writing its own."""
    started = store.now()

    for age, left in ((GIVEN_UP_AFTER - 5, 9), (GIVEN_UP_AFTER + 60, 0)):
        monkeypatch.setattr(Store, "now", lambda _store, age=age: started + age)
        delete_due_sheets(store, prepared.held_on)
        assert _rows(store, "participants") == left

    assert (_rows(store, "answers"), _rows(store, "batches")) == (0, 0)


@pytest.mark.parametrize("leave", [discard_sheets, delete_workshop])
def test_unfinished_file_goes_with_its_workshop(
    store: Store, prepared: Workshop, half_there: None, leave: Callable[[Store, str], None]
) -> None:
    leave(store, prepared.id)

    assert [_rows(store, table) for table in ("participants", "answers", "batches")] == [0, 0, 0]


def test_newer_versions_take_the_place_of_older_ones_with_the_last_slice(
    store: Store, prepared: Workshop, before_the_last: Meanwhile
) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)
    before = _cells(store, prepared)
    seen: list[object] = []
    before_the_last(lambda: seen.append((_cells(store, prepared), tally(store, prepared.id).present)))

    _grow(store, prepared)

    assert seen == [(before, 9)]
    assert _cells(store, prepared) == [("1.01", "rat", "D", 9)]


def test_killed_newer_version_leaves_the_older_ones_counting(
    store: Store, prepared: Workshop, before_the_last: Meanwhile, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)
    before = _cells(store, prepared)
    before_the_last(_die)

    with pytest.raises(Killed):
        _grow(store, prepared)
    meanwhile = _cells(store, prepared)
    started = store.now()
    monkeypatch.setattr(Store, "now", lambda _store: started + GIVEN_UP_AFTER)
    clear_unfinished(store)

    assert (meanwhile, _cells(store, prepared), _rows(store, "participants")) == (before, before, 9)
    _grow(store, prepared)
    assert _cells(store, prepared) == [("1.01", "rat", "D", 9)]


def test_undone_file_counts_no_more_before_it_is_deleted(
    store: Store, prepared: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)
    before = _cells(store, prepared)
    _grow(store, prepared)
    newest = next(one.id for one in batches(store, prepared.id) if one.number == 2)
    monkeypatch.setattr("data.store.batches.clear_unfinished", lambda store: None)

    undo_batch(store, newest)

    assert (_cells(store, prepared), _rows(store, "participants")) == (before, 18)
    assert [one.number for one in batches(store, prepared.id)] == [1]
    clear_unfinished(store)
    assert (_cells(store, prepared), _rows(store, "participants")) == (before, 9)


def test_refused_file_leaves_nothing(store: Store, prepared: Workshop, before_the_last: Meanwhile) -> None:
    """Somebody else was faster with another file, or the same."""
    other = replace(FILE, filename="andere.csv", digest="e" * 64)
    before_the_last(lambda: add_sheets(store, prepared.id, SHEETS[:1], source="upload", batch=other))

    with pytest.raises(OutdatedComparison):
        add_sheets(store, prepared.id, SHEETS, source="upload", batch=replace(FILE, known=frozenset()))

    assert [one.filename for one in batches(store, prepared.id)] == ["andere.csv"]
    assert (_rows(store, "participants"), _rows(store, "batches")) == (1, 1)


def test_file_on_its_way_ends_with_what_it_belongs_to(
    store: Store, prepared: Workshop, before_the_last: Meanwhile
) -> None:
    before_the_last(lambda: discard_sheets(store, prepared.id))
    with pytest.raises(OutdatedComparison):
        add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    def finished() -> None:
        close_workshop(store, prepared.id, lambda people: ())
        finish_workshop(store, prepared.id, prepared.held_on)

    before_the_last(finished)
    with pytest.raises(WrongState):
        add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    assert [_rows(store, table) for table in ("participants", "answers", "batches")] == [0, 0, 0]


def test_file_that_ends_after_the_closing_is_late(store: Store, prepared: Workshop, before_the_last: Meanwhile) -> None:
    before_the_last(lambda: close_workshop(store, prepared.id, lambda people: ()))

    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    assert late_sheets(store, prepared.id) == 9


def test_revision_rises_once_with_the_last_slice(store: Store, prepared: Workshop, before_the_last: Meanwhile) -> None:
    seen: list[int] = []
    before_the_last(lambda: seen.append(_revision(store, prepared)))

    add_sheets(store, prepared.id, SHEETS, source="upload", batch=FILE)

    assert [*seen, _revision(store, prepared)] == [prepared.revision, prepared.revision + 1]


def test_phone_that_answers_meanwhile_waits_for_one_slice_at_most(
    store: Store, phone: Callable[..., Phone], opened_workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers that come while a slice is written are acknowledged before the next one."""
    monkeypatch.setattr("data.store.writer.ALONE_AFTER", 1_000)
    somebody = phone()
    slice_of = entering._Entering._slice
    acknowledged: list[bool] = []
    waiting: list[Any] = []

    def slow(self: Any, part: Any, connection: Any) -> None:
        acknowledged.extend(future.done() for future in waiting[-1:])
        answer = "ABCDE"[len(waiting) % 5]
        waiting.append(save_answers(store, somebody.token_hash, somebody.code, {"1.01": answer}))
        slice_of(self, part, connection)

    monkeypatch.setattr(entering._Entering, "_slice", slow)

    add_sheets(store, opened_workshop.id, SHEETS, source="upload", batch=FILE)

    assert acknowledged == [True] * 4
    assert waiting[-1].result().answers == {"1.01": "E"}


def _grow(store: Store, of: Workshop) -> None:
    """The next file of the survey, in which everybody has answered otherwise."""
    (survey,) = stored_surveys(store, of.id)
    newer = [EnteredSheet("rat", {"1.01": "D"}, one.record, one.participant_id) for one in survey.records]
    assert len(newer) == 9
    batch = NewBatch("neu.csv", "n" * 64, "limesurvey", survey=survey.id)
    add_sheets(store, of.id, newer, source="upload", batch=batch)


def _cells(store: Store, of: Workshop) -> list[tuple[str, str, str, int]]:
    return sorted(counts(store, of.id)[0].itertuples(index=False, name=None))


def _revision(store: Store, of: Workshop) -> int:
    found = workshop(store, of.id)
    assert found is not None
    return found.revision


def _rows(store: Store, table: str) -> int:
    with store.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())
