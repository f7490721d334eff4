"""Makes what was ordered, one file after the other; in the server only in a process of its own (``reports.apart``)."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from content.document import Document
from content.documents.briefing import SHAPES, briefing
from content.documents.council_paper import council_paper
from content.documents.follow_up import follow_up
from content.documents.order import File, Made, Order
from content.documents.report import report
from content.documents.summary import summary
from reports.pdf.render import pages, pdf
from reports.pdf.typesetting import page_count
from reports.photos import photos
from reports.presentation.show import presentation
from reports.word.render import word
from reports.workbook import workbook
from texts.words import words

BRIEFING_PAGES = 2
PLAIN, ENGLISH = "de-x-einfach", "en"
PREVIEW_PPI = 60
"""Pixels an inch of pages to look at."""


def made(order: Order) -> Iterator[Made]:
    """The files of the order, each as soon as it is ready."""
    for file in order.files:
        yield make(order, file)


def make(order: Order, file: File) -> Made:
    """One of its files; KeyError for one that there is not."""
    return _MAKERS[file](order, file)


def _report(order: Order, file: File) -> Made:
    return _as_pdf(order, file, report(words(order.language), order.dossier, order.parts))


def _briefing(order: Order, file: File) -> Made:
    _ = words(order.language)
    for shape in SHAPES:
        fitting = replace(briefing(_, order.dossier, shape), logo=order.logo)
        if _length(fitting) <= BRIEFING_PAGES:
            break
    return (_as_pdf if file.endswith("pdf") else _as_word)(order, file, fitting)


def _council_paper(order: Order, file: File) -> Made:
    return _as_word(order, file, council_paper(words(order.language), order.dossier))


def _summary(order: Order, file: File) -> Made:
    language = ENGLISH if file == "summary_en_pdf" else PLAIN
    return _as_pdf(order, file, summary(words(language), order.dossier, is_released=order.is_released))


def _follow_up(order: Order, file: File) -> Made:
    return _as_pdf(order, file, follow_up(words(order.language), order.dossier))


def _photos(order: Order, file: File) -> Made:
    content = photos(order.dossier, words(order.language))
    return Made(file, order.name(file), content, page_count(content))


def _presentation(order: Order, file: File) -> Made:
    content = presentation(order.dossier, words(order.language), order.logo)
    return Made(file, order.name(file), content, _parts(content, "ppt/slides/slide"))


def _workbook(order: Order, file: File) -> Made:
    content = workbook(order.dossier, words(order.language))
    return Made(file, order.name(file), content, _parts(content, "xl/worksheets/sheet"))


def _as_pdf(order: Order, file: File, document: Document) -> Made:
    ready = replace(document, logo=order.logo)
    content, pictures = pdf(ready), pages(ready, PREVIEW_PPI) if order.has_preview else []
    return Made(file, order.name(file), content, page_count(content), tuple(pictures))


def _as_word(order: Order, file: File, document: Document) -> Made:
    """How many pages it has is Word's to say; it is as long as the same document on paper."""
    ready = replace(document, logo=order.logo)
    return Made(file, order.name(file), word(ready), _length(ready))


def _length(document: Document) -> int:
    return page_count(pdf(document))


def _parts(content: bytes, beginning: str) -> int:
    """How many slides or worksheets there are."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return sum(name.startswith(beginning) and name.endswith(".xml") for name in package.namelist())


_MAKERS: Mapping[File, Callable[[Order, File], Made]] = {
    "report_pdf": _report,
    "presentation_pptx": _presentation,
    "workbook_xlsx": _workbook,
    "briefing_docx": _briefing,
    "briefing_pdf": _briefing,
    "council_paper_docx": _council_paper,
    "summary_pdf": _summary,
    "summary_en_pdf": _summary,
    "follow_up_pdf": _follow_up,
    "pictures_pdf": _photos,
}
