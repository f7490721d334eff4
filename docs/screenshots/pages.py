"""Makes a picture of every page of the moderator in every state: .venv/bin/python -m docs.screenshots.pages

In German and English, on two laptops and a phone; docs/seiten.md shows them.
"""

import io
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from data.store.sheets import EnteredSheet, add_sheets
from docs.screenshots.make import CHROMIUM, HERE
from tests.e2e.stages import DESK, set_the_stage, sign_in, store_of, visit
from tests.running import RunningServer

WINDOWS = ((1366, 768), (1440, 900), (390, 844))
LANGUAGES = ("de", "en")
LONGEST = 2_000
"""Pixels of a long page on a phone that are shown."""
PEOPLE = {"fachverwaltung": 8, "kommunalpolitik": 5, "organisationen": 6, "communities": 3, "betriebe": 2}
FOLDER = HERE / "seiten"
GALLERY = HERE.parent / "seiten.md"


def main(languages: Sequence[str]) -> int:
    """Visit every page in every window, in these languages; write the gallery."""
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for language in languages:
            with tempfile.TemporaryDirectory() as folder:
                _visit_all(browser, Path(folder), language)
        browser.close()
    GALLERY.write_text(_gallery(), "utf-8")
    return 0


def _visit_all(browser: Browser, folder: Path, language: str) -> None:
    """On a server of its own: some pages are pictured after something was done there."""
    (FOLDER / language).mkdir(parents=True, exist_ok=True)
    server = RunningServer(folder, settings={"PUBLIC_URL": "http://192.168.178.20:8501"})
    store = store_of(folder)
    try:
        stages = set_the_stage(store)
        answers = dict.fromkeys(stages.open.room, "B")
        sheets = [EnteredSheet(key, answers) for key, people in PEOPLE.items() for _ in range(people)]
        add_sheets(store, stages.open.id, sheets, source="phone")
        context = browser.new_context(locale="de-DE")
        page = sign_in(context, server.base, server.key)
        if language != "de":
            page.locator(f'.account button[lang="{language}"]').click()
            expect(page.locator("html")).to_have_attribute("lang", language)
        for name, what in DESK.items():
            page.set_viewport_size({"width": WINDOWS[0][0], "height": WINDOWS[0][1]})
            visit(page, server.base, what, stages)
            for width, height in WINDOWS:
                page.set_viewport_size({"width": width, "height": height})
                page.wait_for_timeout(700)  # the drawing moves into place
                _save(page, FOLDER / language / _file(name, width), is_phone=width < height)
        context.close()
    finally:
        store.close()
        server.stop()


def _file(name: str, width: int) -> str:
    plain = name.lower().replace(" ", "-").replace("ß", "ss")
    return f"{plain}-{width}.webp"


def _save(page: Page, path: Path, *, is_phone: bool) -> None:
    if is_phone:  # pages scroll in themselves: as tall a window as the page
        tall = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
        page.set_viewport_size({"width": 390, "height": min(max(tall, 844), LONGEST)})
        page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    shot.save(path, quality=35, method=6)
    if is_phone:
        page.set_viewport_size({"width": 390, "height": 844})


def _gallery() -> str:
    """Every page with its pictures, as Markdown."""
    lines = [
        "# Alle Seiten der Moderation im Bild",
        "",
        "Gemacht mit `python -m docs.screenshots.pages` aus erfundenen Workshops: auf zwei Laptops (1366 × 768 und",
        "1440 × 900) und einem Telefon (390 Pixel breit), deutsch und englisch.",
    ]
    for name in DESK:
        lines += ["", f"## {name}", ""]
        for language in LANGUAGES:
            shots = (f"[{width}](screenshots/seiten/{language}/{_file(name, width)})" for width, _ in WINDOWS[1:])
            lines.append(f"![{name} ({language})](screenshots/seiten/{language}/{_file(name, WINDOWS[0][0])})")
            lines.append(f"Weitere Größen ({language}): {', '.join(shots)}")
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or LANGUAGES))
