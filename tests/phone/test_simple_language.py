"""Einfache Sprache: short sentences everywhere a participant reads, from the code to the end and back."""

import json
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import httpx
import pytest
import yaml
from axe_playwright_python.sync_playwright import Axe
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, BrowserContext, expect

from analysis.action_plan import Draft
from analysis.farewell import NextDate
from analysis.grouping import form_groups
from analysis.questionnaire import ScaleStep
from content.deck import views
from content.moves import moved
from content.talk import STEPS
from content.views import View
from data.evening import evening
from data.questionnaire_file import load_questionnaire
from data.store.agreements import agree
from data.store.engine import Store
from data.store.entering import EnteredSheet
from data.store.farewell import begin_exit_questions, decide_next_date
from data.store.measures import add_measure
from data.store.sheets import add_sheets
from data.store.stages import move
from data.store.workshops import Workshop, close_workshop, finish_workshop, open_workshop
from data.store.workshops import questionnaire as asked_in
from phone.rooms import FRESH_SECONDS
from phone.screens import minutes_for
from tests.running import ROOT, RunningServer
from tests.test_questionnaire import SUBORDINATE
from tests.test_translations import _gaps_agree, _in_python, _in_template, messages_in_code
from texts.prose import standard_prose
from texts.words import LOCALES
from web.light import SPOKEN

from .conftest import QUESTIONNAIRE, ROOM, Phone, close, new_workshop

SIMPLE = "de-x-einfach"
MOST_WORDS = 14
IN_WEB = (
    "web/legal.py",
    "web/light.py",
    "web/shell.py",
    "web/templates/base.html",
    "web/templates/languages.html",
    "web/templates/legal.html",
    "web/templates/message.html",
)
SAID = {
    "1.01": "Unsere Kommune sagt Ja zu Vielfalt.",
    "3.01": "Familien jeder Herkunft haben hier gleiche Chancen auf einen Kita-Platz.",
    "7.06": "Bei Streit helfen bei uns geschulte Personen.",
}
ANSWERS = ("Das stimmt", "Das stimmt eher", "Das stimmt eher nicht", "Das stimmt nicht", "Das weiß ich nicht")

Phones = Callable[..., Phone]


def catalogue() -> Catalog:
    with (LOCALES / SIMPLE / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="de", abort_invalid=True)


def messages_for_participants() -> set[tuple[str, ...]]:
    """What the light pages and the sheets on paper say to participants."""
    paths = [*(ROOT / "phone").glob("*.py"), *(ROOT / "phone/templates").iterdir(), *(ROOT / name for name in IN_WEB)]
    found = {m for path in paths for m in (_in_python if path.suffix == ".py" else _in_template)(path)}
    return found | {("Diese Seite gibt es nicht.",)}


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def sentences(text: str) -> list[str]:
    """A colon parts sentences, too; bullets and headings end with their line."""
    return [part for part in re.split(r"(?<=[.!?:])\s|\n+(?:- |# )?", text.replace("- ", "", 1)) if part.strip()]


# ---- the words ----


def test_every_sentence_for_participants_has_a_simple_form() -> None:
    simple = {forms(m.id) for m in catalogue() if m.id and m.string and all(forms(m.string))}

    assert ("Los geht’s",) in messages_for_participants()
    assert sorted(messages_for_participants() - simple) == []


def test_no_simple_form_is_left_over() -> None:
    assert sorted({forms(m.id) for m in catalogue() if m.id} - messages_in_code()) == []


def test_simple_form_has_the_gaps_of_its_sentence() -> None:
    assert [m.id for m in catalogue() if m.id and not _gaps_agree(forms(m.id), forms(m.string))] == []


def simple_texts() -> list[str]:
    in_catalogue = [form for m in catalogue() if m.id for form in forms(m.string)]
    return in_catalogue + [standard_prose(place, SIMPLE) for place in ("datenschutz", "impressum", "barrierefreiheit")]


def test_sentences_are_short_with_one_subordinate_clause_at_most() -> None:
    said = [sentence for text in simple_texts() for sentence in sentences(text)]

    assert len(said) > 100
    assert [one for one in said if len(one.split()) > MOST_WORDS] == []
    assert [one for one in said if len(SUBORDINATE.findall(one)) > 1] == []


def test_nothing_promises_anonymity() -> None:
    assert [text for text in simple_texts() if "anonym" in text.lower()] == []


def test_privacy_promise_keeps_every_point() -> None:
    (promise,) = (m.string for m in catalogue() if m.id and forms(m.id)[0].startswith("Sie machen freiwillig mit. Wir"))

    assert promise == (
        "Sie machen freiwillig mit. Wir speichern Ihre Antworten und Ihre Gruppe. Wir speichern keinen Namen, "
        "keine E-Mail und keine IP-Adresse. Keine Seite und keine Ergebnis-Datei zeigt einzelne Fragebögen. "
        "Das gilt auch für die Moderation. Die Moderation leitet das Treffen. "
        "Gruppen unter {threshold} Personen zeigen wir nicht einzeln."
    )


def test_privacy_text_is_short_and_quotes_what_stands_on_the_screen() -> None:
    text = standard_prose("datenschutz", SIMPLE)
    headings = re.findall("^# (.+)$", text, re.MULTILINE)
    said = re.findall(r"[^.!?\n]+[.!?]", re.sub("^# .+$", "", text, flags=re.MULTILINE))

    assert len(headings) == 6
    assert 12 <= len(said) <= 35
    assert "Am Ende stellen wir noch drei Fragen." in text
    assert "Ein Name steht nur neben einer Maßnahme." in text
    on_the_screen = {form for m in catalogue() if m.id for form in forms(m.string)}
    assert set(re.findall("„(.+?)“", text)) <= on_the_screen


def test_what_stands_around_the_statements_is_there_too() -> None:
    """The statements themselves: ``tests/test_questionnaire.py``."""
    asked = load_questionnaire(QUESTIONNAIRE)
    around = (*asked.scale, *asked.sectors, *asked.perspectives.values(), *asked.fields)
    names = [one.label if isinstance(one, ScaleStep) else one.title for one in around]

    assert [name["de"] for name in names if SIMPLE not in name] == []
    assert len({step.label[SIMPLE] for step in asked.scale}) == 5
    assert asked.scale[-1].label[SIMPLE] == "Das weiß ich nicht"


def test_a_role_is_asked_for_and_no_origin() -> None:
    """In words that name a group, too: they stand in lists of who was there."""
    (question,) = (m.string for m in catalogue() if m.id == "Für welche Perspektive sind Sie heute hier?")
    communities = load_questionnaire(QUESTIONNAIRE).perspectives["communities"]

    assert question == "In welcher Gruppe sind Sie heute hier?"
    assert communities.title[SIMPLE] == ("Integrations-Beirat und Gruppen von Eingewanderten (Aufgabe, nicht Herkunft)")


# ---- the way of a phone ----


@pytest.fixture(scope="module")
def small_questionnaire(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three of our statements, here with texts in Einfache Sprache of the test's own."""
    content = yaml.safe_load(QUESTIONNAIRE.read_text("utf-8"))
    for field in content["fields"]:
        field["statements"] = [statement for statement in field["statements"] if statement["id"] in SAID]
        for statement in field["statements"]:
            statement["text"][SIMPLE] = SAID[statement["id"]]
            statement["help"][SIMPLE] = "Kommune heißt: Stadt, Gemeinde oder Landkreis."
    content["fields"] = [field for field in content["fields"] if field["statements"]]
    for field in content["fields"]:
        for about_others in ("topics", "suggestions", "measures"):
            field.pop(about_others, None)
        for statement in field["statements"]:
            statement.pop("topic", None)
    for step, label in zip(content["scale"], ANSWERS, strict=True):
        step["label"][SIMPLE] = label
    path = tmp_path_factory.mktemp("einfach") / "questionnaire.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    return path


@pytest.fixture
def waiting(store: Store, small_questionnaire: Path) -> Workshop:
    return new_workshop(store, questionnaire=small_questionnaire)


@pytest.fixture
def room(store: Store, waiting: Workshop) -> Workshop:
    open_workshop(store, waiting.id)
    return waiting


@dataclass(frozen=True)
class Found:
    """A page as it is read: its language, its text, and what its script can say."""

    language: str
    text: str


def read(answer: httpx.Response) -> Found:
    language = re.search('<html lang="(.+?)"', answer.text)
    words = re.search('data-words="(.+?)"', answer.text)
    said = list(json.loads(unescape(words.group(1))).values()) if words else []
    body = re.sub("<nav.*?</nav>|<[^>]+>", " ", answer.text, flags=re.DOTALL)
    attributes = re.findall('aria-label="(.+?)"', answer.text)
    return Found(
        language.group(1) if language else "", " ".join(unescape(" ".join([body, *attributes, *said])).split())
    )


def harder_words(text: str) -> list[str]:
    """German sentences of ours in this text although they have a simpler form."""
    found = []
    for message in catalogue():
        if message.id:
            for german, simple in zip(forms(message.id), forms(message.string), strict=True):
                pattern = re.sub(r"\\\{\w+\\\}", r"\\S+", re.escape(german))
                if german != simple and re.search(rf"(?<!\w){pattern}(?!\w)", text):
                    found.append(german)
    return found


def test_whole_way_speaks_einfache_sprache(phones: Phones, room: Workshop, store: Store) -> None:
    phone = phones(room, language="en")
    pages = [phone.get(f"?lang={SIMPLE}")]
    pages.append(phone.post(lang=SIMPLE, perspective=""))
    phone.join(lang=SIMPLE)
    pages += [phone.get(place) for place in ("/fragen", "/fragen?schritt=ende", "/perspektive", "/loeschen")]
    pages.append(phone.post("/perspektive", perspective="unbekannt"))
    pages.append(phone.post("/fragen", viel="x" * 100_000))
    phone.save({"1.01": "A"})
    phone.post("/fertig")
    pages.append(phone.get("/danke"))
    pages.append(phone.client.get(phone.post("/loeschen").headers["location"]))
    phone.join(lang=SIMPLE)
    close(store, room)
    wait_until_phones_know()
    pages.append(phone.get())
    finish_workshop(store, room.id, date(2027, 5, 30))
    wait_until_phones_know()
    pages.append(phone.get())
    found = [read(page) for page in pages]

    assert [page.language for page in found] == [SIMPLE] * len(pages)
    assert [harder_words(page.text) for page in found] == [[]] * len(pages)
    minutes = minutes_for(len(SAID))
    assert f"Sie lesen 3 Sätze (Aussagen) über Ihre Kommune. Das dauert etwa {minutes} Minuten." in found[0].text
    assert "Bitte wählen Sie eine Gruppe." in found[1].text
    assert [text for text in (*SAID.values(), *ANSWERS) if text not in found[2].text] == []
    assert "3 Antworten fehlen noch" in found[3].text
    assert "Ihr Fragebogen ist abgegeben. Er hat 1 Antwort." in found[8].text
    assert "Sie können Ihr Telefon weglegen." in found[8].text
    assert "Ihre Antworten sind gelöscht." in found[9].text
    assert "Jetzt schauen alle gemeinsam auf die Ergebnisse." in found[10].text
    assert "Der Workshop ist zu Ende." in found[11].text


def test_kurzform_is_offered_in_einfache_sprache(phones: Phones, workshop: Workshop) -> None:
    phone = phones(workshop)
    phone.join(lang=SIMPLE)

    text = read(phone.get("/fragen")).text

    asked = load_questionnaire(QUESTIONNAIRE).only(workshop.room)
    said = [text for s in asked.statements.values() for text in (s.text[SIMPLE], s.help[SIMPLE])]
    assert [one for one in said if one not in text] == []
    assert harder_words(text) == []


def test_german_words_would_be_found() -> None:
    assert harder_words("Hier: Perspektive ändern") == ["Perspektive ändern"]
    assert harder_words("Feld 2 von 7") == ["Feld {number} von {total}"]
    assert harder_words("Gruppe ändern") == []


def test_way_on_a_tablet_speaks_einfache_sprache(phones: Phones, room: Workshop) -> None:
    phone = phones(room)
    phone.join(lang=SIMPLE, tablet="1")
    thanks = phone.client.get(phone.post("/fertig").headers["location"])

    assert read(thanks).language == SIMPLE
    assert harder_words(read(thanks).text) == []
    assert f'href="/t/{room.code}?tablet=1&amp;lang={SIMPLE}">Nächste Person' in thanks.text


def test_sheet_on_paper_speaks_einfache_sprache(phones: Phones, room: Workshop) -> None:
    page = phones(room).get(f"/druck?lang={SIMPLE}")

    assert read(page).language == SIMPLE
    assert harder_words(read(page).text) == []
    assert [text for text in (*SAID.values(), *ANSWERS) if text not in read(page).text] == []
    assert "Was stimmt in Ihrer Kommune?" in page.text


def test_waiting_phone_speaks_einfache_sprache_and_keeps_it(phones: Phones, waiting: Workshop) -> None:
    page = phones(waiting).get(f"?lang={SIMPLE}")

    assert "Die Umfrage beginnt bald." in page.text
    assert harder_words(read(page).text) == []
    assert f'href="/t/{waiting.code}?lang={SIMPLE}">Jetzt nachsehen' in page.text


def test_script_is_answered_in_the_language_of_the_sheet(phones: Phones, room: Workshop) -> None:
    phone = phones(room, language="en")
    phone.join(lang=SIMPLE)

    told = [phone.save(answers).json()["error"] for answers in ({"9.99": "A"}, {"1.01": "Z"}, "A")]

    assert told == [
        "Diese Aussage gehört nicht zu dieser Umfrage. Bitte laden Sie die Seite neu.",
        "Antworten sind nur A, B, C, D oder E. Wir haben nichts gespeichert.",
        "Wir können das Gesendete nicht lesen. Bitte laden Sie die Seite neu.",
    ]


def test_language_can_be_changed_on_every_page_and_stays(phones: Phones, room: Workshop) -> None:
    phone = phones(room)
    phone.join()

    for place in ("/perspektive", "/loeschen", "/fragen", "/danke"):
        for language in (SIMPLE, "en", "de"):
            assert read(phone.get(f"{place}?lang={language}")).language == language
            assert read(phone.get("/fragen")).language == language


def test_languages_are_offered_in_their_own_names_german_first(phones: Phones, room: Workshop) -> None:
    page = phones(room).get().text

    assert re.findall('hreflang="(.+?)".*?>(.+?)</a>', page) == [
        ("de", "Deutsch"),
        (SIMPLE, "Einfache Sprache"),
        ("en", "English"),
    ]


def test_survey_without_simple_statements_speaks_german(phones: Phones, store: Store, tmp_path: Path) -> None:
    only_german = Path(tmp_path / "questionnaire.yaml")
    content = yaml.safe_load(QUESTIONNAIRE.read_text("utf-8"))
    for field in content["fields"]:
        for statement in field["statements"]:
            statement["text"] = {"de": statement["text"]["de"]}
    only_german.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    workshop = new_workshop(store, questionnaire=only_german)
    open_workshop(store, workshop.id)

    page = phones(workshop, language="en").get(f"?lang={SIMPLE}")

    assert read(page).language == "de"
    assert "Einfache Sprache" not in page.text


# ---- what stands on the Leinwand ----


def put(store: Store, workshop: Workshop, **wish: object) -> None:
    """The moderator's tap."""
    now = evening(store, workshop.id)
    assert now is not None
    planned = moved(now.stage, wish, now.results, 0)
    move(store, workshop.id, planned.stage, reveals=planned.reveals)
    wait_until_phones_know()


def revealed(store: Store, phone: Phone, workshop: Workshop) -> tuple[View, ...]:
    """Close over differing groups, one of them too small to be shown; all that can stand on the Leinwand."""
    phone.join("kommunalpolitik", lang=SIMPLE)
    phone.save(dict.fromkeys(ROOM, "B"))
    sheets = [EnteredSheet("fachverwaltung", dict.fromkeys(ROOM, "A") | {ROOM[1]: "E"})] * 6
    sheets += [EnteredSheet("kommunalpolitik", dict.fromkeys(ROOM, "D") | {ROOM[1]: "E", ROOM[2]: "A"})] * 6
    sheets += [EnteredSheet("organisationen", dict.fromkeys(ROOM, "C"))] * 2
    add_sheets(store, workshop.id, sheets, source="paper")
    asked = asked_in(store, workshop)
    close_workshop(store, workshop.id, lambda people: form_groups(people, asked, threshold=5))
    now = evening(store, workshop.id)
    assert now is not None and now.results is not None
    return views(now.results)


def german_of_ours(phone: Phone) -> list[str]:
    """What the page could say more simply."""
    page = read(phone.get(f"/jetzt?lang={SIMPLE}"))
    assert page.language == SIMPLE
    return harder_words(page.text)


def test_slides_speak_einfache_sprache(phones: Phones, store: Store, workshop: Workshop) -> None:
    phone = phones(workshop)
    found = {}
    for view in [one for one in revealed(store, phone, workshop) if one.page != "aussage"]:
        put(store, workshop, zug="zu", kind="folie", slide=view.address, step=None)
        found[view.address] = german_of_ours(phone)
        if view == View("ueberblick"):
            put(store, workshop, zug="weiter")
            found["radar"] = german_of_ours(phone)
            text = read(phone.get("/jetzt")).text
            assert "Die Menschen im Raum sagen:" in text and "Das zeigen die Antworten" in text

        if view.view == "anregungen":
            text = read(phone.get("/jetzt")).text
            assert "Das macht meist:" in text and "Diese Ideen sind nicht" not in text

    assert {view.partition("&")[0] for view in found} >= {"ueberblick?sicht=gruppen", "unterschiede?sicht=aussagen"}
    assert {address: german for address, german in found.items() if german} == {}


def test_a_statement_speaks_einfache_sprache_at_each_step(phones: Phones, store: Store, workshop: Workshop) -> None:
    phone = phones(workshop)
    statement = next(one for one in revealed(store, phone, workshop) if one.page == "aussage")
    found = {}
    for step, name in enumerate(STEPS):
        put(store, workshop, zug="zu", kind="folie", slide=statement.address, step=step)
        found[name] = german_of_ours(phone)
    agree(store, workshop.id, statement.part, "dissent")
    wait_until_phones_know()
    found["vereinbart"] = german_of_ours(phone)

    assert "Wir haben weiter verschiedene Meinungen" in read(phone.get("/jetzt")).text
    assert {name: german for name, german in found.items() if german} == {}


def test_measures_and_the_end_speak_einfache_sprache(phones: Phones, store: Store, workshop: Workshop) -> None:
    phone = phones(workshop)
    first = revealed(store, phone, workshop)[0]
    put(store, workshop, zug="zu", kind="folie", slide=first.address, step=None)
    put(store, workshop, zug="weiter")
    found = {}
    for named in ("ohne", "mit"):
        for kind in ("massnahmen", "punkte", "abschluss"):
            put(store, workshop, zug="zu", kind=kind)
            found[f"{kind} {named}"] = german_of_ours(phone)
        add_measure(store, workshop.id, Draft(what="Ein Blatt in fünf Sprachen", due=date(2027, 1, 31)))
        decide_next_date(store, workshop.id, NextDate(date(2027, 3, 9), "Bürgermeisterei"))
        begin_exit_questions(store, workshop.id)
    text = read(phone.get("/jetzt")).text

    assert "Die Einladung kommt von: Bürgermeisterei" in text and "Haben die anderen mir zugehört?" in text
    assert {name: german for name, german in found.items() if german} == {}


# ---- entrance, errors, legal texts ----


@pytest.fixture
def visitor(server: RunningServer) -> Iterator[httpx.Client]:
    """A phone with an English browser that has not chosen a workshop yet."""
    with httpx.Client(base_url=server.base, headers={"Accept-Language": "en"}, timeout=20) as client:
        yield client


def test_entrance_offers_einfache_sprache_and_hands_it_on(visitor: httpx.Client, room: Workshop) -> None:
    entrance = visitor.get(f"/?lang={SIMPLE}")

    assert f'href="/?lang={SIMPLE}" lang="{SIMPLE}"' in visitor.get("/").text
    assert read(entrance).language == SIMPLE
    assert harder_words(read(entrance).text) == []
    assert f'<input type="hidden" name="lang" value="{SIMPLE}">' in entrance.text
    there = visitor.post("/beitreten", data={"code": room.code, "lang": SIMPLE}).headers["location"]
    assert there == f"/t/{room.code}?lang={SIMPLE}"
    assert read(visitor.get(there)).language == SIMPLE


def test_wrong_code_is_told_in_the_chosen_language(visitor: httpx.Client) -> None:
    page = visitor.post("/beitreten", data={"code": "ZZZZZZ", "lang": SIMPLE}, follow_redirects=True)

    assert page.status_code in (404, 429)  # the second where other tests have just guessed codes
    assert read(page).language == SIMPLE
    assert harder_words(read(page).text) == []
    assert re.search("Dieser Code ist falsch|Das waren zu viele falsche Codes", page.text)
    assert f'href="/?lang={SIMPLE}"' in page.text


def test_language_of_a_sheet_holds_for_errors_too(phones: Phones, room: Workshop) -> None:
    phone = phones(room, language="en")
    phone.join(lang=SIMPLE)

    pages = [phone.client.get(place) for place in ("/", "/t/ZZZZZ2", f"/t/{room.code}/falsch")]
    pages.append(phone.client.post(f"/t/{room.code}/loeschen", headers={"Origin": "http://fremd.example"}))

    assert [read(page).language for page in pages] == [SIMPLE] * 4
    assert [harder_words(read(page).text) for page in pages] == [[]] * 4


@pytest.mark.parametrize("place", ["datenschutz", "impressum", "barrierefreiheit"])
def test_legal_page_begins_simple_and_goes_on_in_full(visitor: httpx.Client, place: str) -> None:
    page = visitor.get(f"/{place}?lang={SIMPLE}&code=ABC234").text
    german = visitor.get(f"/{place}?lang=de").text
    simple, full = page.split("<h2>Der ganze Text</h2>")

    assert f'<html lang="{SIMPLE}" dir="ltr">' in page
    assert [line for line in said_in(standard_prose(place, SIMPLE)) if line not in unescape(simple)] == []
    assert '<div class="prose" lang="de">' in full
    assert [line for line in said_in(standard_prose(place, "de")) if line not in unescape(full)] == []
    assert "Dieser Text ist nicht in Einfacher Sprache." in full
    assert f'href="?code=ABC234&amp;lang={SIMPLE}" lang="{SIMPLE}"' in page
    assert f'<a class="button" href="/t/ABC234?lang={SIMPLE}">Zurück zur Umfrage</a>' in page
    assert "Der ganze Text" not in german
    assert not re.search(r"<h4|</h3>\s*</div>\s*<h3", page)


def said_in(prose: str) -> list[str]:
    """Its lines without the signs for headings and lists."""
    return [re.sub("^[#-] ", "", line) for line in prose.splitlines() if line]


# ---- in a real browser ----


@pytest.fixture
def narrow(browser: Browser) -> Iterator[BrowserContext]:
    # The strict policy would keep axe out, too.
    opened = browser.new_context(viewport={"width": 320, "height": 640}, locale="de-DE", bypass_csp=True)
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


CUT_OFF = """() => {
  const wide = document.documentElement.clientWidth;
  const seen = [...document.body.querySelectorAll("*")].filter(one =>
    one.checkVisibility() && one.tagName !== "INPUT" && !one.closest("svg") && !one.classList.contains("default"));
  const out = seen.filter(one => {
    const box = one.getBoundingClientRect();
    return box.left < -0.5 || box.right > wide + 0.5 || one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0;
  });
  const sideways = document.documentElement.scrollWidth - wide;
  return [sideways, out.map(one => one.tagName + " " + one.textContent.trim().slice(0, 40))];
}"""
"""How far the page scrolls sideways, and what reaches out of the screen or of its own box."""

PLACES = ["", "/fragen?schritt=1", "/fragen?schritt=ende", "/danke", "/perspektive", "/loeschen"]


@pytest.mark.parametrize("language", [SIMPLE, "en"])
def test_nothing_is_cut_on_narrow_phones_nor_at_double_size(
    narrow: BrowserContext, server: RunningServer, room: Workshop, language: str
) -> None:
    page = narrow.new_page()
    addresses = [f"/t/{room.code}{place}" for place in PLACES] + ["/datenschutz", "/", "/t/ZZZZZZ"]

    found = {}
    for address in addresses:
        page.goto(f"{server.base}{address}{'&' if '?' in address else '?'}lang={language}")
        for width, height in ((320, 640), (195, 422)):
            page.set_viewport_size({"width": width, "height": height})
            cut = page.evaluate(CUT_OFF)
            if cut != [0, []]:
                found[address, width] = cut
        page.set_viewport_size({"width": 320, "height": 640})
        if address == addresses[0]:
            page.locator("label.option").first.click()
            page.locator("button.primary").click()
            page.wait_for_url("**/fragen**")

    assert found == {}


def test_anregungen_are_not_cut_on_narrow_phones_nor_at_double_size(
    narrow: BrowserContext, server: RunningServer, phones: Phones, store: Store, workshop: Workshop
) -> None:
    ideas = [one for one in revealed(store, phones(workshop), workshop) if one.view == "anregungen"]
    page = narrow.new_page()
    found = {}
    for view in ideas:
        put(store, workshop, zug="zu", kind="folie", slide=view.address, step=None)
        page.goto(f"{server.base}/t/{workshop.code}/mitschauen?lang={SIMPLE}")
        expect(page.locator("main")).to_contain_text("Das macht meist:")
        for width, height in ((195, 422), (320, 640)):
            page.set_viewport_size({"width": width, "height": height})
            cut = page.evaluate(CUT_OFF)
            if cut != [0, []]:
                found[view.address, width] = cut

    assert len(ideas) == 7
    assert found == {}


def test_text_that_is_cut_would_be_found(narrow: BrowserContext, server: RunningServer) -> None:
    page = narrow.new_page()
    page.goto(f"{server.base}/?lang={SIMPLE}")
    assert page.evaluate(CUT_OFF) == [0, []]

    page.evaluate("document.querySelector('h1').setAttribute('style', 'width: 500px')")

    assert page.evaluate(CUT_OFF)[0] > 0


def test_simple_pages_are_accessible(narrow: BrowserContext, server: RunningServer, room: Workshop) -> None:
    page = narrow.new_page()
    for address in (f"/t/{room.code}", "/datenschutz", "/"):
        page.goto(f"{server.base}{address}?lang={SIMPLE}")
        assert Axe().run(page).response["violations"] == []


def test_first_visit_in_einfache_sprache_is_small(browser: Browser, server: RunningServer, room: Workshop) -> None:
    context = browser.new_context()
    page = context.new_page()
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))

    page.goto(f"{server.base}/t/{room.code}?lang={SIMPLE}", wait_until="networkidle")

    assert len(sizes) == 3
    assert sum(sizes) <= 20_000
    context.close()


def test_waiting_phone_starts_in_the_chosen_language(
    narrow: BrowserContext, server: RunningServer, store: Store, waiting: Workshop
) -> None:
    page = narrow.new_page()
    page.goto(f"{server.base}/t/{waiting.code}?tablet=1&lang={SIMPLE}")
    expect(page.get_by_role("heading", name="Die Umfrage beginnt bald.")).to_be_visible()

    open_workshop(store, waiting.id)

    expect(page.get_by_role("group", name="In welcher Gruppe sind Sie heute hier?")).to_be_visible()
    assert page.locator("[name=tablet]").get_attribute("value") == "1"


def wait_until_phones_know() -> None:
    time.sleep(FRESH_SECONDS + 0.1)


def test_our_languages_are_offered_german_first() -> None:
    assert SPOKEN == ("de", SIMPLE, "en")
