"""Nothing of the results is on any route before its step, for any role below those who steer."""

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

import httpx
import pytest

from analysis.questionnaire import Questionnaire
from analysis.results import Results
from analysis.stage import Place, Stage
from content.deck import slide
from content.show import default_show, following, reveals, steps_at
from content.tables import as_text
from content.talk import STEPS, TELLING
from content.views import View, view_at
from data.dossiers import dossier
from data.evening import evening
from data.store.access import Role
from data.store.engine import Store
from data.store.releases import reveal
from data.store.sheets import EnteredSheet, add_sheets
from data.store.stages import move
from data.store.workshops import Workshop, discard_sheets, open_workshop
from data.store.workshops import workshop as stored
from tests.e2e.stages import new_workshop
from tests.room.conftest import Device, filled
from tests.running import RunningServer
from texts.words import words

DE = words("de")
Devices = Callable[[Role | None, Workshop], Device]

OWN_TABLE = "/tisch/{code}"
"""From the first result on a table sees all of its field; tests/room/test_tables.py says what, and what not."""

ROUTES = (
    "/leinwand/{code}",
    "/leinwand/{code}/bild",
    "/leinwand/{code}/bild?format=wall43",
    "/leinwand/{code}/stand",
    "/regie/{code}",
    "/regie/{code}/bild",
    "/regie/{code}/schliessen",
    "/regie/{code}/folien",
    "/regie/{code}/protokoll",
    "/regie/{code}/rueckblick",
    "/regie/{code}/protokoll?zu=3.01",
    "/protokoll/{code}",
    "/protokoll/{code}?zu=3.01",
    OWN_TABLE,
    "/protokoll/{code}/massnahmen",
    "/regie/{code}/punkte",
    "/t/{code}",
    "/t/{code}/fragen",
    "/t/{code}/jetzt",
    "/t/{code}/mitschauen",
    "/api/t/{code}/state",
    "/ueberblick",
    "/unterschiede",
    "/bericht",
)


NEW_FORM = r'value="[0-9a-f]{32}"'
"""What tells a form that is sent twice: another one each time that a page is made."""


def walk(results: Results) -> list[Place]:
    show = default_show(results)
    walked = [show[0]]
    while (coming := following(walked[-1], show, results)) is not None:
        walked.append(coming)
    return walked


def said_at(place: Place, results: Results, asked: Questionnaire) -> set[str]:
    """Sentences, values and reasons that are known from a place on."""
    if not place.slide:
        return set()
    shown = slide(view_at(place.slide), results, asked, DE, place.step)
    is_silent = steps_at(place, results)[place.step] in ("achsen", "satz", "verteilung")  # counts stood in the list
    said = set() if is_silent else {shown.finding.sentence}
    cells = {as_text(DE, cell) for row in shown.table.rows for cell in row}
    return said | {cell for cell in cells if "%" in cell or " · " in cell}


@pytest.fixture
def seeing(devices: Devices, server: RunningServer, workshop: Workshop) -> Iterator[dict[str, Device]]:
    participant = Device(httpx.Client(base_url=server.base, timeout=20), workshop.code)
    signed_in = {role: devices(role, workshop) for role in ("screen", "scribe", "table")}
    yield {**signed_in, "participant": participant, "nobody": devices(None, workshop)}
    participant.client.close()


def test_no_role_sees_a_result_before_its_step(seeing: dict[str, Device], store: Store, workshop: Workshop) -> None:
    now = evening(store, workshop.id)
    assert now is not None and now.results is not None
    places = walk(now.results)
    known_from = [said_at(place, now.results, now.questionnaire) for place in places]
    stage = Stage()
    for at, place in enumerate(places):
        if at:
            stage = move(store, workshop.id, replace(stage, place=place), reveals=reveals(place))
        known = set().union(*known_from[: at + 1])
        later = set().union(*known_from[at + 1 :]) - known
        for role, device in seeing.items():
            for route in ROUTES:
                if (role, route) == ("table", OWN_TABLE):
                    continue
                text = device.get(route).text
                plain = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", text)))
                leaked = [sentence for sentence in later if sentence in plain]
                assert not leaked, (role, route, place, leaked)


def test_while_answers_come_in_the_room_sees_how_many_and_nothing_else(
    devices: Devices, server: RunningServer, store: Store
) -> None:
    """As many sheets of other perspectives and with other answers are the same on every route."""
    of = new_workshop(store, is_open=False)
    participant = Device(httpx.Client(base_url=server.base, timeout=20), of.code)
    seeing = [*(devices(role, of) for role in ("screen", "scribe", "table", None)), participant]
    seen = []
    for perspectives, answer in ((["fachverwaltung"] * 7, "A"), (["kommunalpolitik", *["betriebe"] * 6], "D")):
        open_workshop(store, of.id)
        sheets = [EnteredSheet(one, dict.fromkeys(of.room, answer)) for one in perspectives]
        add_sheets(store, of.id, sheets, source="paper")
        time.sleep(1.5)  # what a server knows of the room is half a second old
        seen.append({(at, route): device.get(route).text for at, device in enumerate(seeing) for route in ROUTES})
        discard_sheets(store, of.id)
    participant.client.close()

    assert [at for at in seen[0] if len({re.sub(NEW_FORM, "", told[at]) for told in seen}) > 1] == []
    assert '"dabei":7,"fertig":7' in seen[0][0, "/leinwand/{code}/stand"]


@pytest.mark.parametrize("size", ["wall", "wall43"])
def test_the_axes_have_no_value_and_no_line(size: str, devices: Devices, store: Store, workshop: Workshop) -> None:
    screen = devices("screen", workshop)
    move(store, workshop.id, Stage(0, Place("folie", "ueberblick?sicht=radar")))
    html = screen.picture(size)["html"]
    assert "Steuerung" in html and not re.search(r"\d,\d", html)
    assert not re.search(r'class="(line|dot|value|band)\b', html)


def test_documents_know_which_statements_the_room_has_looked_at(
    devices: Devices, store: Store, workshop: Workshop
) -> None:
    regie, now = devices("moderator", workshop), evening(store, workshop.id)
    assert now is not None and now.results is not None
    silent, told, frozen = now.results.discuss_first[:3]
    reveal(store, workshop.id, "overview")
    before = revision(store, workshop.id)

    assert regie.move("zu", kind="folie", slide=of_statement(silent), step=STEPS.index("satz")).status_code == 200
    assert regie.move("zu", kind="folie", slide=of_statement(told), step=TELLING).status_code == 200
    assert regie.move("einfrieren", an=True).status_code == 200
    assert regie.move("zu", kind="folie", slide=of_statement(frozen), step=TELLING).status_code == 200

    after = evening(store, workshop.id)
    assert after is not None and dossier(store, after).on_stage == (told,)
    assert revision(store, workshop.id) == before, "no page of a moderator is drawn anew in the middle of the talk"


def of_statement(statement: str) -> str:
    return View("aussage", part=statement).address


def revision(store: Store, workshop_id: str) -> int:
    found = stored(store, workshop_id)
    assert found is not None
    return found.revision


def test_a_frozen_picture_stays_until_it_ends(devices: Devices, workshop: Workshop) -> None:
    regie, screen = devices("moderator", workshop), devices("screen", workshop)
    for _step in range(5):
        assert regie.move("weiter").status_code == 200
    before = screen.picture()["html"]
    assert regie.move("einfrieren", an=True).status_code == 200
    for _step in range(4):
        assert regie.move("weiter").status_code == 200
    assert screen.picture()["html"] == before
    assert regie.move("einfrieren", an=False).status_code == 200
    assert screen.picture()["html"] != before


@pytest.mark.parametrize("role", [None, "screen", "scribe", "table"])
def test_who_does_not_steer_moves_nothing(
    role: Role | None, devices: Devices, store: Store, workshop: Workshop
) -> None:
    device = devices(role, workshop)
    reply = device.move("weiter", 0)
    assert (reply.status_code, list(reply.json())) == (403, ["error"])
    assert evening(store, workshop.id).stage == Stage()  # type: ignore[union-attr]


@pytest.mark.parametrize("role", ["screen", "scribe", "table", "comoderator"])
def test_a_device_of_another_workshop_sees_nothing(
    role: Role, devices: Devices, store: Store, workshop: Workshop
) -> None:
    other = devices(role, filled(store))
    foreign = Device(other.client, workshop.code)
    for route in ROUTES[:14]:
        assert foreign.get(route).status_code in (403, 404)
    assert foreign.move("weiter", 0).status_code == 403
