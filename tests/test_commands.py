"""What the commands say when something is in the way, and what they leave behind."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from commands import check
from commands.command_line import main
from commands.terminal import as_lines
from data.questionnaire_file import load_questionnaire
from data.store.access import redeem_key
from data.store.engine import open_store
from tests.running import RunningServer
from texts.words import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def own_data(tmp_path, monkeypatch):
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("ADDRESS", "127.0.0.1")


def test_check_speaks_every_language_of_the_screen():
    assert check.LANGUAGES == LANGUAGES


def test_start_names_a_port_that_is_taken_and_what_to_do(monkeypatch, capsys):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))

        assert main(["start"]) == 70

    said = capsys.readouterr().err
    assert said.startswith(f"Port {port} ist belegt.")
    assert f"PORT={port + 1} python3 run.py" in said


def test_start_names_the_place_that_cannot_be_written(tmp_path):
    in_the_way = tmp_path / "datei"
    in_the_way.write_text("kein Ordner")

    with pytest.raises(RuntimeError) as ended:
        RunningServer(in_the_way)

    said = str(ended.value)
    assert said.startswith(f"the server ended with 70: Der Datenspeicher {in_the_way}/selbstcheck.sqlite3 lässt sich")
    assert "Traceback" not in said


def test_key_names_the_place_that_cannot_be_written(tmp_path, monkeypatch, capsys):
    in_the_way = tmp_path / "datei"
    in_the_way.write_text("kein Ordner")
    monkeypatch.setenv("DATA_DIR", str(in_the_way))

    with pytest.raises(SystemExit) as ended:
        main(["key"])

    assert ended.value.code == 70
    assert capsys.readouterr().err.startswith(f"Der Datenspeicher {in_the_way}/selbstcheck.sqlite3 lässt sich")


def test_start_lists_the_problems_of_a_broken_questionnaire(tmp_path, monkeypatch, capsys):
    broken = tmp_path / "q.yaml"
    broken.write_text("id: x\n", encoding="utf-8")
    monkeypatch.setenv("QUESTIONNAIRE", str(broken))

    with pytest.raises(SystemExit) as ended:
        main(["start"])

    assert ended.value.code == 2
    said = capsys.readouterr().err.splitlines()
    assert said[0] == f"Der Fragebogen {broken} hat Fehler:"
    assert "  title: fehlt" in said


def test_bad_setting_is_named(monkeypatch, capsys):
    monkeypatch.setenv("PORT", "achtzig")

    assert main(["key"]) == 70

    assert capsys.readouterr().err.startswith("PORT='achtzig': bitte eine ganze Zahl")


def test_key_signs_a_moderator_in_once(tmp_path, capsys):
    assert main(["key"]) == 0

    key = capsys.readouterr().out.strip().rsplit("/", 1)[1]
    store = open_store(f"sqlite:///{tmp_path / 'var' / 'selbstcheck.sqlite3'}")
    redeemed = redeem_key(store, key)
    again = redeem_key(store, key)
    store.close()
    assert redeemed is not None
    assert redeemed[0] == "moderator"
    assert again is None


def test_template_holds_every_statement(tmp_path):
    out = tmp_path / "vorlage.xlsx"

    assert main(["template", str(out)]) == 0

    first_row = [cell.value for cell in next(load_workbook(out)["Antworten"].iter_rows(max_row=1))]
    assert first_row == ["Perspektive", *load_questionnaire(ROOT / "questionnaire.yaml").statements]


def test_template_into_a_missing_folder_says_so(tmp_path, capsys):
    assert main(["template", str(tmp_path / "fehlt" / "v.xlsx")]) == 70

    assert capsys.readouterr().err.endswith("v.xlsx lässt sich nicht schreiben.\n")


def test_unknown_command_ends_with_usage():
    done = subprocess.run([sys.executable, "commands", "tanzen"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 64
    assert done.stdout == ""


def test_lines_for_a_terminal_spell_out_what_it_would_obey() -> None:
    lines = ["Bağcılar 👍 50\u00a0%", "\x1b[2J\t\x9b\x07", "eins\r\nzwei\u2028drei", "\u202egleiv\u2066\ud800"]

    assert as_lines(lines).split("\n") == [
        "Bağcılar 👍 50\u00a0%",
        r"\x1b[2J\t\x9b\x07",
        r"eins\r\nzwei\u2028drei",
        r"\u202egleiv\u2066\ud800",
    ]
