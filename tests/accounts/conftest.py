"""A started server where people have accounts: two municipalities with people of every role, and a workshop each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

import httpx
import pytest

from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.access import Role, issue_key
from data.store.audit import Actor
from data.store.engine import Store
from data.store.invitations import invite_to
from data.store.links import create_upload_link
from data.store.members import MEMBER_ROLES
from data.store.opening import accept, join
from data.store.people import known_by_email, sign_in_person
from data.store.releases import reveal
from data.store.workshops import Workshop, change_workshop, workshop
from tests.e2e.stages import QUESTIONNAIRE, TODAY
from tests.running import RunningServer
from tests.web.conftest import streamlit_run
from web.identity import STAFF_COOKIE

OWN, OTHER = "Ahausen", "Behausen"
BOUND: tuple[Role, ...] = ("comoderator", "screen", "scribe", "table")


def account(store: Store, email: str, municipality: str, role: str, *, password_hash: str = "") -> str:
    """The id of somebody who was invited and has come, without a password that anybody has to wait for."""
    token = invite_to(store, email, municipality, role, by=Actor())  # type: ignore[arg-type]
    known = known_by_email(store, email)
    if known is not None:
        accept(store, token, known.id)
        return known.id
    return join(store, token, name=email.partition("@")[0], password_hash=password_hash or None)


def device_of(store: Store, person_id: str) -> str:
    """The token of a device on which they are signed in."""
    token = sign_in_person(store, person_id)
    assert token is not None
    return token


def workshop_in(store: Store, municipality: str) -> Workshop:
    """The filled example, of which a result was shown, with a name of its own in every text that could be seen."""
    of = fill_demo(store, questionnaire_text(QUESTIONNAIRE), TODAY)
    change_workshop(store, of.id, municipality=municipality, title=f"Abend-{municipality}")
    reveal(store, of.id, "overview")
    found = workshop(store, of.id)
    assert found is not None
    return found


@dataclass(frozen=True)
class Town:
    """A municipality's workshop, and who is what there: by role the token of a device."""

    of: Workshop
    devices: dict[str, str]
    people: dict[str, str]
    upload_link: str


def town(server: RunningServer, store: Store, municipality: str) -> Town:
    of = workshop_in(store, municipality)
    people = {
        role: account(store, f"{role}@{municipality.lower()}.example", municipality, role) for role in MEMBER_ROLES
    }
    devices = {role: device_of(store, one) for role, one in people.items()} | coupled(server, store, of)
    _id, link = create_upload_link(store, of.id, label=f"Amt {municipality}", valid=timedelta(days=1))
    devices["device team"] = signed_in_by(server, f"/team/{link}")
    return Town(of, devices, people, link)


def coupled(server: RunningServer, store: Store, of: Workshop) -> dict[str, str]:
    """Tokens of devices that have come by a key of the room; who changes a role ends them."""
    found = {}
    for role in BOUND:
        about = "steuerung" if role == "table" else ""
        key = issue_key(store, role, of.id, valid=timedelta(minutes=5), about=about)
        found[f"device {role}"] = signed_in_by(server, f"/anmelden/{key}")
    return found


def signed_in_by(server: RunningServer, path: str) -> str:
    with httpx.Client(base_url=server.base, timeout=30) as client:
        assert client.get(path).status_code == 303
        return client.cookies[STAFF_COOKIE].partition(".")[0]


@contextmanager
def with_accounts() -> Iterator[None]:
    """As if the tests themselves were started so; what lives longer than a file of tests must not leave it behind."""
    with pytest.MonkeyPatch.context() as settings:
        settings.setenv("ACCOUNTS", "on")
        yield


@pytest.fixture(scope="module", autouse=True)
def _accounts_are_on() -> Iterator[None]:
    with with_accounts():
        yield


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    running = streamlit_run(tmp_path_factory.mktemp("accounts"), settings={"ACCOUNTS": "on"})
    yield running
    running.stop()


@pytest.fixture(scope="session")
def store(server: RunningServer) -> Iterator[Store]:
    """The store of the started server, opened a second time."""
    opened = server.store()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def towns(server: RunningServer, store: Store) -> dict[str, Town]:
    with with_accounts():
        return {"own": town(server, store, OWN), "other": town(server, store, OTHER)}


@pytest.fixture(scope="session")
def operator(store: Store, towns: dict[str, Town]) -> str:
    """The token of somebody of the Betrieb."""
    from data.store.invitations import invite

    with with_accounts():
        token = invite(store, "betrieb@land.example", None, None, is_operator=True, by=Actor())
        return device_of(store, join(store, token, name="Betrieb", password_hash=None))


@pytest.fixture
def client(server: RunningServer) -> Iterator[httpx.Client]:
    """A browser without any cookie that does not follow redirects."""
    with httpx.Client(base_url=server.base, timeout=30) as opened:
        yield opened


def as_device(token: str) -> dict[str, str]:
    """The headers of a browser with this device's token."""
    return {"Cookie": f"{STAFF_COOKIE}={token}.de"}
