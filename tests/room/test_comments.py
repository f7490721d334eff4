"""Comments in the Regie: read there and nowhere else until they are released, without telling whose they are."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape

import httpx
import pytest
from openpyxl import load_workbook

from analysis.results import Group
from analysis.stage import Place
from content.talk import STEPS
from content.views import View
from data.evening import evening
from data.store.access import Role
from data.store.comments import comments, hide_comment, release_comment, released, save_comment, shorten_comment
from data.store.engine import Store
from data.store.sheets import join
from data.store.stages import move, stands
from data.store.workshops import Workshop, close_workshop, questionnaire, reopen_workshop
from phone.routes import routes as of_phones
from reports.workbook import workbook as write_workbook
from room.routes import routes as of_room
from tests.e2e.stages import new_workshop
from tests.reports.dossiers import dossier_of
from tests.room.conftest import Device
from tests.room.test_reveal import ROUTES
from tests.running import RunningServer
from texts.words import words
from web.identity import hashed

Devices = Callable[[Role | None, Workshop], Device]
EVIL = "<script>alert(1)</script> \"' &amp; {n} %s 😀 مرحبا KANARIENVOGEL-1"
CANARY = "KANARIENVOGEL"
INBOX = "/regie/{code}/kommentare"


@pytest.fixture
def opened(store: Store) -> Workshop:
    return new_workshop(store, is_open=True)


def fields(store: Store, of: Workshop) -> list[str]:
    return [field.id for field in questionnaire(store, of).only(of.room).fields]


def write(store: Store, of: Workshop, text: str, *, number: int = 0, about: int = 0, perspective: str = "") -> str:
    """Let somebody write; gives the token."""
    token = hashed(f"{of.id} {number}")
    asked = questionnaire(store, of)
    named = perspective or next(iter(asked.perspectives))
    join(store, of.id, perspective=named, source="phone", token_hash=token).exception()
    save_comment(store, token, of.code, fields(store, of)[about], text).result()
    return token


def judge(device: Device, comment: str, do: str, **more: str) -> httpx.Response:
    form = {"kommentar": comment, "tun": do, **more}
    return device.client.post(INBOX.format(code=device.code), data=form, follow_redirects=True)


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def only(store: Store, of: Workshop) -> str:
    (one,) = comments(store, of.id)
    return one.id


# ---- the inbox ----


@pytest.mark.parametrize("role", ["moderator", "comoderator"])
def test_who_steers_reads_and_releases(role: Role, devices: Devices, store: Store, opened: Workshop) -> None:
    regie = devices(role, opened)
    write(store, opened, EVIL)

    page = regie.get(INBOX).text
    assert EVIL in unescape(page)
    assert "<script>alert" not in page
    done = judge(regie, only(store, opened), "freigeben", bericht="1")
    assert "Freigegeben." in done.text
    (one,) = released(store, opened.id, fields(store, opened)[0])
    assert (one.text, one.in_report) == (EVIL, True)


@pytest.mark.parametrize("role", [None, "screen"])
def test_who_does_not_steer_reads_and_judges_nothing(
    role: Role | None, devices: Devices, store: Store, opened: Workshop
) -> None:
    device = devices(role, opened)
    write(store, opened, EVIL)

    assert device.get(INBOX).status_code == 403
    assert judge(device, only(store, opened), "freigeben").status_code == 403
    assert comments(store, opened.id)[0].state == "new"


def test_comoderator_of_another_workshop_reads_and_judges_nothing(
    devices: Devices, store: Store, opened: Workshop
) -> None:
    other = devices("comoderator", new_workshop(store, is_open=True))
    write(store, opened, EVIL)

    assert Device(other.client, opened.code).get(INBOX).status_code == 403
    judge(other, only(store, opened), "freigeben")
    assert comments(store, opened.id)[0].state == "new"


def test_new_ones_come_first_each_part_in_the_order_of_the_questionnaire(
    devices: Devices, store: Store, opened: Workshop
) -> None:
    regie = devices("moderator", opened)
    for number, (text, about) in enumerate([("gezeigt", 0), ("neu C", 2), ("neu B", 0), ("neu A", 0), ("weg", 1)]):
        write(store, opened, text, number=number, about=about)
    for one in comments(store, opened.id):
        if one.text == "gezeigt":
            release_comment(store, opened.id, one.id, in_report=False)
        if one.text == "weg":
            hide_comment(store, opened.id, one.id)

    page = regie.get(INBOX).text
    assert re.findall(r"<blockquote[^>]*>(.*?)</blockquote>", page) == ["neu A", "neu B", "neu C", "gezeigt", "weg"]
    asked = questionnaire(store, opened)
    heads = [unescape(head) for head in re.findall(r"<h[23][^>]*>(.*?)</h[23]>", page)]
    first, second, third = (field.title["de"] for field in asked.fields[:3])
    assert heads == ["Neu", first, third, "Freigegeben", first, "Verborgen", second]


def test_nothing_tells_whose_it_is(devices: Devices, store: Store, opened: Workshop) -> None:
    asked = questionnaire(store, opened)
    regie = devices("moderator", opened)
    for number, perspective in enumerate(asked.perspectives):
        write(store, opened, f"Satz {number}", number=number, perspective=perspective)

    page = plain(regie.get(INBOX).text)
    titles = [
        text["de"] for sector in asked.sectors for text in (sector.title, *(p.title for p in sector.perspectives))
    ]
    told = page.split("bevor Sie ihn freigeben")[1]
    assert [title for title in titles if title in told] == []
    token = hashed(f"{opened.id} 0")
    assert token not in regie.get(INBOX).text


def test_regie_counts_what_nobody_has_read(devices: Devices, store: Store, opened: Workshop) -> None:
    regie = devices("moderator", opened)
    before = plain(regie.get("/regie/{code}").text)
    write(store, opened, "eins")
    write(store, opened, "zwei", number=1)
    after = plain(regie.get("/regie/{code}").text)

    assert (" Kommentare " in before, "neu)" in before, "Kommentare (2 neu)" in after) == (True, False, True)
    assert "eins" not in regie.get("/regie/{code}").text


def test_shortened_comment_says_so_and_keeps_what_was_written(devices: Devices, store: Store, opened: Workshop) -> None:
    regie = devices("moderator", opened)
    write(store, opened, "Kurz. Und noch viel mehr.")
    page = judge(regie, only(store, opened), "kuerzen", text="Kurz.").text

    assert "<blockquote" in page and ">Kurz.</blockquote>" in page
    assert "Kurz. Und noch viel mehr." in page
    assert "Gekürzt." in page


@pytest.mark.parametrize(
    ("text", "said"), [("", "„Verbergen“"), ("x" * 281, "höchstens 280"), ("\x07", "Steuerzeichen")]
)
def test_refused_shortening_keeps_what_was_typed(
    devices: Devices, store: Store, opened: Workshop, text: str, said: str
) -> None:
    regie = devices("moderator", opened)
    write(store, opened, "Kurz.")
    refused = judge(regie, only(store, opened), "kuerzen", text=text)

    assert (refused.status_code, said in refused.text) == (422, True)
    assert f"{text}</textarea>" in unescape(refused.text)
    assert comments(store, opened.id)[0].text == "Kurz."


def test_withdrawn_comment_gives_a_sentence(devices: Devices, store: Store, opened: Workshop) -> None:
    regie = devices("moderator", opened)
    token = write(store, opened, "Kurz.")
    read = only(store, opened)
    save_comment(store, token, opened.code, fields(store, opened)[0], "Anders.").result()

    for do in ("freigeben", "verbergen", "kuerzen"):
        done = judge(regie, read, do, text="Kurz.")
        assert (done.status_code, "inzwischen zurückgezogen oder geändert" in done.text) == (200, True)
    assert [(one.text, one.state) for one in comments(store, opened.id)] == [("Anders.", "new")]


def test_later_of_two_moderators_wins(devices: Devices, store: Store, opened: Workshop) -> None:
    first, second = devices("moderator", opened), devices("comoderator", opened)
    write(store, opened, "Kurz.")
    one = only(store, opened)
    judge(first, one, "freigeben", bericht="1")
    judge(second, one, "verbergen")
    hidden = comments(store, opened.id)[0]
    judge(first, one, "freigeben")

    assert (hidden.state, hidden.in_report) == ("hidden", False)
    assert comments(store, opened.id)[0].state == "released"


@pytest.mark.parametrize("form", [{}, {"tun": "freigeben"}, {"kommentar": "x"}, {"kommentar": "x", "tun": "nichts"}])
def test_nonsense_changes_nothing(devices: Devices, store: Store, opened: Workshop, form: dict[str, str]) -> None:
    regie = devices("moderator", opened)
    write(store, opened, "Kurz.")
    reply = regie.client.post(INBOX.format(code=opened.code), data=form, follow_redirects=True)

    assert reply.status_code == 200
    assert comments(store, opened.id)[0].state == "new"


def test_room_is_told_at_once(devices: Devices, store: Store, opened: Workshop) -> None:
    regie, screen = devices("moderator", opened), devices("screen", opened)
    write(store, opened, "Kurz.")
    before = screen.get("/leinwand/{code}/stand").json()["stand"]
    judge(regie, only(store, opened), "freigeben")

    assert screen.get("/leinwand/{code}/stand").json()["stand"] == stands(store, [opened.id])[opened.id] != before


# ---- nowhere else ----


MORE_ROUTES = (
    "/t/{code}/danke",
    "/t/{code}/kommentare",
    "/t/{code}/druck",
    "/t/{code}/loeschen",
    "/t/{code}/perspektive",
    "/t/{code}/weitergeben",
    "/regie/{code}/folge",
    "/regie/{code}/geraete",
    "/regie/{code}/gruppen",
    "/regie/{code}/wieder-oeffnen",
    "/regie/{code}/protokoll",
    "/regie/{code}/massnahmen",
    "/regie/{code}/punkte",
    "/regie/{code}/abschluss",
    "/regie/{code}/termine.ics",
    "/t/{code}/termin.ics",
    "/protokoll/{code}",
    "/regie/{code}/tische",
    "/regie/{code}/tische/druck",
    "/protokoll/{code}/massnahmen",
    "/gespraechsplan",
    "/massnahmen",
    "/datenschutz",
    "/hilfe",
    "/teilnahme",
    "/cockpit",
    "/health",
)
"""Beside those of the reveal; ``test_every_route_is_walked`` knows of all that we have."""

OURS = ("/t/{code}", "/api/t", "/leinwand", "/regie", "/protokoll", "/tisch")
STREAMS = {"/leinwand/{code}/ereignisse"}
"""Never ends; tests/room/test_streams.py reads what it says: the stand."""


def our_routes() -> set[str]:
    """Addresses of phones and room that can be opened."""
    paths = (route.path for route in (*of_phones(), *of_room()))
    return {path for path in paths if path.startswith(OURS) and "{name}" not in path}


def test_every_route_is_walked() -> None:
    walked = {route.split("?")[0] for route in (*ROUTES, *MORE_ROUTES)}

    only_posted = {
        "/t/{code}/",
        "/t/{code}/fertig",
        "/t/{code}/abstimmen",
        "/t/{code}/rueckmeldung",
        "/regie/{code}/abstimmung",
        "/regie/{code}/oeffnen",
        "/regie/{code}/zug",
        "/api/t/{code}/answers",
        "/api/t/{code}/comments",
    }
    assert our_routes() - walked - only_posted - STREAMS == {INBOX}


@pytest.fixture
def readers(devices: Devices, server: RunningServer, workshop: Workshop) -> Iterator[dict[str, Device]]:
    with httpx.Client(base_url=server.base, timeout=20, follow_redirects=True) as client:
        yield {
            "moderator": devices("moderator", workshop),
            "comoderator": devices("comoderator", workshop),
            "scribe": devices("scribe", workshop),
            "table": devices("table", workshop),
            "screen": devices("screen", workshop),
            "participant": Device(client, workshop.code),
            "nobody": devices(None, workshop),
        }


@pytest.mark.parametrize("state", ["open", "closed", "revealed"])
def test_unreleased_text_is_on_no_route_but_the_inbox(
    state: str, readers: dict[str, Device], store: Store, server: RunningServer, workshop: Workshop
) -> None:
    groups = open_with_comments(store, workshop)
    readers["participant"].client.post(f"/t/{workshop.code}", data={"perspective": "fachverwaltung"})
    if state != "open":
        close_workshop(store, workshop.id, lambda people: groups)
    if state == "revealed":
        now = evening(store, workshop.id)
        assert now is not None
        slide = View("aussage", "verteilung", part=workshop.room[0]).address
        place = Place("folie", slide, STEPS.index("kommentare"))
        move(store, workshop.id, replace(now.stage, place=place), reveals="differences")

    for role, device in readers.items():
        for route in (*ROUTES, *MORE_ROUTES):
            answer = device.get(route)
            assert CANARY not in unescape(answer.text), (role, route)
    assert CANARY in readers["moderator"].get(INBOX).text
    assert CANARY not in server.output


def test_workbook_has_no_comment(store: Store, workshop: Workshop) -> None:
    groups = open_with_comments(store, workshop)
    close_workshop(store, workshop.id, lambda people: groups)
    now = evening(store, workshop.id)
    assert now is not None and now.results is not None
    book = load_workbook(io.BytesIO(write_workbook(dossier_of(now.results, now.questionnaire), words("de"))))

    cells = {str(cell.value) for worksheet in book for row in worksheet.iter_rows() for cell in row}
    assert len(cells) > 100
    assert [cell for cell in cells if CANARY in cell] == []


def open_with_comments(store: Store, of: Workshop) -> tuple[Group, ...]:
    """The filled example, open again, with what nobody may see: new, hidden, changed after it was released, withdrawn,
    and what was left out of a shortened comment."""
    now = evening(store, of.id)
    assert now is not None and now.results is not None
    groups, field = now.results.groups, fields(store, of)[0]
    reopen_workshop(store, of.id)
    for number in range(5):
        write(store, of, f"{EVIL} {number}", number=number)
    by_number = {one.text[-1]: one for one in comments(store, of.id)}
    hide_comment(store, of.id, by_number["1"].id)
    for number in "234":
        release_comment(store, of.id, by_number[number].id, in_report=True)
    save_comment(store, hashed(f"{of.id} 2"), of.code, field, f"{EVIL} anders").result()
    save_comment(store, hashed(f"{of.id} 3"), of.code, field, "").result()
    shorten_comment(store, of.id, by_number["4"].id, "Gekürzt ist harmlos.")
    assert sorted(one.state for one in comments(store, of.id)) == ["hidden", "new", "new", "released"]
    return groups


def test_released_comments_are_on_leinwand_and_phones_at_their_step(
    devices: Devices, store: Store, server: RunningServer, workshop: Workshop
) -> None:
    groups = open_with_comments(store, workshop)
    close_workshop(store, workshop.id, lambda people: groups)
    now = evening(store, workshop.id)
    assert now is not None
    place = Place("folie", View("aussage", part=workshop.room[0]).address, STEPS.index("kommentare"))
    move(store, workshop.id, replace(now.stage, place=place), reveals="differences")
    screen, moderator = devices("screen", workshop), devices("moderator", workshop)
    told = '<i>Kita</i> & "Schule" {n} %s'
    shown_one = next(one for one in comments(store, workshop.id) if one.state == "released")
    shorten_comment(store, workshop.id, shown_one.id, told)

    shown = unescape(re.sub(r"<[^>]+>", " ", screen.get("/leinwand/{code}/bild").json()["html"]))
    with httpx.Client(base_url=server.base, timeout=20) as client:
        read_out = plain(Device(client, workshop.code).get("/t/{code}/mitschauen").text)
    assert told in shown and "gekürzt" in shown and CANARY not in shown
    assert told in read_out and "Ein Kommentar aus dem Raum" in read_out and CANARY not in read_out
    assert "Ein Kommentar aus dem Raum" in plain(moderator.get("/regie/{code}").text)


def test_text_that_was_shortened_is_released_as_it_stands_in_the_field(
    devices: Devices, store: Store, opened: Workshop
) -> None:
    write(store, opened, "Amt gut, Nachbar schlecht")
    comment = only(store, opened)

    judge(devices("moderator", opened), comment, "freigeben", text=" Amt gut ", war="Amt gut, Nachbar schlecht")

    assert [one.text for one in released(store, opened.id, fields(store, opened)[0])] == ["Amt gut"]
