"""Files made byte by byte: workbooks with any XML, spreadsheets of LibreOffice and Excel 97, archives that lie."""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts in this order; ``mimetype`` is stored uncompressed, as ODF asks."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return file.getvalue()


def worksheet_xml(rows: str, *, before: str = "", dimension: str = "A1", after: str = "") -> str:
    start = f'<?xml version="1.0"?>{before}<worksheet xmlns="{SPACE}"><dimension ref="{dimension}"/>'
    return f"{start}<sheetData>{rows}</sheetData>{after}</worksheet>"


def workbook_parts(
    worksheets: Mapping[str, str | bytes], *, before: str = "", shared: str = ""
) -> dict[str, str | bytes]:
    """The parts of an .xlsx with this XML by worksheet title; ``shared``: the items of the shared strings."""
    numbered = list(enumerate(worksheets, 1))
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<?xml version="1.0"?>{before}<workbook xmlns="{SPACE}" xmlns:r="{RELATIONS}"><sheets>'
        + "".join(f'<sheet name="{title}" sheetId="{n}" r:id="rId{n}"/>' for n, title in numbered)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">'
        + "".join(
            f'<Relationship Id="rId{n}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
            for n, _ in numbered
        )
        + f'<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<?xml version="1.0"?><sst xmlns="{SPACE}">{shared}</sst>',
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": worksheets[title] for n, title in numbered}


def workbook(rows: str, *, shared: str = "", after: str = "", dimension: str = "A1") -> bytes:
    """An .xlsx with one worksheet "Blatt" of these rows."""
    xml = worksheet_xml(rows, after=after, dimension=dimension)
    return zipped(workbook_parts({"Blatt": xml}, shared=shared))


def spreadsheet(rows: Sequence[Sequence[object]], *, title: str = "Blatt", kind: str = ODS_TYPE) -> bytes:
    """An .ods of texts, numbers, truths and dates."""
    body = "".join(
        f"<table:table-row>{''.join(map(_ods_cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows
    )
    return spreadsheet_of(body, title=title, kind=kind)


def spreadsheet_of(body: str, *, title: str = "Blatt", kind: str = ODS_TYPE) -> bytes:
    """An .ods with one table of these rows."""
    names = ("office", "table", "text")
    spaces = " ".join(f'xmlns:{one}="urn:oasis:names:tc:opendocument:xmlns:{one}:1.0"' for one in names)
    spaces += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    table = f'<table:table table:name="{title}">{body}</table:table>'
    content = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return zipped(
        {
            "mimetype": kind,
            "META-INF/manifest.xml": manifest,
            "content.xml": f"<office:document-content {spaces}>{content}</office:document-content>",
        }
    )


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, bool):
        kind = f'office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    elif isinstance(value, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="date" office:date-value="{value}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f"<table:table-cell {kind}>{lines}</table:table-cell>"


@dataclass(frozen=True)
class Failed:
    """An error in a cell of an .xls or .xlsb, typed or as the result of a formula."""

    code: int
    formula: bool = False


def old_workbook(rows: Sequence[Sequence[object]], *, title: str = "Blatt") -> bytes:
    """An .xls (BIFF8) of texts, numbers and errors."""

    def record(kind: int, *data: bytes) -> bytes:
        body = b"".join(data)
        return struct.pack("<HH", kind, len(body)) + body

    def beginning(kind: int) -> bytes:
        return record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0x0DBB, 0x07CC, 0, 6))

    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                cells += record(0x0204, place, struct.pack("<HB", len(value), 1), value.encode("utf-16-le"))
            elif isinstance(value, int | float):
                cells += record(0x0203, place, struct.pack("<d", value))
            elif isinstance(value, Failed) and value.formula:
                cells += record(0x0006, place, bytes([2, 0, value.code, 0, 0, 0, 255, 255]), bytes(8))
            elif isinstance(value, Failed):
                cells += record(0x0205, place, bytes([value.code, 1]))
    named = struct.pack("<BB", len(title), 1) + title.encode("utf-16-le")
    start, end = beginning(0x0005), record(0x000A)
    place_of_worksheet = len(start) + 4 + 6 + len(named) + len(end)
    worksheet = record(0x0085, struct.pack("<IBB", place_of_worksheet, 0, 0), named)
    return ole({"Workbook": start + worksheet + end + beginning(0x0010) + cells + end})


def binary_workbook(rows: Sequence[Sequence[object]], *, title: str = "Blatt") -> bytes:
    """An .xlsb of texts, numbers and errors."""

    def record(kind: int, *data: bytes) -> bytes:
        body = b"".join(data)
        number = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        return number + bytes([len(body) & 0x7F | 0x80, len(body) >> 7]) + body

    def text(written: str) -> bytes:
        return struct.pack("<I", len(written)) + written.encode("utf-16-le")

    cells = b""
    for row, values in enumerate(rows):
        cells += record(0x00, struct.pack("<I", row), bytes(13))
        for column, value in enumerate(values):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                cells += record(0x06, place, text(value))
            elif isinstance(value, int | float):
                cells += record(0x05, place, struct.pack("<d", value))
            elif isinstance(value, Failed):
                cells += record(0x0B if value.formula else 0x03, place, bytes([value.code]), bytes(10 * value.formula))
    book = record(0x9C, struct.pack("<II", 0, 1), text("rId1"), text(title)) + record(0x90) + record(0x9D)
    worksheet = record(0x94, bytes(16)) + record(0x91) + cells + record(0x92)
    target = f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{target}</Relationships>',
            "xl/worksheets/sheet1.bin": worksheet,
        }
    )


def ole(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams, each padded to whole sectors of 512 bytes and at least 4,096."""
    table, data, directory = [0xFFFFFFFD, 0xFFFFFFFE], b"", b""

    def entry(name: str, kind: int, child: int, right: int, start: int, size: int) -> bytes:
        written = (name.encode("utf-16-le") + b"\0\0").ljust(64, b"\0")
        links = struct.pack("<HBBIII", 2 * len(name) + 2, kind, 1, 0xFFFFFFFF, right, child)
        return written + links + bytes(36) + struct.pack("<IQ", start, size)

    directory += entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0)
    for place, (name, content) in enumerate(streams.items(), 1):
        padded = content.ljust(max(4096, -(-len(content) // 512) * 512), b"\0")
        first, sectors = len(table), len(padded) // 512
        table += [*range(first + 1, first + sectors), 0xFFFFFFFE]
        right = place + 1 if place < len(streams) else 0xFFFFFFFF
        directory += entry(name, 2, 0xFFFFFFFF, right, first, len(padded))
        data += padded
    table += [0xFFFFFFFF] * (128 - len(table))
    head = OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0) + struct.pack("<I", 0)
    head += b"\xff" * (512 - len(head))
    return head + struct.pack("<128I", *table) + directory.ljust(512, b"\0") + data


def blanks(size: int) -> bytes:
    """A deflate stream of this many blanks (whole MiB), in a moment."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    one = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return one * (size >> 20) + packer.flush()


def with_packed_worksheet(packed: bytes, *, declared: int) -> bytes:
    """A workbook whose worksheet is this deflate stream and is said to unpack to ``declared`` bytes."""
    parts = workbook_parts({"Blatt": ""})
    body, directory = b"", b""
    for name, content in parts.items():
        plain = content.encode() if isinstance(content, str) else content
        stream, size, crc, method = plain, len(plain), zlib.crc32(plain), 0
        if name.endswith("sheet1.xml"):
            stream, size, crc, method = packed, declared, 1, 8
        about = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, crc, len(stream), size, len(name), 0)
        directory += b"PK\1\2" + struct.pack("<H", 20) + about + struct.pack("<HHHII", 0, 0, 0, 0, len(body))
        directory += name.encode()
        body += b"PK\3\4" + about + name.encode() + stream
    end = struct.pack("<HHHHIIH", 0, 0, len(parts), len(parts), len(directory), len(body), 0)
    return body + directory + b"PK\5\6" + end
