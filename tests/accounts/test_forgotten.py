"""„Passwort vergessen“ on a really started server with a real mail server: nobody learns who has an account."""

import re
import time
from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import delete

from data.store.audit import Actor
from data.store.people import set_disabled
from data.store.schema import attempts, invitations
from tests.accounts.conftest import device_of
from tests.accounts.posting import HERE, PATIENCE, WORD, Post, posting
from tests.mail_server import PASSWORD
from web.forgotten import _is_too_much
from web.identity import STAFF_COOKIE

NEW = "ein neues langes"


@pytest.fixture(scope="module")
def posted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Post]:
    with posting(tmp_path_factory.mktemp("posting")) as post:
        yield post


@pytest.fixture
def post(posted: Post) -> Post:
    """Nothing was asked for yet."""
    posted.store.write(lambda connection: connection.execute(delete(attempts)))
    posted.mail.refuses, posted.mail.seconds = "", 0
    return posted


def test_link_comes_and_sets_a_new_password_once(post: Post) -> None:
    email, before = post.person(), len(post.mail.letters)
    device = device_of(post.store, post.id_of(email))

    reply = post.ask(f" {email.upper()} ")
    text = post.letter(before)

    assert (reply.status_code, reply.headers["location"]) == (303, f"{HERE}?lang=de&geschickt=1")
    assert post.mail.letters[before][0] == [email]
    (link,) = re.findall(rf"^{re.escape(post.server.base)}(/einladung/\S+)$", text, re.MULTILINE)
    with httpx.Client(base_url=post.server.base, timeout=60) as client:
        assert "Neues Passwort" in client.get(link).text  # a program that looks ahead uses nothing up
        assert client.post(link, data={"passwort": NEW, "nochmal": NEW}).status_code == 303
        assert client.post(link, data={"passwort": NEW, "nochmal": NEW}).status_code == 410
        client.cookies.clear()
        assert client.get("/konto", headers={"Cookie": f"{STAFF_COOKIE}={device}.de"}).status_code == 303
        assert client.post("/anmelden", data={"email": email, "passwort": WORD}).status_code == 422
        assert client.post("/anmelden", data={"email": email, "passwort": NEW}).status_code == 303


def told(reply: httpx.Response) -> tuple[object, ...]:
    headers = {name: value for name, value in reply.headers.items() if name != "date"}
    return reply.status_code, headers, reply.text


def test_nobody_learns_whether_there_is_an_account(post: Post) -> None:
    there, disabled, elsewhere = post.person(), post.person(), post.person(password_hash=None)
    set_disabled(post.store, post.id_of(disabled), True, by=Actor())
    before = len(post.mail.letters)

    replies = [told(post.ask(email)) for email in ("nobody@stadt.example", disabled, elsewhere, there)]

    assert replies[0] == replies[1] == replies[2] == replies[3]
    post.letter(before)
    assert [to for to, _letter in post.mail.letters[before:]] == [[there]]


def test_answer_waits_for_no_mail_server(post: Post) -> None:
    email, before = post.person(), len(post.mail.letters)
    post.mail.seconds = 5

    reply = post.ask(email)

    assert reply.status_code == 303
    assert reply.elapsed.total_seconds() < 4
    assert len(post.mail.letters) == before
    post.letter(before)


@pytest.mark.parametrize("is_there", [True, False])
def test_few_links_of_an_account_are_asked_for(post: Post, is_there: bool) -> None:
    email = post.person() if is_there else "nobody@stadt.example"

    replies = [post.ask(email) for _each in range(4)]

    assert [reply.status_code for reply in replies] == [303, 303, 303, 429]
    assert "Zu viele Versuche." in replies[3].text


def test_flood_from_one_address_is_refused(post: Post) -> None:
    replies = [post.ask(f"nobody{number}@stadt.example").status_code for number in range(22)]

    assert replies == [303] * 20 + [429] * 2


def test_nobody_is_held_up_by_what_others_ask(post: Post) -> None:
    email = post.person()
    for number in range(201):
        _is_too_much(post.store, f"nobody{number}@stadt.example", "198.51.100.7")
    strangers = [_is_too_much(post.store, email, f"198.51.100.{number}") for number in range(8, 28)]

    assert strangers == [False] * 20
    assert post.ask(email).status_code == 303


def test_link_that_could_not_be_sent_is_gone(post: Post) -> None:
    email = post.person()
    post.mail.refuses = f"554 {email} looks like spam"
    before = post.server.output.count("Eine E-Mail ist nicht gesendet: SMTPDataError")

    reply = post.ask(email)

    assert reply.status_code == 303
    deadline = time.monotonic() + PATIENCE
    while post.server.output.count("SMTPDataError") == before and time.monotonic() < deadline:
        time.sleep(0.05)
    deadline = time.monotonic() + PATIENCE
    while _open_links(post, email) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert _open_links(post, email) == 0


def _open_links(post: Post, email: str) -> int:
    with post.store.reading() as connection:
        return len(connection.execute(invitations.select().where(invitations.c.email == email)).all())


def test_log_of_the_server_names_nobody(post: Post) -> None:
    said = post.server.output

    assert [one for one in ("stadt.example", PASSWORD, "looks like spam") if one in said] == []


def test_link_leads_to_the_own_address_whatever_a_request_says(post: Post) -> None:
    email, before = post.person(), len(post.mail.letters)

    post.ask(email, **{"X-Forwarded-Host": "boese.example", "Forwarded": "host=boese.example"})

    text = post.letter(before)
    assert "boese.example" not in text and f"{post.server.base}/einladung/" in text


def test_another_page_asks_for_nothing(post: Post) -> None:
    assert post.ask(post.person(), Origin="http://boese.example").status_code == 403


@pytest.mark.parametrize("typed", ["", "anna", "a" * 120 + "@stadt.example"])
def test_what_is_no_address_is_said_at_once(post: Post, typed: str) -> None:
    reply = post.ask(typed)

    assert reply.status_code == 422
    assert "Bitte geben Sie eine E-Mail-Adresse an." in reply.text


def test_page_is_linked_and_says_what_happens(post: Post) -> None:
    with httpx.Client(base_url=post.server.base, timeout=60) as client:
        assert f'href="{HERE}?lang=en"' in client.get("/anmelden?lang=en").text
        assert "Forgotten password" in client.get(f"{HERE}?lang=en").text
        assert "Spam-Ordner" in client.get(f"{HERE}?geschickt=1").text


def test_without_a_mail_server_there_is_no_such_page(client: httpx.Client) -> None:
    assert HERE not in client.get("/anmelden").text
    assert client.get(HERE).status_code == 404
    assert client.post(HERE, data={"email": "anna@stadt.example"}).status_code == 404
