"""``run.py backup`` and ``restore`` as people and scripts call them, and the server's own copies."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from analysis.action_plan import Draft
from commands.command_line import main
from data.backup.copies import Keeper, copies_in
from data.questionnaire_file import questionnaire_text
from data.samples.demo import fill_demo
from data.store.engine import Store, open_store
from data.store.measures import add_measure
from data.store.workshops import (
    Workshop,
    change_workshop,
    create_workshop,
    delete_workshop,
    open_workshop,
    workshop,
    workshops,
)
from tests.running import ROOT, RunningServer

WORD = "Rathaus im Nebel"


@pytest.fixture(autouse=True)
def own_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKUP_PASSPHRASE", WORD)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("BACKUP_DIR", raising=False)
    use(tmp_path / "first", monkeypatch)


def use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This is the laptop from now on."""
    monkeypatch.setenv("DATA_DIR", str(folder))


def place(folder: Path) -> Path:
    return folder / "selbstcheck.sqlite3"


@pytest.fixture
def first(tmp_path: Path) -> Workshop:
    store = open_store(f"sqlite:///{place(tmp_path / 'first')}")
    made = fill_demo(store, questionnaire_text(ROOT / "questionnaire.yaml"), date(2027, 3, 4))
    add_measure(store, made.id, Draft(what="Sprechstunde am Abend"))
    now = workshop(store, made.id)
    store.close()
    assert now is not None
    return now


@pytest.fixture
def file(tmp_path: Path, first: Workshop, capsys: pytest.CaptureFixture[str]) -> Path:
    sealed = tmp_path / "workshop.sicherung"
    assert main(["backup", first.code, str(sealed)]) == 0
    capsys.readouterr()
    return sealed


def all_in(folder: Path) -> list[Workshop]:
    store = open_store(f"sqlite:///{place(folder)}")
    found = workshops(store)
    store.close()
    return found


def test_json_says_what_is_in_the_file(
    tmp_path: Path, first: Workshop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = tmp_path / "workshop.sicherung"

    codes = [main(["backup", first.code, str(sealed), "--json"])]
    use(tmp_path / "second", monkeypatch)
    codes += [main(["restore", str(sealed), "--json"])]

    printed = capsys.readouterr().out.splitlines()
    whole = {"workshop": first.code, "sheets": 43, "answers": 859, "releases": 1, "measures": 1, "ok": True}
    assert codes == [0, 0]
    assert list(map(json.loads, printed)) == [whole, whole]
    assert all_in(tmp_path / "second") == [first]
    assert sealed.stat().st_mode & 0o777 == 0o600


def test_restored_twice_says_that_it_is_there(
    tmp_path: Path, file: Path, first: Workshop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    use(tmp_path / "second", monkeypatch)

    codes = [main(["restore", str(file)]) for _number in range(2)]

    assert codes == [0, 0]
    assert capsys.readouterr().err.splitlines() == [
        f"Der Workshop {first.code} ist wiederhergestellt. Alle Geräte melden sich hier neu an.",
        f"Der Workshop {first.code} ist schon da, genau so wie in der Sicherung. Es gibt nichts zu tun.",
    ]
    assert all_in(tmp_path / "second") == [first]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Die Passphrase passt nicht zu dieser Sicherung, oder ihr Anfang ist beschädigt."),
        ("en", "The passphrase does not fit this backup, or its beginning is damaged."),
    ],
)
def test_wrong_word_is_one_sentence(
    tmp_path: Path,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    sentence: str,
) -> None:
    use(tmp_path / "second", monkeypatch)
    monkeypatch.setenv("BACKUP_PASSPHRASE", "Rathaus in der Sonne")

    assert main(["restore", str(file), "--json", "--language", language]) == 2

    said = capsys.readouterr()
    assert said.err == f"{sentence}\n"
    assert json.loads(said.out)["ok"] is False
    assert not (tmp_path / "second").exists()


def test_changed_workshop_is_not_overwritten(
    tmp_path: Path, file: Path, first: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    store = open_store(f"sqlite:///{place(tmp_path / 'first')}")
    change_workshop(store, first.id, title="Anders")
    store.close()

    assert main(["restore", str(file)]) == 2

    assert "hat sich seit der Sicherung geändert. Es wurde nichts überschrieben" in capsys.readouterr().err
    assert [one.title for one in all_in(tmp_path / "first")] == ["Anders"]


def test_missing_workshop_file_and_folder_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "fehlt" / "x.sicherung"

    codes = [main(["backup", "AAAAAA", str(tmp_path / "x")]), main(["restore", str(missing)])]

    assert codes == [2, 70]
    assert capsys.readouterr().err.splitlines() == [
        "Einen Workshop mit dem Code AAAAAA gibt es hier nicht.",
        f"{missing} lässt sich nicht lesen oder schreiben.",
    ]


def test_file_that_cannot_be_written_is_named(
    tmp_path: Path, first: Workshop, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "fehlt" / "x.sicherung"

    assert main(["backup", first.code, str(out)]) == 70

    assert capsys.readouterr().err == f"{out} lässt sich nicht schreiben.\n"


def test_without_a_passphrase_nobody_is_waited_for(file: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "BACKUP_PASSPHRASE"}
    done = subprocess.run(
        [sys.executable, "commands", "restore", file],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert done.returncode == 64
    assert done.stderr == "Bitte die Passphrase in der Umgebungsvariable BACKUP_PASSPHRASE angeben.\n"


def test_file_that_takes_too_much_memory_ends_with_a_sentence(tmp_path: Path) -> None:
    greedy = (
        "import sys; from commands.command_line import main; from data.backup import taking; "
        "taking.opened = lambda *_: bytearray(3 << 30); sys.exit(main(sys.argv[1:]))"
    )
    file = tmp_path / "x.sicherung"
    file.write_bytes(b"x")

    done = subprocess.run(
        [sys.executable, "-c", greedy, "restore", "--limited", str(file)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )

    assert (done.returncode, done.stderr) == (
        2,
        "Diese Sicherung ist größer, als eine sein kann. Es wurde nichts wiederhergestellt.\n",
    )


def workshop_today(store: Store, like: Workshop) -> Workshop:
    """An open one with the same statements."""
    made = create_workshop(
        store,
        municipality="Musterlingen",
        title="Heute",
        held_on=date(2027, 3, 5),
        questionnaire_text=questionnaire_text(ROOT / "questionnaire.yaml"),
        room=like.room,
        administration=(),
    )
    open_workshop(store, made.id)
    return made


def test_copy_of_the_store_is_put_back_where_none_is(
    tmp_path: Path, first: Workshop, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_store(f"sqlite:///{place(tmp_path / 'first')}")
    opened = workshop_today(store, first)
    Keeper(store, tmp_path / "backups").look_after(datetime.now().astimezone())
    store.close()
    (copy,) = copies_in(tmp_path / "backups")
    monkeypatch.delenv("BACKUP_PASSPHRASE")

    codes = [main(["restore", "--store", str(copy.path)])]
    use(tmp_path / "second", monkeypatch)
    codes += [main(["restore", "--store", str(copy.path)])]

    assert codes == [2, 0]
    refused, done = capsys.readouterr().err.splitlines()
    assert refused.startswith(f"Unter {place(tmp_path / 'first')} liegt schon ein Datenspeicher.")
    assert done.startswith(f"Der Datenspeicher liegt wieder unter {place(tmp_path / 'second')}.")
    assert {one.id for one in all_in(tmp_path / "second")} == {first.id, opened.id}


def test_server_copies_the_store_by_itself_and_sealed(tmp_path: Path, first: Workshop) -> None:
    folder = tmp_path / "kopien"
    data = tmp_path / "first"
    store = open_store(f"sqlite:///{place(data)}")
    store.write(lambda connection: connection.exec_driver_sql("UPDATE workshops SET state = 'open'").close())
    store.close()

    server = RunningServer(data, settings={"BACKUP_DIR": str(folder), "BACKUP_PASSPHRASE": WORD})
    try:
        deadline = time.monotonic() + 60
        while not (folder.exists() and copies_in(folder)):
            assert time.monotonic() < deadline
            time.sleep(0.2)
    finally:
        server.stop()

    (copy,) = copies_in(folder)
    assert copy.path.suffix == ".sicherung"
    assert datetime.now().astimezone() - copy.made_at < timedelta(minutes=2)
    assert b"Musterlingen" not in copy.path.read_bytes()
    assert WORD not in server.output


def test_what_is_deleted_just_before_the_server_ends_is_in_no_copy(tmp_path: Path, first: Workshop) -> None:
    folder, data = tmp_path / "kopien", tmp_path / "first"
    store = open_store(f"sqlite:///{place(data)}")
    delete_workshop(store, first.id)
    opened = workshop_today(store, first)
    store.close()
    server = RunningServer(data, settings={"BACKUP_DIR": str(folder)})
    try:
        with httpx.Client(base_url=server.base, follow_redirects=True) as phone:
            phone.post(f"/t/{opened.code}", data={"perspective": "fachverwaltung"}).raise_for_status()
            deadline = time.monotonic() + 60
            while sheets_in(folder) != [1]:  # those from before that sheet go here, so that the server makes another
                assert time.monotonic() < deadline
                for copy in copies_in(folder):
                    copy.path.unlink()
                time.sleep(6)
            phone.post(f"/t/{opened.code}/loeschen").raise_for_status()
    finally:
        server.stop()

    assert sheets_in(folder) == [0]


def sheets_in(folder: Path) -> list[int]:
    """By copy how many sheets it holds."""
    found = []
    for copy in copies_in(folder):
        with closing(sqlite3.connect(copy.path)) as database:
            found += database.execute("SELECT count(*) FROM participants").fetchone()
    return found
