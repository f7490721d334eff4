import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text, update

from analysis.action_plan import Draft
from analysis.grouping import form_groups
from analysis.proposals import Said
from data.store.access import hashed, issue_key, redeem_key, revoke, revoke_all
from data.store.administration import AdministrationAnswer, save_administration
from data.store.batches import NewBatch, batches, undo_batch
from data.store.comments import save_comment
from data.store.engine import Store
from data.store.expiry import forget_expired
from data.store.freeing import TABLES, _is_rewritten, _marked, mark_for_rewriting, rewrite_tables
from data.store.links import create_upload_link, link_behind, redeem_upload_link, upload_links
from data.store.measures import add_measure, delete_measure, save_measure
from data.store.process import assign
from data.store.proposals import delete_proposal, proposals, put_aside, send_proposal, withdraw_proposal
from data.store.releases import reveal
from data.store.schema import workshops
from data.store.sheets import EnteredSheet, add_sheets, change_perspective, delete_sheet, join, save_answers
from data.store.taking_over import take_as_note
from data.store.wording import save_wording
from data.store.workshops import (
    Workshop,
    change_workshop,
    close_workshop,
    create_workshop,
    delete_due_sheets,
    delete_workshop,
    discard_sheets,
    finish_workshop,
    open_workshop,
    questionnaire,
)
from tests.data.store.conftest import prepared_in
from tests.data.store.test_stages import everybody

CANARY = "KANARIENVOGEL-93517"
SAID = "Der Bus faehrt hier nur zweimal am Tag-48210"


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


def test_changed_function_leaves_no_trace_of_the_old_one(file_store: Store, place: Path, filled: Workshop) -> None:
    assign(file_store, filled.id, "letter", CANARY)
    before = _traces(place)

    assign(file_store, filled.id, "letter", "Hauptamt")

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


@pytest.mark.parametrize("is_finished", [False, True], ids=["nobody pressed anything", "finished"])
def test_on_the_told_day_sheets_and_comments_are_gone_from_every_file(
    file_store: Store, place: Path, filled: Workshop, is_finished: bool
) -> None:
    told = _answered_on_all_ways(file_store, filled)
    if is_finished:
        asked = questionnaire(file_store, filled)
        close_workshop(file_store, filled.id, lambda people: form_groups(people, asked, threshold=5))
        finish_workshop(file_store, filled.id)
    delete_due_sheets(file_store, told - timedelta(days=1))
    before = [_traces(place, one) for one in (CANARY, SAID)]

    delete_due_sheets(file_store, told)

    assert min(before) > 0
    assert [_left_after_a_while(place, one) for one in (CANARY, SAID, *_ids(file_store))] == [0, 0]


def test_on_the_told_day_postgresql_keeps_nothing_in_free_space(
    postgresql_url: str, opened: Callable[[str], Store]
) -> None:
    """The tables' files have other people's rows on the same pages, which stay."""
    store = opened(postgresql_url)
    going, staying = (prepared_in(store) for _ in range(2))
    for of in (staying, going):
        open_workshop(store, of.id)
        join(store, of.id, perspective="rat", source="phone", token_hash=f"{of.id}").result()
        save_comment(store, of.id, of.code, "feld", SAID if of is going else "bleibt da").result()
    _tell(store, staying, date(2099, 1, 1))
    before = _bytes_of(postgresql_url, "comments").count(SAID.encode())

    delete_due_sheets(store, going.delete_sheets_on)

    assert rewrite_tables(store) == ()
    left = _bytes_of(postgresql_url, "comments")
    assert (before > 0, left.count(SAID.encode()), left.count(b"bleibt da")) == (True, 0, 1)
    assert _bytes_of(postgresql_url, "participants").count(going.id.encode()) == 0


@pytest.mark.parametrize("reads", ["comments", "municipalities"])
def test_tables_that_are_read_for_long_are_rewritten_later_and_after_a_crash(
    postgresql_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch, reads: str
) -> None:
    """Whoever reads other tables, from before the deletion, lets VACUUM keep rows as well."""
    monkeypatch.setattr("data.store.freeing.TRIES", 1)
    monkeypatch.setattr("data.store.freeing.WAIT", "50ms")
    store, reader = opened(postgresql_url), opened(postgresql_url)
    of = prepared_in(store)
    open_workshop(store, of.id)
    join(store, of.id, perspective="rat", source="phone", token_hash=of.id).result()
    save_comment(store, of.id, of.code, "feld", SAID).result()

    with reader.reading() as reading:
        reading.execute(text(f"SELECT count(*) FROM {reads}")).scalar_one()
        delete_due_sheets(store, of.delete_sheets_on)
        waiting = rewrite_tables(store)
        held_back = _bytes_of(postgresql_url, "comments").count(SAID.encode())
    store.close()
    again = opened(postgresql_url)
    nothing_due = delete_due_sheets(again, of.delete_sheets_on)

    assert ("comments" in waiting, held_back > 0, nothing_due) == (True, True, 0)
    assert rewrite_tables(again) == ()
    assert _bytes_of(postgresql_url, "comments").count(SAID.encode()) == 0
    file = _file_of(postgresql_url, "comments")
    assert rewrite_tables(again) == ()
    assert _file_of(postgresql_url, "comments") == file  # what is done is not done again


def test_deletion_during_the_rewriting_asks_for_another(postgresql_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(postgresql_url)
    store.write(mark_for_rewriting)
    before = _marked(store)
    store.write(mark_for_rewriting)

    assert before.keys() == set(TABLES)
    assert all(_is_rewritten(store, table, mark) for table, mark in before.items())
    assert _marked(store).keys() == set(TABLES)
    assert rewrite_tables(store) == ()
    assert _marked(store) == {}


def test_day_that_came_while_the_server_was_off_is_kept_at_the_next_start(
    file_store: Store, place: Path, filled: Workshop, opened: Callable[[str], Store]
) -> None:
    told = _answered_on_all_ways(file_store, filled)
    file_store.close()

    delete_due_sheets(opened(f"sqlite:///{place}"), told + timedelta(days=40))

    assert [_left_after_a_while(place, one) for one in (CANARY, SAID)] == [0, 0]


def test_reader_that_holds_the_log_back_only_delays_it(file_store: Store, place: Path, filled: Workshop) -> None:
    join(file_store, filled.id, perspective="rat", source="phone", token_hash=CANARY).result()

    with file_store.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM participants").scalar()
        discard_sheets(file_store, filled.id)
        meanwhile = _traces(place)

    assert meanwhile > 0
    assert _left_after_a_while(place, CANARY) == 0


@pytest.mark.parametrize("now", ["B", None])
def test_changed_and_cleared_answers_leave_no_trace(
    file_store: Store, place: Path, filled: Workshop, now: str | None
) -> None:
    join(file_store, filled.id, perspective="rat", source="phone", token_hash="t" * 64).result()
    save_answers(file_store, "t" * 64, filled.code, {"1.01": "A", "1.02": "C"}).result()
    with file_store.reading() as connection:
        own = connection.exec_driver_sql("SELECT id FROM participants").scalar_one()
    before = _traces(place, f"{own}1.01A")

    save_answers(file_store, "t" * 64, filled.code, {"1.01": now}).result()

    assert before > 0
    assert _left_after_a_while(place, f"{own}1.01A") == 0
    assert _traces(place, f"{own}1.02C") == 1


def test_changed_perspective_leaves_no_trace_of_the_old_one(file_store: Store, place: Path, filled: Workshop) -> None:
    join(file_store, filled.id, perspective="rat", source="phone", token_hash=CANARY).result()
    assert _traces(place, f"{CANARY}rat") > 0

    change_perspective(file_store, CANARY, filled.code, "fachamt").result()

    assert _left_after_a_while(place, f"{CANARY}rat") == 0


def test_replaced_wifi_password_leaves_no_trace(file_store: Store, place: Path, filled: Workshop) -> None:
    change_workshop(file_store, filled.id, wifi_password=CANARY)
    assert _traces(place) > 0

    change_workshop(file_store, filled.id, wifi_password="neu")

    assert _left_after_a_while(place, CANARY) == 0


@pytest.mark.parametrize("goes", ["the name", "the measure"])
def test_name_that_is_taken_away_or_goes_with_its_measure_leaves_no_trace(
    file_store: Store, place: Path, filled: Workshop, goes: str
) -> None:
    one = add_measure(file_store, filled.id, Draft(what="Ein Blatt", person=CANARY))
    before = _traces(place)

    if goes == "the name":
        save_measure(file_store, filled.id, one.id, Draft(what="Ein Blatt"), version=one.version)
    else:
        delete_measure(file_store, filled.id, one.id, version=one.version)

    assert before > 0
    assert _left_after_a_while(place, CANARY) == 0


@pytest.mark.parametrize("by", ["table", "moderation", "moderation, taken over"])
def test_withdrawn_or_deleted_proposal_leaves_no_trace(
    file_store: Store, place: Path, filled: Workshop, by: str
) -> None:
    close_workshop(file_store, filled.id, everybody)
    reveal(file_store, filled.id, "ueberblick")
    one = send_proposal(file_store, filled.id, "feld", Said("note", "feld", CANARY))
    before = _traces(place)

    if by == "table":
        withdraw_proposal(file_store, filled.id, "feld", one.id)
    else:
        if by == "moderation":
            put_aside(file_store, filled.id, one.id, version=one.version)
        else:
            take_as_note(file_store, filled.id, one.id, "gekürzt", is_visible=True, version=one.version)
        (decided,) = proposals(file_store, filled.id)
        delete_proposal(file_store, filled.id, one.id, version=decided.version)

    assert before > 0
    assert _left_after_a_while(place, CANARY) == 0


def test_used_key_and_signed_out_device_leave_no_trace(file_store: Store, place: Path) -> None:
    key = issue_key(file_store, "moderator", valid=timedelta(hours=1))
    redeemed = redeem_key(file_store, key)
    assert redeemed is not None
    device = hashed(redeemed[2])

    assert _left_after_a_while(place, hashed(key)) == 0
    assert _traces(place, device) > 0
    revoke(file_store, device)
    assert _left_after_a_while(place, device) == 0


def test_everybody_signed_out_leaves_no_trace(file_store: Store, place: Path) -> None:
    unused = issue_key(file_store, "moderator", valid=timedelta(hours=1))
    redeemed = redeem_key(file_store, issue_key(file_store, "moderator", valid=timedelta(hours=1)))
    assert redeemed is not None

    revoke_all(file_store)

    assert [_left_after_a_while(place, one) for one in (hashed(unused), hashed(redeemed[2]))] == [0, 0]


def test_own_text_that_was_replaced_leaves_no_trace(file_store: Store, place: Path) -> None:
    save_wording(file_store, "impressum", "de", CANARY)

    save_wording(file_store, "impressum", "de", "Rathaus")

    assert _left_after_a_while(place, CANARY) == 0


def test_expired_link_key_and_devices_are_forgotten_without_a_trace(
    file_store: Store, place: Path, filled: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, token = create_upload_link(file_store, filled.id, label="Jugendamt", valid=timedelta(hours=1))
    _, lasting = create_upload_link(file_store, filled.id, label="Sportamt", valid=timedelta(days=9))
    device = redeem_upload_link(file_store, token)
    key = issue_key(file_store, "moderator", valid=timedelta(hours=1))
    assert device is not None
    later = time.time() + 7200
    monkeypatch.setattr("data.store.engine.Store.now", lambda _store: later)

    forget_expired(file_store)

    secrets = (hashed(token), hashed(device[1]), hashed(key))
    assert [_left_after_a_while(place, one) for one in secrets] == [0, 0, 0]
    assert [one.label for one in upload_links(file_store, filled.id)] == ["Jugendamt", "Sportamt"]
    assert link_behind(file_store, lasting) is not None


def _answered_on_all_ways(store: Store, of: Workshop) -> date:
    """A phone with answers and a comment, a paper sheet, a file and its team; gives the day that all of them read."""
    join(store, of.id, perspective="rat", source="phone", token_hash=CANARY).result()
    save_answers(store, CANARY, of.code, {"1.01": "A", "1.02": "C"}).result()
    save_comment(store, CANARY, of.code, "feld", SAID).result()
    add_sheets(store, of.id, [EnteredSheet("rat", {"1.01": "B"})], source="paper")
    batch = NewBatch(f"{CANARY}.xlsx", "d" * 64, "template")
    add_sheets(store, of.id, [EnteredSheet("rat", {"1.01": "D"})], source="upload", batch=batch)
    create_upload_link(store, of.id, label=CANARY, valid=timedelta(days=900))
    return of.delete_sheets_on


def _tell(store: Store, of: Workshop, day: date) -> None:
    """As if this workshop were much later."""
    told = update(workshops).where(workshops.c.id == of.id).values(delete_sheets_on=day)
    store.write(lambda connection: connection.execute(told).rowcount)


def _file_of(url: str, table: str) -> str:
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT pg_relation_filepath(%s)", (table,)).fetchone()
    assert found is not None
    return str(found[0])


def _bytes_of(url: str, table: str) -> bytes:
    """The file of a table as it lies on the disk, free space and all."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        found = connection.execute("SELECT pg_read_binary_file(pg_relation_filepath(%s))", (table,)).fetchone()
    assert found is not None
    return bytes(found[0])


def _ids(store: Store) -> list[str]:
    """What is left of people: nothing."""
    with store.reading() as connection:
        return list(connection.exec_driver_sql("SELECT id FROM participants").scalars())


def _traces(place: Path, of: str = CANARY) -> int:
    """How often it stands in the database's files: the database, its log, and what else lies beside it."""
    return sum(file.read_bytes().count(of.encode()) for file in place.parent.iterdir())


def _left_after_a_while(place: Path, of: str) -> int:
    """How often it is still there after the seconds that the store takes to erase, and some patience."""
    until = time.monotonic() + 15
    while _traces(place, of) and time.monotonic() < until:
        time.sleep(0.1)
    return _traces(place, of)
