"""Makes rows of text out of the bytes of a CSV file: which encoding, which separator, which quotes."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from itertools import islice

from data.intake.containers.guard import DAMAGED, NO_TABLE, TOO_LARGE, UnusableFileError
from data.intake.said import said

SEPARATORS = (";", ",", "\t", "|")
LONGEST_FIELD = 1 << 20
"""Excel allows 32,767 characters a cell; an unbalanced quote swallows more."""
OPEN_QUOTE = said("open_quote")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OF_ONE_BYTE = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_GERMAN = re.compile("[ÄÖÜ](?=[A-Za-zÄÖÜäöüß])|(?<=[A-Za-zÄÖÜäöüß])[äöüß]|[äöü](?=[a-zäöüß])")
_SIGNS = "[„“”‚‘’–—…€§°éèáà\N{NO-BREAK SPACE}]"
_TYPOGRAPHIC = re.compile(f"(?<![A-Za-z]){_SIGNS}|{_SIGNS}(?![A-Za-z])")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x80-\x9f]")
_LOOKED_AT = 65_536
_RECORDS_LOOKED_AT = 200
_FEW_CONTROLS = 0.01
_MOST_COLUMNS_THAT_COUNT = 10


def decoded(content: bytes) -> str:
    """The text: by byte order mark, by the NULs of UTF-16, as strict UTF-8, else as what gives the best German.

    Raises UnusableFileError for bytes that are no text.
    """
    text = _decoded(content)
    beginning = text[:_LOOKED_AT]
    if len(_CONTROL.findall(beginning)) > 3 + _FEW_CONTROLS * len(beginning):
        raise UnusableFileError(NO_TABLE)
    return text


def _decoded(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding)
    beginning = content[:_LOOKED_AT]
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if max(even, odd) > len(beginning) / 5 and min(even, odd) < len(beginning) / 50:
        return _strictly(content, "utf-16-le" if odd > even else "utf-16-be")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode(_best_of_one_byte(content), errors="replace")


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnusableFileError(DAMAGED) from error


def _best_of_one_byte(content: bytes) -> str:
    """The encoding under which most signs beyond ASCII are German letters within words; cp1252 where all are alike."""
    lines = [line for line in content.splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_LOOKED_AT]

    def likeness(encoding: str) -> int:
        try:
            text = sample.decode(encoding)
        except UnicodeDecodeError:
            return -1
        return 2 * len(_GERMAN.findall(text)) + len(_TYPOGRAPHIC.findall(text)) - 2 * len(_CONTROL.findall(text))

    return max(_OF_ONE_BYTE, key=likeness)


def records(text: str) -> list[list[str]]:
    """The rows as Excel would show them, a blank line being an empty row; raises UnusableFileError."""
    csv.field_size_limit(LONGEST_FIELD)
    stated = re.match(r'"?sep=(.)"?[ \t]*(?:\r\n|\r|\n|$)', text, re.IGNORECASE)
    if stated is not None:
        return parsed(text[stated.end() :], stated[1])
    return parsed(text, separator(text))


def separator(text: str) -> str:
    """The one that gives the same number of columns, and more than one, in most rows, with quotes where they belong."""
    return max(SEPARATORS, key=lambda one: _consistency(text[:_LOOKED_AT], one))


def _consistency(sample: str, delimiter: str) -> float:
    """Columns times the share of rows that have them; half of it where the quotes are not where they belong."""
    try:
        return _columns_alike(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        plain = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE)
        return _columns_alike(plain) / 2


def _columns_alike(rows: Iterable[list[str]]) -> float:
    widths = Counter(len(row) for row in islice(filter(None, rows), _RECORDS_LOOKED_AT))
    columns, alike = max(widths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
    if columns == 1:
        return 0.0
    return min(columns, _MOST_COLUMNS_THAT_COUNT) * alike / widths.total()


def parsed(text: str, delimiter: str) -> list[list[str]]:
    """With quotes as agreed; where they are not, as they stand; an open quote never swallows rows unnoticed."""
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error:
        pass
    plain = _as_it_stands(text, delimiter)
    if len({len(row) for row in plain if row}) == 1:
        return plain
    try:
        closed = list(csv.reader(io.StringIO(text + '\n"', newline=""), delimiter=delimiter))
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnusableFileError(OPEN_QUOTE) from error
    if len(closed) == len(rows):  # the added quote ended one that was open, instead of beginning a row of its own
        raise UnusableFileError(OPEN_QUOTE)
    return rows


def _as_it_stands(text: str, delimiter: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE))
    except csv.Error as error:
        raise UnusableFileError(TOO_LARGE) from error
