"""What goes wrong on the day: the server dies, a phone answers meanwhile, a file has wrong cells, a sign-in is over."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from benchmarks.kill import kill_again_and_again
from data.questionnaire_file import load_questionnaire
from data.store.access import issue_key, redeem_key, revoke, revoke_all
from data.store.engine import Store
from data.store.sheets import tally
from reports.template import template
from tests.e2e.stages import (
    DESK,
    QUESTIONNAIRE,
    demo_workshop,
    new_workshop,
    show_results,
    sign_in,
    store_of,
    until_it_stands,
)
from tests.running import RunningServer
from web.identity import hashed, new_token

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ASKED = load_questionnaire(QUESTIONNAIRE)
PEOPLE = 6
FIRST_ROW = 3
WRONG = {"A4": "Stadtrat oder so", "B3": "Trifft zuu", "C5": "F", "D6": "3", "E8": "A und B"}
RIGHT = {"A4": "Kommunalpolitik", "B3": "A", "C5": "A", "D6": "A", "E8": "A"}


@pytest.fixture
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, server: RunningServer) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1400, "height": 1000}, locale="de-DE")
    yield sign_in(context, server.base, server.key)
    context.close()


def test_every_acknowledged_answer_survives_kill_9(tmp_path: Path) -> None:
    outcome = kill_again_and_again(tmp_path, rounds=3)

    assert outcome.acknowledged > 0
    assert (outcome.lost, outcome.counted_right) == (0, True)


def test_phone_that_answered_while_the_server_was_dead_delivers_afterwards(
    tmp_path: Path, phone: Callable[..., Page]
) -> None:
    server = RunningServer(tmp_path)
    store = store_of(tmp_path)
    workshop = new_workshop(store, is_open=True)
    page = phone()
    page.goto(f"{server.base}/t/{workshop.code}")
    page.get_by_text("Kommunalpolitik", exact=True).click()
    page.get_by_role("button", name="Los geht’s").click()
    expect(page.get_by_role("button", name="Weiter")).to_be_visible()

    server.kill()
    for statement in ASKED.only(ASKED.short_form).fields[0].statements:
        page.locator(f'label:has(input[name="a.{statement.id}"][value="D"])').click()
    expect(page.locator("#status")).to_have_text("3 Antworten noch nicht gesendet")
    assert tally(store, workshop.id).people == {}

    revived = RunningServer(tmp_path, port=server.port)
    expect(page.locator("#status")).to_have_text("gespeichert ✓", timeout=40_000)
    assert tally(store, workshop.id).people == {"kommunalpolitik": 1}
    page.reload()
    chosen = page.locator(".answers input:checked").evaluate_all("found => found.map(one => one.value)")
    assert chosen == ["D", "D", "D"]
    store.close()
    revived.stop()


def filled_template(changes: dict[str, str]) -> bytes:
    """Our own template with six people who agree with everything, and these cells otherwise."""
    book = load_workbook(io.BytesIO(template(ASKED, statements=ASKED.short_form)))
    sheet = book["Antworten"]
    for row in range(FIRST_ROW, FIRST_ROW + PEOPLE):
        sheet.cell(row, 1, "Kommunalpolitik")
        for column in range(2, len(ASKED.short_form) + 2):
            sheet.cell(row, column, "A")
    for cell, value in changes.items():
        sheet[cell] = value
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def by_row(cell: str) -> tuple[str, str]:
    return cell[1], cell[0]


def drop(desk: Page, name: str, content: bytes) -> None:
    desk.locator("input[type=file]").set_input_files({"name": name, "mimeType": EXCEL, "buffer": content})
    expect(desk.get_by_role("heading", name=name)).to_be_visible()


def test_file_with_wrong_cells_is_corrected_taken_over_undone_and_counted(
    desk: Page, server: RunningServer, store: Store
) -> None:
    workshop = new_workshop(store, is_open=True, title="Mit Dateien")
    desk.goto(f"{server.base}/hochladen?w={workshop.id}")
    until_it_stands(desk)

    drop(desk, "falsch.xlsx", filled_template(WRONG))
    problems = desk.get_by_role("region", name="Zellen, die sich nicht lesen ließen").locator("tbody tr")
    expect(problems).to_have_count(len(WRONG))
    expect(problems.locator("th")).to_have_text([f"Antworten!{cell}" for cell in sorted(WRONG, key=by_row)])
    desk.get_by_text("Mit dem Inhalt der Zellen").click()
    expect(problems.locator("td:nth-child(2)")).to_have_text([WRONG[cell] for cell in sorted(WRONG, key=by_row)])
    assert tally(store, workshop.id).people == {}

    desk.reload()
    until_it_stands(desk)
    drop(desk, "richtig.xlsx", filled_template(RIGHT))
    desk.get_by_role("button", name="Übernehmen", exact=True).click()
    taken = desk.get_by_text("richtig.xlsx: 6 Bögen (Antworten: 126), übernommen am")
    expect(taken).to_be_visible()
    assert tally(store, workshop.id).people == {"kommunalpolitik": 6}

    desk.get_by_role("button", name="Zurücknehmen").click()
    expect(taken).to_have_count(0)
    assert tally(store, workshop.id).people == {}

    drop(desk, "noch einmal.xlsx", filled_template(RIGHT))
    desk.get_by_role("button", name="Übernehmen", exact=True).click()
    expect(desk.get_by_text("noch einmal.xlsx: 6 Bögen (Antworten: 126), übernommen am")).to_be_visible()
    desk.get_by_role("link", name="Cockpit").click()
    desk.get_by_role("button", name="Umfrage schließen …").click()
    desk.get_by_role("button", name="Jetzt schließen").click()
    expect(desk.get_by_text("Die Umfrage ist geschlossen: 6 Bögen mit Antworten.")).to_be_visible()
    show_results(desk, "Überblick", "ueberblick")
    desk.get_by_text("Als Tabelle").click()
    expect(desk.locator(".table tbody tr td:nth-child(2)")).to_have_text(["4,0"] * len(ASKED.fields))


def withdrawn_token(store: Store) -> str:
    """What a moderator's cookie held before the device was signed out."""
    redeemed = redeem_key(store, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    assert redeemed is not None
    revoke(store, hashed(redeemed[2]))
    return redeemed[2]


@pytest.mark.parametrize("token", [withdrawn_token, lambda store: new_token()], ids=["over", "foreign"])
def test_without_a_valid_cookie_the_dashboard_shows_nothing(
    browser: Browser, server: RunningServer, store: Store, token: Callable[[Store], str]
) -> None:
    workshop = demo_workshop(store, shown=("overview", "differences"))
    context = browser.new_context(locale="de-DE")
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": "selbstcheck", "value": token(store), "url": server.base}])
    page = context.new_page()

    for address in {what.address.partition("?")[0] for what in DESK.values()}:
        page.goto(f"{server.base}/{address}?w={workshop.id}")
        assert page.locator("h1").all_inner_texts() == ["Code eingeben"]
        assert workshop.municipality not in page.content()
    context.close()


def test_open_window_shows_nothing_more_once_the_sign_in_is_over(
    desk: Page, server: RunningServer, store: Store
) -> None:
    workshop = demo_workshop(store, shown=("overview",))
    desk.goto(f"{server.base}/cockpit?w={workshop.id}")
    expect(desk.locator(".steps")).to_contain_text("42 Bögen mit Antworten")

    revoke_all(store)

    expect(desk.get_by_text("Diese Anmeldung gilt nicht mehr.")).to_be_visible()
    expect(desk.get_by_text(workshop.municipality)).to_have_count(0)
    expect(desk.locator(".steps")).to_have_count(0)
