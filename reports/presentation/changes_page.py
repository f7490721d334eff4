"""Slides about this run beside an earlier one: two dots a row, and no number of how much has changed."""

from analysis.changes import Change
from analysis.dossier import Dossier
from charts.theme import BEHIND, INK
from content.change_words import direction_titles
from content.labels import Labels
from content.slides import Slide
from reports.presentation.around import joined, write_around
from reports.presentation.dot_rows import DotRow, write_dot_rows
from reports.presentation.dots import Dots, Look
from reports.presentation.page import Page
from texts.numbers import rounded

EARLIER, LATER = Look("circle", 30, INK, BEHIND), Look("diamond", 26)


def write_changes(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """A light circle is the earlier run, a dark diamond this one, grey where the difference is too small."""
    shown = _changes(slide, dossier)
    small = labels.too_small if any(not one.is_readable for one in shown) else ""
    write_around(page, slide, dossier, reading=joined((labels.not_the_same, small)))
    of_fields = slide.view.view == "felder"
    names, titles = (labels.fields if of_fields else labels.statements), direction_titles(page.words)
    rows = [
        DotRow(one.id, names[one.id], (labels.number(one.before), labels.number(one.after), titles[one.direction]))
        for one in shown
    ]
    quiet = [at for at, one in enumerate(shown) if not one.is_readable]
    drawn = (
        Dots(labels.runs[0], [rounded(one.before) for one in shown], EARLIER),
        Dots(labels.runs[1], [rounded(one.after) for one in shown], LATER, quiet=quiet),
    )
    heads = (*labels.runs, slide.table.heads[3] if len(slide.table.heads) > 3 else "")
    write_dot_rows(page, slide, rows, drawn, heads, labels, names=420 if of_fields else 660, values=(130, 130, 300))


def _changes(slide: Slide, dossier: Dossier) -> list[Change]:
    since = dossier.results.since
    if since is None or not slide.shows:
        return []
    changes = since.of(slide.shows[0])
    found = {one.id: one for one in (*changes.fields, *changes.statements)}
    return [found[one] for one in slide.shows[1:] if one in found]
