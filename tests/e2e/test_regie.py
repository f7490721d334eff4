"""The Regie in a real browser: an evening by thumb, by keyboard, without JavaScript, and with a bad network."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from analysis.stage import Place
from content.views import View
from data.store.access import issue_key
from data.store.comments import comments, hide_comment, release_comment, save_comment, shorten_comment
from data.store.engine import Store
from data.store.releases import release
from data.store.sheets import join, save_answers
from data.store.stages import move, stage
from data.store.workshops import Workshop, questionnaire, workshop
from tests.e2e.stages import demo_workshop, new_workshop
from tests.e2e.test_accessibility import TAGS
from tests.running import RunningServer
from web.identity import hashed

RADAR = "ueberblick?sicht=radar"
THUMB, SMALL, LAPTOP = (390, 844), (320, 640), (1024, 768)

CUT = """() => [...document.querySelectorAll('button, a, h1, h2, p, td, th, summary, b, span')]
    .filter(one => one.checkVisibility() && one.closest('#next') === null)
    .filter(one => {
        const box = one.getBoundingClientRect();
        const inside = document.createRange();
        inside.selectNodeContents(one);
        const text = inside.getBoundingClientRect();
        return box.left < -1 || box.right > innerWidth + 1 || text.left < -1 || text.right > innerWidth + 1
            || one.matches('button, a.button') && (text.left < box.left - 1 || text.right > box.right + 1);
    }).map(one => one.textContent.trim())"""
"""What stands beyond the edge of the window, or of its button."""

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def remote(browser: Browser, server: RunningServer, store: Store) -> Iterator[Open]:
    """Opens a moderator's browser at the Regie of a workshop; what it complains of fails the test."""
    contexts, complaints = [], []

    def opened(of: Workshop, size: tuple[int, int] = THUMB, place: str = "", **options: Any) -> Page:
        viewport = {"width": size[0], "height": size[1]}
        context = browser.new_context(viewport=viewport, locale="de-DE", **options)
        contexts.append(context)
        context.set_default_timeout(20_000)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if "Security Policy" in said.text else None)
        page.goto(f"{server.base}/anmelden/{issue_key(store, 'moderator', valid=timedelta(minutes=5))}")
        page.goto(f"{server.base}/regie/{of.code}{place}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []


def answers(store: Store, of: Workshop, perspective: str, people: int) -> None:
    for number in range(people):
        token = hashed(f"{of.id} {perspective} {number}")
        join(store, of.id, perspective=perspective, source="phone", token_hash=token).result()
        save_answers(store, token, of.code, dict.fromkeys(of.room, "ABCD"[number % 4])).result()


def comment(store: Store, of: Workshop) -> None:
    """Three people write: one is not read yet, one is shortened and released, one is hidden."""
    answers(store, of, "fachverwaltung", 3)
    field = questionnaire(store, of).only(of.room).fields[0].id
    for number, said in enumerate(("W" * 280, "Ein Satz und noch viel mehr.", "مرحبا بكم")):
        save_comment(store, hashed(f"{of.id} fachverwaltung {number}"), of.code, field, said).result()
    hidden, shortened = (next(one for one in comments(store, of.id) if one.text[0] == sign) for sign in "مE")
    hide_comment(store, of.id, hidden.id)
    shorten_comment(store, of.id, shortened.id, "Ein Satz.")
    release_comment(store, of.id, shortened.id, in_report=True)


def tap(page: Page, name: str) -> None:
    """Tap a button of the Regie; it has arrived."""
    page.locator("#desk").get_by_role("button", name=name).click()
    expect(page.locator("#answer")).to_have_text(re.compile(r"Angekommen um \d\d:\d\d"))


def seen(page: Page, text: str | re.Pattern[str]) -> None:
    expect(page.locator(".seen h2")).to_have_text(text)


def test_evening_by_thumb(store: Store, remote: Open) -> None:
    of = new_workshop(store, is_open=False)
    page = remote(of)
    seen(page, "Beitreten")
    for title in ("Leitmotiv", "Spielregeln", "Antworten"):
        tap(page, "Weiter")
        seen(page, title)
    page.get_by_role("button", name="Umfrage öffnen").click()
    expect(page.locator("#tally")).to_have_text("0 dabei · 0 fertig")
    answers(store, of, "fachverwaltung", 7)
    expect(page.locator("#tally")).to_have_text("7 dabei · 7 fertig")

    page.get_by_role("link", name="Umfrage schließen …").click()
    answers(store, of, "kommunalpolitik", 5)
    page.get_by_role("button", name="Jetzt schließen").click()
    expect(page.get_by_role("alert")).to_contain_text("es werden andere Gruppen")
    page.get_by_role("button", name="Jetzt schließen").click()
    expect(page.get_by_role("button", name="Weiter")).to_contain_text("Handlungsfelder: Achsen")

    tap(page, "Weiter")
    expect(page.get_by_role("link", name="Wieder öffnen …")).to_be_visible()
    expect(page.get_by_role("button", name="Weiter")).to_contain_text("Danach ist die Auswertung endgültig.")
    tap(page, "Weiter")
    expect(page.locator(".kicker")).to_have_text("Handlungsfelder: Alle im Raum")
    expect(page.get_by_role("link", name="Wieder öffnen …")).to_have_count(0)
    kept = release(store, of.id)
    assert kept is not None
    assert kept.shown == ("overview",)

    page.get_by_role("link", name="Alle Folien").click()
    everything = page.locator(".slides li:visible").count()
    page.get_by_label("Folie suchen").fill("gemeinsame einschätzen")
    expect(page.locator("#none")).to_have_text("Keine Folie enthält diese Wörter.")
    page.get_by_label("Folie suchen").fill("SPIELREGELN")
    expect(page.locator(".slides li:visible")).to_have_count(1)
    assert everything > 30
    page.get_by_label("Folie suchen").fill("familien jeder kita-platz")
    expect(page.locator(".slides li:visible")).to_have_text(re.compile("^Gleiche Chancen auf Kita"))
    page.get_by_label("Folie suchen").fill("antwortet seite")
    page.locator(".slides li:visible").get_by_role("button", name="Wie der Raum antwortet, Seite 2").click()
    expect(page.locator(".kicker")).to_have_text("Wie der Raum antwortet, Seite 2")
    assert stage(store, of.id).place == Place("folie", "unterschiede?sicht=aussagen&teil=2")

    tap(page, "Schwarz")
    expect(page.get_by_text("Die Leinwand ist schwarz.")).to_be_visible()
    tap(page, "Bild zeigen")
    tap(page, "Einfrieren")
    tap(page, "Weiter")
    expect(page.get_by_text("Eingefroren. Der Raum sieht weiter:")).to_contain_text("Wie der Raum antwortet, Seite 2")
    assert stage(store, of.id).seen == Place("folie", "unterschiede?sicht=aussagen&teil=2")
    tap(page, "Freigeben")
    tap(page, "+ 5 Minuten")
    expect(page.locator("#left")).to_have_text(re.compile("4:5"))


def test_what_is_needed_is_within_the_thumbs_reach(store: Store, remote: Open) -> None:
    of = demo_workshop(store, shown=("overview",))
    page = remote(of)
    onward = page.locator("#next").bounding_box()
    assert onward is not None
    assert (onward["width"], onward["height"]) == (272, 104)
    for id_ in ("next", "back", "plus", "black", "freeze", "joining", "all", "answer", "seen-head", "coming-head"):
        box = page.locator(f"#{id_}").bounding_box()
        assert box is not None
        assert box["y"] >= 0 and box["y"] + box["height"] <= THUMB[1], id_


def test_two_remotes_keep_up_with_each_other(store: Store, remote: Open) -> None:
    of = demo_workshop(store, shown=("overview",))
    one, other = remote(of), remote(of, LAPTOP)
    other.locator("#black").focus()
    tap(one, "Weiter")
    seen(other, "Leitmotiv")
    expect(other.locator("#black")).to_be_focused()
    tap(other, "Weiter")
    seen(one, "Spielregeln")


def test_tap_for_something_else_than_stands_moves_nothing(store: Store, remote: Open) -> None:
    of = demo_workshop(store, shown=("overview",))
    one, late = remote(of), remote(of)
    late.route("**/ereignisse", lambda route: route.abort())
    late.route("**/stand", lambda route: route.abort())
    late.reload()
    tap(one, "Weiter")

    late.get_by_role("button", name="Weiter").click()

    expect(late.locator("#answer")).to_have_text("Inzwischen hat jemand anders weitergeschaltet.")
    seen(late, "Leitmotiv")
    assert stage(store, of.id).place == Place("leitmotiv")


def test_tap_that_does_not_arrive_says_so_and_can_be_made_again(store: Store, remote: Open) -> None:
    of = demo_workshop(store, shown=("overview",))
    page = remote(of)
    page.route("**/zug", lambda route: None)  # no answer, ever
    page.get_by_role("button", name="Weiter").click()
    expect(page.locator("#answer")).to_have_text("Wird gesendet …")
    page.get_by_role("button", name="Weiter").click()  # one at a time
    expect(page.locator("#answer")).to_have_text("Nicht angekommen: bitte noch einmal tippen", timeout=6_000)
    page.unroute("**/zug")
    tap(page, "Weiter")
    seen(page, "Leitmotiv")
    assert stage(store, of.id).number == 1


def test_step_that_is_tapped_while_another_is_on_its_way_comes_after_it_and_next_counts_once(
    store: Store, remote: Open
) -> None:
    of = demo_workshop(store, shown=("overview",))
    first = Place("folie", View("aussage", part=of.room[0]).address)
    begun = move(store, of.id, replace(stage(store, of.id), place=first))
    page = remote(of)

    page.evaluate("for (const one of ['step-3', 'step-5', 'step-7']) document.getElementById(one).click()")
    _comes_to(page, store, of, begun.number + 2)
    tapped = stage(store, of.id).place
    page.evaluate("for (const one of ['next', 'next', 'next']) document.getElementById(one).click()")
    _comes_to(page, store, of, begun.number + 3)
    page.wait_for_timeout(500)

    assert tapped == replace(first, step=6)
    assert stage(store, of.id).number == begun.number + 3


def _comes_to(page: Page, store: Store, of: Workshop, number: int) -> None:
    for _attempt in range(100):
        if stage(store, of.id).number >= number and page.locator("#move [name=nummer]").input_value() == str(number):
            return
        page.wait_for_timeout(50)
    raise AssertionError(stage(store, of.id))


def test_keyboard_alone(store: Store, remote: Open) -> None:
    of = demo_workshop(store, shown=("overview",))
    page = remote(of, LAPTOP)

    def press(key: str, title: str) -> None:
        page.keyboard.press(key)
        seen(page, title)

    press("ArrowRight", "Leitmotiv")
    press("PageDown", "Spielregeln")
    press("PageUp", "Leitmotiv")
    press("Space", "Spielregeln")
    press("ArrowLeft", "Leitmotiv")
    press("Enter", "Spielregeln")
    for key in ("Control+ArrowRight", "Alt+PageDown"):
        page.keyboard.press(key)
    page.keyboard.press(".")
    expect(page.get_by_text("Die Leinwand ist schwarz.")).to_be_visible()
    page.keyboard.press("b")
    expect(page.get_by_text("Die Leinwand ist schwarz.")).to_have_count(0)
    page.locator("#freeze").focus()
    page.keyboard.press("Space")  # the button's, not a step
    expect(page.locator("#freeze")).to_have_text("Freigeben")
    expect(page.locator("#freeze")).to_be_focused()
    seen(page, "Spielregeln")
    assert stage(store, of.id).place == Place("spielregeln")
    page.keyboard.press("Enter")
    expect(page.locator("#freeze")).to_have_text("Einfrieren")

    page.get_by_role("link", name="Folge ändern").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Nach unten: Beitreten").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".order li").first).to_contain_text("1. Leitmotiv")
    expect(page.get_by_role("button", name="Nach unten: Beitreten")).to_be_focused()


def test_without_javascript_every_button_posts_its_form(store: Store, remote: Open) -> None:
    of = demo_workshop(store)
    page = remote(of, java_script_enabled=False)
    for title in ("Leitmotiv", "Spielregeln", "Antworten"):
        page.get_by_role("button", name="Weiter").click()
        seen(page, title)
    expect(page.locator("#answer")).to_have_text("Angekommen")
    page.get_by_role("button", name="Schwarz").click()
    expect(page.get_by_text("Die Leinwand ist schwarz.")).to_be_visible()
    page.get_by_role("link", name="Alle Folien").click()
    page.get_by_role("button", name="Pause").click()
    seen(page, "Pause")
    page.get_by_role("link", name="Wieder öffnen …").click()
    page.get_by_role("button", name="Wieder öffnen").click()
    expect(page.get_by_text("dabei")).to_be_visible()
    now = workshop(store, of.id)
    assert now is not None
    assert now.state == "open"


@pytest.mark.parametrize("size", [THUMB, SMALL, LAPTOP])
def test_accessible_and_nothing_is_cut(
    store: Store, server: RunningServer, remote: Open, size: tuple[int, int]
) -> None:
    filled, empty = demo_workshop(store, shown=("overview",)), new_workshop(store, is_open=True)
    answers(store, empty, "fachverwaltung", 6)
    answers(store, empty, "betriebe", 3)
    closed, written = demo_workshop(store), new_workshop(store, is_open=True)
    comment(store, written)
    page = remote(filled, size, bypass_csp=True)  # the strict policy would keep axe out
    page.get_by_role("link", name="Alle Folien").click()
    page.get_by_role("button", name="Wie der Raum antwortet").first.click()
    page.locator("#table").click()
    tap(page, "Einfrieren")
    tap(page, "Weiter")
    tap(page, "Schwarz")
    tap(page, "+ 1 Minute")
    _check(page)
    for of, place in (
        (empty, ""),
        (empty, "/schliessen?von=perspectives"),
        (closed, "/wieder-oeffnen"),
        (closed, "/folien"),
        (filled, "/folien"),
        (filled, "/folge"),
        (filled, "/kommentare"),
        (written, "/kommentare"),
        (written, ""),
        (filled, "/geraete"),
    ):
        page.goto(f"{server.base}/regie/{of.code}{place}")
        _check(page)
    page.get_by_role("button", name="Code zeigen: Co-Moderation").click()
    expect(page.get_by_role("img", name="QR-Code zur Anmeldung")).to_be_visible()
    _check(page)


def _check(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}}).response["violations"]
    assert {one["id"]: [node["html"] for node in one["nodes"]] for one in found} == {}, page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"], page.url  # type: ignore[index]
    assert page.evaluate(CUT) == [], page.url
    small = page.evaluate(
        "[...document.querySelectorAll('button, a.button')].filter(one => one.checkVisibility())"
        ".filter(one => one.getBoundingClientRect().height < 44).map(one => one.textContent)"
    )
    assert small == [], page.url


def test_page_outlives_its_server(browser: Browser, tmp_path: Path) -> None:
    first = RunningServer(tmp_path)
    store = first.store()
    of = new_workshop(store, is_open=True)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    second = None
    try:
        page = context.new_page()
        page.goto(f"{first.base}/anmelden/{first.key}")
        page.goto(f"{first.base}/regie/{of.code}")
        tap(page, "Weiter")
        first.kill()
        expect(page.locator("#answer")).to_have_text(re.compile(r"Verbindung unterbrochen, Stand von \d\d:\d\d"))
        second = RunningServer(tmp_path, port=first.port)
        expect(page.locator("#answer")).to_have_text("")
        tap(page, "Weiter")
        seen(page, "Spielregeln")
    finally:
        context.close()
        store.close()
        if second is not None:
            second.stop()
