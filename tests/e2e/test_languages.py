"""No German on an English screen, no English on a German one: every page, every text that is seen or read aloud."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect

from data.store.access import issue_key
from tests.e2e.stages import (
    DESK,
    HEIGHT,
    SCREEN,
    WIDTH,
    Stages,
    set_the_stage,
    sign_in,
    store_of,
    until_it_stands,
    visit,
)
from tests.e2e.test_accessibility import PHONE
from tests.running import RunningServer
from texts import LOCALES

WRITTEN_BY_PEOPLE = re.compile(
    r"\[[^\]]*\]|„Connection error[^“]*“|Musterlingen|Selbstcheck-Workshop(?: \(erfundenes Beispiel\))?"
    r"|Buergersaal-Gast|gemeinsam\b|Deutsch\b|English\b"
)
"""Gaps for the municipality, Streamlit's message as the help quotes it, names, languages by their own names."""

STREAMLITS_OWN = {
    "de": {"Skip to main content", "App pages", "Close", "Upload", "upload", "file upload"},
    "en": {"Schließen"},
}
"""What Streamlit says in its own words: in English, and to people with a German browser in German."""

FOREIGN = {
    "de": re.compile(
        r"\b(the|of|and|is|are|with|for|from|your|you|this|that|not|please|of|page|close|open|upload|drag|browse|files?"
        r"|search|select|choose|options?|press|enter|loading|fullscreen|app|stop|settings)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\w*[äöüß]\w*|\b(und|der|das|dem|den|des|ein|eine|einen|ist|sind|mit|von|auf|aus|bei|zum|zur|nicht|kein|keine"
        r"|für|wird|werden|oder|alle|noch|Sie|Ihre?|wir|Bogen|Aussagen?|Feld|Seite|Raum|Code eingeben)\b",
    ),
}
"""Words that give a language away."""

SEEN = """() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode.textContent.trim(), parent = walker.currentNode.parentElement;
        if (!text || parent.closest('script, style, noscript, textarea')) continue;
        const language = parent.closest('[lang]')?.lang;
        if (language && language !== document.documentElement.lang) continue;
        if (parent.closest('svg') || parent.checkVisibility()) found.push(text);
    }
    for (const name of ['aria-label', 'alt', 'title', 'placeholder'])
        for (const one of document.querySelectorAll(`[${name}]`))
            if (!one.closest('[inert]') && one.getAttribute(name)) found.push(one.getAttribute(name));
    found.push(document.title);
    return found;
}"""


def seen(page: Page) -> list[str]:
    """Every text on the page, names that people gave left out."""
    texts = [WRITTEN_BY_PEOPLE.sub("", text).strip() for text in page.evaluate(SEEN)]
    language = page.locator("html").get_attribute("lang") or ""
    return sorted({text for text in texts if text} - STREAMLITS_OWN[language])


def foreign(page: Page) -> list[str]:
    """Texts in the other language, judged by its small words."""
    language = page.locator("html").get_attribute("lang") or ""
    return [text for text in seen(page) if FOREIGN[language].search(text)]


@pytest.fixture(scope="module")
def stages(server: RunningServer) -> Iterator[Stages]:
    store = store_of(server.data_dir)
    yield set_the_stage(store)
    store.close()


@pytest.fixture(scope="module")
def desk(browser: Browser, server: RunningServer) -> Iterator[Page]:
    """The moderator's window, in German until it is switched."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE")
    yield sign_in(context, server.base, server.key)
    context.close()


@pytest.fixture(scope="module")
def in_german(desk: Page, server: RunningServer) -> Page:
    return switched(desk, server.base, "Deutsch", "de")


@pytest.fixture(scope="module")
def in_english(desk: Page, server: RunningServer) -> Page:
    return switched(desk, server.base, "English", "en")


def switched(page: Page, base: str, button: str, language: str) -> Page:
    """The same window in this language."""
    page.goto(base)
    until_it_stands(page)
    if page.locator("html").get_attribute("lang") != language:
        page.get_by_role("button", name=button).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    return page


def test_language_is_switched_on_the_same_page_and_stays(
    browser: Browser, server: RunningServer, stages: Stages
) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE")
    store = store_of(server.data_dir)
    page = sign_in(context, server.base, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    store.close()
    page.goto(f"{server.base}/ueberblick?sicht=karte&w={stages.revealed.id}")
    expect(page.locator("h1")).to_have_text("Überblick · Musterlingen")

    page.get_by_role("button", name="English").click()

    expect(page.locator("h1")).to_have_text("Overview · Musterlingen")
    assert page.url == f"{server.base}/ueberblick?sicht=karte&w={stages.revealed.id}"
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{server.base}/hilfe")
    expect(page.locator("h1")).to_have_text("Help")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("h1")).to_have_text("Hilfe")
    context.close()


@pytest.mark.parametrize("name", [*DESK, *SCREEN])
def test_german_desk_speaks_german(in_german: Page, server: RunningServer, stages: Stages, name: str) -> None:
    visit(in_german, server.base, {**DESK, **SCREEN}[name], stages)

    assert foreign(in_german) == []


@pytest.mark.parametrize("name", [*DESK, *SCREEN])
def test_english_desk_speaks_english(in_english: Page, server: RunningServer, stages: Stages, name: str) -> None:
    visit(in_english, server.base, {**DESK, **SCREEN}[name], stages)

    assert in_english.locator("html").get_attribute("lang") == "en"
    assert foreign(in_english) == []
    assert german_sentences() & set(seen(in_english)) == set()


@pytest.mark.parametrize("language", ["de", "en"])
def test_phone_speaks_one_language(browser: Browser, server: RunningServer, stages: Stages, language: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale=f"{language}-{language.upper()}")
    page = context.new_page()
    joined = [name for name, one in PHONE.items() if one.joined]

    mixed = {name: _opened(page, server, stages, name) for name in PHONE if name not in joined}
    page.goto(f"{server.base}/t/{stages.open.code}?lang={language}")
    page.locator(".option").first.click()
    page.locator("form.once button.primary").click()
    mixed |= {name: _opened(page, server, stages, name) for name in joined}

    assert {name: found for name, found in mixed.items() if found} == {}
    context.close()


def test_a_foreign_sentence_is_found(in_english: Page, server: RunningServer) -> None:
    in_english.set_content("<html lang='en'><body><p>Save</p><p>Bitte speichern Sie den Bogen.</p></body></html>")

    assert foreign(in_english) == ["Bitte speichern Sie den Bogen."]


def german_sentences() -> set[str]:
    """What the screen says in German and differently in English."""
    with (LOCALES / "en" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file, locale="en")
    whole = [message for message in catalogue if isinstance(message.id, str) and "{" not in message.id]
    return {message.id for message in whole if message.id and message.string != message.id}


def _opened(page: Page, server: RunningServer, stages: Stages, name: str) -> list[str]:
    what = PHONE[name]
    place = f"/t/{getattr(stages, what.stage).code}{what.place}" if what.stage else what.place
    page.goto(server.base + place)
    return foreign(page)
