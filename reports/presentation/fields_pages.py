"""Slides about Handlungsfelder: the radar, the heat map of groups, and two levels of each field side by side."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from analysis.dossier import Dossier
from analysis.results import FieldResult
from charts.radar import line_value, radar_reading
from charts.theme import CHOSEN, PAPER, QUIET, level_colour, text_colour
from content.fields import partial_means
from content.labels import ADMINISTRATION, ROOM, Labels
from content.slides import Slide
from reports.presentation.around import joined, write_around
from reports.presentation.dot_rows import DotRow, write_dot_rows
from reports.presentation.dots import Dots, Look
from reports.presentation.grid import Text, draw, marked, sized
from reports.presentation.page import BOTTOM, LEFT, TOP, WIDTH, Box, Page
from reports.presentation.radar import radar
from reports.presentation.sheet import Sheet
from texts.numbers import rounded

HIDDEN = "–"
SIZES = (36, 32, 30, 28)
ROOM_LOOK = Look("circle", 26)
ADMINISTRATION_LOOK = Look("diamond", 30, CHOSEN, CHOSEN)


def write_radar(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """The radar, and beside it its values, which nobody can read off the rings."""
    has_both = len(slide.shown) > 1
    reading, beside = radar_reading(dossier.results, labels, slide.shown), _beside(page, dossier) if has_both else ()
    write_around(page, slide, dossier, reading=reading, beside=beside)
    fields = dossier.results.fields
    heads = ("", labels.room, *([labels.administration] if has_both else []))
    rows = [(labels.fields[one.id], _levels(one, has_both=has_both)) for one in fields]
    values = tuple((name, *(None if one is None else float(one) for one in levels)) for name, levels in rows)
    sheet = Sheet(page.words("Zahlen"), (page.words("Handlungsfeld"), *heads[1:]), values)
    if any(level is not None for _name, levels in rows for level in levels):
        radar(page, Box(LEFT, TOP - 10, 1030, BOTTOM - TOP + 20), sheet, alt=slide.alt)
    _write_values(page, slide, [*_titled(page, heads), *_valued(rows, fields, slide, labels)])


def _beside(page: Page, dossier: Dossier) -> tuple[str, ...]:
    """Of which fields the means of room and Verwaltungsbogen go over different statements."""
    return tuple(partial_means(page.words, dossier.results, dossier.questionnaire))


def _levels(one: FieldResult, *, has_both: bool) -> tuple[Decimal | None, ...]:
    levels = (one.level, *((one.administration_level,) if has_both else ()))
    return tuple(None if level is None else rounded(level) for level in levels)


def _titled(page: Page, heads: Sequence[str]) -> list[tuple[Text, ...]]:
    names = (page.words("Handlungsfeld"), *heads[1:])
    return [tuple(Text(head, colour=QUIET, align="r" if at else "l") for at, head in enumerate(names))]


def _valued(
    rows: Sequence[tuple[str, tuple[Decimal | None, ...]]],
    fields: Sequence[FieldResult],
    slide: Slide,
    labels: Labels,
) -> list[tuple[Text, ...]]:
    found = []
    for one, (name, levels) in zip(fields, rows, strict=True):
        told = [line_value(one, line, labels) for line in (ROOM, ADMINISTRATION)[: len(levels)]]
        cells = [Text(name), *(Text(value, bold=True, align="r") for value in told)]
        found.append(marked(cells, is_marked=one.id in slide.finding.named))
    return found


def _write_values(page: Page, slide: Slide, rows: Sequence[tuple[Text, ...]]) -> None:
    others = len(rows[0]) - 1
    widths = (290.0, 150.0, 260.0) if others == 2 else (470.0, 210.0)
    grid = sized(rows, widths, BOTTOM - TOP, (32, 30, 28, 26, 24), tallest=90)
    x = LEFT + WIDTH - sum(widths)
    draw(page, x, TOP + max((BOTTOM - TOP - sum(grid.heights)) / 2, 0), grid, alt=slide.table.title)


def write_levels(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """Field × group as a table on the colours of the answers; the room stands at the right."""
    results = dossier.results
    groups = [group.id for group in results.groups]
    is_any_hidden = any(field.cells[group].level is None for field in results.fields for group in groups)
    hidden = f"{HIDDEN} {labels.hidden}" if is_any_hidden else ""
    partly = labels.partly if partial_means(page.words, results, dossier.questionnaire, of_groups=True) else ""
    write_around(page, slide, dossier, reading=joined((labels.scale, hidden, partly)))
    heads = [f"{labels.groups[group.id]}\n{labels.people.format(n=group.people)}" for group in results.groups]
    heads.append(f"{labels.room}\n{labels.people.format(n=results.respondents)}")
    rows: list[tuple[Text, ...]] = [
        (Text(page.words("Handlungsfeld"), colour=QUIET), *(Text(head, colour=QUIET, align="ctr") for head in heads))
    ]
    for field in results.fields:
        levels = [*((line, field.cells[line].level) for line in groups), (ROOM, field.level)]
        cells = [
            Text(labels.fields[field.id]),
            *(_heat(level, line_value(field, line, labels)) for line, level in levels),
        ]
        rows.append(marked(cells, is_marked=field.id in slide.finding.named))
    name = 420 if len(heads) < 8 else 280
    grid = sized(rows, (name, *[(WIDTH - name) / len(heads)] * len(heads)), BOTTOM - TOP, (36, 32, 28, 26, 24, 22, 20))
    draw(page, LEFT, TOP, grid, alt=slide.table.title)


def _heat(level: Fraction | None, shown: str) -> Text:
    if level is None:
        return Text(HIDDEN, colour=QUIET, fill=PAPER, align="ctr")
    colour = level_colour(level)
    return Text(shown, bold=True, colour=text_colour(colour), fill=colour, align="ctr")


def write_administration(page: Page, slide: Slide, dossier: Dossier, labels: Labels) -> None:
    """Verwaltungsbogen and room, a row a field."""
    reading = radar_reading(dossier.results, labels, (ROOM, ADMINISTRATION))
    write_around(page, slide, dossier, reading=reading, beside=_beside(page, dossier))
    fields = dossier.results.fields
    pairs = [_levels(one, has_both=True) for one in fields]
    rows = [
        DotRow(one.id, labels.fields[one.id], tuple(line_value(one, line, labels) for line in (ROOM, ADMINISTRATION)))
        for one in fields
    ]
    drawn = (
        Dots(labels.room, [pair[0] for pair in pairs], ROOM_LOOK),
        Dots(labels.administration, [pair[1] for pair in pairs], ADMINISTRATION_LOOK),
    )
    write_dot_rows(page, slide, rows, drawn, (labels.room, labels.administration), labels, names=430, values=(180, 280))
