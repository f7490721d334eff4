"""No German on an English screen, no English on a German phone; German desks are searched in test_accessibility.py."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from babel.messages.pofile import read_po
from playwright.sync_api import Browser, Page, expect

from data.store.access import issue_key
from tests.e2e.spoken import foreign, seen
from tests.e2e.stages import (
    DESK,
    HEIGHT,
    WIDTH,
    Stages,
    sign_in,
    until_it_stands,
    visit,
)
from tests.e2e.test_accessibility import PHONE
from tests.running import RunningServer
from texts.words import LOCALES


@pytest.fixture(scope="module")
def in_english(browser: Browser, server: RunningServer) -> Iterator[Page]:
    """The window of a moderator who chose English."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE")
    yield sign_in(context, server.base, f"{server.key}?lang=en")
    context.close()


def test_language_is_switched_on_the_same_page_and_stays(
    browser: Browser, server: RunningServer, stages: Stages
) -> None:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale="de-DE")
    store = server.store()
    page = sign_in(context, server.base, issue_key(store, "moderator", valid=timedelta(minutes=5)))
    store.close()
    page.goto(f"{server.base}/ueberblick?w={stages.revealed.id}")
    page.get_by_text("Feld × Perspektive").click()
    expect(page).to_have_url(re.compile("sicht=karte"))
    until_it_stands(page, has_chart=True)

    page.get_by_role("button", name="English").click()

    expect(page.locator("h1")).to_have_text("Overview · Musterlingen")
    assert page.url.startswith(f"{server.base}/ueberblick?")
    assert "sicht=karte" in page.url
    assert page.locator("html").get_attribute("lang") == "en"
    page.goto(f"{server.base}/hilfe")
    expect(page.locator("h1")).to_have_text("Help")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("h1")).to_have_text("Hilfe")
    context.close()


@pytest.mark.parametrize("name", DESK)
def test_english_desk_speaks_english(in_english: Page, server: RunningServer, stages: Stages, name: str) -> None:
    visit(in_english, server.base, DESK[name], stages)

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
