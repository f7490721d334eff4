"""A table of respondents as it was recognised in a file: which rows are heads, which columns mean what."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from data.intake.cells import cell_address as cell_address
from data.intake.cells import column_letters
from data.intake.containers.reading import Value, Worksheet

LONGEST_HEAD = 2_000
"""Characters; a question of a survey tool seldom has 1,000. What is longer is no head, and the file says so."""
_TECHNICAL = re.compile(
    r"\{|question-id-|#|(?:Open-Ended )?(?:Response|Antwort)$|(?=\w*\d)\w+(?:\[\w+\])*$", re.IGNORECASE
)
"""Qualtrics' ImportId, Nextcloud's and LimeSurvey's codes, HXL tags, SurveyMonkey's second line."""


@dataclass(frozen=True)
class Part:
    """One worksheet of a table, people down. ``flipped``: in the file they run across, so that addresses change places.

    ``above`` are rows of titles, ``heads`` the rows that name the columns, ``below`` rows that are no people, such as
    sums. All are row numbers of ``worksheet``, 1-based. ``copied``: the columns of a row whose value in ``worksheet``
    is stored further up in the file, and holds here, too.
    """

    worksheet: Worksheet
    heads: tuple[int, ...]
    above: tuple[int, ...] = ()
    below: tuple[int, ...] = ()
    flipped: bool = False
    copied: Mapping[int, frozenset[int]] = field(default_factory=dict)

    @cached_property
    def around(self) -> frozenset[int]:
        """Rows that are nobody's."""
        return frozenset((*self.above, *self.heads, *self.below))

    @cached_property
    def marked_columns(self) -> frozenset[int]:
        """Those with an error or a formula without a result."""
        return frozenset(column for _, column in (*self.worksheet.errors, *self.worksheet.formulas))

    @cached_property
    def formulas_by_column(self) -> Mapping[int, Sequence[tuple[int, str]]]:
        """Formulas without a result with their rows, from the top."""
        found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
        for (row, column), text in sorted(self.worksheet.formulas.items()):
            found[column].append((row, text))
        return found

    def value(self, row: int, column: int) -> Value:
        """What stands there; None also beyond the end. Error cells and formulas without a value are None."""
        values = self.worksheet.rows[row - 1] if row <= len(self.worksheet.rows) else ()
        return values[column - 1] if column <= len(values) else None

    def address(self, row: int, column: int) -> str:
        """Where that is in the file, in Excel's way: F12."""
        return cell_address(column, row) if self.flipped else cell_address(row, column)


@dataclass(frozen=True)
class Column:
    """A column of the table: ``number`` in its ``part`` (place in ``Table.parts``), ``heads`` from top to bottom.

    Heads of merged cells are repeated in every column that they cover. ``options``: the statement has a column for each
    answer, by number with that answer's head; ``number`` is then the first of them.
    """

    part: int
    number: int
    heads: tuple[Value, ...]
    options: tuple[tuple[int, str], ...] = ()

    @property
    def heading(self) -> str:
        """The lowest head that says something, for people to read; a tool's own ids only where nothing else is said."""
        said = [str(head).strip() for head in reversed(self.heads) if head is not None and str(head).strip()]
        return next((head for head in said if not _TECHNICAL.match(head)), said[0] if said else "")


@dataclass(frozen=True)
class Table:
    """People of a file. ``records``: for each the row number in every part; 0 where that part has no row for them."""

    parts: tuple[Part, ...]
    columns: tuple[Column, ...]
    records: tuple[tuple[int, ...], ...]

    def value(self, record: tuple[int, ...], column: Column) -> Value:
        """The stored value of a person in a column."""
        row = record[column.part]
        return self.parts[column.part].value(row, column.number) if row else None

    def values(self, column: Column) -> Iterator[Value]:
        """The stored values of all people in a column; as value, without a call for each."""
        place = column.number - 1
        return (line[place] if place < len(line) else None for line in self._lines[column.part])

    @cached_property
    def _lines(self) -> Sequence[Sequence[tuple[Value, ...]]]:
        """The row of each person, by part; an empty one where that part has none for them."""
        stored = [part.worksheet.rows for part in self.parts]
        return [
            [
                rows[number - 1] if 0 < number <= len(rows) else ()
                for number in [record[part] for record in self.records]
            ]
            for part, rows in enumerate(stored)
        ]

    def letter(self, column: Column) -> str:
        """The column in Excel's way, with its worksheet where there are several: F, or Blatt2!F."""
        part = self.parts[column.part]
        letter = str(column.number) if part.flipped else column_letters(column.number)
        return letter if len(self.parts) == 1 else f"{part.worksheet.title}!{letter}"


def is_too_long(head: Value) -> bool:
    """Whether it is longer than any head is."""
    return isinstance(head, str) and len(head) > LONGEST_HEAD
