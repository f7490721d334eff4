"""Slides about statements: how the room answers, who sees it how, and who cannot judge."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from analysis.comparison import quiet_groups, shown_levels, span
from analysis.dossier import Dossier
from analysis.results import StatementResult
from charts.theme import PAPER, QUIET, e_colour, text_colour
from content.differences import spread_finding
from content.labels import Labels
from content.slides import Slide
from reports.presentation.answer_rows import AnswerRow, write_answer_rows
from reports.presentation.around import joined, write_around
from reports.presentation.bars import Row
from reports.presentation.dot_rows import DotRow, write_dot_rows
from reports.presentation.dots import LOOKS, TICK, Dots
from reports.presentation.fields_pages import HIDDEN
from reports.presentation.grid import Text, draw, marked, sized
from reports.presentation.page import BOTTOM, LEFT, TOP, WIDTH, Page
from texts.numbers import rounded

HEAT_SIZES = (34, 32, 30, 28, 26, 24, 22, 20)


def write_answers(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """Diverging bars, a row a statement, and apart from them those who cannot judge."""
    write_around(page, slide, dossier, reading=labels.rated)
    rows = [
        AnswerRow(
            Row(labels.statements[one.id], one.ratings, one.e),
            instead="" if one.ratings else labels.too_few,
            is_marked=one.id in slide.finding.named,
        )
        for one in _shown(slide, dossier)
    ]
    write_answer_rows(page, rows, labels, slide.table.heads[0], alt=slide.alt, title=slide.table.title)


def write_groups(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """A dot a shown group, the room as a stroke; the two ends of each row are named."""
    shown = _shown(slide, dossier)
    small = labels.too_small if any(quiet_groups(one) for one in shown) else ""
    finding = spread_finding(page.words, dossier.results, dossier.questionnaire, slide.shows)
    write_around(page, slide, dossier, reading=joined((labels.scale, small)), finding=finding)
    drawn = []
    for place, group in enumerate(dossier.results.groups):
        levels = [_tenths(one.cells[group.id].level) for one in shown]
        if any(level is not None for level in levels):
            quiet = [at for at, one in enumerate(shown) if group.id in quiet_groups(one)]
            ends = {at: end for at, one in enumerate(shown) if (end := _end(one, group.id, labels))}
            drawn.append(Dots(labels.groups[group.id], levels, LOOKS[place % len(LOOKS)], ends, quiet))
    drawn.append(Dots(labels.room, [_tenths(one.level) for one in shown], TICK))
    rows = [
        DotRow(
            one.id,
            labels.statements[one.id],
            (HIDDEN if (width := span(one)) is None else labels.number(width),),
            instead="" if shown_levels(one) or one.level is not None else labels.hidden,
        )
        for one in shown
    ]
    write_dot_rows(page, replace(slide, finding=finding or slide.finding), rows, drawn, (labels.span,), labels)


def _end(one: StatementResult, group: str, labels: Labels) -> tuple[str, str] | None:
    """What stands at the dot of a group: its name, and that of others at the same end, if it is one of the two ends."""
    levels = {other: _tenths(level) for other, level in shown_levels(one).items()}
    own = levels.get(group)
    if own is None or len(levels) < 2:
        return None
    low, high = (pick(level for level in levels.values() if level is not None) for pick in (min, max))
    there = [other for other, level in levels.items() if level == own]
    if own not in (low, high) or there[0] != group or low == high:
        return None
    names = " · ".join(labels.groups[other] for other in there[:2]) + (" …" if len(there) > 2 else "")
    return names, "t" if own == high else "b"


def write_e(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """Of each group how many cannot judge, as a table; the room stands at the right."""
    write_around(page, slide, dossier, reading=labels.e_people)
    results, shown = dossier.results, _shown(slide, dossier)
    heads = [labels.groups[group.id] for group in results.groups] + [labels.room]
    rows: list[tuple[Text, ...]] = [
        (Text(slide.table.heads[0], colour=QUIET), *(Text(head, colour=QUIET, align="ctr") for head in heads))
    ]
    for one in shown:
        cells = [one.cells[group.id] for group in results.groups]
        said = [_share(cell.e, cell.people, labels) for cell in cells] + [_share(one.e, one.people, labels)]
        rows.append(marked((Text(labels.statements[one.id]), *said), is_marked=one.id in slide.finding.named))
    name = 620 if len(heads) < 8 else 480
    widths = (name, *[(WIDTH - name) / len(heads)] * len(heads))
    grid = sized(rows, widths, BOTTOM - TOP, HEAT_SIZES, tallest=140)
    draw(page, LEFT, TOP, grid, alt=slide.alt)


def _share(e: int | None, people: int, labels: Labels) -> Text:
    if e is None:
        return Text(HIDDEN, colour=QUIET, fill=PAPER, align="ctr")
    colour = e_colour(Fraction(e, max(people, 1)))
    return Text(labels.e_of.format(e=e, people=people), colour=text_colour(colour), fill=colour, align="ctr")


def _shown(slide: Slide, dossier: Dossier) -> Sequence[StatementResult]:
    return [dossier.results.by_statement[one] for one in slide.shows]


def _tenths(level: Fraction | None) -> Decimal | None:
    return None if level is None else rounded(level)
