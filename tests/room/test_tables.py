"""Tables, asked of the started server without JavaScript: who sees and sends what, and what becomes of it."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import httpx
import pytest

from analysis.proposals import Said
from analysis.stage import Place
from content.deck import slide
from content.tables import as_text
from content.views import View
from data.evening import Evening, evening
from data.store.access import Role, issue_key, tables_signed_in
from data.store.agreements import agree, agreements
from data.store.engine import Store
from data.store.measures import measures
from data.store.notes import notes
from data.store.proposals import Proposal, proposals, send_proposal
from data.store.stages import move, stage
from data.store.workshops import Workshop
from tests.room.conftest import Device, filled
from tests.room.test_protocol import ODD, hidden, read, send
from tests.room.test_reveal import ROUTES
from tests.running import RunningServer
from texts.words import words

Devices = Callable[[Role | None, Workshop], Device]
Tables = Callable[[str, Workshop], Device]

TABLE, INBOX, SHEETS = "/tisch/{code}", "/regie/{code}/tische", "/regie/{code}/tische/druck"
FIELD, OTHER = "teilhabe", "steuerung"
STATEMENT = "3.01"
DE = words("de")


@pytest.fixture
def revealed(store: Store, workshop: Workshop) -> Workshop:
    """The filled example; the room has seen the axes of the radar and the first result."""
    at = Place("folie", "ueberblick?sicht=radar", 1)
    move(store, workshop.id, replace(stage(store, workshop.id), place=at), reveals="overview")
    return workshop


@pytest.fixture
def table(server: RunningServer, store: Store) -> Iterator[Tables]:
    """Makes browsers that are signed in for the table of a field."""
    clients: list[httpx.Client] = []

    def device(field: str, of: Workshop) -> Device:
        client = httpx.Client(base_url=server.base, timeout=20)
        clients.append(client)
        key = issue_key(store, "table", of.id, valid=timedelta(minutes=5), about=field)
        answer = client.get(f"/anmelden/{key}")
        assert (answer.status_code, answer.headers["location"]) == (303, f"/tisch/{of.code}")
        return Device(client, of.code)

    yield device
    for client in clients:
        client.close()


def now(store: Store, of: Workshop) -> Evening:
    found = evening(store, of.id)
    assert found is not None and found.results is not None
    return found


def told(store: Store, of: Workshop, field: str) -> set[str]:
    """Sentences and values that only the results of this field say."""
    at = now(store, of)
    results, asked = at.results, at.questionnaire
    assert results is not None
    views = [View("ueberblick", "anregungen", field)]
    views += [View("aussage", part=one.id) for one in results.statements if one.field == field]
    made = [slide(view, results, asked, DE) for view in views]
    cells = {as_text(DE, cell) for one in made[1:] for row in one.table.rows for cell in row}
    return {plain(said) for said in ({one.finding.sentence for one in made} | {cell for cell in cells if "%" in cell})}


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", page)))


# ---- who sees what ----


def test_table_sees_all_of_its_field_and_nothing_of_another(table: Tables, store: Store, revealed: Workshop) -> None:
    page = plain(table(FIELD, revealed).get(TABLE).text)

    own = told(store, revealed, FIELD)
    others = told(store, revealed, OTHER) - own
    assert len(own) > 3 and len(others) > 1
    assert [sentence for sentence in own if sentence not in page] == []
    assert [sentence for sentence in others if sentence in page] == []
    asked = now(store, revealed).questionnaire
    foreign = [one.text["de"] for one in asked.field(OTHER).statements]
    assert [sentence for sentence in foreign if sentence in page] == []


def test_table_sees_nothing_and_sends_nothing_before_the_reveal(
    table: Tables, store: Store, workshop: Workshop
) -> None:
    device = table(FIELD, workshop)
    before = told(store, workshop, FIELD)
    for step in (0, None):  # the room sees something else, then the axes without any result
        if step is not None:
            place = Place("folie", "ueberblick?sicht=radar", step)
            move(store, workshop.id, replace(stage(store, workshop.id), place=place))
        page = device.get(TABLE).text

        assert [sentence for sentence in before if sentence in plain(page)] == []
        assert "Die Moderation zeigt gleich die Ergebnisse." in page
        assert "<textarea" not in page
    refused = send(device, TABLE, tun="note", zu=FIELD, text="zu früh")
    assert (refused.status_code, "Hier lässt sich jetzt nichts senden" in refused.text) == (422, True)
    assert proposals(store, workshop.id) == ()


def test_table_has_this_page_and_no_other(table: Tables, revealed: Workshop) -> None:
    device = table(FIELD, revealed)

    assert device.client.get("/").headers["location"] == f"/tisch/{revealed.code}"
    assert device.client.get("/ueberblick").headers["location"] == f"/tisch/{revealed.code}"
    room = [route for route in ROUTES if route.startswith(("/leinwand", "/regie", "/protokoll"))]
    assert {device.get(route).status_code for route in (*room, INBOX, SHEETS, "/regie/{code}/geraete")} == {403}
    posts = ("/regie/{code}", "/regie/{code}/zug", INBOX, SHEETS, "/regie/{code}/geraete", "/protokoll/{code}")
    assert {send(device, place, nummer="0").status_code for place in posts} == {403}
    assert "/regie/" not in device.get(TABLE).text


def test_only_tables_of_this_workshop_get_anything(
    devices: Devices, table: Tables, store: Store, revealed: Workshop
) -> None:
    other = filled(store)
    foreign = [
        Device(devices("comoderator", other).client, revealed.code),
        Device(table(FIELD, other).client, revealed.code),
    ]

    for device in (devices(None, revealed), devices("screen", revealed), devices("scribe", revealed), *foreign):
        assert device.get(TABLE).status_code == 403
        assert send(device, TABLE, tun="note", zu=FIELD, text="fremd").status_code == 403
    assert proposals(store, revealed.id) == ()


def test_table_of_a_field_that_is_not_there_gets_nothing(table: Tables, revealed: Workshop) -> None:
    assert table("gibt-es-nicht", revealed).get(TABLE).status_code == 403


@pytest.mark.parametrize("role", ["moderator", "comoderator"])
def test_who_steers_is_led_to_what_tables_have_sent(role: Role, devices: Devices, revealed: Workshop) -> None:
    device = devices(role, revealed)

    for answer in (device.get(TABLE), send(device, TABLE, tun="note", zu=FIELD, text="x")):
        assert (answer.status_code, answer.headers["location"]) == (303, f"/regie/{revealed.code}/tische")


# ---- what is sent ----


def test_form_is_sent_and_listed_as_it_was_typed(table: Tables, store: Store, revealed: Workshop) -> None:
    device = table(FIELD, revealed)
    form = hidden(device.get(TABLE).text, "note")

    answer = send(device, TABLE, **form, zu=STATEMENT, text=ODD)
    again = send(device, TABLE, **form, zu=STATEMENT, text=ODD)  # tapped twice
    page = device.client.get(answer.headers["location"]).text

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        f"/tisch/{revealed.code}?hinweis=gesendet#gesendet",
    )
    assert again.status_code == 303
    (one,) = proposals(store, revealed.id)
    assert (one.field, one.said, one.state) == (FIELD, Said("note", STATEMENT, ODD), "sent")
    assert ODD in unescape(page) and "<script>alert" not in page
    assert "Gesendet. Die Moderation liest es" in page and ">gesendet</b>" in page


def test_measure_is_sent_with_who_and_until_when(table: Tables, store: Store, revealed: Workshop) -> None:
    device = table(FIELD, revealed)
    form = hidden(device.get(TABLE).text, "measure")
    send(device, TABLE, **form, zu=FIELD, text="Lotsendienst", wer="Integrationsstelle", bis="2027-05-31")

    assert [one.said for one in proposals(store, revealed.id)] == [
        Said("measure", FIELD, "Lotsendienst", "Integrationsstelle", date(2027, 5, 31))
    ]
    page = read(device.get(TABLE).text)
    assert "Wer: Integrationsstelle" in page and "Bis: 31. Mai 2027" in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"tun": "note", "zu": FIELD, "text": " "}, "Der Text ist noch leer."),
        ({"tun": "note", "zu": FIELD, "text": "x" * 1001}, "Der Text ist zu lang."),
        ({"tun": "note", "zu": "1.01", "text": "fremdes Feld"}, "Bitte wählen Sie erst, worum es geht."),
        ({"tun": "reason", "zu": FIELD, "text": "ganzes Feld"}, "Bitte wählen Sie erst, worum es geht."),
        (
            {"tun": "measure", "zu": FIELD, "text": "x", "bis": "31.2.2027"},
            "Den 31.2.2027 gibt es nicht. Es wurde nichts gesendet.",
        ),
        (
            {"tun": "measure", "zu": FIELD, "text": "x", "bis": "bald"},
            "Bitte ein Datum in der Form 24.09.2026 angeben.",
        ),
    ],
)
def test_refused_form_keeps_what_was_typed(
    table: Tables, store: Store, revealed: Workshop, fields: dict[str, str], said: str
) -> None:
    device = table(FIELD, revealed)
    refused = send(device, TABLE, **fields)

    assert (refused.status_code, said in refused.text) == (422, True)
    assert f"{fields['text']}</textarea>" in refused.text
    assert proposals(store, revealed.id) == ()


@pytest.mark.parametrize("form", [{}, {"tun": "nichts"}, {"tun": "zurueckziehen", "vorschlag": "x"}])
def test_nonsense_changes_nothing(table: Tables, store: Store, revealed: Workshop, form: dict[str, str]) -> None:
    assert send(table(FIELD, revealed), TABLE, **form).status_code == 303
    assert proposals(store, revealed.id) == ()


def test_two_tables_send_at_once_and_read_their_own(table: Tables, store: Store, revealed: Workshop) -> None:
    tables = {field: table(field, revealed) for field in (FIELD, OTHER)}

    def write(place: tuple[str, int]) -> None:
        field, n = place
        assert send(tables[field], TABLE, tun="note", zu=field, text=f"Satz {n} von {field}").status_code == 303

    with ThreadPoolExecutor(6) as at_once:
        list(at_once.map(write, [(field, n) for n in range(6) for field in tables]))

    for field, other in ((FIELD, OTHER), (OTHER, FIELD)):
        page = tables[field].get(TABLE).text
        assert [n for n in range(6) if f"Satz {n} von {field}" not in page] == []
        assert f"von {other}" not in page


def test_withdrawn_is_gone(table: Tables, store: Store, revealed: Workshop) -> None:
    device = table(FIELD, revealed)
    one = sent(store, revealed)
    form = hidden(device.get(TABLE).text, "zurueckziehen")
    done = send(device, TABLE, **form)

    assert form["vorschlag"] == one.id
    assert "Zurückgezogen und gelöscht." in device.client.get(done.headers["location"]).text
    assert proposals(store, revealed.id) == ()


def test_table_withdraws_nothing_of_another(table: Tables, store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed)
    send(table(OTHER, revealed), TABLE, tun="zurueckziehen", vorschlag=one.id)

    assert proposals(store, revealed.id) == (one,)


# ---- the inbox ----


def sent(store: Store, of: Workshop, said: Said | None = None) -> Proposal:
    return send_proposal(store, of.id, FIELD, said or Said("note", STATEMENT, ODD))


def decide(device: Device, one: Proposal, do: str, **more: str) -> httpx.Response:
    form = {"vorschlag": one.id, "fassung": one.version, "tun": do, **more}
    return device.client.post(INBOX.format(code=device.code), data=form, follow_redirects=True)


def test_regie_counts_and_shows_what_tables_sent(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie = devices("comoderator", revealed)
    before = read(regie.get("/regie/{code}").text)
    sent(store, revealed)
    sent(store, revealed, Said("reason", STATEMENT, "Weil."))
    after = read(regie.get("/regie/{code}").text)
    page = regie.get(INBOX).text

    assert (" Von den Tischen " in before, "Von den Tischen (2)" in after) == (True, True)
    assert ODD in unescape(page) and "<script>alert" not in page
    assert ODD not in unescape(regie.get("/regie/{code}").text)


def test_note_is_taken_over_shortened(devices: Devices, table: Tables, store: Store, revealed: Workshop) -> None:
    regie, one = devices("comoderator", revealed), sent(store, revealed)
    done = decide(regie, one, "notiz", text="Gekürzt.", sichtbar="1")

    assert "Als Notiz übernommen." in done.text
    assert [(note.about, note.text, note.is_visible) for note in notes(store, revealed.id)] == [
        (STATEMENT, "Gekürzt.", True)
    ]
    at_table = table(FIELD, revealed)
    page = at_table.get(TABLE).text
    assert ">übernommen</b>" in page and "zurueckziehen" not in page
    answer = send(at_table, TABLE, tun="zurueckziehen", vorschlag=one.id)
    assert "hat die Moderation schon übernommen" in at_table.client.get(answer.headers["location"]).text


def test_measure_is_taken_over(devices: Devices, store: Store, revealed: Workshop) -> None:
    one = sent(store, revealed, Said("measure", FIELD, "Lotsendienst", "Amt 50", date(2027, 5, 31)))
    regie = devices("moderator", revealed)
    refused = decide(regie, one, "massnahme", text="Lotsendienst", wer="Amt 51", bis="gestern")
    done = decide(regie, one, "massnahme", text="Ein Lotsendienst", wer="Amt 51", bis="")

    assert (refused.status_code, 'value="Amt 51"' in refused.text) == (422, True)
    assert "Als Maßnahme übernommen." in done.text
    assert [(m.what, m.who, m.due, m.about) for m in measures(store, revealed.id)] == [
        ("Ein Lotsendienst", "Amt 51", None, (FIELD,))
    ]


def test_reason_is_offered_to_an_assessment_without_one(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie, one = devices("moderator", revealed), sent(store, revealed, Said("reason", STATEMENT, "Weil wir es sehen."))
    before = regie.get(INBOX).text
    agree(store, revealed.id, STATEMENT, "B")
    after = regie.get(INBOX).text
    done = decide(regie, one, "begruendung", text="Weil wir es sehen.")

    button = "Als Begründung der gemeinsamen Einschätzung</button>"
    assert (button in before, button in after) == (False, True)
    assert "Als Begründung der gemeinsamen Einschätzung übernommen." in done.text
    assert agreements(store, revealed.id)[STATEMENT].reason == "Weil wir es sehen."
    assert notes(store, revealed.id) == []


def test_reason_that_came_too_late_stays_new(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie, one = devices("moderator", revealed), sent(store, revealed, Said("reason", STATEMENT, "vom Tisch"))
    agree(store, revealed.id, STATEMENT, "B", reason="vom Raum")
    done = decide(regie, one, "begruendung", text="vom Tisch")

    assert "Dort steht inzwischen schon eine Begründung" in done.text
    assert proposals(store, revealed.id) == (one,)


def test_two_moderators_who_take_it_over_at_once_make_one(devices: Devices, store: Store, revealed: Workshop) -> None:
    regies = [devices("moderator", revealed), devices("comoderator", revealed)]
    one = sent(store, revealed)

    with ThreadPoolExecutor(2) as at_once:
        told_both = list(at_once.map(lambda regie: decide(regie, one, "notiz", text=str(id(regie))).text, regies))

    assert len(notes(store, revealed.id)) == 1
    assert sorted("Als Notiz übernommen." in page for page in told_both) == [False, True]
    assert sum("inzwischen schon übernommen" in page for page in told_both) == 1


def test_put_away_comes_back_or_is_deleted(devices: Devices, table: Tables, store: Store, revealed: Workshop) -> None:
    regie, one = devices("moderator", revealed), sent(store, revealed)
    decide(regie, one, "weglegen")
    (aside,) = proposals(store, revealed.id)
    at_table = ">weggelegt</b>" in table(FIELD, revealed).get(TABLE).text
    decide(regie, aside, "zurueckholen")
    (back,) = proposals(store, revealed.id)
    decide(regie, back, "weglegen")
    (again,) = proposals(store, revealed.id)
    late = decide(regie, aside, "loeschen")
    gone = decide(regie, again, "loeschen")

    assert (at_table, aside.state, back.state) == (True, "aside", "sent")
    assert "Inzwischen hat jemand anders darüber entschieden." in late.text
    assert "Gelöscht." in gone.text
    assert proposals(store, revealed.id) == ()


def test_name_in_what_was_taken_over_can_be_deleted(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie, one = devices("moderator", revealed), sent(store, revealed)
    taken = decide(regie, one, "notiz", text="Gekürzt").text
    (kept,) = proposals(store, revealed.id)

    gone = decide(regie, kept, "loeschen").text

    assert "Endgültig löschen" in taken
    assert "Was daraus geworden ist, bleibt" in taken
    assert "Gelöscht." in gone
    assert one.said.text not in gone
    assert proposals(store, revealed.id) == ()
    assert [note.text for note in notes(store, revealed.id)] == ["Gekürzt"]


def test_withdrawn_meanwhile_is_said(devices: Devices, table: Tables, store: Store, revealed: Workshop) -> None:
    regie, one = devices("moderator", revealed), sent(store, revealed)
    send(table(FIELD, revealed), TABLE, tun="zurueckziehen", vorschlag=one.id)

    assert "Der Tisch hat das inzwischen zurückgezogen." in decide(regie, one, "notiz", text="x").text
    assert notes(store, revealed.id) == []


def test_refused_shortening_keeps_what_was_typed(devices: Devices, store: Store, revealed: Workshop) -> None:
    regie, one = devices("moderator", revealed), sent(store, revealed)
    for text, said in (("", "Der Text ist noch leer."), ("x" * 1001, "Der Text ist zu lang.")):
        refused = decide(regie, one, "notiz", text=text)
        assert (refused.status_code, said in refused.text, f">{text}</textarea>" in refused.text) == (422, True, True)
    assert proposals(store, revealed.id) == (one,)


@pytest.mark.parametrize("role", [None, "screen", "scribe"])
def test_who_does_not_steer_decides_nothing(
    role: Role | None, devices: Devices, store: Store, revealed: Workshop
) -> None:
    device, one = devices(role, revealed), sent(store, revealed)

    assert device.get(INBOX).status_code == 403
    assert decide(device, one, "notiz", text="x").status_code == 403
    assert proposals(store, revealed.id) == (one,)


# ---- links and printouts ----


@pytest.mark.parametrize("role", ["moderator", "comoderator"])
def test_link_of_a_table_is_shown_once_and_signs_one_device_in(
    role: Role, devices: Devices, server: RunningServer, store: Store, revealed: Workshop
) -> None:
    regie = devices(role, revealed)
    page = send(regie, "/regie/{code}/geraete", tisch=FIELD).text
    link = re.findall(r'<p class="address">(.*?)</p>', page)[0]
    opened = [httpx.get(f"{server.base}/anmelden/{link.rpartition('/')[2]}").status_code for _time in range(2)]

    assert "<h2>Tisch: " in page and "<svg" in page
    assert opened == [303, 410]
    assert tables_signed_in(store, revealed.id) == {FIELD: 1}
    assert "1 Gerät" in regie.get("/regie/{code}/geraete").text
    send(regie, "/regie/{code}/geraete", tisch_abmelden=FIELD)
    assert tables_signed_in(store, revealed.id) == {}


def test_table_that_is_signed_out_sees_nothing(devices: Devices, table: Tables, revealed: Workshop) -> None:
    device = table(FIELD, revealed)
    send(devices("moderator", revealed), "/regie/{code}/geraete", tisch_abmelden=OTHER)
    before = device.get(TABLE).status_code
    send(devices("moderator", revealed), "/regie/{code}/geraete", tisch_abmelden=FIELD)

    assert (before, device.get(TABLE).status_code) == (200, 403)


def test_link_of_no_field_is_not_made(devices: Devices, revealed: Workshop) -> None:
    answer = send(devices("moderator", revealed), "/regie/{code}/geraete", tisch="gibt-es-nicht")

    assert (answer.status_code, "/anmelden/" in answer.text) == (303, False)


def test_sheets_have_a_page_a_field_with_three_questions(devices: Devices, store: Store, revealed: Workshop) -> None:
    page = devices("comoderator", revealed).get(SHEETS).text
    asked = now(store, revealed).questionnaire.only(revealed.room)

    assert page.count('<section class="sheet">') == len(asked.fields)
    assert [field.id for field in asked.fields if field.title["de"] not in unescape(page)] == []
    assert page.count("<ol>") == len(asked.fields)
    assert {part.count("<li>") for part in re.findall(r"<ol>(.*?)</ol>", page, re.DOTALL)} == {3}
    assert "/anmelden/" not in page and 'class="code"' not in page


def test_sheet_of_one_field_with_a_code_that_lets_one_device_in(
    devices: Devices, store: Store, revealed: Workshop
) -> None:
    regie = devices("moderator", revealed)
    page = send(regie, f"{SHEETS}?feld={FIELD}").text

    assert page.count('<section class="sheet">') == page.count('class="code"') == 1
    with store.reading() as connection:
        found = connection.exec_driver_sql("SELECT role, about FROM keys").all()
    assert ("table", FIELD) in [tuple(row) for row in found]


def test_sheets_wait_for_the_reveal(devices: Devices, store: Store, workshop: Workshop) -> None:
    regie = devices("moderator", workshop)
    for page in (regie.get(SHEETS).text, send(regie, SHEETS).text):
        assert "sobald der Raum ein Ergebnis gesehen hat" in page
        assert [sentence for sentence in told(store, workshop, FIELD) if sentence in plain(page)] == []


def test_nothing_that_tables_send_is_in_the_servers_output(
    table: Tables, server: RunningServer, store: Store, revealed: Workshop
) -> None:
    send(table(FIELD, revealed), TABLE, tun="note", zu=FIELD, text="KANARIENVOGEL-TISCH")

    assert [one.said.text for one in proposals(store, revealed.id)] == ["KANARIENVOGEL-TISCH"]
    assert "KANARIENVOGEL-TISCH" not in server.output
