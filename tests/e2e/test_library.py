"""The Bibliothek after a workshop, in a browser: read, taken along as Word, loaded into the show, carried on."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from analysis.stage import Place
from data.own_cards import keep, own_values
from data.store.engine import Store
from data.store.stages import stage
from data.store.workshops import Workshop
from tests.data.test_own_cards import VALUES
from tests.e2e.stages import demo_workshop, until_it_stands
from tests.running import RunningServer


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def revealed(store: Store) -> Workshop:
    return demo_workshop(store, shown=("overview", "differences", "report"))


@pytest.fixture
def page(moderator: BrowserContext) -> Iterator[Page]:
    opened = moderator.new_page()
    yield opened
    opened.close()


def visit(page: Page, server: RunningServer, of: Workshop, address: str) -> None:
    page.goto(f"{server.base}/{address}&w={of.id}")
    until_it_stands(page)


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as coming:
        page.get_by_role("button", name=button, exact=True).click()
    return Path(coming.value.path()).read_bytes()


def words_of(content: bytes) -> str:
    document = docx.Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(one.text for one in document.paragraphs), *cells))


def test_leadership_reads_the_workshops_points(page: Page, server: RunningServer, revealed: Workshop) -> None:
    visit(page, server, revealed, "bibliothek?eintrag=leitungsgespraech")

    expect(page.get_by_role("heading", name="Aus Ihrem Workshop")).to_be_visible()
    expect(page.get_by_role("heading", name="Was zu entscheiden ist")).to_be_visible()
    assert "Aus Ihrem Workshop" in words_of(downloaded(page, "Als Word herunterladen"))


def test_dialogue_order_is_taken_along_as_word(page: Page, server: RunningServer, revealed: Workshop) -> None:
    visit(page, server, revealed, "bibliothek?eintrag=erzaehlabend")
    expect(page.get_by_role("heading", name="Dialogauftrag aus Ihrem Workshop")).to_be_visible()
    said = words_of(downloaded(page, "Dialogauftrag als Word herunterladen"))

    assert said.startswith("Dialogauftrag: ") and "Wer dabei sein muss" in said and "Erzählabend" in said


def test_two_invitations_are_taken_along_as_word(page: Page, server: RunningServer, revealed: Workshop) -> None:
    for item in ("einladung-betriebe", "einladung-communities"):
        visit(page, server, revealed, f"bibliothek?eintrag={item}")
        assert revealed.municipality in words_of(downloaded(page, "Als Word herunterladen"))


def test_agenda_is_loaded_into_the_show(page: Page, server: RunningServer, store: Store, revealed: Workshop) -> None:
    visit(page, server, revealed, "bibliothek?eintrag=abend")
    page.get_by_role("button", name="In den Workshop laden").click()

    expect(page.get_by_text("Geladen: Die Leinwand folgt jetzt diesem Ablauf")).to_be_visible()
    order = stage(store, revealed.id).order
    assert order is not None and Place("abschluss") in order


def test_practice_card_is_found_from_a_statement(page: Page, server: RunningServer, revealed: Workshop) -> None:
    visit(page, server, revealed, "unterschiede?aussage=3.01")
    page.get_by_role("button", name="Beispiele aus anderen Kommunen").click()

    expect(page.get_by_role("heading", name="Bibliothek", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Passt zu diesen Aussagen")).to_be_visible()
    expect(page.get_by_text("3.01").first).to_be_visible()
    assert "art=practice" in page.url and "aussage=3.01" in page.url


def test_card_is_exported_and_imported(page: Page, server: RunningServer, store: Store, revealed: Workshop) -> None:
    keep(store, {"unsere-busschule": VALUES})
    visit(page, server, revealed, "bibliothek?art=practice&suche=Busschule")
    page.get_by_text("Eigene Karten", exact=True).click()
    file = downloaded(page, "Eigene Karten exportieren")
    page.get_by_role("button", name="Löschen …").click()
    page.get_by_role("button", name="Karte endgültig löschen").click()
    expect(page.get_by_text("Die Karte ist gelöscht.")).to_be_visible()
    assert own_values(store) == {}

    visit(page, server, revealed, "bibliothek?art=practice&suche=Busschule")
    page.get_by_text("Eigene Karten", exact=True).click()
    page.locator('input[type="file"]').set_input_files(
        {"name": "praxiskarten.yaml", "mimeType": "application/yaml", "buffer": file}
    )
    page.get_by_role("button", name="Karten übernehmen").click()
    expect(page.get_by_text("Eine Karte ist übernommen.")).to_be_visible()
    expect(page.get_by_role("button", name="Unsere Busschule · eigene Karte")).to_be_visible()
    assert own_values(store) == {"unsere-busschule": VALUES}
