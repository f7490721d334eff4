"""The page Bericht: documents made on a press, to look at and to download until they are made anew."""

import base64
import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from content.document import Document
from content.documents.order import FILES, File, Made, Order, file_purposes, file_titles
from texts.dates import day_in_short
from ui import made_documents, session, show
from ui.access import asks
from ui.made_documents import LastMade

Maker = Callable[[Order, Callable[[], object]], Iterator[Made]]

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


def offer_making(order: Order, last: LastMade | None, workshop_id: str, make: Maker, progress: DeltaGenerator) -> None:
    """The button that makes what is not there yet, or all anew; how far it is stands in ``progress``."""
    _ = session.words()
    begun = last if last is not None and made_documents.is_current(_, last.order, order) else None
    missing = tuple(file for file in order.files if begun is None or file not in begun.files)
    if not missing:
        return
    is_again = last is not None and bool(last.files) and begun is None
    if st.button(_("Dokumente neu erstellen") if is_again else _("Dokumente erstellen"), type="primary"):
        new = LastMade(
            order=replace(order, files=()), at=datetime.now().astimezone(), files={} if begun is None else begun.files
        )
        _make(replace(order, files=missing), new, workshop_id, make, progress, keeps_each=not is_again)
        st.rerun()


def _make(
    order: Order,
    new: LastMade,
    workshop_id: str,
    make: Maker,
    progress: DeltaGenerator,
    *,
    keeps_each: bool,
) -> None:
    """What is there of earlier choices goes only when all is there in its place."""
    _ = session.words()
    titles = file_titles(_)
    bar = progress.progress(0.0, text=_("Die Dokumente entstehen …"))
    others = _("Gerade entstehen andere Dokumente. Ihre kommen danach …")
    for number, one in enumerate(make(order, lambda: bar.progress(0.0, text=others)), 1):
        new = replace(new, files={**new.files, one.file: one})
        bar.progress(number / len(order.files), text=_("Fertig: {document}", document=titles[one.file]))
        if keeps_each or number == len(order.files):
            made_documents.keep(new, workshop_id)


def say_of_what(order: Order, last: LastMade | None) -> None:
    """When the documents below were made, and whether they would be others by now."""
    _ = session.words()
    if last is None:
        return
    if not last.files:
        show.paragraph(
            _(
                "Seit die Dokumente erstellt wurden, hat jemand einen Text geändert oder zurückgenommen, der in ihnen "
                "stand. Bitte erstellen Sie sie neu."
            )
        )
        return
    when = {"day": day_in_short(_, last.at.date()), "time": f"{last.at:%H:%M}"}
    changed = made_documents.changed_choices(_, last.order, order)
    if changed:
        show.paragraph(
            _(
                "Erstellt am {day} um {time} Uhr, noch mit den Angaben von vorhin. Anders ist jetzt: {changed}. Neu "
                "machen?",
                changed=", ".join(changed),
                **when,
            )
        )
    elif made_documents.is_of_another_state(last.order, order):
        show.paragraph(
            _("Erstellt am {day} um {time} Uhr. Seitdem hat sich im Workshop etwas geändert. Neu machen?", **when)
        )
    else:
        show.note(_("Erstellt am {day} um {time} Uhr. Sie bleiben hier, bis das Programm neu startet.", **when))


def list_files(last: LastMade | None) -> None:
    """Each document with what it is for, and its download once it is there."""
    _ = session.words()
    titles, purposes, made = file_titles(_), file_purposes(_), {} if last is None else last.files
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


def offer_all(order: Order, last: LastMade | None) -> None:
    """Everything that is there, in one archive."""
    _ = session.words()
    if last is None or any(file not in last.files for file in order.files):
        return
    st.download_button(
        _("Alle als Zip herunterladen"),
        _zipped(last.files.values()),
        file_name=last.order.archive,
        on_click="ignore",
        type="primary" if made_documents.is_current(_, last.order, order) else "secondary",
    )


def _zipped(made: Iterable[Made]) -> bytes:
    """Stored, since each part is compressed already."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for one in made:
            archive.writestr(one.name, one.content)
    return file.getvalue()


def preview(last: LastMade | None) -> None:
    """The pages of what was made, as pictures; one document and one page at a time."""
    _ = session.words()
    titles = file_titles(_)
    shown = {file: one for file, one in ({} if last is None else last.files).items() if one.preview}
    if not shown:
        show.note(_("Hier sehen Sie die Seiten, sobald die Dokumente erstellt sind."))
        return
    file = st.selectbox(_("Dokument"), list(shown), format_func=titles.__getitem__, filter_mode=None)
    pages = shown[file].preview
    number = _page(file, len(pages))
    source = base64.b64encode(pages[number - 1]).decode()
    alt = _("{document}, Seite {n}", document=titles[file], n=number)
    st.html(f'<img class="page" style="width:100%" src="data:image/png;base64,{source}" alt="{escape(alt)}">')


def _page(file: File, count: int) -> int:
    """One of the pages that there are: picked from a list, or the next one, so that nobody can ask for another."""
    _, key = session.words(), f"page-{file}"
    number = min(max(int(st.session_state.get(key) or 1), 1), count)
    st.session_state[key] = number
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.selectbox(
            _("Seite"),
            range(1, count + 1),
            format_func=lambda n: _("{n} von {count}", n=n, count=count),
            key=key,
            filter_mode=None,
            width=130,
        )
        st.button(_("Zurück"), key="page-back", disabled=number == 1, on_click=_leaf, args=(key, number - 1))
        st.button(_("Weiter"), key="page-on", disabled=number == count, on_click=_leaf, args=(key, number + 1))
    return number


@asks("moderator")
def _leaf(key: str, number: int) -> None:
    st.session_state[key] = number
