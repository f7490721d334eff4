"""The database's files are for their own account alone, whatever the system's rights for new files are."""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config import load_settings
from data.store import files
from data.store.engine import Store
from data.store.sheets import tally
from web.greeting import greeting

FOLDER, FILE = (0o777, 0o666) if sys.platform == "win32" else (0o700, 0o600)  # Windows has no such rights


@pytest.fixture(params=[0o000, 0o022, 0o777])
def umask(request: pytest.FixtureRequest) -> Iterator[int]:
    before = os.umask(request.param)
    yield request.param
    os.umask(before)


def test_new_folders_and_files_are_for_their_own_account_only(
    umask: int, tmp_path: Path, opened: Callable[[str], Store]
) -> None:
    store = opened(f"sqlite:///{tmp_path / 'var' / 'deep' / 'new.sqlite3'}")

    assert tally(store, "nobody").present == 0
    assert {_rights(folder) for folder in (tmp_path / "var", tmp_path / "var" / "deep")} == {FOLDER}
    assert {file.name: _rights(file) for file in (tmp_path / "var" / "deep").iterdir()} == dict.fromkeys(
        ("new.sqlite3", "new.sqlite3-wal", "new.sqlite3-shm"), FILE
    )
    assert store.warnings == ()


if sys.platform != "win32":

    def test_files_that_were_open_are_closed_and_an_open_folder_is_named(
        tmp_path: Path, opened: Callable[[str], Store], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tmp_path / "var"
        opened(f"sqlite:///{folder / 'old.sqlite3'}").close()
        (folder / "old.sqlite3").chmod(0o644)
        folder.chmod(0o755)

        store = opened(f"sqlite:///{folder / 'old.sqlite3'}")

        sentence = (
            f"Der Datenordner {folder} lässt sich auch von anderen Konten dieses Rechners öffnen. "
            f"Bitte: chmod 700 '{folder}'"
        )
        assert _rights(folder / "old.sqlite3") == 0o600
        assert _rights(folder) == 0o755
        assert store.warnings == (sentence,)
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{folder / 'old.sqlite3'}")
        assert f"  Achtung: {sentence}" in greeting(store, load_settings()).splitlines()

    def test_open_file_that_cannot_be_mended_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        tmp_path.chmod(0o700)
        (tmp_path / "theirs.sqlite3").touch(0o644)

        def refused(*_: object) -> None:
            raise PermissionError

        monkeypatch.setattr(Path, "chmod", refused)

        assert files.mend(tmp_path / "theirs.sqlite3") == (
            f"Die Datei {tmp_path / 'theirs.sqlite3'} lässt sich auch von anderen Konten dieses Rechners öffnen. "
            f"Bitte als ihr Eigentümer: chmod 600 '{tmp_path / 'theirs.sqlite3'}'",
        )


def _rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)
