"""A started server that can send e-mails, and who takes them."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from data.store.engine import Store, open_store
from data.store.people import known_by_email
from tests.accounts.conftest import OWN, account, with_accounts
from tests.mail_server import PASSWORD, USER, Authority, MailServer, text_of
from tests.running import RunningServer
from tests.web.conftest import streamlit_run
from web.passwords import hashed_password

WORD = "vier Wörter hintereinander"
HERE = "/passwort-vergessen"
PATIENCE = 30
"""Seconds until a letter must be there, on a busy machine."""


@dataclass
class Post:
    """A server that can send e-mails, its store, and who takes them."""

    server: RunningServer
    store: Store
    mail: MailServer

    def ask(self, email: str, **headers: str) -> httpx.Response:
        with httpx.Client(base_url=self.server.base, timeout=60, headers=headers) as client:
            return client.post(f"{HERE}?lang=de", data={"email": email})

    def letter(self, before: int) -> str:
        """The text of the first letter after so many."""
        deadline = time.monotonic() + PATIENCE
        while len(self.mail.letters) <= before and time.monotonic() < deadline:
            time.sleep(0.05)
        return text_of(self.mail.letters[before][1])

    def person(self, **how: str | None) -> str:
        """The e-mail address of somebody new who moderates."""
        email = f"{secrets.token_hex(4)}@stadt.example"
        account(self.store, email, OWN, "moderator", **{"password_hash": hashed_password(WORD), **how})  # type: ignore[arg-type]
        return email

    def id_of(self, email: str) -> str:
        known = known_by_email(self.store, email)
        assert known is not None
        return known.id


@contextmanager
def posting(folder: Path) -> Iterator[Post]:
    authority = Authority(folder)
    mail = MailServer("127.0.0.1", authority.context("127.0.0.1"), at_once=True)
    settings = {
        "ACCOUNTS": "on",
        "SMTP_URL": f"smtps://127.0.0.1:{mail.port}",
        "SMTP_FROM": "selbstcheck@land.example",
        "SMTP_USER": USER,
        "SMTP_PASSWORD": PASSWORD,
        "SSL_CERT_FILE": str(authority.file),
    }
    server = streamlit_run(folder / "data", settings=settings)
    store = open_store(f"sqlite:///{server.data_dir / 'selbstcheck.sqlite3'}")
    with with_accounts():
        yield Post(server, store, mail)
    store.close()
    server.stop()
    mail.stop()
