"""Exports of four tools are dropped together, mapped, taken over, closed and shown; a team hands in its own file."""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as TooSlow

from data.store.engine import Store
from data.store.sheets import tally
from tests.e2e.stages import new_workshop, show_results, sign_in, until_it_stands, with_wrong_cells
from tests.exports import efs, handmade, limesurvey, msforms, nextcloud
from tests.exports.people import ONE_IS_AGREE, Person, made_people
from tests.exports.sample import SHORT
from tests.running import RunningServer
from texts.words import words

PERSPECTIVES = ("fachverwaltung", "kommunalpolitik", "communities", "betriebe")
PEOPLE = tuple(
    replace(person, perspective=PERSPECTIVES[place % len(PERSPECTIVES)])
    for place, person in enumerate(made_people(SHORT, 41))
)
LIME, FORMS, CLOUD, TABLE = PEOPLE[:12], PEOPLE[12:20], PEOPLE[20:29], PEOPLE[29:]
"""Who answered where: 12, 8, 9 and 12 people."""

FIRST = SHORT.fields[0].statements[0]
MISSPELT = replace(FIRST, text={"de": FIRST.text["de"].replace("Leitbild", "Leitbid")})
SLIPPED = replace(
    SHORT,
    fields=(replace(SHORT.fields[0], statements=(MISSPELT, *SHORT.fields[0].statements[1:])), *SHORT.fields[1:]),
)

FILES = {
    "limesurvey.xlsx": limesurvey.xlsx(limesurvey.rows(LIME, SHORT, words=ONE_IS_AGREE), SHORT),
    "forms.xlsx": msforms.xlsx(msforms.rows(FORMS, SHORT)),
    "nextcloud.csv": nextcloud.csv(nextcloud.rows(CLOUD, SHORT, questions="grid")),
    "tabelle.xlsx": handmade.titled(TABLE, SLIPPED),
}
LINES = {
    "limesurvey.xlsx": (LIME, "LimeSurvey"),
    "forms.xlsx": (FORMS, "Microsoft Forms"),
    "nextcloud.csv": (CLOUD, "Nextcloud Forms"),
    "tabelle.xlsx": (TABLE, "eigene Tabelle"),
}
ANY_DAY = r", übernommen am \d\d\.\d\d\.\d{4} "


@pytest.fixture
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, server: RunningServer) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    yield sign_in(context, server.base, server.key)
    context.close()


def drop(page: Page, files: dict[str, bytes]) -> None:
    """Drop these files together and wait until each has its part of the page."""
    page.locator("input[type=file]").set_input_files(
        [{"name": name, "mimeType": "", "buffer": content} for name, content in files.items()]
    )
    for name in files:
        expect(page.get_by_role("heading", name=name)).to_be_visible()


def part(page: Page, name: str) -> Locator:
    """The part of the page that is about this file."""
    heading = page.get_by_role("heading", name=name, exact=True)
    return page.get_by_test_id("stVerticalBlock").filter(has=heading).last


def choose(page: Page, label: str, option: str) -> None:
    """As people do it: while the page is run a list closes again, and is opened once more."""
    field, wanted = page.get_by_role("combobox", name=label), page.get_by_role("option", name=option, exact=True)
    for _again in range(10):
        until_it_stands(page)
        field.click()
        try:
            wanted.click(timeout=1_000)
            break
        except TooSlow:
            page.keyboard.press("Escape")
    expect(field).to_have_value(option)


def take_over(page: Page, name: str) -> None:
    part(page, name).get_by_role("button", name="Übernehmen", exact=True).click()
    expect(page.get_by_role("heading", name=name)).to_have_count(0)


def expect_batches(page: Page, names: Sequence[str]) -> None:
    """The list holds these files and no others, each with its people, answers and tool."""
    lines = [
        re.compile(rf"^{name}: {len(people)} Bögen \(Antworten: {answers_of(people)}\){ANY_DAY}\({tool}\)$")
        for name, (people, tool) in sorted(LINES.items())
        if name in names
    ]
    expect(page.get_by_text(", übernommen am ")).to_have_text(lines)
    expect(page.get_by_role("button", name="Zurücknehmen")).to_have_count(len(names))


def answers_of(people: Sequence[Person]) -> int:
    return sum(len(person.answers) for person in people)


def room_levels(people: Sequence[Person]) -> list[str]:
    """By definition: the mean of A = 4 to D = 1 for each statement, then of these for each Handlungsfeld."""
    levels = []
    for field in SHORT.fields:
        means = []
        for statement in field.statements:
            given = [person.answers[statement.id] for person in people if person.answers.get(statement.id, "E") != "E"]
            means.append(Fraction(sum("DCBA".index(answer) + 1 for answer in given), len(given)))
        levels.append(words("de").number(sum(means) / len(means)))
    return levels


def test_four_exports_are_mapped_taken_over_closed_and_shown(desk: Page, server: RunningServer, store: Store) -> None:
    workshop = new_workshop(store, is_open=True, title="Mit Exporten")
    desk.goto(f"{server.base}/hochladen?w={workshop.id}")
    until_it_stands(desk)

    drop(desk, FILES)
    expect(part(desk, "limesurvey.xlsx").get_by_text("5 Fragen sind noch offen.")).to_be_visible()
    expect(part(desk, "tabelle.xlsx").get_by_text("Eine Frage ist noch offen.")).to_be_visible()
    expect(desk.get_by_role("button", name="Übernehmen", exact=True)).to_have_count(2)
    expect_batches(desk, [])

    for place, perspective in enumerate(PERSPECTIVES):
        code = list(SHORT.perspectives).index(perspective) + 1
        choose(desk, f"„AO{code:02}“ (3-mal)", SHORT.perspectives[perspective].title["de"])
        still = f"{4 - place} Fragen sind" if place < 3 else "Eine Frage ist"
        expect(part(desk, "limesurvey.xlsx").get_by_text(f"{still} noch offen.")).to_be_visible()
    desk.get_by_text("1 = A Trifft zu, 2 = B Trifft eher zu").first.click()
    take_over(desk, "limesurvey.xlsx")
    expect_batches(desk, ["limesurvey.xlsx"])
    take_over(desk, "forms.xlsx")
    expect_batches(desk, ["limesurvey.xlsx", "forms.xlsx"])
    take_over(desk, "nextcloud.csv")
    expect_batches(desk, ["limesurvey.xlsx", "forms.xlsx", "nextcloud.csv"])
    desk.get_by_role("button", name="Den Vorschlag übernehmen").click()
    take_over(desk, "tabelle.xlsx")
    expect_batches(desk, list(FILES))
    assert sum(tally(store, workshop.id).people.values()) == 41

    desk.get_by_role("button", name="Zurücknehmen").nth(sorted(FILES).index("nextcloud.csv")).click()
    expect_batches(desk, ["limesurvey.xlsx", "forms.xlsx", "tabelle.xlsx"])

    desk.get_by_role("link", name="Cockpit").click()
    desk.get_by_role("button", name="Umfrage schließen …").click()
    desk.get_by_role("dialog").get_by_role("button", name="Jetzt schließen").click()
    expect(desk.get_by_text("Die Umfrage ist geschlossen: 32 Bögen mit Antworten.")).to_be_visible()
    show_results(desk, "Überblick", "ueberblick")
    desk.get_by_text("Als Tabelle").click()
    expect(desk.locator(".table tbody tr td:nth-child(2)")).to_have_text(room_levels([*LIME, *FORMS, *TABLE]))
    expect(desk.get_by_text("32 Bögen mit Antworten")).to_be_visible()


def test_a_column_is_given_its_statement_with_the_keyboard_alone(
    desk: Page, server: RunningServer, store: Store
) -> None:
    workshop = new_workshop(store, is_open=True, title="Ohne Texte")
    desk.goto(f"{server.base}/hochladen?w={workshop.id}")
    until_it_stands(desk)
    drop(desk, {"efs.csv": efs.csv(efs.rows(LIME, SHORT, embedded=1))})
    desk.get_by_role("combobox", name="Diese Datei nennt keine Perspektive.").focus()
    desk.keyboard.type("Spalte H")
    expect(desk.get_by_role("option", name="Spalte H")).to_have_count(1)
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("combobox", name="(3-mal)")).to_have_count(len(PERSPECTIVES))
    until_it_stands(desk)
    desk.get_by_role("radio", name="einzeln entscheiden").focus()
    desk.keyboard.press("Space")
    in_order = desk.get_by_role("button", name="Der Reihe nach zuordnen")
    expect(in_order).to_be_visible()
    until_it_stands(desk)

    expect(desk.get_by_test_id("data-grid-canvas")).to_be_visible()  # it comes later than the rest of the page
    in_order.focus()
    desk.keyboard.press("Tab")
    for place, key in {"0-1": "ArrowDown", "1-1": "ArrowRight", "2-1": "ArrowRight"}.items():
        desk.keyboard.press(key)
        expect(desk.get_by_test_id(f"glide-cell-{place}")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("option")).to_have_count(len(SHORT.statements) + 2)
    desk.keyboard.type("1.02")
    desk.keyboard.press("Enter")

    expect(desk.get_by_test_id("glide-cell-2-1")).to_contain_text("1.02 Unsere Kommune arbeitet")
    expect(desk.get_by_text("25 Fragen sind noch offen.")).to_be_visible()  # 20 columns, 4 perspectives, the direction
    until_it_stands(desk)
    expect(desk.get_by_role("option")).to_have_count(0)  # the list of the cell is gone, and gives the keys back
    in_order.press("Enter")
    expect(desk.get_by_text(re.compile("^5 Fragen sind noch offen"))).to_be_visible()
    expect(desk.get_by_test_id("glide-cell-2-0")).to_contain_text("1.01 Unsere Kommune bekennt sich")
    expect(desk.get_by_test_id("glide-cell-2-1")).to_contain_text("1.02 Unsere Kommune arbeitet")
    expect(desk.get_by_test_id("glide-cell-2-2")).to_contain_text("1.06 ")


def test_unreadable_cells_are_downloaded_as_a_list(desk: Page, server: RunningServer, store: Store) -> None:
    workshop = new_workshop(store, is_open=True, title="Mit Fehlern")
    desk.goto(f"{server.base}/hochladen?w={workshop.id}")
    until_it_stands(desk)
    drop(desk, {"eigene.xlsx": with_wrong_cells(LIME)})

    with desk.expect_download() as download:
        desk.get_by_role("button", name="Liste herunterladen").click()

    (sheet,) = load_workbook(io.BytesIO(download.value.path().read_bytes())).worksheets
    assert download.value.suggested_filename == "nicht-lesbar.xlsx"
    assert [row[0] for row in sheet.iter_rows(values_only=True)] == ["Zelle", "Auswertung!C6", "Auswertung!D7"]


def test_a_team_hands_in_its_file_and_sees_nothing_else(
    desk: Page, server: RunningServer, store: Store, browser: Browser
) -> None:
    workshop = new_workshop(store, is_open=True, title="Mit Team")
    desk.goto(f"{server.base}/hochladen?w={workshop.id}")
    until_it_stands(desk)
    drop(desk, {"forms.xlsx": FILES["forms.xlsx"]})
    take_over(desk, "forms.xlsx")
    desk.get_by_role("button", name="Teams hochladen lassen").click()
    desk.get_by_label("Für wen ist der Link? (zum Beispiel Jugendamt)").fill("Jugendamt")
    desk.get_by_role("button", name="Link erstellen").click()
    link = desk.get_by_test_id("stCode").inner_text().strip()

    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    context.set_default_timeout(20_000)
    team = context.new_page()
    team.goto(link)
    until_it_stands(team)
    expect_batches(team, [])
    drop(team, {"nextcloud.csv": FILES["nextcloud.csv"]})
    take_over(team, "nextcloud.csv")
    expect_batches(team, ["nextcloud.csv"])
    expect(team.get_by_text("201 Zellen der Datei = 157 übernommen")).to_be_visible()
    for place in ("ueberblick", "unterschiede", "bericht", "boegen", "cockpit"):
        expect(team.locator(f"a[href*={place}]")).to_have_count(0)
    expect(team.get_by_text("Teams hochladen lassen")).to_have_count(0)

    desk.reload()
    until_it_stands(desk)
    expect_batches(desk, ["forms.xlsx", "nextcloud.csv"])
    desk.get_by_role("button", name="Teams hochladen lassen").click()
    desk.get_by_role("button", name="Widerrufen").click()
    expect(desk.get_by_text("Jugendamt: gültig bis")).to_have_count(0)
    team.get_by_role("button", name="Zurücknehmen").click()
    expect(team.get_by_text("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen.")).to_be_visible()
    expect(team.get_by_text(", übernommen am ")).to_have_count(0)
    assert sum(tally(store, workshop.id).people.values()) == 17
    context.close()
