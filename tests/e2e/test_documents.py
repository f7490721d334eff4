"""Documents on the page Bericht in a real browser: made on a press, looked at, downloaded one by one and together."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from content.documents.order import FILES
from data.questionnaire_file import load_questionnaire
from tests.e2e.stages import Stages, until_it_stands
from tests.e2e.test_accessibility import TAGS
from tests.running import ROOT, RunningServer
from tests.ui.test_logos import picture


def downloaded(page: Page, name: str) -> tuple[str, bytes]:
    with page.expect_download() as coming:
        page.get_by_role("button", name=name).first.click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_documents_are_made_looked_at_and_downloaded(
    moderator: BrowserContext, server: RunningServer, stages: Stages
) -> None:
    page = moderator.new_page()
    page.goto(f"{server.base}/bericht?w={stages.revealed.id}")
    until_it_stands(page)
    page.get_by_label("Wer beantwortet Fragen dazu?").fill("Integrationsstelle")
    page.keyboard.press("Enter")
    until_it_stands(page)
    page.get_by_role("button", name="Dokumente erstellen").click()
    expect(page.get_by_role("button", name="Alle als Zip herunterladen")).to_be_visible(timeout=60_000)
    until_it_stands(page)

    expect(page.get_by_role("button", name="Herunterladen (")).to_have_count(len(FILES))
    expect(page.get_by_alt_text("Bericht (PDF), Seite 1")).to_be_visible()
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert {one["id"]: one["nodes"][0]["html"] for one in found} == {}
    name, report = downloaded(page, "Herunterladen (")
    assert name.endswith("_Selbstcheck_Bericht.pdf") and report.startswith(b"%PDF")
    name, archive = downloaded(page, "Alle als Zip herunterladen")
    assert name.endswith("_Selbstcheck_Dokumente.zip")
    names = zipfile.ZipFile(io.BytesIO(archive)).namelist()
    assert len(names) == len(FILES) and all("_Musterlingen_Selbstcheck_" in one for one in names)
    page.close()


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768)])
def test_choices_and_documents_are_there_after_leaving_and_reloading(
    moderator: BrowserContext, server: RunningServer, stages: Stages, size: tuple[int, int]
) -> None:
    page = moderator.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    address = f"{server.base}/bericht?w={stages.finished.id}"
    page.goto(address)
    until_it_stands(page)
    contact = page.get_by_label("Wer beantwortet Fragen dazu?")
    contact.fill(f"Integrationsstelle {size[0]}")
    page.get_by_role("link", name="Überblick", exact=True).click(delay=80)  # a finger; the line was not left before
    until_it_stands(page)
    page.goto(address)
    until_it_stands(page)
    expect(contact).to_have_value(f"Integrationsstelle {size[0]}")

    logo = {"name": "wappen.png", "mimeType": "image/png", "buffer": picture("RGB", (90, 30 + size[0]), "PNG")}
    page.locator("input[type=file]").set_input_files(logo)
    expect(page.get_by_alt_text("Logo der Kommune")).to_be_visible()
    until_it_stands(page)
    page.get_by_role("button", name=re.compile("Dokumente (neu )?erstellen")).click()
    expect(page.get_by_text("Sie bleiben hier, bis das Programm neu startet.")).to_be_visible(timeout=60_000)
    until_it_stands(page)
    page.reload()
    until_it_stands(page)
    expect(page.get_by_alt_text("Logo der Kommune")).to_be_visible()
    expect(page.get_by_role("button", name="Herunterladen (")).to_have_count(len(FILES))

    contact.fill("Hauptamt")
    contact.press("Enter")
    expect(page.get_by_text("noch mit den Angaben von vorhin. Anders ist jetzt: Kontakt. Neu machen?")).to_be_visible()
    until_it_stands(page)
    name, report = downloaded(page, "Herunterladen (")
    assert name.endswith("_Selbstcheck_Bericht.pdf") and report.startswith(b"%PDF")
    page.get_by_role("button", name="Weiter", exact=True).click()
    expect(page.get_by_alt_text("Bericht (PDF), Seite 2")).to_be_visible()
    page.close()


def test_templates_are_read_whole_before_one_is_taken_over(
    moderator: BrowserContext, server: RunningServer, stages: Stages
) -> None:
    page = moderator.new_page()
    page.set_viewport_size({"width": 1024, "height": 768})
    page.goto(f"{server.base}/massnahmen?w={stages.finished.id}")
    until_it_stands(page)
    page.get_by_role("button", name="Vorlage oder Anregung wählen …").click()
    dialog = page.get_by_role("dialog")
    (first, *_others) = load_questionnaire(ROOT / "questionnaire.yaml").fields
    text = max((one.what["de"] for one in first.measures), key=len)
    longest = dialog.get_by_role("button", name=text, exact=True)
    expect(longest).to_be_visible()
    assert longest.evaluate("one => one.scrollWidth <= one.clientWidth")
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    assert {one["id"]: one["nodes"][0]["html"] for one in found} == {}
    words = longest.inner_text()
    longest.click()
    expect(dialog).to_have_count(0)
    expect(page.get_by_role("textbox", name="Was?")).to_have_value(words)
    page.close()


@pytest.mark.parametrize(("width", "language"), [(1024, "de"), (1024, "en"), (1280, "de"), (1366, "en")])
def test_every_page_can_be_opened_beside_the_way_out(
    moderator: BrowserContext, server: RunningServer, stages: Stages, width: int, language: str
) -> None:
    page = moderator.new_page()
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{server.base}/workshops?w={stages.revealed.id}")
    until_it_stands(page)
    if language == "en":
        page.get_by_role("button", name="English").click()
        until_it_stands(page)
    end = page.locator("[data-testid=stTopNav] > :visible").last.bounding_box()
    way_out = page.locator(".account").first.bounding_box()
    assert end is not None and way_out is not None and end["x"] + end["width"] <= way_out["x"]
    name = "Report" if language == "en" else "Bericht"
    if page.locator(".rc-overflow-item-rest button").is_visible():
        page.locator(".rc-overflow-item-rest button").click()
    page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("menuitem", name=name)).first.click()
    expect(page).to_have_url(re.compile("/bericht"))
    until_it_stands(page)
    if language == "en":
        page.get_by_role("button", name="Deutsch").click()
        until_it_stands(page)
    page.close()
