"""Native charts: their XML and the workbook behind them, from the same sheet, so that both hold the same values."""

from collections.abc import Sequence
from typing import Any

from pptx.opc.constants import CONTENT_TYPE
from pptx.opc.packuri import PackURI
from pptx.parts.chart import ChartPart
from pptx.parts.embeddedpackage import EmbeddedXlsxPart

from charts.theme import INK
from reports.presentation.marking import letters, line, said, solid
from reports.presentation.page import Box, Page
from reports.presentation.sheet import Entry, Sheet

_CHART = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
FIRST_AXIS, SECOND_AXIS = 1001, 1002
"""Ids of the axes; negative ones are against the schema."""


def place(page: Page, box: Box, plot: str, sheet: Sheet, *, alt: str, legend: str = "", size: float = 28) -> None:
    """Put a chart there; ``plot``: what is within ``c:plotArea``."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<c:chartSpace {_CHART}>'
        f'<c:date1904 val="0"/><c:lang val="{page.language}"/><c:roundedCorners val="0"/>'
        f'<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{plot}</c:plotArea>{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/>{line(None)}</c:spPr>{writing(size, page.language)}</c:chartSpace>"
    )
    package = page.slide.part.package
    number = page.next_chart()
    part: Any = ChartPart.load(PackURI(f"/ppt/charts/chart{number}.xml"), CONTENT_TYPE.DML_CHART, package, xml.encode())
    behind = PackURI(f"/ppt/embeddings/Microsoft_Excel_Sheet{number}.xlsx")
    part.chart_workbook.xlsx_part = EmbeddedXlsxPart(behind, CONTENT_TYPE.SML_SHEET, package, sheet.content)
    frame = box.frame
    page.add(
        '<p:graphicFrame xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        f'<p:nvGraphicFramePr><p:cNvPr id="{page.next_id}" name="{said(page.words("Diagramm"))}" descr="{said(alt)}"/>'
        '<p:cNvGraphicFramePr><a:graphicFrameLocks noGrp="1"/></p:cNvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr>'
        f"<p:xfrm>{frame}</p:xfrm>"
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">'
        f'<c:chart {_CHART} r:id="{page.slide.part.relate_to(part, _RELATION)}"/>'
        "</a:graphicData></a:graphic></p:graphicFrame>"
    )


_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart"


def series(number: int, sheet: Sheet, column: int, look: str, values: str, *, smooth: bool = False) -> str:
    """A series named by the head of its column."""
    end = '<c:smooth val="0"/>' if smooth else ""
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{said(sheet.head_at(column))}</c:f><c:strCache>"
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{said(sheet.heads[column])}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
        f"{look}{values}{end}</c:ser>"
    )


def numbers(element: str, sheet: Sheet, column: int, code: str = "General") -> str:
    """The values of a column, as ``c:val``, ``c:xVal`` or ``c:yVal``; blanks have no point."""
    return (
        f"<c:{element}><c:numRef><c:f>{said(sheet.column_at(column))}</c:f><c:numCache><c:formatCode>{code}"
        f'</c:formatCode><c:ptCount val="{len(sheet.rows)}"/>{_points(sheet.column(column))}'
        f"</c:numCache></c:numRef></c:{element}>"
    )


def names(sheet: Sheet) -> str:
    """The first column as categories."""
    return (
        f"<c:cat><c:strRef><c:f>{said(sheet.column_at(0))}</c:f><c:strCache>"
        f'<c:ptCount val="{len(sheet.rows)}"/>{_points(sheet.column(0))}</c:strCache></c:strRef></c:cat>'
    )


def _points(values: Sequence[Entry]) -> str:
    return "".join(
        f'<c:pt idx="{place}"><c:v>{said(str(value))}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )


def writing(size: float, language: str, colour: str = INK, *, bold: bool = False) -> str:
    """How texts of a chart look."""
    return (
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr sz="{letters(size)}" b="{int(bold)}">{solid(colour)}</a:defRPr></a:pPr>'
        f'<a:endParaRPr lang="{language}"/></a:p></c:txPr>'
    )


def inner(x: float, y: float, width: float, height: float) -> str:
    """Where in the chart the area between its axes stands, in parts of the whole."""
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{x:.5f}"/><c:y val="{y:.5f}"/><c:w val="{width:.5f}"/><c:h val="{height:.5f}"/>'
        "</c:manualLayout></c:layout>"
    )


def value_axis(
    axis: int,
    across: int,
    low: float,
    high: float,
    *,
    side: str,
    is_there: bool = True,
    grid: str = "",
    shows: str = "none",
) -> str:
    """An axis of numbers in steps of 1; ``grid``: its lines, ``shows``: where its numbers stand."""
    unit = '<c:majorUnit val="1"/>' if is_there else ""
    return (
        f'<c:valAx><c:axId val="{axis}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{high:g}"/><c:min val="{low:g}"/></c:scaling><c:delete val="{int(not is_there)}"/>'
        f'<c:axPos val="{side}"/>{grid}<c:numFmt formatCode="0" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="{shows}"/><c:spPr>{line(None)}</c:spPr>'
        f'<c:crossAx val="{across}"/><c:crosses val="autoZero"/><c:crossBetween val="between"/>{unit}</c:valAx>'
    )


def gridlines(colour: str, pixels: float) -> str:
    """Lines at each step of an axis."""
    return f"<c:majorGridlines><c:spPr>{line(colour, pixels)}</c:spPr></c:majorGridlines>"


def marker(symbol: str, size: float, fill: str | None, stroke: str) -> str:
    """A point; ``size`` in pixels."""
    return (
        f'<c:marker><c:symbol val="{symbol}"/><c:size val="{max(2, min(72, round(size / 2)))}"/>'
        f"<c:spPr>{solid(fill)}{line(stroke, 4)}</c:spPr></c:marker>"
    )
