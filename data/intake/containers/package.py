"""Takes the XML parts out of an .xlsx or .ods, each once, and hands the reader exactly what was looked at."""

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from defusedxml.ElementTree import fromstring

from data.intake.containers.guard import DAMAGED, MOST_UNPACKED, TOO_LARGE, UnusableFileError

MOST_OF_DIRECTORY = 2_000_000
"""Bytes of the parts that name the worksheets; the only ones that are parsed."""
BEGINNING = 10_000
"""Bytes in which declarations and the root stand, and at the other end its close."""

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<(?:([A-Za-z_][\w.-]*):)?worksheet\b")


@dataclass(frozen=True)
class WorksheetPart:
    """``prefix`` is what stands before the names of elements: mostly nothing, with some writers "x:"."""

    title: str
    name: str
    xml: bytes
    prefix: bytes


def unpacked(content: bytes) -> dict[str, bytes]:
    """The XML by the part's name; raises UnusableFileError for sizes that lie and for declared entities."""
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name, entry in {_plain(entry.filename): entry for entry in archive.infolist()}.items():
            if name.endswith((".xml", ".rels")):
                xml = _part(archive, entry, left)
                left -= len(xml)
                found[entry.filename] = xml
    return found


def _plain(name: str) -> str:
    return name.lower().replace("\\", "/").lstrip("/")


def _part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes:
    """The part's bytes; more or others than declared raise BadZipFile."""
    with archive.open(entry) as file:
        xml = file.read(min(most, entry.file_size) + 1)
    if len(xml) > most:
        raise UnusableFileError(TOO_LARGE)
    utf_16 = b"\0" in xml[:BEGINNING]  # neither searched nor read here
    if _DECLARED.search(xml, 0, BEGINNING) or utf_16 or len(xml) != entry.file_size:
        raise UnusableFileError(DAMAGED)
    return xml


def worksheet_parts(parts: Mapping[str, bytes]) -> list[WorksheetPart]:
    """The worksheets of an .xlsx, without those of charts."""
    names = {_plain(name): name for name in parts}
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names.keys():
        raise UnusableFileError(DAMAGED)
    book, relations = parts[names["xl/workbook.xml"]], parts[names["xl/_rels/workbook.xml.rels"]]
    if max(len(book), len(relations)) > MOST_OF_DIRECTORY:
        raise UnusableFileError(TOO_LARGE)
    targets = {
        one.get("Id"): _plain(posixpath.normpath(posixpath.join("/xl", (one.get("Target") or "").replace("\\", "/"))))
        for one in fromstring(relations)
    }
    found = []
    for worksheet in fromstring(book).iter():
        if worksheet.tag.rpartition("}")[2] == "sheet":
            relation = next((value for key, value in worksheet.items() if key.rpartition("}")[2] == "id"), None)
            name = names.get(targets.get(relation, ""), "")
            root = _ROOT.search(parts.get(name, b""), 0, BEGINNING)
            if root is not None:
                prefix = root[1] + b":" if root[1] else b""
                found.append(WorksheetPart(worksheet.get("name") or "", name, parts[name], prefix))
    return found


def for_reader(parts: Mapping[str, bytes], worksheets: Sequence[WorksheetPart]) -> io.BytesIO:
    """An .xlsx of these parts, not compressed again, its merged ranges before the rows.

    The reader goes through a worksheet a second time until it meets them; where they stand first, that costs nothing.
    """
    file = io.BytesIO()
    pieces = {worksheet.name: _merged_first(worksheet) for worksheet in worksheets}
    with zipfile.ZipFile(file, "w") as archive:
        for name, xml in parts.items():
            with archive.open(name, "w") as part:
                for piece in pieces.get(name, [xml]):
                    part.write(piece)
    file.seek(0)
    return file


def _merged_first(worksheet: WorksheetPart) -> list[bytes | memoryview]:
    xml, prefix = worksheet.xml, worksheet.prefix
    rows = max(xml.find(b"<" + prefix + b"sheetData"), 0)
    start = xml.find(b"<" + prefix + b"mergeCells", xml.rfind(b"</" + prefix + b"sheetData>"))
    close = b"</" + prefix + b"mergeCells>"
    end = xml.find(close, start)
    merged = xml[start:end] if 0 < start < end else b"<" + prefix + b"mergeCells>"
    return [xml[:rows], merged + close, memoryview(xml)[rows:]]
