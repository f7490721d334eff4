"""What people write beside their answers, by plain forms: kept, warned of, refused, changed, withdrawn."""

import re
from collections.abc import Callable, Iterator
from html import unescape

import httpx
import pytest

from analysis.commenting import LONGEST
from content.views import View
from data.questionnaire_file import load_questionnaire
from data.store.comments import comments, hide_comment, release_comment, released
from data.store.engine import Store
from data.store.workshops import Workshop, close_workshop, finish_workshop, open_workshop

from .conftest import QUESTIONNAIRE, ROOM, Phone, new_workshop
from .test_now import STATEMENT, Show
from .test_now import show as show

Phones = Callable[..., Phone]
ASKED = load_questionnaire(QUESTIONNAIRE).only(ROOM)
FIELD = ASKED.fields[0].id
TEXT = "Das Amt ist gut erreichbar."
EVIL = '<script>alert(1)</script> "\' &amp; {n} %s 😀 مرحبا name="a.1.01" value="B"'
HINT = "Bitte keine Namen, auch keine Hinweise auf einzelne Personen."


def stored(store: Store, workshop: Workshop) -> list[tuple[str, str, str]]:
    return [(one.about, one.text, one.state) for one in comments(store, workshop.id)]


def step(phone: Phone, text: str, press: str = "kommentar", about: str = FIELD, **more: str) -> httpx.Response:
    """Send the first step as a browser without JavaScript does."""
    value = about if press == "kommentar" else "2"
    return phone.post("/fragen", **{"schritt": "1", "war": "---", f"k.{about}": text, press: value, **more})


def put(phone: Phone, text: object, about: object = FIELD, **more: object) -> httpx.Response:
    return phone.client.put(f"/api/t/{phone.code}/comments", json={"about": about, "text": text, **more})


def typed(page: str, about: str = FIELD) -> str:
    """What stands in the line."""
    found = re.search(rf'<textarea[^>]*name="k\.{re.escape(about)}">([^<]*)</textarea>', page)
    assert found is not None
    return unescape(found[1])


@pytest.fixture
def joined(phone: Phone) -> Phone:
    phone.join()
    return phone


# ---- while answering ----


def test_short_form_has_one_line_a_field_folded_away(joined: Phone) -> None:
    page = joined.get("/fragen?schritt=1").text

    lines = re.findall(r'<details class="say" data-about="([^"]+)">', page)
    assert lines == [field.id for field in ASKED.fields]
    assert page.count(HINT) == len(lines)
    assert typed(page) == ""


def test_long_form_has_a_line_for_each_statement_of_the_step_in_view(phones: Phones, store: Store) -> None:
    asked = load_questionnaire(QUESTIONNAIRE)
    workshop = new_workshop(store, room=tuple(asked.statements))
    open_workshop(store, workshop.id)
    phone = phones(workshop)
    phone.join()

    page = phone.get("/fragen?schritt=2").text

    lines = re.findall(r'<details class="say" data-about="([^"]+)">', page)
    assert lines == re.findall(r'data-id="([^"]+)"', page.split('data-step="2"')[1].split("</section>")[0])
    assert len(lines) > 1
    assert step(phone, TEXT, about="1.02").headers["location"].endswith("/fragen?schritt=1#k1.02")
    assert stored(store, workshop) == [("1.02", TEXT, "new")]
    assert typed(phone.get("/fragen?schritt=1").text, "1.02") == TEXT


@pytest.mark.parametrize("press", ["kommentar", "weiter", "ziel"])
def test_sentence_is_stored_with_the_step(joined: Phone, store: Store, workshop: Workshop, press: str) -> None:
    answer = step(joined, f" {TEXT[:7]}\r\n{TEXT[7:]} ", press, **{"a." + ROOM[0]: "B"})

    assert answer.status_code == 303
    assert stored(store, workshop) == [(FIELD, TEXT, "new")]
    page = joined.get("/fragen?schritt=1").text
    assert typed(page) == TEXT
    assert f'data-about="{FIELD}" open' in page
    assert "Gespeichert." in page
    assert f'name="a.{ROOM[0]}" value="B" checked' in page


def test_whatever_is_typed_comes_back_as_typed_and_ticks_nothing(
    joined: Phone, store: Store, workshop: Workshop
) -> None:
    step(joined, EVIL)
    page = joined.get("/fragen?schritt=1").text

    assert typed(page) == EVIL
    assert stored(store, workshop) == [(FIELD, EVIL, "new")]
    assert "<script>alert" not in page
    assert "checked" not in page


def test_contact_is_warned_of_before_it_is_sent(joined: Phone, store: Store, workshop: Workshop) -> None:
    said = "Rufen Sie Anna an: 0711 1234567"
    warned = step(joined, said, "weiter")

    assert (warned.status_code, stored(store, workshop)) == (422, [])
    assert "0711 1234567? Bitte nehmen Sie sie heraus." in warned.text
    assert typed(warned.text) == said
    assert "Trotzdem senden" in warned.text
    way_back = re.search(r'name="von" value="([^"]*)"', warned.text)
    assert way_back is not None
    form = {f"k.{FIELD}": said, "von": unescape(way_back[1])}
    assert joined.post("/kommentare", **form).status_code == 422
    insisted = joined.post("/kommentare", **form, trotzdem="1")
    assert insisted.headers["location"].endswith("/fragen?schritt=1")
    assert stored(store, workshop) == [(FIELD, said, "new")]


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ä" * (LONGEST + 1), f"Das sind {LONGEST + 1} Zeichen. Höchstens {LONGEST} passen hinein."),
        ("Ein\x07Ton", "Steuerzeichen"),
    ],
)
def test_what_cannot_be_taken_stays_in_its_line(
    joined: Phone, store: Store, workshop: Workshop, said: str, sentence: str
) -> None:
    refused = step(joined, said)

    assert (refused.status_code, stored(store, workshop)) == (422, [])
    assert sentence in refused.text
    assert "Trotzdem senden" not in refused.text
    assert typed(refused.text) == said
    assert joined.post("/kommentare", **{f"k.{FIELD}": said}, trotzdem="1").status_code == 422


def test_answers_are_saved_even_where_the_sentence_is_refused(joined: Phone) -> None:
    step(joined, "x" * 300, "weiter", **{"a." + ROOM[0]: "C"})

    assert f'name="a.{ROOM[0]}" value="C" checked' in joined.get("/fragen?schritt=1").text


def test_as_many_characters_as_are_promised_fit_whatever_they_are(
    joined: Phone, store: Store, workshop: Workshop
) -> None:
    said = "😀" * LONGEST

    assert step(joined, said).status_code == 303
    assert stored(store, workshop) == [(FIELD, said, "new")]


def test_emptied_line_withdraws_and_one_left_alone_changes_nothing(
    joined: Phone, store: Store, workshop: Workshop
) -> None:
    step(joined, TEXT)
    (one,) = comments(store, workshop.id)
    release_comment(store, workshop.id, one.id, in_report=True)
    step(joined, TEXT, "weiter")
    before = released(store, workshop.id, FIELD)
    step(joined, " ", "weiter")

    assert [found.text for found in before] == [TEXT]
    assert stored(store, workshop) == []


def test_changed_sentence_is_new_again(joined: Phone, store: Store, workshop: Workshop) -> None:
    step(joined, TEXT)
    (one,) = comments(store, workshop.id)
    hide_comment(store, workshop.id, one.id)
    step(joined, "Anders.")

    assert stored(store, workshop) == [(FIELD, "Anders.", "new")]


def test_own_answers_go_with_what_was_written(joined: Phone, store: Store, workshop: Workshop) -> None:
    step(joined, TEXT)

    assert "Auch Ihre Kommentare werden gelöscht." in joined.get("/loeschen").text
    joined.post("/loeschen")
    assert stored(store, workshop) == []


def test_next_person_finds_nothing_on_the_device(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join(tablet="1")
    step(phone, TEXT)
    phone.post("/weitergeben")
    phone.join(tablet="1")

    assert TEXT not in phone.get("/fragen?schritt=1").text + phone.get("/kommentare").text
    assert stored(store, workshop) == [(FIELD, TEXT, "new")]


def test_nobody_writes_without_a_sheet(phone: Phone, store: Store, workshop: Workshop) -> None:
    assert step(phone, TEXT).headers["location"].endswith("?hinweis=neu")
    assert phone.post("/kommentare", **{f"k.{FIELD}": TEXT}).headers["location"].endswith("?hinweis=neu")
    assert put(phone, TEXT).status_code == 401
    assert phone.get("/kommentare").status_code == 303
    assert stored(store, workshop) == []


def test_what_is_not_asked_cannot_be_commented(joined: Phone, store: Store, workshop: Workshop) -> None:
    for said in (TEXT, "x" * 300):
        assert joined.post("/kommentare", **{"k.nirgends": said}).status_code == 422
    assert put(joined, TEXT, "nirgends").status_code == 422
    assert stored(store, workshop) == []


@pytest.mark.parametrize("way_back", ["", "//example.org", "https://example.org", "fragen?schritt=1&x=2", "../../"])
def test_way_back_leads_nowhere_else(joined: Phone, way_back: str) -> None:
    answer = joined.post("/kommentare", **{f"k.{FIELD}": TEXT, "von": way_back})

    assert answer.headers["location"] == f"/t/{joined.code}/kommentare"


# ---- with a script ----


def test_script_is_told_what_became_of_it(joined: Phone, store: Store, workshop: Workshop) -> None:
    kept, warned = put(joined, TEXT), put(joined, "a@b.de")
    insisted, gone = put(joined, "a@b.de", insist=True), put(joined, "  ")

    assert (kept.status_code, kept.json()) == (200, {"said": "Gespeichert. Sie können den Text ändern oder leeren."})
    assert (warned.status_code, sorted(warned.json())) == (422, ["error", "insist"])
    assert (insisted.status_code, gone.json()) == (200, {"said": "Der Text ist gelöscht."})
    assert stored(store, workshop) == []


@pytest.mark.parametrize("sent", [b"", b"[]", b'{"about": 1, "text": "x"}', b'{"about": "x"}', b"\xff"])
def test_nonsense_is_refused(joined: Phone, sent: bytes) -> None:
    answer = joined.client.put(f"/api/t/{joined.code}/comments", content=sent)

    assert (answer.status_code, list(answer.json())) == (400, ["error"])


def test_half_a_character_and_too_much_are_refused(joined: Phone) -> None:
    half = joined.client.put(f"/api/t/{joined.code}/comments", content=b'{"about": "x", "text": "\\ud800"}')

    assert half.status_code == 422
    assert put(joined, "x" * 70_000).status_code == 413


# ---- in the talk ----


@pytest.fixture
def writer(show: Show) -> Iterator[Phone]:
    show.to(View("aussage", "verteilung", part=ROOM[0]))
    yield show.phone


def test_statement_on_the_wall_has_a_line_below_it(show: Show, writer: Phone) -> None:
    page = writer.get("/jetzt").text
    assert STATEMENT in unescape(page)
    assert f'<div id="say" data-about="{FIELD}">' in page
    answer = writer.post("/kommentare", **{f"k.{FIELD}": TEXT, "von": "jetzt"})

    assert answer.headers["location"] == f"/t/{writer.code}/jetzt"
    assert stored(show.store, show.workshop) == [(FIELD, TEXT, "new")]
    assert typed(writer.get("/jetzt").text) == TEXT


def test_other_slides_and_other_people_have_no_line(show: Show, writer: Phone, phones: Phones) -> None:
    stranger = phones(show.workshop)
    assert 'id="say"' not in stranger.get("/jetzt").text
    assert 'id="say"' not in writer.get("/mitschauen").text
    show.to(View("ueberblick"))
    page = writer.get("/jetzt").text

    assert ("<textarea" in page, 'href="/t/' + writer.code + '/kommentare"' in page) == (False, True)


def test_black_wall_asks_for_nothing(show: Show, writer: Phone) -> None:
    show.put(zug="schwarz", an=True)

    assert "<textarea" not in writer.get("/jetzt").text


def test_withdrawing_works_whatever_stands_on_the_wall_until_the_end(show: Show, writer: Phone) -> None:
    put(writer, TEXT)
    (one,) = comments(show.store, show.workshop.id)
    release_comment(show.store, show.workshop.id, one.id, in_report=True)
    show.put(zug="zu", kind="pause")
    page = writer.get("/kommentare").text

    assert (typed(page), ASKED.fields[0].title["de"].replace("&", "&amp;") in page) == (TEXT, True)
    writer.post("/kommentare", **{f"k.{FIELD}": ""})
    assert released(show.store, show.workshop.id, FIELD) == ()
    assert "Sie haben nichts geschrieben." in writer.get("/kommentare").text


def test_closed_survey_leads_to_what_was_written(joined: Phone, store: Store, workshop: Workshop) -> None:
    step(joined, TEXT)
    close_workshop(store, workshop.id, lambda people: ())
    assert put(joined, "").status_code == 200
    finish_workshop(store, workshop.id, workshop.held_on)

    assert put(joined, TEXT).status_code == 401


def test_pages_in_the_talk_stay_small(show: Show, writer: Phone) -> None:
    put(writer, "😀" * LONGEST)
    for place in ("/jetzt", "/kommentare"):
        address = f"/t/{writer.code}{place}"
        with writer.client.stream("GET", address, headers={"Accept-Encoding": "gzip"}) as answer:
            assert sum(len(part) for part in answer.iter_raw()) <= 14_000
