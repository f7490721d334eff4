"""Titles by which slides are told apart: in lists of slides and for screen readers no two are the same."""

from collections.abc import Sequence

from reports.presentation.page import Page


def tell_apart(pages: Sequence[Page]) -> None:
    """Name what slides with the same sentence speak of, else which of them each is."""
    by_title: dict[str, list[Page]] = {}
    for page in pages:
        by_title.setdefault(page.sentence.casefold(), []).append(page)
    for same in by_title.values():
        if len(same) > 1:
            _tell_apart(same)


def _tell_apart(same: Sequence[Page]) -> None:
    topics = [page.topic for page in same]
    have_own = all(topics) and len({topic.casefold() for topic in topics}) == len(same)
    for number, page in enumerate(same, 1):
        page.tell_apart(page.topic if have_own else page.words("Folie {n} von {of}", n=number, of=len(same)))
