"""Processes whose machines' clocks differ, or jump, end nothing early that another one has begun."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from sqlalchemy import Engine, create_engine, insert, select
from sqlalchemy.exc import OperationalError

from data.store import clock
from data.store.access import issue_key, redeem_key, role_of
from data.store.audit import BY_COMMAND
from data.store.ballots import close_due
from data.store.clock import SharedClock
from data.store.engine import Store
from data.store.expiry import forget_expired
from data.store.forgotten import ask_for_reset
from data.store.invitations import invitation, invite_to
from data.store.known_devices import mark_of
from data.store.links import create_upload_link, hashed, link_behind
from data.store.opening import join
from data.store.people import sign_in_person
from data.store.schema import ballots
from data.store.stages import stands
from data.store.status_links import create_status_link, workshop_of_status_link
from tests.data.store.conftest import prepared_in
from web import expiring

HOUR = 3600


@pytest.fixture
def two(postgresql_url: str, opened: Callable[[str], Store]) -> tuple[Store, Store]:
    return opened(postgresql_url), opened(postgresql_url)


def _off_by(monkeypatch: pytest.MonkeyPatch, seconds: float) -> None:
    """The clock of this machine, from now on."""
    rightly = time.time
    monkeypatch.setattr(time, "time", lambda: rightly() + seconds)


@pytest.mark.parametrize("seconds", [HOUR, -HOUR])
def test_time_on_a_server_is_the_databases(
    two: tuple[Store, Store], seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    rightly = time.time()

    _off_by(monkeypatch, seconds)

    assert [abs(store.now() - rightly) < 30 for store in two] == [True, True]


def test_time_of_a_laptop_is_its_own(
    tmp_path: Path, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    rightly = time.time()

    _off_by(monkeypatch, HOUR)

    assert HOUR <= store.now() - rightly < HOUR + 30


def test_clock_that_is_ahead_ends_no_key_and_no_sign_in(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    key = issue_key(two[0], "moderator", valid=timedelta(minutes=5))
    _off_by(monkeypatch, HOUR)
    issue_key(two[1], "moderator", valid=timedelta(minutes=5))
    forget_expired(two[1])

    found = redeem_key(two[1], key)

    assert found is not None
    assert role_of(two[1], hashed(found[2])) is not None


def test_clock_that_is_ahead_ends_no_link_and_knows_browsers_still(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    of, valid, mail = prepared_in(two[0]), timedelta(days=1), "mo@stadt.example"
    person_id = join(
        two[0], invite_to(two[0], mail, "Ahausen", "moderator", by=BY_COMMAND), name="Mo", password_hash="hash"
    )
    sign_in_person(two[0], person_id, known_as="browser")
    invited, asked = invite_to(two[0], mail, "Behausen", "team", by=BY_COMMAND), ask_for_reset(two[0], person_id)
    upload = create_upload_link(two[0], of.id, label="Amt", valid=valid)[1]
    status = create_status_link(two[0], of.id, label="Amt", valid=valid)[1]
    _off_by(monkeypatch, 200 * 24 * HOUR)
    forget_expired(two[1])

    assert mark_of(two[1], mail, "browser") is not None
    assert [invitation(two[1], one) is not None for one in (invited, asked) if one] == [True, True]
    assert (link_behind(two[1], upload) is None, workshop_of_status_link(two[1], status)) == (False, of.id)


def test_clock_that_is_behind_makes_no_link_that_is_over_already(
    two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    _off_by(monkeypatch, -200 * 24 * HOUR)
    of = prepared_in(two[0])
    token = invite_to(two[0], "mo@stadt.example", "Ahausen", "team", by=BY_COMMAND)
    upload = create_upload_link(two[0], of.id, label="Amt", valid=timedelta(days=1))[1]
    forget_expired(two[1])

    assert invitation(two[1], token) is not None
    assert link_behind(two[1], upload) is not None


def test_clock_that_is_ahead_ends_no_ballot(two: tuple[Store, Store], monkeypatch: pytest.MonkeyPatch) -> None:
    of = prepared_in(two[0])
    values = {"number": 1, "is_closed": False, "is_shown": False, "result": None, "kind": "second_vote"}
    until = int(two[0].now()) + 60
    two[0].write(
        lambda connection: connection.execute(
            insert(ballots).values(workshop_id=of.id, statement="1.01", until=until, **values)
        ).close()
    )
    before = stands(two[1], [of.id])
    _off_by(monkeypatch, HOUR)

    assert close_due(two[1]) == []
    assert stands(two[1], [of.id]) == before
    with two[1].reading() as connection:
        assert connection.execute(select(ballots.c.is_closed)).scalars().all() == [False]


@pytest.mark.parametrize(("own", "shared"), [(3, 0), (0, 3)])
def test_sheets_go_when_both_clocks_say_so(own: int, shared: int, monkeypatch: pytest.MonkeyPatch) -> None:
    now, today = time.time(), date.today()
    monkeypatch.setattr(expiring, "day_here", lambda: today + timedelta(days=own))

    assert expiring._day_in(Mock(now=lambda: now + shared * 24 * HOUR)) == today


def test_time_goes_on_while_the_database_is_away(postgresql_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "ASKED_EVERY", 0.02)
    engine = create_engine(postgresql_url)
    asked = _refusing(monkeypatch, engine, times=3)

    shared = SharedClock(engine)
    first = shared.now()
    deadline = time.monotonic() + 20
    while len(asked) < 6 and time.monotonic() < deadline:
        time.sleep(0.01)
    shared.close()
    engine.dispose()

    assert len(asked) >= 6
    assert 0 < shared.now() - first < 25


def _refusing(monkeypatch: pytest.MonkeyPatch, engine: Engine, *, times: int) -> list[bool]:
    """Every connection after the first, so many times; gives which ones there were."""
    connect, asked = engine.connect, list[bool]()

    @contextmanager
    def unsteady() -> Iterator[object]:
        asked.append(1 < len(asked) + 1 <= times + 1)
        if asked[-1]:
            raise OperationalError("", {}, Exception("fort"))
        with connect() as connection:
            yield connection

    monkeypatch.setattr(engine, "connect", unsteady)
    return asked
