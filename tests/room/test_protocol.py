"""The Protokoll, asked of the started server without JavaScript: who reads and writes what, and nothing is lost."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from html import unescape
from urllib.parse import quote

import httpx
import pytest

from analysis.action_plan import Draft
from analysis.protocol import Agreement
from analysis.stage import Place
from content.talk import STEPS
from data.evening import evening
from data.store.access import Role
from data.store.agreements import agree, agreements
from data.store.engine import Store
from data.store.links import create_upload_link
from data.store.measures import add_measure
from data.store.notes import add_note, notes, save_note
from data.store.releases import reveal
from data.store.stages import move, stage
from data.store.workshops import Workshop, workshop_by_code
from tests.room.conftest import Device, filled
from tests.running import RunningServer

Devices = Callable[[Role | None, Workshop], Device]

ODD = "<script>alert(1)</script> \"'& {name} %s\n\n🎈 שלום \u202eabc"


@pytest.fixture
def revealed(store: Store, workshop: Workshop) -> Workshop:
    """The filled example; the room sees the statement 3.01."""
    at = Place("folie", "aussage?sicht=verteilung&teil=3.01")
    move(store, workshop.id, replace(stage(store, workshop.id), place=at), reveals="unterschiede")
    return workshop


def read(page: str) -> str:
    """What stands on the page, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def workshop_of(store: Store, code: str) -> str:
    found = workshop_by_code(store, code)
    assert found is not None
    return found.id


def send(device: Device, place: str, **fields: str) -> httpx.Response:
    return device.client.post(place.format(code=device.code), data=fields)


def hidden(page: str, tun: str) -> dict[str, str]:
    """The fields that the form with this button sends by itself."""
    forms = re.findall(r"<form.*?</form>", page, re.DOTALL)
    form = next(one for one in forms if f'name="tun" value="{tun}"' in one)
    found = re.findall(r'type="hidden" name="(\w+)" value="(.*?)"', form)
    return {"tun": tun} | {name: unescape(value) for name, value in found}


REGIE, SCRIBE = "/regie/{code}/protokoll", "/protokoll/{code}"


@pytest.fixture(params=[("comoderator", REGIE), ("scribe", SCRIBE)], ids=["comoderator", "scribe"])
def writing(request: pytest.FixtureRequest, devices: Devices, revealed: Workshop) -> tuple[Device, str]:
    """A device that writes, and the address of its Protokoll."""
    role, place = request.param
    return devices(role, revealed), place


def test_only_who_writes_for_this_workshop_gets_anything(devices: Devices, store: Store, revealed: Workshop) -> None:
    other = filled(store)
    team = devices(None, revealed)
    team.client.get(f"/team/{create_upload_link(store, revealed.id, label='Team', valid=timedelta(days=1))}")
    phone = devices(None, revealed)
    phone.client.cookies.set(f"bogen_{revealed.code}", "x.de.y")
    strangers = [Device(devices(role, other).client, revealed.code) for role in ("comoderator", "scribe")]

    for device in (devices(None, revealed), devices("screen", revealed), team, phone, *strangers):
        for place in (REGIE, SCRIBE):
            assert device.get(place).status_code == 403
            assert send(device, place, tun="notiz", text="fremd").status_code == 403
    assert notes(store, revealed.id) == []


def test_scribe_has_this_page_and_no_other_that_steers(devices: Devices, revealed: Workshop) -> None:
    scribe = devices("scribe", revealed)

    assert scribe.client.get("/").headers["location"] == f"/protokoll/{revealed.code}"
    assert scribe.client.get("/ueberblick").headers["location"] == f"/protokoll/{revealed.code}"
    assert scribe.get(SCRIBE).status_code == 200
    places = ("", "/bild", "/schliessen", "/wieder-oeffnen", "/folien", "/folge", "/geraete", "/protokoll")
    assert {scribe.get(f"/regie/{{code}}{place}").status_code for place in places} == {403}
    posts = ("", "/zug", "/oeffnen", "/schliessen", "/wieder-oeffnen", "/gruppen", "/folge", "/geraete", "/protokoll")
    assert {send(scribe, f"/regie/{{code}}{place}", nummer="0").status_code for place in posts} == {403}
    assert "/regie/" not in scribe.get(SCRIBE).text


def test_who_steers_is_led_from_the_page_of_the_scribe_to_their_own(devices: Devices, revealed: Workshop) -> None:
    answer = devices("moderator", revealed).get(SCRIBE)

    assert (answer.status_code, answer.headers["location"]) == (303, f"/regie/{revealed.code}/protokoll")


def test_note_is_added_where_one_is_and_it_is_said(writing: tuple[Device, str], store: Store) -> None:
    device, place = writing
    page = device.get(f"{place}?zu=3.01").text

    answer = send(device, place, **hidden(page, "notiz"), text=ODD, sichtbar="1")
    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"{place.format(code=device.code)}?zu=3.01&hinweis=gespeichert",
    )
    after = device.client.get(answer.headers["location"]).text

    assert 'role="status">Gespeichert.</p>' in after
    assert "<script" not in after.replace("<script>alert", "")
    assert unescape(re.findall(r'<p class="typed" dir="auto">(.*?)</p>', after, re.DOTALL)[0]) == ODD
    assert ODD in unescape(after) and "<script>alert" not in after
    of = workshop_of(store, device.code)
    assert [(one.about, one.text, one.is_visible) for one in notes(store, of)] == [("3.01", ODD, True)]


def test_form_of_all_has_the_statement_on_the_stage_chosen(writing: tuple[Device, str], store: Store) -> None:
    device, place = writing
    page = device.get(place).text

    assert re.findall(r'<option value="(.*?)" selected', page) == ["3.01"]
    answer = send(device, place, **hidden(page, "notiz"), zu="steuerung", text="Zum Feld")
    assert answer.headers["location"] == f"{place.format(code=device.code)}?hinweis=gespeichert"
    assert [one.about for one in notes(store, workshop_of(store, device.code))] == ["steuerung"]


def test_notes_are_listed_by_the_questionnaire(devices: Devices, store: Store, revealed: Workshop) -> None:
    for about, words in (("3.01", "Dritte"), ("", "Erste"), ("1.01", "Zweite"), ("3.01", "Vierte")):
        add_note(store, revealed.id, words, about=about, is_visible=True)

    for device, place in ((devices("moderator", revealed), REGIE), (devices("scribe", revealed), SCRIBE)):
        found = re.findall(r'class="typed" dir="auto">(.*?)<', device.get(place).text)
        assert found == ["Erste", "Zweite", "Dritte", "Vierte"]


def test_scribe_sees_no_private_note_and_writes_visible_ones(
    devices: Devices, store: Store, revealed: Workshop
) -> None:
    scribe = devices("scribe", revealed)
    private = add_note(store, revealed.id, "Geheim", about="3.01")
    send(scribe, SCRIBE, tun="notiz", zu="3.01", text="Vom Protokoll")

    for page in (scribe.get(SCRIBE).text, scribe.get(f"{SCRIBE}?zu=3.01").text):
        assert "Vom Protokoll" in page
        assert not any(word in page for word in ("Geheim", private.id, private.version, "sichtbar"))
    assert [one.is_visible for one in notes(store, revealed.id)] == [False, True]
    assert "Geheim" in devices("comoderator", revealed).get(REGIE).text


def test_note_that_became_private_is_not_told_by_a_conflict(devices: Devices, store: Store, revealed: Workshop) -> None:
    scribe = devices("scribe", revealed)
    read_as = add_note(store, revealed.id, "Offen", is_visible=True)
    save_note(store, revealed.id, read_as.id, "Geheim", is_visible=False, version=read_as.version)

    for tun in ("aendern", "loeschen"):
        answer = send(scribe, SCRIBE, tun=tun, notiz=read_as.id, fassung=read_as.version, text="Meins")
        assert answer.status_code == 409
        assert "Geheim" not in answer.text
        assert "Diese Notiz gibt es inzwischen nicht mehr." in answer.text
    assert [one.text for one in notes(store, revealed.id)] == ["Geheim"]


def test_of_two_writers_the_later_one_chooses_and_nothing_is_lost(
    writing: tuple[Device, str], devices: Devices, store: Store, revealed: Workshop
) -> None:
    device, place = writing
    new = add_note(store, revealed.id, "Zuerst", about="3.01", is_visible=True)
    form = hidden(device.get(f"{place}?zu=3.01").text, "aendern")
    save_note(store, revealed.id, new.id, "Fassung der anderen", is_visible=True, version=new.version)

    answer = send(device, place, **form, text="Meine <Fassung>", sichtbar="1")

    assert answer.status_code == 409
    assert "Inzwischen hat jemand anders diese Notiz geändert:" in answer.text
    assert "Fassung der anderen" in answer.text and "Meine &lt;Fassung&gt;" in answer.text
    assert [one.text for one in notes(store, revealed.id)] == ["Fassung der anderen"]
    own = hidden(answer.text, "aendern")
    both = send(device, place, **(own | {"tun": "notiz"}), text="Meine <Fassung>", sichtbar="1")
    assert both.status_code == 303
    assert [one.text for one in notes(store, revealed.id)] == ["Fassung der anderen", "Meine <Fassung>"]
    assert send(device, place, **own, text="Meine <Fassung>", sichtbar="1").status_code == 303
    assert [one.text for one in notes(store, revealed.id)] == ["Meine <Fassung>"] * 2


def test_late_deletion_asks_again(devices: Devices, store: Store, revealed: Workshop) -> None:
    device = devices("moderator", revealed)
    new = add_note(store, revealed.id, "Zuerst", about="3.01")
    form = hidden(device.get(f"{REGIE}?zu=3.01").text, "loeschen")
    save_note(store, revealed.id, new.id, "Danach", is_visible=False, version=new.version)

    answer = send(device, REGIE, **form)
    assert answer.status_code == 409
    assert "Danach" in answer.text and len(notes(store, revealed.id)) == 1
    again = send(device, REGIE, **hidden(answer.text, "loeschen"))

    assert again.headers["location"].endswith("?zu=3.01&hinweis=geloescht")
    assert "Gelöscht." in device.client.get(again.headers["location"]).text
    assert notes(store, revealed.id) == []


def test_text_that_is_too_long_is_refused_and_kept_in_the_form(
    writing: tuple[Device, str], store: Store, revealed: Workshop
) -> None:
    device, place = writing
    page = device.get(f"{place}?zu=3.01").text

    long = send(device, place, **hidden(page, "notiz"), text="x" * 1001)
    empty = send(device, place, **hidden(page, "notiz"), text=" ")

    assert (long.status_code, empty.status_code) == (422, 422)
    assert "Der Text ist zu lang." in long.text and "x" * 1001 in long.text
    assert "Die Notiz ist noch leer." in empty.text
    assert notes(store, revealed.id) == []


def test_assessment_is_saved_changed_and_taken_back(
    writing: tuple[Device, str], store: Store, revealed: Workshop
) -> None:
    device, place = writing
    page = device.get(f"{place}?zu=3.01").text
    assert re.findall(r'name="antwort" value="(\w+)"', page) == ["A", "B", "C", "D", "E", "dissent"]
    assert "checked" not in page

    answer = send(device, place, **hidden(page, "einschaetzung"), antwort="dissent", grund=ODD)
    assert answer.headers["location"].endswith("?zu=3.01&hinweis=gespeichert")
    page = device.client.get(answer.headers["location"]).text
    assert re.findall(r'value="(\w+)" required checked', page) == ["dissent"]
    assert ODD in unescape(page) and "<script>alert" not in page
    assert "Wir sehen es weiterhin verschieden" in device.get(place).text

    send(device, place, **hidden(page, "einschaetzung"), antwort="B", grund="")
    now = agreements(store, revealed.id)["3.01"]
    assert now == Agreement("3.01", "B", "", now.version)
    page = device.get(f"{place}?zu=3.01").text
    back = send(device, place, **hidden(page, "zuruecknehmen"))
    assert back.headers["location"].endswith("?zu=3.01&hinweis=zurueckgenommen")
    assert agreements(store, revealed.id) == {}


def test_of_two_assessments_the_later_one_chooses(
    writing: tuple[Device, str], store: Store, revealed: Workshop
) -> None:
    device, place = writing
    form = hidden(device.get(f"{place}?zu=3.01").text, "einschaetzung")
    first = agree(store, revealed.id, "3.01", "A", reason="Grund der anderen")

    answer = send(device, place, **form, antwort="C", grund="Mein Grund")
    assert answer.status_code == 409
    assert "Inzwischen hat jemand anders die gemeinsame Einschätzung geändert:" in answer.text
    assert "Grund der anderen" in answer.text and "Mein Grund" in answer.text
    assert agreements(store, revealed.id) == {"3.01": first}

    assert (
        send(device, place, **hidden(answer.text, "einschaetzung"), antwort="C", grund="Mein Grund").status_code == 303
    )
    assert agreements(store, revealed.id)["3.01"].reason == "Mein Grund"


def test_nothing_is_assessed_before_the_room_has_seen_a_result(
    devices: Devices, store: Store, workshop: Workshop
) -> None:
    for device, place in ((devices("moderator", workshop), REGIE), (devices("scribe", workshop), SCRIBE)):
        page = device.get(f"{place}?zu=3.01").text
        assert "erst möglich, wenn der Raum ein Ergebnis gesehen hat" in page
        assert 'name="antwort"' not in page
        answer = send(device, place, tun="einschaetzung", zu="3.01", antwort="A")
        assert answer.status_code == 422
    assert agreements(store, workshop.id) == {}


def test_scribe_reads_what_the_room_sees_and_never_ahead(devices: Devices, store: Store, revealed: Workshop) -> None:
    scribe, regie = devices("scribe", revealed), devices("moderator", revealed)
    regie.move("einfrieren", an=True)
    regie.move("zu", kind="folie", slide="aussage?sicht=verteilung&teil=1.01")

    seen = read(scribe.get(SCRIBE).text)
    assert re.findall("Die Leinwand zeigt: (.*?) Maßnahmen Notiz und", seen) == ["Gleiche Chancen auf Kita"]
    assert re.findall(r'<option value="(.*?)" selected', scribe.get(SCRIBE).text) == ["3.01"]
    assert re.findall(r'<option value="(.*?)" selected', regie.get(REGIE).text) == ["1.01"]


def test_regie_leads_to_the_statement_on_the_stage(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie = devices("comoderator", revealed)
    way = f"/regie/{revealed.code}/protokoll?zu=3.01"

    assert f'<a href="{way}">Notiz und gemeinsame Einschätzung</a>' in regie.get("/regie/{code}").text
    assert "Kita-Platz" in read(regie.client.get(way).text)
    regie.move("zu", kind="folie", slide="ueberblick?sicht=radar")
    page = regie.get("/regie/{code}").text
    assert "protokoll?zu=" not in page and f'href="/regie/{revealed.code}/protokoll"' in page
    assert f'href="/regie/{revealed.code}/protokoll"' in regie.get("/regie/{code}/folien").text


def test_code_for_the_protokoll_opens_it_and_ends_with_signing_out(devices: Devices, revealed: Workshop) -> None:
    regie, new = devices("comoderator", revealed), devices(None, revealed)
    page = send(regie, "/regie/{code}/geraete", code="scribe").text
    way = re.findall(r">https?://[\w.:]+(/anmelden/[\w-]+)<", page)[0]

    assert new.client.get(way).headers["location"] == f"/protokoll/{revealed.code}"
    assert new.get(SCRIBE).status_code == 200
    send(regie, "/regie/{code}/geraete", abmelden="scribe")
    assert new.get(SCRIBE).status_code == 403


def test_devices_page_says_that_the_protokoll_writes_measures_and_reads_names(
    devices: Devices, store: Store, revealed: Workshop
) -> None:
    add_measure(store, revealed.id, Draft(what="Lotsendienst", person="Vera Vorbild"))

    told = read(devices("moderator", revealed).get("/regie/{code}/geraete").text)
    at_hand = devices("scribe", revealed).get(SCRIBE + "/massnahmen").text

    assert "Vera Vorbild" in at_hand
    assert "schreibt Notizen, die gemeinsame Einschätzung und Maßnahmen auf" in told
    assert "auch die Namen von Personen, die damit einverstanden sind" in told
    assert "sieht nur, was der Raum sieht" not in told
    assert "Sie kann nichts löschen" not in told  # notes, measures and what tables have sent


def test_leinwand_hears_of_a_shared_assessment(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie = devices("comoderator", revealed)
    before = regie.get("/leinwand/{code}/stand").json()["stand"]

    send(regie, REGIE, tun="einschaetzung", zu="3.01", antwort="A", bei="3.01")

    assert regie.get("/leinwand/{code}/stand").json()["stand"] != before


@pytest.mark.parametrize("odd", ["9.99", "<b>", "../x", ""])
def test_subject_that_does_not_exist_leads_to_all(writing: tuple[Device, str], odd: str) -> None:
    device, place = writing

    page = device.get(f"{place}?zu={quote(odd)}")
    assert (page.status_code, "Neue Notiz" in page.text) == (200, True)
    answer = send(device, place, tun="notiz", zu=odd, bei=odd, text="x", fassung="")
    assert answer.status_code == (422 if odd else 303)


def test_nothing_that_was_written_stands_in_the_log(
    writing: tuple[Device, str], server: RunningServer, store: Store, revealed: Workshop
) -> None:
    device, place = writing
    marked = "Vertrauliches-4711"
    for fields in (
        {"tun": "notiz", "text": marked},
        {"tun": "notiz", "text": marked * 100},
        {"tun": "aendern", "notiz": "gone", "fassung": "x", "text": marked},
        {"tun": "einschaetzung", "zu": "3.01", "antwort": "A", "grund": marked},
        {"tun": "einschaetzung", "zu": "3.01", "antwort": marked, "grund": marked},
        {"tun": marked},
    ):
        assert send(device, place, **fields).status_code in (303, 409, 422)

    assert marked not in server.output


def test_room_is_not_revealed_by_writing(devices: Devices, store: Store, workshop: Workshop) -> None:
    send(devices("scribe", workshop), SCRIBE, tun="notiz", zu="3.01", text="Vorher")
    now = evening(store, workshop.id)

    assert now is not None and not now.is_revealed
    reveal(store, workshop.id, "ueberblick")
    assert [one.text for one in notes(store, workshop.id)] == ["Vorher"]


def test_leinwand_and_regie_show_what_was_agreed_at_its_step(
    devices: Devices, store: Store, revealed: Workshop
) -> None:
    moderator, wall = devices("moderator", revealed), devices("screen", revealed)
    place = Place("folie", "aussage?sicht=verteilung&teil=3.01", STEPS.index("einschaetzung"))
    move(store, revealed.id, replace(stage(store, revealed.id), place=place))
    asked = wall.client.get(f"/leinwand/{revealed.code}/bild").json()

    agree(store, revealed.id, "3.01", "dissent", reason=ODD)

    shown = wall.client.get(f"/leinwand/{revealed.code}/bild").json()
    assert "Wie schätzen wir das jetzt gemeinsam ein?" in asked["html"]
    assert "Wir sehen es weiterhin verschieden" in shown["html"] and "<script>" not in shown["html"]
    assert asked["stand"] != shown["stand"]
    assert "Wir sehen es weiterhin verschieden" in read(moderator.client.get(f"/regie/{revealed.code}").text)
