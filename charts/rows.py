"""Charts of rows: a text at the left, one line of marks at its right, a quiet rule between."""

from collections.abc import Collection, Sequence
from typing import Any

from charts.drawing import Drawing
from charts.theme import FORMATS, GRID, INK, LINE, MUTED, NAMED, Format, balanced, characters_in, text_lines, wrapped
from content.labels import Labels

ROWS_PER_SCREEN = 7
BOLD = 0.92
"""Part of a column that the same text fills when it is not bold."""


def write_row_texts(
    drawing: Drawing, texts: Sequence[str], format_: Format, margin: int, *, named: Collection[int] = ()
) -> None:
    """Write the rows' texts into the left margin of this width, first row on top; long ones in smaller letters.

    ``named``: rows of which the sentence above the chart speaks; they are marked.
    """
    column = margin - format_.label
    if named:
        column = round((column - _indent(format_)) * BOLD)
    sizes = (format_.label, (format_.label + format_.smallest) // 2, format_.smallest)
    fitting = (size for size in sizes if all(_fits(text, column, size, format_) for text in texts))
    font = next(fitting, format_.smallest)
    lines = _lines(font, format_)
    for row, text in enumerate(texts):
        indent = mark_row(drawing, row, "y", format_, margin) if row in named else 0
        shown = wrapped(text, characters_in(column, font), lines)
        drawing.text(
            f"<b>{shown}</b>" if indent else shown,
            x=0,
            xref="paper",
            xshift=indent - margin,
            xanchor="left",
            y=row,
            yref="y",
            yanchor="middle",
            align="left",
            showarrow=False,
            font={"size": font, "color": INK},
        )


def write_statements(
    drawing: Drawing, labels: Labels, statements: Sequence[str], format_: Format, named: Collection[str]
) -> None:
    """The statements as texts of the rows, those that are ``named`` marked."""
    marked = [row for row, id_ in enumerate(statements) if id_ in named]
    texts = [labels.statements[id_] for id_ in statements]
    write_row_texts(drawing, texts, format_, format_.text_column, named=marked)


def mark_row(drawing: Drawing, row: int, axis: str, format_: Format, margin: int) -> int:
    """A bar before the row's text and a light ground under it; gives by how many pixels the text makes room."""
    place = {"xref": "paper", "xsizemode": "pixel", "xanchor": 0, "yref": axis, "line": {"width": 0}, "layer": "below"}
    rows = {"y0": row - 0.46, "y1": row + 0.46}
    drawing.box(**place, **rows, x0=-margin, x1=-format_.label // 2, fillcolor=NAMED)
    drawing.box(**place, **rows, x0=-margin, x1=-margin + _indent(format_) // 2, fillcolor=INK)
    return _indent(format_)


def _indent(format_: Format) -> int:
    return round(format_.smallest * 0.8)


def draw_rules(drawing: Drawing, rows: int) -> None:
    """Thin rules between the rows, from the texts to the right edge."""
    for row in range(1, rows):
        drawing.line(
            xref="paper",
            yref="y",
            x0=0,
            x1=1,
            y0=row - 0.5,
            y1=row - 0.5,
            line={"color": GRID, "width": 1},
            layer="below",
        )


def row_axis(rows: int, **more: Any) -> dict[str, Any]:
    """The y axis of rows 0, 1, … from the top."""
    return {"range": [rows - 0.5, -0.5], "visible": False, "fixedrange": True, **more}


def level_axis(labels: Labels, format_: Format, **more: Any) -> dict[str, Any]:
    """The x axis of levels, 1 to 4 with its words, the same in every chart."""
    return {
        "range": [0.7, 4.3],
        "tickvals": [1, 2, 3, 4],
        "ticktext": [balanced(f"{value} {word}", 14) for value, word in enumerate(labels.rings, 1)],
        "tickfont": {"size": format_.smallest, "color": MUTED},
        "side": "top",
        "ticks": "",
        "showgrid": True,
        "gridcolor": GRID,
        "gridwidth": 2,
        "zeroline": False,
        "showline": False,
        "fixedrange": True,
        "automargin": False,
        **more,
    }


def row_height(around: int, format_: Format) -> int:
    """Height of a row, so that seven of them and what is ``around`` them fit on a screen."""
    return min(format_.row, (FORMATS["screen"].height - around) // ROWS_PER_SCREEN)


def write_note(drawing: Drawing, note: str, format_: Format) -> None:
    """A line of explanation below the rows, already escaped."""
    drawing.text(
        note,
        x=0,
        xref="paper",
        xanchor="left",
        y=0,
        yref="paper",
        yanchor="top",
        yshift=-8,
        showarrow=False,
        font={"size": format_.smallest, "color": MUTED},
    )


def _lines(font: int, format_: Format) -> int:
    return max(2, int(format_.row / (font * LINE)))


def _fits(text: str, column: int, font: int, format_: Format) -> bool:
    return len(text_lines(text, characters_in(column, font), 99)) <= _lines(font, format_)
