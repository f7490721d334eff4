"""The second vote with real phones over HTTP: it begins and ends with its step, and shows nothing before its result."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import httpx
import pytest

from content.views import View
from data.evening import evening
from data.store.ballots import ballot, progress
from data.store.engine import Store
from data.store.stages import stage
from data.store.workshops import finish_workshop
from tests.phone.conftest import Phone
from tests.room.talking import Devices, Room, at, go, revealed_room, said, until
from tests.room.test_points import WHY_NOT
from tests.running import RunningServer


@pytest.fixture
def phones(server: RunningServer, store: Store) -> Iterator[Room]:
    with revealed_room(server, store, 30) as room:
        yield room


def test_room_votes_again_and_sees_before_and_after(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    statement = of.room[0]
    regie, wall = devices("moderator", of), devices("screen", of)
    go(regie, of, "zweite_abstimmung")
    begun = ballot(store, of.id, statement)
    assert begun is not None and not begun.is_closed and 55 <= begun.until - time.time() <= 61

    until(lambda: 'name="antwort"' in people[0].get("/jetzt").text)
    with ThreadPoolExecutor(8) as hands:
        voted = list(hands.map(lambda one: one.post("/abstimmen", aussage=statement, antwort="B"), people[:-1]))
    assert {reply.status_code for reply in voted} == {200}
    assert "B Trifft eher zu Ihre Antwort" in said(people[0].get("/jetzt").text)

    picture = wall.picture()
    assert "Abgestimmt: 29 von 30" in said(picture["html"]) and picture["uhr"] and picture["zaehlt"]
    assert wall.get("/leinwand/{code}/stand").json()["fertig"] == 29
    page = regie.client.get(f"/regie/{of.code}").text
    assert "Abgestimmt: 29 von 30" in page and "+ 30 Sekunden" in page

    people[-1].post("/abstimmen", aussage=statement, antwort="A")
    closed = ballot(store, of.id, statement)
    assert closed is not None and closed.is_closed and not closed.is_shown  # everybody has voted
    late = people[0].post("/abstimmen", aussage=statement, antwort="D")
    assert late.status_code == 409 and "Die Abstimmung ist zu Ende." in said(late.text)

    go(regie, of, "vorher_nachher")
    shown = said(wall.picture()["html"])
    assert "15" in shown and "Nach dem Gespräch" in shown
    assert "Nach dem Gespräch" in said(regie.client.get(f"/regie/{of.code}").text)
    until(lambda: "Nach dem Gespräch" in said(people[0].get("/jetzt").text))
    assert "Alle im Raum, nachher" in said(people[0].get("/jetzt").text)
    final = ballot(store, of.id, statement)
    assert final is not None and final.is_shown and final.result is not None
    assert final.result.moves == (15, 0, 15)  # all of A went to B, all of D went up
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    assert now.results.by_statement[statement].ratings == (15, 0, 0, 15)


def test_vote_is_extended_ended_and_held_once_more_from_the_regie(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    statement, regie = of.room[0], devices("moderator", of)

    def press(do: str) -> httpx.Response:
        form = {"tun": do, "aussage": statement}
        return regie.client.post(f"/regie/{of.code}/abstimmung", data=form)

    assert press("laenger").headers.get("location", "").endswith("hinweis=StageMoved")
    go(regie, of, "zweite_abstimmung")
    begun = ballot(store, of.id, statement)
    press("laenger")
    longer = ballot(store, of.id, statement)
    assert begun is not None and longer is not None and longer.until == begun.until + 30
    people[0].post("/abstimmen", aussage=statement, antwort="C")
    press("beenden")
    assert people[1].post("/abstimmen", aussage=statement, antwort="C").status_code == 409
    assert "Noch einmal 60 Sekunden" in regie.client.get(f"/regie/{of.code}").text
    press("oeffnen")
    assert people[1].post("/abstimmen", aussage=statement, antwort="C").status_code == 200
    stale = {"tun": "beenden", "aussage": of.room[1]}
    reply = regie.client.post(f"/regie/{of.code}/abstimmung", data=stale)
    assert reply.headers.get("location", "").endswith("hinweis=StageMoved")
    assert (
        "Beendet die Abstimmung. Ein Ergebnis gibt es erst ab 5 Stimmen." in regie.client.get(f"/regie/{of.code}").text
    )
    go(regie, of, "vorher_nachher")
    assert press("oeffnen").headers.get("location", "").endswith("hinweis=StageMoved")


def test_nobody_votes_but_the_people_of_the_release(
    server: RunningServer, devices: Devices, store: Store, phones: Room
) -> None:
    of, people = phones
    statement = of.room[0]
    go(devices("moderator", of), of, "zweite_abstimmung")
    with httpx.Client(base_url=server.base, timeout=20) as client:
        stranger = Phone(client, of.code)
        assert stranger.post("/abstimmen", aussage=statement, antwort="A").status_code == 401
    assert people[0].post("/abstimmen", aussage=statement, antwort="F").status_code == 422
    assert people[0].post("/abstimmen", aussage="9.99", antwort="A").status_code == 409
    assert devices("scribe", of).client.post(f"/regie/{of.code}/abstimmung", data={"tun": "beenden"}).status_code == 403
    found = ballot(store, of.id, statement)
    assert found is not None and not found.is_closed


def test_frozen_leinwand_starts_no_vote(devices: Devices, store: Store, phones: Room) -> None:
    of, _people = phones
    regie = devices("moderator", of)
    regie.move("einfrieren", an=True)

    go(regie, of, "zweite_abstimmung")
    assert ballot(store, of.id, of.room[0]) is None
    regie.move("einfrieren", an=False)

    assert ballot(store, of.id, of.room[0]) is not None


def test_vote_that_is_held_once_more_goes_on_while_people_change_theirs(
    devices: Devices, store: Store, phones: Room
) -> None:
    of, people = phones
    statement, regie = of.room[0], devices("moderator", of)
    go(regie, of, "zweite_abstimmung")
    for one in people:
        one.post("/abstimmen", aussage=statement, antwort="B")
    regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "oeffnen", "aussage": statement})

    assert people[0].post("/abstimmen", aussage=statement, antwort="C").status_code == 200

    found = ballot(store, of.id, statement)
    assert found is not None and not found.is_closed


def test_black_leinwand_starts_no_vote_and_ends_none(devices: Devices, store: Store, phones: Room) -> None:
    of, _people = phones
    regie = devices("moderator", of)
    regie.move("schwarz", an=True)
    regie.move("einfrieren", an=True)
    go(regie, of, "zweite_abstimmung")

    regie.move("einfrieren", an=False)
    assert ballot(store, of.id, of.room[0]) is None

    regie.move("schwarz", an=False)
    assert ballot(store, of.id, of.room[0]) is not None


def test_phones_that_read_of_no_result_hear_of_it_once_there_is_one(devices: Devices, phones: Room) -> None:
    of, people = phones
    regie = devices("moderator", of)
    go(regie, of, "vorher_nachher")
    until(lambda: "Noch gibt es kein Ergebnis" in said(people[0].get("/jetzt").text))
    go(regie, of, "zweite_abstimmung")
    for one in people:
        one.post("/abstimmen", aussage=of.room[0], antwort="B")

    assert regie.move("weiter").status_code == 200

    until(lambda: "Nach dem Gespräch" in said(people[0].get("/jetzt").text))


def test_device_that_is_passed_round_does_not_vote(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    go(devices("moderator", of), of, "zweite_abstimmung")

    until(lambda: 'name="antwort"' in people[0].get("/jetzt").text)
    assert 'name="antwort"' not in people[0].get("/jetzt?tablet=1").text
    assert people[0].post("/abstimmen?tablet=1", aussage=of.room[0], antwort="B").status_code == 403


def test_vote_on_a_statement_outside_the_show_comes_to_its_result(devices: Devices, store: Store, phones: Room) -> None:
    of, _people = phones
    regie = devices("moderator", of)
    order = [{"kind": "folie", "slide": View("ueberblick", "karte").address}]
    assert regie.move("ordnung", ordnung=order).status_code == 200
    go(regie, of, "zweite_abstimmung")

    assert regie.move("weiter").status_code == 200

    assert stage(store, of.id).place == at(of, "vorher_nachher")


def test_finishing_the_workshop_ends_its_votes(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    go(devices("moderator", of), of, "zweite_abstimmung")
    for one in people[:12]:
        one.post("/abstimmen", aussage=of.room[0], antwort="B")

    finish_workshop(store, of.id, date(2030, 1, 1))

    found = ballot(store, of.id, of.room[0])
    assert found is not None and found.is_closed and found.result is not None
    assert (progress(store, of.id, of.room[0]).voted, progress(store, of.id, of.room[0]).present) == (12, 12)


@pytest.mark.parametrize("step", ["vermutung", "zweite_abstimmung"])
def test_phone_without_a_vote_is_told_why_instead_of_a_form(
    server: RunningServer, devices: Devices, phones: Room, step: str
) -> None:
    of, people = phones
    go(devices("moderator", of), of, step)
    until(lambda: 'name="antwort"' in people[0].get("/jetzt").text)

    with httpx.Client(base_url=server.base, timeout=20) as client:
        stranger = Phone(client, of.code).get("/jetzt").text

    assert WHY_NOT in said(stranger) and 'name="antwort"' not in stranger
    assert WHY_NOT not in said(people[0].get("/jetzt").text)
    assert "vorher am eigenen Telefon" in said(people[0].get("/jetzt?tablet=1&lang=de-x-einfach").text)
