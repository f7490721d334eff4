"""The link for teams, asked of the really started server: whom it lets in, and what a team gets."""

import re
from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select
from starlette.routing import Route
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Subprotocol

from data.store.access import role_of
from data.store.engine import Store
from data.store.links import create_upload_link, revoke_upload_link
from data.store.schema import access
from data.store.workshops import Workshop
from phone import routes as phone
from tests.e2e.stages import RESULT_PAGES, demo_workshop, until_it_stands
from tests.running import ROOT, RunningServer
from web import card, legal
from web import routes as web
from web.identity import hashed

OVER = "Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen."
A_DAY = timedelta(days=1)
OWN: list[Route] = [*phone.routes(), *legal.routes(), *card.routes(), *web.routes()]
DOORS = ("/anmelden/{key}", "/team/{token}")


@pytest.fixture(scope="module")
def store(server: RunningServer) -> Iterator[Store]:
    """The server's store, opened a second time."""
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def workshop(store: Store) -> Workshop:
    """Its results have been shown."""
    return demo_workshop(store, shown=RESULT_PAGES)


@pytest.fixture
def link(store: Store, workshop: Workshop) -> tuple[str, str]:
    """A link's id and its path."""
    link_id, token = create_upload_link(store, workshop.id, label="Jugendamt", valid=A_DAY)
    return link_id, f"/team/{token}"


@pytest.fixture
def team(server: RunningServer, link: tuple[str, str]) -> Iterator[httpx.Client]:
    """A browser that has opened the link."""
    with httpx.Client(base_url=server.base, timeout=20) as client:
        assert client.get(link[1]).status_code == 303
        yield client


def role(store: Store, client: httpx.Client) -> str | None:
    found = role_of(store, hashed(client.cookies["selbstcheck"].partition(".")[0]))
    return found.role if found else None


def test_link_lets_every_browser_in_with_a_cookie_of_its_own(
    visitor: httpx.Client, team: httpx.Client, store: Store, link: tuple[str, str]
) -> None:
    answer = visitor.get(link[1])

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].endswith("; HttpOnly; Max-Age=2592000; Path=/; SameSite=lax")
    assert [role(store, client) for client in (visitor, team)] == ["team", "team"]
    assert visitor.cookies["selbstcheck"] != team.cookies["selbstcheck"]
    assert 'id="root"' in visitor.get("/").text


def test_device_that_opens_one_link_after_the_other_leaves_one_row(
    visitor: httpx.Client, store: Store, workshop: Workshop
) -> None:
    made = [create_upload_link(store, workshop.id, label=label, valid=A_DAY) for label in ("Amt", "Rat")]

    for _link_id, token in made * 2:
        assert visitor.get(f"/team/{token}").status_code == 303

    with store.reading() as connection:
        rows = connection.execute(select(access.c.link_id).where(access.c.link_id.in_([one for one, _ in made])))
        assert list(rows.scalars()) == [made[1][0]]


def test_opening_the_link_again_changes_nothing(team: httpx.Client, link: tuple[str, str]) -> None:
    answer = team.get(link[1])

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    ("query", "browser", "language"),
    [("", "en-GB,en;q=0.9", "en"), ("", "tlh", "de"), ("?lang=en", "de", "en"), ("?lang=de-x-einfach", "en", "de")],
)
def test_link_speaks_the_asked_language_else_the_browsers(
    visitor: httpx.Client, link: tuple[str, str], query: str, browser: str, language: str
) -> None:
    visitor.get(link[1] + query, headers={"Accept-Language": browser})

    assert visitor.cookies["selbstcheck"].partition(".")[2] == language


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Purpose": "prefetch;prerender"}, {"Sec-Fetch-Dest": "image"}, {"Sec-Fetch-Dest": "empty"}],
)
def test_who_looks_ahead_or_embeds_the_link_is_not_let_in(
    visitor: httpx.Client, link: tuple[str, str], headers: dict[str, str]
) -> None:
    assert visitor.head(link[1]).status_code == 204
    assert visitor.get(link[1], headers=headers).status_code == 204
    assert not visitor.cookies


def test_link_in_a_mail_is_opened_from_another_site(visitor: httpx.Client, link: tuple[str, str]) -> None:
    from_a_mail = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}

    assert visitor.get(link[1], headers=from_a_mail).status_code == 303


def test_moderator_stays_moderator_and_is_led_to_the_upload(
    moderator: httpx.Client, store: Store, workshop: Workshop, link: tuple[str, str]
) -> None:
    answer = moderator.get(link[1])

    assert (answer.status_code, answer.headers["location"]) == (303, f"/hochladen?w={workshop.id}")
    assert "set-cookie" not in answer.headers
    assert role(store, moderator) == "moderator"


def test_unknown_expired_and_revoked_links_get_the_same_sentence(
    visitor: httpx.Client, moderator: httpx.Client, store: Store, workshop: Workshop, link: tuple[str, str]
) -> None:
    _expired, token = create_upload_link(store, workshop.id, label="Rat", valid=-A_DAY)
    revoke_upload_link(store, link[0])

    for path in ("/team/erfunden", f"/team/{token}", link[1]):
        for client in (visitor, moderator):
            answer = client.get(path)
            assert answer.status_code == 410
            assert f"<h1>{OVER}</h1>" in answer.text
            assert "default-src 'none'; script-src 'self';" in answer.headers["content-security-policy"]
    assert not visitor.cookies
    assert '<html lang="en" dir="ltr">' in visitor.get("/team/erfunden?lang=en").text


def test_link_takes_nothing_but_opening(visitor: httpx.Client, link: tuple[str, str]) -> None:
    assert visitor.post(link[1]).status_code == 405
    assert visitor.get(f"{link[1]}/mehr").status_code == 404
    assert visitor.get("/team").status_code == 404


def test_team_is_led_to_its_own_pages_only(team: httpx.Client) -> None:
    assert team.get("/").status_code == 200
    assert team.get("/hochladen?w=1").headers["location"] == "/?w=1"
    assert team.get("/hilfe").status_code == 200
    for path in ("/workshops", "/cockpit", "/nirgends"):
        answer = team.get(path)
        assert answer.status_code == 404
        assert '<a class="button" href="/">Weiter zu „Datei hochladen“</a>' in answer.text


def test_over_with_the_link_a_team_is_a_stranger(
    server: RunningServer, team: httpx.Client, store: Store, link: tuple[str, str]
) -> None:
    revoke_upload_link(store, link[0])

    assert "Code eingeben" in team.get("/").text
    assert team.put("/_stcore/upload_file/x/y", content=b"x").status_code == 403
    assert team.get("/media/0123.xlsx").status_code == 403
    assert not opens_websocket(server, team)


def test_team_may_upload_from_our_own_page_only(server: RunningServer, team: httpx.Client) -> None:
    foreign = {"Origin": "http://fremd.example"}

    assert "Anmeldung" not in team.put("/_stcore/upload_file/x/y", content=b"x").text
    assert opens_websocket(server, team)
    for path in ("/_stcore/upload_file/x/y", "/abmelden", "/sprache/en"):
        answer = team.request("PUT" if "upload" in path else "POST", path, headers=foreign)
        assert answer.status_code == 403
    assert not opens_websocket(server, team, origin=foreign["Origin"])


def test_team_signs_out(team: httpx.Client, link: tuple[str, str]) -> None:
    team.post("/abmelden")

    assert not team.cookies
    assert "Code eingeben" in team.get("/").text
    assert team.get(link[1]).status_code == 303


@pytest.mark.parametrize("route", [one for one in OWN if one.path not in DOORS], ids=lambda one: one.path)
def test_own_pages_give_a_team_what_they_give_everyone(
    visitor: httpx.Client, team: httpx.Client, workshop: Workshop, route: Route
) -> None:
    given = {"code": workshop.code, "language": "de", "name": "nirgends.css", "rest": "nirgends"}
    path = re.sub(r"\{(\w+)[^}]*\}", lambda gap: given[gap[1]], route.path)

    answers = [client.get(path) for client in (visitor, team)]

    assert len({(answer.status_code, answer.text) for answer in answers}) == 1


def test_every_address_of_the_dashboard_shows_a_team_the_upload_or_nothing(
    server: RunningServer, browser: Browser, workshop: Workshop, link: tuple[str, str]
) -> None:
    addresses = {page.stem for page in (ROOT / "pages").glob("[!_]*.py")} | {"workshops", "boegen", "hochladen"}
    in_the_room = {f"{page}?sicht=karte" for page in ("cockpit", "ueberblick", "unterschiede")}
    context = browser.new_context(locale="de-DE")
    page = context.new_page()
    page.goto(f"{server.base}{link[1]}")

    seen = {}
    for address in sorted(addresses | in_the_room | {"bericht", "ueberblick?sicht=radar"}):
        page.goto(f"{server.base}/{address}")
        expect(page.locator("h1").first).to_be_visible()
        seen[address] = page.locator("h1").first.inner_text()
    page.goto(f"{server.base}/hochladen")
    until_it_stands(page)

    expect(page.get_by_role("button", name="Abmelden")).to_be_visible()
    assert page.locator(".js-plotly-plot").count() == 0
    context.close()
    assert seen.pop("hochladen") == f"Datei hochladen · {workshop.municipality}"
    assert set(seen.values()) == {"Diese Seite gibt es nicht."}


def opens_websocket(server: RunningServer, client: httpx.Client, origin: str = "") -> bool:
    headers = {"Cookie": f"selbstcheck={client.cookies['selbstcheck']}", "Origin": origin or server.base}
    address = server.base.replace("http", "ws", 1) + "/_stcore/stream"
    try:
        with connect(address, additional_headers=headers, subprotocols=[Subprotocol("streamlit")]):
            return True
    except InvalidStatus:
        return False
