"""Heat maps with a number in each cell: levels by field and group, and who cannot judge."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from analysis.results import FieldResult, Results
from charts import text
from charts.formats import Format
from charts.marks import Area, Mark, Picture, Rect, Text, Writing, hatched, paragraph, tall
from charts.rows import (
    Rows,
    areas,
    joined,
    least_height,
    marked,
    note_lines,
    notes_height,
    row_texts,
    rows_between,
    text_room,
    write_notes,
)
from charts.theme import CELL, GREY, INK, PAPER, QUIET, e_colour, level_colour, text_colour
from content.labels import PART, ROOM, Labels

GAP_BEFORE_ROOM = 0.25
MANY = 8
"""Groups whose columns have room for the number of those who cannot judge alone; of how many stands in their heads."""
MOST_LEVELS = 3
"""Of heads above each other, where their words are wider than the columns."""


@dataclass(frozen=True)
class _Square:
    """A cell as drawn; ``colour`` None is a hidden one. ``short``: what is enough where the whole has no room."""

    text: str
    colour: str | None
    short: str = ""


_HIDDEN = _Square("–", None)


@dataclass(frozen=True)
class _Columns:
    """The groups, and the room a little apart from them."""

    left: float
    width: float
    ids: tuple[str, ...]

    def x(self, column: int) -> float:
        """Left edge."""
        return self.left + self.width * (column + (GAP_BEFORE_ROOM if self.ids[column] == ROOM else 0))


def level_heatmap(
    results: Results, labels: Labels, _shows: Sequence[str], named: Collection[str], format_: Format
) -> Picture:
    """Einschätzung im Mittel of each group in each field; the room stands apart at the right."""
    rows = []
    for field in results.fields:
        cells = [field.cells[group.id] for group in results.groups_beside]
        levels = [*((cell.level, cell.shown) for cell in cells), (field.level, field.rated)]
        rows.append([_HIDDEN if level is None else _level(level, shown, field, labels) for level, shown in levels])
    ids = [field.id for field in results.fields]
    texts = [labels.fields[id_] for id_ in ids]
    names = _names_width(texts, format_) if format_.is_small else format_.name_column
    is_any_part = any(square.text.endswith(PART) for row in rows for square in row)
    reading = f"{labels.scale} · {labels.partly}" if is_any_part else labels.scale
    return _map(results, labels, ids, texts, rows, format_, names, named, format_.field_row, reading)


def e_statement_heatmap(
    results: Results, labels: Labels, statements: Sequence[str], named: Collection[str], format_: Format
) -> Picture:
    """How many of each group answered "Keine Einschätzung möglich", as "6 von 8"."""
    rows = []
    for statement in (results.by_statement[id_] for id_ in statements):
        cells = [(statement.cells[group.id].e, statement.cells[group.id].people) for group in results.groups_beside]
        rows.append([_e_count(e, people, labels) for e, people in [*cells, (statement.e, statement.people)]])
    texts = [labels.statement(id_, short=format_.is_small) for id_ in statements]
    part = 0.9 if format_.is_small or len(results.groups_beside) >= MANY else 0.75
    room = text_room(texts, format_.row * 0.6, format_, part=part)
    return _map(results, labels, statements, texts, rows, format_, room, named, format_.row, labels.e_people)


def _names_width(texts: Sequence[str], format_: Format) -> float:
    return min(format_.name_column, text.widest(texts, format_.label, bold=True))


def _level(level: Fraction, shown: int, field: FieldResult, labels: Labels) -> _Square:
    return _Square(labels.mean_of(level, shown, field.asked), level_colour(level))


def _e_count(e: int | None, people: int, labels: Labels) -> _Square:
    if e is None:
        return _HIDDEN
    return _Square(labels.e_of.format(e=e, people=people), e_colour(Fraction(e, people)), str(e))


def _map(
    results: Results,
    labels: Labels,
    ids: Sequence[str],
    texts: Sequence[str],
    squares: Sequence[Sequence[_Square]],
    format_: Format,
    text_room: float,
    named: Collection[str],
    row_height: float,
    reading: str,
) -> Picture:
    """Rows of squares; those of the ``named`` ids are marked, as the sentence above speaks of them."""
    left = text_room + format_.gap
    across = len(results.groups_beside) + 1
    width = (format_.width - left) / (across + GAP_BEFORE_ROOM)
    columns = _Columns(left, width, (*(group.id for group in results.groups_beside), ROOM))
    heads = _heads(results, labels, columns, format_)
    base = max(head.box[3] for head in heads) + format_.quiet * 0.3
    is_any_hidden = any(square.colour is None for row in squares for square in row)
    notes = [reading, f"– {labels.hidden}" if is_any_hidden else ""]
    lines = note_lines(notes, format_)
    least = least_height(texts, text_room, format_)
    rows = rows_between(format_, len(ids), base, notes_height(lines, format_), height=row_height, least=least)
    marks: list[Mark] = [*marked(ids, named, rows, format_)]
    size, is_short = _cell_size(squares, columns, rows, format_)
    if is_short:
        squares = [[replace(square, text=square.short or square.text) for square in of] for of in squares]
    for row, of in enumerate(squares):
        for column, square in enumerate(of):
            marks += _cell(square, row, column, columns, rows, size, format_, ids[row])
    marks += [
        *heads,
        *row_texts(texts, ids, rows, text_room, format_, named),
        *write_notes(lines, rows.bottom, format_),
    ]
    height = format_.tall(rows.bottom + notes_height(lines, format_))
    where = _areas(ids, columns, rows, format_)
    return Picture(format_.width, height, tuple(marks), format_.bleed, joined(notes), where)


def _areas(ids: Sequence[str], columns: _Columns, rows: Rows, format_: Format) -> tuple[Area, ...]:
    """The names, and each cell."""
    cells = (
        Area(
            x=columns.x(column),
            y=rows.upper(row),
            width=columns.width,
            height=rows.height,
            about=about,
            group=group,
        )
        for row, about in enumerate(ids)
        for column, group in enumerate(columns.ids)
    )
    return (*areas(ids, rows, format_, right=columns.left), *cells)


def _cell_size(
    squares: Sequence[Sequence[_Square]], columns: _Columns, rows: Rows, format_: Format
) -> tuple[float, bool]:
    """One size of numbers for all cells, and whether they have to be short: the largest in which they fit in a line,
    else over several lines."""
    room = columns.width * 0.9
    whole = {square.text for of in squares for square in of}
    short = {square.short or square.text for of in squares for square in of}

    def fits(texts: Collection[str], size: float, most: int) -> bool:
        broken = [text.lines(one, room, size, bold=True) for one in texts]
        return all(
            len(lines) <= most and tall(len(lines), size) < rows.height * 0.9 and " ".join(lines) == one
            for lines, one in zip(broken, texts, strict=True)
        )

    sizes = (format_.count, format_.label, (format_.label + format_.quiet) / 2, format_.quiet)
    for texts, most in ((whole, 1), (short, 1), (whole, 99)):
        for size in sizes:
            if fits(texts, size, most):
                return size, texts is short
    return format_.quiet, False


def _cell(
    square: _Square,
    row: int,
    column: int,
    columns: _Columns,
    rows: Rows,
    size: float,
    format_: Format,
    about: str,
) -> list[Mark]:
    group = columns.ids[column]
    inset = format_.pen
    area = Rect(
        x=columns.x(column) + inset,
        y=rows.upper(row) + inset,
        width=columns.width - 2 * inset,
        height=rows.height - 2 * inset,
        role=f"cell:{group}" if square.colour else f"hidden:{group}",
        fill=square.colour,
        stroke=CELL,
        thickness=format_.pen * 0.6,
        about=about,
    )
    colour = text_colour(square.colour) if square.colour else INK
    lines = text.lines(square.text, columns.width * 0.9, size, bold=True)
    role = f"number:{group}" if square.colour else f"dash:{group}"
    shown = paragraph(lines, *area.middle, size, role=role, anchor="middle", bold=True, colour=colour, about=about)
    if square.colour:
        return [area, *shown]
    x, y = area.middle
    patch = Rect(x=x - size / 2, y=y - size * 0.6, width=size, height=size * 1.2, role="patch", fill=PAPER)
    return [*hatched(area, format_.quiet, GREY), patch, *shown]


def _heads(results: Results, labels: Labels, columns: _Columns, format_: Format) -> list[Text]:
    """Names and sizes of the groups, on one level, else on as many as keep their words whole."""
    people = {group.id: group.people for group in results.groups} | {ROOM: results.respondents}
    levels, names = 1, _names(labels, columns, 1, format_)
    while levels < MOST_LEVELS and any(
        " ".join(names[id_]) != labels.line(id_, short=format_.is_small) for id_ in names
    ):
        levels += 1
        names = _names(labels, columns, levels, format_)
    size, shown = format_.quiet, {id_: labels.people.format(n=people[id_]) for id_ in columns.ids}
    is_common = format_.is_small and text.widest([*shown.values()], size) < columns.width - size * 0.3
    height = tall(max(map(len, names.values())) + (0 if is_common else 1), size) + size * 0.3
    marks: list[Text] = []
    for column, (id_, lines) in enumerate(names.items()):
        half = text.widest([*lines, shown[id_]], size, bold=True) / 2
        x = min(columns.x(column) + columns.width / 2, format_.width - half)
        bottom = height * (levels - column % levels) + (size * text.LINE if is_common else 0)
        middle = bottom - tall(len(lines) + 1, size) / 2
        look: Writing = {"role": f"head:{id_}", "anchor": "middle", "colour": INK, "bold": True}
        head = paragraph([*lines, shown[id_]], x, middle, size, **look)
        n = replace(head[-1], bold=False, colour=QUIET)
        if is_common:  # in panels the numbers stand on a line of their own
            x = min(columns.x(column) + columns.width / 2, format_.width - n.width / 2)
            n = replace(n, x=x, y=height * levels + size)
        marks += [*head[:-1], n]
    return marks


def _names(labels: Labels, columns: _Columns, levels: int, format_: Format) -> dict[str, list[str]]:
    """The heads' lines, if neighbours stand on so many levels."""
    room = columns.width * levels - format_.quiet * 0.5
    rooms = {
        id_: room - columns.width * 0.5 if id_ == ROOM and levels > 1 else room for id_ in columns.ids
    }  # at the edge
    return {
        id_: text.balanced(labels.line(id_, short=format_.is_small), rooms[id_], format_.quiet, bold=True, most=3)
        for id_ in columns.ids
    }
