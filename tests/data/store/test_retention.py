"""The day on which single sheets go: set with the workshop, told to all, and kept whatever anybody presses."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import insert, select, text

from analysis.grouping import form_groups
from data.samples.demo import fill_demo
from data.store.ballots import ballots, open_ballot, vote
from data.store.batches import NewBatch, batches
from data.store.comments import comments, release_comment, save_comment
from data.store.engine import Store
from data.store.links import create_upload_link, upload_links
from data.store.releases import release, reveal
from data.store.schema import ballots as ballot_table
from data.store.schema import workshops
from data.store.sheets import EnteredSheet, add_sheets, sheet, tally
from data.store.surveys import record_key
from data.store.workshops import (
    Workshop,
    change_workshop,
    close_workshop,
    create_workshop,
    delete_due_sheets,
    discard_sheets,
    finish_workshop,
    next_run,
    open_workshop,
    questionnaire,
    workshop,
)
from tests.data.store.conftest import QUESTIONNAIRE, Phone, prepared_in

Phones = Callable[..., Phone]
TODAY = date(2027, 1, 15)
TOLD = date(2027, 8, 31)
"""180 days after the workshop, which is on 4 March 2027."""

END = 1_900_000_000
"""A second that is still far away."""


@pytest.fixture(autouse=True)
def on_a_day_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is January 2027, and the setting is as it comes."""
    monkeypatch.delenv("KEEP_SHEETS_DAYS", raising=False)
    for place in ("rows", "steps", "workshops"):
        monkeypatch.setattr(f"data.store.{place}.day_here", lambda: TODAY)


def test_day_is_set_when_a_workshop_is_created(store: Store, prepared: Workshop) -> None:
    assert prepared.delete_sheets_on == TOLD
    assert now(store, prepared).delete_sheets_on == TOLD


def test_workshop_that_is_entered_afterwards_keeps_its_sheets_as_long(store: Store) -> None:
    assert held(store, date(2020, 1, 1)).delete_sheets_on == TODAY + timedelta(days=180)


def test_setting_says_how_many_days(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_SHEETS_DAYS", "30")

    assert held(store, date(2027, 3, 4)).delete_sheets_on == date(2027, 4, 3)


def test_last_day_of_the_calendar_is_no_fault(store: Store) -> None:
    assert held(store, date.max).delete_sheets_on == date.max


def test_next_run_and_example_have_days_of_their_own(store: Store, prepared: Workshop) -> None:
    assert next_run(store, prepared.id, date(2028, 3, 1)).delete_sheets_on == date(2028, 8, 28)
    assert fill_demo(store, QUESTIONNAIRE, date(2027, 3, 4)).delete_sheets_on == TOLD


def test_day_moves_with_the_workshop_until_somebody_has_joined(store: Store, prepared: Workshop, phone: Phones) -> None:
    later = change_workshop(store, prepared.id, held_on=date(2027, 3, 14))
    other_title = change_workshop(store, prepared.id, held_on=date(2027, 3, 14), title="Neu")
    sooner = change_workshop(store, prepared.id, held_on=date(2027, 3, 4))
    phone("rat")
    told = change_workshop(store, prepared.id, held_on=date(2027, 12, 24))

    days = [one.delete_sheets_on for one in (later, other_title, sooner, told)]
    assert days == [TOLD + timedelta(days=10), TOLD + timedelta(days=10), TOLD, TOLD]


def test_once_test_sheets_are_gone_the_day_is_that_of_the_workshop(
    store: Store, prepared: Workshop, phone: Phones
) -> None:
    phone("rat")
    change_workshop(store, prepared.id, held_on=date(2027, 3, 14))

    discard_sheets(store, prepared.id)

    assert now(store, prepared).delete_sheets_on == TOLD + timedelta(days=10)


@pytest.mark.parametrize(
    ("asked", "kept"),
    [(None, TOLD), (date(2027, 4, 1), date(2027, 4, 1)), (date(2028, 1, 1), TOLD)],
    ids=["as told", "sooner", "later"],
)
def test_finishing_brings_the_day_forward_but_never_puts_it_off(
    store: Store, prepared: Workshop, asked: date | None, kept: date
) -> None:
    closed(store, prepared)

    finish_workshop(store, prepared.id, asked)

    assert now(store, prepared).delete_sheets_on == kept


@pytest.mark.parametrize("state", ["prepared", "open", "closed", "finished"])
def test_on_the_day_everything_goes_without_anybody_pressing_anything(store: Store, state: str) -> None:
    of = held(store, date(2027, 3, 4))
    batch = NewBatch("bögen.xlsx", "d" * 64, "template")
    add_sheets(store, of.id, [EnteredSheet("rat", {"1.01": "A"})] * 3, source="upload", batch=batch)
    create_upload_link(store, of.id, label="Jugendamt", valid=timedelta(days=900))
    record_key(store, of.id)
    if state != "prepared":
        open_workshop(store, of.id)
    if state in ("closed", "finished"):
        closed(store, of)
    if state == "finished":
        finish_workshop(store, of.id)

    too_early = delete_due_sheets(store, TOLD - timedelta(days=1))
    on_the_day = delete_due_sheets(store, TOLD)

    assert (too_early, on_the_day, delete_due_sheets(store, TOLD)) == (0, 3, 0)
    assert (now(store, of).state, tally(store, of.id).present, batches(store, of.id)) == ("finished", 0, [])
    assert upload_links(store, of.id) == []
    assert (release(store, of.id) is not None) == (state in ("closed", "finished"))
    with store.reading() as connection:
        assert connection.execute(select(workshops.c.record_key).where(workshops.c.id == of.id)).scalar_one() is None


def test_phones_comments_and_votes_go_with_the_sheets(store: Store, prepared: Workshop, phone: Phones) -> None:
    people = [phone("rat") for _ in range(3)]
    for one, written in zip(people, ("bleibt", "frei", "neu"), strict=True):
        one.answers(s1_01="A")
        save_comment(store, one.token_hash, one.code, "feld", written).result()
    for one in comments(store, prepared.id):
        if one.text != "neu":
            release_comment(store, prepared.id, one.id, in_report=one.text == "bleibt")
    closed(store, prepared)
    reveal(store, prepared.id, "overview")
    open_ballot(store, prepared.id, "1.01", until=END)
    vote(store, people[0].token_hash, people[0].code, "1.01", "B").result()

    assert delete_due_sheets(store, TOLD) == 3

    assert sheet(store, people[0].token_hash, people[0].code) is None
    assert [one.text for one in comments(store, prepared.id)] == ["bleibt"]
    assert [one.is_closed for one in ballots(store, prepared.id).values()] == [True]
    for table in ("participants", "answers", "votes"):
        assert rows(store, table) == 0
    assert release(store, prepared.id) is not None


def test_of_several_servers_one_deletes(store_url: str, opened: Callable[[str], Store]) -> None:
    stores = [opened(store_url) for _ in range(3)]
    of = held(stores[0], date(2027, 3, 4))
    add_sheets(stores[0], of.id, [EnteredSheet("rat", {"1.01": "A"})] * 5, source="paper")
    deleted: list[int] = []
    threads = [threading.Thread(target=lambda s=one: deleted.append(delete_due_sheets(s, TOLD))) for one in stores]
    before = now(stores[0], of).revision

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(deleted) == [0, 0, 5]
    assert now(stores[0], of).revision == before + 1


def test_nothing_is_written_where_nothing_is_due(store: Store, prepared: Workshop) -> None:
    delete_due_sheets(store, TOLD - timedelta(days=1))

    assert now(store, prepared) == prepared


def held(store: Store, day: date) -> Workshop:
    """A workshop on that day."""
    return create_workshop(
        store,
        municipality="Musterlingen",
        title="Selbstcheck",
        held_on=day,
        questionnaire_text=QUESTIONNAIRE,
        room=("1.01", "1.02"),
        administration=(),
        threshold=3,
    )


def closed(store: Store, of: Workshop) -> None:
    asked = questionnaire(store, of)
    close_workshop(store, of.id, lambda people: form_groups(people, asked, threshold=of.threshold))


def now(store: Store, of: Workshop) -> Workshop:
    found = workshop(store, of.id)
    assert found is not None
    return found


def rows(store: Store, table: str) -> int:
    with store.reading() as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_workshop_that_fails_keeps_no_sheets_of_others(
    store: Store, prepared: Workshop, phone: Phones, caplog: pytest.LogCaptureFixture
) -> None:
    phone().answers(s1_01="A")
    others = [prepared_in(store) for _ in range(3)]  # some of whose ids come before, and some after
    row = {"kind": "zz", "statement": "1.01", "number": 1, "until": 5, "is_closed": False, "is_shown": False}
    broken = [row | {"workshop_id": other.id, "result": None} for other in others]
    store.write(lambda connection: connection.execute(insert(ballot_table), broken).close())

    assert delete_due_sheets(store, TOLD) == 1

    assert now(store, prepared).state == "finished"
    assert sorted(record.getMessage() for record in caplog.records) == sorted(
        f"Im Workshop {other.id} ist Fälliges noch nicht gelöscht: KeyError" for other in others
    )
