"""The moderator's own window: what it shows while others act, and how it behaves as pages in a browser do."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from analysis.grouping import form_groups
from data.questionnaire_file import load_questionnaire
from data.store.access import issue_key
from data.store.engine import Store
from data.store.releases import release, reveal
from data.store.sheets import EnteredSheet, add_sheets
from data.store.workshops import Workshop, close_workshop, reopen_workshop, workshop
from tests.e2e.stages import QUESTIONNAIRE, demo_workshop, new_workshop, said, sign_in, until_it_stands
from tests.running import RunningServer
from web.home import DASHBOARD

ASKED = load_questionnaire(QUESTIONNAIRE)
FIRST = ASKED.short_form[0]


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture
def device(browser: Browser, server: RunningServer, store: Store) -> Iterator[Callable[[], Page]]:
    """Signs in devices of moderators, each with a cookie of its own."""
    contexts: list[BrowserContext] = []

    def signed_in() -> Page:
        contexts.append(browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE"))
        return sign_in(contexts[-1], server.base, issue_key(store, "moderator", valid=timedelta(minutes=5)))

    yield signed_in
    for context in contexts:
        context.close()


def open_page(desk: Page, server: RunningServer, address: str, of: Workshop) -> None:
    sign = "&" if "?" in address else "?"
    desk.goto(f"{server.base}/{address}{sign}w={of.id}")
    until_it_stands(desk)


def add(store: Store, of: Workshop, sizes: dict[str, int]) -> None:
    sheets = [EnteredSheet(key, {FIRST: "A"}) for key, people in sizes.items() for _person in range(people)]
    add_sheets(store, of.id, sheets, source="paper")


def state(store: Store, of: Workshop) -> str:
    now = workshop(store, of.id)
    assert now is not None
    return now.state


def test_closing_says_why_groups_are_merged_and_leads_to_the_results(
    device: Callable[[], Page], server: RunningServer, store: Store, phone: Callable[..., Page]
) -> None:
    of = new_workshop(store, is_open=True, title="Schließen")
    desk = device()
    add(store, of, {"fachverwaltung": 6, "kommunalpolitik": 7, "communities": 5, "organisationen": 6, "betriebe": 2})
    unfinished = phone()
    unfinished.goto(f"{server.base}/t/{of.code}")
    unfinished.get_by_text("Wirtschaft, Arbeitsagentur, Jobcenter", exact=True).click()
    unfinished.get_by_role("button", name="Los geht’s").click()
    unfinished.locator(f'label:has(input[name="a.{FIRST}"][value="B"])').click()
    expect(unfinished.locator("#status")).to_contain_text("gespeichert")
    open_page(desk, server, "cockpit", of)

    desk.get_by_role("button", name="Umfrage schließen …").click()
    dialog = desk.get_by_role("dialog")
    expect(
        dialog.get_by_text("Wirtschaft hat 3; damit niemand herauszurechnen ist, kommt Communities (5) dazu.")
    ).to_be_visible()
    expect(dialog.get_by_text("Ein Bogen ist noch nicht fertig; er zählt mit.")).to_be_visible()
    dialog.get_by_role("button", name="Jetzt schließen").click()
    desk.get_by_role("button", name="Ergebnisse zeigen").click()
    expect(desk.locator(".js-plotly-plot").first).to_be_visible()
    desk.get_by_role("link", name="Überblick").click()

    expect(desk.get_by_role("heading", name="Überblick", level=1)).to_be_visible()
    expect(desk.locator(".js-plotly-plot").first).to_be_visible()
    closed = release(store, of.id)
    assert closed is not None
    assert closed.revealed
    assert {group.id: group.people for group in closed.counted.groups} == {
        "verwaltung": 6,
        "politik": 7,
        "zivilgesellschaft": 6,
        "uebrige": 8,
    }


def choose(desk: Page, entry: str) -> None:
    """Something that can be done with the chosen workshop."""
    row = desk.locator('[class*="st-key-work-"]').filter(has=desk.locator(".tag"))
    row.get_by_role("button", name="Mehr", exact=True).click()
    desk.get_by_role("button", name=entry).click()


def test_dialog_of_a_signed_out_device_changes_nothing_and_says_why(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = demo_workshop(store, shown=("overview",))
    signed_out, other = device(), device()
    open_page(signed_out, server, "", of)
    choose(signed_out, "Workshop abschließen")
    confirm = signed_out.get_by_role("dialog").get_by_role("button", name="Ja, abschließen")
    expect(confirm).to_be_visible()
    assert state(store, of) == "closed"

    open_page(other, server, "cockpit", of)
    other.get_by_role("button", name="Weiteres Gerät").click()
    other.get_by_role("button", name="Alle anderen Geräte abmelden").click()
    expect(other.get_by_text("Nur dieses Gerät ist noch angemeldet")).to_be_visible()
    with suppress(PlaywrightTimeout):  # an open window notices within seconds, maybe before the click
        confirm.click(timeout=1_000)

    expect(signed_out.get_by_text("Aus diesem Fenster wird nichts mehr geändert.")).to_be_visible()
    expect(signed_out.get_by_role("dialog")).to_have_count(0)
    assert state(store, of) == "closed"


def test_finishing_asks_first(device: Callable[[], Page], server: RunningServer, store: Store) -> None:
    of = demo_workshop(store, shown=("overview",))
    desk = device()
    open_page(desk, server, "", of)

    choose(desk, "Workshop abschließen")
    desk.get_by_role("dialog").get_by_role("button", name="Nicht abschließen").click()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    assert state(store, of) == "closed"

    choose(desk, "Workshop abschließen")
    dialog = desk.get_by_role("dialog")
    dialog.get_by_role("button", name="Ja, abschließen").click()
    expect(dialog.get_by_text("Bitte einen Tag eintragen, oder ankreuzen, dass es keinen Termin gibt.")).to_be_visible()
    dialog.get_by_text("Es gibt keinen weiteren Termin", exact=True).click()
    dialog.get_by_role("button", name="Ja, abschließen").click()
    expect(dialog).to_have_count(0)
    assert state(store, of) == "finished"


def test_windows_follow_what_happens_in_another(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = new_workshop(store, is_open=True, title="Fenster")
    pages = {address: device() for address in ("cockpit", "ueberblick", "bericht")}
    for address, page in pages.items():
        open_page(page, server, address, of)

    add(store, of, {"fachverwaltung": 6})
    row = pages["cockpit"].get_by_role("row", name="Fachverwaltungen")
    expect(row).to_contain_text("6")
    add(store, of, {"fachverwaltung": 1})
    expect(row).to_contain_text("7")

    close_workshop(store, of.id, lambda people: form_groups(people, ASKED, threshold=5))
    expect(pages["ueberblick"].get_by_role("button", name="Ergebnisse zeigen")).to_be_visible()
    reopen_workshop(store, of.id)
    expect(pages["ueberblick"].get_by_text("Ergebnisse gibt es, sobald die Umfrage geschlossen ist")).to_be_visible()
    close_workshop(store, of.id, lambda people: form_groups(people, ASKED, threshold=5))
    expect(pages["cockpit"].get_by_role("button", name="Wieder öffnen")).to_be_visible()

    reveal(store, of.id, "overview")
    expect(pages["ueberblick"].locator(".js-plotly-plot").first).to_be_visible()
    expect(pages["cockpit"].get_by_role("button", name="Wieder öffnen")).to_have_count(0)
    expect(pages["bericht"].get_by_role("button", name="Dokumente erstellen")).to_be_visible()


def test_visit_from_the_machine_itself_is_no_phone(
    device: Callable[[], Page], server: RunningServer, store: Store, phone: Callable[..., Page]
) -> None:
    of = new_workshop(store, is_open=True, title="Handy-Test")
    desk = device()
    open_page(desk, server, "cockpit", of)
    desk.get_by_role("button", name="Handy-Test").click()

    phone().goto(f"{server.base}/t/{of.code}")
    with httpx.Client(base_url=server.base) as proxied:
        desk.wait_for_timeout(2_500)  # a round of the page, which looks every two seconds
        expect(desk.get_by_text("Scannen Sie den QR-Code mit einem Telefon")).to_be_visible()
        proxied.get(f"/t/{of.code}", headers={"X-Forwarded-For": "192.0.2.17"})

    expect(desk.get_by_text("Telefon verbunden: Telefone in diesem Netz erreichen die Umfrage.")).to_be_visible()


def test_new_page_begins_at_its_top_and_back_leads_to_the_page_before(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = demo_workshop(store, shown=("overview", "differences"))
    desk = device()
    open_page(desk, server, "ueberblick", of)
    desk.get_by_text("Perspektiven", exact=True).click()
    expect(desk).to_have_url(re.compile("sicht=gruppen"))
    desk.get_by_text("Feld × Perspektive").click()
    expect(desk).to_have_url(re.compile("sicht=karte"))
    scrolled(desk, 400)

    desk.get_by_role("link", name="Unterschiede").click()
    expect(desk.get_by_role("heading", name="Unterschiede", level=1)).to_be_visible()
    expect(desk).to_have_url(re.compile("/unterschiede.*aussage="))
    assert top_of(desk) == 0
    desk.locator(".rc-overflow-item-rest button").click()
    desk.get_by_role("menuitem", name="Hilfe").click()
    expect(desk.get_by_role("heading", name="Hilfe", level=1)).to_be_visible()
    scrolled(desk, 600)

    desk.go_back()
    expect(desk.get_by_role("heading", name="Unterschiede", level=1)).to_be_visible()
    assert top_of(desk) == 0
    desk.go_back()
    expect(desk.get_by_role("heading", name="Überblick", level=1)).to_be_visible()
    expect(desk).to_have_url(re.compile(f"w={of.id}"))
    expect(desk.get_by_role("radio", name="Feld × Perspektive")).to_be_checked()
    desk.go_forward()
    expect(desk.get_by_role("heading", name="Unterschiede", level=1)).to_be_visible()


@pytest.mark.parametrize("address", ["ueberblick?sicht=radar", "ueberblick?sicht=karte", "unterschiede"])
def test_narrow_window_shows_the_table_instead_of_the_chart(
    device: Callable[[], Page], server: RunningServer, store: Store, address: str
) -> None:
    of = demo_workshop(store, shown=("overview", "differences"))
    desk = device()
    desk.set_viewport_size({"width": 390, "height": 844})
    open_page(desk, server, address, of)

    expect(desk.locator("table.stacked").last).to_be_visible()
    expect(desk.locator(".js-plotly-plot")).to_be_hidden()
    expect(desk.get_by_role("rowheader").first).to_be_visible()
    assert desk.evaluate("document.documentElement.scrollWidth") == 390
    widest = (
        "Math.max(...[...document.querySelectorAll('table.stacked *')].map(one => one.getBoundingClientRect().right))"
    )
    assert desk.evaluate(widest) <= 390

    desk.set_viewport_size({"width": 1280, "height": 900})
    expect(desk.locator(".js-plotly-plot")).to_be_visible()
    expect(desk.locator("table.stacked").last).to_be_hidden()


def test_row_of_the_list_is_chosen_by_mouse_and_keyboard_and_outlasts_a_reload(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = demo_workshop(store, shown=("differences",))
    desk = device()
    open_page(desk, server, "unterschiede?ordnung=fragebogen", of)
    grid = desk.locator(".dvn-scroller").first
    expect(desk.get_by_role("heading", name=sentence(of, 0))).to_be_visible()

    grid.click(position={"x": 240, "y": middle_of_row(4)})  # on a text in the middle of the row
    expect(desk.get_by_role("heading", name=sentence(of, 4))).to_be_visible()
    grid.click(position={"x": 300, "y": middle_of_row(-1)})  # its head: the order stands in one place, above
    expect(desk.get_by_test_id("stDataFrameColumnMenu")).to_be_hidden()
    grid.click(position={"x": 120, "y": middle_of_row(4)})
    desk.keyboard.press("ArrowDown")
    expect(desk.get_by_role("heading", name=sentence(of, 5))).to_be_visible()
    expect(desk).to_have_url(re.compile(f"aussage={re.escape(of.room[5])}"))

    desk.reload()
    until_it_stands(desk, has_chart=True)
    expect(desk.get_by_role("heading", name=sentence(of, 5))).to_be_visible()
    desk.get_by_label("Aussage suchen").fill("Kita")
    desk.keyboard.press("Enter")
    expect(desk).to_have_url(re.compile("suche=Kita"))
    expect(desk.get_by_role("heading", name="Kita-Platz")).to_be_visible()
    desk.reload()
    until_it_stands(desk, has_chart=True)
    expect(desk.get_by_label("Aussage suchen")).to_have_value("Kita")


def test_list_and_statement_can_be_used_on_a_phone(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = demo_workshop(store, shown=("differences",))
    desk = device()
    desk.set_viewport_size({"width": 390, "height": 844})
    open_page(desk, server, "unterschiede?ordnung=fragebogen", of)
    expect(desk.get_by_test_id("stDataFrame")).to_be_hidden()

    desk.get_by_role("combobox", name="Aussage", exact=True).click()
    desk.get_by_role("option").nth(3).click()

    expect(desk.get_by_role("heading", name=sentence(of, 3))).to_be_visible()
    expect(desk).to_have_url(re.compile(f"aussage={re.escape(of.room[3])}"))
    assert desk.evaluate("document.documentElement.scrollWidth") == 390


def sentence(of: Workshop, number: int) -> str:
    return ASKED.statements[of.room[number]].text["de"]


def middle_of_row(number: int) -> int:
    """Pixels below the upper edge of the list of Unterschiede."""
    return 36 + 24 * number + 12


def test_workshop_needs_one_name_and_errors_stand_at_their_field(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = new_workshop(store, is_open=False, title="Vorhanden")
    desk = device()
    open_page(desk, server, "", of)
    form = desk.get_by_test_id("stForm").filter(has=desk.get_by_role("button", name="Workshop anlegen"))
    expect(form.get_by_role("textbox")).to_have_count(1)

    form.get_by_role("button", name="Workshop anlegen").click()
    expect(form.get_by_role("alert")).to_have_text("Bitte die Kommune angeben.")
    expect(form.get_by_label("Kommune")).to_be_focused()

    desk.get_by_text("Mehr: Titel").click()
    more = desk.locator('[data-testid="stExpander"]', has_text="Mehr: Titel").last
    more.get_by_label("Datum (TT.MM.JJJJ)").fill("31.02.2027")
    more.get_by_label("Passwort des WLANs").fill("kurz")
    form.get_by_label("Kommune").fill("Neulingen")
    form.get_by_role("button", name="Workshop anlegen").click()
    expect(more.get_by_role("alert")).to_have_text(
        [
            "Den 31.02.2027 gibt es nicht.",
            "Ein WLAN-Passwort hat 8 bis 63 Zeichen. Ist das WLAN offen, lassen Sie das Feld leer.",
        ]
    )
    expect(form.get_by_label("Kommune")).to_have_value("Neulingen")

    more.get_by_label("Datum (TT.MM.JJJJ)").fill("28.02.2027")
    more.get_by_label("Passwort des WLANs").fill("lang genug")
    form.get_by_role("button", name="Workshop anlegen").click()
    expect(desk.get_by_role("heading", name="Selbstcheck-Workshop · Neulingen", level=1)).to_be_visible()


def test_address_typed_by_hand_leads_to_its_page_or_says_that_there_is_none(
    device: Callable[[], Page], server: RunningServer, store: Store
) -> None:
    of = new_workshop(store, is_open=False, title="Getippt")
    desk = device()

    open_page(desk, server, "workshops", of)
    expect(desk.get_by_role("heading", name="Workshops", level=1)).to_be_visible()
    expect(desk.get_by_role("dialog")).to_have_count(0)
    links = desk.locator('[data-testid="stTopNavLink"], [data-testid="stPageLink"] a')
    expect(links).to_have_count(len(DASHBOARD["moderator"]))
    addresses: list[str] = links.evaluate_all("links => links.map(link => link.href)")
    assert {desk.request.get(address, max_redirects=0).status for address in addresses} == {200}

    desk.goto(f"{server.base}/uebersicht")
    expect(desk.get_by_role("heading", name="Diese Seite gibt es nicht.")).to_be_visible()
    desk.get_by_role("link", name="Weiter zu „Workshops“").click()
    expect(desk.get_by_role("heading", name="Workshops", level=1)).to_be_visible()
    expect(desk.get_by_text("Page not found")).to_have_count(0)


def scrolled(desk: Page, pixels: int) -> None:
    """Scroll the page down."""
    desk.get_by_test_id("stMain").evaluate("(main, pixels) => main.scrollTo(0, pixels)", pixels)
    assert top_of(desk) > 0


def top_of(desk: Page) -> int:
    """How far the page is scrolled."""
    return int(desk.get_by_test_id("stMain").evaluate("main => main.scrollTop"))


@pytest.mark.parametrize("is_english", [False, True])
def test_radar_stands_on_the_first_screen_of_a_laptop(
    device: Callable[[], Page], server: RunningServer, store: Store, *, is_english: bool
) -> None:
    of = demo_workshop(store, shown=("overview",))
    desk = device()
    desk.set_viewport_size({"width": 1280, "height": 800})
    open_page(desk, server, "ueberblick?sicht=radar", of)
    if is_english:
        desk.get_by_role("button", name="English").click()
        expect(desk.get_by_role("heading", name="Overview", level=1)).to_be_visible()
    chart = desk.locator(".js-plotly-plot").first
    expect(chart).to_be_visible()

    desk.get_by_role("button", name=said(desk, "Mit Gruppen vergleichen")).click()
    desk.get_by_test_id("stPopoverBody").get_by_role("button").first.click()
    expect(desk).to_have_url(re.compile("gruppen=verwaltung"))
    desk.keyboard.press("Escape")
    expect(desk.get_by_test_id("stPopoverBody")).to_have_count(0)
    expect(chart).to_be_in_viewport(ratio=1)
