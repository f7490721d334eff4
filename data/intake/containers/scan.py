"""Finds in a worksheet's XML what the reader does not tell: error cells, formulas without a value, and sizes.

Addresses are (row, column), 1-based. The XML is searched as bytes, not parsed, because parsing takes ten times as long.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from data.intake.containers.guard import DAMAGED, TOO_LARGE, UnusableFileError
from data.intake.containers.package import BEGINNING, WorksheetPart

MOST_ROWS = 50_000
"""Five times the largest survey that the budget is made for; Excel would go to 1,048,576."""
MOST_COLUMNS = 2_000
"""A long questionnaire with comments, times and other fields stays under 1,000; Excel would go to 16,384."""
MOST_CELLS = 5_000_000
"""Of the rectangle from A1, all worksheets together: the reader takes 40 bytes for each, also for empty ones."""
MOST_MARKED = 100_000
"""Error cells and formulas; a worksheet with more is no list of answers."""
MOST_MERGED = 20_000
"""Merged ranges: two for each row of a large survey."""
MOST_WORKSHEETS = 100

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
"""By the number that .xls and .xlsb store."""

Address = tuple[int, int]

_REFERENCE = re.compile(rb"""(?:^|\s)r\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_ERROR = re.compile(rb"""\st=["']e["']""")
_FAR = tuple(
    re.compile(rb" r=%b(?=[A-Z]{3}|[A-Z]*(?:[5-9][0-9]{4}|[0-9]{6}))([A-Z]*)([0-9]+)" % q) for q in (b'"', b"'")
)


@dataclass
class Marked:
    """What one worksheet holds beside its values."""

    errors: dict[Address, str] = field(default_factory=dict)
    formulas: dict[Address, str] = field(default_factory=dict)


def check_sizes(worksheets: Iterable[WorksheetPart], *, places: bool) -> None:
    """That the worksheets do not hold more than the reader can take; raises UnusableFileError.

    With ``places`` also for cells so far out that the reader would ask for gigabytes. Needed only where memory has no
    limit: the look at a million addresses takes as long as all the rest.
    """
    cells = 0
    for worksheet in worksheets:
        cells += worksheet.xml.count(b"</" + worksheet.prefix + b"c>")
        if cells > MOST_CELLS:
            raise UnusableFileError(TOO_LARGE)
        if places:
            _check_places(worksheet.xml, worksheet.prefix)


def scanned(worksheets: Iterable[WorksheetPart]) -> dict[str, Marked]:
    """The marked cells by the worksheet's title; raises UnusableFileError."""
    return {worksheet.title: marked_cells(worksheet.xml, worksheet.prefix) for worksheet in worksheets}


def marked_cells(xml: bytes, prefix: bytes = b"") -> Marked:
    """Of one worksheet's XML; raises UnusableFileError for a worksheet that is cut off."""
    if b"</" + prefix + b"worksheet" not in xml[-BEGINNING:]:
        raise UnusableFileError(DAMAGED)
    found = Marked()
    cells = _Cells(xml, prefix)
    for start in _all(xml, b' t="e"', b" t='e'"):
        for place, _tag, inner in cells.around(start):
            value = re.search(rb"<(?:[\w.-]+:)?v\b[^>]*>([^<]*)<", inner)
            mark(found.errors, place, _text(value[1]) if value else "#?")
    alone = re.compile(
        rb"\s*<%bf\b(?:[^>]*/>|[^>]*>([^<]*)</%bf>)\s*(?:<%bv\s*/>|<%bv[^>]*></%bv>)?\s*$" % ((prefix,) * 5)
    )
    for hit in re.finditer(rb"<%bf[\s/>]" % prefix, xml):
        for place, tag, inner in cells.around(hit.start() - 1):
            if (formula := alone.match(inner)) and not _ERROR.search(tag):
                mark(found.formulas, place, _text(formula[1] or b"").removeprefix("="))
    return found


def _check_places(xml: bytes, prefix: bytes) -> None:
    """Refuse filled cells that are so far out that the reader would ask for gigabytes of empty ones."""
    for hit in chain.from_iterable(far.finditer(xml) for far in _FAR):
        if _column(hit[1]) <= MOST_COLUMNS and int(hit[2]) <= MOST_ROWS:
            continue
        tag = xml.find(b">", hit.end())
        if xml[tag - 1 : tag] == b"/":
            continue
        end = xml.find(b"</" + prefix + (b"c>" if hit[1] else b"row>"), tag)
        if re.search(rb"<(?:[\w.-]+:)?(?:v|is|f)[\s>]", xml[tag : end if end > 0 else len(xml)]):
            raise UnusableFileError(TOO_LARGE)


def _all(xml: bytes, *sought: bytes) -> Iterator[int]:
    for one in sought:
        place = xml.find(one)
        while place >= 0:
            yield place
            place = xml.find(one, place + 1)


class _Cells:
    """Finds the cell in whose tag or content a place of the XML is."""

    def __init__(self, xml: bytes, prefix: bytes) -> None:
        self._xml = xml
        self._prefix = prefix
        self._counted: dict[int, Address] = {}

    def around(self, place: int) -> Iterator[tuple[Address, bytes, bytes]]:
        """Its address, tag and content; nothing where the place belongs to no filled cell."""
        xml, opening, closing = self._xml, b"<" + self._prefix + b"c", b"</" + self._prefix + b"c>"
        start = xml.rfind(b"<", 0, place)
        end = xml.find(b">", start)
        tag = xml[start:end]
        if not re.match(re.escape(opening) + rb"\s|" + re.escape(opening) + rb"$", tag) or tag.endswith(b"/"):
            return
        inner = xml[end + 1 : xml.find(closing, end)]
        reference = _REFERENCE.search(tag)
        if reference is not None:
            yield (int(reference[2]), _column(reference[1])), tag, inner
        else:
            yield self._counted_addresses()[start], tag, inner

    def _counted_addresses(self) -> dict[int, Address]:
        """For writers that leave the addresses out: by the order of rows and cells, worked out once."""
        if not self._counted:
            row = column = 0
            for tag in re.finditer(rb"<%b(row|c)(?=[\s/>])([^>]*)" % self._prefix, self._xml):
                if tag[1] == b"row":
                    stated = re.search(rb"""\sr=["'](\d+)["']""", tag[2])
                    row, column = int(stated[1]) if stated else row + 1, 0
                else:
                    reference = _REFERENCE.search(tag[2])
                    column = _column(reference[1]) if reference else column + 1
                    self._counted[tag.start()] = (row, column)
        return self._counted


def mark(marks: dict[Address, str], place: Address, text: str) -> None:
    marks[place] = text
    if len(marks) > MOST_MARKED:
        raise UnusableFileError(TOO_LARGE)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _text(escaped: bytes) -> str:
    return html.unescape(escaped.decode("utf-8", errors="replace"))
