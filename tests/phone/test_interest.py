"""The form of interest: for those who may read the Bibliothek; what is typed stays in the browser."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from content.interest import KIND, VERSION, interest_questions
from tests.phone.conftest import new_key
from tests.running import ROOT, RunningServer
from texts.words import words

FORMAT = ROOT / "docs" / "interesse.md"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = RunningServer(tmp_path_factory.mktemp("interest"), settings={"LIBRARY_PUBLIC": "on"})
    yield running
    running.stop()


def test_form_is_for_moderators_until_the_library_is_public(server: RunningServer, public: RunningServer) -> None:
    assert httpx.get(f"{server.base}/interesse").status_code == 404
    with httpx.Client(base_url=server.base) as client:
        client.get(f"/anmelden/{new_key(server)}")
        assert client.get("/interesse").status_code == 200

    assert "Warum gerade jetzt?" in httpx.get(f"{public.base}/interesse").text
    assert "Why now?" in httpx.get(f"{public.base}/interesse?lang=en").text
    assert 'href="/interesse?lang=de"' in httpx.get(f"{public.base}/wissen").text


def test_nothing_can_be_sent(public: RunningServer) -> None:
    page = httpx.get(f"{public.base}/interesse").text

    assert "<form" not in page
    assert httpx.post(f"{public.base}/interesse", data={"municipality": "Musterlingen"}).status_code == 405


def test_typed_form_becomes_a_file_without_a_request(public: RunningServer, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{public.base}/interesse?lang=de", wait_until="networkidle")
    requested: list[str] = []
    page.on("request", lambda request: requested.append(request.url))
    page.get_by_label("Kommune", exact=True).fill(" Musterlingen am „See“ ")
    page.get_by_label("kreisfreie Stadt").check()
    page.get_by_label("ja", exact=True).check()
    page.get_by_label("Warum gerade jetzt?").fill("Neue Unterkunft\nim Ort")
    page.keyboard.press("Enter")
    with page.expect_download() as saving:
        page.get_by_role("button", name="Als Datei speichern").click()

    assert saving.value.suggested_filename == "interesse-musterlingen-am-see.json"
    said = json.loads(saving.value.path().read_text("utf-8"))
    assert list(said) == ["kind", "version", *(one.id for one in interest_questions(words("de")))]
    assert {name: value for name, value in said.items() if value} == {
        "kind": KIND,
        "version": VERSION,
        "municipality": "Musterlingen am „See“",
        "type": "independent_city",
        "why_now": "Neue Unterkunft\nim Ort",
        "leadership": "yes",
    }
    assert [one for one in requested if not one.startswith("blob:")] == []
    page.close()


def test_form_is_accessible_and_narrow(public: RunningServer, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{public.base}/interesse")

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()


def test_format_is_written_down() -> None:
    written = FORMAT.read_text("utf-8")

    for one in interest_questions(words("de")):
        assert f"| `{one.id}` |" in written
        assert all(f"`{choice}`" in written for choice in one.choices)
    example = json.loads(re.findall(r"```json\n(.*?)```", written, re.DOTALL)[0])
    assert (example["kind"], example["version"]) == (KIND, VERSION)
    assert list(example)[2:] == [one.id for one in interest_questions(words("de"))]
