"""The upgrade: tables first, then process after process; whatever fails before leaves all as it was."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from tests.running import ROOT, RunningServer


@dataclass(frozen=True)
class Place:
    """Where versions lie; ``first`` answers for the first process, ``log`` tells what was restarted, and with what."""

    folder: Path
    first: RunningServer

    @property
    def now(self) -> str:
        return (self.folder / "aktuell").resolve().name

    @property
    def log(self) -> list[str]:
        log = self.folder / "log"
        return log.read_text().splitlines() if log.exists() else []

    def upgrade(self, to: str, *, processes: str = "1", backup: str = "true") -> "subprocess.CompletedProcess[str]":
        own = {
            "SELBSTCHECK_HOME": str(self.folder),
            "SELBSTCHECK_ENV": str(self.folder / "env"),
            "SELBSTCHECK_PROCESSES": processes,
            "SELBSTCHECK_RESTART": f"{self.folder}/restart selbstcheck@",
            "SELBSTCHECK_BACKUP": backup,
            "SELBSTCHECK_USER": "root",
            "SELBSTCHECK_PORT": str(self.first.port - 1),
            "SELBSTCHECK_PATIENCE": "2",
            "SELBSTCHECK_PAUSE": "0",
        }
        script = [ROOT / "deploy" / "upgrade", self.folder / to]
        return subprocess.run(script, env={**os.environ, **own}, capture_output=True, text=True, timeout=120)


@pytest.fixture
def place(postgresql_url: str, tmp_path: Path) -> Iterator[Place]:
    folder = tmp_path / "selbstcheck"
    for version in ("alt", "neu"):
        (folder / version).mkdir(parents=True)
        for name in ("commands", "data", "analysis", "texts", "web", "locales", "questionnaire.yaml", "config.py"):
            (folder / version / name).symlink_to(ROOT / name)
        (folder / version / "run.py").write_text("")  # the environment is there already
        (folder / version / ".venv" / "bin").mkdir(parents=True)
        (folder / version / ".venv" / "bin" / "python").symlink_to(sys.executable)
        shutil.copy(Path(sys.prefix) / "pyvenv.cfg", folder / version / ".venv")
        (folder / version / ".venv" / "lib").symlink_to(Path(sys.prefix) / "lib")
    (folder / "aktuell").symlink_to(folder / "alt")
    (folder / "env").write_text(f"# Kommentar\nDATABASE_URL={postgresql_url}?application_name=a&connect_timeout=3\n")
    restart = folder / "restart"
    restart.write_text(f'#!/bin/sh\necho "$1 $(readlink -f {folder}/aktuell)" >> {folder}/log\n')
    restart.chmod(0o755)
    first = RunningServer(tmp_path / "data")
    yield Place(folder, first)
    first.stop()


def test_tables_come_first_then_process_after_process(place: Place, postgresql_url: str) -> None:
    with psycopg.connect(postgresql_url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA public CASCADE")
        connection.execute("CREATE SCHEMA public")

    told = place.upgrade("neu")

    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.splitlines() == [
        "Der Datenspeicher hat den Stand dieser Fassung.",
        "Prozess p1 läuft mit der neuen Fassung.",
    ]
    assert place.log == [f"selbstcheck@1 {place.folder}/neu"]
    with psycopg.connect(postgresql_url) as connection:
        assert connection.execute("SELECT to_regclass('workshops')").fetchone() == ("workshops",)


def test_second_process_stays_with_the_old_version_if_the_first_is_not_well(place: Place) -> None:
    told = place.upgrade("neu", processes="9 1")

    assert told.returncode == 1
    assert told.stderr.startswith(
        "Prozess p9 wird nicht gesund. Die übrigen laufen noch mit der alten Fassung; zurück: "
    )
    assert told.stderr.endswith(f"upgrade {place.folder}/alt\n")
    assert [line.split()[0] for line in place.log] == ["selbstcheck@9"]


def test_what_was_interrupted_goes_on_with_the_same_command(place: Place) -> None:
    """After the tables, and after some of the processes."""
    interrupted = place.upgrade("neu", processes="1 9")
    whole = place.upgrade("neu")
    once_more = place.upgrade("neu")

    assert interrupted.stderr.endswith(f"zurück: upgrade {place.folder}/alt\n")
    assert (whole.returncode, whole.stderr) == (0, "")
    assert (once_more.returncode, once_more.stderr) == (1, "Diese Fassung läuft schon.\n")
    assert [line.split()[0][-1] for line in place.log] == ["1", "9", "1"]


def test_nothing_changes_without_a_backup_an_environment_or_tables(place: Place) -> None:
    refusals = [place.upgrade("neu", backup="false"), place.upgrade("fehlt"), place.upgrade("alt")]
    (place.folder / "neu" / "run.py").write_text("raise SystemExit(70)")
    refusals.append(place.upgrade("neu"))
    (place.folder / "neu" / "run.py").write_text("")
    (place.folder / "env").write_text("DATABASE_URL=mysql://a/b\n")
    refusals.append(place.upgrade("neu"))

    assert {one.returncode for one in refusals} == {1}
    assert [one.stderr.splitlines()[-1] for one in refusals] == [
        "Ohne Sicherung geht es nicht weiter; es wurde nichts geändert.",
        f"Den Ordner {place.folder}/fehlt gibt es nicht.",
        "Diese Fassung läuft schon.",
        f"Die Umgebung in {place.folder}/neu ließ sich nicht einrichten; es wurde nichts geändert.",
        "Die Tabellen sind noch die alten; es wurde nichts geändert.",
    ]
    assert (place.now, place.log) == ("alt", [])
