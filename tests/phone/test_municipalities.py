"""The public list of municipalities: only who agreed, only where it is wanted, never a result."""

import re
from collections.abc import Iterator

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from data.store.listings import list_publicly, take_back
from data.store.rows import day_here
from data.store.workshops import delete_workshop
from tests.e2e.stages import demo_workshop, new_workshop
from tests.phone.conftest import new_key
from tests.running import RunningServer

OFFICE = "Landesstelle <b>Integration</b> & Teilhabe"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    settings = {"MUNICIPALITIES_PUBLIC": "on", "LIBRARY_PUBLIC": "on"}
    running = RunningServer(tmp_path_factory.mktemp("municipalities"), settings=settings)
    yield running
    running.stop()


@pytest.fixture
def listed(public: RunningServer) -> Iterator[RunningServer]:
    """The demo's municipality has agreed, and a workshop of its was held."""
    store = public.store()
    of = demo_workshop(store, shown=("overview",))
    list_publicly(store, of.id, OFFICE)
    yield public
    take_back(store, of.id)
    delete_workshop(store, of.id)
    store.close()


def main_of(page: str) -> str:
    return page.split("<main>")[1].split("</main>")[0]


def test_page_is_there_only_where_it_is_wanted(server: RunningServer, public: RunningServer) -> None:
    assert httpx.get(f"{server.base}/kommunen").status_code == 404
    with httpx.Client(base_url=server.base) as client:
        client.get(f"/anmelden/{new_key(server)}")
        assert client.get("/kommunen").status_code == 404

    page = httpx.get(f"{public.base}/kommunen")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "Noch hat keine Kommune zugestimmt, hier genannt zu werden." in page.text
    assert httpx.post(f"{public.base}/kommunen").status_code == 405


def test_page_names_who_agreed_with_words_and_no_result(listed: RunningServer) -> None:
    page = main_of(httpx.get(f"{listed.base}/kommunen").text)

    year = str(day_here().year)
    words = re.sub("<[^>]+>", " ", page)
    assert f"<h2>{year}</h2>" in page
    assert "Musterlingen" in words and "Selbstcheck durchgeführt" in words
    assert "Begleitet von: Landesstelle &lt;b&gt;Integration&lt;/b&gt; &amp; Teilhabe" in page
    assert re.findall(r"\d+", words) in ([year], [year, str(day_here().year - 1)])


def test_who_takes_it_back_is_gone_at_once(public: RunningServer) -> None:
    store = public.store()
    of = new_workshop(store, is_open=False)
    before = httpx.get(f"{public.base}/kommunen").text
    list_publicly(store, of.id, OFFICE)
    named = httpx.get(f"{public.base}/kommunen").text
    take_back(store, of.id)
    after = httpx.get(f"{public.base}/kommunen").text
    delete_workshop(store, of.id)
    store.close()

    assert ["Musterlingen" in page for page in (before, named, after)] == [False, True, False]
    assert "Selbstcheck geplant" in named


def test_page_speaks_german_simple_german_and_english(listed: RunningServer) -> None:
    pages = {
        language: httpx.get(f"{listed.base}/kommunen?lang={language}").text for language in ("de", "de-x-einfach", "en")
    }

    assert {language: re.findall("<h1>(.+)</h1>", page) for language, page in pages.items()} == {
        "de": ["Beteiligte Kommunen"],
        "de-x-einfach": ["Diese Städte und Gemeinden machen mit"],
        "en": ["Participating municipalities"],
    }
    assert "Der Selbstcheck war schon" in pages["de-x-einfach"] and "Self-check done" in pages["en"]
    assert 'href="/interesse?lang=en"' in pages["en"]


def test_page_is_accessible_and_narrow(listed: RunningServer, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{listed.base}/kommunen")

    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()
