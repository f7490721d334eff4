"""The poll on measures with real phones over HTTP: begun and ended from the Regie, hidden until the room sees it."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from analysis.action_plan import Draft, Measure
from analysis.points import MOST_OPTIONS
from data.evening import evening
from data.store.engine import Store
from data.store.measures import add_measure
from data.store.point_polls import open_poll, poll
from data.store.workshops import Workshop
from tests.phone.conftest import Phone
from tests.room.conftest import Device, filled
from tests.room.talking import Devices, Room, revealed_room, said, until
from tests.room.test_comments import MORE_ROUTES
from tests.room.test_reveal import ROUTES
from tests.running import RunningServer

PEOPLE = 12
WHY_NOT = "Hier machen alle mit, die vor dem Schließen der Umfrage am eigenen Telefon geantwortet haben."
PLACE = {"kind": "punkte", "slide": ""}


@pytest.fixture
def phones(server: RunningServer, store: Store) -> Iterator[Room]:
    with revealed_room(server, store, PEOPLE) as room:
        yield room


@pytest.fixture
def plan(store: Store, phones: Room) -> list[Measure]:
    return [add_measure(store, phones[0].id, Draft(what=f"Vorhaben {number}")) for number in range(1, 7)]


def press(regie: Device, of: Workshop, do: str, **form: object) -> httpx.Response:
    return regie.client.post(f"/regie/{of.code}/punkte", data={"tun": do, **form})  # type: ignore[arg-type]


def begin(regie: Device, of: Workshop, plan: list[Measure], kind: str = "points", most: int = 2) -> None:
    reply = press(regie, of, "beginnen", art=kind, hoechstens=str(most), massnahme=[one.id for one in plan])
    assert reply.headers["location"].endswith("hinweis=angekommen")


def vote(phone: Phone, plan: list[Measure], *numbers: int, kind: str = "points") -> httpx.Response:
    given = {f"p.{one.id}": str(number) for one, number in zip(plan, numbers, strict=False)}
    return phone.post("/jetzt", art=kind, **given)


def test_room_gives_points_and_sees_its_measures_in_their_order(
    devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, people = phones
    regie, wall = devices("moderator", of), devices("screen", of)
    assert regie.move("zu", **PLACE).status_code == 200
    assert "Gleich stimmen wir über die Maßnahmen ab" in said(wall.picture()["html"])
    begin(regie, of, plan)

    until(lambda: "Sie haben 3 Punkte, höchstens 2 für eine Maßnahme." in said(people[0].get("/jetzt").text))
    with ThreadPoolExecutor(8) as hands:
        replies = list(hands.map(lambda one: vote(one, plan, 0, 2, 1), people[:-1]))
    assert {reply.status_code for reply in replies} == {200}
    assert "Alle Punkte sind vergeben" in said(people[0].get("/jetzt").text)

    picture = wall.picture()
    assert f"Abgestimmt: {PEOPLE - 1} von {PEOPLE}" in said(picture["html"]) and picture["zaehlt"]
    options = re.findall(r"<li[^>]*>(.*?)</li>", picture["html"])
    assert options == [one.what for one in plan] and "tallied" not in picture["html"]
    assert wall.get("/leinwand/{code}/stand").json()["fertig"] == PEOPLE - 1
    page = said(regie.client.get(f"/regie/{of.code}").text)
    assert f"Abgestimmt: {PEOPLE - 1} von {PEOPLE}" in page and "Jetzt beenden" in page

    vote(people[-1], plan, 1, 0, 0, 2)
    assert poll(store, of.id).state == "closed"  # type: ignore[union-attr]
    late = vote(people[0], plan, 1, 1, 1)
    assert late.status_code == 409 and "Die Abstimmung ist zu Ende." in said(late.text)
    for device in (regie, wall):
        for route in ("/leinwand/{code}/bild", "/regie/{code}", "/regie/{code}/punkte", "/regie/{code}/folien"):
            assert "Die meisten Punkte" not in device.get(route).text

    assert "Beendet die Abstimmung und zeigt ihr Ergebnis." in said(regie.client.get(f"/regie/{of.code}").text)
    assert regie.move("weiter").status_code == 200
    html = wall.picture()["html"]
    shown = said(html)
    assert "Die meisten Punkte: Vorhaben 2" in shown and "Teil 1 von 2" in shown
    assert re.findall(r"Vorhaben \d(?=</th>)", html) == ["Vorhaben 2", "Vorhaben 3", "Vorhaben 4"]
    assert re.findall(r"<b>(\d+)</b>", html) == ["22", "11", "2"]
    assert "12 Personen haben abgestimmt. Jede Person hat 3 Punkte, höchstens 2 auf eine Maßnahme" in shown
    assert regie.move("weiter").status_code == 200
    assert re.findall(r"<b>(\d+)</b>", wall.picture()["html"]) == ["1", "0", "0"]
    until(lambda: "Die meisten Punkte: Vorhaben 2" in said(people[0].get("/jetzt").text))
    assert "Vorhaben 1 Punkte 1" in said(people[0].get("/jetzt").text)
    assert "bleibt, wie es ist" in said(regie.get("/regie/{code}/punkte").text)
    assert press(regie, of, "noch-einmal").status_code == 422
    now = evening(store, of.id)
    assert now is not None and now.results is not None and now.results.is_polled_shown


def test_too_many_points_are_refused_with_a_sentence_and_nothing_is_lost(
    devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, people = phones
    begin(devices("moderator", of), of, plan)
    until(lambda: 'class="points"' in people[0].get("/jetzt").text)
    vote(people[0], plan, 1)

    refused = vote(people[0], plan, 2, 2, 1)

    assert refused.status_code == 422
    assert "Das sind 2 Punkte zu viel. Bitte nehmen Sie sie zurück." in said(refused.text)
    checked = re.findall(r'name="p\.(\w+)" value="(\d)" checked', refused.text)
    assert checked == [(one.id, str(number)) for one, number in zip(plan, (2, 2, 1, 0, 0, 0), strict=True)]
    stored = re.findall(r'name="p\.(\w+)" value="1" checked', people[0].get("/jetzt").text)
    assert stored == [plan[0].id]
    assert vote(people[0], plan).status_code == 422
    assert vote(people[0], plan, 3).status_code == 422
    assert people[0].post("/jetzt", art="points", **{f"p.{plan[0].id}": "x"}).status_code == 400
    assert people[0].post("/jetzt", art="").status_code == 400
    assert vote(people[0], plan, 1, 1, kind="resistance").status_code == 409


def test_resistance_is_ordered_by_its_lowest_total(
    devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, people = phones
    regie, wall = devices("comoderator", of), devices("screen", of)
    begin(regie, of, plan[:3], "resistance")
    until(lambda: "0 heißt: kein Widerstand" in said(people[0].get("/jetzt").text))
    assert "bei jeder Maßnahme eine Zahl" in said(vote(people[0], plan, 0, 1, kind="resistance").text)
    for number, one in enumerate(people):
        vote(one, plan, 2, 8 + number % 2, 0, kind="resistance")

    regie.move("weiter")
    html = wall.picture()["html"]

    assert re.findall(r"Vorhaben \d(?=</th>)", html) == ["Vorhaben 3", "Vorhaben 1", "Vorhaben 2"]
    assert re.findall(r"<b>(\d+)</b>", html) == ["0", "24", "102"]
    assert re.findall(r"\d+ von \d+", html) == ["0 von 12", "0 von 12", "12 von 12"]
    assert "Am wenigsten Widerstand: Vorhaben 3" in said(html) and "8 oder mehr" in said(html)


def test_of_too_few_there_is_a_sentence_and_it_is_held_once_more(
    devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, people = phones
    regie, wall = devices("moderator", of), devices("screen", of)
    begin(regie, of, plan)
    for one in people[: of.threshold - 1]:
        vote(one, plan, 1)
    few = "Beendet die Abstimmung. Ein Ergebnis gibt es erst ab 5 Stimmen."
    assert few in said(regie.get("/regie/{code}").text)
    assert "Ein Ergebnis gibt es erst ab 5 Stimmen." in said(regie.get("/regie/{code}/punkte").text)
    regie.move("weiter")
    assert "zu wenige Stimmen für ein Ergebnis (mindestens 5)" in said(wall.picture()["html"])
    assert "zu wenige Stimmen für ein Ergebnis (mindestens 5)" in said(regie.get("/regie/{code}/punkte").text)
    assert "Vorhaben" not in wall.picture()["html"]

    assert press(regie, of, "noch-einmal").status_code == 303
    assert evening(store, of.id).stage.place.step == 0  # type: ignore[union-attr]
    vote(people[-1], plan, 0, 1)
    press(regie, of, "beenden")
    assert "Noch einmal abstimmen" in regie.get("/regie/{code}").text
    regie.move("weiter")

    assert "Die meisten Punkte: Vorhaben 1" in said(wall.picture()["html"])


def test_back_to_the_poll_ends_nothing(devices: Devices, store: Store, phones: Room, plan: list[Measure]) -> None:
    of, _people = phones
    regie = devices("moderator", of)
    begin(regie, of, plan)
    regie.move("schwarz", an=True)
    regie.move("schwarz", an=False)
    regie.move("zu", kind="pause", slide="")
    regie.move("zurueck")

    assert poll(store, of.id).state == "open"  # type: ignore[union-attr]
    assert evening(store, of.id).stage.place.as_json() == {**PLACE, "step": 0}  # type: ignore[union-attr]


def test_frozen_leinwand_shows_no_result(devices: Devices, store: Store, phones: Room, plan: list[Measure]) -> None:
    of, people = phones
    regie = devices("moderator", of)
    begin(regie, of, plan)
    for one in people:
        vote(one, plan, 1)
    regie.move("einfrieren", an=True)
    regie.move("weiter")
    assert poll(store, of.id).state == "closed"  # type: ignore[union-attr]
    assert "Die meisten Punkte" not in regie.get("/regie/{code}").text

    regie.move("einfrieren", an=False)

    assert poll(store, of.id).state == "shown"  # type: ignore[union-attr]


def test_nobody_takes_part_but_the_people_of_the_release(
    server: RunningServer, devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, people = phones
    begin(devices("moderator", of), of, plan)
    with httpx.Client(base_url=server.base, timeout=20) as client:
        stranger = Phone(client, of.code)
        assert vote(stranger, plan, 1).status_code == 401
        watching = stranger.get("/mitschauen").text
        until(lambda: WHY_NOT in said(stranger.get("/jetzt").text))
    until(lambda: 'class="points"' in people[0].get("/jetzt").text)
    assert WHY_NOT not in said(people[0].get("/jetzt").text + watching)
    assert WHY_NOT in said(people[1].get("/jetzt?tablet=1").text)
    assert 'class="points"' not in watching + people[0].get("/jetzt?tablet=1").text
    round_trip = people[0].client.post(f"/t/{of.code}/jetzt?tablet=1", data={"art": "points", f"p.{plan[0].id}": "1"})
    assert round_trip.status_code == 403
    assert poll(store, of.id).state == "open"  # type: ignore[union-attr]


def test_only_who_steers_this_workshop_leads_it(
    devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, _people = phones
    strangers = [Device(devices("comoderator", filled(store)).client, of.code)]
    for device in (*strangers, *(devices(role, of) for role in ("screen", "scribe", None))):
        assert device.get("/regie/{code}/punkte").status_code == 403
        assert press(device, of, "beginnen", art="points", massnahme=[one.id for one in plan]).status_code == 403
    assert poll(store, of.id) is None


def test_what_cannot_be_asked_is_said_and_stays_in_the_form(
    devices: Devices, store: Store, phones: Room, plan: list[Measure]
) -> None:
    of, _people = phones
    regie = devices("moderator", of)
    page = said(regie.get("/regie/{code}/punkte").text)
    assert regie.get("/regie/{code}/punkte").text.count('name="massnahme"') == 6
    assert "halb so viele Punkte wie Maßnahmen zur Wahl stehen, aufgerundet und höchstens 5" in page
    assert "Es gibt nur eine Abstimmung" in page

    answer = press(regie, of, "beginnen", art="resistance", hoechstens="9", massnahme=[plan[0].id])

    assert answer.status_code == 422 and "mindestens 2 Maßnahmen" in answer.text
    assert re.findall(r'value="(\w+)" checked', answer.text) == ["resistance", plan[0].id]
    assert press(regie, of, "beenden").headers["location"].endswith("hinweis=abgestimmt")
    unrevealed = devices("moderator", filled(store))
    assert "erst, wenn die Auswertung aufgedeckt ist" in unrevealed.get("/regie/{code}/punkte").text


@pytest.mark.parametrize("language", ["de", "de-x-einfach", "en"])
def test_form_of_many_measures_fits_into_one_flight(
    language: str, devices: Devices, store: Store, phones: Room
) -> None:
    of, people = phones
    words = ["Sprache", "Schule", "Kita", "Amt", "Verein", "Nachbarschaft", "Arbeit", "Betrieb", "Rat", "Jugend"]
    plan = [
        add_measure(store, of.id, Draft(what=" ".join(words[(at * n) % 10] + str(n) for n in range(1, 14))[:140]))
        for at in range(1, MOST_OPTIONS + 1)
    ]
    begin(devices("moderator", of), of, plan, "resistance")
    until(lambda: 'class="points"' in people[0].get("/jetzt").text)

    address = f"/t/{of.code}/jetzt?lang={language}"
    with people[0].client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
        size = sum(len(part) for part in answer.iter_raw())

    assert (answer.status_code, size <= 14_000) == (200, True), size


@pytest.mark.parametrize("shown", [False, True])
def test_result_is_on_no_route_before_the_room_sees_it(
    shown: bool, server: RunningServer, devices: Devices, store: Store, phones: Room
) -> None:
    of, people = phones
    plan = [add_measure(store, of.id, Draft(what=f"Vorhaben {number}")) for number in (1, 2)]
    open_poll(store, of.id, "resistance", [one.id for one in plan])
    for one in people:
        vote(one, plan, 9, 8, kind="resistance")  # totals of 108 and 96, which stand together nowhere else
    regie = devices("moderator", of)
    regie.move("zu", **PLACE)
    if shown:
        regie.move("weiter")
    participant = Device(people[0].client, of.code)
    readers = {role: devices(role, of) for role in ("moderator", "comoderator", "scribe", "screen", None)}

    told = set()
    for role, device in {**readers, "participant": participant}.items():
        for route in (*ROUTES, *MORE_ROUTES):
            text = said(device.get(route).text)
            if "Am wenigsten Widerstand" in text or all(re.search(rf"\b{total}\b", text) for total in (108, 96)):
                told.add((role, route))

    assert bool(told) == shown, told


@pytest.mark.parametrize("kind", ["points", "resistance"])
def test_form_is_accessible_and_thumb_sized_on_narrow_phones(
    kind: str, browser: Browser, server: RunningServer, devices: Devices, phones: Room, plan: list[Measure]
) -> None:
    of, people = phones
    begin(devices("moderator", of), of, plan, kind)
    until(lambda: 'class="points"' in people[0].get("/jetzt").text)
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    token = people[0].client.cookies[f"bogen_{of.code}"]
    context.add_cookies([{"name": f"bogen_{of.code}", "value": token, "url": server.base}])
    page = context.new_page()
    page.goto(f"{server.base}/t/{of.code}/jetzt")

    boxes = [one.bounding_box() for one in page.locator(".scale label").all()]
    assert boxes and all(one is not None and one["height"] >= 44 and one["width"] >= 44 for one in boxes)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}
    assert Axe().run(page, options=options).response["violations"] == []
    context.close()
