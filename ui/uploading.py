"""The page Datei hochladen: read the dropped files, ask what they leave open, show what becomes of them."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from analysis.questionnaire import Questionnaire
from content.said.sentences import Speech
from data.intake.apart import understood_apart
from data.intake.understood import Options, Source, Understood
from data.store.remembered import remembered
from data.store.workshops import Workshop
from texts.titles import TOOLS
from texts.words import Words
from ui import file_questions, file_report, large, session, show
from ui.file_report import Listing
from ui.taking_over import Dropped, compared, offer

KINDS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"]


def offer_template(of: Workshop, asked: Questionnaire, template: Callable[..., bytes]) -> None:
    """The empty Excel file for this workshop: what the room is asked, and what the administration is."""
    _ = session.words()
    content = session.made(
        ("template", of.questionnaire_digest, of.room, of.administration),
        lambda: template(asked, statements=of.room, administration=of.administration),
    )
    st.download_button(
        _("Excel-Vorlage herunterladen"),
        content,
        file_name=f"vorlage-{of.code}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
    )


def take_files(of: Workshop, asked: Questionnaire, listing: Listing) -> None:
    """Read each dropped file and show what became of it; nothing is stored before "Übernehmen"."""
    _ = session.words()
    if of.state == "finished":
        st.info(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
        return
    with show.panel("drop"):
        show.heading(_("Datei"))
        if of.state == "closed":
            show.note(
                _("Die Umfrage ist geschlossen: Bögen, die jetzt kommen, sind in der Auswertung nicht enthalten.")
            )
        source = _choose_source(of)
        files = _choose_files()
    taken, shown = session.remembered("taken", frozenset()), set()
    for number, file in enumerate(files, 1):
        if (file.file_id, source) in taken or large.had_no_room(_, file.file_id, file.name):
            continue
        content = file.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        with show.panel(f"file-{number}"):
            show.heading(file.name)
            if digest in shown:
                st.info(_("Genau diese Datei steht schon weiter oben; sie wird kein zweites Mal gezählt."))
                continue
            shown.add(digest)
            progress = _("Datei {number} von {all} wird gelesen …", number=number, all=len(files))
            dropped = Dropped(of, asked, source, file.name, content, digest, file.file_id)
            _OneFile(dropped, listing).run(progress)
    if files and all((file.file_id, source) in taken for file in files):  # the browser and the server let go of them
        session.remember("uploads", session.remembered("uploads", 0) + 1)
        st.rerun()


def _choose_source(of: Workshop) -> Source:
    """Whose answers the files hold; teams with a link bring those of participants."""
    _ = session.words()
    if session.who().role == "team" or not of.administration:
        return "participants"
    titles: dict[Source, str] = {
        "participants": _("Bögen von Teilnehmenden"),
        "administration": _("der gemeinsame Verwaltungsbogen (genau ein Bogen)"),
    }
    return st.radio(
        _("Was steht in den Dateien?"), list(titles), format_func=titles.get, horizontal=True, key="upload-source"
    )


def _choose_files() -> list[UploadedFile]:
    _ = session.words()
    files = st.file_uploader(
        _("Dateien hierher ziehen oder auswählen (xlsx, xls, ods oder csv, höchstens 10 MB)"),
        type=KINDS,
        accept_multiple_files=True,
        key=f"files-{session.remembered('uploads', 0)}",
    )
    show.note(
        _(
            "Exporte aus {tools}, eigene Tabellen oder die ausgefüllte Vorlage, so wie sie sind. "
            "Die Datei selbst wird nicht gespeichert.",
            tools=_.joined(list(TOOLS.values()), "or"),
        )
    )
    return files


class _OneFile:
    """One file from reading to its report."""

    def __init__(self, file: Dropped, listing: Listing) -> None:
        self._file, self._listing = file, listing
        self._asked, self._key = file.asked, file.key

    def run(self, progress: str) -> None:
        """Show what is known, and the next step."""
        _ = session.words()
        if self._file.is_there():
            st.info(_("Genau diese Datei ist schon übernommen; sie wird kein zweites Mal gezählt."))
            return
        with st.spinner(progress):
            found = self._understood()
        if found.refused is not None:
            st.error(_("Diese Datei lässt sich nicht übernehmen."))
            st.text(Speech(_, self._asked)(found.refused))
            return
        file_report.recognised(_, found)
        self._ask(found)
        if found.questions:
            file_report.columns(_, found, self._asked)
            st.info(
                _.plural(
                    "Eine Frage ist noch offen. Danach lässt sich die Datei übernehmen.",
                    "{n} Fragen sind noch offen. Danach lässt sich die Datei übernehmen.",
                    len(found.questions),
                )
            )
            return
        self._report(_, found)

    def _understood(self) -> Understood:
        """Kept as long as answers and options stay the same."""
        options = Options(
            source=self._file.source,
            asked=frozenset(self._file.wanted),
            only_finished=session.remembered(f"finished-{self._key}", False),
            with_excluded=session.remembered(f"excluded-{self._key}", False),
            without_tests=session.remembered(f"tests-{self._key}", False),
            comments=session.remembered(f"comments-{self._key}", False),
        )
        inputs = (self._file.of.questionnaire_digest, options, tuple(sorted(self._answers().items())))
        kept: tuple[Any, Understood] | None = session.remembered(f"understood-{self._key}")
        if kept is not None and kept[0] == inputs:
            return kept[1]
        found = understood_apart(
            self._file.content, self._asked, filename=self._file.name, answers=self._answers(), options=options
        )
        session.remember(f"understood-{self._key}", (inputs, found))
        return found

    def _answers(self) -> dict[str, str]:
        return self._file.answers()

    def _ask(self, found: Understood) -> None:
        """What was answered for a file with the same heads is there already, to be confirmed or corrected."""
        _ = session.words()
        if found.fingerprint and session.remembered(f"recalled-{self._key}") is None:
            known = session.mapped_in(self._file.of, self._asked)
            earlier = remembered(session.store(), known, found.fingerprint)
            session.remember(f"recalled-{self._key}", bool(earlier))
            if earlier:
                self._answer(earlier | self._answers())
        if not found.asked:
            return
        if session.remembered(f"recalled-{self._key}"):
            show.note(_("Die Antworten stammen von einer früheren Datei mit denselben Überschriften. Bitte prüfen."))
        now = file_questions.ask(found, self._asked, self._key, self._answers())
        if now != self._answers():
            self._answer(now)

    def _answer(self, answers: Mapping[str, str]) -> None:
        session.remember(file_questions.answers_key(self._key), dict(answers))
        st.rerun()

    def _report(self, _: Words, found: Understood) -> None:
        file_report.notes(_, found, self._asked, self._file.wanted)
        self._offer_options(_, found)
        comparison = compared(self._file, found)
        file_report.novelty(_, comparison)
        if found.records:
            file_report.preview(_, found, self._asked)
        file_report.columns(_, found, self._asked)
        file_report.ledger(_, asdict(found.ledger))
        file_report.taken_cells(_, found)
        file_report.problems(_, found, self._asked, self._listing, self._key)
        file_report.comments(_, found, self._listing, self._key)
        offer(self._file, found, comparison)

    def _offer_options(self, _: Words, found: Understood) -> None:
        """Only what makes a difference for this file."""
        offered = {
            "finished": (_("Nur abgeschlossene Bögen zählen"), found.unfinished),
            "tests": (_("Testbögen nicht zählen"), found.tests),
            "excluded": (_("Auch die nicht gezählten Zeilen zählen"), len(found.left_out)),
            "comments": (
                _("Kommentare zum Herunterladen bereitstellen (sie werden nicht gespeichert)"),
                any(one.use == "comment" for one in found.columns),
            ),
        }
        for name, (label, applies) in offered.items():
            key = f"{name}-{self._key}"
            if applies or session.remembered(key, False):
                before = session.remembered(key, False)
                if st.checkbox(label, value=before, key=f"{key}-box") != before:
                    session.remember(key, not before)
                    st.rerun()
