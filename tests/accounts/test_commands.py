"""``run.py invite`` and ``run.py key`` where people have accounts."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.command_line import main
from commands.exit_codes import FAILED
from commands.start import server_command
from config import ROOT
from data.store.engine import Store
from data.store.invitations import Invitation, invitation
from data.store.opening import join
from tests.running import free_port

Opened = Callable[[], Store]


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("PUBLIC_URL", "https://selbstcheck.example")
    monkeypatch.setenv("ACCOUNTS", "on")


@pytest.fixture
def store(tmp_path: Path, opened: Callable[[str], Store]) -> Opened:
    """Opens the store that the commands wrote."""
    return lambda: opened(f"sqlite:///{tmp_path / 'selbstcheck.sqlite3'}")


def token_in(capsys: pytest.CaptureFixture[str]) -> str:
    found = re.fullmatch(r"https://selbstcheck\.example/einladung/(\S+)\n", capsys.readouterr().out)
    assert found is not None
    return found.group(1)


def behind(store: Store, token: str) -> Invitation:
    found = invitation(store, token)
    assert found is not None
    return found


def test_invite_prints_a_link_to_a_municipality(store: Opened, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "Mo@Stadt.example", "--municipality", "Ahausen", "--role", "facilitator"]) == 0

    found = behind(store(), token_in(capsys))
    assert (found.email, found.municipality, found.role) == ("mo@stadt.example", "Ahausen", "facilitator")


def test_invite_prints_a_link_to_the_operator_and_one_for_a_password(
    store: Opened, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["invite", "bea@land.example", "--operator"]) == 0
    token = token_in(capsys)
    opened = store()
    assert behind(opened, token).is_operator
    join(opened, token, name="Bea", password_hash="hash")

    assert main(["invite", "BEA@land.example", "--reset"]) == 0

    reset = behind(opened, token_in(capsys))
    assert (reset.kind, reset.email) == ("reset", "bea@land.example")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "Bitte genau eines angeben: --municipality NAME, --operator oder --reset.\n"),
        (("--operator", "--reset"), "Bitte genau eines angeben: --municipality NAME, --operator oder --reset.\n"),
        (("--reset",), "Zu dieser E-Mail-Adresse gibt es kein Konto.\n"),
    ],
)
def test_what_cannot_be_is_said(options: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "mo@stadt.example", *options]) == 2

    assert capsys.readouterr().err == said


def test_key_says_that_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["key"]) == 0

    assert "/anmelden/" not in capsys.readouterr().out


def test_without_accounts_nobody_is_invited(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ACCOUNTS", "off")

    assert main(["invite", "mo@stadt.example", "--operator"]) == 2

    assert capsys.readouterr().err == "Konten gibt es nur mit der Einstellung ACCOUNTS=on.\n"


def test_accounts_are_on_or_off(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("ACCOUNTS", "ja")

    assert main(["key"]) == 70

    assert capsys.readouterr().err == "ACCOUNTS='ja': bitte on oder off angeben.\n"


@pytest.mark.parametrize("command", [["key"], ["serve", "--processes", "1"]])
def test_store_with_accounts_is_not_opened_without_them(
    store: Opened, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    assert main(["invite", "bea@land.example", "--operator"]) == 0
    opened = store()
    join(opened, token_in(capsys), name="Bea", password_hash="hash")
    opened.close()
    monkeypatch.setenv("ACCOUNTS", "off")

    assert main(command) == FAILED

    said = capsys.readouterr()
    assert ("bitte ACCOUNTS=on angeben" in said.err, said.out) == (True, "")


def test_server_does_not_start_without_the_accounts_of_its_store(
    store: Opened, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["invite", "bea@land.example", "--operator"]) == 0
    opened = store()
    join(opened, token_in(capsys), name="Bea", password_hash="hash")
    opened.close()
    port = free_port()
    started = subprocess.run(
        server_command(port, "127.0.0.1"),
        cwd=ROOT,
        env=os.environ | {"DATA_DIR": str(tmp_path), "PORT": str(port), "ACCOUNTS": "off"},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert started.returncode == FAILED
    assert "bitte ACCOUNTS=on angeben" in started.stderr
