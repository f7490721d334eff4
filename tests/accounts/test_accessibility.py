"""The pages of accounts with axe, wide and on a phone, and by a real browser that signs in, invites and signs out."""

import re
import secrets
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.store.audit import Actor
from data.store.engine import Store
from data.store.invitations import invite_to
from tests.accounts.conftest import OWN, Town, account, device_of
from tests.e2e.stages import until_it_stands
from tests.running import RunningServer
from web.identity import STAFF_COOKIE
from web.passwords import hashed_password

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WORD = "vier Wörter hintereinander"
SIZES = [(1280, 900), (390, 844)]


@pytest.fixture(params=SIZES, ids=["wide", "phone"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    """The strict policy would keep axe out."""
    width, height = request.param
    opened = browser.new_context(viewport={"width": width, "height": height}, locale="de-DE", bypass_csp=True)
    yield opened
    opened.close()


def faults(page: Page) -> dict[str, list[str]]:
    found = Axe().run(page, options={"runOnly": TAGS}).response["violations"]
    return {one["id"]: [node["html"] for node in one["nodes"]] for one in found}


def fits(page: Page) -> bool:
    """Whether nothing has to be moved sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_invited_person_signs_in_out_and_in_again(
    context: BrowserContext, server: RunningServer, store: Store, towns: dict[str, Town]
) -> None:
    email = f"{secrets.token_hex(4)}@stadt.example"
    page = context.new_page()

    page.goto(f"{server.base}/einladung/{invite_to(store, email, OWN, 'comoderator', by=Actor())}")
    assert (faults(page), fits(page)) == ({}, True)
    page.get_by_label("Ihr Name").fill("Mo")
    page.get_by_label("Neues Passwort", exact=True).fill(WORD)
    page.get_by_label("Neues Passwort noch einmal").fill(WORD)
    page.get_by_role("button", name="Konto anlegen").click()

    expect(page.get_by_role("link", name="Regie").first).to_be_visible()
    assert (faults(page), fits(page)) == ({}, True)
    page.get_by_role("link", name="Mein Konto").click()
    expect(page.get_by_role("heading", name="Mein Konto")).to_be_visible()
    assert (faults(page), fits(page)) == ({}, True)
    page.get_by_role("button", name="Abmelden", exact=True).click()

    page.get_by_role("link", name="Anmelden").click()
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill("falsch")
    page.get_by_role("button", name="Anmelden").click()
    expect(page.get_by_role("alert")).to_have_text("E-Mail-Adresse oder Passwort stimmen nicht.")
    assert (faults(page), fits(page)) == ({}, True)
    page.get_by_label("Passwort").fill(WORD)
    page.get_by_role("button", name="Anmelden").click()
    expect(page).to_have_url(f"{server.base}/raeume")


@pytest.mark.parametrize(("address", "title"), [("personen", "Personen"), ("", "Kommunen")])
def test_pages_of_the_dashboard_are_accessible(
    context: BrowserContext, server: RunningServer, operator: str, address: str, title: str
) -> None:
    context.add_cookies([{"name": STAFF_COOKIE, "value": f"{operator}.de", "url": server.base}])
    page = context.new_page()

    page.goto(f"{server.base}/{address}")
    until_it_stands(page)

    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    assert (faults(page), fits(page)) == ({}, True)


def test_dashboard_loses_what_was_taken_away_while_it_stands_open(
    browser: Browser, server: RunningServer, store: Store, towns: dict[str, Town]
) -> None:
    from data.store.roles import set_role

    new = account(store, f"{secrets.token_hex(4)}@stadt.example", OWN, "moderator", password_hash=hashed_password(WORD))
    context = browser.new_context(locale="de-DE")
    context.add_cookies([{"name": STAFF_COOKIE, "value": f"{device_of(store, new)}.de", "url": server.base}])
    page = context.new_page()
    page.goto(f"{server.base}/bericht?w={towns['own'].of.id}")
    until_it_stands(page)
    expect(page.get_by_text(re.compile(OWN)).first).to_be_visible()

    set_role(store, new, towns["own"].of.municipality_id, None, by=Actor())
    page.get_by_role("link", name="Workshops").first.click()

    expect(page.get_by_text("Diese Anmeldung gilt nicht mehr.")).to_be_visible()
    assert OWN not in page.locator("body").inner_text()
    context.close()
