"""The page Bericht: which documents are wanted and with what in them, made on a press, to look at and to download."""

import base64
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from analysis.dossier import Dossier
from content.document import Document
from content.documents.order import FILES, File, Made, Order, file_purposes, file_titles
from content.documents.report import Part, there_in
from data.dossiers import dossier
from data.evening import Evening
from ui import session, show
from ui.logos import logo_of
from web.legal import text_for

Maker = Callable[[Order, Callable[[], object]], Iterator[Made]]

_MADE = "documents-made"
TYPES = {
    "pdf": "application/pdf",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""Media types by ending."""


def as_word(document: Document, word: Callable[[Document], bytes]) -> bytes:
    """The document as Word, made once for the same words: a file that is made only on the press has no address."""
    said = (document.title, document.lines, document.blocks, document.foot, document.mark, document.author)
    key = sha256(repr((said, document.language, document.day)).encode()).hexdigest()
    return session.made(("word", key), lambda: word(document))


def choose(now: Evening) -> Order:
    """What the documents say beside the results, and which parts the report has."""
    _ = session.words()
    language = st.segmented_control(
        _("Sprache der Dokumente"),
        ["de", "en"],
        format_func={"de": "Deutsch", "en": "English"}.__getitem__,
        default="en" if _.language == "en" else "de",
        required=True,
    )
    contact = st.text_input(
        _("Wer beantwortet Fragen dazu?"), max_chars=120, placeholder=_("zum Beispiel: Integrationsstelle, Telefon …")
    )
    about = _dossier(now, language or "de", contact)
    file = st.file_uploader(_("Logo der Kommune (PNG oder JPEG)"), type=["png", "jpg", "jpeg"])
    parts = _parts(about)
    is_released = st.checkbox(_("Die Zusammenfassung für alle ist freigegeben"))
    show.note(_("Ohne Haken steht auf jeder Seite: Entwurf – nicht freigegeben."))
    return Order(
        dossier=about,
        language=language or "de",
        parts=parts,
        logo=logo_of(_, file),
        is_released=is_released,
        has_preview=True,
    )


def _dossier(now: Evening, language: str, contact: str) -> Dossier:
    leitmotiv, _written_in = text_for(session.store(), "leitmotiv", language, now.workshop.id)
    return dossier(session.store(), now, contact=contact.strip(), leitmotiv=leitmotiv, made_on=date.today())


def _parts(about: Dossier) -> tuple[Part, ...]:
    _ = session.words()
    there = there_in(_, about)
    with st.expander(_("Teile des Berichts"), type="compact"):
        return tuple(part for part, title in there.items() if st.checkbox(title, value=True, key=f"part-{part}"))


def offer_making(order: Order, make: Maker, progress: DeltaGenerator) -> None:
    """The button that makes what is not there yet; how far it is stands in ``progress``."""
    _ = session.words()
    missing = tuple(file for file in order.files if file not in made_of(order))
    if not missing:
        return
    if st.button(_("Dokumente erstellen"), type="primary"):
        _make(replace(order, files=missing), make, progress)
        st.rerun()


def _make(order: Order, make: Maker, progress: DeltaGenerator) -> None:
    _ = session.words()
    titles, kept = file_titles(_), dict(made_of(order))
    bar = progress.progress(0.0, text=_("Die Dokumente entstehen …"))
    others = _("Gerade entstehen andere Dokumente. Ihre kommen danach …")
    for number, one in enumerate(make(order, lambda: bar.progress(0.0, text=others)), 1):
        kept[one.file] = one
        bar.progress(number / len(order.files), text=_("Fertig: {document}", document=titles[one.file]))
        session.remember(_MADE, (replace(order, files=()), kept))


def made_of(order: Order) -> Mapping[File, Made]:
    """What was made of just this order, whichever files it names."""
    made_from, kept = session.remembered(_MADE, (None, {}))
    return kept if made_from == replace(order, files=()) else {}


def list_files(order: Order) -> None:
    """Each document with what it is for, and its download once it is there."""
    _ = session.words()
    titles, purposes, made = file_titles(_), file_purposes(_), made_of(order)
    for file in FILES:
        with st.container(horizontal=True, vertical_alignment="center", key=f"document-{file}"):
            about = f"<b>{escape(titles[file])}</b><br><span>{escape(purposes[file])}</span>"
            st.html(f'<p class="document">{about}</p>')
            if file in made:
                _offer(made[file])


def _offer(one: Made) -> None:
    _ = session.words()
    st.download_button(
        _("Herunterladen ({pages})", pages=_length(one)),
        one.content,
        file_name=one.name,
        mime=TYPES[one.name.rpartition(".")[2]],
        on_click="ignore",
        key=f"download-{one.file}",
    )


def _length(one: Made) -> str:
    _ = session.words()
    match one.name.rpartition(".")[2]:
        case "pptx":
            return _.plural("eine Folie", "{n} Folien", one.pages)
        case "xlsx":
            return _.plural("ein Tabellenblatt", "{n} Tabellenblätter", one.pages)
        case _:
            return _.plural("eine Seite", "{n} Seiten", one.pages)


def offer_all(order: Order) -> None:
    """Everything that is there, in one archive."""
    _, made = session.words(), made_of(order)
    if len(made) < len(order.files):
        return
    st.download_button(
        _("Alle als Zip herunterladen"),
        _zipped(made.values()),
        file_name=order.archive,
        on_click="ignore",
        type="primary",
    )


def _zipped(made: Iterable[Made]) -> bytes:
    """Stored, since each part is compressed already."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for one in made:
            archive.writestr(one.name, one.content)
    return file.getvalue()


def preview(order: Order) -> None:
    """The pages of what was made, as pictures; one document and one page at a time."""
    _ = session.words()
    titles = file_titles(_)
    shown = {file: one for file, one in made_of(order).items() if one.preview}
    if not shown:
        show.note(_("Hier sehen Sie die Seiten, sobald die Dokumente erstellt sind."))
        return
    file = st.selectbox(_("Dokument"), list(shown), format_func=titles.__getitem__)
    pages = shown[file].preview
    number = st.number_input(_("Seite von {n}", n=len(pages)), 1, len(pages), 1, key=f"page-{file}")
    source = base64.b64encode(pages[number - 1]).decode()
    alt = _("{document}, Seite {n}", document=titles[file], n=number)
    st.html(f'<img class="page" style="width:100%" src="data:image/png;base64,{source}" alt="{escape(alt)}">')
