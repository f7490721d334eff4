"""Finds the error cells in the records of an .xlsb, which the reader gives as empty.

Called after the reader took the file; the search of a part that is broken nevertheless ends there.
"""

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator
from struct import unpack_from

from defusedxml.ElementTree import fromstring

from data.intake.containers.guard import DAMAGED, MOST_UNPACKED, TOO_LARGE, UnusableFileError
from data.intake.containers.package import MOST_OF_DIRECTORY
from data.intake.containers.scan import ERRORS, Marked, mark

_WORKSHEET, _ROW, _ERRORS = 156, 0, (3, 11)
_DIRECTORY, _RELATIONS = "xl/workbook.bin", "xl/_rels/workbook.bin.rels"


def marked_worksheets(content: bytes) -> dict[str, Marked]:
    """By the worksheet's title; raises UnusableFileError."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        try:
            targets = {
                one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", ""))).lstrip("/")
                for one in fromstring(_part(archive, _RELATIONS, MOST_OF_DIRECTORY))
            }
            directory = _part(archive, _DIRECTORY, MOST_OF_DIRECTORY)
            named = [_texts(record) for kind, record in _records(directory) if kind == _WORKSHEET]
            return {
                title: _marked(_part(archive, targets[relation], MOST_UNPACKED))
                for relation, title in named
                if relation in targets
            }
        except (KeyError, struct.error) as error:
            raise UnusableFileError(DAMAGED) from error


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as file:
        part = file.read(most + 1)
    if len(part) > most:
        raise UnusableFileError(TOO_LARGE)
    return part


def _texts(record: bytes) -> tuple[str, str]:
    """The worksheet's relation and its title."""
    length = 2 * unpack_from("<I", record, 8)[0]
    return record[12 : 12 + length].decode("utf-16-le", "replace"), record[16 + length :].decode("utf-16-le", "replace")


def _marked(part: bytes) -> Marked:
    found = Marked()
    row = 0
    for kind, record in _records(part):
        if kind == _ROW:
            row = unpack_from("<I", record)[0] + 1
        elif kind in _ERRORS:
            column, _style, code = unpack_from("<IIB", record)
            mark(found.errors, (row, column + 1), ERRORS.get(code, "#?"))
    return found


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """Kind and content of each; both the kind and the size are written in as many bytes of 7 bits as they need."""
    place = 0
    while place + 1 < len(part):
        kind = part[place]
        place += 1
        if kind >= 0x80:
            kind = (kind & 0x7F) | part[place] << 7
            place += 1
        size = shift = 0
        for byte in part[place : place + 4]:
            size |= (byte & 0x7F) << shift
            shift += 7
            place += 1
            if byte < 0x80:
                break
        yield kind, part[place : place + size]
        place += size
