"""An identity provider is set whole or not at all, and spoken to only where nobody reads along."""

import pytest

from config import Oidc, SettingError, load_settings

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
