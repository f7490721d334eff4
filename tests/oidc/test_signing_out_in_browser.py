"""A real browser signs in at the certified provider, out here, and out there: with our policy for pages as it is."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.accounts.test_accessibility import faults, fits
from tests.oidc.conftest import House

SLOW = 60_000


@pytest.fixture
def page(browser: Browser, certified: House) -> Iterator[Page]:
    """Reaches this machine alone; the provider's own pages want a typeface from elsewhere."""

    def answer(route: Route) -> None:
        if route.request.url.startswith((certified.server.base, certified.issuer)):
            route.continue_()
        else:
            route.abort()

    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE")
    context.set_default_timeout(SLOW)
    context.route("**/*", answer)
    yield context.new_page()
    context.close()


def test_signed_out_here_and_there(page: Page, certified: House) -> None:
    page.goto(f"{certified.server.base}/einladung/{certified.invited('lea@ahausen.example', role='comoderator')}")
    page.get_by_role("link", name="Anmelden mit Landeskonto").click()
    page.locator("input[name=login]").fill("lea")
    page.locator("input[name=password]").fill("egal")
    page.locator("button[type=submit]").click()
    page.locator("button[type=submit]").click()
    page.goto(f"{certified.server.base}/konto")
    page.get_by_role("button", name="Abmelden", exact=True).click()

    expect(page.get_by_role("heading", name="Hier sind Sie abgemeldet.")).to_be_visible()
    assert fits(page)
    page.get_by_role("link", name="Auch bei Landeskonto abmelden").click()
    page.locator("button[name=logout]").click()

    expect(page.get_by_role("status")).to_contain_text("sind Sie auch dort abgemeldet.")
    assert page.url.startswith(f"{certified.server.base}/abmelden/extern/zurueck?state=")
    page.get_by_role("link", name="Wieder anmelden").click()
    page.get_by_role("link", name="Anmelden mit Landeskonto").click()
    expect(page.locator("input[name=password]")).to_be_visible()


def test_pages_after_signing_out_are_for_everybody(browser: Browser, certified: House) -> None:
    """The strict policy would keep axe out."""
    with browser.new_context(bypass_csp=True, locale="de-DE") as context:
        page = context.new_page()
        page.goto(f"{certified.server.base}/abmelden/extern")
        assert faults(page) == {}
