"""Settings from the environment, read when asked."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent
_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Oidc:
    """An identity provider that speaks OpenID Connect; ``name``: what people call it."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str


@dataclass(frozen=True)
class Smtp:
    """A mail server that takes our e-mails; ``security``: "tls" from the first byte, "starttls" before anything is
    told, "none" on this machine alone. ``sender``: whose e-mails they are."""

    host: str
    port: int
    security: Literal["tls", "starttls", "none"]
    sender: str
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)


@dataclass(frozen=True)
class Settings:
    """What an operator may set; every variable is described in the README.

    ``public_url`` is empty unless it overrides the address in QR codes, ``backup_passphrase`` unless copies are sealed;
    ``backup_dir`` is None for the folder beside the database. ``is_library_public``: everyone may read the Bibliothek.
    ``are_municipalities_public``: those that have agreed are named at /kommunen.
    ``accounts``: people sign in with accounts, each for their municipalities; else a key makes a moderator of all.
    ``oidc``: where they may sign in besides; None for nowhere. ``smtp``: who sends e-mails; None for nobody.
    ``process_name`` is empty where there is one process only; ``metrics_port`` is 0 where nobody asks for figures.
    """

    port: int
    address: str
    public_url: str
    data_dir: Path
    database_url: str
    questionnaire: Path
    keep_sheets_days: int
    sign_in_days: int
    backup_dir: Path | None = None
    backup_passphrase: str = field(default="", repr=False)
    library: Path = ROOT / "library"
    is_library_public: bool = False
    are_municipalities_public: bool = False
    accounts: bool = False
    oidc: Oidc | None = None
    smtp: Smtp | None = None
    process_name: str = ""
    metrics_port: int = 0


class SettingError(ValueError):
    """An environment variable has a value that cannot be used; the text says which and why, in German."""


def load_settings() -> Settings:
    """Read the environment; raises SettingError in a sentence for the operator."""
    data_dir = Path(os.environ.get("DATA_DIR") or ROOT / "var").expanduser().resolve()
    return Settings(
        port=_whole_number("PORT", 8501, 1, 65535),
        address=os.environ.get("ADDRESS") or "0.0.0.0",  # noqa: S104 - phones come in over the local network
        public_url=_public_url(),
        data_dir=data_dir,
        database_url=os.environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'selbstcheck.sqlite3'}",
        questionnaire=Path(os.environ.get("QUESTIONNAIRE") or ROOT / "questionnaire.yaml").expanduser().resolve(),
        keep_sheets_days=_whole_number("KEEP_SHEETS_DAYS", 180, 1, 365),
        sign_in_days=_whole_number("SIGN_IN_DAYS", 30, 1, 90),
        backup_dir=_folder(os.environ.get("BACKUP_DIR", "")),
        backup_passphrase=os.environ.get("BACKUP_PASSPHRASE", ""),
        library=_folder(os.environ.get("LIBRARY", "")) or ROOT / "library",
        is_library_public=_on_or_off("LIBRARY_PUBLIC"),
        are_municipalities_public=_on_or_off("MUNICIPALITIES_PUBLIC"),
        accounts=accounts_are_on(),
        oidc=load_oidc(),
        smtp=load_smtp(),
        process_name=_name("PROCESS_NAME", os.environ.get("PROCESS_NAME", "")),
        metrics_port=_whole_number("METRICS_PORT", 0, 1, 65535),
    )


def load_oidc() -> Oidc | None:
    """The identity provider, if one is set; raises SettingError where something of it is missing."""
    issuer = os.environ.get("OIDC_ISSUER", "").rstrip("/")
    client_id, client_secret = os.environ.get("OIDC_CLIENT_ID", ""), os.environ.get("OIDC_CLIENT_SECRET", "")
    if not (issuer or client_id or client_secret):
        return None
    if not (issuer and client_id and client_secret):
        raise SettingError(
            "OIDC_ISSUER, OIDC_CLIENT_ID und OIDC_CLIENT_SECRET gehören zusammen: bitte alle drei angeben."
        )
    if not accounts_are_on():
        raise SettingError("OIDC_ISSUER gilt nur mit Konten: bitte auch ACCOUNTS=on angeben.")
    _web_address("OIDC_ISSUER", issuer)
    host = urlsplit(issuer).hostname or ""
    if not is_safe(issuer):
        raise SettingError(f"OIDC_ISSUER={issuer!r}: bitte eine Adresse mit https:// angeben.")
    return Oidc(issuer, client_id, client_secret, os.environ.get("OIDC_NAME") or host)


def load_smtp() -> Smtp | None:
    """The mail server, if one is set; raises SettingError where something of it is missing, and never says what it is:
    a password may stand in the wrong place."""
    address, sender = os.environ.get("SMTP_URL", ""), os.environ.get("SMTP_FROM", "")
    user, password = os.environ.get("SMTP_USER", ""), os.environ.get("SMTP_PASSWORD", "")
    if not (address or sender or user or password):
        return None
    if not (address and sender) or bool(user) != bool(password):
        raise SettingError("SMTP_URL und SMTP_FROM gehören zusammen, ebenso SMTP_USER und SMTP_PASSWORD.")
    if not (accounts_are_on() and os.environ.get("PUBLIC_URL")):
        raise SettingError("SMTP_URL gilt nur mit Konten: bitte auch ACCOUNTS=on und PUBLIC_URL angeben.")
    if not re.fullmatch(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+", sender):
        raise SettingError("SMTP_FROM: bitte eine E-Mail-Adresse angeben, ohne Namen davor.")
    if not (user + password).isascii():
        raise SettingError("SMTP_USER und SMTP_PASSWORD: bitte ohne Umlaute und andere besondere Buchstaben.")
    return Smtp(*_mail_server(address), sender, user, password)


def _mail_server(address: str) -> tuple[str, int, Literal["tls", "starttls", "none"]]:
    """Host, port, and how the connection is kept from others; raises SettingError."""
    found = re.fullmatch(r"(smtps?)://(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?/?", address.lower())
    if found is None or not 0 < int(found[3] or 1) < 2**16:
        raise SettingError(
            "SMTP_URL: bitte smtp://Server oder smtps://Server angeben, wenn nötig mit :Port, ohne Namen und Passwort; "
            "die stehen in SMTP_USER und SMTP_PASSWORD."
        )
    host = found[2].strip("[]")
    if found[1] == "smtps":
        return host, int(found[3] or 465), "tls"
    return host, int(found[3] or 587), "none" if host in _THIS_MACHINE else "starttls"


def accounts_are_on() -> bool:
    """Whether people have accounts; asked at every request, so without reading the other settings."""
    return _on_or_off("ACCOUNTS")


def _on_or_off(name: str) -> bool:
    value = os.environ.get(name) or "off"
    if value.lower() not in ("on", "off"):
        raise SettingError(f"{name}={value!r}: bitte on oder off angeben.")
    return value.lower() == "on"


def _name(name: str, value: str) -> str:
    """It stands in a cookie and in the proxy's configuration."""
    if not re.fullmatch("[a-z0-9]{0,20}", value):
        raise SettingError(f"{name}={value!r}: bitte nur kleine Buchstaben und Ziffern, höchstens 20.")
    return value


def _folder(value: str) -> Path | None:
    return Path(value).expanduser().resolve() if value else None


def _web_address(name: str, value: str) -> str:
    if value and not (re.match(r"https?://[^/\s]", value, re.IGNORECASE) and _has_a_port(value)):
        raise SettingError(
            f"{name}={value!r}: bitte die ganze Adresse mit http:// oder https:// angeben, "
            "zum Beispiel https://selbstcheck.example.org."
        )
    return value.rstrip("/")


def _public_url() -> str:
    address = _web_address("PUBLIC_URL", os.environ.get("PUBLIC_URL", ""))
    if address and accounts_are_on() and not is_safe(address):
        raise SettingError(f"PUBLIC_URL={address!r}: mit ACCOUNTS=on bitte eine Adresse mit https:// angeben.")
    return address


def is_safe(address: str) -> bool:
    """Whether nobody between reads along: encrypted, or on this machine."""
    return address.lower().startswith("https://") or urlsplit(address).hostname in _THIS_MACHINE


def _has_a_port(address: str) -> bool:
    """Whether host and port can be told apart, whatever they are."""
    try:
        return urlsplit(address).port != 0
    except ValueError:
        return False


def _whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    value = os.environ.get(name, "")
    if not value:
        return default
    if not value.isdecimal() or not lowest <= int(value) <= highest:
        raise SettingError(f"{name}={value!r}: bitte eine ganze Zahl von {lowest} bis {highest} angeben.")
    return int(value)
