"""Documents as PDF, and their pages as pictures for a preview."""

from content.document import Document
from reports.pdf.blocks import document_data
from reports.pdf.typesetting import typeset_pages, typeset_pdf

TEMPLATE = "document.typ"


def pdf(document: Document) -> bytes:
    """The document on A4, readable by screen readers (PDF/UA-1) and kept for long (PDF/A-2a)."""
    return typeset_pdf(TEMPLATE, document_data(document))


def pages(document: Document, ppi: float = 60) -> list[bytes]:
    """The same pages as PNG, with so many pixels an inch."""
    return typeset_pages(TEMPLATE, document_data(document), ppi)
