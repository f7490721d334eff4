"""Heat maps with a number in each cell: levels by field and group, and who cannot judge."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

import plotly.graph_objects as go

from analysis.results import Results
from charts.drawing import Drawing
from charts.rows import row_axis, row_height, write_note, write_row_texts
from charts.theme import (
    FORMATS,
    GREY,
    INK,
    LINE,
    PAGE_WIDTH,
    PAPER,
    TRACK,
    Format,
    Size,
    e_colour,
    level_colour,
    plain,
    text_colour,
    wrapped,
)
from content.labels import ROOM, Labels

GAP_BEFORE_ROOM = 0.25
BOLD_CHARACTER = 0.5


@dataclass(frozen=True)
class _Square:
    """A cell as drawn; ``colour`` None is a hidden one."""

    text: str
    colour: str | None


_HIDDEN = _Square("–", None)


def level_heatmap(results: Results, labels: Labels, *, named: Collection[str] = (), size: Size = "page") -> go.Figure:
    """Einschätzung im Mittel of each group in each field; the room stands apart at the right"""
    rows = []
    for field in results.fields:
        levels = [*(field.cells[group.id].level for group in results.groups), field.level]
        rows.append([_HIDDEN if level is None else _level(level, labels) for level in levels])
    return _map(
        results,
        labels,
        {field.id: labels.fields[field.id] for field in results.fields},
        rows,
        FORMATS[size],
        FORMATS[size].name_column,
        named,
    )


def e_statement_heatmap(
    results: Results, labels: Labels, statements: Sequence[str], *, named: Collection[str] = (), size: Size = "page"
) -> go.Figure:
    """How many of each group answered "Keine Einschätzung möglich", as "6 von 8", for at most seven statements."""
    rows = []
    for statement in (results.by_statement[id_] for id_ in statements):
        cells = [(statement.cells[group.id].e, statement.cells[group.id].people) for group in results.groups]
        rows.append([_e_count(e, people, labels) for e, people in [*cells, (statement.e, statement.people)]])
    texts = {id_: labels.statements[id_] for id_ in statements}
    return _map(results, labels, texts, rows, FORMATS[size], FORMATS[size].text_column, named)


def _level(level: Fraction, labels: Labels) -> _Square:
    return _Square(labels.number(level), level_colour(level))


def _e_count(e: int | None, people: int, labels: Labels) -> _Square:
    if e is None:
        return _HIDDEN
    return _Square(labels.e_of.format(e=e, people=people), e_colour(Fraction(e, people)))


def _map(
    results: Results,
    labels: Labels,
    texts: Mapping[str, str],
    rows: Sequence[Sequence[_Square]],
    format_: Format,
    margin: int,
    named: Collection[str],
) -> go.Figure:
    """Rows of squares; those of the ``named`` ids are marked, as the sentence above speaks of them."""
    stagger = _stagger(results, labels, format_, margin)
    top = round(format_.smallest * LINE * (6 if stagger else 3)) + 8
    bottom = format_.smallest * 2
    row = row_height(top + bottom, format_)
    drawing = Drawing(format_, height=top + bottom + len(rows) * row, left=margin, right=4, top=top, bottom=bottom)
    for column, squares in enumerate(zip(*rows, strict=True)):
        name = ROOM if column == len(results.groups) else results.groups[column].id
        drawing.trace(_column(name, _place(results, column), squares, format_))
    drawing.layout(
        barmode="overlay",
        bargap=0,
        xaxis={"range": [-0.5, _place(results, len(results.groups)) + 0.5], "visible": False, "fixedrange": True},
        yaxis=row_axis(len(rows)),
    )
    marked = [row for row, id_ in enumerate(texts) if id_ in named]
    write_row_texts(drawing, list(texts.values()), format_, margin, named=marked)
    _write_heads(drawing, results, labels, format_, stagger)
    if any(square is _HIDDEN for squares in rows for square in squares):
        write_note(drawing, f"–&nbsp;&nbsp;{plain(labels.hidden)}", format_)
    return drawing.figure()


def _column(name: str, place: float, squares: Sequence[_Square], format_: Format) -> go.Bar:
    """One group's cells as bars from left to right edge; hidden cells are hatched."""
    return go.Bar(
        name=name,
        orientation="h",
        base=[place - 0.48] * len(squares),
        x=[0.96] * len(squares),
        y=list(range(len(squares))),
        width=0.94,
        text=[plain(square.text) for square in squares],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={
            "size": format_.label,
            "color": [INK if square.colour is None else text_colour(square.colour) for square in squares],
        },
        marker={
            "color": [square.colour or TRACK for square in squares],
            "line": {"color": "#bfbfbf", "width": 1},
            "pattern": {
                "shape": ["/" if square.colour is None else "" for square in squares],
                "fgcolor": GREY,
                "bgcolor": PAPER,
                "size": 12,
                "solidity": 0.15,
                "fillmode": "overlay",
            },
        },
    )


def _place(results: Results, column: int) -> float:
    return column + (GAP_BEFORE_ROOM if column == len(results.groups) else 0)


def _stagger(results: Results, labels: Labels, format_: Format, margin: int) -> bool:
    """Whether the heads need two levels because a word is wider than its column."""
    column = ((format_.width or PAGE_WIDTH) - margin) / (len(results.groups) + 1 + GAP_BEFORE_ROOM)
    words = [word for name in (*labels.groups.values(), labels.room) for word in name.split()]
    return max(map(len, words)) * format_.smallest * BOLD_CHARACTER > column


def _write_heads(drawing: Drawing, results: Results, labels: Labels, format_: Format, stagger: bool) -> None:
    groups = [(labels.groups[group.id], group.people) for group in results.groups]
    for column, (name, people) in enumerate([*groups, (labels.room, results.respondents)]):
        upper = stagger and column % 2 == 1
        lines = wrapped(name, 12, 2)
        drawing.text(
            f"<b>{lines}</b><br>{plain(labels.people.format(n=people))}",
            x=_place(results, column),
            xref="x",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=round(format_.smallest * LINE * 3) if upper else 2,
            showarrow=False,
            font={"size": format_.smallest},
        )
