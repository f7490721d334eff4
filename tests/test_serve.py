"""Several processes on one machine, really started: each has its name, what ends is started again, all end together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import httpx
import psycopg
import pytest

from commands.command_line import main
from tests.running import PATIENCE, ROOT, free_port


def _two_free_ports() -> int:
    """The first of two that follow each other."""
    while True:
        first = free_port()
        with httpx.Client() as probe:
            try:
                probe.get(f"http://127.0.0.1:{first + 1}/")
            except httpx.ConnectError:
                return first


def _until_healthy(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise TimeoutError(port)


def _children(process_id: int) -> dict[str, int]:
    """Process ids of those that a process has started, by the name in their environment."""
    found: dict[str, int] = {}
    for child in Path(f"/proc/{process_id}/task/{process_id}/children").read_text().split():
        with suppress(OSError):  # it has just ended
            variables = Path(f"/proc/{child}/environ").read_bytes().decode().split("\0")
            found |= {one.partition("=")[2]: int(child) for one in variables if one.startswith("PROCESS_NAME=")}
    return found


@pytest.fixture
def served(postgresql_url: str, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = _two_free_ports()
    environment = os.environ | {
        "DATABASE_URL": postgresql_url,
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
        "ADDRESS": "127.0.0.1",
        "PUBLIC_URL": "",
    }
    command = [sys.executable, "commands", "serve", "--processes", "2"]
    running = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    yield running, port
    if running.poll() is None:
        running.kill()
        running.wait(PATIENCE)
    if running.stdout:
        running.stdout.close()


def test_two_processes_answer_are_started_again_and_end_together(served: tuple[subprocess.Popen[str], int]) -> None:
    running, port = served
    for one in (port, port + 1):
        _until_healthy(one)
    before = _children(running.pid)

    os.kill(before["p2"], signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while _children(running.pid).get("p2") in (None, before["p2"]) and time.monotonic() < deadline:
        time.sleep(0.1)
    _until_healthy(port + 1)
    after = _children(running.pid)
    running.send_signal(signal.SIGTERM)
    said, _nothing = running.communicate(timeout=PATIENCE)

    assert sorted(before) == ["p1", "p2"]
    assert after["p1"] == before["p1"]
    assert after["p2"] != before["p2"]
    assert running.returncode == 0
    assert "Prozess p2 ist beendet (-9). Neuer Start in 1 s." in said
    for one in (port, port + 1):
        with pytest.raises(httpx.ConnectError):
            httpx.get(f"http://127.0.0.1:{one}/health")


def test_processes_end_with_the_command_that_was_killed(served: tuple[subprocess.Popen[str], int]) -> None:
    running, port = served
    for one in (port, port + 1):
        _until_healthy(one)

    running.kill()
    running.wait(PATIENCE)

    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            httpx.get(f"http://127.0.0.1:{port}/health")
            time.sleep(0.1)
        except httpx.TransportError:
            return
    pytest.fail("a process was left behind")


def test_two_processes_on_a_file_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")

    assert main(["serve", "--processes", "2"]) == 2

    assert capsys.readouterr().err.startswith("2 Prozesse brauchen PostgreSQL (DATABASE_URL): ")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("setting", "value"), [("PORT", "65535"), ("METRICS_PORT", "65535")])
def test_ports_that_do_not_exist_are_refused(
    setting: str, value: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(setting, value)

    assert main(["serve"]) == 2

    assert capsys.readouterr().err == "Für 2 Prozesse sind die Nummern der Ports zu hoch.\n"


def test_migrate_makes_the_tables_and_says_so(
    postgres: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS leer")
        connection.execute("CREATE DATABASE leer")
    monkeypatch.setenv("DATABASE_URL", postgres.rpartition("/")[0] + "/leer")

    assert main(["migrate"]) == 0

    assert capsys.readouterr().out == "Der Datenspeicher hat den Stand dieser Fassung.\n"
    with psycopg.connect(postgres.rpartition("/")[0] + "/leer") as connection:
        assert connection.execute("SELECT to_regclass('workshops')").fetchone() == ("workshops",)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute("DROP DATABASE leer")


def test_name_of_a_process_is_a_word(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("PROCESS_NAME", "p1; Path=/")

    assert main(["serve"]) == 70

    assert capsys.readouterr().err.startswith("PROCESS_NAME='p1; Path=/': bitte nur kleine Buchstaben")
