"""A file that continues a survey: newer versions take the place of older ones, and undoing brings those back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from analysis.grouping import form_groups
from data.store.batches import BuiltUpon, NewBatch, OutdatedComparison, batches, undo_batch
from data.store.engine import Store
from data.store.releases import late_sheets, release, reveal
from data.store.sheets import EnteredSheet, Tally, add_sheets, counts, tally
from data.store.surveys import stored_surveys
from data.store.workshops import (
    Workshop,
    close_workshop,
    delete_due_sheets,
    delete_workshop,
    discard_sheets,
    questionnaire,
    reopen_workshop,
)

FIRST = NewBatch("Stand 1.csv", "d1", "limesurvey")
PARTIAL = EnteredSheet("rat", {"1.01": "A"}, "r1")
OTHER = EnteredSheet("fachamt", {"1.01": "B"}, "r2")


@pytest.fixture
def survey(store: Store, prepared: Workshop) -> str:
    """The id of a survey with two sheets."""
    add_sheets(store, prepared.id, [PARTIAL, OTHER], source="upload", batch=FIRST)
    return batches(store, prepared.id)[0].survey


Grow = Callable[..., None]


@pytest.fixture
def grow(store: Store, prepared: Workshop, survey: str) -> Grow:
    """Imports the next file of the survey, in which r1 has answered 1.02 with this."""

    def next_file(number: int, answer: str) -> None:
        newer = EnteredSheet("rat", {"1.01": "A", "1.02": answer}, "r1", replaces=_id(store, prepared, "r1"))
        batch = NewBatch(f"Stand {number}.csv", f"d{number}", "limesurvey", survey=survey)
        add_sheets(store, prepared.id, [newer], source="upload", batch=batch)

    return next_file


def test_newer_version_counts_in_place_of_the_older(store: Store, prepared: Workshop, grow: Grow) -> None:
    grow(2, "C")

    assert _cells(store, prepared) == [
        ("1.01", "fachamt", "B", 1),
        ("1.01", "rat", "A", 1),
        ("1.02", "rat", "C", 1),
    ]
    assert tally(store, prepared.id) == Tally(present=2, finished=2, people={"fachamt": 1, "rat": 1}, without_answers=0)


def test_files_of_a_survey_are_numbered(store: Store, prepared: Workshop, grow: Grow, survey: str) -> None:
    grow(2, "C")
    grow(3, "D")

    found = batches(store, prepared.id)
    assert [(batch.filename, batch.number, batch.survey) for batch in found] == [
        (f"Stand {number}.csv", number, survey) for number in (1, 2, 3)
    ]


def test_undone_file_brings_back_what_it_replaced(store: Store, prepared: Workshop, grow: Grow) -> None:
    before = _cells(store, prepared)
    grow(2, "C")

    undo_batch(store, _batch(store, prepared, 2))

    assert _cells(store, prepared) == before
    assert [record.record for record in stored_surveys(store, prepared.id)[0].records if record.record == "r1"] == [
        "r1"
    ]


def test_files_of_a_survey_are_undone_from_the_last_to_the_first(store: Store, prepared: Workshop, grow: Grow) -> None:
    grow(2, "C")
    grow(3, "D")

    for number in (1, 2):
        with pytest.raises(BuiltUpon, match=r"Stand 3\.csv"):
            undo_batch(store, _batch(store, prepared, number))
    for number in (3, 2, 1):
        undo_batch(store, _batch(store, prepared, number))

    assert tally(store, prepared.id).present == 0
    assert batches(store, prepared.id) == []


def test_file_whose_sheets_were_replaced_from_another_survey_is_undone_after_it(
    store: Store, prepared: Workshop, survey: str
) -> None:
    add_sheets(
        store,
        prepared.id,
        [EnteredSheet("rat", {"1.01": "C"}, "r9")],
        source="upload",
        batch=NewBatch("andere.csv", "a1", "x"),
    )
    newer = EnteredSheet("rat", {"1.01": "D"}, "r9", replaces=_id(store, prepared, "r9"))
    add_sheets(store, prepared.id, [newer], source="upload", batch=replace(FIRST, digest="d2", survey=survey))
    (other,) = [batch.id for batch in batches(store, prepared.id) if batch.filename == "andere.csv"]

    with pytest.raises(BuiltUpon, match=r"Stand 1\.csv"):
        undo_batch(store, other)


def test_sheet_is_replaced_only_once(store: Store, prepared: Workshop, survey: str, grow: Grow) -> None:
    old = _id(store, prepared, "r1")
    grow(2, "C")
    again = replace(PARTIAL, replaces=old)
    newest = replace(PARTIAL, replaces=_id(store, prepared, "r1"))
    batch = replace(FIRST, digest="d3", survey=survey)

    for sheets in ([again], [newest, newest], [replace(PARTIAL, replaces="invented")]):
        with pytest.raises(OutdatedComparison):
            add_sheets(store, prepared.id, sheets, source="upload", batch=batch)

    assert len(batches(store, prepared.id)) == 2
    assert tally(store, prepared.id).present == 2


def test_only_uploaded_sheets_are_replaced(store: Store, prepared: Workshop, survey: str) -> None:
    add_sheets(store, prepared.id, [EnteredSheet("leitstelle", {"1.01": "D"})], source="paper")
    with store.reading() as connection:
        paper = connection.exec_driver_sql("SELECT id FROM participants WHERE source = 'paper'").scalar_one()

    with pytest.raises(OutdatedComparison):
        add_sheets(
            store,
            prepared.id,
            [replace(PARTIAL, replaces=paper)],
            source="upload",
            batch=replace(FIRST, digest="d2", survey=survey),
        )


def test_survey_that_was_undone_meanwhile_is_not_continued(store: Store, prepared: Workshop, survey: str) -> None:
    undo_batch(store, _batch(store, prepared, 1))

    with pytest.raises(OutdatedComparison):
        add_sheets(store, prepared.id, [PARTIAL], source="upload", batch=replace(FIRST, digest="d2", survey=survey))


def test_file_that_came_meanwhile_makes_the_comparison_outdated(store: Store, prepared: Workshop) -> None:
    add_sheets(store, prepared.id, [PARTIAL], source="upload", batch=FIRST)
    resaved = replace(FIRST, digest="d2", known=frozenset())

    with pytest.raises(OutdatedComparison):
        add_sheets(store, prepared.id, [PARTIAL], source="upload", batch=resaved)
    present = frozenset(batch.id for batch in batches(store, prepared.id))
    add_sheets(store, prepared.id, [OTHER], source="upload", batch=replace(resaved, known=present))

    assert tally(store, prepared.id).present == 2


def test_release_does_not_change_with_a_newer_version(store: Store, prepared: Workshop, grow: Grow) -> None:
    close_workshop(store, prepared.id, partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3))
    reveal(store, prepared.id, "overview")
    before = release(store, prepared.id)

    grow(2, "C")
    late = late_sheets(store, prepared.id)
    grow(3, "D")
    undo_batch(store, _batch(store, prepared, 3))

    after = release(store, prepared.id)
    assert before is not None
    assert after is not None
    assert after.counted.counts.equals(before.counted.counts)
    assert (late, late_sheets(store, prepared.id)) == (1, 1)


def test_closing_again_counts_the_newer_version(store: Store, prepared: Workshop, grow: Grow) -> None:
    form = partial(form_groups, questionnaire=questionnaire(store, prepared), threshold=3)
    close_workshop(store, prepared.id, form)
    grow(2, "C")

    reopen_workshop(store, prepared.id)
    close_workshop(store, prepared.id, form)

    found = release(store, prepared.id)
    assert found is not None
    assert found.counted.counts.groupby("statement")["people"].sum().to_dict() == {"1.01": 2, "1.02": 1}


def _on_the_told_day(store: Store, _workshop_id: str) -> None:
    delete_due_sheets(store, date.max)


@pytest.mark.parametrize("leave", [discard_sheets, delete_workshop, _on_the_told_day])
def test_older_versions_go_with_all_others(
    store: Store, prepared: Workshop, grow: Grow, leave: Callable[[Store, str], None]
) -> None:
    grow(2, "C")
    grow(3, "D")

    leave(store, prepared.id)

    with store.reading() as connection:
        left = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar()
            for table in ("participants", "answers", "batches")
        ]
    assert left == [0, 0, 0]


def _batch(store: Store, workshop: Workshop, number: int) -> str:
    (found,) = [batch.id for batch in batches(store, workshop.id) if batch.number == number]
    return found


def _id(store: Store, workshop: Workshop, record: str) -> str:
    (found,) = [
        stored.participant_id
        for survey in stored_surveys(store, workshop.id)
        for stored in survey.records
        if stored.record == record
    ]
    return found


def _cells(store: Store, workshop: Workshop) -> list[tuple[str, str, str, int]]:
    return sorted(counts(store, workshop.id)[0].itertuples(index=False, name=None))
