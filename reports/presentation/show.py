"""The presentation of a workshop, in the order in which a room goes through it."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from functools import partial
from typing import Any

from analysis.action_plan import by_date
from analysis.dossier import Dossier
from analysis.plan import clearest
from analysis.results import Pattern
from analysis.stage import Place
from content.action_plan import measure_parts
from content.deck import slide, views
from content.documents.statements import counted_alone
from content.labels import Labels, labels
from content.show import default_show
from content.slides import Slide
from content.views import View, view_at
from reports.packages import dated
from reports.presentation.blank import PICTURE, TEXT, TITLE, blank, tag
from reports.presentation.changes_page import write_changes
from reports.presentation.fields_pages import write_administration, write_levels, write_radar
from reports.presentation.front import write_cover, write_method, write_text
from reports.presentation.measure_pages import measure_tables, write_measures
from reports.presentation.page import Page
from reports.presentation.statement_pages import write_answers, write_e, write_groups
from reports.presentation.talk_pages import (
    point_parts,
    write_look_back,
    write_next_date,
    write_plan,
    write_points,
    write_second_vote,
    write_statement,
)
from reports.presentation.titles import tell_apart
from reports.printable import writable
from texts.prose import standard_prose
from texts.titles import with_run
from texts.words import Words

Writer = Callable[[Page, Slide, Dossier, Labels], None]

AGREED = 5
"""Statements that one slide names."""
MOST_AGREED = 7
"""Up to so many of them stand on the slide, all."""

WRITERS: Mapping[tuple[str, str], Writer] = {
    ("ueberblick", "radar"): write_radar,
    ("ueberblick", "karte"): write_levels,
    ("ueberblick", "verwaltung"): write_administration,
    ("vergleich", "felder"): write_changes,
    ("vergleich", "aussagen"): write_changes,
    ("unterschiede", "aussagen"): write_answers,
    ("unterschiede", "gruppen"): write_groups,
    ("unterschiede", "e"): write_e,
    ("plan", "liste"): write_plan,
    ("aussage", "verteilung"): write_statement,
}
"""By page and view who lays it out; the others are for the screen: a table says the same, or they are to be read at a
desk."""


def presentation(dossier: Dossier, words: Words, logo: bytes | None = None) -> bytes:
    """A .pptx with native, editable charts; hidden values are hidden in all of it, and the same dossier gives the same
    bytes. ``logo``: a PNG or JPEG for the first slide."""
    show = blank(words)
    _describe(show, dossier, words)
    pages = []
    for layout, write in _pages(dossier, words, logo):
        pages.append(Page(show, words, layout))
        write(pages[-1])
    tell_apart(pages)
    file = io.BytesIO()
    show.save(file)
    return dated(file.getvalue(), dossier.held_on)


_Write = Callable[[Page], None]


def _pages(dossier: Dossier, _: Words, logo: bytes | None) -> Iterator[tuple[int, _Write]]:
    leitmotiv = dossier.leitmotiv or standard_prose("leitmotiv", _.language)
    written = labels(dossier.results, dossier.questionnaire, _)
    shown = default_show(dossier.results)
    yield TITLE, lambda page: write_cover(page, dossier, logo)
    yield TEXT, lambda page: write_text(page, _("Leitmotiv"), leitmotiv)
    yield from _looking_back(dossier)
    through = [view_at(place.slide) for place in shown if place.slide]
    first = next((at for at, view in enumerate(through) if view.page not in ("ueberblick", "vergleich")), len(through))
    for view in through[:first]:
        yield from _results(dossier, _, written, view)
    yield from _of_one_mind(dossier, _)
    for view in through[first:]:
        yield from _results(dossier, _, written, view)
    yield from _agreed(dossier)
    rest = _left_out(dossier, shown)
    if rest:
        yield TEXT, lambda page: write_text(page, _("Anhang"), _("Alle weiteren Aussagen, zum Nachschlagen."))
        for view in rest:
            yield from _results(dossier, _, written, view)
    yield TEXT, lambda page: write_method(page, dossier)


def _results(dossier: Dossier, _: Words, written: Labels, view: View) -> Iterator[tuple[int, _Write]]:
    """The slide of a view, and behind that of a statement its second vote."""
    writer = WRITERS.get((view.page, view.view))
    if writer is None:
        return
    made = slide(view, dossier.results, dossier.questionnaire, _)
    yield PICTURE, lambda page: writer(page, made, dossier, written)
    if view.page == "aussage" and view.part in dossier.second_votes:
        yield PICTURE, lambda page: write_second_vote(page, made, dossier, written)


def _of_one_mind(dossier: Dossier, _: Words) -> Iterator[tuple[int, _Write]]:
    """On what those present agree, the clearest first; nothing where they do not."""
    said: tuple[tuple[str, str, Pattern], ...] = (
        (_("Gemeinsame Stärken"), _("Diesen Sätzen stimmen mindestens drei Viertel (eher) zu."), "staerke"),
        (
            _("Gemeinsamer Handlungsbedarf"),
            _("Diesen Sätzen stimmen mindestens drei Viertel (eher) nicht zu."),
            "bedarf",
        ),
    )
    for title, about, pattern in said:
        found = clearest(dossier.results, pattern)
        if found:
            shown = found if len(found) <= MOST_AGREED else found[:AGREED]
            lines = [about, *(counted_alone(_, one, dossier) for one in shown)]
            if more := len(found) - len(shown):
                lines.append(_("Das sind die deutlichsten. {n} weitere stehen im Bericht.", n=more))
            asked = _.plural("Eine Person gefragt", "{n} Personen gefragt", dossier.results.respondents)
            yield TEXT, partial(_write_lines, title, lines, asked)


def _write_lines(title: str, lines: Sequence[str], reading: str, page: Page) -> None:
    write_text(page, title, "\n\n".join(lines), reading=reading)


def _looking_back(dossier: Dossier) -> Iterator[tuple[int, _Write]]:
    parts = measure_parts(len(dossier.earlier)) if dossier.earlier else []
    kept = by_date(dossier.earlier)
    for number, (begin, end) in enumerate(parts, 1):
        yield PICTURE, partial(_look_back, dossier, kept[begin:end], number, len(parts))


def _look_back(dossier: Dossier, shown: Sequence[Any], number: int, of: int, page: Page) -> None:
    write_look_back(page, dossier, shown, number, of)


def _agreed(dossier: Dossier) -> Iterator[tuple[int, _Write]]:
    """Points, measures and the next date."""
    for part in point_parts(dossier):
        yield PICTURE, partial(lambda part, page: write_points(page, dossier, part), part)
    tables = measure_tables(dossier)
    for number, shown in enumerate(tables, 1):
        yield (
            PICTURE,
            partial(
                lambda shown, number, page: write_measures(page, dossier, shown, number, len(tables)), shown, number
            ),
        )
    if dossier.next_date is not None:
        yield PICTURE, lambda page: write_next_date(page, dossier)


def _left_out(dossier: Dossier, shown: Sequence[Place]) -> list[View]:
    """Screenfuls of statements behind the first ones, which the default show does not go through."""
    there = {place.slide for place in shown}
    pages = ("unterschiede", "vergleich")
    return [view for view in views(dossier.results) if view.page in pages and view.address not in there]


def _describe(show: Any, dossier: Dossier, _: Words) -> None:
    """Properties of the document: whose it is and when it was, and nobody's name."""
    about = show.core_properties
    title = with_run(_, dossier.title, dossier.run)
    day = datetime.combine(dossier.held_on, time(12), UTC).replace(tzinfo=None)
    about.title, about.author = writable(title)[:250], writable(dossier.municipality)[:250]
    about.language, about.last_modified_by, about.revision = tag(_), "", 1
    about.created = about.modified = day
    about.keywords = about.comments = about.category = about.subject = ""
