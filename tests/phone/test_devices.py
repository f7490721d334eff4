"""Devices as they really are: without cookies, passed round, with two windows, with addresses copied badly."""

import re
from collections.abc import Callable

import httpx
import pytest

from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.sheets import Tally, tally
from data.store.workshops import Workshop, open_workshop, workshop_by_code
from phone.steps import steps_of
from phone.visit import TABLET_MINUTES
from tests.running import RunningServer

from .conftest import QUESTIONNAIRE, ROOM, Phone, new_workshop
from .test_pages import place, ticked

Phones = Callable[..., Phone]
NOBODY = Tally(present=0, finished=0, people={}, without_answers=0)


# ---- without cookies ----


def without_cookies(phone: Phone) -> httpx.Response:
    """Join, and follow the redirect as a browser that keeps no cookie."""
    there = place(phone.join())
    phone.client.cookies.clear()
    return phone.client.get(there)


def test_browser_without_cookies_is_told_why_and_what_helps(phone: Phone, workshop: Workshop) -> None:
    page = without_cookies(phone)

    assert page.status_code == 400
    assert "Er lässt keine Cookies zu." in page.text
    assert f"/t/{workshop.code}</b>" in page.text
    assert "um einen Bogen auf Papier oder um das Tablet." in page.text


def test_taps_without_cookies_count_nobody_and_fix_nothing(phone: Phone, store: Store, workshop: Workshop) -> None:
    for _tap in range(5):
        without_cookies(phone)

    assert tally(store, workshop.id) == NOBODY
    found = workshop_by_code(store, workshop.code)
    assert found is not None
    assert not found.locked


def test_address_of_the_first_page_takes_no_answers_away(phone: Phone, store: Store, workshop: Workshop) -> None:
    there = place(phone.join())
    phone.save({ROOM[0]: "A"})

    with httpx.Client(base_url=phone.client.base_url) as stranger:
        for address in (there, there[:-3] + "%25", there[:-16], there[:-16] + "_" * 16):
            stranger.get(address)

    assert phone.save({}).json()["saved"] == {ROOM[0]: "A"}


def test_shared_address_of_the_questions_leads_to_joining(phones: Phones, workshop: Workshop) -> None:
    assert place(phones(workshop).get("/fragen?schritt=3")) == f"/t/{workshop.code}?hinweis=neu"


# ---- two windows without JavaScript ----


def shown(page: str, step: str) -> dict[str, str]:
    """All fields of a step's form, as a browser would send them unchanged."""
    form = page[page.index(f'data-step="{step}"') :].partition("</form>")[0]
    return {
        "schritt": step,
        **dict(re.findall('name="(war)" value="(.*?)"', form)),
        **{f"a.{k}": v for k, v in ticked(form).items()},
    }


def test_form_of_an_older_window_changes_only_what_was_changed_in_it(phone: Phone) -> None:
    phone.join()
    phone.save({ROOM[0]: "A", ROOM[1]: "B"})
    older = shown(phone.get("/fragen?schritt=1").text, "1")
    phone.save({ROOM[0]: "D", ROOM[1]: None})

    phone.post("/fragen", **older, **{f"a.{ROOM[2]}": "C"}, ziel="2")

    assert older == {"schritt": "1", "war": "AB-", f"a.{ROOM[0]}": "A", f"a.{ROOM[1]}": "B"}
    assert phone.save({}).json()["saved"] == {ROOM[0]: "D", ROOM[2]: "C"}


def test_form_clears_and_changes_what_it_showed(phone: Phone) -> None:
    phone.join()
    phone.save({ROOM[0]: "A", ROOM[1]: "B"})

    phone.post("/fragen", schritt="1", war="AB-", **{f"a.{ROOM[0]}": "", f"a.{ROOM[1]}": "E"}, ziel="2")

    assert phone.save({}).json()["saved"] == {ROOM[1]: "E"}


@pytest.mark.parametrize("war", ["", "A", "ABCDEFGH"])
def test_form_that_does_not_say_what_it_showed_is_taken_as_it_is(phone: Phone, war: str) -> None:
    phone.join()

    phone.post("/fragen", schritt="1", war=war, **{f"a.{ROOM[0]}": "A"})

    assert phone.save({}).json()["saved"] == {ROOM[0]: "A"}


# ---- attempts are counted ----


def attempt(phone: Phone, sequence: object, answers: dict[str, str | None]) -> httpx.Response:
    return phone.client.put(f"/api/t/{phone.code}/answers", json={"answers": answers, "sequence": sequence})


def test_old_attempt_that_arrives_late_is_told_so_and_changes_nothing(phone: Phone) -> None:
    phone.join()
    attempt(phone, 2, {ROOM[0]: "D"})

    late = attempt(phone, 1, {ROOM[0]: "A", ROOM[1]: "B"}).json()

    assert late == {"saved": {ROOM[0]: "D"}, "done": 1, "of": len(ROOM), "sequence": 2, "late": True}
    assert 'data-sequence="2"' in phone.get("/fragen").text


@pytest.mark.parametrize("sequence", [0, -1, 1.5, "2", True, 10**12])
def test_number_that_is_none_is_refused(phone: Phone, sequence: object) -> None:
    phone.join()

    assert attempt(phone, sequence, {ROOM[0]: "A"}).status_code == 400


# ---- the next step, without JavaScript ----


def test_next_leads_to_what_is_open_and_skipping_leads_on(phone: Phone, workshop: Workshop) -> None:
    phone.join()

    stays = place(phone.post("/fragen", schritt="1", war="---", **{f"a.{ROOM[0]}": "A"}, weiter="2"))
    goes = place(phone.post("/fragen", schritt="1", ziel="2"))

    assert stays == f"/t/{workshop.code}/fragen?schritt=1&offen=1#a{ROOM[1]}"
    assert "Hier ist noch etwas offen." in phone.client.get(stays).text
    assert goes == f"/t/{workshop.code}/fragen?schritt=2"
    answered = {f"a.{statement}": "B" for statement in ROOM[:3]}
    assert place(phone.post("/fragen", schritt="1", weiter="2", **answered)) == goes


def test_end_lists_what_is_open_before_handing_in(phone: Phone) -> None:
    phone.join()
    phone.save(dict.fromkeys(ROOM[:-2], "C"))

    page = phone.get("/fragen?schritt=ende").text

    assert re.findall(r'<li><a href="(.+?)">(\d+)\.', page) == [
        (f"?schritt=7#a{ROOM[-2]}", "20"),
        (f"?schritt=7#a{ROOM[-1]}", "21"),
    ]
    assert '<a class="button primary" id="look"' in page
    assert '<button id="submit">So abgeben</button>' in page


# ---- a tablet that is passed round ----


@pytest.fixture
def tablet(phone: Phone) -> Phone:
    """Passed on by somebody who has answered one statement and not handed in."""
    phone.join(tablet="1")
    phone.save({ROOM[0]: "A"})
    return phone


@pytest.mark.parametrize("page", ["/fragen", "/fragen?schritt=ende", "/perspektive", "/loeschen"])
def test_next_person_can_begin_from_every_page_of_a_tablet(tablet: Phone, page: str) -> None:
    text = tablet.get(page).text

    assert f'<form method="post" action="/t/{tablet.code}/weitergeben" class="pass"><button>Nächste Person' in text
    assert re.search(rf'<noscript><meta http-equiv="refresh" content="\d+; url=/t/{tablet.code}/weitergeben">', text)


def test_phone_is_not_asked_who_is_there(phone: Phone) -> None:
    phone.join()

    text = phone.get("/fragen").text

    assert "Nächste Person" not in text
    assert 'http-equiv="refresh"' not in text


def test_question_who_is_there_shows_nothing_of_the_sheet(tablet: Phone) -> None:
    text = tablet.get("/weitergeben").text

    assert "Sind Sie noch da?" in text
    assert [ROOM[0] in text, " checked" in text, "data-sheet" in text] == [False, False, False]


def test_question_without_an_answer_hands_in_and_clears_the_tablet(
    tablet: Phone, store: Store, workshop: Workshop
) -> None:
    text = tablet.get("/weitergeben").text
    (after,) = re.findall('content="60; url=(.+?)"', text)

    begins = place(tablet.client.get(after))

    assert begins == f"/t/{tablet.code}?tablet=1"
    assert dict(tablet.client.cookies) == {}
    assert "Los geht’s" in tablet.client.get(begins).text
    assert tally(store, workshop.id) == Tally(present=1, finished=1, people={"fachverwaltung": 1}, without_answers=0)


def test_phone_is_never_handed_in_by_an_address(phone: Phone, store: Store, workshop: Workshop) -> None:
    phone.join()
    phone.save({ROOM[0]: "A"})

    phone.get("/weitergeben?antwort=keine")

    assert tally(store, workshop.id).finished == 0


def test_going_back_on_a_tablet_stays_with_the_next_person(tablet: Phone) -> None:
    before = place(tablet.post("/fragen", schritt="1", ziel="2"))
    tablet.post("/weitergeben")

    begins = place(tablet.client.get(before))

    assert begins == f"/t/{tablet.code}?hinweis=neu&tablet=1"
    page = tablet.client.get(begins)
    assert page.headers["cache-control"] == "no-store"
    assert 'name="tablet" value="1"' in page.text


def test_tablet_forgets_a_sheet_that_nobody_touches(tablet: Phone) -> None:
    for answer in (tablet.get("/fragen"), tablet.save({ROOM[1]: "B"})):
        assert f"Max-Age={TABLET_MINUTES * 60};" in answer.headers["set-cookie"]
    assert "set-cookie" not in tablet.client.get(f"/api/t/{tablet.code}/state").headers


# ---- addresses and codes as they are copied ----

ADDRESSES = [
    "/t/{code}/", "/T/{code}", "/T/{lower}/", "/t/{lower}", "/t/{code}.", "/t/{code})", "/t/{code}/fragen/",
    "/t/{code}/Fragen.", "/t/{code}//", "/t/%20{code}", "/t/{code}%E2%80%8B", "/T/{code}/fragen",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_copied_address_leads_to_the_workshop(phone: Phone, workshop: Workshop, address: str) -> None:
    answer = phone.client.get(address.format(code=workshop.code, lower=workshop.code.lower()), follow_redirects=True)

    assert (answer.status_code, "Für welche Perspektive sind Sie heute hier?" in answer.text) == (200, True)
    assert answer.url.host == "127.0.0.1"


@pytest.mark.parametrize("typed", ["http://{host}/t/{code}?lang=de", "{host}/t/{code}/", "Code: {lower}.", "{code})"])
def test_pasted_code_leads_to_the_workshop(phone: Phone, workshop: Workshop, typed: str) -> None:
    pasted = typed.format(host="musterlingen.de", code=workshop.code, lower=workshop.code.lower())

    assert place(phone.client.post("/beitreten", data={"code": pasted})) == f"/t/{workshop.code}"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("ABC23O", "Der Code hat keine 0, kein O, keine 1, kein I und kein L."),
        ("АВС234", "Der Code hat nur Buchstaben von A bis Z und Ziffern von 2 bis 9."),
        ("ABC23", "Der Code hat genau 6 Zeichen."),
        ("...", "Der Code hat genau 6 Zeichen."),
    ],
)
def test_impossible_code_is_told_why_and_never_slows_anybody_down(
    server: RunningServer, typed: str, sentence: str
) -> None:
    with httpx.Client(base_url=server.base, follow_redirects=True, headers={"Accept-Language": "de"}) as client:
        pages = [client.post("/beitreten", data={"code": typed}) for _ in range(40)]

    assert {page.status_code for page in pages} == {404}
    assert sentence in pages[-1].text


@pytest.mark.parametrize("address", ["/t", "/t/", "/T", "/t/..."])
def test_address_without_a_code_asks_for_it(phone: Phone, address: str) -> None:
    page = phone.client.get(address)

    assert (page.status_code, "Code eingeben</h1>" in page.text) == (404, True)


# ---- budgets ----


def sent(phone: Phone, place: str) -> int:
    """Bytes of a page as a phone gets it."""
    with phone.client.stream("GET", f"/t/{phone.code}{place}", headers={"Accept-Encoding": "gzip"}) as answer:
        return sum(len(part) for part in answer.iter_raw())


def test_every_page_of_the_long_form_fits_into_one_flight(phones: Phones, store: Store) -> None:
    asked = load_questionnaire(QUESTIONNAIRE)
    workshop = new_workshop(store, room=tuple(asked.statements))
    open_workshop(store, workshop.id)
    phone = phones(workshop)
    phone.join()
    steps = range(1, len(steps_of(asked)) + 1)
    places = ["/fragen?schritt=ende", *(f"/fragen?schritt={step}" for step in steps)]
    sizes = [sent(phone, place) for place in places]
    phone.save({statement: "ABCDE"[number % 5] for number, statement in enumerate(asked.statements)})
    sizes += [sent(phone, place) for place in places]

    assert max(sizes) <= 14_000


def test_long_form_explains_what_is_in_view(phones: Phones, store: Store) -> None:
    workshop = new_workshop(store, room=tuple(load_questionnaire(QUESTIONNAIRE).statements))
    open_workshop(store, workshop.id)
    phone = phones(workshop)
    phone.join()

    page = phone.get("/fragen?schritt=2").text

    (other,) = set(re.findall(r'href="(\?schritt=1#h1\.01)"', page))
    assert 'id="h1.01"' not in page
    assert '<p id="h1.01"' in phone.get(f"/fragen{other}").text
