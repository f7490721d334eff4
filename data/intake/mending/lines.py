"""A worksheet on which everything stands in column A: lines of a text file that a spreadsheet did not part."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from data.intake.containers.decoding import SEPARATORS, parsed
from data.intake.containers.guard import UnusableFileError
from data.intake.containers.reading import Value, Worksheet
from data.intake.said import Said, said
from data.intake.spelling import squeezed
from data.intake.worksheets.mentions import Reader

_NAMES = {";": said("semicolons"), ",": said("commas"), "\t": said("tabs"), "|": said("bars")}
_GLUES = (",", ";", "\t")
_LOOKED_AT = 200
_HEADS_LOOKED_AT = 15
_FEWEST_STATEMENTS = 2
_MOST_BY_CHANCE = 5
"""Statements that stand in cells of their own although their line was parted in wrong places."""
_MOST_ROWS = 0.5
_ALONE = 0.8
_EXAMPLE = 60


@dataclass(frozen=True)
class _Parting:
    """The lines parted at ``separator``, after what a spreadsheet had parted was joined again by ``glue``.

    ``named``: how many statements its best row names; ``certain``: all cells are texts, and most rows as long as that.
    """

    separator: str
    glue: str
    named: int
    certain: bool


def parted(worksheet: Worksheet, reader: Reader) -> tuple[Worksheet, Said | None]:
    """The worksheet as it was meant, and a note; the same worksheet and nothing where each cell has its place.

    Raises UnusableFileError where statements stand in one cell and can't be parted for certain.
    """
    lines = [row for row in worksheet.rows[:_LOOKED_AT] if any(value is not None for value in row)]
    if 2 * sum(map(_is_line, lines)) < len(lines) or not lines:
        _refuse_several(lines, reader)
        return worksheet, None
    before = _named(worksheet.rows, reader)
    if before > _MOST_BY_CHANCE:
        return worksheet, None
    sample = worksheet.rows[:_LOOKED_AT]
    found = [one for one in _partings(sample, reader) if one.named >= max(_FEWEST_STATEMENTS, before + 1)]
    if not found:
        _refuse_several(lines, reader)
        return worksheet, None
    best = max(found, key=lambda one: (one.certain, one.named))
    if not best.certain:
        raise UnusableFileError(_refusal(max(lines[:_HEADS_LOOKED_AT], key=lambda row: len(str(row)))))
    note = said("parted", sheet=worksheet.title, separator=_NAMES[best.separator])
    return replace(worksheet, rows=_parted(worksheet.rows, best.separator, best.glue), merged=()), note


def _is_line(row: Sequence[Value]) -> bool:
    """Whether the first cell alone holds several values."""
    first = next((value for value in row if value is not None), None)
    return isinstance(first, str) and any(first.count(separator) > 1 for separator in SEPARATORS)


def _partings(rows: Sequence[Sequence[Value]], reader: Reader) -> Iterator[_Parting]:
    """A sign in the texts that the spreadsheet did take for a separator has spread them over further columns."""
    spread = any(sum(value is not None for value in row) > 1 for row in rows)
    for separator in SEPARATORS:
        for glue in _GLUES if spread else _GLUES[:1]:
            if spread and glue == separator:
                continue
            try:
                table = _parted(rows, separator, glue)
            except UnusableFileError:
                continue
            texts = all(value is None or isinstance(value, str) for row in rows for value in row)
            yield _Parting(separator, glue, _named(table, reader), texts and _is_whole(table, reader))


def _parted(rows: Sequence[Sequence[Value]], separator: str, glue: str) -> tuple[tuple[Value, ...], ...]:
    cells = parsed("\n".join(_line(row, glue) for row in rows), separator)
    return tuple(tuple(value or None for value in row) for row in cells)


def _line(row: Sequence[Value], glue: str) -> str:
    return glue.join("" if value is None else str(value) for value in row).rstrip(glue)


def _is_whole(table: Sequence[Sequence[Value]], reader: Reader) -> bool:
    """Most rows are as long as the one of the names; the others are looked at like those of any text file."""
    head = max(range(min(len(table), _HEADS_LOOKED_AT)), key=lambda place: _mentioned(table[place], reader))
    people = [row for row in table[head + 1 :] if any(row)]
    return sum(len(row) == len(table[head]) for row in people) > _MOST_ROWS * len(people)


def _named(rows: Sequence[Sequence[Value]], reader: Reader) -> int:
    filled = [row for row in rows[: 2 * _HEADS_LOOKED_AT] if any(value is not None for value in row)]
    return max((_mentioned(row, reader) for row in filled[:_HEADS_LOOKED_AT]), default=0)


def _mentioned(row: Sequence[Value], reader: Reader) -> int:
    cells: Mapping[int, Value] = {place: value for place, value in enumerate(row, 1) if value is not None}
    return reader.mentions(cells).different


def _refuse_several(lines: Sequence[Sequence[Value]], reader: Reader) -> None:
    """A cell with the texts of several statements must not pass for the last of them."""
    if sum(sum(value is not None for value in row) == 1 for row in lines) < _ALONE * len(lines):
        return
    for row in lines[:_HEADS_LOOKED_AT]:
        said = [value for value in row if value is not None]
        if len(said) == 1 and isinstance(said[0], str):
            text = squeezed(said[0])
            if sum(one in text for one in reader.catalogue.squeezed_texts) >= _FEWEST_STATEMENTS:
                raise UnusableFileError(_refusal(row))


def _refusal(row: Sequence[Value]) -> Said:
    text = " ".join(str(next(value for value in row if value is not None)).split())
    return said("one_column", example=text if len(text) <= _EXAMPLE else f"{text[:_EXAMPLE]}…")
