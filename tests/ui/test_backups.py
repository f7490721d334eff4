"""Sicherungen on the page Workshops: downloaded with a passphrase, put back, and what is said of the copies."""

import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.backup import taking
from data.backup.copies import EVERY, KEPT, Keeper
from data.store.engine import Store
from data.store.workshops import Workshop, delete_workshop, workshop, workshops
from tests.e2e.stages import demo_workshop, new_workshop
from tests.sealing import each_lock_once
from ui import backups
from web import runtime

from .conftest import Visit
from .test_pages import html_of

WORD = "Rathaus im Nebel"


@pytest.fixture(scope="module", autouse=True)
def each_lock_is_opened_once() -> Iterator[None]:
    with each_lock_once():
        yield


@pytest.fixture(autouse=True)
def cleared(store: Store) -> Iterator[None]:
    """Each test has workshops of its own."""
    yield
    for one in workshops(store):
        delete_workshop(store, one.id)


@pytest.fixture
def one(store: Store) -> Workshop:
    return demo_workshop(store)


def begin(visit: Visit, of: Workshop) -> AppTest:
    return visit(workshop=of.id).button(key=f"save-{of.id}").click().run()


def make(app: AppTest, word: str, again: str) -> AppTest:
    for label, text in (("Passphrase (mindestens 12 Zeichen)", word), ("Passphrase noch einmal", again)):
        next(one for one in app.text_input if one.label == label).set_value(text)
    return next(one for one in app.button if one.label == "Sicherung herstellen").click().run()


def put_back(app: AppTest, content: bytes, word: str) -> AppTest:
    app.file_uploader(key="sealed-0").set_value([("x.sicherung", content, "")])
    app.text_input(key="word-0").set_value(word)
    return next(one for one in app.button if one.label == "Wiederherstellen").click().run()


def sealed_of(app: AppTest) -> bytes:
    """What is offered for download."""
    made_for, content = app.session_state["_of-the-page"][backups._MADE]
    assert made_for
    return bytes(content)


def test_downloaded_workshop_comes_back_after_it_was_deleted(
    visit: Visit, store: Store, one: Workshop, tmp_path: Path
) -> None:
    app = make(begin(visit, one), WORD, WORD)
    assert not app.exception
    assert [element.label for element in app.get("download_button")] == ["Sicherung speichern"]
    content = sealed_of(app)
    file = tmp_path / "x.sicherung"
    file.write_bytes(content)
    assert taking.opened(file, WORD).workshop_id == one.id
    delete_workshop(store, one.id)

    app = put_back(visit(), content, WORD)

    assert not app.exception
    assert [said.value for said in app.warning] == [
        f"Der Workshop {one.code} ist wiederhergestellt. Alle Geräte melden sich hier neu an."
    ]
    assert workshop(store, one.id) == one


@pytest.mark.parametrize(
    ("word", "again", "sentence"),
    [
        ("kurz", "kurz", "Die Passphrase braucht mindestens 12 Zeichen."),
        (WORD, f"{WORD}!", "Die beiden Passphrasen sind verschieden."),
    ],
)
def test_passphrase_that_does_not_do_is_named(
    visit: Visit, one: Workshop, word: str, again: str, sentence: str
) -> None:
    app = make(begin(visit, one), word, again)

    assert {error.value for error in app.error} == {sentence}
    assert app.get("download_button") == []


def test_what_is_no_backup_is_refused_and_says_so(visit: Visit, store: Store) -> None:
    app = put_back(visit(), b"Hallo", WORD)

    assert [error.value for error in app.error] == ["Diese Datei ist keine Sicherung."] * 2  # on the page, too
    assert workshops(store) == []


@pytest.mark.parametrize("code", [1, -6])
def test_fault_of_the_command_is_no_sentence(visit: Visit, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    given: list[list[str]] = []

    def run(arguments: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        given.append(arguments)
        return subprocess.CompletedProcess(arguments, code, "", "KeyError: 'Musterlingen'")

    monkeypatch.setattr(backups.subprocess, "run", run)

    app = put_back(visit(), b"Hallo", WORD)

    assert {error.value for error in app.error} == {"Das ist nicht gelungen. Es wurde nichts geändert."}
    assert "--limited" in given[0]


def test_nothing_is_made_twice_for_another_workshop(visit: Visit, store: Store, one: Workshop) -> None:
    other = new_workshop(store, is_open=False)
    app = make(begin(visit, one), WORD, WORD)

    app = app.button(key=f"save-{other.id}").click().run()

    assert app.get("download_button") == []


def test_last_copy_is_named_with_its_place(visit: Visit, store: Store) -> None:
    new_workshop(store, is_open=True)
    folder = Path(str(store.engine.url.database)).parent / "backups"
    assert f"Noch gibt es keine Kopie; sie kommt nach {folder}" in html_of(visit())

    Keeper(store, folder).look_after(datetime(2027, 3, 4, 18, 5).astimezone())

    assert f"Letzte Kopie: 04.03.2027, 18:05 Uhr, in {folder}" in html_of(visit())


def test_copy_that_failed_is_said(visit: Visit, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(store, Path(str(store.engine.url.database)).parent / "backups")
    monkeypatch.setattr(runtime, "_keepers", [keeper])
    assert not visit().error

    keeper.failed_at = datetime(2027, 3, 4, 18, 15).astimezone()

    assert [one.value for one in visit().error] == [
        "Der letzte Versuch einer Kopie ist nicht gelungen, am 04.03.2027 um 18:15 Uhr. "
        "Die Kopien von vorher bleiben liegen."
    ]


def test_on_postgresql_its_own_tools_are_named(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backups, "folder_beside", lambda *_: None)

    said = html_of(visit())

    assert "Von selbst wird hier nichts kopiert: Die Daten liegen in PostgreSQL" in said
    assert "Letzte Kopie" not in said


def test_sentences_of_the_copies_name_the_numbers_of_the_code(visit: Visit) -> None:
    said = html_of(visit())

    assert (EVERY.total_seconds() / 60, KEPT) == (10, 5)
    assert "wird alle zehn Minuten der ganze Datenspeicher kopiert" in said
