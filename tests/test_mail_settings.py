"""A mail server is set whole or not at all; what is wrong with it is said without saying what it is."""

import pytest

from config import SettingError, Smtp, load_settings

WHOLE = {
    "ACCOUNTS": "on",
    "PUBLIC_URL": "https://selbstcheck.example",
    "SMTP_URL": "smtps://mail.stadt.example",
    "SMTP_FROM": "selbstcheck@stadt.example",
    "SMTP_USER": "name",
    "SMTP_PASSWORD": "geheim",
}


def loaded(monkeypatch: pytest.MonkeyPatch, **changes: str) -> Smtp | None:
    for name, value in {**WHOLE, **changes}.items():
        monkeypatch.setenv(name, value)
    return load_settings().smtp


def test_whole_server_is_read_and_its_password_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    found = loaded(monkeypatch)

    assert found == Smtp("mail.stadt.example", 465, "tls", "selbstcheck@stadt.example", "name", "geheim")
    assert "geheim" not in f"{load_settings()!r} {load_settings()}"


@pytest.mark.parametrize(
    ("address", "host", "port", "security"),
    [
        ("smtps://mail.stadt.example:2465", "mail.stadt.example", 2465, "tls"),
        ("smtp://MAIL.stadt.example/", "mail.stadt.example", 587, "starttls"),
        ("smtp://10.0.0.5:25", "10.0.0.5", 25, "starttls"),
        ("smtp://localhost:25", "localhost", 25, "none"),
        ("smtp://[::1]:25", "::1", 25, "none"),
        ("smtps://localhost", "localhost", 465, "tls"),
    ],
)
def test_only_this_machine_is_spoken_to_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, address: str, host: str, port: int, security: str
) -> None:
    found = loaded(monkeypatch, SMTP_URL=address)

    assert found is not None
    assert (found.host, found.port, found.security) == (host, port, security)


def test_without_one_nothing_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, **{name: "" for name in WHOLE if name.startswith("SMTP_")}) is None


def test_server_may_ask_for_no_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert loaded(monkeypatch, SMTP_USER="", SMTP_PASSWORD="", SMTP_URL="smtp://localhost") is not None


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"SMTP_FROM": ""}, "gehören zusammen"),
        ({"SMTP_URL": ""}, "gehören zusammen"),
        ({"SMTP_PASSWORD": ""}, "gehören zusammen"),
        ({"SMTP_USER": ""}, "gehören zusammen"),
        ({"ACCOUNTS": "off"}, "ACCOUNTS=on"),
        ({"PUBLIC_URL": ""}, "PUBLIC_URL"),
        ({"SMTP_URL": "mail.stadt.example"}, "smtps://Server"),
        ({"SMTP_URL": "smtps://mail.stadt.example:0"}, "smtps://Server"),
        ({"SMTP_URL": "smtps://mail.stadt.example:70000"}, "smtps://Server"),
        ({"SMTP_URL": "smtps://name:geheim@mail.stadt.example"}, "smtps://Server"),
        ({"SMTP_FROM": "Stadt <selbstcheck@stadt.example>"}, "ohne Namen"),
        ({"SMTP_FROM": "a@b.example\nBcc: c@d.example"}, "ohne Namen"),
        ({"SMTP_PASSWORD": "geheimß"}, "Umlaute"),
    ],
)
def test_half_a_server_is_refused_without_a_word_of_its_password(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], named: str
) -> None:
    with pytest.raises(SettingError, match=named) as caught:
        loaded(monkeypatch, **changes)

    assert "geheim" not in str(caught.value)
