"""Who may do what, and where: every cell of the matrix, on the really started server with real sign-ins."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from time import sleep

import httpx
import pytest
from sqlalchemy import select, update

import app
from data.store.access import hashed, issue_key
from data.store.engine import Store
from data.store.rows import day_here
from data.store.schema import access
from tests.accounts.conftest import OTHER, OWN, Town, as_device, coupled, device_of
from tests.running import RunningServer
from web.matrix import AS_MEMBER, MAY, ROUTES, Act

WHO = (
    *AS_MEMBER,
    "device comoderator",
    "device screen",
    "device scribe",
    "device table",
    "device team",
    "operator",
    "nobody",
)
STREAM = "/leinwand/{code}/ereignisse"
ROOM = {path: act for path, act in ROUTES.items() if path.startswith(("/leinwand", "/regie", "/protokoll", "/tisch"))}
READ = sorted({route.path for route in app.pages if route.path in ROOM and "GET" in (route.methods or ())} - {STREAM})
WRITTEN = sorted({route.path for route in app.pages if route.path in ROOM and "POST" in (route.methods or ())})
REFUSED = 403


def what(who: str) -> str:
    """The row of the matrix in which they stand."""
    return dict(AS_MEMBER).get(who, who.removeprefix("device "))  # type: ignore[call-overload]


def is_allowed(who: str, act: Act, place: str) -> bool:
    return place == "own" and what(who) in MAY[act]


@pytest.fixture(scope="module")
def tokens(server: RunningServer, store: Store, towns: dict[str, Town], operator: str) -> dict[str, str]:
    """Coupled anew: another file may have changed a role in this town, which ends its couplings."""
    own = towns["own"]
    return {**own.devices, **coupled(server, store, own.of), "operator": operator, "nobody": ""}


def headers(token: str) -> dict[str, str]:
    return {"Accept": "application/json", **(as_device(token) if token else {})}


def test_every_route_stands_in_the_table() -> None:
    ours = {route.path for route in app.pages if not re.match("/[tT](/|$)", route.path)}

    assert ours == set(ROUTES)


@pytest.mark.parametrize("place", ["own", "other", "unknown"])
@pytest.mark.parametrize("who", WHO)
def test_rooms_open_for_whom_the_table_names_and_only_in_their_own(
    client: httpx.Client, tokens: dict[str, str], towns: dict[str, Town], who: str, place: str
) -> None:
    code = "ZZZZZZ" if place == "unknown" else towns[place].of.code
    expected, found = {}, {}

    for path in READ:
        reply = client.get(path.format(code=code), headers=headers(tokens[who]))
        expected[path] = is_allowed(who, ROOM[path], place)  # type: ignore[arg-type]
        found[path] = reply.status_code != REFUSED

    assert found == expected


@pytest.mark.parametrize("who", WHO)
def test_a_foreign_room_answers_as_one_that_is_not_there(
    client: httpx.Client, tokens: dict[str, str], towns: dict[str, Town], who: str
) -> None:
    for path in (*READ, STREAM):
        foreign = client.get(path.format(code=towns["other"].of.code), headers=headers(tokens[who]))
        unknown = client.get(path.format(code="ZZZZZZ"), headers=headers(tokens[who]))

        assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content), path


@pytest.mark.parametrize("who", WHO)
def test_nothing_is_written_in_a_foreign_room(
    client: httpx.Client, store: Store, tokens: dict[str, str], towns: dict[str, Town], who: str
) -> None:
    code = towns["other"].of.code
    before = dump(store)

    replies = {
        path: client.post(path.format(code=code), headers=headers(tokens[who]), data=EVERYTHING) for path in WRITTEN
    }

    assert {path: reply.status_code for path, reply in replies.items()} == dict.fromkeys(WRITTEN, REFUSED)
    assert dump(store) == before


EVERYTHING = {"nummer": "0", "zug": '{"zug": "weiter"}', "code": "comoderator", "abmelden": "screen", "tun": "note"}


def dump(store: Store) -> dict[str, list[str]]:
    """Every row, but the day on which a sign-in was used."""
    from data.store.schema import access, attempts, metadata

    with store.reading() as connection:
        tables = [table for table in metadata.sorted_tables if table not in (access, attempts)]
        return {table.name: sorted(map(str, connection.execute(table.select()).all())) for table in tables}


@pytest.mark.parametrize("who", WHO)
def test_dashboard_offers_the_pages_of_the_table(client: httpx.Client, tokens: dict[str, str], who: str) -> None:
    pages = {"cockpit": "moderate", "hochladen": "upload", "personen": "people", "kommunen-verwalten": "operate"}
    found = {page: is_a_page(client, page, tokens[who]) for page in pages}

    may_people = what(who) == "operator" or ("device" not in who and what(who) in MAY["people"])
    assert found == {
        "cockpit": "device" not in who and what(who) in MAY["moderate"],
        "hochladen": what(who) in MAY["upload"],
        "personen": may_people,
        "kommunen-verwalten": what(who) in MAY["operate"],
    }


def is_a_page(client: httpx.Client, page: str, token: str) -> bool:
    """Whether the dashboard has it for them; the first of their pages stands at the root."""
    reply = client.get(f"/{page}", headers=headers(token))
    is_first = reply.status_code == 303 and client.get("/", headers=headers(token)).text.count("<script") > 0
    return reply.status_code == 200 or (is_first and token != "")


@pytest.mark.parametrize("who", WHO)
def test_uploads_are_for_whom_the_table_names(client: httpx.Client, tokens: dict[str, str], who: str) -> None:
    reply = client.put("/_stcore/upload_file/nobodys/1", headers=headers(tokens[who]), content=b"")

    may_upload = MAY["upload"] | MAY["operate"]  # the Betrieb takes up an interest
    assert reply.status_code == (400 if what(who) in may_upload else REFUSED)


@pytest.mark.parametrize("who", WHO)
def test_own_account_is_for_people_with_one(client: httpx.Client, tokens: dict[str, str], who: str) -> None:
    replies = {path: client.get(path, headers=headers(tokens[who])) for path in ("/konto", "/raeume")}

    has_one = who in AS_MEMBER or who == "operator"
    assert {path: reply.status_code for path, reply in replies.items()} == dict.fromkeys(
        replies, 200 if has_one else 303
    )
    assert not any(OTHER in reply.text or f"Abend-{OTHER}" in reply.text for reply in replies.values())


def test_rooms_are_listed_for_who_may_steer_them(
    client: httpx.Client, tokens: dict[str, str], towns: dict[str, Town]
) -> None:
    code = towns["own"].of.code
    listed = {who for who in AS_MEMBER if f"/regie/{code}" in client.get("/raeume", headers=headers(tokens[who])).text}

    assert listed == {"facilitator", "moderator", "comoderator"}


@pytest.mark.parametrize("who", WHO)
def test_library_is_filled_from_own_workshops_alone(
    client: httpx.Client, tokens: dict[str, str], towns: dict[str, Town], who: str
) -> None:
    item = "/wissen/einladung-betriebe"
    own = client.get(item, params={"w": towns["own"].of.id}, headers=headers(tokens[who]))
    foreign = client.get(item, params={"w": towns["other"].of.id}, headers=headers(tokens[who]))
    unknown = client.get(item, params={"w": "f" * 32}, headers=headers(tokens[who]))

    reads = "device" not in who and what(who) in MAY["moderate"]
    assert (own.status_code == 200, OWN in own.text) == (reads, reads)
    assert foreign.text.replace(towns["other"].of.id, "") == unknown.text.replace("f" * 32, "")
    assert OTHER not in foreign.text


@pytest.fixture
def keys_of_laptops(store: Store) -> Iterator[str]:
    yield issue_key(store, "moderator", valid=timedelta(minutes=5))


def test_a_key_makes_nobody_a_moderator_of_everything(
    client: httpx.Client, towns: dict[str, Town], keys_of_laptops: str
) -> None:
    client.get(f"/anmelden/{keys_of_laptops}")

    assert client.get(f"/regie/{towns['own'].of.code}").status_code == REFUSED
    assert client.get("/cockpit").status_code == 303  # to the entrance


def test_a_team_link_of_another_municipality_is_no_way_into_it_for_a_moderator(
    server: RunningServer, towns: dict[str, Town]
) -> None:
    with httpx.Client(base_url=server.base, timeout=30, headers=as_device(towns["own"].devices["moderator"])) as mine:
        asked = mine.get(f"/team/{towns['other'].upload_link}")
        reply = mine.post(f"/team/{towns['other'].upload_link}")

    assert (asked.status_code, "set-cookie" in asked.headers) == (200, False)
    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    assert "set-cookie" in reply.headers  # now this browser is a team's, as everybody's is who opens the link


def test_who_has_an_account_is_asked_before_a_key_takes_its_place(
    server: RunningServer, store: Store, towns: dict[str, Town]
) -> None:
    here = f"/anmelden/{issue_key(store, 'screen', towns['other'].of.id, valid=timedelta(minutes=5))}"
    with httpx.Client(base_url=server.base, timeout=30, headers=as_device(towns["own"].devices["moderator"])) as mine:
        asked, again = mine.get(here), mine.get(here)
        foreign = mine.post(here, headers={"Origin": "https://a.example"})
        reply = mine.post(here)

    assert [(one.status_code, "set-cookie" in one.headers) for one in (asked, again)] == [(200, False)] * 2
    assert f'action="{here}"' in asked.text
    assert foreign.status_code == REFUSED
    assert (reply.status_code, reply.headers["location"]) == (303, f"/leinwand/{towns['other'].of.code}")


def test_leinwand_that_stands_open_keeps_no_person_signed_in(
    client: httpx.Client, store: Store, towns: dict[str, Town]
) -> None:
    own = towns["own"]
    token = device_of(store, own.people["moderator"])
    this, earlier = access.c.token_hash == hashed(token), day_here() - timedelta(days=9)
    store.write(lambda connection: connection.execute(update(access).where(this).values(used_on=earlier)))

    def used_on_after(page: str) -> date:
        assert client.get(f"{page}/{own.of.code}", headers=as_device(token)).status_code == 200
        sleep(0.5)  # it is noted without anybody waiting for it
        with store.reading() as connection:
            return connection.execute(select(access.c.used_on).where(this)).scalar_one()

    assert used_on_after("/leinwand") == earlier
    assert used_on_after("/regie") > earlier
