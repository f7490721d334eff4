"""Makes what was ordered, one file after the other; runs in a process of its own (``reports.apart``)."""

from collections.abc import Iterator
from dataclasses import dataclass

from content.documents.order import File, Order
from texts.words import words

BRIEFING_PAGES = 2
PLAIN = "de-x-einfach"
PREVIEW_PPI = 60


@dataclass(frozen=True)
class Made:
    """A file, and how many pages or slides it has where that is known."""

    file: File
    name: str
    content: bytes
    pages: int | None = None


def made(order: Order) -> Iterator[Made]:
    """The files of the order, each as soon as it is ready."""
    for file in order.files:
        content, count = MAKERS[file](order, words(order.language))
        yield Made(file, order.name(file), content, count)
