"""A database that people have filled keeps all of it when the tables take their next steps."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from analysis.second_vote import Moves, Recount
from analysis.stage import Place
from data.store.access import Access, issue_key, redeem_key, role_of, tables_signed_in
from data.store.administration import AdministrationAnswer, administration_sheet
from data.store.agreements import agreements
from data.store.ballots import Ballot, ballot, own_vote
from data.store.batches import Batch, batches, undo_batch
from data.store.databases import own_database
from data.store.engine import MIGRATIONS, Store
from data.store.notes import add_note, notes
from data.store.planning import expect, expected, note_printed, printed
from data.store.proposals import proposals
from data.store.sheets import Tally, tally
from data.store.stages import stage
from data.store.surveys import record_key
from data.store.workshops import change_workshop, delete_workshop, next_run, workshops
from tests.data.store.conftest import QUESTIONNAIRE

FILLED = (
    "INSERT INTO questionnaires VALUES ('q', :questionnaire)",
    "INSERT INTO workshops VALUES ('w', 'ABCDEF', 'Musterlingen', 'Selbstcheck', '2027-03-04', 'q', '[\"1.01\"]',"
    " '[\"1.01\"]', 3, 'sectors', '', '', 'open', false, true, NULL, 1, 0)",
    "INSERT INTO batches VALUES ('b1', 'w', 'eins.xlsx', 'd1', 'template', '2027-03-01', 1, 1)",
    "INSERT INTO batches VALUES ('b2', 'w', 'zwei.xlsx', 'd2', 'template', '2027-03-02', 1, 1)",
    "INSERT INTO participants VALUES ('p1', 'w', 'b1', NULL, 'rat', 'upload', true, false)",
    "INSERT INTO participants VALUES ('p2', 'w', 'b2', NULL, 'fachamt', 'upload', true, false)",
    "INSERT INTO participants VALUES ('p3', 'w', NULL, 'token', 'rat', 'phone', false, false)",
    "INSERT INTO answers VALUES ('p1', '1.01', 'A'), ('p2', '1.01', 'B'), ('p3', '1.01', 'C')",
    "INSERT INTO administration_answers VALUES ('w', '1.01', 'D', 'weil', 'Amt')",
    "INSERT INTO access VALUES ('m', 'moderator', NULL), ('s', 'screen', 'w')",
)


NAMED = (
    ("w1", "AAAAAA", "Bad Musterstein", "2026-03-04"),
    ("w2", "BBBBBB", "bad  musterstein ", "2026-02-01"),
    ("w3", "CCCCCC", "Mu\N{COMBINING DIAERESIS}hldorf", "2026-02-01"),
    ("w4", "DDDDDD", "Mühldorf", "2027-02-01"),
    ("w5", "EEEEEE", "Beispielstadt", "2026-01-01"),
)
NAMED_WORKSHOPS = (
    "INSERT INTO questionnaires VALUES ('q', :questionnaire)",
    *(
        "INSERT INTO workshops (id, code, municipality, title, held_on, questionnaire_digest, room, administration,"
        " threshold, mode, wifi_name, wifi_password, state, archived, locked, revision, closings) VALUES"
        f" ('{place}', '{code}', '{name}', 'Selbstcheck', '{day}', 'q', '[\"1.01\"]', '[]', 3, 'sectors', '', '',"
        " 'open', false, true, 1, 0)"
        for place, code, name, day in NAMED
    ),
    "INSERT INTO participants (id, workshop_id, perspective, source, finished, late) VALUES"
    " ('p1', 'w1', 'rat', 'phone', true, false)",
    "INSERT INTO answers VALUES ('p1', '1.01', 'C')",
)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite3'}"
        return
    server: str = request.getfixturevalue("postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE before")
    yield f"{server.rpartition('/')[0]}/before"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE before WITH (FORCE)")


@pytest.fixture
def filled_url(empty_url: str) -> str:
    """The address of a database with the first tables and something in each of them."""
    _fill(empty_url, "0001", FILLED)
    return empty_url


@pytest.fixture
def url_of_names(empty_url: str) -> str:
    """The address of a database in which every workshop has the name of its municipality."""
    _fill(empty_url, "0005", NAMED_WORKSHOPS)
    return empty_url


def test_filled_database_keeps_everything(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    found = workshops(store)[0]
    assert tally(store, "w") == Tally(present=3, finished=3, people={"fachamt": 1, "rat": 2}, without_answers=0)
    assert administration_sheet(store, "w") == {"1.01": AdministrationAnswer("1.01", "D", "weil", "Amt")}
    assert (found.code, found.room, found.locked) == ("ABCDEF", ("1.01",), True)
    assert [role_of(store, token) for token in ("m", "s")] == [Access("moderator", None), Access("screen", "w")]


def test_sign_ins_of_before_begin_their_days_with_the_update(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    with store.reading() as connection:
        ends = list(connection.execute(text("SELECT valid_until FROM access")).scalars())
    assert [29 * 86400 < end - time.time() <= 30 * 86400 for end in ends] == [True, True]


def test_workshops_of_before_get_a_day_of_deletion_and_keep_one_that_was_told(
    empty_url: str, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first is held later, the second was long ago, the third is finished and its day announced."""
    monkeypatch.setenv("KEEP_SHEETS_DAYS", "90")
    _fill(empty_url, "0005", NAMED_WORKSHOPS)
    held = date.today() + timedelta(days=30)
    engine = create_engine(empty_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE workshops SET held_on = :held WHERE id = 'w1'"), {"held": held})
        connection.execute(
            text("UPDATE workshops SET state = 'finished', delete_sheets_on = '2027-08-31' WHERE id = 'w3'")
        )
    engine.dispose()

    days = {one.id: one.delete_sheets_on for one in workshops(opened(empty_url))}

    assert days["w1"] == held + timedelta(days=90)
    assert days["w2"] == date.today() + timedelta(days=90)
    assert days["w3"] == date(2027, 8, 31)


def test_each_file_of_before_is_a_survey_of_its_own(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    newer, older = batches(store, "w")
    undo_batch(store, "b1")

    assert (newer.survey, newer.number, newer.ledger, newer.link_id, newer.has_administration) == (
        "b2",
        1,
        {},
        None,
        False,
    )
    assert isinstance(older, Batch)
    assert older.survey == "b1"
    assert tally(store, "w").people == {"fachamt": 1, "rat": 1}


def test_workshop_of_before_gets_its_secret_when_it_is_needed(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    first, second = record_key(store, "w"), record_key(store, "w")

    assert len(first) == 32
    assert first == second


def test_workshop_of_before_can_be_written_about_and_by_whom(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    key = issue_key(store, "scribe", "w", valid=timedelta(minutes=5))
    note = add_note(store, "w", "Wir hören zu.", about="1.01")

    assert (redeem_key(store, key) or ())[:2] == ("scribe", "w")
    assert (notes(store, "w"), agreements(store, "w")) == ([note], {})


def test_workshop_of_before_can_have_tables(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    key = issue_key(store, "table", "w", valid=timedelta(minutes=5), about="feld")

    assert (redeem_key(store, key) or ())[:2] == ("table", "w")
    assert tables_signed_in(store, "w") == {"feld": 1}
    assert proposals(store, "w") == ()


def test_workshop_of_before_goes_as_a_whole(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    delete_workshop(store, "w")

    tables = ("workshops", "batches", "participants", "answers", "administration_answers")
    with store.reading() as connection:
        left = {table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() for table in tables}
    assert left == dict.fromkeys(tables, 0)


def test_same_name_is_one_municipality_as_the_newest_workshop_writes_it(
    url_of_names: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url_of_names)

    assert {one.id: one.municipality for one in workshops(store)} == {
        "w1": "Bad Musterstein",
        "w2": "Bad Musterstein",
        "w3": "Mühldorf",
        "w4": "Mühldorf",
        "w5": "Beispielstadt",
    }
    with store.reading() as connection:
        names = sorted(connection.execute(text("SELECT name FROM municipalities")).scalars())
    assert names == ["Bad Musterstein", "Beispielstadt", "Mühldorf"]


def test_workshops_of_before_keep_their_sheets_and_can_be_continued(
    url_of_names: str, opened: Callable[[str], Store]
) -> None:
    store = opened(url_of_names)

    new = next_run(store, "w2", date(2027, 5, 6))

    assert tally(store, "w1").people == {"rat": 1}
    assert [(one.follows, one.run) for one in workshops(store) if one.id != new.id] == [(None, 1)] * 5
    assert (new.municipality, new.follows, new.run) == ("Bad Musterstein", "w2", 2)


def test_workshop_of_before_expects_nobody_and_can_begin_to(url_of_names: str, opened: Callable[[str], Store]) -> None:
    store = opened(url_of_names)
    before = expected(store, "w1"), printed(store, "w1")

    expect(store, "w1", {"rat": 4})
    note_printed(store, "w1", "kurz/de")

    assert before == ({}, [])
    assert (expected(store, "w1"), printed(store, "w1")) == ({"rat": 4}, ["kurz/de"])


def test_new_workshop_joins_the_municipality_of_before(url_of_names: str, opened: Callable[[str], Store]) -> None:
    store = opened(url_of_names)

    change_workshop(store, "w5", municipality="MÜHLDORF")

    assert next(one for one in workshops(store) if one.id == "w5").municipality == "Mühldorf"


BALLOTED = (
    *NAMED_WORKSHOPS[:1],
    "INSERT INTO municipalities VALUES ('m', 'Musterlingen', 'musterlingen')",
    "INSERT INTO workshops (id, code, municipality_id, title, held_on, questionnaire_digest, room, administration,"
    " threshold, mode, wifi_name, wifi_password, state, archived, locked, revision, closings) VALUES"
    " ('w1', 'AAAAAA', 'm', 'Selbstcheck', '2027-03-04', 'q', '[\"1.01\"]', '[]', 3, 'sectors', '', '',"
    " 'closed', false, true, 1, 1)",
    "INSERT INTO participants (id, workshop_id, token_hash, perspective, source, finished, late) VALUES"
    " ('p1', 'w1', 'token', 'rat', 'phone', true, false)",
    "INSERT INTO ballots VALUES ('w1', '1.01', 3, 1900000000, true, true,"
    ' \'{"groups": {}, "moves": [1, 2, 3]}\'),'
    " ('w1', '1.02', 1, 1900000000, false, false, NULL)",
    "INSERT INTO second_votes VALUES ('w1', '1.01', 'p1', 'D')",
    "INSERT INTO stages (workshop_id, number, kind, slide, step, frozen, black, joining, arranged, resume) VALUES"
    " ('w1', 7, 'folie', 'aussage?sicht=verteilung&teil=1.01', 8,"
    ' \'{"kind": "folie", "slide": "aussage?sicht=verteilung&teil=1.01", "step": 0}\', false, false,'
    ' \'[{"kind": "folie", "slide": "ueberblick?sicht=radar", "step": 2},'
    ' {"kind": "folie", "slide": "aussage?sicht=verteilung&teil=1.01", "step": 1}]\','
    ' \'{"kind": "pause", "slide": "", "step": 0}\')',
)


def test_second_votes_of_before_stay_second_votes(empty_url: str, opened: Callable[[str], Store]) -> None:
    _fill(empty_url, "0014", BALLOTED)
    store = opened(empty_url)

    done, still = ballot(store, "w1", "1.01"), ballot(store, "w1", "1.02")

    assert done == Ballot("second_vote", "1.01", 3, 1_900_000_000, True, True, Recount({}, Moves(1, 2, 3)))
    assert still == Ballot("second_vote", "1.02", 1, 1_900_000_000, False, False, None)
    assert ballot(store, "w1", "1.01", "guess") is None
    assert (own_vote(store, "token", "1.01"), own_vote(store, "token", "1.01", "guess")) == ("D", None)


def test_step_of_a_statement_that_stood_on_the_stage_is_the_same_step(
    empty_url: str, opened: Callable[[str], Store]
) -> None:
    _fill(empty_url, "0014", BALLOTED)

    found = stage(opened(empty_url), "w1")

    statement = "aussage?sicht=verteilung&teil=1.01"
    assert found.place == Place("folie", statement, 9)  # the last one: what the room agrees on
    assert found.frozen == Place("folie", statement, 0)
    assert found.order == (Place("folie", "ueberblick?sicht=radar", 2), Place("folie", statement, 2))
    assert found.resume == Place("pause")


def _fill(url: str, revision: str, statements: Sequence[str]) -> None:
    """Make the tables of this step and fill them, as that version did."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        _up_to(connection, revision)
        for statement in statements:
            connection.execute(text(statement), {"questionnaire": QUESTIONNAIRE} if ":q" in statement else {})
    engine.dispose()


def _up_to(connection: Connection, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def test_tables_take_their_next_step_without_stopping_who_writes(
    request: pytest.FixtureRequest, opened: Callable[[str], Store]
) -> None:
    """Somebody reads a table that is to change for two seconds; a program of before goes on writing into it."""
    with own_database(request.getfixturevalue("postgres")) as url:
        _fill(url, "0023", RUNS)
        own = url.replace("postgresql+psycopg:", "postgresql:")
        with psycopg.connect(own) as reader, ThreadPoolExecutor(1) as migrating:
            reader.execute("SELECT count(*) FROM workshops").fetchall()
            migrated = migrating.submit(opened, url)
            longest = 0.0
            with psycopg.connect(own, autocommit=True) as writer:
                until = time.monotonic() + 2
                while time.monotonic() < until:
                    began = time.monotonic()
                    writer.execute("UPDATE workshops SET revision = revision + 1 WHERE id = 'A'")
                    longest = max(longest, time.monotonic() - began)
                    time.sleep(0.02)
            is_waiting = not migrated.done()
            reader.commit()
            store = migrated.result(20)
        assert (is_waiting, longest < 1) == (True, True)
        assert len(workshops(store)) == 3
        store.close()


RUNS = (
    "INSERT INTO questionnaires (digest, text) VALUES ('q', :questionnaire)",
    "INSERT INTO municipalities (id, name, folded) VALUES ('m', 'Musterlingen', 'musterlingen')",
    *(
        "INSERT INTO workshops (id, code, municipality_id, follows, run, title, held_on, questionnaire_digest, room,"
        " administration, threshold, mode, wifi_name, wifi_password, state, archived, locked, delete_sheets_on,"
        f" revision, closings) VALUES ('{place}', '{place * 6}', 'm', {follows}, {run}, '{title}', '2027-03-04', 'q',"
        " '[\"1.01\"]', '[]', 3, 'sectors', '', '', 'prepared', false, false, '2027-09-01', 1, 0)"
        for place, follows, run, title in (
            ("A", "NULL", 1, "Selbstcheck"),
            ("B", "'A'", 2, "Nachbefragung nach 3 Monaten"),
            ("C", "'A'", 3, "Selbstcheck"),
        )
    ),
)


def test_runs_of_before_come_back_from_a_backup_to_where_they_stood(
    empty_url: str, opened: Callable[[str], Store]
) -> None:
    _fill(empty_url, "0021", RUNS)
    store = opened(empty_url)

    with store.reading() as connection:
        began = connection.execute(text("SELECT id, began_after FROM workshops ORDER BY id")).all()
    assert [tuple(row) for row in began] == [("A", None), ("B", "A"), ("C", "A")]
    assert {one.id: one.is_recheck for one in workshops(store)} == {"A": False, "B": True, "C": False}
