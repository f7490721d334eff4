"""Workbooks: with openpyxl where only the cells matter, part by part where the layout does."""

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.data.intake.files import zipped

Cell = str | int | float | datetime | None

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def workbook(worksheets: Mapping[str, Iterable[Sequence[Cell]]]) -> bytes:
    """A workbook with shared strings; no text becomes a formula, and None is no cell at all."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in worksheets.items():
        write_rows(book.create_sheet(title), rows)
    return saved(book)


def write_rows(worksheet: Worksheet, rows: Iterable[Sequence[Cell]], *, first: int = 1) -> None:
    """Write the rows from this row on, each from column A."""
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row, 1):
            if value is not None:
                cell = worksheet.cell(number, column, value)
                if isinstance(value, str):
                    cell.data_type = "s"


def saved(book: Workbook) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xlsx_of_worksheet(title: str, worksheet: str) -> bytes:
    """A package around the XML of one worksheet, without shared strings."""
    relation = f"{_OFFICE}/{{}}"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
        "_rels/.rels": _relations({"rId1": (relation.format("officeDocument"), "xl/workbook.xml")}),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name={quoteattr(title)} sheetId="1" state="visible" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            {
                "rId1": (relation.format("styles"), "styles.xml"),
                "rId2": (relation.format("worksheet"), "worksheets/sheet1.xml"),
            }
        ),
        "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" '
        'formatCode="GENERAL"/></numFmts><fonts count="1"><font><sz val="10"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="164" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="1"><xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
        '<cellStyles count="1"><cellStyle builtinId="0" name="Normal" xfId="0"/></cellStyles></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{worksheet}</worksheet>',
    }
    return zipped({name: _HEAD + part for name, part in parts.items()})


def ods(title: str, rows: Iterable[Sequence[Cell]], *, columns: int = 1024) -> bytes:
    """A table of strings and floats; each row is filled up with repeated empty cells, as PhpSpreadsheet does."""
    names = {part: f"urn:oasis:names:tc:opendocument:xmlns:{part}:1.0" for part in ("office", "table", "text")}
    spaces = " ".join(f'xmlns:{name}="{uri}"' for name, uri in names.items())
    lines = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row))}"
        f'<table:table-cell table:number-columns-repeated="{columns - len(row)}"/></table:table-row>'
        for row in rows
    )
    manifest = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": f'{_HEAD}<manifest:manifest xmlns:manifest="{manifest}" manifest:version="1.2">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/><manifest:file-entry '
            'manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
            "content.xml": f'{_HEAD}<office:document-content {spaces} office:version="1.2"><office:body>'
            f"<office:spreadsheet><table:table table:name={quoteattr(title)}>{lines}</table:table>"
            "</office:spreadsheet></office:body></office:document-content>",
        }
    )


def _ods_cell(value: Cell) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        shown = f'office:value-type="float" office:value="{value}"'
    else:
        shown = 'office:value-type="string"'
    return f"<table:table-cell {shown}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'
