"""An identity provider is set whole or not at all, and spoken to only where nobody reads along."""

import pytest
from starlette.requests import HTTPConnection
from starlette.responses import Response

from config import Oidc, SettingError, load_settings
from web.identity import set_staff_cookie

WHOLE = {
    "ACCOUNTS": "on",
    "OIDC_ISSUER": "https://anmeldung.example.org/realms/a/",
    "OIDC_CLIENT_ID": "selbstcheck",
    "OIDC_CLIENT_SECRET": "geheim",
}


def loaded(monkeypatch: pytest.MonkeyPatch, **changes: str) -> Oidc | None:
    for name, value in {**WHOLE, "OIDC_NAME": "", **changes}.items():
        monkeypatch.setenv(name, value)
    return load_settings().oidc


def test_whole_provider_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(monkeypatch)

    assert found == Oidc("https://anmeldung.example.org/realms/a", "selbstcheck", "geheim", "anmeldung.example.org")
    assert "geheim" not in repr(found)
    assert loaded(monkeypatch, OIDC_NAME="Landeskonto") == Oidc(found.issuer, "selbstcheck", "geheim", "Landeskonto")


@pytest.mark.parametrize("address", ["https://a.example", "http://localhost:8501", "http://127.0.0.1:8501", ""])
def test_accounts_are_for_an_encrypted_address(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("ACCOUNTS", "on")
    monkeypatch.setenv("PUBLIC_URL", address)
    assert load_settings().public_url == address

    monkeypatch.setenv("PUBLIC_URL", "http://a.example")
    with pytest.raises(SettingError, match="https://"):
        load_settings()
    monkeypatch.setenv("ACCOUNTS", "off")
    assert load_settings().public_url == "http://a.example"


@pytest.mark.parametrize(
    ("accounts", "address", "is_secure"),
    [("on", "https://a.example", True), ("on", "", False), ("off", "https://a.example", False)],
)
def test_cookies_of_accounts_are_for_the_encrypted_address_alone(
    monkeypatch: pytest.MonkeyPatch, accounts: str, address: str, is_secure: bool
) -> None:
    monkeypatch.setenv("ACCOUNTS", accounts)
    monkeypatch.setenv("PUBLIC_URL", address)
    response = Response()

    set_staff_cookie(HTTPConnection({"type": "http", "scheme": "http", "headers": []}), response, "token", "de")

    assert ("secure" in response.headers["set-cookie"].lower()) == is_secure


def test_without_one_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, OIDC_ISSUER="", OIDC_CLIENT_ID="", OIDC_CLIENT_SECRET="") is None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"OIDC_CLIENT_SECRET": ""}, "gehören zusammen"),
        ({"OIDC_ISSUER": ""}, "gehören zusammen"),
        ({"ACCOUNTS": "off"}, "ACCOUNTS=on"),
        ({"OIDC_ISSUER": "anmeldung.example.org"}, "ganze Adresse"),
        ({"OIDC_ISSUER": "http://anmeldung.example.org"}, "https://"),
    ],
)
def test_half_a_provider_is_refused(monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], named: str) -> None:
    with pytest.raises(SettingError, match=named):
        loaded(monkeypatch, **changes)
