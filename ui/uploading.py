"""The page Datei hochladen: what was read, what could not be read, accept, undo."""

import hashlib
from collections.abc import Callable

import streamlit as st

from analysis.questionnaire import Questionnaire
from data.intake.template import TemplateFile, read_template
from data.store.administration import AdministrationAnswer, administration_sheet, save_administration
from data.store.batches import Batch, NewBatch, batches, has_batch, undo_batch
from data.store.sheets import WrongState, add_sheets
from data.store.workshops import Workshop
from texts import Words
from ui import guard, session, show
from ui.inputs import day

MANY_PROBLEMS = 200


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


def take_files(of: Workshop, asked: Questionnaire) -> None:
    """Read each dropped file and show what became of its cells; nothing is stored before "Übernehmen"."""
    _ = session.words()
    files = st.file_uploader(
        _("Ausgefüllte Vorlagen hierher ziehen oder auswählen (xlsx, xls, ods oder csv, höchstens 10 MB)"),
        type=["xlsx", "xlsm", "xlsb", "xls", "ods", "csv", "tsv", "txt"],
        accept_multiple_files=True,
        key=f"files-{session.remembered('uploads', 0)}",
    )
    for file in files:
        content = file.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        with st.container(border=True):
            show.heading(file.name)
            _one_file(of, asked, file.name, content, digest)


def _one_file(of: Workshop, asked: Questionnaire, name: str, content: bytes, digest: str) -> None:
    _ = session.words()
    if has_batch(session.store(), of.id, digest):
        st.info(_("Genau diese Datei ist schon übernommen; sie wird kein zweites Mal gezählt."))
        return
    kept = f"read-{of.questionnaire_digest}-{digest}"
    found: TemplateFile | None = session.remembered(kept)
    if found is None:
        with st.spinner(_("Die Datei wird gelesen …")):
            found = read_template(content, asked, filename=name)
        session.remember(kept, found)
    if found.refused is not None:
        st.error(_("Diese Datei lässt sich nicht übernehmen."))
        st.text(found.refused)
        return
    foreign = sorted(found.statements - set(of.room))
    if foreign:
        st.error(
            _("Diese Aussagen werden im Raum nicht gefragt: {ids}. Bitte die Spalten löschen.", ids=", ".join(foreign))
        )
        return
    _summary(_, found)
    _problems(_, found)
    _accept(of, found, name, digest)


def _summary(_: Words, found: TemplateFile) -> None:
    """The ledger: every cell of the file ends in exactly one of these."""
    show.paragraph(_.plural("Ein Bogen mit Antworten gelesen.", "{n} Bögen mit Antworten gelesen.", len(found.sheets)))
    if found.without_answers:
        show.note(_.plural("Eine Zeile ohne Antworten.", "{n} Zeilen ohne Antworten.", found.without_answers))
    ledger = found.ledger
    show.table(
        [_("Zellen der Datei"), _("Anzahl")],
        [
            [_("übernommen"), str(ledger.imported)],
            [_("Überschriften und Texte"), str(ledger.metadata)],
            [_("nicht gebraucht"), str(ledger.ignored)],
            [_("nicht lesbar"), str(ledger.rejected)],
            [_("zusammen"), str(ledger.total)],
        ],
        caption=_("Was aus den Zellen der Datei wird. Die Datei selbst wird nicht gespeichert."),
    )


def _problems(_: Words, found: TemplateFile) -> None:
    if not found.problems:
        return
    st.warning(
        _.plural(
            "Eine Zelle ließ sich nicht lesen. Am besten in Excel verbessern und die Datei neu hochladen.",
            "{n} Zellen ließen sich nicht lesen. Am besten in Excel verbessern und die Datei neu hochladen.",
            len(found.problems),
        )
    )
    show.table(
        [_("Zelle"), _("Inhalt"), _("Warum nicht")],
        [[f"{p.sheet}!{p.cell}", p.value, p.reason] for p in found.problems[:MANY_PROBLEMS]],
        caption=_("Zellen, die sich nicht lesen ließen"),
    )


def _accept(of: Workshop, found: TemplateFile, name: str, digest: str) -> None:
    """One transaction for the whole file; problems must be accepted knowingly."""
    _ = session.words()
    if found.administration:
        _accept_administration(of, found)
    if not found.sheets:
        return
    label = _("Übernehmen")
    if found.problems:
        label = _("Ohne diese Zellen übernehmen")
    if st.button(label, key=f"accept-{digest}", type="secondary" if found.problems else "primary"):
        try:
            add_sheets(
                session.store(), of.id, found.sheets, source="upload", batch=NewBatch(name[:120], digest, "template")
            )
        except WrongState:
            st.error(_("Dieser Workshop ist abgeschlossen und nimmt keine Bögen mehr an."))
            return
        session.remember("uploads", session.remembered("uploads", 0) + 1)
        st.rerun()


def _accept_administration(of: Workshop, found: TemplateFile) -> None:
    _ = session.words()
    before = administration_sheet(session.store(), of.id)
    answered = sum(answer.answer is not None for answer in found.administration)
    show.paragraph(_.plural("Verwaltungsbogen: eine Antwort.", "Verwaltungsbogen: {n} Antworten.", answered))
    label = _("Verwaltungsbogen übernehmen")
    if any(one.answer is not None for one in before.values()):
        label = _("Verwaltungsbogen übernehmen und den vorhandenen ersetzen")
    if st.button(label, key=f"administration-{of.id}"):
        asked = set(of.administration)
        emptied = [AdministrationAnswer(one, None) for one in before]
        given = [answer for answer in found.administration if answer.statement in asked]
        save_administration(session.store(), of.id, [*emptied, *given])
        st.success(_("Der Verwaltungsbogen ist gespeichert."))


def list_batches(of: Workshop) -> None:
    """What was taken over, each with undo."""
    _ = session.words()
    taken = batches(session.store(), of.id)
    if not taken:
        return
    show.heading(_("Übernommene Dateien"))
    guard.note_late_sheets(of)
    for batch in taken:
        _batch(_, batch)


def _batch(_: Words, batch: Batch) -> None:
    left, right = st.columns([4, 1], vertical_alignment="center")
    with left:
        show.paragraph(
            _(
                "{name}: {people} Bögen, {answers} Antworten, übernommen am {day}",
                name=batch.filename,
                people=batch.people,
                answers=batch.answers,
                day=day(batch.imported_on),
            )
        )
    with right:
        if st.button(_("Zurücknehmen"), key=f"undo-{batch.id}"):
            undo_batch(session.store(), batch.id)
            st.rerun()
