"""The Regie, asked of the started server: who gets it, what it says in every state, and what its forms do."""

import re
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from analysis.results import Group
from analysis.stage import Place
from content.deck import slide
from content.views import view_at
from data.evening import evening
from data.library_file import library_in
from data.store.access import Role, issue_key, role_of, signed_in
from data.store.engine import Store
from data.store.links import create_upload_link
from data.store.releases import release
from data.store.sheets import join, save_answers
from data.store.stages import stage
from data.store.workshops import Workshop, delete_workshop, open_workshop, reopen_workshop, workshop
from tests.e2e.stages import demo_workshop, new_workshop
from tests.running import ROOT, RunningServer
from texts.words import words
from web.identity import hashed

RADAR = "ueberblick?sicht=radar"
Device = Callable[..., httpx.Client]


@pytest.fixture
def device(server: RunningServer, store: Store) -> Iterator[Device]:
    """Makes browsers that are signed in for something, of one workshop or of all."""
    clients: list[httpx.Client] = []

    def signed_in_as(role: Role | None = "moderator", of: Workshop | None = None) -> httpx.Client:
        client = httpx.Client(base_url=server.base, timeout=20)
        clients.append(client)
        if role is not None:
            key = issue_key(store, role, None if of is None else of.id, valid=timedelta(minutes=5))
            assert client.get(f"/anmelden/{key}").status_code == 303
        return client

    yield signed_in_as
    for client in clients:
        client.close()


@pytest.fixture
def closed(store: Store) -> Workshop:
    """Filled and closed; nobody has seen a result."""
    return demo_workshop(store)


@pytest.fixture
def opened(store: Store) -> Workshop:
    return new_workshop(store, is_open=True)


def answers(store: Store, of: Workshop, perspective: str, people: int) -> None:
    for number in range(people):
        token = hashed(f"{of.id} {perspective} {number}")
        join(store, of.id, perspective=perspective, source="phone", token_hash=token).result()
        save_answers(store, token, of.code, {of.room[0]: "A"}).result()


def read(page: str) -> str:
    """What stands on the page, without its tags."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def number(client: httpx.Client, of: Workshop) -> int:
    page = client.get(f"/regie/{of.code}").text
    return int(re.findall(r'name="nummer" value="(\d+)"', page)[0])


def move(client: httpx.Client, of: Workshop, **wish: Any) -> int:
    """Make a move by the number that stands, as the script does; gives the status."""
    sent = {"nummer": number(client, of), **wish}
    return client.post(f"/regie/{of.code}/zug", json=sent, headers={"Accept": "application/json"}).status_code


def form(client: httpx.Client, of: Workshop, place: str = "", **fields: Any) -> str:
    """Send a form; gives where it leads."""
    answer = client.post(f"/regie/{of.code}{place}", data=fields)
    assert answer.status_code == 303
    return answer.headers["location"].removeprefix(f"/regie/{of.code}")


def button(page: str, name: str) -> str:
    """The inside of the element with this id, as text."""
    found = re.search(rf'<(\w+)[^>]* id="{name}".*?</\1>|<(\w+) id="{name}".*?</\2>', page, re.DOTALL)
    assert found is not None
    return read(found[0]).strip()


def finding(store: Store, of: Workshop, address: str, step: int | None = None) -> str:
    now = evening(store, of.id)
    assert now is not None
    assert now.results is not None
    return slide(view_at(address), now.results, now.questionnaire, words("de"), step).finding.sentence


TABLES = ("/tische", "/tische/druck")
PLACES = ("", "/bild", "/schliessen", "/wieder-oeffnen", "/folien", "/folge", "/geraete", "/protokoll", *TABLES)
POSTS = (
    "",
    "/zug",
    "/oeffnen",
    "/schliessen",
    "/wieder-oeffnen",
    "/gruppen",
    "/folge",
    "/geraete",
    "/protokoll",
    *TABLES,
)


def _refused(client: httpx.Client, of: Workshop) -> None:
    for place in PLACES:
        assert client.get(f"/regie/{of.code}{place}").status_code == 403, place
    for place in POSTS:
        assert client.post(f"/regie/{of.code}{place}", data={"nummer": "0"}).status_code == 403, place


def test_nobody_but_who_steers_this_workshop_gets_anything(store: Store, device: Device, closed: Workshop) -> None:
    other = new_workshop(store, is_open=True)
    team = device(None)
    team.get(f"/team/{create_upload_link(store, closed.id, label='Team', valid=timedelta(days=1))}")

    for client in (
        device(None),
        device("screen", closed),
        device("scribe", closed),
        device("table", closed),
        device("comoderator", other),
        team,
    ):
        _refused(client, closed)
    phone = device(None)
    phone.cookies.set(f"bogen_{closed.code}", "x.de.y")
    _refused(phone, closed)
    before = workshop(store, closed.id)
    assert before is not None
    assert (before.state, stage(store, closed.id).number) == ("closed", 0)


def test_moderator_and_the_comoderator_of_this_workshop_get_it(device: Device, closed: Workshop) -> None:
    for client in (device("moderator"), device("comoderator", closed)):
        for place in ("", "/bild", "/wieder-oeffnen", "/folien", "/folge", "/geraete", "/protokoll"):
            answer = client.get(f"/regie/{closed.code}{place}")
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store"), place


def test_page_of_a_workshop_that_is_gone_sounds_like_one_that_is_not_yours(
    store: Store, device: Device, opened: Workshop
) -> None:
    client = device()
    delete_workshop(store, opened.id)

    assert client.get(f"/regie/{opened.code}").status_code == 403
    assert client.get("/regie/ABCDEF").text == client.get(f"/regie/{opened.code}").text


def test_comoderator_is_not_led_to_the_dashboard(device: Device, closed: Workshop) -> None:
    assert "Zum Dashboard" in device().get(f"/regie/{closed.code}").text
    assert "Zum Dashboard" not in device("comoderator", closed).get(f"/regie/{closed.code}").text


def test_before_the_survey_the_large_button_goes_on_then_opens_then_leads_to_closing(
    store: Store, device: Device
) -> None:
    of = new_workshop(store, is_open=False)
    client = device()
    assert button(client.get(f"/regie/{of.code}").text, "next") == "Weiter Leitmotiv"
    for _ in range(3):
        assert move(client, of, zug="weiter") == 200
    assert button(client.get(f"/regie/{of.code}").text, "next") == "Umfrage öffnen"

    assert form(client, of, "/oeffnen") == "?hinweis=angekommen"

    page = client.get(f"/regie/{of.code}").text
    assert button(page, "next") == "Umfrage schließen … Danach folgen die Ergebnisse."
    assert "0 dabei · 0 fertig" in page


def test_step_that_shows_the_first_result_says_that_it_is_final(store: Store, device: Device, closed: Workshop) -> None:
    client = device()
    final = "Deckt auf. Danach ist die Auswertung endgültig."
    move(client, closed, zug="zu", kind="antworten")
    assert final not in client.get(f"/regie/{closed.code}").text  # the radar's axes are no result

    move(client, closed, zug="weiter")
    assert final in button(client.get(f"/regie/{closed.code}").text, "next")
    assert "Wieder öffnen" in client.get(f"/regie/{closed.code}").text

    move(client, closed, zug="weiter")
    page = client.get(f"/regie/{closed.code}").text
    assert final not in page
    assert "Wieder öffnen" not in page
    shown = release(store, closed.id)
    assert shown is not None
    assert shown.shown == ("overview",)


def test_results_are_named_but_not_told_before_the_room_has_seen_one(
    store: Store, device: Device, closed: Workshop
) -> None:
    """Who saw them could open the survey once more, and take the difference."""
    client = device()
    told = finding(store, closed, "unterschiede?sicht=aussagen")
    move(client, closed, zug="einfrieren", an=True)
    move(client, closed, zug="zu", kind="folie", slide="unterschiede?sicht=aussagen")
    pages = [client.get(f"/regie/{closed.code}{place}").text for place in ("", "/bild", "/folien", "/folge")]

    assert all("Wie der Raum antwortet" in page for page in pages)
    assert not any(told in unescape(page) or "<td>" in page for page in pages)
    assert release(store, closed.id).revealed is False  # type: ignore[union-attr]
    assert "„Freigeben“ deckt auf." in pages[0]

    move(client, closed, zug="einfrieren", an=False)
    assert release(store, closed.id).revealed is True  # type: ignore[union-attr]
    assert all(told in unescape(client.get(f"/regie/{closed.code}{place}").text) for place in ("", "/bild", "/folien"))


def test_frozen_page_says_what_the_room_still_sees(device: Device, closed: Workshop) -> None:
    client = device()
    move(client, closed, zug="zu", kind="leitmotiv")
    move(client, closed, zug="einfrieren", an=True)
    move(client, closed, zug="zu", kind="pause")

    page = read(client.get(f"/regie/{closed.code}").text)
    assert "Eingefroren. Der Raum sieht weiter: Leitmotiv" in page
    assert "Nur Sie sehen Pause" in page


def test_notes_are_the_questions_that_fit_what_the_finding_names(
    store: Store, device: Device, closed: Workshop
) -> None:
    client = device()
    move(client, closed, zug="zu", kind="folie", slide="unterschiede?sicht=aussagen")
    now = evening(store, closed.id)
    assert now is not None
    assert now.results is not None
    made = slide(view_at("unterschiede?sicht=aussagen"), now.results, now.questionnaire, words("de"))
    pattern = now.results.by_statement[made.finding.named[0]].pattern

    page = read(client.get(f"/regie/{closed.code}").text)
    assert [str(one["de"]) in page for one in now.questionnaire.questions[pattern]] != []
    assert all(one["de"] in page for one in now.questionnaire.questions[pattern])


def test_form_moves_and_says_that_it_has_arrived(store: Store, device: Device, opened: Workshop) -> None:
    client = device()

    assert form(client, opened, zug='{"zug": "weiter"}', nummer="0") == "?hinweis=angekommen"
    assert stage(store, opened.id).place == Place("leitmotiv")
    assert button(client.get(f"/regie/{opened.code}?hinweis=angekommen").text, "answer") == "Angekommen"


@pytest.mark.parametrize(
    ("zug", "nummer", "said"),
    [
        ('{"zug": "weiter"}', "7", "Inzwischen hat jemand anders weitergeschaltet."),
        ('{"zug": "zurueck"}', "0", "Hier ist die Folge zu Ende."),
        ('{"zug": "fliegen"}', "0", "Diese Folie gibt es gerade nicht."),
        ('{"zug": "zu", "kind": "pause", "step": 1e999}', "0", "Diese Folie gibt es gerade nicht."),
        ("[" * 5000, "0", "Diese Folie gibt es gerade nicht."),
        ("1", "0", "Diese Folie gibt es gerade nicht."),
        ('{"zug": "weiter"}', "eins", "Diese Folie gibt es gerade nicht."),
    ],
)
def test_form_that_moves_nothing_says_why(
    store: Store, device: Device, opened: Workshop, zug: str, nummer: str, said: str
) -> None:
    client = device()
    target = form(client, opened, zug=zug, nummer=nummer)

    assert button(client.get(f"/regie/{opened.code}{target}").text, "answer") == said
    assert stage(store, opened.id).number == 0


def test_fragment_says_which_stand_it_shows(device: Device, opened: Workshop) -> None:
    client = device()
    before = re.findall('data-stand="(.*?)"', client.get(f"/regie/{opened.code}/bild").text)
    told = client.get(f"/leinwand/{opened.code}/stand").json()["stand"]
    assert before == [told]

    move(client, opened, zug="weiter")
    assert re.findall('data-stand="(.*?)"', client.get(f"/regie/{opened.code}/bild").text) != before


def test_clock_is_prolonged_and_ended(device: Device, opened: Workshop) -> None:
    client = device()
    assert "Keine Uhr läuft." in client.get(f"/regie/{opened.code}").text
    move(client, opened, zug="uhr", minuten=5)
    move(client, opened, zug="uhr", minuten=1)

    page = client.get(f"/regie/{opened.code}").text
    assert button(page, "left") in ("6:00", "5:59")
    assert button(page, "stop") == "Uhr aus"
    move(client, opened, zug="uhr", minuten=0)
    assert "Keine Uhr läuft." in client.get(f"/regie/{opened.code}").text


def test_closing_shows_sizes_and_no_result_and_closes_by_them(store: Store, device: Device, opened: Workshop) -> None:
    answers(store, opened, "fachverwaltung", 6)
    answers(store, opened, "betriebe", 3)
    client = device("comoderator", opened)
    page = client.get(f"/regie/{opened.code}/schliessen").text
    assert re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td>', page) == [
        ("Übrige Perspektiven (Verwaltung, Wirtschaft)", "9")
    ]
    assert "Wirtschaft hat 3; damit niemand herauszurechnen ist, kommt Verwaltung (6) dazu." in read(page)
    assert "Andere Gruppen bilden" in page
    assert "wählen Sie diese oben" not in page and "Zusätzlich zusammenlegen" not in page

    shown = unescape(re.findall('name="gezeigt" value="(.*?)"', page)[0])
    assert form(client, opened, "/schliessen", von="sectors", gezeigt=shown) == "?hinweis=angekommen"

    kept = release(store, opened.id)
    assert kept is not None
    assert kept.counted.groups == (Group("uebrige", 9, ("fachverwaltung", "betriebe"), ("verwaltung", "wirtschaft")),)


def test_other_groups_are_shown_again_instead_of_closing(store: Store, device: Device, opened: Workshop) -> None:
    answers(store, opened, "fachverwaltung", 6)
    client = device()
    page = client.get(f"/regie/{opened.code}/schliessen").text
    shown = unescape(re.findall('name="gezeigt" value="(.*?)"', page)[0])
    answers(store, opened, "kommunalpolitik", 5)

    answer = client.post(f"/regie/{opened.code}/schliessen", data={"von": "sectors", "gezeigt": shown})

    assert answer.status_code == 409
    assert "es werden andere Gruppen" in answer.text
    assert re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td>', unescape(answer.text)) == [
        ("Verwaltung", "6"),
        ("Politik & Leitung", "5"),
    ]
    assert release(store, opened.id) is None
    again = unescape(re.findall('name="gezeigt" value="(.*?)"', answer.text)[0])
    assert form(client, opened, "/schliessen", von="sectors", gezeigt=again) == "?hinweis=angekommen"


def test_second_moderator_who_closes_is_told_that_it_is_closed(store: Store, device: Device, opened: Workshop) -> None:
    answers(store, opened, "fachverwaltung", 6)
    one, other = device(), device("comoderator", opened)
    by_sector, by_perspective = (
        unescape(
            re.findall('name="gezeigt" value="(.*?)"', client.get(f"/regie/{opened.code}/schliessen{query}").text)[0]
        )
        for client, query in ((one, "?von=sectors"), (other, "?von=perspectives"))
    )
    assert form(one, opened, "/schliessen", von="sectors", gezeigt=by_sector) == "?hinweis=angekommen"

    target = form(other, opened, "/schliessen", von="perspectives", gezeigt=by_perspective)

    assert target == "?hinweis=geschlossen"
    kept = release(store, opened.id)
    assert kept is not None
    assert ([group.id for group in kept.counted.groups], kept.number) == (["verwaltung"], 1)


def test_groups_can_be_merged_further_before_closing(store: Store, device: Device, opened: Workshop) -> None:
    answers(store, opened, "fachverwaltung", 6)
    answers(store, opened, "kommunalpolitik", 5)
    client = device()
    query = "?von=sectors&auch=verwaltung&auch=politik"
    page = client.get(f"/regie/{opened.code}/schliessen{query}").text
    assert re.findall(r'<th scope="row">(.*?)</th><td>(\d+)</td>', page) == [
        ("Übrige Perspektiven (Verwaltung, Politik)", "11")
    ]
    shown = unescape(re.findall('name="gezeigt" value="(.*?)"', page)[0])

    form(client, opened, "/schliessen", von="sectors", auch=["verwaltung", "politik"], gezeigt=shown)

    kept = release(store, opened.id)
    assert kept is not None
    assert [(group.id, group.people) for group in kept.counted.groups] == [("uebrige", 11)]


@pytest.mark.parametrize("shown", ["", "[]", "{}", "[[1]]", "7", "[" * 4000])
def test_nothing_closes_by_groups_that_nobody_was_shown(
    store: Store, device: Device, opened: Workshop, shown: str
) -> None:
    answers(store, opened, "fachverwaltung", 6)

    answer = device().post(f"/regie/{opened.code}/schliessen", data={"von": "nichts", "gezeigt": shown})

    assert answer.status_code == 409
    assert release(store, opened.id) is None


def test_survey_without_answers_cannot_be_closed(device: Device, opened: Workshop) -> None:
    page = device().get(f"/regie/{opened.code}/schliessen").text

    assert "Es gibt noch keinen Bogen mit Antworten." in page
    assert "Jetzt schließen" not in page


def test_closed_survey_opens_again_until_a_result_was_shown(store: Store, device: Device, closed: Workshop) -> None:
    client = device()
    move(client, closed, zug="zu", kind="folie", slide=RADAR)
    assert "Umfrage wieder öffnen?" in client.get(f"/regie/{closed.code}/wieder-oeffnen").text

    assert form(client, closed, "/wieder-oeffnen") == "?hinweis=angekommen"

    assert stage(store, closed.id).place == Place("antworten")
    assert release(store, closed.id) is None


def test_survey_stays_closed_once_a_result_was_shown(store: Store, device: Device, closed: Workshop) -> None:
    client = device()
    move(client, closed, zug="zu", kind="folie", slide=RADAR, step=1)

    assert client.get(f"/regie/{closed.code}/wieder-oeffnen").status_code == 303
    target = form(client, closed, "/wieder-oeffnen")

    said = button(client.get(f"/regie/{closed.code}{target}").text, "answer")
    assert said == "Ein Ergebnis wurde schon gezeigt; die Umfrage bleibt geschlossen."
    assert release(store, closed.id) is not None


def test_page_follows_where_the_survey_was_opened_again_elsewhere(
    store: Store, device: Device, closed: Workshop
) -> None:
    client = device()
    move(client, closed, zug="zu", kind="folie", slide=RADAR)
    reopen_workshop(store, closed.id)

    page = client.get(f"/regie/{closed.code}").text
    assert button(page, "next") == "Umfrage schließen … Danach folgen die Ergebnisse."
    assert client.get(f"/regie/{closed.code}/folien").status_code == 200


def test_every_slide_is_one_tap_away(store: Store, device: Device, closed: Workshop) -> None:
    client = device()
    move(client, closed, zug="zu", kind="folie", slide=RADAR, step=1)
    page = client.get(f"/regie/{closed.code}/folien").text
    wishes = [unescape(one) for one in re.findall(r"name=\"zug\" value='(.*?)'", page)]
    assert len(wishes) > 30

    for wish in wishes[:4] + wishes[4::5]:
        target = form(client, closed, zug=wish, nummer=str(number(client, closed)))
        assert target == "?hinweis=angekommen", wish
    assert finding(store, closed, RADAR) in unescape(page)


KITA, KITA_ADDRESS = "Gleiche Chancen auf Kita", "aussage?sicht=verteilung&teil=3.01"
KITA_SENTENCE = "Familien jeder Herkunft haben bei uns die gleichen Chancen auf einen Kita-Platz."


def test_lists_call_statements_by_their_names(device: Device, closed: Workshop) -> None:
    client = device()
    move(client, closed, zug="zu", kind="folie", slide=RADAR, step=1)
    slides, order = (client.get(f"/regie/{closed.code}{place}").text for place in ("/folien", "/folge"))

    assert f"<b>{KITA}</b><small>Perspektiven gehen auseinander" in slides
    assert f'<li data-words="{KITA_SENTENCE}">' in slides  # for the search
    assert KITA_SENTENCE not in read(slides)
    assert re.search(rf"<span>\d+\. {KITA}</span>", order)  # it stands in the plan
    assert f'aria-label="weglassen: {KITA}"' in order
    assert 'aria-label="aufnehmen: Leitbild für Vielfalt"' in order
    assert KITA_SENTENCE not in order


def test_small_tables_call_statements_by_their_names(device: Device, closed: Workshop) -> None:
    client = device()
    for view in ("aussagen", "gruppen"):
        move(client, closed, zug="zu", kind="folie", slide=f"unterschiede?sicht={view}")
        page = client.get(f"/regie/{closed.code}").text
        assert f'<th scope="row">{KITA}</th>' in page, view
        assert KITA_SENTENCE not in page, view
    move(client, closed, zug="zu", kind="folie", slide="unterschiede?sicht=e")
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', client.get(f"/regie/{closed.code}").text)
    assert rows[0] == ("Willkommen im Verein", "28 von 42")


def test_name_tells_what_comes_and_the_sentence_what_the_room_sees(device: Device, closed: Workshop) -> None:
    client = device()
    order = [{"kind": "folie", "slide": RADAR}, {"kind": "folie", "slide": KITA_ADDRESS}]
    move(client, closed, zug="zu", kind="folie", slide=RADAR, step=2)
    assert move(client, closed, zug="ordnung", ordnung=order) == 200
    assert button(client.get(f"/regie/{closed.code}").text, "next") == f"Weiter {KITA}"

    move(client, closed, zug="weiter")
    page = client.get(f"/regie/{closed.code}").text
    assert f"<h2>{KITA_SENTENCE}</h2>" in page
    assert button(page, "next") == "Weiter Verteilung"
    move(client, closed, zug="weiter")
    assert f'<p class="kicker">{KITA_SENTENCE}</p>' in client.get(f"/regie/{closed.code}").text
    move(client, closed, zug="zurueck")

    move(client, closed, zug="einfrieren", an=True)
    move(client, closed, zug="zurueck")
    assert f"Der Raum sieht weiter: {KITA} " in read(client.get(f"/regie/{closed.code}").text)


@pytest.mark.parametrize(("chosen", "address"), [
    ({"gruppe": "verwaltung", "dazu": ""}, "verwaltung"),
    ({"gruppe": "verwaltung", "dazu": "verwaltung"}, "verwaltung"),
    ({"gruppe": "verwaltung", "dazu": "politik"}, "verwaltung,politik"),
])  # fmt: skip
def test_radar_shows_up_to_two_groups(
    store: Store, device: Device, closed: Workshop, chosen: dict[str, str], address: str
) -> None:
    client = device()

    assert form(client, closed, "/gruppen", nummer="0", **chosen) == "?hinweis=angekommen"

    assert stage(store, closed.id).place.slide == f"{RADAR}&gruppen={address}"


def test_unknown_group_leads_nowhere(store: Store, device: Device, closed: Workshop) -> None:
    assert form(device(), closed, "/gruppen", nummer="0", gruppe="niemand") == "?hinweis=UnknownMove"
    assert stage(store, closed.id).number == 0


def show(client: httpx.Client, of: Workshop) -> list[str]:
    return re.findall(r"<li><span>\d+\. (.*?)</span>", client.get(f"/regie/{of.code}/folge").text)


def test_order_is_changed_and_restored(device: Device, opened: Workshop) -> None:
    client = device()
    assert show(client, opened) == ["Beitreten", "Leitmotiv", "Spielregeln", "Antworten"]

    def act(what: str) -> str:
        return form(client, opened, "/folge", nummer=str(number(client, opened)), tun=what)

    assert act("runter 1") == "/folge?bei=runter-2"
    assert show(client, opened) == ["Beitreten", "Spielregeln", "Leitmotiv", "Antworten"]
    assert act("weglassen 0") == "/folge?bei=weglassen-0"
    assert act("hoch 2") == "/folge?bei=hoch-1"
    assert show(client, opened) == ["Spielregeln", "Antworten", "Leitmotiv"]
    assert act("aufnehmen 0") == "/folge?bei=weglassen-0"
    assert show(client, opened) == ["Spielregeln", "Antworten", "Leitmotiv", "Beitreten"]
    assert act("hoch 0") == act("hoch x").replace("weglassen", "hoch") == "/folge?bei=hoch-0"
    assert act("vorgabe") == "/folge"
    assert show(client, opened) == ["Beitreten", "Leitmotiv", "Spielregeln", "Antworten"]


def test_order_that_somebody_else_has_changed_meanwhile_stays(device: Device, opened: Workshop) -> None:
    client = device()
    old = number(client, opened)
    move(client, opened, zug="weiter")

    assert form(client, opened, "/folge", nummer=str(old), tun="weglassen 0") == "?hinweis=StageMoved"
    assert len(show(client, opened)) == 4


def key_on(page: str) -> str:
    """The way that a new device goes, as its code says."""
    return re.findall(r">https?://[\w.:]+(/anmelden/[\w-]+)<", page)[0]


@pytest.mark.parametrize(
    ("role", "home"), [("comoderator", "/regie"), ("screen", "/leinwand"), ("scribe", "/protokoll")]
)
def test_code_lets_one_device_in_for_this_workshop(
    store: Store, device: Device, opened: Workshop, role: str, home: str
) -> None:
    page = device("comoderator", opened).post(f"/regie/{opened.code}/geraete", data={"code": role}).text
    new = device(None)

    answer = new.get(key_on(page))

    assert answer.headers["location"] == f"{home}/{opened.code}"
    assert signed_in(store, opened.id)[role] == (2 if role == "comoderator" else 1)  # type: ignore[index]
    may = role_of(store, hashed(new.cookies["selbstcheck"].partition(".")[0]))
    assert may is not None
    assert (may.role, may.workshop_id) == (role, opened.id)
    assert device(None).get(key_on(page)).status_code == 410


def test_code_is_valid_for_two_minutes(store: Store, device: Device, opened: Workshop) -> None:
    page = device().post(f"/regie/{opened.code}/geraete", data={"code": "screen"}).text

    with store.reading() as connection:
        of_key = text("SELECT valid_until FROM keys WHERE key_hash = :hash")
        valid_until = connection.execute(of_key, {"hash": hashed(key_on(page).rpartition("/")[2])}).scalar_one()
    assert 110 < valid_until - time.time() <= 120
    assert "zwei Minuten" in page


def test_only_a_moderator_lets_in_moderators(device: Device, opened: Workshop) -> None:
    own, other = device(), device("comoderator", opened)

    page = own.post(f"/regie/{opened.code}/geraete", data={"code": "moderator"}).text
    assert device(None).get(key_on(page)).headers["location"] == "/"
    assert "moderator" not in re.findall('name="code" value="(.*?)"', other.get(f"/regie/{opened.code}/geraete").text)
    assert form(other, opened, "/geraete", code="moderator") == "/geraete"


def test_devices_are_signed_out_by_role(store: Store, device: Device, opened: Workshop) -> None:
    own, other, screen = device(), device("comoderator", opened), device("screen", opened)
    assert "<td>1</td>" in own.get(f"/regie/{opened.code}/geraete").text

    form(other, opened, "/geraete", abmelden="comoderator")
    assert other.get(f"/regie/{opened.code}").status_code == 200  # a Co-Moderation signs out no other
    form(other, opened, "/geraete", abmelden="screen")
    assert screen.get(f"/leinwand/{opened.code}/stand").status_code == 403

    form(own, opened, "/geraete", abmelden="comoderator")
    assert other.get(f"/regie/{opened.code}").status_code == 403
    assert signed_in(store, opened.id) == {}


def test_page_speaks_english(device: Device, opened: Workshop) -> None:
    client = device()
    client.post("/sprache/en")
    page = client.get(f"/regie/{opened.code}").text

    assert '<html lang="en"' in page
    assert button(page, "next").startswith("Next")


def test_opening_twice_says_that_it_was_closed(store: Store, device: Device, closed: Workshop) -> None:
    assert form(device(), closed, "/oeffnen") == "?hinweis=geschlossen"
    again = new_workshop(store, is_open=False)
    open_workshop(store, again.id)
    assert form(device(), again, "/oeffnen") == "?hinweis=angekommen"


def test_plan_stands_above_all_slides_and_leads_to_its_statements(
    store: Store, device: Device, closed: Workshop
) -> None:
    client = device()
    assert "<h2>Gesprächsplan</h2>" not in client.get(f"/regie/{closed.code}/folien").text
    move(client, closed, zug="zu", kind="folie", slide=RADAR, step=1)

    page = client.get(f"/regie/{closed.code}/folien").text

    plan = re.search(r"<ol class=\"slides\">(.*?)</ol>", page, re.DOTALL)
    assert plan is not None
    names = re.findall(r"<b>(.*?) · \d+ Min\.</b><small>", plan[1])
    now = evening(store, closed.id)
    assert now is not None and now.results is not None
    assert names[1] == KITA and len(names) == len(now.results.plan)
    wish = unescape(re.findall(r"name=\"zug\" value='(.*?)'", plan[1])[1])
    assert form(client, closed, zug=wish, nummer=str(number(client, closed))) == "?hinweis=angekommen"
    assert stage(store, closed.id).place == Place("folie", KITA_ADDRESS)


def test_statement_on_the_stage_leads_to_its_practice_cards(device: Device, store: Store) -> None:
    closed = demo_workshop(store, shown=("overview",))
    regie, other = device(), device("comoderator", closed)
    label = f"Beispiele aus anderen Kommunen ({len(library_in(ROOT / 'library').library.fitting('3.01'))})"
    before = regie.get(f"/regie/{closed.code}").text
    assert move(regie, closed, zug="zu", kind="folie", slide="aussage?sicht=verteilung&teil=3.01") == 200
    page = regie.get(f"/regie/{closed.code}").text

    assert "/wissen?" not in before
    assert f'href="/wissen?aussage=3.01" target="_blank" rel="noopener">{label}' in page
    assert "/wissen?" not in other.get(f"/regie/{closed.code}").text
