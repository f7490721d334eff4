"""Datenschutz, Impressum and Barrierefreiheit for participants, asked of the really started server."""

import gzip
import re
from collections.abc import Callable, Iterator
from html import unescape

import httpx
import pytest

from data.store.wording import Place, save_wording
from tests.running import RunningServer

PAGES = [
    ("/datenschutz", "de", "Datenschutz", "Hier steht, was bei dieser Umfrage mit Ihren Daten geschieht"),
    ("/datenschutz", "en", "Privacy", "This page tells you what happens to your data in this survey"),
    ("/impressum", "de", "Impressum", "Anbieterin"),
    ("/impressum", "en", "Legal notice", "Provider"),
    ("/barrierefreiheit", "de", "Barrierefreiheit", "Erklärung zur Barrierefreiheit"),
    ("/barrierefreiheit", "en", "Accessibility", "Accessibility statement"),
]
LIGHT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)

Write = Callable[[Place, str, str], None]


@pytest.fixture
def write(server: RunningServer) -> Iterator[Write]:
    """Writes a municipality's text; afterwards the standard texts are back."""
    store = server.store()
    written: list[tuple[Place, str]] = []

    def save(place: Place, language: str, text: str) -> None:
        written.append((place, language))
        save_wording(store, place, language, text)

    yield save
    for place, language in written:
        save_wording(store, place, language, "")
    store.close()


@pytest.mark.parametrize(("path", "language", "title", "begins"), PAGES)
def test_text_is_read_by_everyone_in_both_languages(
    visitor: httpx.Client, path: str, language: str, title: str, begins: str
) -> None:
    answer = visitor.get(path, params={"lang": language})

    assert answer.status_code == 200
    assert f'<html lang="{language}" dir="ltr">' in answer.text
    assert re.findall("<h1>(.*?)</h1>", answer.text) == [title]
    assert begins in answer.text
    assert not visitor.cookies


@pytest.mark.parametrize("path", ["/datenschutz", "/impressum", "/barrierefreiheit"])
def test_page_is_light_and_strict(visitor: httpx.Client, path: str) -> None:
    answer = visitor.get(path)
    (style,) = re.findall('<link rel="stylesheet" href="(.+?)">', answer.text)

    assert answer.headers["content-security-policy"] == LIGHT_POLICY
    assert [found for found in ("<script", "<style", " style=", " onclick=") if found in answer.text] == []
    assert sum(len(gzip.compress(visitor.get(one).content)) for one in (path, style)) <= 20_000


def test_signed_in_moderator_reads_the_same_page(moderator: httpx.Client, visitor: httpx.Client) -> None:
    assert moderator.get("/datenschutz").text == visitor.get("/datenschutz").text


def test_text_has_headings_lists_and_lines(visitor: httpx.Client, write: Write) -> None:
    write("impressum", "de", "# Anbieterin\n\nStadt Musterlingen\nMarkt 1\n\n- Telefon <b>\n- E-Mail")

    text = visitor.get("/impressum").text

    assert "<h2>Anbieterin</h2>\n<p>Stadt Musterlingen<br>Markt 1</p>\n" in text
    assert "<ul><li>Telefon &lt;b&gt;</li><li>E-Mail</li></ul>" in text


def test_german_of_the_municipality_stands_until_it_writes_english(visitor: httpx.Client, write: Write) -> None:
    write("datenschutz", "de", "Die Stadt löscht nach 90 Tagen.")
    only_german = visitor.get("/datenschutz?lang=en").text
    write("datenschutz", "en", "The town deletes after 90 days.")
    both = visitor.get("/datenschutz?lang=en").text

    assert '<html lang="en" dir="ltr">' in only_german
    assert '<div class="prose" lang="de">\n<p>Die Stadt löscht nach 90 Tagen.</p>\n</div>' in only_german
    assert "So far this text exists in German only." in only_german
    assert '<div class="prose">\n<p>The town deletes after 90 days.</p>\n</div>' in both
    assert "in German only" not in both
    assert "Die Stadt löscht nach 90 Tagen." in visitor.get("/datenschutz?lang=de").text


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [
        ("", "en-GB,en;q=0.9", "en"),
        ("", "fr", "de"),
        ("?lang=de", "en", "de"),
        ("?lang=de-x-einfach", "en", "de-x-einfach"),
        ("?lang=en-GB", "de", "en"),
        ("?lang=uk", "en", "en"),
    ],
)
def test_language_is_the_asked_one_else_the_browsers(
    visitor: httpx.Client, query: str, browser: str, language: str
) -> None:
    text = visitor.get(f"/impressum{query}", headers={"Accept-Language": browser}).text

    assert f'<html lang="{language}" dir="ltr">' in text
    assert f'lang="{language}" hreflang="{language}" aria-current="true"' in text


@pytest.mark.parametrize(
    ("query", "back"),
    [
        ("", "/"),
        ("?lang=en", "/?lang=en"),
        ("?code=ABC234", "/t/ABC234"),
        ("?lang=en&code=ABC234&tablet=1", "/t/ABC234?lang=en&tablet=1"),
        ("?lang=de-x-einfach&code=ABC234", "/t/ABC234?lang=de-x-einfach"),
        ("?lang=en&code=//fremd.example", "/?lang=en"),
        ("?code=O0I1L2", "/"),
        ("?lang=%22%3E%3Cscript%3E&code=ABC234", "/t/ABC234?lang=%22%3E%3Cscript%3E"),
    ],
)
def test_link_leads_back_to_the_page_it_came_from(visitor: httpx.Client, query: str, back: str) -> None:
    text = visitor.get(f"/datenschutz{query}").text

    assert [unescape(found) for found in re.findall('<a class="button" href="(.+?)">', text)] == [back]


def test_other_texts_and_languages_keep_the_way_back(visitor: httpx.Client) -> None:
    text = unescape(visitor.get("/datenschutz?lang=en&code=ABC234&tablet=1").text)

    assert '<a href="/impressum?lang=en&code=ABC234&tablet=1">Legal notice</a>' in text
    assert '<a href="?code=ABC234&tablet=1&lang=de" lang="de" hreflang="de">Deutsch</a>' in text


@pytest.mark.parametrize("path", ["/", "/t/ZZZZZZ", "/anmelden/falsch"])
def test_entrance_and_refusals_link_to_the_texts(visitor: httpx.Client, path: str) -> None:
    (footer,) = re.findall("<footer.*?</footer>", visitor.get(path).text, re.DOTALL)

    assert re.findall('href="(.+?)">(.+?)</a>', footer) == [
        ("/datenschutz?lang=de", "Datenschutz"),
        ("/impressum?lang=de", "Impressum"),
        ("/barrierefreiheit?lang=de", "Barrierefreiheit"),
    ]


def test_texts_take_nothing(visitor: httpx.Client) -> None:
    assert visitor.post("/datenschutz").status_code == 405
    assert visitor.get("/datenschutz/mehr").status_code == 404
