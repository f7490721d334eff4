"""The whole way of a phone without JavaScript."""

import re
import time
from collections.abc import Callable
from datetime import date
from html import unescape

import httpx

from data.store.engine import Store
from data.store.sheets import Tally, tally
from data.store.workshops import Workshop, finish_workshop, next_run, open_workshop, recheck, reopen_workshop
from phone.rooms import FRESH_SECONDS
from phone.screens import minutes_for

from .conftest import ROOM, Phone, close, new_workshop

Phones = Callable[..., Phone]

PROMISE = (
    "Sie machen freiwillig mit. Wir speichern Ihre Antworten und Ihre Perspektive. Keinen Namen, keine E-Mail, "
    "keine IP-Adresse. Keine Seite und keine Ergebnisdatei zeigt einzelne Bögen, auch der Moderation nicht. "
    "Gruppen unter 3 werden nicht einzeln gezeigt."
)


def place(answer: httpx.Response) -> str:
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_join_page_says_what_happens_with_the_data(phones: Phones, store: Store) -> None:
    workshop = new_workshop(store, threshold=3)
    open_workshop(store, workshop.id)

    page = phones(workshop).get().text

    assert PROMISE in page
    assert "anonym" not in page
    assert "Für welche Perspektive sind Sie heute hier?" in page
    assert page.index("Wirtschaft, Arbeitsagentur, Jobcenter") < page.index("Möchte ich nicht sagen")
    assert " checked" not in page


def test_phone_is_told_which_run_it_joins_once_there_was_an_earlier_one(phones: Phones, store: Store) -> None:
    first = new_workshop(store)
    second = next_run(store, first.id, date(2027, 6, 1))
    for one in (first, second):
        open_workshop(store, one.id)

    joined = phones(second)
    greeting = joined.get().text
    joined.join()

    assert "<h1>Selbstcheck-Workshop</h1>" in phones(first).get().text
    assert "<h1>Selbstcheck-Workshop (2. Durchgang)</h1>" in greeting
    assert "<title>Selbstcheck-Workshop (2. Durchgang)</title>" in greeting
    assert "<b>Musterlingen</b> <span>Selbstcheck-Workshop (2. Durchgang)</span>" in joined.get("/fragen").text
    assert "<h1>Selbstcheck-Workshop (run 2)</h1>" in phones(second).get("?lang=en").text


def test_minutes_are_about_as_many_as_it_takes() -> None:
    assert [minutes_for(statements) for statements in (1, 5, 21, 30, 54, 108)] == [2, 3, 10, 14, 25, 50]


def test_looking_at_the_join_page_stores_nothing(phone: Phone, store: Store, workshop: Workshop) -> None:
    answer = phone.get()

    assert "set-cookie" not in answer.headers
    assert tally(store, workshop.id).present == 0


def test_joining_creates_one_sheet_and_a_cookie_of_this_workshop(
    phone: Phone, store: Store, workshop: Workshop
) -> None:
    answer = phone.join()

    assert re.fullmatch(rf"/t/{workshop.code}/fragen\?beginn=[0-9a-f]{{16}}", place(answer))
    assert re.fullmatch(
        rf"bogen_{workshop.code}=[\w-]{{32}}\.de\.phone; HttpOnly; Max-Age=1209600; Path=/; SameSite=lax",
        answer.headers["set-cookie"],
    )
    assert tally(store, workshop.id) == Tally(present=0, finished=0, people={}, without_answers=1)


def test_joining_again_goes_on_with_the_same_sheet(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.join("kommunalpolitik")

    assert tally(store, workshop.id).without_answers == 1
    assert place(phone.get()) == f"/t/{workshop.code}/fragen"


def test_join_without_a_perspective_asks_for_one(phone: Phone, store: Store, workshop: Workshop) -> None:
    for perspective in ("", "unbekannt"):
        answer = phone.join(perspective)
        assert answer.status_code == 422
        assert "Bitte wählen Sie eine Perspektive." in answer.text
    assert tally(store, workshop.id).present == 0


def test_code_may_be_typed_in_any_case(phones: Phones, workshop: Workshop, server: object) -> None:
    phone = phones(workshop)

    answer = phone.client.post("/beitreten", data={"code": f" {workshop.code.lower()[:3]} {workshop.code.lower()[3:]}"})

    assert place(answer) == f"/t/{workshop.code}"
    assert phone.client.get(f"/t/{workshop.code.lower()}").status_code == 200
    assert place(phone.client.get(f"/beitreten?code={workshop.code}")) == f"/t/{workshop.code}"
    assert place(phone.client.get("/beitreten?code=")) == "/"


def test_questionnaire_goes_field_by_field_and_resumes(phone: Phone, workshop: Workshop) -> None:
    phone.join()

    first = phone.get("/fragen").text
    answer = phone.post("/fragen", **{"schritt": "1", f"a.{ROOM[0]}": "B", f"a.{ROOM[1]}": "E", "ziel": "2"})

    assert visible(first) == "1"
    assert " checked" not in first
    assert place(answer) == f"/t/{workshop.code}/fragen?schritt=2"
    assert ticked(phone.get("/fragen?schritt=2").text) == {ROOM[0]: "B", ROOM[1]: "E"}
    assert visible(phone.get("/fragen?schritt=2").text) == "2"
    assert visible(phone.get("/fragen").text) == "1"


def test_going_on_without_an_answer_is_allowed(phone: Phone, workshop: Workshop) -> None:
    phone.join()

    assert place(phone.post("/fragen", schritt="1", ziel="2")) == f"/t/{workshop.code}/fragen?schritt=2"


def test_answer_can_be_cleared_without_javascript(phone: Phone) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})

    phone.post("/fragen", **{f"a.{ROOM[0]}": "", "ziel": "2"})

    assert ticked(phone.get("/fragen").text) == {}


def test_end_tells_how_many_statements_are_open(phone: Phone) -> None:
    phone.join()
    phone.save(dict.fromkeys(ROOM[:-3], "C"))

    page = phone.get("/fragen?schritt=ende").text

    assert "3 Aussagen sind offen</h1>" in page
    assert "So abgeben" in page
    phone.save(dict.fromkeys(ROOM, "C"))
    assert "Alle Aussagen sind beantwortet.</h1>" in phone.get("/fragen").text


def test_finished_sheet_thanks_and_can_still_be_changed(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})

    assert place(phone.post("/fertig")) == f"/t/{workshop.code}/danke"

    assert tally(store, workshop.id).finished == 1
    assert "Ihr Bogen ist mit 1 Antwort abgegeben." in phone.get("/danke").text
    assert place(phone.get()) == f"/t/{workshop.code}/danke"
    assert phone.save({ROOM[0]: "D"}).json()["saved"] == {ROOM[0]: "D"}
    assert ticked(phone.get("/fragen?schritt=1").text) == {ROOM[0]: "D"}


def test_perspective_can_be_changed(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})

    assert 'value="fachverwaltung" required checked' in phone.get("/perspektive").text
    phone.post("/perspektive", perspective="kommunalpolitik")

    assert tally(store, workshop.id).people == {"kommunalpolitik": 1}
    assert phone.post("/perspektive", perspective="unbekannt").status_code == 422


def test_own_answers_can_be_deleted_after_a_question(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.save({ROOM[0]: "A", ROOM[1]: "B"})

    assert "2 Antworten und Ihre Perspektive werden gelöscht." in phone.get("/loeschen").text
    answer = phone.post("/loeschen")

    assert tally(store, workshop.id).present == 0
    assert dict(phone.client.cookies) == {}
    assert "Ihre Antworten sind gelöscht." in phone.client.get(place(answer)).text


def test_tablet_lets_go_of_the_sheet_when_it_is_handed_in(phone: Phone, store: Store, workshop: Workshop) -> None:
    assert 'name="tablet" value="1"' in phone.get("?tablet=1").text
    phone.join(tablet="1")
    phone.save({ROOM[0]: "A"})

    thanks = place(phone.post("/fertig"))

    assert dict(phone.client.cookies) == {}
    assert "Nächste Person" in phone.client.get(thanks).text
    phone.join("kommunalpolitik", tablet="1")
    assert tally(store, workshop.id) == Tally(present=1, finished=1, people={"fachverwaltung": 1}, without_answers=1)


def test_shared_phone_is_passed_on(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})
    phone.post("/fertig")

    assert place(phone.post("/weitergeben")) == f"/t/{workshop.code}"

    assert dict(phone.client.cookies) == {}
    assert "Los geht’s" in phone.get().text
    assert tally(store, workshop.id).finished == 1


def test_unopened_workshop_makes_phones_wait(phones: Phones, prepared: Workshop) -> None:
    phone = phones(prepared)

    assert "Die Umfrage ist noch nicht geöffnet." in phone.get().text
    assert place(phone.join()) == f"/t/{prepared.code}"
    assert phone.state() == "wait"


def test_closed_workshop_thanks_and_stores_nothing_more(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})
    close(store, workshop)

    late = phone.save({ROOM[0]: "B"})

    assert late.status_code == 409
    assert late.json()["error"].startswith("Die Umfrage nimmt gerade keine Antworten an.")
    assert place(phone.post("/fragen", **{f"a.{ROOM[0]}": "C"})) == f"/t/{workshop.code}"
    assert place(phone.post("/fertig")) == f"/t/{workshop.code}"
    wait_until_phones_know()
    assert "Die Umfrage ist geschlossen. Vielen Dank!" in phone.get().text
    assert phone.state() == "closed"
    reopen_workshop(store, workshop.id)
    wait_until_phones_know()
    assert phone.save({}).json()["saved"] == {ROOM[0]: "A"}


def test_finished_workshop_is_over_for_phones(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    close(store, workshop)
    finish_workshop(store, workshop.id, date(2027, 5, 30))
    wait_until_phones_know()

    assert "Die Umfrage ist geschlossen. Vielen Dank!" in phone.get("/fragen").text


def test_two_tabs_are_one_sheet(phone: Phone) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})
    phone.post("/fragen", **{f"a.{ROOM[1]}": "B"})

    assert phone.save({}).json()["saved"] == {ROOM[0]: "A", ROOM[1]: "B"}


def test_cookie_of_another_workshop_opens_nothing_here(
    phones: Phones, phone: Phone, store: Store, workshop: Workshop
) -> None:
    phone.join()
    value = phone.client.cookies[f"bogen_{workshop.code}"]
    other = new_workshop(store)
    open_workshop(store, other.id)
    stranger = phones(other)
    stranger.client.cookies.set(f"bogen_{other.code}", value)

    assert place(stranger.get("/fragen")) == f"/t/{other.code}?hinweis=neu"
    assert "keinen Bogen mehr" in stranger.get("?hinweis=neu").text
    assert stranger.save({ROOM[0]: "A"}).status_code == 401


def test_english_is_chosen_by_the_browser_and_can_be_changed(phones: Phones, workshop: Workshop) -> None:
    phone = phones(workshop, language="fr;q=0.9, en-GB;q=0.8, de;q=0.1")

    page = phone.get().text
    assert '<html lang="en" dir="ltr">' in page
    assert "Taking part is voluntary." in page
    assert '<a href="?lang=de" lang="de" hreflang="de">Deutsch</a>' in page
    phone.join(lang="en")
    assert '<html lang="en"' in phone.get("/fragen").text
    assert '<html lang="de"' in phone.get("/fragen?lang=de").text
    assert '<html lang="de"' in phone.get("/fragen").text


def test_paper_sheet_has_every_statement_and_perspective(phone: Phone, store: Store) -> None:
    page = phone.get("/druck").text

    assert page.count('<tr><th scope="row">') == len(ROOM)
    assert page.count('<li><span class="box">') == 10
    assert "1. Dezember 2026" in page


def visible(page: str) -> str:
    (step,) = re.findall(r'data-step="(\w+)">', page)
    return step


def ticked(page: str) -> dict[str, str]:
    return dict(re.findall(r'name="a\.([^"]+)" value="(\w)" checked', page))


def wait_until_phones_know() -> None:
    time.sleep(FRESH_SECONDS + 0.1)


def test_every_page_ends_with_the_texts_for_participants(phone: Phone, prepared: Workshop, phones: Phones) -> None:
    pages = [phones(prepared).get().text, phone.get().text]
    phone.join()
    pages += [phone.get(place).text for place in ("/fragen", "/perspektive", "/loeschen", "/danke")]
    codes = [prepared.code] + [phone.code] * 5

    for page, code in zip(pages, codes, strict=True):
        footer = page[page.index("</main>") : page.index("</body>")]
        assert [unescape(link) for link in re.findall('href="(/[a-z]+\\?.+?)"', footer)] == [
            f"/datenschutz?lang=de&code={code}",
            f"/impressum?lang=de&code={code}",
            f"/barrierefreiheit?lang=de&code={code}",
        ]


def test_texts_for_participants_lead_back_to_the_questionnaire(phone: Phone) -> None:
    phone.join(lang="en", tablet="1")
    (there,) = re.findall('href="(/datenschutz.+?)"', phone.get("/fragen").text)
    text = phone.client.get(unescape(there)).text

    (back,) = re.findall('<a class="button" href="(.+?)">Back to the survey</a>', text)

    assert unescape(back) == f"/t/{phone.code}?lang=en&tablet=1"
    assert place(phone.client.get(unescape(back))) == f"/t/{phone.code}/fragen"


def test_printed_sheet_carries_no_links(phone: Phone) -> None:
    assert "<footer" not in phone.get("/druck").text


def test_recheck_speaks_with_somebody_who_answers_alone(phones: Phones, store: Store) -> None:
    first = new_workshop(store)
    again = recheck(store, first.id, date(2027, 6, 1), title="Nachbefragung", statements=ROOM)
    open_workshop(store, again.id)
    alone = phones(again)

    said = [alone.get().text, alone.get("?lang=de-x-einfach").text, alone.get("?lang=en").text]
    alone.join()
    said += [alone.get("/perspektive").text]
    alone.post("/fertig")
    said += [alone.get("/danke").text]
    close(store, again)
    time.sleep(FRESH_SECONDS + 0.1)
    said += [alone.get("/jetzt").text, alone.get("/mitschauen").text]

    for page, sentence in zip(
        said,
        (
            "Für welche Perspektive antworten Sie?",
            "In welcher Gruppe antworten Sie?",
            "Which perspective are you answering for?",
            "Für welche Perspektive antworten Sie?",
            "werden alle Antworten zusammen ausgewertet. Ihr eigener Bogen wird dabei nie gezeigt.",
            "Mehr ist nicht zu tun. Sie können diese Seite schließen.",
            "Jetzt werden alle Antworten zusammen ausgewertet.",
        ),
        strict=True,
    ):
        assert sentence in unescape(page)
        assert re.search("heute hier|gemeinsam auf die Ergebnisse|weglegen|for today", page) is None
