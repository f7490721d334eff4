"""Settings come from the environment when asked; a value that cannot be used is named in a sentence."""

from pathlib import Path

import pytest

from config import ROOT, SettingError, Settings, load_settings

NAMES = (
    "PORT",
    "ADDRESS",
    "PUBLIC_URL",
    "DATA_DIR",
    "DATABASE_URL",
    "QUESTIONNAIRE",
    "KEEP_SHEETS_DAYS",
    "SIGN_IN_DAYS",
    "BACKUP_DIR",
    "BACKUP_PASSPHRASE",
)
DEFAULTS = Settings(
    port=8501,
    address="0.0.0.0",
    public_url="",
    data_dir=ROOT / "var",
    database_url=f"sqlite:///{ROOT / 'var' / 'selbstcheck.sqlite3'}",
    questionnaire=ROOT / "questionnaire.yaml",
    keep_sheets_days=180,
    sign_in_days=30,
    backup_dir=None,
    backup_passphrase="",
)


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def test_nothing_has_to_be_set() -> None:
    assert load_settings() == DEFAULTS


def test_empty_variable_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.setenv(name, "")

    assert load_settings() == DEFAULTS


def test_every_setting_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PORT", "9000")
    monkeypatch.setenv("ADDRESS", "127.0.0.1")
    monkeypatch.setenv("PUBLIC_URL", "https://selbstcheck.example.org/")
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "daten"))
    monkeypatch.setenv("DATABASE_URL", "postgresql+psycopg://localhost/selbstcheck")
    monkeypatch.setenv("QUESTIONNAIRE", str(tmp_path / "fragen.yaml"))
    monkeypatch.setenv("KEEP_SHEETS_DAYS", "30")
    monkeypatch.setenv("SIGN_IN_DAYS", "7")
    monkeypatch.setenv("BACKUP_DIR", str(tmp_path / "kopien"))
    monkeypatch.setenv("BACKUP_PASSPHRASE", "Rathaus im Nebel")

    assert load_settings() == Settings(
        port=9000,
        address="127.0.0.1",
        public_url="https://selbstcheck.example.org",
        data_dir=tmp_path / "daten",
        database_url="postgresql+psycopg://localhost/selbstcheck",
        questionnaire=tmp_path / "fragen.yaml",
        keep_sheets_days=30,
        sign_in_days=7,
        backup_dir=tmp_path / "kopien",
        backup_passphrase="Rathaus im Nebel",
    )


def test_passphrase_is_in_no_description_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKUP_PASSPHRASE", "Rathaus im Nebel")

    assert "Nebel" not in repr(load_settings())


def test_settings_are_read_anew_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    before = load_settings().port
    monkeypatch.setenv("PORT", "9000")

    assert (before, load_settings().port) == (8501, 9000)


def test_database_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))

    assert load_settings().database_url == f"sqlite:///{tmp_path}/selbstcheck.sqlite3"


def test_paths_may_be_relative_or_begin_at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "daheim"))
    monkeypatch.setenv("DATA_DIR", "daten")
    monkeypatch.setenv("QUESTIONNAIRE", "~/fragen.yaml")

    settings = load_settings()

    assert (settings.data_dir, settings.questionnaire) == (tmp_path / "daten", tmp_path / "daheim" / "fragen.yaml")


@pytest.mark.parametrize("value", ["1", "65535"])
def test_ports_reach_from_end_to_end(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    assert load_settings().port == int(value)


@pytest.mark.parametrize("value", ["0", "65536", "-1", "80.5", "achtzig", " 8501", "²"])
def test_port_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PORT", value)

    with pytest.raises(SettingError) as error:
        load_settings()

    assert str(error.value) == f"PORT={value!r}: bitte eine ganze Zahl von 1 bis 65535 angeben."


@pytest.mark.parametrize("value", ["0", "366", "ewig"])
def test_days_that_are_none_are_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("KEEP_SHEETS_DAYS", value)

    with pytest.raises(SettingError) as error:
        load_settings()

    assert str(error.value) == f"KEEP_SHEETS_DAYS={value!r}: bitte eine ganze Zahl von 1 bis 365 angeben."


@pytest.mark.parametrize("value", ["http://192.0.2.7:8501", "https://selbstcheck.example.org"])
def test_public_address_names_its_scheme(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", value)

    assert load_settings().public_url == value


@pytest.mark.parametrize(
    "value", ["selbstcheck.example.org", "192.0.2.7:8501", "ftp://example.org", "https://", "https:/a"]
)
def test_public_address_that_is_none_is_named(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("PUBLIC_URL", value)

    with pytest.raises(SettingError) as error:
        load_settings()

    assert str(error.value) == (
        f"PUBLIC_URL={value!r}: bitte die ganze Adresse mit http:// oder https:// angeben, "
        "zum Beispiel https://selbstcheck.example.org."
    )
