"""E-mails as people meet them in a real browser: beside a link while it is sent, and when a password is forgotten."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.accounts.conftest import device_of
from tests.accounts.posting import HERE, Post, posting
from tests.accounts.test_accessibility import faults, fits
from web.identity import STAFF_COOKIE

SLOW = 60_000


@pytest.fixture(scope="module")
def post(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with posting(tmp_path_factory.mktemp("posting")) as posted:
        yield posted


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """The strict policy would keep axe out."""
    opened = browser.new_context(viewport={"width": 390, "height": 844}, locale="de-DE", bypass_csp=True)
    opened.set_default_timeout(SLOW)
    yield opened
    opened.close()


def test_link_stays_while_it_is_sent_and_afterwards(context: BrowserContext, post: Post) -> None:
    before, device = len(post.mail.letters), device_of(post.store, post.id_of(post.person()))
    context.add_cookies([{"name": STAFF_COOKIE, "value": f"{device}.de", "url": post.server.base}])
    post.mail.seconds = 2
    page = context.new_page()

    page.goto(f"{post.server.base}/personen")
    page.get_by_label("E-Mail-Adresse").fill("neu@stadt.example")
    page.get_by_role("button", name="Einladen", exact=True).click()
    send = page.get_by_role("button", name="Per E-Mail schicken an neu@stadt.example")
    expect(send).to_be_visible(timeout=SLOW)
    link = page.locator("code", has_text="/einladung/").inner_text()
    assert (faults(page), fits(page)) == ({}, True)
    send.click()

    expect(page.get_by_text("Die E-Mail wird gesendet …")).to_be_visible(timeout=SLOW)
    expect(page.get_by_text("Die E-Mail an neu@stadt.example ist unterwegs.")).to_be_visible(timeout=SLOW)
    expect(page.locator("code", has_text="/einladung/")).to_have_text(link)
    expect(send).to_have_count(0)
    assert (faults(page), fits(page)) == ({}, True)
    assert link in post.letter(before)


def test_forgotten_password_is_asked_for_from_the_page_for_signing_in(context: BrowserContext, post: Post) -> None:
    email, before = post.person(), len(post.mail.letters)
    post.mail.seconds = 0
    page = context.new_page()

    page.goto(f"{post.server.base}/anmelden")
    page.get_by_role("link", name="Passwort vergessen?").click()
    assert (faults(page), fits(page)) == ({}, True)
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_role("button", name="Link schicken").click()

    expect(page.get_by_role("status")).to_contain_text("kommt in den nächsten Minuten eine E-Mail mit einem Link.")
    assert page.url.startswith(f"{post.server.base}{HERE}")
    assert (faults(page), fits(page)) == ({}, True)
    link = next(line for line in post.letter(before).splitlines() if line.startswith("http"))
    page.goto(link)
    expect(page.get_by_role("heading", name="Neues Passwort")).to_be_visible()
