"""Writing with a script: the line goes by itself, warns, waits for the network, and holds on to what is typed."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from content.views import View
from data.questionnaire_file import load_questionnaire
from data.store.comments import comments
from data.store.engine import Store
from data.store.sheets import tally
from data.store.workshops import Workshop, open_workshop
from phone.steps import steps_of
from tests.running import RunningServer

from .conftest import QUESTIONNAIRE, ROOM, Phone, new_workshop, skip_to_the_end, tap
from .test_now import Show
from .test_now import show as show

TEXT = "Das Amt ist gut erreichbar."
API = "**/api/t/*/comments"
FIELDS = load_questionnaire(QUESTIONNAIRE).only(ROOM).fields
WRITE = "Etwas zu diesem Handlungsfeld schreiben"


def stored(store: Store, workshop: Workshop) -> list[str]:
    return [one.text for one in comments(store, workshop.id)]


def write(page: Page, text: str) -> None:
    line = page.locator(".step:visible details.say")
    if line.get_attribute("open") is None:
        line.locator("summary").click()
    line.locator("textarea").fill(text)


def told(page: Page) -> str:
    return page.locator(".say:visible .told").inner_text()


def test_line_is_sent_by_its_button_and_ticks_nothing(joined: Page, store: Store, workshop: Workshop) -> None:
    write(joined, TEXT)
    assert stored(store, workshop) == []
    joined.get_by_role("button", name="Senden").click()

    expect(joined.locator(".say:visible .told")).to_have_text("Gespeichert. Sie können den Text ändern oder leeren.")
    assert stored(store, workshop) == [TEXT]
    assert joined.get_by_role("radio", checked=True).count() == 0
    assert joined.evaluate("localStorage.length") <= 1
    assert TEXT not in joined.evaluate("JSON.stringify(localStorage)")


def test_warned_person_may_insist_or_write_anew(joined: Page, store: Store, workshop: Workshop) -> None:
    write(joined, "Anna, 0711 1234567")
    joined.get_by_role("button", name="Senden").click()
    expect(joined.get_by_role("button", name="Trotzdem senden")).to_be_visible()
    assert ("0711 1234567" in told(joined), stored(store, workshop)) == (True, [])
    write(joined, "Anna, 0711 12345678")
    joined.get_by_role("button", name="Senden", exact=True).click()
    joined.get_by_role("button", name="Trotzdem senden").click()

    expect(joined.locator(".say:visible .told")).to_contain_text("Gespeichert.")
    assert stored(store, workshop) == ["Anna, 0711 12345678"]


def test_going_on_sends_what_was_typed(joined: Page, store: Store, workshop: Workshop) -> None:
    for statement in ROOM[:3]:
        tap(joined, statement, "B Trifft eher zu")
    write(joined, TEXT)
    joined.get_by_role("button", name="Weiter", exact=True).click()

    expect(joined.get_by_role("heading", level=1)).to_have_text(FIELDS[1].title["de"])
    assert stored(store, workshop) == [TEXT]


def test_too_long_text_stays_and_so_does_the_step(joined: Page, store: Store, workshop: Workshop) -> None:
    for statement in ROOM[:3]:
        tap(joined, statement, "B Trifft eher zu")
    write(joined, "x" * 281)
    joined.get_by_role("button", name="Weiter", exact=True).click()

    expect(joined.locator(".say:visible .told")).to_contain_text("Das sind 281 Zeichen.")
    expect(joined.get_by_role("heading", level=1)).to_have_text(FIELDS[0].title["de"])
    assert joined.locator(".say:visible textarea").input_value() == "x" * 281
    assert stored(store, workshop) == []


def test_without_network_nobody_is_held_back_and_the_end_tries_again(
    joined: Page, store: Store, workshop: Workshop
) -> None:
    joined.route(API, lambda route: route.abort())
    write(joined, TEXT)
    joined.get_by_role("button", name="Senden").click()
    expect(joined.locator(".say:visible .told")).to_contain_text("Noch nicht gesendet.")
    skip_to_the_end(joined)
    joined.unroute(API)
    joined.get_by_role("button", name="So abgeben").click()

    joined.wait_for_url("**/danke")
    assert stored(store, workshop) == [TEXT]


def test_line_of_a_statement_is_no_answer_and_the_next_step_leads_to_its_own(
    context: BrowserContext, server: RunningServer, store: Store
) -> None:
    asked = load_questionnaire(QUESTIONNAIRE)
    workshop = new_workshop(store, room=tuple(asked.statements))
    open_workshop(store, workshop.id)
    page = context.new_page()
    page.goto(f"{server.base}/t/{workshop.code}")
    page.get_by_text("Kommunalpolitik").click()
    page.get_by_role("button", name="Los geht’s").click()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url.rsplit("/", 1)[1]) if request.method == "PUT" else None)
    first, later = steps_of(asked)[0].statements[1].id, steps_of(asked)[1].statements[0].id
    line = page.locator(f'[data-id="{first}"] details.say')
    line.locator("summary").click()
    line.locator("textarea").fill(TEXT)
    line.locator("textarea").blur()
    line.get_by_role("button", name="Senden").click()
    expect(line.locator(".told")).to_contain_text("Gespeichert.")
    assert sent == ["comments"]
    while not page.locator(f'[data-id="{later}"]').is_visible():
        page.locator(".step:visible .skip").click()

    page.locator(f'[data-id="{later}"]').get_by_role("link", name="Etwas dazu schreiben").click()
    expect(page.locator(f'[data-id="{later}"] textarea')).to_be_visible()
    assert [(one.about, one.text) for one in comments(store, workshop.id)] == [(first, TEXT)]
    assert tally(store, workshop.id).without_answers == 1


def test_tablet_keeps_nothing_that_was_typed(
    page: Page, server: RunningServer, store: Store, workshop: Workshop
) -> None:
    page.goto(f"{server.base}/t/{workshop.code}?tablet=1")
    page.get_by_text("Kommunalpolitik").click()
    page.get_by_role("button", name="Los geht’s").click()
    write(page, TEXT)
    page.get_by_role("button", name="Nächste Person").click()
    expect(page.get_by_role("button", name="Los geht’s")).to_be_visible()
    page.go_back()

    expect(page.get_by_role("button", name="Los geht’s")).to_be_visible()
    assert TEXT not in page.content()
    assert stored(store, workshop) == []


@pytest.mark.parametrize("place", ["/fragen?schritt=1", "/kommentare"])
def test_lines_are_accessible_and_never_scroll_sideways(
    joined: Page, server: RunningServer, workshop: Workshop, place: str
) -> None:
    write(joined, "W" * 280)
    joined.get_by_role("button", name="Senden").click()
    expect(joined.locator(".say:visible .told")).to_contain_text("Gespeichert.")
    joined.goto(f"{server.base}/t/{workshop.code}{place}")

    expect(joined.locator(".say textarea").first).to_be_visible()
    found = Axe().run(joined, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
    assert found.response["violations"] == []
    for width in (320, 160):
        joined.set_viewport_size({"width": width, "height": 2 * width})
        assert joined.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_who_is_writing_in_the_talk_goes_on_writing(
    show: Show, context: BrowserContext, server: RunningServer, store: Store
) -> None:
    show.to(View("aussage", "verteilung", part=ROOM[0]))
    page = in_the_talk(show.phone, context, server)
    page.get_by_text("Etwas dazu schreiben").click()
    page.locator("#say textarea").fill(TEXT)
    show.to(View("aussage", "verteilung", part=ROOM[3]))
    expect(page.locator("#now")).to_have_attribute("data-slide", re.compile(re.escape(ROOM[3])))
    assert page.locator("#say textarea").input_value() == TEXT
    page.get_by_role("button", name="Senden").click()
    expect(page.locator("#say .told")).to_contain_text("Gespeichert.")
    assert [(one.about, one.text) for one in comments(store, show.workshop.id)] == [(FIELDS[0].id, TEXT)]

    show.to(View("aussage", "verteilung", part=ROOM[6]))
    expect(page.locator("#say")).to_have_attribute("data-about", FIELDS[2].id)
    assert page.locator("#say textarea").input_value() == ""
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert found.response["violations"] == []


def in_the_talk(phone: Phone, context: BrowserContext, server: RunningServer) -> Page:
    """The same sheet in a browser with a script."""
    ((name, value),) = phone.client.cookies.items()
    context.add_cookies([{"name": name, "value": value, "url": server.base}])
    page = context.new_page()
    page.goto(f"{server.base}/t/{phone.code}/jetzt")
    return page
