"""The guess with real phones over HTTP: nothing is told before its end, and nothing of the answers before theirs."""

from collections.abc import Iterator
from datetime import date

import httpx
import pytest

from data.store.ballots import ballot
from data.store.engine import Store
from data.store.stages import stage
from data.store.workshops import finish_workshop
from tests.phone.conftest import Phone
from tests.room.conftest import Device
from tests.room.talking import Devices, Room, at, go, revealed_room, said, until
from tests.room.test_reveal import ROUTES
from tests.running import RunningServer

QUESTION = "Was denken Sie: Welche Antwort kam am häufigsten?"


@pytest.fixture
def phones(server: RunningServer, store: Store) -> Iterator[Room]:
    with revealed_room(server, store, 12) as room:
        yield room


def guessed(phone: Phone, statement: str, answer: str, query: str = "") -> httpx.Response:
    return phone.post(f"/abstimmen{query}", aussage=statement, antwort=answer, art="guess")


def test_room_guesses_sees_the_totals_and_then_what_came(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    statement = of.room[0]
    regie, wall = devices("moderator", of), devices("screen", of)
    go(regie, of, "vermutung")

    until(lambda: 'name="antwort"' in people[0].get("/jetzt").text)
    page = people[0].get("/jetzt").text
    assert QUESTION in page and page.count('name="antwort"') == 5 and "<script>" not in page
    for one in people[:9]:
        assert guessed(one, statement, "B").status_code == 200
    guessed(people[9], statement, "A")
    guessed(people[9], statement, "C")  # changeable until the end
    assert "C Trifft eher nicht zu Ihre Vermutung" in said(people[9].get("/jetzt").text)
    picture = wall.picture()
    assert "Geraten: 10 von 12" in said(picture["html"]) and picture["uhr"] and picture["zaehlt"]
    assert "vermutet" not in said(picture["html"]) + said(people[11].get("/jetzt").text)
    assert wall.get("/leinwand/{code}/stand").json()["fertig"] == 10
    assert "Geraten: 10 von 12" in said(regie.client.get(f"/regie/{of.code}").text)

    guessed(people[10], statement, "E")
    guessed(people[11], statement, "C")
    found = ballot(store, of.id, statement, "guess")
    assert found is not None and found.is_closed and found.is_shown  # all have guessed

    told = "Am häufigsten vermutet: „Trifft eher zu“ (9 von 12)"
    html = wall.picture()["html"]
    assert told in said(html) and "12 haben geraten" in said(html)
    assert told in said(regie.client.get(f"/regie/{of.code}").text)
    until(lambda: told in said(people[0].get("/jetzt").text))
    own = said(people[9].get("/jetzt").text)
    assert "Ihre Vermutung: C Trifft eher nicht zu" in own and "angekreuzt" not in said(html) + own
    late = guessed(people[0], statement, "D")
    assert late.status_code == 409 and "Das Raten ist zu Ende. Diese Vermutung wurde nicht gezählt." in said(late.text)

    assert regie.move("weiter").status_code == 200
    assert stage(store, of.id).place == at(of, "verteilung")
    both = f"{told}. Am häufigsten angekreuzt: „Trifft zu“ und „Trifft nicht zu“"
    assert both in said(wall.picture()["html"])
    assert both in said(regie.client.get(f"/regie/{of.code}").text)
    until(lambda: both in said(people[0].get("/jetzt").text))
    assert "Ihre Vermutung: B Trifft eher zu" in said(people[0].get("/jetzt").text)
    assert "Ihre Vermutung" not in said(people[0].client.get(f"/t/{of.code}/mitschauen").text)
    go(regie, of, "gruppen")
    assert "vermutet" not in said(wall.picture()["html"])


def test_no_route_tells_a_guess_before_its_end_nor_an_answer_before_its_step(
    server: RunningServer, devices: Devices, phones: Room
) -> None:
    of, people = phones
    regie, statement = devices("moderator", of), of.room[0]
    phone = Device(people[0].client, of.code)
    seeing = {"screen": devices("screen", of), "scribe": devices("scribe", of), "participant": phone}

    def told_anywhere(*sentences: str) -> list[tuple[str, str, str]]:
        pages = {(role, route): said(one.get(route).text) for role, one in seeing.items() for route in ROUTES}
        return [(*where, one) for where, page in pages.items() for one in sentences if one in page]

    go(regie, of, "vermutung")
    until(lambda: "Sie können Ihre Vermutung bis zum Ende ändern" in people[0].get("/jetzt").text)
    for one in people[:9]:
        guessed(one, statement, "B")
    answers = ("6 stimmen (eher) zu", "angekreuzt:", "Bewertet (A–D)", "Alle im Raum")
    assert told_anywhere(*answers, "vermutet", "(9 von 9)") == []

    regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "beenden", "aussage": statement})
    until(lambda: "vermutet" in people[0].get("/jetzt").text)
    assert told_anywhere(*answers) == []
    regie.move("weiter")
    until(lambda: "angekreuzt:" in people[0].get("/jetzt").text)
    assert {role for role, _route, _sentence in told_anywhere("angekreuzt:")} == {"screen", "participant", "scribe"}


def test_going_on_ends_the_guess_and_too_few_are_told_nowhere(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    statement, regie, wall = of.room[0], devices("moderator", of), devices("screen", of)
    go(regie, of, "vermutung")
    for one in people[:4]:
        guessed(one, statement, "B")
    assert "die Vermutungen erst, wenn es mindestens 5 sind." in regie.client.get(f"/regie/{of.code}").text
    regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "beenden", "aussage": statement})

    few = "Das Raten ist zu Ende: zu wenige Vermutungen für ein Ergebnis"
    assert few in said(wall.picture()["html"])
    until(lambda: few in said(people[0].get("/jetzt").text))
    assert "Ihre Vermutung: B Trifft eher zu" in said(people[0].get("/jetzt").text)
    assert "Noch einmal 60 Sekunden" in regie.client.get(f"/regie/{of.code}").text
    regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "oeffnen", "aussage": statement})
    assert guessed(people[0], statement, "C").status_code == 200
    regie.move("weiter")

    assert guessed(people[4], statement, "C").status_code == 409
    for page in (wall.picture()["html"], regie.client.get(f"/regie/{of.code}").text, people[0].get("/jetzt").text):
        assert "vermutet" not in said(page)
    found = ballot(store, of.id, statement, "guess")
    assert found is not None and found.is_closed and found.is_shown
    go(regie, of, "vermutung")
    assert "Noch einmal 60 Sekunden" not in regie.client.get(f"/regie/{of.code}").text


def test_totals_are_final(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    statement, regie = of.room[0], devices("moderator", of)
    go(regie, of, "vermutung")
    for one in people[:6]:
        guessed(one, statement, "B")
    press = {"aussage": statement}
    regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "laenger", **press})
    regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "beenden", **press})

    reply = regie.client.post(f"/regie/{of.code}/abstimmung", data={"tun": "oeffnen", **press})

    assert reply.headers.get("location", "").endswith("hinweis=abgestimmt")
    assert guessed(people[7], statement, "B").status_code == 409
    assert "6 haben geraten" in said(devices("screen", of).picture()["html"])


def test_only_phones_of_the_release_guess_and_only_what_exists(
    server: RunningServer, devices: Devices, phones: Room
) -> None:
    of, people = phones
    statement = of.room[0]
    assert guessed(people[0], statement, "A").status_code == 409  # nobody has asked
    go(devices("moderator", of), of, "vermutung")
    with httpx.Client(base_url=server.base, timeout=20) as client:
        assert guessed(Phone(client, of.code), statement, "A").status_code == 401
    assert guessed(people[0], statement, "F").status_code == 422
    assert guessed(people[0], "9.99", "A").status_code == 409
    assert guessed(people[0], statement, "A", "?tablet=1").status_code == 403
    assert people[0].post("/abstimmen", aussage=statement, antwort="A", art="points").status_code == 400
    assert people[0].post("/abstimmen", aussage=statement, antwort="A").status_code == 409  # no second vote is open


def test_frozen_or_black_leinwand_starts_no_guess(devices: Devices, store: Store, phones: Room) -> None:
    of, _people = phones
    regie = devices("moderator", of)
    regie.move("schwarz", an=True)
    regie.move("einfrieren", an=True)
    go(regie, of, "vermutung")
    regie.move("einfrieren", an=False)
    assert ballot(store, of.id, of.room[0], "guess") is None

    regie.move("schwarz", an=False)

    assert ballot(store, of.id, of.room[0], "guess") is not None


def test_finishing_the_workshop_ends_the_guess(devices: Devices, store: Store, phones: Room) -> None:
    of, people = phones
    go(devices("moderator", of), of, "vermutung")
    for one in people[:7]:
        guessed(one, of.room[0], "B")

    finish_workshop(store, of.id, date(2030, 1, 1))

    found = ballot(store, of.id, of.room[0], "guess")
    assert found is not None and found.is_closed and found.result is not None
