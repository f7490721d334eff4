"""Makes the pictures of the documentation from the demo: .venv/bin/python -m docs.screenshots.make"""

import io
import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from data.questionnaire_file import load_questionnaire
from tests.running import ROOT, RunningServer

HERE = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
WINDOWS = {
    "projector": (1920, 1080),
    "old projector": (1024, 768),
    "laptop": (1400, 1000),
    "phone": (390, 844),
    "small phone": (320, 640),
}
LARGEST = 250_000
"""Bytes of a picture; the whole page is read on a phone, too."""

PRESENT, FINISHED = 24, 17
ON_THE_SCREEN = {
    "ueberblick": "ueberblick?sicht=radar",
    "unterschiede": "unterschiede",
    "anregungen": "ueberblick?sicht=anregungen&feld=teilhabe",
}
"""Pictures of the Leinwand, each put there from a page of the moderator's."""

ASKED = load_questionnaire(ROOT / "questionnaire.yaml")
FIELDS = ASKED.only(ASKED.short_form).fields


def main() -> int:
    """Start the demo, take every picture, say how large each is."""
    expect.set_options(timeout=60_000)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        address = {"PUBLIC_URL": "http://192.168.178.20:8501"}
        demo = RunningServer(Path(folder), command=(sys.executable, "commands", "demo"), settings=address)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        try:
            desk = browser.new_context(locale="de-DE")
            desk.set_default_timeout(60_000)
            desk.new_page().goto(f"{demo.base}/anmelden/{demo.key}")
            _results(desk, demo.base)
            code = _open_another(desk, demo.base)
            _phone(browser, demo.base, code)
        finally:
            browser.close()
            demo.stop()
    return 0


def _results(desk: BrowserContext, base: str) -> None:
    window = _window(desk, "laptop", f"{base}/cockpit")
    window.get_by_role("button", name="Ergebnisse zeigen").click()
    expect(window.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    window.close()
    code = _code(desk, base)
    for name, page in ON_THE_SCREEN.items():
        _put_on_the_screen(desk, f"{base}/{page}")
        _take(desk, name, "projector", f"{base}/leinwand/{code}", _nothing)
    _put_on_the_screen(desk, f"{base}/{ON_THE_SCREEN['ueberblick']}")
    _take(desk, "regie", "phone", f"{base}/regie/{code}", _nothing)
    _take(desk, "regie-320", "small phone", f"{base}/regie/{code}", _nothing)
    _take(desk, "ueberblick-1024", "old projector", f"{base}/leinwand/{code}", _nothing)


def _code(desk: BrowserContext, base: str) -> str:
    """The code of the demo's workshop."""
    window = _window(desk, "laptop", f"{base}/workshops")
    found = re.search(r"Code (\w{6})", window.get_by_text("Code ").first.inner_text())
    assert found is not None
    window.close()
    return found[1]


def _put_on_the_screen(desk: BrowserContext, address: str) -> None:
    window = _window(desk, "laptop", address)
    window.get_by_role("button", name="Auf die Leinwand").first.click()
    window.get_by_text("Steht jetzt auf der Leinwand.").wait_for()
    window.close()


def _open_another(desk: BrowserContext, base: str) -> str:
    """A second run of the demo's workshop, open; gives its code."""
    window = _window(desk, "laptop", f"{base}/")
    window.get_by_role("button", name="Mehr", exact=True).click()
    window.get_by_role("button", name="Neuer Durchgang").click()
    window.get_by_role("button", name="Durchgang vorbereiten").click()
    window.locator(".tag").wait_for()
    window.get_by_role("link", name="Cockpit").click()
    window.get_by_role("button", name="Umfrage öffnen").click()
    expect(window.locator(".tally")).to_have_text("0 dabei · 0 fertig")
    code = window.locator(".joining .code").inner_text().strip()
    for person in range(PRESENT):
        _answer(base, code, is_done=person < FINISHED)
    _take(desk, "workshops", "laptop", f"{base}/", _nothing)
    _take(desk, "teilnahme", "projector", f"{base}/leinwand/{code}", _nothing)
    _take(desk, "cockpit", "laptop", f"{base}/cockpit", _nothing)
    return code


def _answer(base: str, code: str, *, is_done: bool) -> None:
    """Somebody in the room, without a picture of it."""
    with httpx.Client(base_url=base, follow_redirects=True, timeout=30) as client:
        client.post(f"/t/{code}", data={"perspective": "kommunalpolitik"}).raise_for_status()
        answer = {"answers": {FIELDS[0].statements[0].id: "B"}}  # who has not answered anything is not there
        client.put(f"/api/t/{code}/answers", json=answer).raise_for_status()
        if is_done:
            client.post(f"/t/{code}/fertig").raise_for_status()


def _phone(browser: Browser, base: str, code: str) -> None:
    context = browser.new_context(locale="de-DE")
    _take(context, "handy-beitritt", "phone", f"{base}/t/{code}", _nothing)
    context.close()
    phone = _join(browser, base, code)
    phone.locator(".step:visible .answers label").nth(1).click()
    expect(phone.locator("#status")).to_have_text("gespeichert ✓")
    _save(phone, "handy-fragen")
    for field in FIELDS:
        for statement in field.statements[:2]:
            phone.locator(f'label:has(input[name="a.{statement.id}"][value="B"])').click()
        phone.locator(f'[data-id="{field.statements[-1].id}"]').scroll_into_view_if_needed()
        phone.locator(".step:visible").get_by_role("button", name="Überspringen").click()
    expect(phone.locator('.step[data-step="ende"]')).to_be_visible()
    _save(phone, "handy-ende")
    phone.context.close()


def _join(browser: Browser, base: str, code: str) -> Page:
    context = browser.new_context(locale="de-DE")
    page = _window(context, "phone", f"{base}/t/{code}")
    page.get_by_text("Kommunalpolitik", exact=True).click()
    page.get_by_role("button", name="Los geht’s").click()
    page.get_by_role("button", name="Weiter").wait_for()
    return page


def _take(
    context: BrowserContext, name: str, window: str, address: str, until_it_stands: Callable[[Page], object]
) -> None:
    page = _window(context, window, address)
    until_it_stands(page)
    page.wait_for_timeout(1500)  # the drawing moves into place
    _save(page, name)
    page.close()


def _window(context: BrowserContext, kind: str, address: str) -> Page:
    width, height = WINDOWS[kind]
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    page.locator("h1:visible").first.wait_for()
    return page


def _nothing(page: Page) -> None:
    """The title is enough."""


def _save(page: Page, name: str) -> None:
    """As small as a picture with few colours can be."""
    shot = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    path = HERE / f"{name}.png"
    shot.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{name:<16} {shot.width} × {shot.height} {size / 1000:>6.0f} kB")  # noqa: T201
    assert size <= LARGEST, name


if __name__ == "__main__":
    sys.exit(main())
