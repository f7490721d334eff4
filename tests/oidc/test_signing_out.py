"""Signing out: here at once, and at a certified provider for who wants to; never for another page."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from tests.oidc.conftest import CLIENT, Forger, House, sent_back
from web.identity import ELSEWHERE_COOKIE, STAFF_COOKIE
from web.signing_out import end_address, with_query

TOLD, ONWARD, BACK = "/abmelden/extern", "/abmelden/extern/weiter", "/abmelden/extern/zurueck"
OFFER = "Auch bei Landeskonto abmelden"


@pytest.fixture
def elsewhere(certified: House) -> Iterator[httpx.Client]:
    """This browser as the provider knows it."""
    with httpx.Client(base_url=certified.issuer, timeout=30) as client:
        yield client


@pytest.fixture
def browser(certified: House, elsewhere: httpx.Client) -> Iterator[httpx.Client]:
    """Somebody who has come by the provider."""
    with certified.browser() as client:
        signed_in(
            certified, client, elsewhere, f"/anmelden/extern?einladung={certified.invited('ida@ahausen.example')}"
        )
        yield client


def signed_in(house: House, client: httpx.Client, elsewhere: httpx.Client, path: str = "/anmelden/extern") -> bool:
    """Whether the provider asked who it is."""
    shown: list[bytes] = []
    elsewhere.event_hooks = {"request": [lambda request: shown.append(request.read())]}
    assert client.get(sent_back(house, client, "ida", path, elsewhere)).status_code == 303
    return any(b"password=" in one for one in shown)


def sign_out_there(elsewhere: httpx.Client, address: str, *, confirmed: bool = True) -> str:
    """Answer the provider's question; where it sends the browser."""
    page = elsewhere.get(address)
    assert page.status_code == 200, page.text[-900:]
    action = re.search(r'action="([^"]+)"', page.text)
    secret = re.search(r'name="xsrf" value="([^"]+)"', page.text)
    assert action and secret
    form = {"xsrf": secret[1], **({"logout": "yes"} if confirmed else {})}
    return elsewhere.post(action[1], data=form).headers["location"]


def test_signed_out_here_first_then_there(certified: House, browser: httpx.Client, elsewhere: httpx.Client) -> None:
    device = browser.cookies[STAFF_COOKIE]

    reply = browser.post("/abmelden")

    assert (reply.status_code, reply.headers["location"]) == (303, TOLD)
    assert STAFF_COOKIE not in browser.cookies and ELSEWHERE_COOKIE not in browser.cookies
    with certified.browser() as thief:
        thief.cookies.set(STAFF_COOKIE, device)
        assert thief.get("/konto").status_code == 303
    page = browser.get(TOLD)
    assert OFFER in page.text and f'href="{ONWARD}?lang=de"' in page.text

    onward = browser.get(ONWARD)
    assert onward.headers["location"].startswith(f"{certified.issuer}/session/end?")
    back = sign_out_there(elsewhere, onward.headers["location"])

    told = browser.get(back)
    assert told.status_code == 200
    assert "sind Sie auch dort abgemeldet." in told.text
    assert signed_in(certified, browser, elsewhere)


def test_who_stops_after_the_first_step_is_signed_in_there_still(
    certified: House, browser: httpx.Client, elsewhere: httpx.Client
) -> None:
    browser.post("/abmelden")

    assert not signed_in(certified, browser, elsewhere)


def test_address_names_the_client_and_nobody(certified: House, browser: httpx.Client) -> None:
    browser.post("/abmelden")

    onward = browser.get(ONWARD)

    asked = parse_qs(urlsplit(onward.headers["location"]).query)
    assert set(asked) == {"client_id", "post_logout_redirect_uri", "state", "ui_locales"}
    assert (asked["client_id"], asked["post_logout_redirect_uri"]) == ([CLIENT], [f"{certified.server.base}{BACK}"])
    kept = SimpleCookie(onward.headers["set-cookie"])["abmeldung"]
    assert kept.value == asked["state"][0] and len(kept.value) >= 32
    assert kept["path"] == TOLD and kept["httponly"] and kept["samesite"] == "lax" and int(kept["max-age"]) <= 600


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none", None])
def test_another_page_signs_nobody_out_there(browser: httpx.Client, site: str | None) -> None:
    browser.post("/abmelden")
    browser.headers.pop("Sec-Fetch-Site")
    browser.headers.update({} if site is None else {"Sec-Fetch-Site": site})

    assert browser.get(ONWARD).headers["location"] == TOLD


def test_who_is_signed_in_here_goes_nowhere(browser: httpx.Client) -> None:
    assert browser.get(ONWARD).headers["location"] == TOLD
    assert browser.get(TOLD).headers["location"] == "/konto"


@pytest.mark.parametrize("query", ["", "?state=", "?state=anders", "?state=ä"])
def test_nobody_comes_back_who_has_not_set_out(browser: httpx.Client, query: str) -> None:
    browser.post("/abmelden")
    assert browser.get(f"{BACK}{query}").headers["location"] == TOLD
    browser.get(ONWARD)

    assert browser.get(f"{BACK}{query}").headers["location"] == TOLD


def test_nobody_comes_back_twice(browser: httpx.Client, elsewhere: httpx.Client) -> None:
    browser.post("/abmelden")
    back = sign_out_there(elsewhere, browser.get(ONWARD).headers["location"], confirmed=False)

    assert browser.get(back).status_code == 200
    assert browser.get(back).headers["location"] == TOLD


def test_who_came_by_a_password_is_asked_nothing(certified: House) -> None:
    person_id = certified.account("karl@ahausen.example")
    with certified.browser() as own:
        own.cookies.set(STAFF_COOKIE, f"{certified.device(person_id)}.de")
        assert own.post("/abmelden").headers["location"] == "/"


def test_provider_that_signs_nobody_out_is_only_named(forged: tuple[House, Forger]) -> None:
    house, _forger = forged
    with house.browser() as browser:
        page = browser.get(TOLD)
        onward = browser.get(ONWARD)

    assert page.status_code == 200
    assert OFFER not in page.text and "Melden Sie sich dort selbst ab" in page.text
    assert onward.headers["location"] == TOLD


@pytest.mark.parametrize(
    "address",
    [
        None,
        7,
        "",
        "/ende",
        "http://boese.example/ende",
        "javascript:alert(1)",
        "https://",
        "https://[",
        "ftp://localhost/ende",
    ],
)
def test_browsers_are_sent_to_a_safe_address_alone(address: object) -> None:
    assert end_address({"end_session_endpoint": address}) is None


def test_address_keeps_what_it_asks_for_already() -> None:
    published = "https://a.example/ende?mandant=1#x"

    assert end_address({"end_session_endpoint": published}) == published
    assert with_query(published, {"state": "b c"}) == "https://a.example/ende?mandant=1&state=b+c"
