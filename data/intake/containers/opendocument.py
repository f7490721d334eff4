"""Finds in the XML of an .ods what the reader does not tell: cells with an error, and formulas without a value.

LibreOffice marks an error as ``calcext:value-type="error"`` and writes an empty text as its value; Excel and older
LibreOffice write the value 0. What the cell shows tells the error in all of them, in the language of the writer.
"""

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from data.intake.containers.guard import DAMAGED, UnusableFileError
from data.intake.containers.scan import Marked, mark

_OF_INTEREST = (b"table:formula", b'value-type="error"', b"value-type='error'")
_SHOWN_ERROR = re.compile(r"#[\w/]+[!?]|#N/A|#NV|Err:\d{3}")
_FORMULA = re.compile(r"(?:\w+:)?=")
_ROW, _ROW_END = b"<table:table-row", b"</table:table-row>"
_CELLS = ("table:table-cell", "table:covered-table-cell")


def marked_tables(xml: bytes) -> dict[str, Marked]:
    """The marked cells by the worksheet's title; raises UnusableFileError."""
    if not any(one in xml for one in _OF_INTEREST):
        return {}
    try:
        return _Walk(xml).found
    except (expat.ExpatError, ValueError) as error:
        raise UnusableFileError(DAMAGED) from error


class _Walk:
    """Through all cells; what one shows is only looked at where it has a formula or is said to be an error."""

    def __init__(self, xml: bytes) -> None:
        self.found: dict[str, Marked] = {}
        self._marked = Marked()
        self._rows = self._columns = range(1, 1)
        self._cell: Mapping[str, str] = {}
        self._shown: list[str] = []
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        for piece in _shortened(xml):
            self._parser.Parse(piece)
        self._parser.Parse(b"", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name in _CELLS:
            self._columns = _following(self._columns, attributes.get("table:number-columns-repeated", "1"))
            if "table:formula" in attributes or _is_error(attributes):
                self._cell, self._shown = attributes, []
                self._parser.CharacterDataHandler = self._shown.append
                self._parser.EndElementHandler = self._end
        elif name == "table:table-row":
            self._rows = _following(self._rows, attributes.get("table:number-rows-repeated", "1"))
            self._columns = range(1, 1)
        elif name == "table:table":
            self._marked = self.found[attributes.get("table:name", "")] = Marked()
            self._rows = range(1, 1)
        elif name == "office:annotation":
            self._parser.CharacterDataHandler = None

    def _end(self, name: str) -> None:
        if name == "office:annotation":
            self._parser.CharacterDataHandler = self._shown.append
        if name not in _CELLS:
            return
        self._parser.CharacterDataHandler = self._parser.EndElementHandler = None
        shown = "".join(self._shown).strip()
        formula = _FORMULA.sub("", self._cell.get("table:formula", ""), count=1)
        for place in ((row, column) for row in self._rows for column in self._columns):
            if _is_error(self._cell) or _SHOWN_ERROR.fullmatch(shown):
                mark(self._marked.errors, place, shown or "#?")
            elif "office:value-type" not in self._cell and not shown:
                mark(self._marked.formulas, place, formula)


def _shortened(xml: bytes) -> Iterator[bytes]:
    """The same with rows of no interest left empty, because the walk takes a second for a million cells."""
    *rows, rest = xml.split(_ROW_END)
    for row in rows:
        plain = row.count(_ROW) == 1 and not any(one in row for one in _OF_INTEREST)
        yield (row[: row.find(b">", row.find(_ROW)) + 1] if plain else row) + _ROW_END
    yield rest


def _following(before: range, repeated: str) -> range:
    return range(before.stop, before.stop + int(repeated))


def _is_error(attributes: Mapping[str, str]) -> bool:
    return "error" in (attributes.get("calcext:value-type"), attributes.get("office:value-type"))
