"""Finds the error cells in the records of an .xls (BIFF5, BIFF8), which the reader gives as empty.

Called after the reader took the file; the search of a part that is broken nevertheless ends there.
"""

import struct
from collections.abc import Iterator, Sequence
from struct import unpack, unpack_from

from data.intake.containers.guard import DAMAGED, TOO_LARGE, UnusableFileError
from data.intake.containers.scan import ERRORS, Marked, mark

MOST_RECORDS = 3_000_000
"""Of all worksheets together; a cell is one record."""

_SIGNS = 0xFFFFFFF0
"""From here on the number of a sector is none: free, end, table."""
_SECTORS = {9: 512, 12: 4096}
_BOF, _EOF, _WORKSHEET, _FORMULA, _ERROR = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205


def marked_worksheets(content: bytes) -> list[Marked]:
    """Of each worksheet in the order of the workbook; raises UnusableFileError where there is no end to the records."""
    try:
        stream = _workbook(content)
    except (struct.error, KeyError, IndexError) as error:
        raise UnusableFileError(DAMAGED) from error
    left = iter(range(MOST_RECORDS))
    starts = [unpack_from("<I", record)[0] for kind, record in _records(stream, 0, left) if kind == _WORKSHEET]
    return [_marked(_records(stream, start, left)) for start in starts]


def _marked(records: Iterator[tuple[int, bytes]]) -> Marked:
    found = Marked()
    for kind, record in records:
        if kind == _ERROR and record[7] == 1:
            code = record[6]
        elif kind == _FORMULA and record[6] == 2 and record[12:14] == b"\xff\xff":
            code = record[8]
        else:
            continue
        row, column = unpack_from("<HH", record)
        mark(found.errors, (row + 1, column + 1), ERRORS.get(code, "#?"))
    return found


def _records(stream: bytes, start: int, left: Iterator[int]) -> Iterator[tuple[int, bytes]]:
    """Each record of interest up to the end of the part that starts here, also within its charts."""
    depth = 0
    while start + 4 <= len(stream):
        if next(left, None) is None:
            raise UnusableFileError(TOO_LARGE)
        kind, size = unpack_from("<HH", stream, start)
        start += 4 + size
        if kind in (_WORKSHEET, _FORMULA, _ERROR) and size >= 8 and start <= len(stream):
            yield kind, stream[start - size : start].ljust(14, b"\0")
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 0:
            return


def _workbook(content: bytes) -> bytes:
    """The stream with the records, out of the compound file; writers make it large enough for sectors of its own."""
    size = _SECTORS[unpack_from("<H", content, 30)[0]]
    directory, _, cutoff, _, _, more = unpack_from("<6I", content, 48)
    tables = list(unpack_from("<109I", content, 76))
    while more < _SIGNS and len(tables) <= len(content) // size + 109:
        *numbers, more = unpack(f"<{size // 4}I", content[(more + 1) * size : (more + 2) * size])
        tables += numbers
    sectors = content[size:]
    table = b"".join(sectors[number * size : (number + 1) * size] for number in tables if number < _SIGNS)
    chain = unpack(f"<{len(table) // 4}I", table[: len(table) // 4 * 4])
    entries = _chained(sectors, size, chain, directory)
    for name in ("Workbook", "Book"):
        for place in range(0, len(entries) - 127, 128):
            if entries[place : place + 64].decode("utf-16-le", "replace").split("\0")[0] == name:
                start, length = unpack_from("<II", entries, place + 116)
                return _chained(sectors, size, chain, start)[:length] if length >= cutoff else b""
    return b""


def _chained(sectors: bytes, size: int, chain: Sequence[int], start: int) -> bytes:
    """The sectors from this one on; never more than there are, also where the chain is a ring."""
    found: list[bytes] = []
    while start < len(chain) and len(found) * size < len(sectors):
        found.append(sectors[start * size : (start + 1) * size])
        start = chain[start]
    return b"".join(found)
