"""Documents on the page Bericht in a real browser: made on a press, looked at, downloaded one by one and together."""

import io
import zipfile
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from content.documents.order import FILES
from tests.e2e.stages import Stages, until_it_stands
from tests.e2e.test_accessibility import TAGS
from tests.running import RunningServer


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
