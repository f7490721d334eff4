"""Native Excel charts, which a council office can edit; blanks where nothing may be shown."""

from decimal import Decimal
from math import ceil
from typing import Any

from openpyxl.chart import BarChart, RadarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties

from analysis.questionnaire import RATINGS
from content.tables import Table, as_text
from reports.cells import NOTE, write_head, write_number, write_text
from texts.words import Words

ANSWER_COLOURS = {"A": "023175", "B": "458BB0", "C": "C97E53", "D": "7C1B06"}
ROW_OF_AN_EMPTY_LINE = 0.529
"""Centimetres of a row of 15 points."""
INK, VIOLET, RULE = "1A1A1A", "6A3D9A", "D9D9D9"
TITLE_SIZE = 1200
"""Hundredths of a point."""


def write_field_charts(worksheet: Any, row: int, numbers: int, _: Words, table: Table) -> None:
    """Radar and bars; their numbers stand below the printed part, with blanks where nothing may be shown."""
    write_text(worksheet.cell(numbers, 1), table.title, font=NOTE, alignment=None)
    write_head(worksheet, numbers + 1, table.heads)
    for place, (name, *levels) in enumerate(table.rows, numbers + 2):
        write_text(worksheet.cell(place, 1), as_text(_, name))
        for column, level in enumerate(levels, 2):
            if isinstance(level, Decimal):
                write_number(worksheet.cell(place, column), level)
    last = numbers + 1 + len(table.rows)
    names = Reference(worksheet, min_col=1, min_row=numbers + 2, max_row=last)
    series = Reference(worksheet, min_col=2, max_col=len(table.heads), min_row=numbers + 1, max_row=last)
    for chart, anchor in ((_radar(_), f"A{row}"), (_field_bars(_), f"F{row}")):
        chart.add_data(series, titles_from_data=True)
        chart.set_categories(names)
        _draw_lines(chart)
        worksheet.add_chart(chart, anchor)


def _radar(_: Words) -> Any:
    chart = RadarChart()
    chart.type = "marker"
    chart.title = _("Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu")
    _fix_levels(chart.y_axis)
    chart.x_axis.delete = False
    chart.width, chart.height = 17, 11.5
    return _calm(chart)


def _field_bars(_: Words) -> Any:
    chart = BarChart()
    chart.type = "bar"
    chart.title = _("Einschätzung im Mittel: 1 = trifft nicht zu, 4 = trifft zu")
    _fix_levels(chart.y_axis)
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = False
    chart.gapWidth = 60
    chart.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    chart.width, chart.height = 19, 11.5
    return _calm(chart)


def _fix_levels(axis: Any) -> None:
    axis.scaling.min, axis.scaling.max, axis.majorUnit = 1, 4, 1
    axis.number_format = "0"
    axis.delete = False


def _calm(chart: Any) -> Any:
    """Small title, legend below, pale lines and no frame, gaps where there is no value."""
    chart.legend.position = "b"
    chart.display_blanks = "gap"
    chart.title.overlay = False
    for run in chart.title.tx.rich.p[0].r:
        run.rPr = CharacterProperties(sz=TITLE_SIZE, b=True)
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=RULE))
    return chart


def _draw_lines(chart: Any) -> None:
    """The room solid and dark, the Verwaltungsbogen dashed: not by colour alone."""
    for series, (colour, dash) in zip(chart.series, ((INK, "solid"), (VIOLET, "dash")), strict=False):
        if isinstance(chart, RadarChart):
            series.graphicalProperties.line.solidFill = colour
            series.graphicalProperties.line.dashStyle = dash
            series.graphicalProperties.line.width = 28_575
            series.marker.symbol = "circle" if dash == "solid" else "diamond"
            series.marker.size = 8
            series.marker.graphicalProperties = GraphicalProperties(solidFill=colour)
        else:
            series.graphicalProperties = GraphicalProperties(solidFill=colour)


def add_answer_bars(worksheet: Any, row: int, head: int, statements: int, _: Words) -> int:
    """All answers A–D as stacked bars, D on the left as on the screen; gives the last row that it covers."""
    chart = BarChart()
    chart.type = "bar"
    chart.grouping = "percentStacked"
    chart.overlap = 100
    chart.gapWidth = 40
    chart.title = _("Antworten aller im Raum, ohne „Keine Einschätzung möglich“")
    for answer in reversed(RATINGS):
        column = 4 + RATINGS.index(answer)
        chart.add_data(
            Reference(worksheet, min_col=column, min_row=head, max_row=head + statements), titles_from_data=True
        )
        chart.series[-1].graphicalProperties = GraphicalProperties(solidFill=ANSWER_COLOURS[answer])
    chart.set_categories(Reference(worksheet, min_col=1, min_row=head + 1, max_row=head + statements))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = False
    chart.y_axis.delete = False
    chart.y_axis.number_format = "0 %"
    chart.layout = Layout(manualLayout=ManualLayout(x=0.06, y=0.12, w=0.9, h=0.72))
    chart.width, chart.height = 26, max(8.0, 3 + statements * 0.75)
    worksheet.add_chart(_calm(chart), f"A{row}")
    return row + ceil(chart.height / ROW_OF_AN_EMPTY_LINE)
