"""The page Datei hochladen: read the dropped files, ask what they leave open, take them over."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from random import SystemRandom
from typing import Any

import streamlit as st

from analysis.questionnaire import Questionnaire
from data.intake.containers.guard import UnusableFileError
from data.intake.files import sheets_of, understood_file
from data.intake.novelty import Comparison, compare
from data.intake.reading import Sheet
from data.intake.understood import Options, Source, Understood
from data.store.administration import AdministrationAnswer, administration_sheet
from data.store.batches import AlreadyImported, NewBatch, OutdatedComparison, add_administration, batches, has_batch
from data.store.links import UnknownLink
from data.store.remembered import remember, remembered
from data.store.sheets import EnteredSheet, WrongState, add_sheets
from data.store.surveys import record_key, stored_surveys
from data.store.workshops import Workshop
from texts import Words
from ui import file_questions, file_report, session, show
from ui.file_report import Listing

KINDS = ["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"]
LONGEST_NAME = 120


@dataclass(frozen=True)
class Dropped:
    """A file in this window; ``id`` is that of one upload, ``digest`` the same for the same bytes."""

    name: str
    content: bytes
    id: str
    digest: str


def offer_template(of: Workshop, asked: Questionnaire, template: Callable[..., bytes]) -> None:
    """The empty Excel file for this workshop's statements."""
    _ = session.words()
    content = session.made(("template", of.questionnaire_digest, of.room), lambda: template(asked, statements=of.room))
    st.download_button(
        _("Excel-Vorlage herunterladen"),
        content,
        file_name=f"vorlage-{of.code}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
    )


def choose_source(of: Workshop) -> Source:
    """Whose answers the files hold; teams with a link bring those of participants."""
    _ = session.words()
    if session.who().role == "team" or not of.administration:
        return "participants"
    titles: dict[Source, str] = {
        "participants": _("Bögen von Teilnehmenden"),
        "administration": _("der gemeinsame Verwaltungsbogen (genau ein Bogen)"),
    }
    return st.radio(_("Was steht in den Dateien?"), list(titles), format_func=titles.get, key="upload-source")


def take_files(of: Workshop, asked: Questionnaire, source: Source, listing: Listing) -> None:
    """Read each dropped file and show what became of it; nothing is stored before "Übernehmen"."""
    _ = session.words()
    files = st.file_uploader(
        _("Dateien hierher ziehen oder auswählen (xlsx, xls, ods oder csv, höchstens 10 MB)"),
        type=KINDS,
        accept_multiple_files=True,
        key=f"files-{session.remembered('uploads', 0)}",
    )
    taken, shown = session.remembered("taken", frozenset()), set()
    for number, file in enumerate(files, 1):
        if (file.file_id, source) in taken:
            continue
        content = file.getvalue()
        dropped = Dropped(file.name, content, file.file_id, hashlib.sha256(content).hexdigest())
        with st.container(border=True):
            show.heading(file.name)
            if dropped.digest in shown:
                st.info(_("Genau diese Datei steht schon weiter oben; sie wird kein zweites Mal gezählt."))
                continue
            shown.add(dropped.digest)
            progress = _("Datei {number} von {all} wird gelesen …", number=number, all=len(files))
            _OneFile(of, asked, source, dropped, listing).run(progress)
    if files and all(
        (file.file_id, source) in taken for file in files
    ):  # all are taken over: the browser and the server let go of them
        session.remember("uploads", session.remembered("uploads", 0) + 1)
        st.rerun()


class _OneFile:
    """One file from reading to taking over."""

    def __init__(self, of: Workshop, asked: Questionnaire, source: Source, file: Dropped, listing: Listing) -> None:
        self._of, self._asked, self._source, self._file, self._listing = of, asked, source, file, listing
        self._key = f"{source}-{file.digest[:20]}"
        self._wanted = of.administration if source == "administration" else of.room

    def run(self, progress: str) -> None:
        """Show what is known, and the next step."""
        _ = session.words()
        if self._has_administration() if self._source == "administration" else self._has_sheets():
            st.info(_("Genau diese Datei ist schon übernommen; sie wird kein zweites Mal gezählt."))
            return
        with st.spinner(progress):
            sheets = self._sheets()
            found = None if isinstance(sheets, str) else self._understood(sheets)
        reason = sheets if isinstance(sheets, str) else found.refused if found is not None else None
        if found is None or reason is not None:
            st.error(_("Diese Datei lässt sich nicht übernehmen."))
            st.text(reason)
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

    def _has_sheets(self) -> bool:
        return has_batch(session.store(), self._of.id, self._file.digest)

    def _has_administration(self) -> bool:
        return has_batch(session.store(), self._of.id, self._file.digest, administration=True)

    def _sheets(self) -> tuple[Sheet, ...] | str:
        """Read once for this window; or the German sentence why that is not possible."""
        kept = f"sheets-{self._file.digest}"
        found: tuple[Sheet, ...] | str | None = session.remembered(kept)
        if found is None:
            try:
                found = sheets_of(self._file.content)
            except UnusableFileError as error:
                found = str(error)
            session.remember(kept, found)
        return found

    def _understood(self, sheets: tuple[Sheet, ...]) -> Understood:
        """Kept as long as answers and options stay the same."""
        options = Options(
            source=self._source,
            asked=frozenset(self._wanted),
            only_finished=session.remembered(f"finished-{self._key}", False),
            with_excluded=session.remembered(f"excluded-{self._key}", False),
            without_tests=session.remembered(f"tests-{self._key}", False),
            comments=session.remembered(f"comments-{self._key}", False),
        )
        inputs = (self._of.questionnaire_digest, options, tuple(sorted(self._answers().items())))
        kept: tuple[Any, Understood] | None = session.remembered(f"understood-{self._key}")
        if kept is not None and kept[0] == inputs:
            return kept[1]
        found = understood_file(sheets, self._asked, filename=self._file.name, answers=self._answers(), options=options)
        session.remember(f"understood-{self._key}", (inputs, found))
        return found

    def _answers(self) -> dict[str, str]:
        answers: dict[str, str] = session.remembered(f"answers-{self._key}", {})
        return answers

    def _ask(self, found: Understood) -> None:
        """What was answered for a file with the same heads is there already, to be confirmed or corrected."""
        _ = session.words()
        if found.fingerprint and session.remembered(f"recalled-{self._key}") is None:
            earlier = remembered(session.store(), self._asked.id, found.fingerprint)
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
        session.remember(f"answers-{self._key}", dict(answers))
        st.rerun()

    def _report(self, _: Words, found: Understood) -> None:
        file_report.notes(_, found, self._wanted)
        self._offer_options(_, found)
        comparison = self._comparison(found)
        file_report.novelty(_, comparison)
        if found.records:
            file_report.preview(_, found, self._asked)
        file_report.columns(_, found, self._asked)
        file_report.ledger(_, asdict(found.ledger))
        file_report.problems(_, found, self._listing, self._key)
        file_report.comments(_, found, self._listing, self._key)
        self._accept(_, found, comparison)

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

    def _comparison(self, found: Understood) -> Comparison:
        """Beside the files that are in the workshop; or, if wanted, as a survey of its own."""
        store = session.store()
        try:
            key = record_key(store, self._of.id)
        except WrongState:
            return compare((), (), key=b"")
        surveys = stored_surveys(store, self._of.id, self._link())
        comparison = compare(found.records, surveys, key=key)
        if comparison.unchanged or comparison.changed:
            _ = session.words()
            apart = st.checkbox(_("Das ist eine andere Befragung: alle Bögen als neu zählen"), key=f"apart-{self._key}")
            if apart:
                return compare(found.records, (), key=key)
        return comparison

    def _accept(self, _: Words, found: Understood, comparison: Comparison) -> None:
        """One transaction for the whole file; problems must be accepted knowingly."""
        if found.administration and not self._has_administration():
            self._accept_administration(_, found)
        if not found.records:
            return
        if not (comparison.new or comparison.changed):
            st.info(_("Alle Bögen dieser Datei sind schon da; es gibt nichts zu übernehmen."))
            return
        unread = bool(found.problems or found.quarantined)
        label = _("Ohne diese Zellen übernehmen") if unread else _("Übernehmen")
        if st.button(label, key=f"accept-{self._key}", type="secondary" if unread else "primary"):
            coming = [*comparison.new, *(change.sheet for change in comparison.changed)]
            SystemRandom().shuffle(coming)
            self._store(lambda: self._add(coming, found, comparison.survey), found)

    def _add(self, coming: list[EnteredSheet], found: Understood, survey: str | None) -> None:
        store = session.store()
        known = frozenset(batch.id for batch in batches(store, self._of.id))
        batch = replace(self._batch(found), survey=survey, known=known)
        add_sheets(store, self._of.id, coming, source="upload", batch=batch)

    def _batch(self, found: Understood) -> NewBatch:
        return NewBatch(
            self._file.name[:LONGEST_NAME],
            self._file.digest,
            found.tool,
            ledger=asdict(found.ledger),
            link_id=self._link(),
        )

    def _link(self) -> str | None:
        """A team's link: its files are compared with its own, so that the numbers tell nothing of others' sheets."""
        return session.who().link_id

    def _accept_administration(self, _: Words, found: Understood) -> None:
        before = administration_sheet(session.store(), self._of.id)
        answered = sum(answer.answer is not None for answer in found.administration)
        show.paragraph(_.plural("Verwaltungsbogen: eine Antwort.", "Verwaltungsbogen: {n} Antworten.", answered))
        label = _("Verwaltungsbogen übernehmen")
        if any(one.answer is not None for one in before.values()):
            label = _("Verwaltungsbogen übernehmen und den vorhandenen ersetzen")
        if st.button(label, key=f"administration-{self._key}"):
            asked = set(self._of.administration)
            given: list[AdministrationAnswer] = [one for one in found.administration if one.statement in asked]
            self._store(lambda: add_administration(session.store(), self._of.id, given, self._batch(found)), found)

    def _store(self, work: Callable[[], None], found: Understood) -> None:
        """Do it, remember how the file was mapped, and forget the file unless there is more in it."""
        _ = session.words()
        try:
            work()
        except WrongState:
            st.error(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
            return
        except (AlreadyImported, OutdatedComparison):
            st.warning(_("Inzwischen wurde eine andere Datei übernommen. Bitte die Angaben noch einmal prüfen."))
            return
        except UnknownLink:
            st.error(_("Dieser Link gilt nicht mehr. Bitten Sie die Moderation um einen neuen."))
            return
        if found.fingerprint and self._answers():
            remember(session.store(), self._asked.id, found.fingerprint, self._answers())
        if found.records and not self._has_sheets():
            st.rerun()  # of our template only the Verwaltungsbogen was taken over
        for name in ("sheets", "understood", "answers"):
            session.forget(f"{name}-{self._file.digest if name == 'sheets' else self._key}")
        session.remember("taken", session.remembered("taken", frozenset()) | {(self._file.id, self._source)})
        st.rerun()
