"""The small workbook behind a native chart, which opens where somebody edits its data: texts are texts, no formulas."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl.utils import get_column_letter

from reports.printable import writable

Entry = str | int | float | None
"""A text, a number, or nothing where nothing may be shown."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_UNSIGNED = 1
"""The style of numbers whose sign only says on which side they are drawn."""

_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0;0"/></numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


@dataclass(frozen=True)
class Sheet:
    """``title`` of the worksheet; the first row holds the ``heads``. ``unsigned``: columns whose signs are not read."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    unsigned: tuple[int, ...] = ()

    def head_at(self, column: int) -> str:
        """Where the head of a column stands, as charts refer to it."""
        return f"'{self.title}'!${get_column_letter(column + 1)}$1"

    def column_at(self, column: int) -> str:
        """Where the values of a column stand."""
        letter = get_column_letter(column + 1)
        return f"'{self.title}'!${letter}$2:${letter}${len(self.rows) + 1}"

    def column(self, column: int) -> tuple[Entry, ...]:
        """Its values."""
        return tuple(row[column] for row in self.rows)

    @property
    def content(self) -> bytes:
        """An .xlsx with this one worksheet."""
        file = io.BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as package:
            for name, text in (*_PARTS.items(), ("xl/workbook.xml", self._workbook()), self._worksheet()):
                package.writestr(ZipInfo(name), _XML + text, ZIP_DEFLATED)
        return file.getvalue()

    def _workbook(self) -> str:
        return (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            f'<sheet name="{escape(self.title)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
        )

    def _worksheet(self) -> tuple[str, str]:
        rows: Sequence[Sequence[Entry]] = (self.heads, *self.rows)
        data = "".join(
            f'<row r="{number}">{"".join(self._cell(value, number, at) for at, value in enumerate(row))}</row>'
            for number, row in enumerate(rows, 1)
        )
        columns = f'<cols><col min="1" max="{len(self.heads)}" width="24" customWidth="1"/></cols>'
        return (
            "xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{_MAIN}">{columns}<sheetData>{data}</sheetData></worksheet>',
        )

    def _cell(self, value: Entry, row: int, column: int) -> str:
        place = f"{get_column_letter(column + 1)}{row}"
        if value is None:
            return ""
        if isinstance(value, str):
            text = escape(writable(value), quote=False)
            return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        style = f' s="{_UNSIGNED}"' if column in self.unsigned else ""
        return f'<c r="{place}"{style}><v>{value}</v></c>'
