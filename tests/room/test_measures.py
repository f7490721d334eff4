"""Measures in the room: who writes them, what stands on the Leinwand and on phones, and nothing is lost."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape

import httpx
import pytest

from analysis.action_plan import Draft
from analysis.stage import Place
from data.questionnaire_file import load_questionnaire
from data.store.access import Role
from data.store.engine import Store
from data.store.measures import add_measure, delete_measure, measures, save_measure
from data.store.releases import reveal
from data.store.stages import move, stage
from data.store.workshops import Workshop
from tests.room.conftest import QUESTIONNAIRE, Device, filled
from tests.room.test_protocol import ODD, hidden, read, send
from tests.running import RunningServer

Devices = Callable[[Role | None, Workshop], Device]
REGIE, SCRIBE = "/regie/{code}/massnahmen", "/protokoll/{code}/massnahmen"
ASKED = load_questionnaire(QUESTIONNAIRE)
SAID = {"was": "Ein Blatt in sechs Sprachen", "wer": "Jugendamt", "bis": "2027-01-31", "zu": "3.01"}


@pytest.fixture
def revealed(store: Store, workshop: Workshop) -> Workshop:
    """The filled example; the room sees its measures."""
    reveal(store, workshop.id, "overview")
    move(store, workshop.id, replace(stage(store, workshop.id), place=Place("massnahmen")))
    return workshop


@pytest.fixture(params=[("moderator", REGIE), ("comoderator", REGIE), ("scribe", SCRIBE)], ids=lambda one: one[0])
def writing(request: pytest.FixtureRequest, devices: Devices, revealed: Workshop) -> tuple[Device, str]:
    role, place = request.param
    return devices(role, revealed), place


def on_phone(server: RunningServer, of: Workshop) -> str:
    return read(httpx.get(f"{server.base}/t/{of.code}/mitschauen").text)


def test_what_is_written_down_stands_on_leinwand_and_phones(
    devices: Devices, server: RunningServer, store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    screen = devices("screen", revealed)
    assert "Was nehmen wir uns vor?" in screen.picture()["html"]
    device, place = writing

    form = hidden(device.get(place).text, "neu")
    for _twice in range(2):
        assert send(device, place, **form, **SAID).status_code == 303

    (one,) = measures(store, revealed.id)
    assert (one.what, one.who, one.due, one.about) == (SAID["was"], "Jugendamt", date(2027, 1, 31), ("3.01",))
    for text in (read(screen.picture()["html"]), read(screen.picture("wall43")["html"]), on_phone(server, revealed)):
        assert "Eine Maßnahme ist vereinbart" in text and SAID["was"] in text and "31. Januar 2027" in text
    assert SAID["was"] in read(device.get("/regie/{code}" if place == REGIE else place).text)


def test_a_name_needs_consent_and_stands_on_no_public_page(
    devices: Devices, server: RunningServer, store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    device, place = writing
    named = {**SAID, "name": "Vorname Nachname"}

    refused = send(device, place, tun="neu", **named)
    assert refused.status_code == 422 and "nur, wenn die Person einverstanden ist" in refused.text
    assert (
        'value="Vorname Nachname"' in refused.text
        and SAID["was"] in refused.text
        and measures(store, revealed.id) == []
    )

    assert send(device, place, tun="neu", einverstanden="1", **named).status_code == 303
    (one,) = measures(store, revealed.id)
    assert one.person == "Vorname Nachname"
    screen = devices("screen", revealed)
    assert "Nachname" not in screen.picture()["html"] + on_phone(server, revealed)

    form = {"massnahme": one.id, "fassung": one.version}
    assert send(device, place, tun="aendern", **form, **SAID).status_code == 303
    assert measures(store, revealed.id)[0].person == ""


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"was": "  "}, "Was soll getan werden?"),
        ({"was": "a" * 141}, "Der Text ist zu lang."),
        ({"bis": "31.2.2027"}, "gibt es nicht."),
        ({"zu": "9.99"}, "Diese Aussage gibt es hier nicht."),
    ],
)
def test_what_cannot_be_is_said_and_stays_in_the_form(
    store: Store, revealed: Workshop, writing: tuple[Device, str], wrong: dict[str, str], sentence: str
) -> None:
    device, place = writing

    answer = send(device, place, tun="neu", **(SAID | {"wer": "Bleibt"} | wrong))

    assert answer.status_code == 422 and sentence in answer.text and 'value="Bleibt"' in answer.text
    assert measures(store, revealed.id) == []


def test_text_is_printed_as_it_was_typed(
    devices: Devices, server: RunningServer, store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    device, place = writing
    send(device, place, tun="neu", was=ODD, wer=ODD[:60])

    pages = [device.get(place).text, devices("screen", revealed).picture()["html"]]
    pages.append(httpx.get(f"{server.base}/t/{revealed.code}/mitschauen").text)

    for page in pages:
        assert "<script>alert" not in page and "<script>alert(1)</script> \"'& {name} %s" in read(page)


def test_of_two_hands_the_second_reads_the_first_and_loses_nothing(
    store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    device, place = writing
    read_as = add_measure(store, revealed.id, Draft(what="Zuerst", cause="Bleibt"))
    form = {"massnahme": read_as.id, "fassung": read_as.version}
    save_measure(store, revealed.id, read_as.id, Draft(what="Die andere", cause="Bleibt"), version=read_as.version)

    answer = send(device, place, tun="aendern", **form, **SAID)
    assert answer.status_code == 409 and "Die andere" in answer.text and SAID["was"] in answer.text

    again = hidden(answer.text, "aendern")
    assert send(device, place, **again, **SAID).status_code == 303
    (kept,) = measures(store, revealed.id)
    assert (kept.what, kept.cause) == (SAID["was"], "Bleibt")

    delete_measure(store, revealed.id, kept.id, version=kept.version)
    gone = send(device, place, tun="aendern", massnahme=kept.id, fassung=kept.version, **SAID)
    assert gone.status_code == 409 and "gibt es inzwischen nicht mehr" in gone.text
    assert send(device, place, **hidden(gone.text, "neu"), **SAID).status_code == 303
    assert [one.what for one in measures(store, revealed.id)] == [SAID["was"]]


def test_a_measure_begins_with_each_template_and_each_idea(writing: tuple[Device, str]) -> None:
    device, place = writing
    page = device.get(place).text

    starts = re.findall(r"vorlage=([^\"#&]+)#neu\">(.*?)</a>", page)
    assert len([key for key, _what in starts if ".v" in key]) > 10
    assert len([key for key, _what in starts if ".a" in key]) > 50
    for key, what in (starts[0], starts[-1]):
        begun = device.get(f"{place}?vorlage={key}").text
        assert f">{what}</textarea>" in begun
    assert all(len(unescape(what)) <= 140 for _key, what in starts)
    for odd in ("x", "steuerung.v999", "steuerung.a-1", "steuerung.v²"):
        assert device.get(f"{place}?vorlage={odd}").status_code == 200


def test_a_measure_takes_over_all_that_its_template_says(
    store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    device, place = writing
    template = ASKED.field("steuerung").measures[0]

    page = unescape(device.get(f"{place}?vorlage=steuerung.v0").text)
    assert all(text["de"] in page for text in (template.first_step, template.noticed, template.risk))

    assert send(device, place, tun="neu", vorlage="steuerung.v0", **SAID).status_code == 303
    (one,) = measures(store, revealed.id)
    assert (one.what, one.decides, one.cost) == (SAID["was"], template.decides, template.cost)
    assert (one.first_step, one.sign, one.risk) == (
        template.first_step["de"],
        template.noticed["de"],
        template.risk["de"],
    )


def test_what_fits_a_statement_stands_before_all_templates(revealed: Workshop, writing: tuple[Device, str]) -> None:
    device, place = writing

    page = unescape(device.get(f"{place}?zu=1.01").text)

    fitting, _title, all_of_them = page.partition("Mit einer Vorlage beginnen")
    for template in ASKED.field("steuerung").measures:
        assert (template.what["de"] in fitting) == ("1.01" in template.fits), template.what["de"]
        assert template.what["de"] in all_of_them
    assert '<option value="1.01" selected>' in fitting
    assert "Passt zu" not in device.get(f"{place}?zu=9.99").text
    assert "Passt zu" not in device.get(place).text


def test_what_was_done_and_what_was_dropped_are_told_apart_in_a_word(
    store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    add_measure(store, revealed.id, Draft(what="Zuerst", status="done"))
    add_measure(store, revealed.id, Draft(what="Danach", status="dropped", status_reason="Es fehlt Geld."))
    device, place = writing

    page = device.get(place).text

    parts = page.split('<div class="written')[1:]
    told = {
        what: re.findall(r"· <b>(\w+)</b>", part) for part in parts for what in ("Zuerst", "Danach") if what in part
    }
    assert told == {"Zuerst": ["erledigt"], "Danach": ["verworfen"]}
    style = re.findall(r'href="(/[^"]*protokoll[^"]*\.css)"', page)
    assert ".written.dropped" in device.get(style[0]).text


def test_deleting_asks_for_the_version(store: Store, revealed: Workshop, writing: tuple[Device, str]) -> None:
    device, place = writing
    one = add_measure(store, revealed.id, Draft(what="a"))

    assert send(device, place, tun="loeschen", massnahme=one.id, fassung="x").status_code == 409
    assert send(device, place, tun="loeschen", massnahme=one.id, fassung=one.version).status_code == 303
    assert measures(store, revealed.id) == []


def test_only_who_writes_for_this_workshop_gets_anything(devices: Devices, store: Store, revealed: Workshop) -> None:
    other = filled(store)
    add_measure(store, revealed.id, Draft(what="Nur hier"))
    strangers = [Device(devices(role, other).client, revealed.code) for role in ("comoderator", "scribe")]
    for device in (*strangers, devices("screen", revealed), devices(None, revealed)):
        for place in (REGIE, SCRIBE):
            answers = (device.get(place), send(device, place, tun="neu", **SAID))
            assert all(one.status_code == 403 and "Nur hier" not in one.text for one in answers)
    assert devices("scribe", revealed).get(REGIE).status_code == 403
    assert len(measures(store, revealed.id)) == 1


def test_more_than_a_screenful_comes_in_steps(devices: Devices, store: Store, revealed: Workshop) -> None:
    for number in range(6):
        add_measure(store, revealed.id, Draft(what=f"Tun {number}", due=date(2027, 1, number + 1)))
    regie, screen = devices("moderator", revealed), devices("screen", revealed)

    assert re.findall(r"Tun \d", screen.picture()["html"]) == ["Tun 0", "Tun 1", "Tun 2"]
    assert "Teil 1 von 2" in screen.picture()["html"]
    assert regie.move("weiter").status_code == 200
    assert re.findall(r"Tun \d", screen.picture()["html"]) == ["Tun 3", "Tun 4", "Tun 5"]
    for one in measures(store, revealed.id)[2:]:
        delete_measure(store, revealed.id, one.id, version=one.version)
    assert re.findall(r"Tun \d", screen.picture()["html"]) == ["Tun 0", "Tun 1"]


def test_what_a_measure_is_about_stays_where_only_its_day_changes(
    store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    device, place = writing
    about = ("3.02", "3.01", "teilhabe")
    assert "3.02" not in revealed.room
    one = add_measure(store, revealed.id, Draft(what="a", about=about))
    page = device.get(place).text
    form = page[page.index(f'name="massnahme" value="{one.id}"') :]
    chosen = re.findall(r'<option value="([^"]*)" selected', form[: form.index("</form>")])

    sent = send(device, place, **hidden(page, "aendern"), was="a", bis="1.2.27", zu=chosen[0])

    assert sent.status_code == 303
    assert (measures(store, revealed.id)[0].about, measures(store, revealed.id)[0].due) == (about, date(2027, 2, 1))


def test_a_day_that_no_calendar_knows_is_refused(store: Store, revealed: Workshop, writing: tuple[Device, str]) -> None:
    device, place = writing
    for day in ("9999-12-31", "0026-09-24", "24.9.1826"):
        assert send(device, place, tun="neu", was="a", bis=day).status_code == 422
    assert measures(store, revealed.id) == []


def test_a_measure_that_somebody_else_has_changed_is_not_deleted(
    store: Store, revealed: Workshop, writing: tuple[Device, str]
) -> None:
    device, place = writing
    one = add_measure(store, revealed.id, Draft(what="Zuerst"))
    save_measure(store, revealed.id, one.id, Draft(what="Die andere"), version=one.version)

    answer = send(device, place, tun="loeschen", massnahme=one.id, fassung=one.version)

    assert answer.status_code == 409 and "wurde nicht gelöscht" in answer.text and "Neue Maßnahme" in answer.text
