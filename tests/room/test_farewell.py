"""The end of the evening: the next date, what happens to the answers, three questions on phones, a calendar file."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import httpx
import pytest
from icalendar import Calendar

from analysis.action_plan import Draft
from analysis.farewell import NextDate
from analysis.grouping import form_groups
from analysis.stage import Place
from data.store.access import Role
from data.store.engine import Store
from data.store.farewell import decide_next_date, end_exit_questions, exit_result, exit_state, next_date
from data.store.measures import add_measure
from data.store.releases import reveal
from data.store.stages import move, stage
from data.store.workshops import Workshop, close_workshop, open_workshop, questionnaire
from tests.e2e.stages import new_workshop
from tests.phone.conftest import Phone
from tests.room.conftest import Device, filled
from tests.room.test_comments import MORE_ROUTES
from tests.room.test_protocol import hidden, read, send
from tests.room.test_reveal import ROUTES
from tests.running import RunningServer
from texts.dates import day_in_words
from texts.words import words

Devices = Callable[[Role | None, Workshop], Device]
PLACE = "/regie/{code}/abschluss"
SENTENCE = "KANARIENVOGEL fehlt mir"


@pytest.fixture
def evening(server: RunningServer, store: Store) -> Iterator[tuple[Workshop, list[Phone]]]:
    """Seven people have answered, a result was shown, and the room sees the last place of the show."""
    of = new_workshop(store, is_open=False)
    open_workshop(store, of.id)
    clients = [httpx.Client(base_url=server.base, timeout=20, follow_redirects=True) for _number in range(7)]
    people = [Phone(client, of.code) for client in clients]
    for one in people:
        one.join("fachverwaltung")
        one.save(dict.fromkeys(of.room, "B"))
    close_workshop(store, of.id, partial(form_groups, questionnaire=questionnaire(store, of), threshold=of.threshold))
    reveal(store, of.id, "overview")
    yield of, people
    for client in clients:
        client.close()


def at_the_end(devices: Devices, of: Workshop, people: list[Phone]) -> None:
    """The room sees the end, and phones do."""
    assert devices("moderator", of).move("zu", kind="abschluss").status_code == 200
    deadline = time.monotonic() + 10
    while "Was fehlt Ihnen noch?" not in on_phone(people[0]):  # what phones know of the room is half a second old
        assert time.monotonic() < deadline
        time.sleep(0.1)


def leave(one: Phone, **said: str) -> httpx.Response:
    return one.client.post(f"/t/{one.code}/rueckmeldung", data=said)


def on_phone(one: Phone) -> str:
    return read(one.client.get(f"/t/{one.code}/jetzt").text)


def test_date_and_what_happens_stand_on_leinwand_and_phones(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, people = evening
    regie = devices("comoderator", of)
    form = hidden(regie.get(PLACE).text, "termin")
    assert send(regie, PLACE, **form, am="2027-03-09", wer="Bürgermeisterei").status_code == 303
    at_the_end(devices, of, people)

    wall, phone = read(devices("screen", of).picture()["html"]), on_phone(people[0])

    for text in (wall, phone):
        assert "Wir sehen uns wieder am Dienstag, 9. März 2027" in text
        assert "Es lädt ein: Bürgermeisterei" in text
        assert f"am {day_in_words(words('de'), of.delete_sheets_on)} gelöscht" in text
        assert "War das heute nützlich?" in text
    why_not = "Drei Fragen zum Schluss beantworten alle, die am eigenen Telefon am Fragebogen teilgenommen haben."
    with httpx.Client(base_url=str(people[0].client.base_url)) as stranger:
        told = read(stranger.get(f"/t/{of.code}/jetzt").text)
    assert why_not in told and why_not not in phone and "Rückmeldung senden" not in told
    watching = read(people[0].client.get(f"/t/{of.code}/mitschauen").text)
    assert "Es lädt ein: Bürgermeisterei" in watching and "Rückmeldung senden" not in watching


def test_the_date_stands_above_the_measures(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, _people = evening
    add_measure(store, of.id, Draft(what="Ein Blatt", who="Jugendamt", due=date(2027, 1, 31)))
    decide_next_date(store, of.id, NextDate(date(2027, 3, 9), "Rat"))
    move(store, of.id, replace(stage(store, of.id), place=Place("massnahmen")))

    said = read(devices("screen", of).picture()["html"]).replace("\u2011", "-")

    assert "Eine Maßnahme ist vereinbart. Wir sehen uns wieder am Dienstag, 9. März 2027" in said


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({}, "Bitte einen Tag eintragen, oder ankreuzen"),
        ({"am": "2027-03-09", "wer": "A", "kein": "1"}, "Bitte einen Tag eintragen, oder ankreuzen"),
        ({"am": "31.02.2027", "wer": "A"}, "Den 31.02.2027 gibt es nicht."),
        ({"am": "2027-03-09", "wer": " "}, "Wer lädt ein?"),
        ({"am": "2027-03-09", "wer": "a" * 81}, "Der Text ist zu lang."),
    ],
)
def test_what_cannot_be_is_said_and_stays_in_the_form(
    devices: Devices, store: Store, workshop: Workshop, wrong: dict[str, str], sentence: str
) -> None:
    answer = send(devices("moderator", workshop), PLACE, tun="termin", **wrong)

    assert answer.status_code == 422 and sentence in answer.text and wrong.get("am", "") in answer.text
    assert not next_date(store, workshop.id).is_decided


def test_of_two_hands_the_second_reads_the_first(devices: Devices, store: Store, workshop: Workshop) -> None:
    regie = devices("moderator", workshop)
    form = hidden(regie.get(PLACE).text, "termin")
    decide_next_date(store, workshop.id, NextDate(date(2027, 3, 9), "Rat"))

    answer = send(regie, PLACE, **form, am="2027-04-01", wer="Amt für Teilhabe")

    assert answer.status_code == 409 and "Amt für Teilhabe" in answer.text
    again = hidden(answer.text, "termin")
    assert send(regie, PLACE, **again, am="2027-04-01", wer="Amt für Teilhabe").status_code == 303
    assert next_date(store, workshop.id).day == date(2027, 4, 1)


def test_phones_answer_until_the_questions_are_over(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, people = evening
    assert leave(people[0], nuetzlich="A").status_code == 409
    at_the_end(devices, of, people)
    for number, one in enumerate(people):
        sent = leave(one, nuetzlich="AB"[number % 2], gehoert="C", fehlt="<b>Zeit</b>" if number == 0 else "")
        assert sent.status_code == 200 and "Danke für Ihre Rückmeldung" in sent.text
    leave(people[1], nuetzlich="D", gehoert="C")
    assert 'value="D" checked' in people[1].client.get(f"/t/{of.code}/jetzt").text
    assert "&lt;b&gt;Zeit&lt;/b&gt;" in people[0].client.get(f"/t/{of.code}/jetzt").text

    regie = devices("moderator", of)
    assert "7 Telefone haben geantwortet." in regie.get(PLACE).text and "Zeit" not in regie.get(PLACE).text
    assert send(regie, PLACE, tun="beenden").status_code == 303

    late = leave(people[0], nuetzlich="D")
    assert late.status_code == 409 and "schon beendet" in late.text
    assert exit_result(store, of.id) == ({"useful": {"A": 4, "B": 2, "D": 1}, "heard": {"C": 7}}, ("<b>Zeit</b>",))
    time.sleep(1.5)
    assert "Rückmeldung senden" not in on_phone(people[0])
    assert "War das heute nützlich?" not in read(devices("screen", of).picture()["html"])


def test_questions_end_before_enough_have_answered_only_after_one_more_tap(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, people = evening
    at_the_end(devices, of, people)
    leave(people[0], nuetzlich="A", gehoert="A")
    regie = devices("moderator", of)
    assert "Ein Telefon hat geantwortet. Für ein Ergebnis braucht es mindestens 5 Antworten" in regie.get(PLACE).text

    asked = send(regie, PLACE, tun="beenden")

    assert asked.status_code == 200 and "Beenden Sie jetzt, gibt es nie ein Ergebnis" in asked.text
    assert "Trotzdem beenden" in asked.text and exit_state(store, of.id) == "open"
    assert send(regie, PLACE, tun="beenden", sicher="1").status_code == 303
    page = regie.get(PLACE).text
    assert exit_state(store, of.id) == "over"
    assert "zu wenige Antworten für ein Ergebnis, es braucht mindestens 5." in page


def test_questions_end_while_some_are_missing_only_after_one_more_tap(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, people = evening
    at_the_end(devices, of, people)
    for one in people[:5]:
        leave(one, nuetzlich="A")
    regie = devices("moderator", of)

    asked = send(regie, PLACE, tun="beenden")

    assert "2 von 7 haben noch nicht geantwortet" in asked.text and exit_state(store, of.id) == "open"
    send(regie, PLACE, tun="beenden", sicher="1")
    assert "Ein Ergebnis hat nur eine Frage mit mindestens 5 Antworten." in regie.get(PLACE).text


def test_what_was_said_at_the_end_is_on_no_route_of_the_room(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    """Neither before nor after the end, and for no role: it stands in the dashboard alone."""
    of, people = evening
    at_the_end(devices, of, people)
    for one in people:
        assert leave(one, nuetzlich="A", gehoert="D", fehlt=SENTENCE).status_code == 200
    nobody = Device(httpx.Client(base_url=str(people[0].client.base_url), timeout=20), of.code)
    roles: tuple[Role, ...] = ("screen", "scribe", "table", "comoderator", "moderator")
    readers = {role: devices(role, of) for role in roles} | {"nobody": nobody}

    for end in (lambda: None, lambda: end_exit_questions(store, of.id)):
        end()
        time.sleep(1.5)
        for role, device in readers.items():
            for route in (*ROUTES, *MORE_ROUTES):
                assert SENTENCE not in device.get(route).text, (role, route)
    assert exit_result(store, of.id) == ({"useful": {"A": 7}, "heard": {"D": 7}}, (SENTENCE,) * 7)
    nobody.client.close()


def test_an_empty_calendar_is_not_offered(devices: Devices, store: Store, workshop: Workshop) -> None:
    regie = devices("moderator", workshop)
    add_measure(store, workshop.id, Draft(what="Ohne Tag"))
    assert "termine.ics" not in regie.get(PLACE).text

    answer = regie.get("/regie/{code}/termine.ics")

    assert answer.status_code == 404
    assert answer.text.count("Eine Kalenderdatei gibt es, sobald ein Termin") == 1


def test_nobody_loses_the_questions_while_they_are_open(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, people = evening
    at_the_end(devices, of, people)
    regie = devices("moderator", of)
    for move_to in ({"zug": "schwarz", "an": True}, {"zug": "zu", "kind": "massnahmen"}):
        assert regie.move(**move_to).status_code == 200  # type: ignore[arg-type]
        time.sleep(1.5)
        assert "Was fehlt Ihnen noch?" in on_phone(people[0])
    assert leave(people[0], nuetzlich="A", gehoert="").status_code == 200
    round_trip = people[0].client.post(f"/t/{of.code}/rueckmeldung?tablet=1", data={"nuetzlich": "B"})
    assert round_trip.status_code == 403


def test_before_a_result_was_shown_nobody_is_asked(devices: Devices, store: Store, workshop: Workshop) -> None:
    assert devices("moderator", workshop).move("zu", kind="abschluss").status_code == 200

    assert exit_state(store, workshop.id) == "none"


def test_odd_answers_are_refused(devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]) -> None:
    of, people = evening
    at_the_end(devices, of, people)
    assert leave(people[0], nuetzlich="E").status_code == 422
    long = leave(people[0], nuetzlich="A", fehlt="a" * 600)
    assert long.status_code == 422 and "höchstens 140 Zeichen" in long.text
    with httpx.Client(base_url=str(people[0].client.base_url)) as stranger:
        assert stranger.post(f"/t/{of.code}/rueckmeldung", data={"nuetzlich": "A"}).status_code == 401
    assert exit_state(store, of.id) == "open"


def test_the_calendar_is_read_by_a_calendar_and_names_nobody(
    devices: Devices, store: Store, evening: tuple[Workshop, list[Phone]]
) -> None:
    of, people = evening
    odd, day = "Ein Blatt; mit, Zeichen\nund \\", date(2027, 1, 31)
    add_measure(store, of.id, Draft(what=odd, who="Jugendamt", person="Vorname Nachname", due=day))
    add_measure(store, of.id, Draft(what="Ohne Tag", who="Amt"))
    add_measure(store, of.id, Draft(what="Verworfen", due=date(2027, 2, 1), status="dropped", status_reason="Nein"))
    decide_next_date(store, of.id, NextDate(date(2027, 3, 9), "Bürgermeisterei"))
    at_the_end(devices, of, people)

    file = devices("comoderator", of).get("/regie/{code}/termine.ics")
    own = people[0].client.get(f"/t/{of.code}/termin.ics")

    assert file.headers["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(file.text).walk("VEVENT")
    assert [(one["DTSTART"].dt, one["DTEND"].dt - one["DTSTART"].dt) for one in events] == [
        (date(2027, 3, 9), timedelta(days=1)),
        (date(2027, 1, 31), timedelta(days=1)),
    ]
    assert str(events[1]["SUMMARY"]) == f"Maßnahme bis heute: {odd}"
    assert str(events[0]["DESCRIPTION"]) == "Es lädt ein: Bürgermeisterei"
    assert "Nachname" not in file.text + own.text and "Blatt" not in own.text
    assert len(Calendar.from_ical(own.text).walk("VEVENT")) == 1


def test_only_who_steers_this_workshop_decides(devices: Devices, store: Store, workshop: Workshop) -> None:
    other = filled(store)
    for device in (devices("scribe", workshop), devices("screen", workshop), devices(None, workshop)):
        assert device.get(PLACE).status_code == device.get("/regie/{code}/termine.ics").status_code == 403
        assert send(device, PLACE, tun="termin", kein="1").status_code == 403
    stranger = Device(devices("comoderator", other).client, workshop.code)
    assert send(stranger, PLACE, tun="beenden").status_code == 403
    assert not next_date(store, workshop.id).is_decided
