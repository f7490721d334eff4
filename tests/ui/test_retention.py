"""The day on which single sheets go: the same on phones, on paper, on the moderator's pages and in the store."""

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from html import unescape

import httpx
import pytest
from starlette.applications import Starlette

from data.questionnaire_file import load_questionnaire
from data.store.engine import Store
from data.store.sheets import EnteredSheet, add_sheets, tally
from data.store.workshops import (
    Workshop,
    change_workshop,
    delete_due_sheets,
    delete_workshop,
    finish_workshop,
    open_workshop,
    workshop,
    workshops,
)
from phone import routes as phone
from tests.e2e.stages import QUESTIONNAIRE, demo_workshop, new_workshop
from texts.dates import day_in_words
from texts.words import words
from web import legal

from .conftest import Visit
from .test_pages import html_of

DE, EN = words("de"), words("en")
FIRST = load_questionnaire(QUESTIONNAIRE).short_form[0]
SET_TODAY = ("ui.retention", "ui.cards", "ui.ending")
Today = Callable[[date], None]


@pytest.fixture(autouse=True)
def cleared(store: Store) -> Iterator[None]:
    """Each test has workshops of its own."""
    yield
    for one in workshops(store):
        delete_workshop(store, one.id)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    """Moves the clock of the pages."""

    def move(day: date) -> None:
        for place in SET_TODAY:
            monkeypatch.setattr(f"{place}.day_here", lambda: day)

    return move


class Device:
    """A phone that reads the same store as the pages."""

    def __init__(self, runner: asyncio.Runner, thread: ThreadPoolExecutor) -> None:
        pages = httpx.ASGITransport(Starlette(routes=[*phone.routes(), *legal.routes()]))
        self._client = httpx.AsyncClient(transport=pages, base_url="http://127.0.0.1:8501")
        self._runner, self._thread = runner, thread

    def get(self, place: str) -> httpx.Response:
        return self._thread.submit(lambda: self._runner.run(self._client.get(place))).result()

    def post(self, place: str, data: dict[str, str] | None = None) -> httpx.Response:
        return self._thread.submit(lambda: self._runner.run(self._client.post(place, data=data))).result()


@pytest.fixture
def device(store: Store) -> Iterator[Device]:
    """In a thread of its own: in the tests' own one a browser may have its loop."""
    runner = asyncio.Runner()
    with ThreadPoolExecutor(1) as thread:
        yield Device(runner, thread)
        thread.submit(runner.close).result()


def test_phone_paper_pages_and_store_name_the_same_day(visit: Visit, store: Store, device: Device) -> None:
    of = new_workshop(store, is_open=False)
    told = of.delete_sheets_on
    fact = f"einzelne Bögen werden am {told:%d.%m.%Y} gelöscht"
    before = html_of(visit("cockpit", workshop=of.id))
    open_workshop(store, of.id)
    sentence = f"Ihr Bogen wird spätestens am {day_in_words(DE, told)} gelöscht."
    simple = f"Wir löschen Ihren Fragebogen spätestens am {day_in_words(DE, told)}."
    english = f"Your sheet is deleted by {day_in_words(EN, told)} at the latest."

    joining = [said(device, f"/t/{of.code}?lang={language}") for language in ("de", "de-x-einfach", "en")]
    device.post(f"/t/{of.code}", data={"perspective": "fachverwaltung", "lang": "de"})
    device.post(f"/t/{of.code}/fertig")
    change_workshop(store, of.id, held_on=of.held_on + timedelta(days=90))

    assert [one in page for one, page in zip((sentence, simple, english), joining, strict=True)] == [True] * 3
    for place in (f"/t/{of.code}/danke", f"/t/{of.code}/druck", f"/datenschutz?code={of.code}&lang=de"):
        assert sentence in said(device, place), place
    assert simple in said(device, f"/datenschutz?code={of.code}&lang=de-x-einfach")
    assert fact in before
    for page in ("cockpit", ""):
        assert fact in html_of(visit(page, workshop=of.id)), page
    found = workshop(store, of.id)
    assert found is not None
    assert found.delete_sheets_on == told


def test_privacy_page_names_no_day_without_a_workshop(store: Store, device: Device) -> None:
    of = new_workshop(store, is_open=True)

    for place in ("/datenschutz", "/datenschutz?code=ZZZZZZ", f"/impressum?code={of.code}"):
        assert "wird spätestens am" not in said(device, place)


@pytest.mark.parametrize(
    ("left", "begins"),
    [(15, ""), (14, "In 14 Tagen, am "), (2, "In 2 Tagen, am "), (1, "Morgen, am "), (0, "")],
)
@pytest.mark.parametrize("state", ["open", "closed", "finished"])
def test_moderator_is_reminded_before_the_day(
    visit: Visit, store: Store, today: Today, state: str, left: int, begins: str
) -> None:
    of = in_state(store, state)
    today(of.delete_sheets_on - timedelta(days=left))

    app = visit("cockpit", workshop=of.id)
    listed = re.findall(r"<p><b>((?:In|Morgen)[^<]*)</b></p>", html_of(visit(workshop=of.id)))

    warned = [one.value for one in app.warning]
    assert [one[: len(begins)] for one in warned] == ([begins] if begins else [])
    assert [unescape(one) for one in listed] == warned
    if begins:
        keeps = "Die Auswertung bleibt." if state != "open" else "schließen Sie vorher die Umfrage."
        assert warned[0].endswith(keeps)


@pytest.mark.parametrize("state", ["prepared", "open", "closed", "finished"])
def test_pages_say_what_is_left_after_the_day(visit: Visit, store: Store, today: Today, state: str) -> None:
    of = in_state(store, state)
    today(of.delete_sheets_on)
    delete_due_sheets(store, of.delete_sheets_on)

    app = visit("cockpit", workshop=of.id)

    assert tally(store, of.id).present == 0
    assert f"einzelne Bögen gelöscht am {of.delete_sheets_on:%d.%m.%Y}" in html_of(app)
    nothing = "Die Umfrage wurde nicht geschlossen, bevor die Bögen am"
    assert [one.value.startswith(nothing) for one in app.info] == ([True] if state in ("prepared", "open") else [])
    for page in ("ueberblick", "unterschiede", "bericht"):
        assert not visit(page, workshop=of.id).exception


@pytest.mark.parametrize(("days", "is_kept"), [(0, True), (-30, True), (1, False)], ids=["as told", "sooner", "later"])
def test_finishing_names_the_day_and_takes_only_a_sooner_one(
    visit: Visit, store: Store, days: int, is_kept: bool
) -> None:
    of = demo_workshop(store, shown=("overview",))
    told, wanted = of.delete_sheets_on, of.delete_sheets_on + timedelta(days=days)
    app = visit(workshop=of.id).button(key=f"finish-{of.id}").click().run()

    shown = html_of(app)
    next(one for one in app.text_input if one.key == f"delete-on-{of.id}").set_value(f"{wanted:%d.%m.%Y}")
    next(one for one in app.checkbox if one.label == "Es gibt keinen weiteren Termin").check()
    app = next(one for one in app.button if one.label == "Ja, abschließen").click().run()

    found = workshop(store, of.id)
    assert f"Die einzelnen Bögen werden am {day_in_words(DE, told)} gelöscht" in shown
    assert found is not None
    assert (found.state, found.delete_sheets_on) == (("finished", wanted) if is_kept else ("closed", told))
    assert bool(app.error) is not is_kept


def in_state(store: Store, state: str) -> Workshop:
    """A workshop with sheets, in this state."""
    if state in ("prepared", "open"):
        of = new_workshop(store, is_open=state == "open")
        add_sheets(store, of.id, [EnteredSheet("fachverwaltung", {FIRST: "A"})] * 2, source="paper")
        return of
    of = demo_workshop(store, shown=("overview",))
    if state == "finished":
        finish_workshop(store, of.id)
    return of


def said(device: Device, place: str) -> str:
    """What stands on a phone's page, its marks left out."""
    answer = device.get(place)
    assert answer.status_code == 200
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
