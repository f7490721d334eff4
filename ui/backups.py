"""Sicherungen on the page Workshops: one to download, one to put back, and what is copied by itself.

Both are done by the command of the same name in a process of its own: locking and unlocking take a second or two of a
whole processor and half a gigabyte, which phones must not wait for, and a hostile file ends no server.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from config import ROOT, load_settings
from data.backup.copies import copies_in, folder_beside
from data.store.workshops import Workshop
from texts.words import Words
from ui import large, session, show
from ui.access import asks, copies_keeper
from ui.inputs import day
from ui.workshop_names import dated_name

SHORTEST = 12
COMMAND = (sys.executable, "commands")
PATIENCE = 120
"""Seconds."""

SAID = (0, 2, 70)
"""Exit codes with which the command ends after a sentence of its own."""

_MADE = "backup-made"
_PUT_BACK = "backups-put-back"
_one_at_a_time = Lock()


@dataclass(frozen=True)
class _Done:
    is_ok: bool
    said: str
    content: bytes = b""


def save(one: Workshop) -> None:
    """The dialog: a passphrase, twice, and in its place the file."""
    _ = session.words()
    show.paragraph(dated_name(_, one))
    place = st.empty()
    if not _content_of(one):
        with place.container():
            _ask_for_passphrase(one)
    if content := _content_of(one):
        with place.container():
            _offer_file(one, content)


def _content_of(one: Workshop) -> bytes:
    """The file that was just made; empty without one."""
    made_for, content = session.kept_here(_MADE) or ("", b"")
    return bytes(content) if made_for == one.id else b""


def _ask_for_passphrase(one: Workshop) -> None:
    _ = session.words()
    show.paragraph(
        _(
            "Alles von diesem Workshop kommt in eine verschlüsselte Datei, auch alle einzelnen Bögen. Die Passphrase "
            "wird nirgends gespeichert: Ist sie vergessen, kann niemand die Datei mehr öffnen, auch wir nicht."
        )
    )
    with st.form(f"backup-{one.id}", border=False):
        word = st.text_input(_("Passphrase (mindestens {n} Zeichen)", n=SHORTEST), type="password")
        again = st.text_input(_("Passphrase noch einmal"), type="password")
        is_wanted = st.form_submit_button(_("Sicherung herstellen"), type="primary")
    if is_wanted and _fits(_, word, again):
        with st.spinner(_("Die Sicherung entsteht …")):
            done = _made(one.code, word)
        if done.is_ok:
            session.keep_here(_MADE, (one.id, done.content))
        else:
            st.error(done.said)


def _offer_file(one: Workshop, content: bytes) -> None:
    _ = session.words()
    st.download_button(
        _("Sicherung speichern"),
        content,
        file_name=f"selbstcheck-{one.code}-{datetime.now().astimezone():%Y-%m-%d}.sicherung",
        mime="application/octet-stream",
        on_click="ignore",
        type="primary",
    )
    show.note(_("Bewahren Sie Datei und Passphrase getrennt auf. Wiederhergestellt wird sie auf dieser Seite."))


def forget_what_was_made() -> None:
    """The dialog is over."""
    session.keep_here(_MADE, None)


def offer_restoring(on_page: DeltaGenerator) -> None:
    """A file and its passphrase; what became of it stands on the page afterwards, also what went wrong: the popover may
    have closed by then."""
    _ = session.words()
    say_whether_sealed()
    show.paragraph(
        _(
            "Eine Sicherung bringt einen Workshop ganz auf diesen Rechner. Was hier ist, wird nicht überschrieben. "
            "Telefone, Leinwände und Links von vorher gelten hier nicht."
        )
    )
    number = session.remembered(_PUT_BACK, 0)
    with st.form(f"restore-{number}", border=False):
        file = st.file_uploader(_("Sicherung (Datei mit der Endung .sicherung)"), key=f"sealed-{number}")
        word = st.text_input(_("Passphrase der Sicherung"), type="password", key=f"word-{number}")
        is_wanted = st.form_submit_button(_("Wiederherstellen"))
    if not is_wanted or (file is not None and large.had_no_room(_, file.file_id, file.name)):
        return
    if file is None or not word:
        st.error(_("Bitte eine Datei wählen und ihre Passphrase angeben."))
        return
    with st.spinner(_("Der Workshop wird wiederhergestellt …")):
        done = _put_back(file.getvalue(), word)
    if not done.is_ok:
        st.error(done.said)
        on_page.error(done.said)
        return
    session.remember(_PUT_BACK, number + 1)
    session.say_after(done.said)
    st.rerun()


def say_copies() -> None:
    """When the whole store was last copied by itself, and where to; with accounts that is the Betrieb's."""
    _ = session.words()
    if session.person() is not None:
        return
    settings = load_settings()
    folder = folder_beside(session.store(), settings.backup_dir)
    if folder is None:
        show.note(
            _(
                "Von selbst wird hier nichts kopiert: Die Daten liegen in PostgreSQL, und dessen Werkzeuge sichern "
                "sie. Mehr dazu steht in docs/sicherung.md."
            )
        )
        return
    show.note(_("Solange ein Workshop läuft, wird alle zehn Minuten der ganze Datenspeicher kopiert."))
    copies = copies_in(folder)
    if copies:
        made_at, lies_in = copies[-1].made_at, str(folder)
        show.note(
            _("Letzte Kopie: {day}, {time} Uhr, in {folder}", day=day(made_at), time=f"{made_at:%H:%M}", folder=lies_in)
        )
    else:
        show.note(_("Noch gibt es keine Kopie; sie kommt nach {folder}", folder=str(folder)))
    keeper = copies_keeper()
    if keeper is not None and keeper.failed_at is not None:
        st.error(
            _(
                "Der letzte Versuch einer Kopie ist nicht gelungen, am {day} um {time} Uhr. Die Kopien von vorher "
                "bleiben liegen.",
                day=day(keeper.failed_at),
                time=f"{keeper.failed_at:%H:%M}",
            )
        )


def say_whether_sealed() -> None:
    """That the copies can be read by whoever has the folder, where that is so."""
    _, settings = session.words(), load_settings()
    if session.person() is not None:
        return
    if folder_beside(session.store(), settings.backup_dir) is not None and not settings.backup_passphrase:
        show.note(_("Die Kopien sind nicht verschlüsselt; das ändert die Einstellung BACKUP_PASSPHRASE."))


def _fits(_: Words, word: str, again: str) -> bool:
    """Whether this can be the passphrase; else what is wrong stands there."""
    if len(word) < SHORTEST:
        st.error(_("Die Passphrase braucht mindestens {n} Zeichen.", n=SHORTEST))
    elif word != again:
        st.error(_("Die beiden Passphrasen sind verschieden."))
    return len(word) >= SHORTEST and word == again


@asks("moderator")
def _made(code: str, word: str) -> _Done:
    with tempfile.TemporaryDirectory(prefix="selbstcheck-sicherung-") as folder:
        file = Path(folder) / "workshop.sicherung"
        done = _run("backup", code, str(file), word=word)
        return _Done(done.is_ok, done.said, file.read_bytes() if done.is_ok else b"")


@asks("moderator")
def _put_back(content: bytes, word: str) -> _Done:
    with tempfile.TemporaryDirectory(prefix="selbstcheck-sicherung-") as folder:
        file = Path(folder) / "workshop.sicherung"
        file.write_bytes(content)
        own = session.store().municipalities
        among = [] if own is None else ["--among", ",".join(sorted(own))]
        return _run("restore", str(file), "--limited", *among, word=word)


def _run(*arguments: str, word: str) -> _Done:
    """One at a time, so that they never need more memory than one of them."""
    _ = session.words()
    person = session.actor().person_id
    by = [] if person is None else ["--by", person]
    environment = os.environ | {"BACKUP_PASSPHRASE": word, "PYTHONIOENCODING": "utf-8", "OPENBLAS_NUM_THREADS": "1"}
    try:
        with _one_at_a_time:
            ended = subprocess.run(
                [*COMMAND, *arguments, *by, "--language", _.language],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=PATIENCE,
            )
    except subprocess.TimeoutExpired:
        return _Done(False, _("Das hat zu lange gedauert. Es wurde nichts geändert."))
    lines = [line.strip() for line in ended.stderr.splitlines() if line.strip()]
    is_said = bool(lines) and ended.returncode in SAID  # else what stands there is a fault's, and no sentence
    return _Done(
        ended.returncode == 0, lines[-1] if is_said else _("Das ist nicht gelungen. Es wurde nichts geändert.")
    )
