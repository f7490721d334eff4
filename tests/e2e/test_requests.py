"""What leaves the browser and what comes with every answer, on the really started server, started both ways."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, expect

from data.questionnaire_file import load_questionnaire
from reports.template import template
from tests.e2e.stages import DESK, QUESTIONNAIRE, Stages, sign_in, visit
from tests.running import BY_COMMANDS, RunningServer, free_port
from web.headers import light_headers, streamlit_headers

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LIGHT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "cross-origin-opener-policy": "same-origin",
    "x-robots-tag": "noindex, nofollow",
}
NOISE = "Failed to load resource: the server responded with a status of 404 (Not Found)"
"""On an address like /cockpit Streamlit asks for its own paths below it first, which we close."""


@dataclass
class Traffic:
    """All that one browser asked for, was told, and complained about."""

    base: str
    foreign: list[str] = field(default_factory=list)
    sockets: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", lambda request: self._note(request.url))
        context.on("console", lambda message: self._complain(message.type, message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("page", lambda page: page.on("websocket", self._open))

    def _note(self, address: str) -> None:
        if not address.startswith((f"{self.base}/", "data:", f"blob:{self.base}/")):
            self.foreign.append(address)

    def _open(self, socket: WebSocket) -> None:
        self.sockets.append(socket.url)

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and text != NOISE:
            self.complaints.append(text)


FIRST_WAY = "commands start"
A_FEW = ("cockpit", "ueberblick?sicht=radar")
"""Pages that are visited again on the server that was started the other way."""


@pytest.fixture(scope="module", params=[FIRST_WAY, "streamlit run app.py"])
def way(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def server(way: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """The server, started in one way and then in the other."""
    port = free_port()
    options = (f"--server.port={port}", "--server.address=127.0.0.1")
    by_streamlit = (sys.executable, "-m", "streamlit", "run", "app.py", *options)
    command = BY_COMMANDS if way == FIRST_WAY else by_streamlit
    running = RunningServer(tmp_path_factory.mktemp("requests"), port=port, command=command)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def traffic(server: RunningServer) -> Traffic:
    return Traffic(server.base)


@pytest.fixture(scope="module")
def desk(browser: Browser, server: RunningServer, traffic: Traffic) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    traffic.watch(context)
    yield sign_in(context, server.base, server.key)
    context.close()


def test_no_page_of_the_dashboard_calls_a_foreign_host(
    desk: Page, traffic: Traffic, server: RunningServer, stages: Stages, way: str
) -> None:
    pages = {page.address.partition("&")[0]: page for page in DESK.values()}
    for address in pages if way == FIRST_WAY else A_FEW:
        visit(desk, server.base, replace(pages[address], prepare=lambda page: None), stages)
    upload_template(desk, server.base, stages)

    own_socket = f"{server.base.replace('http', 'ws', 1)}/_stcore/stream"
    assert (traffic.foreign, traffic.complaints, set(traffic.sockets)) == ([], [], {own_socket})
    cookies = {cookie["name"]: cookie["expires"] for cookie in desk.context.cookies()}
    assert cookies.keys() == {"selbstcheck", "_streamlit_xsrf"}
    assert cookies["_streamlit_xsrf"] == -1  # until the browser is closed


def test_browser_of_the_dashboard_keeps_how_the_page_looks_and_no_answer(desk: Page) -> None:
    kept: dict[str, str] = desk.evaluate("({...localStorage, ...sessionStorage})")

    assert {(key.partition("-")[0], value) for key, value in kept.items()} == {("stActiveTheme", '"System"')}


def upload_template(desk: Page, base: str, stages: Stages) -> None:
    visit(desk, base, DESK["hochladen"], stages)
    asked = load_questionnaire(QUESTIONNAIRE)
    empty = template(asked, statements=asked.short_form)
    desk.locator("input[type=file]").set_input_files({"name": "leer.xlsx", "mimeType": EXCEL, "buffer": empty})
    expect(desk.get_by_text("Erkannt: unsere Vorlage · 0 Bögen mit Antworten")).to_be_visible()


def test_no_page_of_the_phone_calls_a_foreign_host(browser: Browser, server: RunningServer, stages: Stages) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    context.set_default_timeout(20_000)
    traffic = Traffic(server.base)
    traffic.watch(context)
    page = context.new_page()
    home = f"{server.base}/t/{stages.open.code}"
    for place in ("/", "/datenschutz", f"/t/{stages.prepared.code}", f"/t/{stages.closed.code}"):
        page.goto(server.base + place)
    page.goto(home)
    assert context.cookies() == []

    page.get_by_text("Kommunalpolitik", exact=True).click()
    page.get_by_role("button", name="Los geht’s").click()
    page.locator(".step:visible .answers label").first.click()
    expect(page.locator("#status")).to_have_text("gespeichert ✓")
    for place in ("/fragen?schritt=ende", "/perspektive", "/loeschen", "/danke", "/druck"):
        page.goto(home + place)

    assert (traffic.foreign, traffic.complaints, traffic.sockets) == ([], [], [])
    assert [(cookie["name"], cookie["httpOnly"], cookie["sameSite"]) for cookie in context.cookies()] == [
        (f"bogen_{stages.open.code}", True, "Lax")
    ]
    context.close()


LIGHT = {
    "/": 200,
    "/health": 200,
    "/t/ZZZZZZ": 404,
    "/t/ZZZZZZ/nirgends": 404,
    "/api/t/ZZZZZZ/state": 404,
    "/anmelden/falsch": 410,
    "/dateien/nirgends.css": 404,
}
HEAVY = {
    "/cockpit": 200,
    "/static/nirgends.js": 404,
    "/_stcore/health": 200,
    "/_stcore/metrics": 404,
    "/_stcore/agent/openapi.json": 404,
    "/media/nirgends.png": 404,
}


@pytest.fixture(scope="module")
def signed_in(server: RunningServer, desk: Page) -> Iterator[httpx.Client]:
    """The moderator's cookies, without a browser around them."""
    cookies = {cookie["name"]: cookie["value"] for cookie in desk.context.cookies()}
    with httpx.Client(base_url=server.base, cookies=cookies, timeout=20) as client:
        yield client


@pytest.mark.parametrize(("path", "status"), LIGHT.items())
def test_light_answers_carry_the_strict_headers(server: RunningServer, path: str, status: int) -> None:
    answer = httpx.get(server.base + path, timeout=20)

    assert answer.status_code == status
    assert headers_of(answer) == {"content-security-policy": LIGHT_POLICY, **COMMON}


@pytest.mark.parametrize(("path", "status"), HEAVY.items())
def test_answers_of_the_dashboard_carry_the_headers(signed_in: httpx.Client, path: str, status: int) -> None:
    frame = signed_in.get("/cockpit").text

    answer = signed_in.get(path)

    assert answer.status_code == status
    expected = {name.decode(): value.decode() for name, value in streamlit_headers(frame)}
    assert headers_of(answer) == expected
    assert {name: value for name, value in expected.items() if name in COMMON} == COMMON


def test_files_carry_the_headers_too(server: RunningServer, signed_in: httpx.Client) -> None:
    page = httpx.get(f"{server.base}/", timeout=20)
    own = page.text.split('rel="stylesheet" href="')[1].split('"')[0]
    frame = signed_in.get("/cockpit").text
    script = "/static/js/" + frame.split("/static/js/")[1].split('"')[0]

    light, heavy = signed_in.get(own), signed_in.get(script)

    assert (light.status_code, heavy.status_code) == (200, 200)
    assert headers_of(light) == {name.decode(): value.decode() for name, value in light_headers()}
    assert headers_of(heavy) == {name.decode(): value.decode() for name, value in streamlit_headers(frame)}


def headers_of(answer: httpx.Response) -> dict[str, str]:
    """The security headers; each is there once."""
    return {name: answer.headers[name] for name in ("content-security-policy", *COMMON) if name in answer.headers}
