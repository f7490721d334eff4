"""E-mails by a real mail server: encrypted, signed in, readable; and what is said when it goes wrong."""

import logging
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from config import Smtp
from tests.mail_server import PASSWORD, STARTTLS_HOST, USER, Authority, MailServer, text_of
from texts.words import words
from web import mail, post
from web.letters import invitation_letter, password_letter
from web.mail import Letter, NotSent, message_of, send

SENDER = "selbstcheck@land.example"
LINK = "https://selbstcheck.example/einladung/abc"
LETTER = Letter("anna@stadt.example", "Grüße", f"Guten Tag,\n\nhier: {LINK}\n")


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def _trusted(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))


@pytest.fixture(scope="module")
def tls(authority: Authority) -> Iterator[MailServer]:
    server = MailServer("127.0.0.1", authority.context("127.0.0.1"), at_once=True)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def starttls(authority: Authority) -> Iterator[MailServer]:
    server = MailServer(STARTTLS_HOST, authority.context(STARTTLS_HOST), at_once=False)
    yield server
    server.stop()


def by_tls(server: MailServer, password: str = PASSWORD) -> Smtp:
    return Smtp("127.0.0.1", server.port, "tls", SENDER, USER, password)


def why(smtp: Smtp, letter: Letter = LETTER) -> str:
    with pytest.raises(NotSent) as caught:
        send(smtp, letter, "selbstcheck.example")
    return caught.value.why


@pytest.mark.usefixtures("_trusted")
def test_letter_arrives_as_it_was_written(tls: MailServer) -> None:
    send(by_tls(tls), LETTER, "selbstcheck.example")

    (to, message) = tls.letters[-1]
    assert to == ["anna@stadt.example"]
    assert (message["From"], message["To"], message["Subject"]) == (SENDER, "anna@stadt.example", "Grüße")
    assert text_of(message) == LETTER.text
    assert message.get_content_type() == "text/plain"
    assert message["Message-ID"].endswith("@land.example>")
    assert message["Date"].endswith("+0000")
    encoding = {"Content-Transfer-Encoding", "Content-Type", "MIME-Version"}
    assert set(message) == encoding | {"Auto-Submitted", "Date", "From", "Message-ID", "Subject", "To"}
    assert tls.users[-1] == "selbstcheck.example"  # not what this machine is called


@pytest.mark.usefixtures("_trusted")
def test_connection_that_begins_in_the_clear_is_encrypted_before_anything_is_told(starttls: MailServer) -> None:
    send(Smtp(STARTTLS_HOST, starttls.port, "starttls", SENDER, USER, PASSWORD), LETTER, "selbstcheck.example")

    assert len(starttls.letters) == 1


def test_server_that_cannot_encrypt_is_told_nothing() -> None:
    server = MailServer(STARTTLS_HOST, None, at_once=False)
    try:
        assert why(Smtp(STARTTLS_HOST, server.port, "starttls", SENDER, USER, PASSWORD)) == "not_taken"
        assert (server.letters, server.users) == ([], [])
    finally:
        server.stop()


def test_server_of_this_machine_needs_neither_certificate_nor_password() -> None:
    server = MailServer("127.0.0.1", None, at_once=False)
    try:
        send(Smtp("127.0.0.1", server.port, "none", SENDER), LETTER, "selbstcheck.example")
        assert len(server.letters) == 1
    finally:
        server.stop()


def test_certificate_of_nobody_we_trust_is_refused(tls: MailServer, starttls: MailServer) -> None:
    users = len(tls.users) + len(starttls.users)

    assert why(by_tls(tls)) == "certificate"
    assert why(Smtp(STARTTLS_HOST, starttls.port, "starttls", SENDER, USER, PASSWORD)) == "certificate"
    assert len(tls.users) + len(starttls.users) == users


@pytest.mark.usefixtures("_trusted")
def test_certificate_of_another_server_is_refused(authority: Authority) -> None:
    server = MailServer("127.0.0.1", authority.context("127.0.0.9"), at_once=True)
    try:
        assert why(by_tls(server)) == "certificate"
        assert server.letters == []
    finally:
        server.stop()


@pytest.mark.usefixtures("_trusted")
def test_reasons_are_told_apart(tls: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    assert why(by_tls(tls, "falsch")) == "sign_in"
    assert why(by_tls(tls), Letter("weg@stadt.example", "a", "b")) == "refused"
    assert why(by_tls(tls), Letter("voll@stadt.example", "a", "b")) == "not_taken"
    monkeypatch.setattr(tls, "refuses", "554 5.7.1 anna@stadt.example looks like spam")
    assert why(by_tls(tls)) == "not_taken"


@pytest.mark.parametrize(
    "address",
    [
        "anna@stadt.example\r\nBcc: alle@stadt.example",
        "anna@stadt.example, alle@stadt.example",
        "Anna <anna@stadt.example>",
        "anna@stadt.example>",
        "anna\x00@stadt.example",
        "änna@stadt.example",
        "anna",
        "@stadt.example",
        "anna@" + "ä" * 70 + ".example",
        "a@[b.c",
    ],
)
def test_what_is_not_one_address_is_never_sent(tls: MailServer, address: str) -> None:
    before = len(tls.letters)

    assert why(by_tls(tls), Letter(address, "a", "b")) == "address"
    assert len(tls.letters) == before


def test_subject_holds_no_second_header(tls: MailServer) -> None:
    assert why(by_tls(tls), Letter("anna@stadt.example", "a\r\nBcc: alle@stadt.example", "b")) == "address"


def test_name_of_the_network_with_umlauts_is_written_as_servers_read_it() -> None:
    message = message_of(Smtp("a", 1, "none", SENDER), Letter("anna@köln.example", "a", "b"))

    assert message["To"] == "anna@xn--kln-sna.example"


@pytest.mark.usefixtures("_trusted")
def test_names_cannot_leave_the_text_of_an_invitation(tls: MailServer) -> None:
    before = len(tls.letters)
    letter = invitation_letter(
        words("de"), "a@b.example", LINK, who="Mo\nBcc: x@y.example", role="Team", municipality="A\r\n.\r\nQUIT"
    )

    send(by_tls(tls), letter, "selbstcheck.example")

    (found,) = tls.letters[before:]
    assert (found[0], found[1]["Bcc"], text_of(found[1])) == (["a@b.example"], None, letter.text.replace("\r", ""))


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


def test_silent_server_is_given_up(silent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 0.3)
    began = time.monotonic()

    assert why(Smtp("127.0.0.1", silent, "none", SENDER)) == "no_answer"
    assert why(Smtp("127.0.0.1", silent, "tls", SENDER)) == "no_answer"
    assert time.monotonic() - began < 10
    assert why(Smtp("127.0.0.1", 1, "none", SENDER)) == "no_answer"


def test_nobody_waits_longer_than_was_said(silent: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 2)

    outcome = post.send_now(Smtp("127.0.0.1", silent, "none", SENDER), LETTER, waiting=0.2)

    assert outcome == "unsure"


def test_few_letters_wait_and_the_end_of_the_server_lets_go_of_them(caplog: pytest.LogCaptureFixture) -> None:
    held, done = threading.Event(), []

    def work() -> None:
        held.wait(30)
        done.append(1)

    for _each in range(post.MOST + 3):
        post.send_later(work)
    assert caplog.messages.count("Eine E-Mail ist nicht gesendet: Zu viele warten schon.") == 3
    post.close()
    held.set()
    deadline = time.monotonic() + 30
    while not done and time.monotonic() < deadline:
        time.sleep(0.02)

    assert done == [1]
    for _each in range(post.MOST):  # there is room again
        post.send_later(lambda: None)
    assert caplog.messages.count("Eine E-Mail ist nicht gesendet: Zu viele warten schon.") == 3


def test_log_and_representations_name_nobody_and_no_secret(
    tls: MailServer, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, authority: Authority
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setattr(tls, "refuses", "554 5.7.1 anna@stadt.example looks like spam")
    smtp = by_tls(tls)

    with caplog.at_level(logging.DEBUG):
        assert post.send_now(smtp, LETTER) == "not_taken"

    ours = [record.getMessage() for record in caplog.records if not record.name.startswith("mail.")]
    assert "Eine E-Mail ist nicht gesendet: SMTPDataError" in ours
    said = "\n".join((*ours, repr(smtp), repr(LETTER), str(LETTER)))
    assert [one for one in ("anna", LINK, "/einladung/", PASSWORD, USER + "'") if one in said] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_letters_are_short_plain_and_hold_one_address(language: str) -> None:
    _ = words(language)
    letters = [
        password_letter(_, "a@b.example", LINK),
        invitation_letter(_, "a@b.example", LINK, who="Mo", role="Team", municipality="Ahausen"),
        invitation_letter(_, "a@b.example", LINK, who="Mo", role="", municipality=""),
    ]
    for one in letters:
        assert one.text.count("http") == one.text.count(f"\n{LINK}\n") == 1
        assert len(one.text) < 700
        assert "<" not in one.text
    assert "Mo lädt Sie ein: Team für Ahausen." in letters[1].text or language == "en"


@pytest.mark.parametrize("who", ["Anna https://boese.example", "www.boese.example", "Anna/b", "a@b.example"])
def test_no_link_of_a_strangers_choice_stands_in_a_letter(who: str) -> None:
    letter = invitation_letter(words("de"), "a@b.example", LINK, who=who, role="Team", municipality="Ahausen")

    assert who not in letter.text
    assert "Jemand mit einem Konto im Dashboard lädt Sie ein: Team für Ahausen." in letter.text


@pytest.mark.parametrize("who", ["Dr. Anna Müller", "A.-K. Schmidt", "M. A. Yılmaz"])
def test_names_with_dots_are_names(who: str) -> None:
    letter = invitation_letter(words("de"), "a@b.example", LINK, who=who, role="Team", municipality="Ahausen")

    assert f"{who} lädt Sie ein: Team für Ahausen." in letter.text
