"""A database that people have filled keeps all of it when the tables take their next steps."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, create_engine, text

from data.store.access import Access, role_of
from data.store.administration import AdministrationAnswer, administration_sheet
from data.store.batches import Batch, batches, undo_batch
from data.store.engine import MIGRATIONS, Store
from data.store.sheets import Tally, tally
from data.store.surveys import record_key
from data.store.workshops import delete_workshop, workshops
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


@pytest.fixture(params=["sqlite", "postgresql"])
def filled_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database with the first tables and something in each of them."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'store.sqlite3'}"
        _fill(url)
        yield url
        return
    server: str = request.getfixturevalue("postgres")
    url = f"{server.rpartition('/')[0]}/before"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE before")
    _fill(url.replace("postgresql:", "postgresql+psycopg:"))
    yield url
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("DROP DATABASE before WITH (FORCE)")


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


def test_workshop_of_before_goes_as_a_whole(filled_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(filled_url)

    delete_workshop(store, "w")

    tables = ("workshops", "batches", "participants", "answers", "administration_answers")
    with store.reading() as connection:
        left = {table: connection.execute(text(f"SELECT count(*) FROM {table}")).scalar() for table in tables}
    assert left == dict.fromkeys(tables, 0)


def _fill(url: str) -> None:
    """Make the tables of the first step and fill them, as that version did."""
    engine = create_engine(url)
    with engine.begin() as connection:
        _first_step(connection)
        for statement in FILLED:
            connection.execute(text(statement), {"questionnaire": QUESTIONNAIRE} if ":q" in statement else {})
    engine.dispose()


def _first_step(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["connection"] = connection
    command.upgrade(config, "0001")
