"""Several windows, no cookies, no storage, a tablet that goes round: in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from data.store.engine import Store
from data.store.sheets import Tally, counts, tally
from data.store.workshops import Workshop
from tests.conftest import CHROMIUM, QUIET
from tests.running import RunningServer

from .conftest import ROOM, option, tap

ANSWERS = "**/api/t/*/answers"
QUESTION = (
    "Sind Sie noch da? Ohne Antwort wird der Bogen in einer Minute abgegeben. Dieses Gerät zeigt ihn dann nicht mehr. "
    "Ja, weiter Nächste Person"
)
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('off'); }})"


def stored(store: Store, workshop: Workshop) -> list[list[object]]:
    return counts(store, workshop.id)[0][["statement", "answer", "people"]].values.tolist()


@pytest.fixture
def other(joined: Page, server: RunningServer, workshop: Workshop) -> Page:
    """A second tab of the same phone."""
    opened = joined.context.new_page()
    opened.goto(f"{server.base}/t/{workshop.code}")
    opened.wait_for_url("**/fragen**")
    return opened


# ---- two tabs ----


def test_answers_that_wait_in_one_tab_survive_what_another_saves(
    joined: Page, other: Page, store: Store, workshop: Workshop
) -> None:
    joined.route(ANSWERS, lambda route: route.abort())
    tap(joined, ROOM[0], "B Trifft eher zu")
    expect(joined.get_by_role("status")).to_have_text("1 Antwort noch nicht gesendet")

    tap(other, ROOM[1], "D Trifft nicht zu")

    expect(other.get_by_role("status")).to_have_text("gespeichert ✓")
    assert stored(store, workshop) == [[ROOM[0], "B", 1], [ROOM[1], "D", 1]]


def test_older_answer_that_waits_in_one_tab_undoes_no_newer_one(
    joined: Page, other: Page, store: Store, workshop: Workshop
) -> None:
    joined.route(ANSWERS, lambda route: route.abort())
    tap(joined, ROOM[0], "A Trifft zu")
    expect(joined.get_by_role("status")).to_contain_text("noch nicht gesendet")

    tap(other, ROOM[0], "D Trifft nicht zu")
    expect(other.get_by_role("status")).to_have_text("gespeichert ✓")
    joined.unroute(ANSWERS)
    tap(joined, ROOM[1], "C Trifft eher nicht zu")

    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")
    expect(option(joined, ROOM[0], "D Trifft nicht zu")).to_be_checked()
    assert stored(store, workshop) == [[ROOM[0], "D", 1], [ROOM[1], "C", 1]]


def test_tap_in_one_tab_is_seen_in_the_other(joined: Page, other: Page) -> None:
    tap(joined, ROOM[2], "E Keine Einschätzung möglich")

    expect(option(other, ROOM[2], "E Keine Einschätzung möglich")).to_be_checked()


def test_attempt_that_arrives_again_later_changes_nothing(joined: Page, store: Store, workshop: Workshop) -> None:
    attempts: list[Request] = []
    joined.on("request", lambda request: attempts.append(request) if request.method == "PUT" else None)
    tap(joined, ROOM[0], "A Trifft zu")
    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")
    tap(joined, ROOM[0], "D Trifft nicht zu")
    expect(joined.locator(f'[data-id="{ROOM[0]}"] .mark')).to_have_text("gespeichert ✓")

    again = "([path, body]) => fetch(path, {method: 'PUT', body}).then(reply => reply.json())"
    late = joined.evaluate(again, [attempts[0].url, attempts[0].post_data])

    assert json.loads(attempts[0].post_data or "")["answers"] == {ROOM[0]: "A"}
    assert late["late"]
    assert stored(store, workshop) == [[ROOM[0], "D", 1]]


def test_tab_whose_number_was_taken_sends_again(joined: Page, store: Store, workshop: Workshop) -> None:
    """As when two tabs count without sharing a storage."""
    ahead = "([path, answers]) => fetch(path, {method: 'PUT', body: JSON.stringify({answers, sequence: 500})})"
    joined.evaluate(ahead, [f"/api/t/{workshop.code}/answers", {ROOM[1]: "B"}])

    tap(joined, ROOM[0], "A Trifft zu")

    expect(joined.get_by_role("status")).to_have_text("gespeichert ✓")
    assert stored(store, workshop) == [[ROOM[0], "A", 1], [ROOM[1], "B", 1]]


# ---- without cookies, without storage ----


@pytest.fixture
def closed_off(browser: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """A browser that blocks cookies, and storage with them."""
    profile = tmp_path / "profile" / "Default"
    profile.mkdir(parents=True)
    blocked = {"profile": {"default_content_setting_values": {"cookies": 2}}}
    (profile / "Preferences").write_text(json.dumps(blocked), "utf-8")
    opened = browser.browser_type.launch_persistent_context(
        profile.parent, executable_path=CHROMIUM, args=QUIET, viewport={"width": 320, "height": 640}, locale="de-DE"
    )
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


def test_browser_without_cookies_names_the_cause_and_counts_nobody(
    closed_off: BrowserContext, server: RunningServer, store: Store, workshop: Workshop
) -> None:
    page = closed_off.new_page()
    for _tap in range(3):
        page.goto(f"{server.base}/t/{workshop.code}")
        page.get_by_text("Kommunalpolitik").click()
        page.get_by_role("button", name="Los geht’s").click()
        expect(page.get_by_role("heading", name="Dieser Browser merkt sich Ihren Bogen nicht.")).to_be_visible()

    page.get_by_role("link", name="Noch einmal versuchen").click()
    expect(page.get_by_role("button", name="Los geht’s")).to_be_visible()
    assert tally(store, workshop.id) == Tally(present=0, finished=0, people={}, without_answers=0)


def test_phone_without_storage_saves_waits_and_hands_in(
    context: BrowserContext, server: RunningServer, store: Store, workshop: Workshop
) -> None:
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto(f"{server.base}/t/{workshop.code}")
    page.get_by_text("Kommunalpolitik").click()
    page.get_by_role("button", name="Los geht’s").click()
    context.set_offline(True)
    tap(page, ROOM[0], "A Trifft zu")
    tap(page, ROOM[0], "B Trifft eher zu")
    expect(page.get_by_role("status")).to_have_text("1 Antwort noch nicht gesendet")

    context.set_offline(False)

    expect(page.get_by_role("status")).to_have_text("gespeichert ✓")
    assert stored(store, workshop) == [[ROOM[0], "B", 1]]


# ---- a tablet that goes round ----


@pytest.fixture
def tablet(context: BrowserContext, server: RunningServer, workshop: Workshop) -> Page:
    """In the hands of somebody who has answered one statement."""
    page = context.new_page()
    page.clock.install()
    page.goto(f"{server.base}/t/{workshop.code}?tablet=1")
    page.get_by_text("Kommunalpolitik").click()
    page.get_by_role("button", name="Los geht’s").click()
    tap(page, ROOM[0], "B Trifft eher zu")
    expect(page.get_by_role("status")).to_have_text("gespeichert ✓")
    return page


def begins_anew(page: Page) -> None:
    expect(page.get_by_role("button", name="Los geht’s")).to_be_visible()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    assert page.locator("[name=tablet]").get_attribute("value") == "1"
    assert page.evaluate("Object.keys(localStorage)") == []
    assert page.context.cookies() == []


def test_tablet_left_alone_covers_the_answers_and_asks(tablet: Page) -> None:
    tablet.clock.fast_forward("01:50")
    expect(option(tablet, ROOM[0], "B")).to_be_visible()

    tablet.clock.fast_forward("00:15")

    expect(tablet.get_by_role("heading", name="Sind Sie noch da?")).to_be_focused()
    assert " ".join(tablet.locator("body").inner_text().split()) == QUESTION
    tablet.get_by_role("link", name="Ja, weiter").click()
    expect(option(tablet, ROOM[0], "B")).to_be_checked()
    expect(option(tablet, ROOM[0], "B")).to_be_visible()


def test_tablet_without_an_answer_hands_in_and_is_clear_for_the_next_person(
    tablet: Page, store: Store, workshop: Workshop
) -> None:
    tablet.clock.fast_forward("02:01")
    expect(tablet.get_by_role("heading", name="Sind Sie noch da?")).to_be_visible()

    tablet.clock.fast_forward("01:01")

    begins_anew(tablet)
    assert tally(store, workshop.id) == Tally(present=1, finished=1, people={"kommunalpolitik": 1}, without_answers=0)


def test_tablet_that_slept_shows_nothing_when_it_wakes(tablet: Page) -> None:
    tablet.clock.fast_forward("45:00")

    begins_anew(tablet)


def test_next_person_button_hands_in_with_what_was_not_sent_yet(tablet: Page, store: Store, workshop: Workshop) -> None:
    tablet.route(ANSWERS, lambda route: route.abort())
    tap(tablet, ROOM[1], "D Trifft nicht zu")
    expect(tablet.get_by_role("status")).to_contain_text("noch nicht gesendet")
    tablet.unroute(ANSWERS)

    tablet.get_by_role("button", name="Nächste Person").click()

    begins_anew(tablet)
    assert stored(store, workshop) == [[ROOM[0], "B", 1], [ROOM[1], "D", 1]]


@pytest.mark.parametrize("screens", [1, 3])
def test_going_back_never_shows_the_person_before(tablet: Page, screens: int) -> None:
    for _ in range(3 * screens - 1):
        tablet.get_by_role("button", name="Überspringen").click()
    tablet.get_by_role("button", name="Nächste Person").click()
    begins_anew(tablet)

    for _ in range(screens):
        tablet.go_back()
        begins_anew(tablet)


def test_tablet_asks_on_its_other_pages_too(tablet: Page, server: RunningServer, workshop: Workshop) -> None:
    tablet.goto(f"{server.base}/t/{workshop.code}/perspektive")
    expect(tablet.get_by_role("radio", checked=True)).to_have_count(1)

    tablet.clock.fast_forward("02:01")

    expect(tablet.get_by_role("heading", name="Sind Sie noch da?")).to_be_visible()
    expect(tablet.get_by_role("radio")).to_have_count(0)


def test_sheet_left_for_the_legal_text_is_covered_on_the_way_back(tablet: Page) -> None:
    tablet.get_by_role("link", name="Datenschutz").click()
    tablet.clock.fast_forward("05:00")
    tablet.get_by_role("link", name="Zurück zur Umfrage").click()

    expect(tablet.get_by_role("heading", name="Sind Sie noch da?")).to_be_visible()
