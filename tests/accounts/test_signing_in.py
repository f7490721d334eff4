"""Signing in, invitations, devices and passwords, on the really started server."""

import re
import secrets
import unicodedata
from collections.abc import Callable, Iterator

import httpx
import pytest

from data.store.audit import Actor
from data.store.engine import Store
from data.store.invitations import invite, invite_first, invite_to, reset_password
from data.store.known_devices import mark_of
from data.store.opening import join
from data.store.people import known_by_email
from tests.accounts.conftest import OWN, Town, account
from tests.running import RunningServer, completed
from web.passwords import hashed_password, is_outdated, is_right
from web.senders import counted_as
from web.signing_in import TooManyAttempts, account_of, pause_after

WORD = "vier Wörter hintereinander"
BY = Actor()

Browser = Callable[[], httpx.Client]


@pytest.fixture
def browser(server: RunningServer) -> Iterator[Browser]:
    """Opens browsers of their own."""
    opened: list[httpx.Client] = []

    def open_one() -> httpx.Client:
        opened.append(httpx.Client(base_url=server.base, timeout=60))
        return opened[-1]

    yield open_one
    for one in opened:
        one.close()


@pytest.fixture
def email(store: Store, towns: dict[str, Town]) -> str:
    """Of somebody who moderates, with a password."""
    mail = f"{secrets.token_hex(4)}@stadt.example"
    account(store, mail, OWN, "moderator", password_hash=hashed_password(WORD))
    return mail


def sign_in(client: httpx.Client, email: str, word: str = WORD) -> httpx.Response:
    return client.post("/anmelden", data={"email": email, "passwort": word})


def said(reply: httpx.Response) -> str:
    found = re.search(r'role="(?:alert|status)"[^>]*>(.*?)</p>', reply.text)
    return found.group(1) if found else ""


def test_operator_who_helps_in_a_room_keeps_their_pages_and_finds_the_room(
    browser: Browser, store: Store, towns: dict[str, Town]
) -> None:
    mail = f"{secrets.token_hex(4)}@land.example"
    token = invite(store, mail, None, None, is_operator=True, by=BY)
    join(store, token, name="Betrieb", password_hash=hashed_password(WORD))
    account(store, mail, OWN, "comoderator")
    client = browser()

    reply = sign_in(client, mail)

    assert reply.headers["location"] == "/"
    assert client.get("/").text.count("<script") > 0
    assert 'href="/raeume"' in client.get("/konto").text
    assert f"/regie/{towns['own'].of.code}" in client.get("/raeume").text


def test_right_password_opens_the_dashboard(browser: Browser, email: str) -> None:
    client = browser()

    reply = sign_in(client, f" {email.upper()} ")

    assert (reply.status_code, reply.headers["location"]) == (303, "/")
    assert client.get("/cockpit").status_code == 200
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_wrong_password_and_unknown_account_answer_alike(browser: Browser, email: str) -> None:
    wrong, unknown = (sign_in(browser(), mail, "ein falsches Wort") for mail in (email, "niemand@stadt.example"))

    assert (wrong.status_code, said(wrong)) == (422, "E-Mail-Adresse oder Passwort stimmen nicht.")
    assert unknown.text.replace("niemand@stadt.example", "") == wrong.text.replace(email, "")


def test_page_to_sign_in_speaks_english_and_needs_no_script(browser: Browser) -> None:
    page = browser().get("/anmelden?lang=en")

    assert "<h1>Sign in</h1>" in page.text
    assert "<script" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


def test_account_waits_after_ten_wrong_passwords(browser: Browser, email: str) -> None:
    client = browser()
    replies = [sign_in(client, email, "falsch").status_code for _ in range(11)]

    assert replies == [422] * 10 + [429]
    assert sign_in(client, email).status_code == 429  # the right one, too: who guesses learns nothing more


def test_who_knows_an_address_alone_keeps_nobody_out(browser: Browser, email: str) -> None:
    owner, stranger = browser(), browser()
    sign_in(owner, email)
    known = owner.cookies["geraet"]
    owner.post("/abmelden")
    guesses = [sign_in(stranger, email, "falsch").status_code for _ in range(11)]

    elsewhere = browser().post(
        "/anmelden", data={"email": email, "passwort": WORD}, headers={"X-Forwarded-For": "203.0.113.77"}
    )

    assert guesses[-1] == 429
    assert elsewhere.status_code == 303
    assert sign_in(owner, email).status_code == 303
    assert owner.cookies["geraet"] == known
    assert "geraet" not in str(owner.get("/konto").request.headers.get("cookie"))


def test_shared_browser_stays_known_to_all_who_were_signed_in_there(browser: Browser, store: Store, email: str) -> None:
    other, shared = f"{secrets.token_hex(4)}@stadt.example", browser()
    account(store, other, OWN, "team", password_hash=hashed_password(WORD))
    for mail in (email, other):
        sign_in(shared, mail)
        shared.post("/abmelden")
    token = shared.cookies["geraet"]
    invented = browser()
    invented.cookies.set("geraet", "x" * 32, path="/anmelden", domain=shared.base_url.host)
    sign_in(invented, email)

    assert [mark_of(store, mail, token) is not None for mail in (email, other)] == [True, True]
    assert "x" * 32 not in [one.value for one in invented.cookies.jar]


def test_known_browser_has_a_limit_of_its_own(browser: Browser, store: Store, email: str) -> None:
    client = browser()
    sign_in(client, email)
    client.post("/abmelden")

    replies = [sign_in(client, email, "falsch").status_code for _ in range(11)]

    assert replies == [422] * 10 + [429]
    assert sign_in(client, email).status_code == 429
    client.cookies.delete("geraet")
    assert sign_in(client, email).status_code == 303


def test_wrong_passwords_from_elsewhere_make_answers_slower_and_refuse_nobody() -> None:
    pauses = [pause_after(number, 0) for number in (1, 20, 21, 30, 1_000_000)]

    assert pauses == [0.0, 0.0, 0.5, 5.0, 10.0]
    assert pause_after(1, 501) == 2.0


def test_addresses_of_one_connection_are_counted_together(store: Store) -> None:
    mail = f"{secrets.token_hex(4)}@stadt.example"
    senders = [counted_as(f"2001:db8:7:{net}::{number:x}") for net in (1, 2) for number in range(1, 12)]

    async def tries() -> list[bool]:
        return [await is_refused(store, mail, sender) for sender in senders]

    assert completed(tries()) == [False] * 10 + [True] + [False] * 10 + [True]


async def is_refused(store: Store, mail: str, sender: str) -> bool:
    try:
        await account_of(store, mail, "x" * 201, sender)  # too long to be compared
    except TooManyAttempts:
        return True
    return False


def test_foreign_page_signs_nobody_in(browser: Browser, email: str) -> None:
    reply = browser().post(
        "/anmelden", data={"email": email, "passwort": WORD}, headers={"Origin": "https://boese.example"}
    )

    assert reply.status_code == 403
    assert "set-cookie" not in reply.headers


def test_invitation_makes_an_account(browser: Browser, store: Store) -> None:
    mail = f"{secrets.token_hex(4)}@stadt.example"
    link = f"/einladung/{invite_to(store, mail, OWN, 'comoderator', by=BY)}"
    client = browser()
    client.get(link)

    short = client.post(link, data={"name": "Mo", "passwort": "kurz", "nochmal": "kurz"})
    apart = client.post(link, data={"name": "Mo", "passwort": WORD, "nochmal": f"{WORD}!"})
    made = client.post(link, data={"name": "Mo", "passwort": WORD, "nochmal": WORD})
    again = browser().get(link)

    assert said(short) == "Das Passwort braucht mindestens 12 Zeichen."
    assert said(apart) == "Die beiden Passwörter sind verschieden."
    assert (made.status_code, made.headers["location"], again.status_code) == (303, "/raeume", 410)
    assert f"<li>{OWN}: Co-Moderation</li>" in client.get("/konto").text
    assert sign_in(browser(), mail).headers["location"] == "/raeume"


def test_invitation_meets_an_account_with_its_password_alone(browser: Browser, store: Store, email: str) -> None:
    link = f"/einladung/{invite_to(store, email, 'Cehausen', 'moderator', by=BY)}"
    thief, owner = browser(), browser()

    stolen = thief.post(link, data={"name": "Eve", "passwort": "ein anderes Wort", "nochmal": "ein anderes Wort"})
    accepted = owner.post(link, data={"passwort": WORD})

    assert (stolen.status_code, "set-cookie" in stolen.headers) == (422, False)
    assert accepted.status_code == 303
    assert "<li>Cehausen: Moderation</li>" in owner.get("/konto").text


def test_invitation_looks_and_refuses_alike_whether_there_is_an_account(
    browser: Browser, store: Store, email: str
) -> None:
    mails = email, f"{secrets.token_hex(4)}@stadt.example"
    links = [f"/einladung/{invite_to(store, mail, 'Eehausen', 'moderator', by=BY)}" for mail in mails]

    def alike(replies: list[httpx.Response]) -> set[tuple[int, str]]:
        gaps = [(mail, link.rpartition("/")[2]) for mail, link in zip(mails, links, strict=True)]
        told = zip(replies, gaps, strict=True)
        return {(reply.status_code, reply.text.replace(mail, "").replace(token, "")) for reply, (mail, token) in told}

    seen = alike([browser().get(link) for link in links])
    wrong = alike([browser().post(link, data={"passwort": "ein falsches Wort"}) for link in links])
    short = {"name": "Eve", "passwort": "kurz", "nochmal": "kurz"}
    too_short = alike([browser().post(link, data=short) for link in links])

    assert [{status for status, _text in one} for one in (seen, wrong, too_short)] == [{200}, {422}, {422}]
    assert [len(one) for one in (seen, wrong, too_short)] == [1, 1, 1]


def test_who_is_signed_in_as_another_needs_the_password_all_the_same(
    browser: Browser, store: Store, email: str
) -> None:
    mail = f"{secrets.token_hex(4)}@stadt.example"
    account(store, mail, OWN, "team", password_hash=hashed_password(WORD))
    other = browser()
    sign_in(other, mail)
    link = f"/einladung/{invite_to(store, email, 'Dehausen', 'moderator', by=BY)}"

    refused = other.post(link, data={})
    owner = browser()
    sign_in(owner, email)

    assert refused.status_code == 422
    assert owner.post(link, data={}).status_code == 303


def test_new_password_by_a_link_ends_the_old_one_and_all_devices(browser: Browser, store: Store, email: str) -> None:
    client = browser()
    sign_in(client, email)
    known = known_by_email(store, email)
    assert known is not None
    link = f"/einladung/{reset_password(store, known.id, by=BY)}"

    done = browser().post(link, data={"passwort": "ein neues langes", "nochmal": "ein neues langes"})

    assert done.status_code == 303
    assert client.get("/konto").status_code == 303
    assert sign_in(browser(), email).status_code == 422
    assert sign_in(browser(), email, "ein neues langes").status_code == 303


def test_devices_are_listed_and_signed_out(browser: Browser, email: str) -> None:
    here, there = browser(), browser()
    for one in (here, there):
        sign_in(one, email)
    listed = re.findall(r'name="geraet" value="(\w+)"', here.get("/konto").text)

    here.post("/konto/geraete", data={"geraet": listed[0]})

    assert len(listed) == 1
    assert (here.get("/konto").status_code, there.get("/konto").status_code) == (200, 303)
    sign_in(there, email)
    here.post("/konto/geraete", data={"alle": "1"})
    assert (here.get("/konto").status_code, there.get("/konto").status_code) == (200, 303)


def test_password_is_changed_after_the_old_one(browser: Browser, email: str) -> None:
    here, there = browser(), browser()
    for one in (here, there):
        sign_in(one, email)
    new = {"passwort": "ein neues langes", "nochmal": "ein neues langes"}

    wrong = here.post("/konto/passwort", data={"bisher": "falsch", **new})
    done = here.post("/konto/passwort", data={"bisher": WORD, **new})

    assert (wrong.status_code, said(wrong)) == (422, "Das bisherige Passwort stimmt nicht.")
    assert done.status_code == 303
    assert (here.get("/konto").status_code, there.get("/konto").status_code) == (200, 303)


def test_signed_out_is_signed_out(browser: Browser, email: str) -> None:
    client = browser()
    token = sign_in(client, email).headers["set-cookie"].split(";")[0]

    client.post("/abmelden")

    assert browser().get("/konto", headers={"Cookie": token}).status_code == 303


def test_operator_has_accounts_and_municipalities_and_no_workshop(
    browser: Browser, store: Store, towns: dict[str, Town]
) -> None:
    link = f"/einladung/{invite(store, 'land@land.example', None, None, is_operator=True, by=BY)}"
    client = browser()
    client.post(link, data={"name": "Land", "passwort": WORD, "nochmal": WORD})

    code = towns["own"].of.code
    pages = ("/", "/personen", "/cockpit", "/workshops", "/bericht", f"/regie/{code}", f"/leinwand/{code}")
    assert [client.get(page).status_code for page in pages] == [200, 200, 404, 404, 404, 403, 403]


def test_link_of_the_first_account_opens_nothing_once_there_is_one(
    browser: Browser, store: Store, operator: str
) -> None:
    assert browser().get(f"/einladung/{invite_first(store)}").status_code == 410


def test_start_prints_no_key(server: RunningServer) -> None:
    assert "/anmelden/" not in server.output
    assert "/einladung/" in server.output


def test_passwords_are_argon2id_and_of_nobody_are_wrong() -> None:
    stored = hashed_password("Größe und Länge 12")

    assert stored.startswith("$argon2id$v=19$m=65536,t=3,p=1$")
    assert is_right(stored, unicodedata.normalize("NFD", "Größe und Länge 12"))
    assert not is_right(stored, "Groesse und Laenge")
    assert not is_right(None, "the password of an account that there is not")
    assert not is_outdated(stored)
