"""„Per E-Mail schicken“ beside a link on the pages of accounts: what came of it is said, and the link stays."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import delete
from streamlit.runtime.context import ContextProxy
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from data.store.audit import Actor
from data.store.engine import Store, StoreUnavailable
from data.store.invitations import invite, open_invitations, withdraw
from data.store.opening import join
from data.store.schema import attempts
from tests.accounts.conftest import OWN, account, device_of
from tests.dashboard import page_at, without_pages_directory
from tests.mail_server import PASSWORD, USER, Authority, MailServer, text_of
from tests.ui.conftest import pages_read
from ui import sending
from web import mail, runtime
from web.identity import STAFF_COOKIE

Visit = Callable[[str, str], AppTest]
INVITE = "Einladen"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    authority = Authority(tmp_path_factory.mktemp("authority"))
    taking = MailServer("127.0.0.1", authority.context("127.0.0.1"), at_once=True)
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("SSL_CERT_FILE", str(authority.file))
        yield taking
    taking.stop()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, server: MailServer) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("ACCOUNTS", "on")
        opened = pages_read(tmp_path_factory.mktemp("pages"), settings)
        settings.setenv("SMTP_URL", f"smtps://127.0.0.1:{server.port}")
        settings.setenv("SMTP_FROM", "selbstcheck@land.example")
        settings.setenv("SMTP_USER", USER)
        settings.setenv("SMTP_PASSWORD", PASSWORD)
        yield opened
        runtime.close()


@pytest.fixture(scope="module")
def people(store: Store) -> dict[str, str]:
    token = invite(store, "betrieb@land.example", None, None, is_operator=True, by=Actor())
    return {
        "moderator": account(store, "mo@stadt.example", OWN, "moderator"),
        "team": account(store, "team@stadt.example", OWN, "team"),
        "operator": join(store, token, name="Betrieb", password_hash=None),
    }


@pytest.fixture
def visit(store: Store, people: dict[str, str], server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Opens a page as one of them."""
    store.write(lambda connection: connection.execute(delete(attempts)))
    server.refuses = ""

    def open_page(address: str, who: str) -> AppTest:
        monkeypatch.setattr(ContextProxy, "cookies", {STAFF_COOKIE: device_of(store, people[who])})
        monkeypatch.setattr(PagesManager, "__init__", without_pages_directory)
        return page_at(address).run(timeout=30)

    return open_page


def press(app: AppTest, label: str) -> AppTest:
    next(one for one in app.button if one.label == label).click().run(timeout=30)
    assert not app.exception
    return app


def invited(app: AppTest, email: str) -> AppTest:
    app.text_input(key="invite-email").input(email)
    return press(app, INVITE)


def links(app: AppTest) -> list[str]:
    return [one.value for one in app.get("code") if "/einladung/" in one.value]


def sends(app: AppTest) -> list[str]:
    return [one.label for one in app.button if one.label.startswith("Per E-Mail schicken")]


def test_invitation_is_sent_and_its_link_stays(visit: Visit, server: MailServer) -> None:
    before = len(server.letters)
    app = invited(visit("personen", "moderator"), "neu@stadt.example")
    (link,) = links(app)

    press(app, "Per E-Mail schicken an neu@stadt.example")

    (to, letter) = server.letters[before]
    assert (to, len(server.letters)) == (["neu@stadt.example"], before + 1)
    assert letter["Subject"] == "Einladung zum Selbstcheck Weltoffene Kommune"
    assert f"mo lädt Sie ein: Moderation für {OWN}." in text_of(letter)
    assert f"\n{link}\n" in text_of(letter)
    assert (links(app), sends(app)) == ([link], [])
    assert [one.value for one in app.success] == ["Die E-Mail an neu@stadt.example ist unterwegs."]


def test_refused_address_is_said_and_the_link_stays(visit: Visit, server: MailServer) -> None:
    before = len(server.letters)
    app = invited(visit("personen", "moderator"), "weg@stadt.example")
    (link,) = links(app)

    press(app, "Per E-Mail schicken an weg@stadt.example")

    assert len(server.letters) == before
    assert links(app) == [link]
    assert [one.value for one in app.error] == [
        "Der Mailserver nimmt diese E-Mail-Adresse nicht an. Prüfen Sie sie, oder geben Sie den Link weiter."
    ]
    assert len(sends(app)) == 1


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("SMTP_URL", "smtp://127.0.0.1:1", "Der Mailserver antwortet nicht."),
        ("SMTP_PASSWORD", "falsch", "Der Mailserver nimmt die Anmeldung des Dashboards nicht an."),
        ("SSL_CERT_FILE", "", "Der Mailserver weist sich nicht richtig aus, deshalb wurde nichts gesendet."),
    ],
)
def test_faults_of_the_mail_server_lose_nothing(
    visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch, setting: str, value: str, said: str
) -> None:
    monkeypatch.setattr(mail, "PATIENCE", 2)
    app = invited(visit("personen", "moderator"), "drei@stadt.example")
    (link,) = links(app)
    monkeypatch.setenv(setting, value)

    press(app, "Per E-Mail schicken an drei@stadt.example")

    assert [one.value.startswith(said) for one in app.error] == [True]
    assert links(app) == [link]
    assert "drei@stadt.example" in [one.email for one in open_invitations(store)]
    monkeypatch.undo()


def test_letter_can_be_sent_after_the_database_was_away(
    visit: Visit, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = invited(visit("personen", "moderator"), "wieder@stadt.example")
    before = len(server.letters)

    def away(*_all: object) -> None:
        raise StoreUnavailable

    with monkeypatch.context() as while_away:
        while_away.setattr(sending, "count", away)
        next(one for one in app.button if one.label.startswith("Per E-Mail schicken")).click().run(timeout=30)
    app.run(timeout=30)
    press(app, "Per E-Mail schicken an wieder@stadt.example")

    assert [to for to, _letter in server.letters[before:]] == [["wieder@stadt.example"]]


def test_link_that_opens_nothing_any_more_is_not_offered(visit: Visit, store: Store) -> None:
    app = invited(visit("personen", "moderator"), "kurz@stadt.example")
    assert len(sends(app)) == 1
    (waiting,) = [one for one in open_invitations(store) if one.email == "kurz@stadt.example"]
    withdraw(store, waiting.id, by=Actor())

    app.run(timeout=30)

    assert (links(app), sends(app)) == ([], [])


def test_nobody_fills_a_mailbox(visit: Visit, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "MOST_TO_AN_ADDRESS", 1)
    app = visit("personen", "moderator")
    for _each in range(2):
        press(invited(app, "viel@stadt.example"), "Per E-Mail schicken an viel@stadt.example")

    assert len([to for to, _letter in server.letters if to == ["viel@stadt.example"]]) == 1
    assert [one.value.startswith("Das waren viele E-Mails in kurzer Zeit.") for one in app.error] == [True]


def test_operator_sends_a_link_for_a_new_password(visit: Visit, people: dict[str, str], server: MailServer) -> None:
    before = len(server.letters)
    app = visit("personen", "operator")
    app.button(key=f"reset-{people['team']}").click().run(timeout=30)

    press(app, "Per E-Mail schicken an team@stadt.example")

    (to, letter) = server.letters[before]
    assert to == ["team@stadt.example"]
    assert f"\n{links(app)[0]}\n" in text_of(letter)
    assert "neues Passwort" in text_of(letter)


def test_without_a_mail_server_the_link_is_shown_once(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SMTP_URL", "SMTP_FROM", "SMTP_USER", "SMTP_PASSWORD"):
        monkeypatch.delenv(name)
    app = invited(visit("personen", "moderator"), "still@stadt.example")
    assert (len(links(app)), sends(app)) == (1, [])

    assert links(app.run(timeout=30)) == []
