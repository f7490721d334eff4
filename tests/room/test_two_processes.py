"""Two started servers with one PostgreSQL: whatever is true at one is true at the other, also after it was away."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from data.store.access import issue_key
from data.store.ballots import ballot
from data.store.contacts import phone_was_there_at
from data.store.engine import Store, open_store
from data.store.stages import move, stage
from data.store.workshops import close_workshop, open_workshop
from phone.rooms import SHARED_SECONDS
from tests.e2e.stages import new_workshop
from tests.failing_database import FailingDatabase, failing_database
from tests.phone.conftest import Phone
from tests.room.conftest import Device
from tests.room.talking import go, revealed_room, said, until
from tests.running import RunningServer
from tests.web.dashboard_window import DashboardWindow

AWAY = "Der Datenspeicher antwortet gerade nicht."
AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Pair:
    """Two processes, their database, and the same store opened a third time."""

    one: RunningServer
    other: RunningServer
    database: FailingDatabase
    store: Store


@pytest.fixture(scope="module")
def pair(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    with failing_database(postgres) as database:
        settings = {"DATABASE_URL": database.url}
        folders = [tmp_path_factory.mktemp(name) for name in ("one", "other")]
        with ThreadPoolExecutor(2) as starting:
            one, other = starting.map(lambda folder: RunningServer(folder, settings=settings), folders)
        store = open_store(database.url)
        yield Pair(one, other, database, store)
        store.close()
        for server in (one, other):
            server.stop()


@pytest.fixture
def browsers() -> Iterator[Callable[..., httpx.Client]]:
    """Browsers at one of the processes; the cookies of one are those of the other, as behind one address."""
    clients: list[httpx.Client] = []

    def browser(at: RunningServer, **options: object) -> httpx.Client:
        clients.append(httpx.Client(base_url=at.base, timeout=30, **options))  # type: ignore[arg-type]
        return clients[-1]

    yield browser
    for client in clients:
        client.close()


def test_processes_that_start_together_print_one_key(pair: Pair) -> None:
    keys = [server.key for server in (pair.one, pair.other)]

    assert sum(key != "" for key in keys) == 1
    silent = (pair.one, pair.other)[keys.index("")]
    assert "Die Adresse steht bei dem Prozess, der kurz zuvor gestartet ist." in silent.output


def test_room_at_both_processes_votes_follows_and_is_counted_as_one(
    pair: Pair, browsers: Callable[..., httpx.Client]
) -> None:
    with revealed_room(pair.one, pair.store, 12) as (of, phones):
        key = issue_key(pair.store, "moderator", valid=AN_HOUR)
        at_one = browsers(pair.one)
        assert at_one.get(f"/anmelden/{key}").status_code == 303
        regie, wall = Device(at_one, of.code), Device(browsers(pair.other, cookies=at_one.cookies), of.code)
        people = [
            one if place % 2 else Phone(browsers(pair.other, cookies=one.client.cookies), of.code)
            for place, one in enumerate(phones)
        ]

        go(regie, of, "zweite_abstimmung")
        moved = regie.picture()["nummer"]
        until(lambda: wall.picture()["nummer"] == moved)
        for one in people[:-1]:
            assert one.post("/abstimmen", aussage=of.room[0], antwort="B").status_code in (200, 303)
        voted = [device.get("/leinwand/{code}/stand").json()["fertig"] for device in (regie, wall)]
        people[-1].post("/abstimmen", aussage=of.room[0], antwort="A")
        closed = ballot(pair.store, of.id, of.room[0])
        go(wall, of, "vorher_nachher")  # by the other process this time

        assert voted == [11, 11]
        assert closed is not None
        assert closed.is_closed  # all who are there have voted, whichever process they asked
        until(lambda: "Nach dem Gespräch" in said(regie.picture()["html"]))
        until(lambda: "Nach dem Gespräch" in said(people[1].get("/jetzt").text))


def test_answers_and_presence_are_the_same_at_both(pair: Pair, browsers: Callable[..., httpx.Client]) -> None:
    of = new_workshop(pair.store, is_open=True)
    client = browsers(pair.one)
    here = Phone(client, of.code)
    here.join("fachverwaltung")
    there = Phone(browsers(pair.other, cookies=client.cookies), of.code)

    assert there.save({of.room[0]: "A"}).json()["saved"] == {of.room[0]: "A"}
    assert here.save({of.room[1]: "B"}).json()["saved"] == {of.room[0]: "A", of.room[1]: "B"}
    there.post("/fertig")
    assert (here.state(), there.state()) == ("thanks", "thanks")


def test_sheets_of_one_address_are_added_up_wherever_they_came(
    pair: Pair, browsers: Callable[..., httpx.Client]
) -> None:
    of = new_workshop(pair.store, is_open=True)
    for at in (pair.one, pair.other) * 3:
        sends = Phone(browsers(at), of.code)
        sends.join("fachverwaltung")
        sends.save({of.room[0]: "A"})
    key = issue_key(pair.store, "moderator", valid=AN_HOUR)
    hand = browsers(pair.one, follow_redirects=True)
    hand.get(f"/anmelden/{key}")

    until(lambda: "Bis zu 6 Bögen kamen von einer Adresse." in hand.get(f"/regie/{of.code}/schliessen").text)


def test_no_process_sends_a_phone_back_where_another_has_sent_it(
    pair: Pair, browsers: Callable[..., httpx.Client]
) -> None:
    of = new_workshop(pair.store, is_open=True)
    client = browsers(pair.other)
    there = Phone(client, of.code)
    there.join("fachverwaltung")
    assert there.get("/jetzt").headers["location"] == f"/t/{of.code}"  # it remembers that the survey is open
    close_workshop(pair.store, of.id, lambda people: ())
    move(pair.store, of.id, stage(pair.store, of.id), reveals="overview")
    here = Phone(browsers(pair.one, cookies=client.cookies), of.code)

    led = here.get().headers["location"]
    time.sleep(SHARED_SECONDS)
    arrived = there.get("/jetzt")

    assert (led, arrived.status_code) == (f"/t/{of.code}/jetzt", 200)


def test_sign_out_at_one_holds_at_the_other(pair: Pair, browsers: Callable[..., httpx.Client]) -> None:
    here = browsers(pair.one)
    here.get(f"/anmelden/{issue_key(pair.store, 'moderator', valid=AN_HOUR)}")
    there = browsers(pair.other, cookies=here.cookies)
    before = 'id="root"' in there.get("/").text

    here.post("/abmelden")

    assert (before, 'id="root"' in there.get("/").text) == (True, False)


def test_wrong_codes_at_one_slow_down_those_at_the_other(pair: Pair, browsers: Callable[..., httpx.Client]) -> None:
    here, there, neighbour = (browsers(at) for at in (pair.one, pair.other, pair.other))
    for client in (here, there):
        client.headers["X-Forwarded-For"] = "203.0.113.77"
    neighbour.headers["X-Forwarded-For"] = "203.0.113.78"
    for _ in range(24):
        assert here.get("/t/ZZZZZZ").status_code == 404
    there.get("/t/ZZZZZZ")
    time.sleep(1.5)  # they tell each other once a second

    times = [_seconds(lambda client=client: client.get("/t/ZZZZZZ")) for client in (there, neighbour)]

    assert times[0] > 0.5  # 26 in all
    assert times[1] < 0.4


def test_phone_that_reached_one_is_known_to_the_other(pair: Pair, browsers: Callable[..., httpx.Client]) -> None:
    of = new_workshop(pair.store, is_open=False)
    open_workshop(pair.store, of.id)

    browsers(pair.one).get(f"/t/{of.code}", headers={"X-Forwarded-For": "192.0.2.17"})

    until(lambda: phone_was_there_at(pair.store, of.id) is not None)


def test_answers_that_come_while_the_database_is_away_are_saved_late_and_not_refused(
    pair: Pair, browsers: Callable[..., httpx.Client]
) -> None:
    of = new_workshop(pair.store, is_open=True)
    people = [Phone(browsers(at), of.code) for at in (pair.one, pair.other) for _ in range(4)]
    for one in people:
        one.join("fachverwaltung")

    with pair.database.away(3):
        time.sleep(1.2)  # nobody remembers the room as of just now
        with ThreadPoolExecutor(len(people)) as hands:
            replies = list(hands.map(lambda one: one.save({of.room[0]: "A"}), people))

    assert [reply.status_code for reply in replies] == [200] * 8
    assert [reply.json()["saved"] for reply in replies] == [{of.room[0]: "A"}] * 8


def test_health_and_pages_tell_the_truth_while_the_database_is_away(
    pair: Pair, browsers: Callable[..., httpx.Client]
) -> None:
    here = browsers(pair.other)
    here.get(f"/anmelden/{issue_key(pair.store, 'moderator', valid=AN_HOUR)}")
    new_workshop(pair.store, is_open=False)
    with DashboardWindow(pair.other, here) as window:
        window.run("cockpit")
        fragment = window.by_themselves[0]

        pair.database.goes()
        health = here.get("/health")
        alone = window.run_alone(fragment)
        away = window.run("cockpit")
        way_back = window.by_themselves[-1]
        still_away = window.run_alone(way_back)
        light = here.get("/")
        pair.database.comes_back()
        until(lambda: here.get("/health").status_code == 200)
        back = window.run_alone(way_back)

    assert (health.status_code, light.status_code, light.headers["retry-after"]) == (503, 503, "5")
    assert AWAY in said(light.text)
    for shown in (alone, away, still_away):
        assert AWAY.encode() in shown
        assert b"StoreUnavailable" not in shown
    assert AWAY.encode() not in back
    assert "Traceback" not in pair.other.output
    assert "Uncaught" not in pair.other.output


def _seconds(action: Callable[[], object]) -> float:
    began = time.monotonic()
    action()
    return time.monotonic() - began
